"""What the spreadsheets are made from."""

from datetime import timedelta
from typing import Any

from facilitator.domain.stage import AgendaMark
from facilitator.live import reports
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest


def test_the_parts_of_the_agenda_come_with_the_moment_they_began(
    room: Room, clock: Clock
) -> None:
    start, (first, second) = clock.now, room.plan.agenda[:2]
    room.move("agenda", {"item": first.name})
    clock.pass_minutes(9)
    room.move("agenda", {"item": second.name})

    assert reports.attendance(room).began == (
        AgendaMark(first.name, start),
        AgendaMark(second.name, start + timedelta(minutes=9)),
    )
