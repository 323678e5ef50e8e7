"""What a record of attendance lacks, and what settles it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal

from facilitator.domain.attendance.corrections import correction
from facilitator.domain.attendance.people import (
    Attendee,
    Scan,
    ScanKind,
    ran_back,
    standing,
)
from facilitator.domain.attendance.times_of_day import first_moment
from facilitator.errors import BadInputError, FacilitatorError

Doubt = Literal[
    "no-sign-in", "no-sign-out", "out-before-in", "in-twice", "clock-set-back"
]

# Of the day within which a typed time lies, so much is before the line it is near.
_BEFORE_THE_LAST = timedelta(hours=8)
_BEFORE_THE_FIRST = timedelta(hours=12)


class StillOpenError(BadInputError):
    """The time that was typed would leave the record with a gap, or a new one."""

    code = "still-open"
    sentence = (
        "{name}: with this time the record would still not be whole. Look at the times "
        "of this person. Nothing was written."
    )


class NothingChosenError(BadInputError):
    """Many were to be settled at once, and nobody was chosen."""

    code = "nothing-chosen"
    sentence = "Choose the people first. Nothing was written."


class NothingToSettleError(FacilitatorError):
    """The record is whole, or was settled in another window."""

    code = "nothing-to-settle"
    status = 409
    sentence = "{name} has nothing to settle any more. Nothing was written."


@dataclass(frozen=True, slots=True)
class Left:
    """A record that the trainer leaves incomplete, and why.

    `line` is the number of the newest line of the person's log at that time: one that
    comes later opens the record again.
    """

    attendee: str
    line: int
    reason: str
    written_at: datetime


def newest_line(scans: tuple[Scan, ...]) -> int:
    """Return the number of the line that was written last, 0 where there is none."""
    return max((scan.number for scan in scans), default=0)


def is_left(attendee: Attendee, lefts: Iterable[Left]) -> bool:
    """Whether the record as it is now was left incomplete on purpose."""
    line = newest_line(attendee.scans)
    return any(one.attendee == attendee.id and one.line == line for one in lefts)


def doubts(scans: tuple[Scan, ...], *, over: bool) -> tuple[Doubt, ...]:
    """Return what keeps a record from being whole, each kind once.

    While the session is not `over`, nobody in the room lacks a sign-out.
    """
    found = _walked(scans)
    first = next(iter(_by_time(scans)), None)
    if first and first.kind == "out" and {"no-sign-in", "no-sign-out"} <= set(found):
        gone = {"no-sign-in", "no-sign-out"}
        return ("out-before-in", *(kind for kind in found if kind not in gone))
    if not over:
        found = [kind for kind in found if kind != "no-sign-out"]
    return tuple(dict.fromkeys(found))


def _by_time(scans: tuple[Scan, ...]) -> list[Scan]:
    return sorted(standing(scans), key=lambda s: (s.at.astimezone(UTC), s.number))


def _walked(scans: tuple[Scan, ...]) -> list[Doubt]:
    """Return every doubt in the order of time, the same kind as often as it comes."""
    found: list[Doubt] = []
    inside = False
    for scan in _by_time(scans):
        if scan.kind == "out":
            found += [] if inside else ["no-sign-in"]
            inside = False
        else:
            found += ["in-twice"] if inside else []
            inside = True
    found += ["no-sign-out"] if inside else []
    found += ["clock-set-back"] if ran_back(scans) else []
    return found


def moment_of(
    attendee: Attendee, kind: ScanKind, clock: time, zone: tzinfo
) -> datetime:
    """Return the moment of a time of day that was typed for somebody who has a line.

    It is the one near the person's last line for going out, which may be after
    midnight, and near the first for coming in, which may be before it.
    """
    lines = _by_time(attendee.scans)
    if kind == "out":
        return first_moment(clock, lines[-1].at - _BEFORE_THE_LAST, zone)
    return first_moment(clock, lines[0].at - _BEFORE_THE_FIRST, zone)


def settling_line(
    attendee: Attendee,
    kind: ScanKind,
    at: datetime,
    *,
    supersedes: int,
    reason: str,
    now: datetime,
) -> Scan:
    """Return the correction that settles a record, ready to be appended.

    Args:
        attendee: whose record it is.
        kind: what happened.
        at: when, in the trainer's own words: nothing here suggests a time.
        supersedes: the number of the line whose time was wrong, 0 for a missing one.
        reason: why, in the trainer's words.
        now: when it is written.

    Raises:
        StillOpenError: the record would be no better for it.
        BadInputError: no reason, no such line, or a time to come.
    """
    line = correction(attendee, kind, at, supersedes=supersedes, reason=reason, now=now)
    before = Counter(_walked(attendee.scans))
    added = replace(line, number=newest_line(attendee.scans) + 1)
    after = Counter(_walked((*attendee.scans, added)))
    better = after.total() < before.total()
    # One line of several that a clock spoiled leaves the others to be put right.
    as_good = supersedes > 0 and after.total() == before.total()
    if not after.keys() <= before.keys() or not (better or as_good):
        raise StillOpenError(name=attendee.person.name or "–")
    return line
