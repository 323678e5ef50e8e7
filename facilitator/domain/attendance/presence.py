"""Presence: the stretches of time that a person's scans prove."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from facilitator.domain.attendance.people import Scan, ran_back, standing

Gap = Literal["no-sign-in", "no-sign-out", "clock-set-back"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From one instant, in UTC, until before another."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Merged intervals in order of time, and what keeps the record from being whole.

    A sign-in without a sign-out and a sign-out without a sign-in are gaps, and make no
    interval. A record with a gap earns nothing until a correction settles it.
    """

    intervals: tuple[Interval, ...]
    gaps: tuple[Gap, ...] = ()


def presence(scans: tuple[Scan, ...]) -> Presence:
    """Return when one person was in the room.

    The order of the scans does not matter: they are taken by time, and those of one
    instant as they were written. Coming in twice counts from the first time.
    """
    intervals: list[Interval] = []
    gaps: dict[Gap, None] = {}
    if ran_back(scans):
        gaps["clock-set-back"] = None
    since: datetime | None = None
    # One person with two entries may sign out of both: the second changes nothing.
    signed_in: set[str] = set()
    for at, kind, entry in _events(scans):
        if kind != "out":
            since = since or at
            signed_in.add(entry)
            continue
        if since:
            intervals.append(Interval(since, at))
        elif entry not in signed_in:
            gaps["no-sign-in"] = None
        signed_in.discard(entry)
        since = None
    if since:
        gaps["no-sign-out"] = None
    return Presence(merged(intervals), tuple(gaps))


def _events(scans: tuple[Scan, ...]) -> list[tuple[datetime, str, str]]:
    # Times of one zone compare and subtract as wall clocks: only instants are safe.
    lines = sorted(
        (scan.at.astimezone(UTC), scan.number, scan.kind, scan.attendee)
        for scan in standing(scans)
    )
    return [(at, kind, entry) for at, _, kind, entry in lines]


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return intervals in order of time; what overlaps or touches becomes one."""
    kept: list[Interval] = []
    for interval in sorted(intervals):
        if interval.begin >= interval.end:
            continue
        if kept and interval.begin <= kept[-1].end:
            last = kept.pop()
            interval = Interval(last.begin, max(last.end, interval.end))  # noqa: PLW2901
        kept.append(interval)
    return tuple(kept)


def overlap(intervals: Iterable[Interval], within: Interval) -> timedelta:
    """Return how long merged intervals lie within another one."""
    return sum(
        (
            max(min(i.end, within.end) - max(i.begin, within.begin), timedelta())
            for i in intervals
        ),
        timedelta(),
    )
