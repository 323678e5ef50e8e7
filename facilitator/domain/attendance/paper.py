"""A row of the signed sheet, typed in afterwards, as lines of the log."""

from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.domain.attendance.corrections import TimeToComeError, read_reason
from facilitator.domain.attendance.opening import closes
from facilitator.domain.attendance.people import Attendee, Scan, standing
from facilitator.errors import BadInputError


class TimeMissingError(BadInputError):
    """The time of coming in is missing, or one that was known was emptied."""

    code = "time-missing"
    sentence = (
        "A time is missing here. A line that never was is struck out on the person's "
        "own page."
    )


class OutBeforeInError(BadInputError):
    """The times of a row do not follow each other."""

    code = "out-before-in"
    sentence = "The time out is before the time in. Check both against the sheet."


class AfterTheEndError(BadInputError):
    """A time lies long after the session has ended."""

    code = "after-the-end"
    sentence = "The session was over by then. Check the time against the sheet."


class BeforeTheOpeningError(BadInputError):
    """A time lies before sign-in opened."""

    code = "before-the-opening"
    sentence = (
        "Sign-in was not open yet. Write the time at which it opened for whoever was "
        "early."
    )


@dataclass(frozen=True, slots=True)
class SheetTimes:
    """What a row says: when somebody came and left, None where it is empty.

    A reason is needed where a line of the log changes. Where a row only completes it,
    `added` is noted if no reason was given.
    """

    came: datetime | None
    left: datetime | None
    reason: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which moments times of the sheet can lie."""

    now: datetime
    opens: datetime | None = None
    ended_at: datetime | None = None


def sheet_lines(
    attendee_id: str, attendee: Attendee | None, row: SheetTimes, limits: Limits
) -> tuple[Scan, ...]:
    """Return the lines that a row adds to the log; none where it says nothing new.

    Args:
        attendee_id: whose lines they are.
        attendee: their log so far; None for somebody who has none.
        row: what the sheet says.
        limits: what times can be.

    Raises:
        BadInputError: a time is missing or cannot be, or a reason is missing.
    """
    lines = standing(attendee.scans) if attendee else ()
    first = next((scan for scan in lines if scan.kind != "out"), None)
    last = lines[-1] if lines and lines[-1].kind == "out" else None
    came = row.came if row.came != (first.at if first else None) else None
    left = row.left if row.left != (last.at if last else None) else None
    if ((row.left or first) and not row.came) or (last and not row.left):
        raise TimeMissingError
    if came is None and left is None:
        return ()
    others = [scan.at for scan in lines if scan not in (first, last)]
    _check_order(row, others)
    for at in (came, left):
        _check(at, limits)
    changes = (came and first) or (left and last)
    why = row.reason if changes or row.reason.strip() else row.added
    reason = read_reason(why) if attendee and attendee.scans else ""
    found = (("in", came, first), ("out", left, last))
    return tuple(
        Scan(
            attendee_id,
            before.kind if before else ("in" if kind == "in" else "out"),
            at,
            "paper",
            supersedes=before.number if before else 0,
            reason=reason,
            written_at=limits.now,
        )
        for kind, at, before in found
        if at
    )


def _check_order(row: SheetTimes, others: list[datetime]) -> None:
    came, left = _instant(row.came), _instant(row.left)
    between = [at.astimezone(UTC) for at in others]
    wrong = came and left and left < came
    wrong = wrong or (came and any(at < came for at in between))
    if wrong or (left and any(at > left for at in between)):
        raise OutBeforeInError


def _check(at: datetime | None, limits: Limits) -> None:
    if at is None:
        return
    until = closes(limits.ended_at)
    if at.astimezone(UTC) > limits.now.astimezone(UTC):
        raise TimeToComeError
    if until and at.astimezone(UTC) > until.astimezone(UTC):
        raise AfterTheEndError
    if limits.opens and at.astimezone(UTC) < limits.opens.astimezone(UTC):
        raise BeforeTheOpeningError


def _instant(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
