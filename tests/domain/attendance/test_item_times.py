"""When each part of the agenda was really on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.item_times import ItemTime, item_times
from facilitator.domain.attendance.presence import Interval
from facilitator.domain.stage.stage import AgendaMark


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of one afternoon."""
    return datetime(2026, 3, 10, hour, minute, second, tzinfo=UTC)


STOP, ASK = AgendaMark("stop", at(13)), AgendaMark("ask", at(13, 25, 40))


def test_the_next_part_ends_a_part_and_the_session_the_last() -> None:
    times = item_times((STOP, ASK), at(14))

    assert times == (
        ItemTime("stop", at(13), at(13, 25, 40)),
        ItemTime("ask", at(13, 25, 40), at(14)),
    )
    assert [time.minutes for time in times] == [25, 34]
    assert times[1].interval == Interval(at(13, 25, 40), at(14))


def test_an_end_that_is_not_recorded_is_not_made_up() -> None:
    last = item_times((STOP, ASK), None)[-1]

    assert last == ItemTime("ask", at(13, 25, 40), None)
    assert (last.interval, last.minutes) == (None, None)


def test_nothing_began_nothing_was_on() -> None:
    assert item_times((), at(14)) == ()


def test_parts_are_taken_in_order_of_time() -> None:
    assert item_times((ASK, STOP), at(14)) == item_times((STOP, ASK), at(14))


def test_an_end_before_the_beginning_leaves_no_length() -> None:
    [stop] = item_times((STOP,), at(12))

    assert (stop.ended, stop.minutes) == (at(13), 0)


def test_a_part_across_a_change_of_clocks_is_as_long_as_it_was() -> None:
    zone = ZoneInfo("America/New_York")
    began = AgendaMark("stop", datetime(2026, 3, 8, 1, 30, tzinfo=zone))

    [stop] = item_times((began,), datetime(2026, 3, 8, 3, 30, tzinfo=zone))

    assert stop.minutes == 60
