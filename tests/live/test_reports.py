"""What the spreadsheets are made from."""

from datetime import timedelta
from typing import Any

from facilitator.domain.stage.stage import AgendaMark
from facilitator.live import reports
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

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
    assert reports.attendance(room).ended_at is None


def test_the_last_part_ends_when_the_session_is_finished(
    rooms: Rooms, room: Room, clock: Clock
) -> None:
    clock.pass_minutes(130)
    room.move("finish", {})
    clock.pass_minutes(30)

    assert reports.attendance(room).ended_at == clock.now - timedelta(minutes=30)
    kept = rooms.sessions_kept.find(room.session.id)
    assert kept
    assert kept.stage == room.stage


def test_the_lines_of_the_log_come_with_their_numbers(room: Room, clock: Clock) -> None:
    ana = room.sign_in({"name": "Ana"}, "en", "phone")
    room.sign_in({"name": "Luis"}, "es", "phone")
    clock.pass_minutes(30)
    room.sign_out(ana, "phone")

    people = {p.person.name: p for p in reports.attendance(room).attendees}

    assert [scan.number for scan in people["Ana"].scans] == [1, 3]
    assert [scan.number for scan in people["Luis"].scans] == [2]
