"""When somebody was in the room, as their scans prove it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.attendance.presence import (
    Interval,
    Presence,
    merged,
    overlap,
    presence,
)

NEW_YORK = ZoneInfo("America/New_York")
MINUTES = st.integers(0, 600)


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of one afternoon."""
    return datetime(2026, 3, 10, hour, minute, second, tzinfo=UTC)


def log(*lines: tuple[ScanKind, datetime]) -> tuple[Scan, ...]:
    """Return a log as it was written."""
    return tuple(
        Scan("a", kind, when, "phone", number)
        for number, (kind, when) in enumerate(lines, start=1)
    )


def interval(begin: int, end: int) -> Interval:
    """Return an interval between two minutes of the afternoon."""
    start = at(12)
    return Interval(start + timedelta(minutes=begin), start + timedelta(minutes=end))


intervals = st.lists(st.builds(interval, MINUTES, MINUTES), max_size=8)


def length(of: tuple[Interval, ...]) -> timedelta:
    """Return how long merged intervals are."""
    return sum((i.end - i.begin for i in of), timedelta())


def test_a_visit_is_from_in_to_out() -> None:
    scans = log(("in", at(13)), ("out", at(14)), ("re-entry", at(15)), ("out", at(16)))

    assert presence(scans) == Presence(
        (Interval(at(13), at(14)), Interval(at(15), at(16)))
    )


def test_nobody_is_present_without_a_scan() -> None:
    assert presence(()) == Presence(())


def test_a_missing_sign_out_is_a_gap_and_makes_no_interval() -> None:
    scans = log(("in", at(13)), ("out", at(14)), ("re-entry", at(15)))

    expected = Presence((Interval(at(13), at(14)),), ("no-sign-out",))
    assert presence(scans) == expected


def test_a_sign_out_without_a_sign_in_is_a_gap_and_makes_no_interval() -> None:
    assert presence(log(("out", at(14)))) == Presence((), ("no-sign-in",))


def test_a_second_sign_out_makes_no_interval_either() -> None:
    scans = log(("in", at(13)), ("out", at(14)), ("out", at(15)))

    expected = Presence((Interval(at(13), at(14)),), ("no-sign-in",))
    assert presence(scans) == expected


def test_coming_in_twice_counts_from_the_first_time() -> None:
    scans = log(("in", at(13)), ("in", at(13, 30)), ("out", at(14)))

    assert presence(scans) == Presence((Interval(at(13), at(14)),))


def test_out_and_in_at_one_instant_are_taken_as_they_were_written() -> None:
    scans = log(("in", at(13)), ("out", at(14)), ("re-entry", at(14)), ("out", at(15)))

    assert presence(scans) == Presence((Interval(at(13), at(15)),))


def test_going_at_the_instant_of_coming_is_no_time() -> None:
    assert presence(log(("in", at(13)), ("out", at(13)))) == Presence(())


def test_a_clock_set_back_between_in_and_out_is_a_gap() -> None:
    scans = log(("in", at(13)), ("out", at(12, 30)))

    found = presence(scans)

    assert found.intervals == ()
    assert found.gaps == ("clock-set-back", "no-sign-in", "no-sign-out")


def test_a_clock_set_back_is_told_even_where_pairs_can_be_made() -> None:
    scans = log(
        ("in", at(13)), ("out", at(14)), ("re-entry", at(13, 30)), ("out", at(14, 30))
    )

    assert "clock-set-back" in presence(scans).gaps


def test_a_clock_set_back_leaves_the_roster_without_minutes() -> None:
    scans = log(("in", at(13)), ("out", at(12, 30)))

    ana = Attendee("a", Person("Ana"), scans)

    assert (ana.left, ana.minutes) == (at(12, 30), None)


def test_times_of_several_zones_are_one_time() -> None:
    nine = datetime(2026, 3, 10, 9, 0, tzinfo=NEW_YORK)

    assert presence(log(("in", nine), ("out", at(14)))) == Presence(
        (Interval(at(13), at(14)),)
    )


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        # The clocks go forward at 2:00 on March 8, and back at 2:00 on November 1.
        ((2026, 3, 8, 1, 30), (2026, 3, 8, 3, 30), 1),
        ((2026, 11, 1, 0, 30), (2026, 11, 1, 2, 30), 3),
        ((2026, 3, 10, 23, 0), (2026, 3, 11, 1, 0), 2),
    ],
    ids=["forward", "back", "midnight"],
)
def test_an_hour_is_an_hour_across_a_change_of_clocks_and_midnight(
    begin: tuple[int, ...], end: tuple[int, ...], hours: int
) -> None:
    came = datetime(*begin, tzinfo=NEW_YORK)  # type: ignore[misc,arg-type]
    left = datetime(*end, tzinfo=NEW_YORK)  # type: ignore[misc,arg-type]

    found = presence(log(("in", came), ("out", left)))

    assert found.gaps == ()
    assert length(found.intervals) == timedelta(hours=hours)


def test_the_hour_that_comes_twice_is_no_clock_set_back() -> None:
    came = datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK)
    left = datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)

    found = presence(log(("in", came), ("out", left)))

    assert found.gaps == ()
    assert length(found.intervals) == timedelta(minutes=20)


@given(st.lists(st.tuples(st.sampled_from(["in", "out", "re-entry"]), MINUTES)))
def test_the_order_of_the_scans_does_not_matter(
    lines: list[tuple[ScanKind, int]],
) -> None:
    scans = log(*((kind, at(12) + timedelta(minutes=m)) for kind, m in lines))

    assert presence(scans[::-1]) == presence(scans)
    assert presence(tuple(sorted(scans, key=lambda s: s.kind))) == presence(scans)


@given(intervals)
def test_merged_intervals_lie_apart_and_in_order(some: list[Interval]) -> None:
    found = merged(some)

    assert all(i.begin < i.end for i in found)
    assert all(a.end < b.begin for a, b in pairwise(found))
    assert merged(found[::-1]) == found


@given(intervals, MINUTES)
def test_a_minute_is_in_the_merged_intervals_if_it_is_in_one(
    some: list[Interval], minute: int
) -> None:
    moment = at(12) + timedelta(minutes=minute, seconds=30)

    def inside(of: list[Interval]) -> bool:
        return any(i.begin <= moment < i.end for i in of)

    assert inside(list(merged(some))) == inside(some)


@given(intervals, MINUTES, MINUTES)
def test_overlap_is_what_lies_within(
    some: list[Interval], begin: int, end: int
) -> None:
    there, within = merged(some), interval(min(begin, end), max(begin, end))

    inside = sum(
        any(i.begin <= moment < i.end for i in there)
        for minute in range(min(begin, end), max(begin, end))
        for moment in [at(12) + timedelta(minutes=minute)]
    )

    assert overlap(there, within) == timedelta(minutes=inside)
