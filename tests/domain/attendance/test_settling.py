"""What a record lacks, and the line that settles it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from facilitator.domain.attendance.corrections import ReasonNeededError, TimeToComeError
from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.attendance.settling import (
    Doubt,
    Left,
    StillOpenError,
    doubts,
    is_left,
    moment_of,
    settling_line,
)
from facilitator.errors import BadInputError

NINE = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
NOW = NINE + timedelta(hours=5)
CHICAGO = ZoneInfo("America/Chicago")


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def log(*lines: tuple[ScanKind, int]) -> tuple[Scan, ...]:
    """Return scans by kind and minutes after nine."""
    return tuple(
        Scan("a", kind, at(minutes), "phone", number)
        for number, (kind, minutes) in enumerate(lines, start=1)
    )


def who(*lines: tuple[ScanKind, int]) -> Attendee:
    return Attendee("a", Person("Ana Ruiz"), log(*lines))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((("in", 0), ("out", 60)), ()),
        ((("in", 0),), ("no-sign-out",)),
        ((("out", 60),), ("no-sign-in",)),
        ((("in", 0), ("out", 60), ("out", 70)), ("no-sign-in",)),
        ((("in", 0), ("re-entry", 30), ("out", 60)), ("in-twice",)),
        ((("in", 50), ("out", 10)), ("out-before-in", "clock-set-back")),
        (
            (("in", 0), ("out", 60), ("re-entry", 30), ("out", 80)),
            ("in-twice", "no-sign-in", "clock-set-back"),
        ),
    ],
)
def test_each_kind_of_doubt_is_told_once(
    lines: tuple[tuple[ScanKind, int], ...], found: tuple[Doubt, ...]
) -> None:
    assert doubts(log(*lines), over=True) == found


def test_who_is_in_the_room_lacks_nothing_while_the_session_goes_on() -> None:
    assert doubts(log(("in", 0)), over=False) == ()
    assert doubts(log(("out", 0)), over=False) == ("no-sign-in",)


def settled(attendee: Attendee, kind: ScanKind, minutes: int, line: int = 0) -> Scan:
    return settling_line(
        attendee, kind, at(minutes), supersedes=line, reason="Seen", now=NOW
    )


def test_a_missing_line_is_added_with_its_reason() -> None:
    assert settled(who(("in", 0)), "out", 60) == Scan(
        "a", "out", at(60), "trainer", reason="Seen", written_at=NOW
    )
    assert settled(who(("out", 60)), "in", 0).kind == "in"
    assert settled(who(("in", 0), ("in", 30), ("out", 60)), "out", 20).kind == "out"


@pytest.mark.parametrize(
    ("lines", "kind", "minutes"),
    [
        ((("in", 30),), "out", 10),  # before the sign-in
        ((("in", 30),), "in", 10),  # settles nothing
        ((("out", 30),), "in", 40),  # after the sign-out
        ((("in", 0), ("out", 60)), "out", 70),  # is whole
    ],
)
def test_a_time_that_settles_nothing_is_refused(
    lines: tuple[tuple[ScanKind, int], ...], kind: ScanKind, minutes: int
) -> None:
    with pytest.raises(StillOpenError, match="Ana Ruiz"):
        settled(who(*lines), kind, minutes)


def test_of_two_missing_lines_each_is_added() -> None:
    twice = who(("in", 0), ("out", 60), ("out", 70), ("out", 90))

    line = settled(twice, "in", 65)

    assert line.at == at(65)


def test_a_wrong_time_is_replaced_and_the_clock_stands_right() -> None:
    attendee = who(("in", 50), ("out", 10))

    line = settled(attendee, "out", 110, line=2)

    assert line.supersedes == 2
    after = (*attendee.scans, replace(line, number=3))
    assert doubts(after, over=True) == ()


def test_no_reason_and_a_time_to_come_are_refused() -> None:
    with pytest.raises(ReasonNeededError):
        settling_line(
            who(("in", 0)), "out", at(60), supersedes=0, reason=" \n", now=NOW
        )
    with pytest.raises(TimeToComeError):
        settled(who(("in", 0)), "out", 6 * 60)
    with pytest.raises(BadInputError):
        settled(who(("in", 0)), "out", 60, line=9)


def test_a_record_left_incomplete_opens_again_with_the_next_line() -> None:
    attendee = who(("in", 0))
    left = Left("a", 1, "Nobody saw", NOW)

    assert is_left(attendee, [left])
    assert not is_left(who(("in", 0), ("out", 60)), [left])
    assert not is_left(Attendee("b", Person(), log(("in", 0))), [left])


def test_a_time_of_day_is_the_one_near_the_persons_own_lines() -> None:
    late = who(("in", 14 * 60))  # eleven in the evening in Chicago, the next day in UTC
    left = who(("out", 15 * 60 + 30))  # half an hour after midnight

    assert moment_of(late, "out", time(23, 30), CHICAGO) == at(14 * 60 + 30)
    assert moment_of(late, "out", time(0, 30), CHICAGO) == at(15 * 60 + 30)
    assert moment_of(late, "out", time(22, 30), CHICAGO) == at(13 * 60 + 30)
    assert moment_of(left, "in", time(21, 0), CHICAGO) == at(12 * 60)
    assert moment_of(left, "in", time(0, 45), CHICAGO) == at(15 * 60 + 45)
