"""Corrections of the attendance log: later lines with a reason, never an overwrite."""

from datetime import UTC, datetime

from facilitator.domain.attendance.people import Attendee, Scan, ScanKind, standing
from facilitator.domain.text import is_blank, is_kept
from facilitator.errors import BadInputError

LONGEST_REASON = 300


class ReasonNeededError(BadInputError):
    """A correction without a reason."""

    code = "reason-needed"
    sentence = "Write the reason for the correction. It stays in the record."


class ReasonTooLongError(BadInputError):
    """The reason holds more than fits."""

    code = "reason-too-long"
    sentence = "The reason is too long. Use at most {longest} characters."


class NoSuchScanError(BadInputError):
    """The line to correct is not this person's, or no longer stands."""

    code = "no-such-scan"
    sentence = "This line of the record was corrected before. Look at the newest one."


class NothingToVoidError(BadInputError):
    """A line that was missing is said never to have been."""

    code = "nothing-to-void"
    sentence = "Choose the line of the record that is to be struck out."


class TimeToComeError(BadInputError):
    """A correction tells of a time that has not come yet."""

    code = "time-to-come"
    sentence = "This time has not come yet. Check the day and the time."


def correction(
    attendee: Attendee,
    kind: ScanKind,
    at: datetime,
    *,
    supersedes: int,
    reason: str,
    now: datetime,
) -> Scan:
    """Return the line that corrects a person's log, ready to be appended.

    Args:
        attendee: whose log it is.
        kind: what happened; "void" where the superseded line never was.
        at: when it happened.
        supersedes: the number of the line replaced, 0 where one was missing.
        reason: why, in the trainer's words.
        now: when the correction is written.

    Raises:
        BadInputError: no reason, no such line, or a time to come.
    """
    if not supersedes and kind == "void":
        raise NothingToVoidError
    numbers = {scan.number for scan in standing(attendee.scans)} - {0}
    if supersedes and supersedes not in numbers:
        raise NoSuchScanError
    if at.astimezone(UTC) > now.astimezone(UTC):
        raise TimeToComeError
    return Scan(
        attendee.id,
        kind,
        at,
        "trainer",
        supersedes=supersedes,
        reason=read_reason(reason),
        written_at=now,
    )


def read_reason(given: str) -> str:
    """Return a reason, tidied.

    Raises:
        BadInputError: there is none, or it is too long.
    """
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if is_blank(kept):
        raise ReasonNeededError
    if len(kept) > LONGEST_REASON:
        raise ReasonTooLongError(longest=LONGEST_REASON)
    return kept
