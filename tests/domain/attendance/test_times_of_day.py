"""Times of day of an evening that passes midnight, and of nights with an hour more."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from facilitator.domain.attendance.times_of_day import first_moment, times_of_row

CHICAGO = ZoneInfo("America/Chicago")


def chicago(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHICAGO).astimezone(UTC)


def utc(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "came", "left"),
    [
        (chicago(5, 14, 19), chicago(5, 14, 18, 45), chicago(5, 15, 0, 40)),
        (chicago(5, 14, 21), chicago(5, 15, 0, 10), chicago(5, 15, 1, 0)),
        (chicago(5, 14, 0, 30), chicago(5, 13, 23, 50), chicago(5, 14, 2, 0)),
        (chicago(5, 14, 9), chicago(5, 14, 8, 30), chicago(5, 14, 21, 30)),
        (chicago(5, 14, 13), chicago(5, 14, 6, 30), chicago(5, 14, 17, 0)),
        (chicago(12, 31, 22), chicago(12, 31, 21, 50), utc(1, 1, 6, 20, 2027)),
    ],
)
def test_times_of_a_row_lie_around_the_start(
    starts: datetime, came: datetime, left: datetime
) -> None:
    arrived, gone = (at.astimezone(CHICAGO).time() for at in (came, left))

    assert times_of_row(arrived, gone, starts, CHICAGO) == (came, left)


def test_when_clocks_go_back_who_left_did_so_in_the_second_hour() -> None:
    starts = chicago(10, 31, 20)  # at two of the night it is one again

    first = times_of_row(time(22, 0), time(1, 10), starts, CHICAGO)
    second = times_of_row(time(1, 50), time(1, 10), starts, CHICAGO)
    after = times_of_row(time(22, 0), time(2, 30), starts, CHICAGO)

    assert first == (utc(11, 1, 3), utc(11, 1, 6, 10))
    assert second == (utc(11, 1, 6, 50), utc(11, 1, 7, 10))
    assert after == (utc(11, 1, 3), utc(11, 1, 8, 30))


def test_when_clocks_go_forward_the_night_is_an_hour_shorter() -> None:
    starts = chicago(3, 7, 20)  # at two of the night it is three

    assert times_of_row(time(23, 0), time(3, 30), starts, CHICAGO) == (
        utc(3, 8, 5),
        utc(3, 8, 8, 30),
    )
    # By a watch that was not put forward.
    skipped = times_of_row(None, time(2, 30), starts, CHICAGO)
    assert skipped == (None, utc(3, 8, 8, 30))


def test_a_row_that_ends_before_it_begins_stays_so() -> None:
    came, left = times_of_row(time(10), time(9, 30), chicago(5, 14, 9), CHICAGO)

    assert (came, left) == (chicago(5, 14, 10), chicago(5, 14, 9, 30))


@pytest.mark.parametrize("zone", ["America/Chicago", "America/Phoenix", "Asia/Kolkata"])
def test_the_very_minute_counts_and_the_one_before_is_tomorrows(zone: str) -> None:
    place = ZoneInfo(zone)
    now = datetime(2026, 5, 14, 18, 30, tzinfo=place)

    assert first_moment(time(18, 30), now, place) == now.astimezone(UTC)
    later = datetime(2026, 5, 15, 18, 29, tzinfo=place)
    assert first_moment(time(18, 29), now, place) == later.astimezone(UTC)
