"""The times of the parts put right: credit and reports count by them."""

from datetime import time, timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.agenda_corrections import THE_END, OtherOrderError
from facilitator.domain.attendance.head_count import HeadCount
from facilitator.live import reports
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest


def began(room: Room) -> list[tuple[str, int]]:
    """Return the parts with their minutes after nine in Chicago."""
    start = room.session.details.starts_at
    marks = reports.attendance(room).began
    return [(mark.item, (mark.at - start) // timedelta(minutes=1)) for mark in marks]


def test_an_undo_takes_a_move_back_and_no_correction(room: Room, clock: Clock) -> None:
    first, second = (item.name for item in room.plan.agenda[:2])
    room.move("agenda", {"item": first})
    clock.pass_minutes(20)
    room.correct_time(second, time(9, 10), reason="Forgot to mark it")
    room.move("agenda", {"item": second})
    assert began(room) == [(first, 0), (second, 10)]

    room.move("undo", {})

    assert [mark.item for mark in room.stage.agenda] == [first]
    assert began(room) == [(first, 0), (second, 10)]


def test_reports_count_by_the_corrected_times_and_keep_the_marks(
    room: Room, clock: Clock
) -> None:
    parts = [item.name for item in room.plan.agenda]
    ana = room.sign_in({"name": "Ana"}, "en", "phone")
    for part in parts:
        room.move("agenda", {"item": part})
        clock.pass_minutes(15)
    room.sign_out(ana, "phone")
    clock.pass_minutes(100)
    room.move("finish", {})
    assert len(parts) == 6  # so that the last one was marked at a quarter past ten
    marked = room.stage.agenda[-1].at

    room.correct_time(parts[-1], time(10, 10), reason="Late")
    room.correct_time(THE_END, time(11, 0), reason="Finished in the evening")

    report = reports.attendance(room)
    assert report.began[-1].at == marked - timedelta(minutes=5)
    assert report.ended_at == room.session.details.starts_at + timedelta(hours=2)
    assert report.times
    assert report.times.marks[-1].at == marked
    assert [line.reason for line in report.times.corrections] == [
        "Late",
        "Finished in the evening",
    ]
    counted = reports.results(room).attendance
    assert counted == HeadCount(1, 1, 0, 0, None)


def test_the_order_of_the_agenda_is_kept_unless_said_otherwise(room: Room) -> None:
    first, second = (item.name for item in room.plan.agenda[:2])
    room.move("agenda", {"item": second})

    with pytest.raises(OtherOrderError):
        room.correct_time(first, time(9, 0), reason="Forgot")
