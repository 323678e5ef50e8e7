"""The days left to report pharmacists' credit, until the provider has it."""

from datetime import date, timedelta
from typing import Any

from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.handover import Clock as Left
from facilitator.domain.credit.request import CreditRequest
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

Clock = Any  # the fixture of conftest
PHARMACIST = CreditFields(nabp="123456", birth="0229")


def ask(room: Room, credit_type: str, fields: CreditFields) -> None:
    room.sign_in({"name": "Rosa"}, "en", "phone")
    who = room.people()[0].attendee.id
    request = CreditRequest(who, credit_type, fields)
    room.credit_kept.keep(room.session.id, request, room.clock())


def test_nobody_asked_for_it_so_there_is_no_last_day(rooms: Rooms, room: Room) -> None:
    ask(room, "ama", CreditFields(npi="1234567893"))

    assert room.pharmacy_clock() is None
    assert [one.clock for one in rooms.sessions()] == [None]


def test_the_last_day_is_60_days_after_the_session_in_its_own_zone(
    rooms: Rooms, room: Room, clock: Clock
) -> None:
    ask(room, "acpe", PHARMACIST)
    clock.now += timedelta(hours=12)  # the next day in UTC, the same in Chicago

    assert room.pharmacy_clock() == Left(date(2026, 7, 13), 60, "running")

    clock.now += timedelta(days=31)
    assert [one.clock for one in rooms.sessions()] == [
        Left(date(2026, 7, 13), 29, "soon")
    ]
    clock.now += timedelta(days=30)
    late = room.pharmacy_clock()
    assert late
    assert (late.state, late.left) == ("overdue", -1)


def test_a_note_stops_the_clock_and_a_receipt_lets_the_details_go(
    room: Room, clock: Clock
) -> None:
    ask(room, "acpe", PHARMACIST)
    clock.now += timedelta(days=70)
    assert room.credit_details() == 1
    assert room.details_needed()

    room.hand_over("handed", "2026-07-20", "encrypted mail")

    late = room.pharmacy_clock()
    assert late
    assert late.state == "overdue"
    assert room.details_needed()
    room.hand_over("received", "2026-07-21", "")
    stopped = room.pharmacy_clock()
    assert stopped
    assert (stopped.state, stopped.noted) == ("stopped", room.handovers()[-1])
    assert not room.details_needed()
    assert [line.kind for line in room.handovers()] == ["handed", "received"]
