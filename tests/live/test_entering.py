"""The doors for people without a phone, and for those who come early."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.door import DoorCodeError
from facilitator.domain.attendance.name_search import Match
from facilitator.domain.attendance.opening import MOVED, SignOutClosedError
from facilitator.domain.attendance.people import FieldTooLongError, Person
from facilitator.domain.attendance.personal_codes import (
    PersonalCodes,
    UnknownPersonalCodeError,
    short,
)
from facilitator.errors import SessionClosedError
from facilitator.live.leading import Leading
from facilitator.live.listing import NoSuchPersonError
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest
NAMES = ("Ana Ruiz", "José Núñez", "Bo")


@pytest.fixture
def expected(room: Room) -> dict[str, str]:
    """The ids of three people who are expected, by name."""
    people = [Person(name, email=f"{name[0]}@x.org") for name in NAMES]
    room.roster.take_over(room.session.id, people, ("Name",), {"name": 0})
    return {one.person.name: one.id for one in room.roster.all(room.session.id)}


def log(room: Room) -> list[tuple[str, str, str]]:
    """Return every line as name, kind and method."""
    return [
        (one.person.name, scan.kind, scan.method)
        for one in room.attendance.all(room.session.id)
        for scan in one.scans
    ]


def test_an_expected_person_comes_in_once_however_often_it_is_sent(
    room: Room, expected: dict[str, str]
) -> None:
    first = room.enter(expected["Ana Ruiz"], "kiosk", "es")
    again = room.enter(expected["Ana Ruiz"], "kiosk", "es")

    assert first.line
    assert again.line == 0
    assert again.attendee.id == first.attendee.id
    assert again.attendee.person == Person("Ana Ruiz", "A@x.org", language="es")
    assert log(room) == [("Ana Ruiz", "in", "kiosk")]
    assert room.counts()["awaited"] == 2


def test_out_and_back_in_are_a_line_each(
    room: Room, clock: Clock, expected: dict[str, str]
) -> None:
    who = room.enter(expected["Bo"], "kiosk").attendee.id
    clock.pass_minutes(30)

    assert room.leave(who, "kiosk").line
    assert room.leave(expected["Bo"], "kiosk").line == 0
    assert room.enter(who, "kiosk").line

    assert [kind for _, kind, _ in log(room)] == ["in", "out", "re-entry"]
    with pytest.raises(NoSuchPersonError):
        room.leave(expected["Ana Ruiz"], "kiosk")
    with pytest.raises(NoSuchPersonError):
        room.enter("f" * 32, "kiosk")


def test_each_way_finds_whom_it_concerns(room: Room, expected: dict[str, str]) -> None:
    room.sign_in({"anonymous": "1"}, "en", "phone")
    ana = room.enter(expected["Ana Ruiz"], "kiosk").attendee.id

    assert room.seek("nun", "in").matches == (Match(expected["José Núñez"], NAMES[1]),)
    assert room.seek("nun", "out").outcome == "nobody"
    assert room.seek("rui", "out").matches == (Match(ana, "Ana Ruiz"),)
    room.leave(ana, "kiosk")
    assert room.seek("rui", "out").outcome == "nobody"
    assert room.seek("rui", "in").matches == (Match(ana, "Ana Ruiz"),)


def test_a_guarded_door_asks_the_kiosk_for_no_code(room: Room) -> None:
    room.change_details(replace(room.session.details, door="codes"))

    one = room.enter_unlisted({"name": "O’Hara"}, "en", "a" * 32)
    again = room.enter_unlisted({"name": "O’Hara"}, "en", "a" * 32)
    nameless = room.enter_unlisted({"anonymous": "1"}, "en", "b" * 32)

    assert again.id == one.id
    assert nameless.person == Person()
    assert log(room) == [("O’Hara", "in", "kiosk"), ("", "in", "kiosk")]
    with pytest.raises(DoorCodeError):
        room.sign_in({"name": "By Phone"}, "en", "phone")
    with pytest.raises(FieldTooLongError):
        room.enter_unlisted({"name": "x" * 200}, "en", "c" * 32)


def test_a_personal_code_signs_its_person_in_and_out_and_is_taken_back(
    room: Room, clock: Clock, expected: dict[str, str]
) -> None:
    code = room.personal_codes()[expected["José Núñez"]]
    early = room.pass_by_code(code, "out")
    assert (early.attendee.person.name, early.line) == ("José Núñez", 0)
    assert log(room) == []

    came = room.pass_by_code(f"P:{code}", "in")
    assert room.pass_by_code(code, "in").line == 0
    clock.pass_minutes(60)
    left = room.pass_by_code(short(code), "out")
    back = room.take_back(left.attendee.id, left.line, "Wrong sheet")

    assert came.attendee.person.name == "José Núñez"
    assert back.attendee.left is None
    assert [(s.kind, s.method, s.reason) for s in back.attendee.scans] == [
        ("in", "camera", ""),
        ("out", "camera", ""),
        ("void", "trainer", "Wrong sheet"),
    ]
    assert room.pass_by_code(code, "out").line


def test_a_sign_in_taken_back_can_be_made_again(
    room: Room, expected: dict[str, str]
) -> None:
    code = room.personal_codes()[expected["Bo"]]
    first = room.pass_by_code(code, "in")
    room.take_back(first.attendee.id, first.line, "Somebody else")
    assert room.counts()["inside"] == 0

    again = room.pass_by_code(code, "in")

    assert again.attendee.came
    assert [scan.kind for scan in again.attendee.scans] == ["in", "void", "in"]


def test_a_code_of_another_session_is_nobodys(
    room: Room, expected: dict[str, str]
) -> None:
    other = PersonalCodes(room.kept_door_key, "b" * 32)

    with pytest.raises(UnknownPersonalCodeError):
        room.pass_by_code(other.code(expected["Bo"]), "in")
    assert log(room) == []


def test_whoever_comes_early_is_parked_and_counts_from_the_opening(
    room: Room, clock: Clock
) -> None:
    start = clock()
    clock.pass_minutes(-100)
    seen = clock()
    room.change_details(replace(room.session.details, opens_before=60))

    identity = room.sign_in({"name": "Ana"}, "en", "phone")

    early = room.attendee(identity)
    assert early
    assert early.came == start - timedelta(minutes=60)
    assert early.scans[0].written_at == seen
    assert room.opens_later() == early.came
    clock.pass_minutes(100)
    assert room.opens_later() is None
    assert room.sign_out(identity, "phone").minutes == 60


def test_an_opening_that_moves_takes_the_early_along(room: Room, clock: Clock) -> None:
    start = clock()
    clock.pass_minutes(-100)
    early = room.attendee(room.sign_in({"name": "Ana"}, "en", "phone"))
    assert early
    assert early.came == clock()

    room.change_details(replace(room.session.details, opens_before=30))

    listed = room.listed(early.id)
    assert listed.attendee.came == start - timedelta(minutes=30)
    assert [s.reason for s in listed.attendee.scans] == ["", f"{MOVED.en} {MOVED.es}"]
    assert listed.inside
    room.change_details(replace(room.session.details, place="Room 3"))
    assert len(room.listed(early.id).attendee.scans) == 2


def test_saved_again_after_a_stop_the_early_are_taken_along(
    room: Room, clock: Clock
) -> None:
    start = clock()
    clock.pass_minutes(-100)
    early = room.attendee(room.sign_in({"name": "Ana"}, "en", "phone"))
    assert early
    later = replace(room.session.details, opens_before=30)
    Leading.change_details(room, later)  # and a power cut
    assert room.listed(early.id).attendee.came == start - timedelta(minutes=100)

    room.change_details(later)

    assert room.listed(early.id).attendee.came == start - timedelta(minutes=30)


def test_after_the_end_nobody_comes_in_and_sign_out_closes(
    room: Room, clock: Clock, expected: dict[str, str]
) -> None:
    ana = room.enter(expected["Ana Ruiz"], "kiosk").attendee.id
    bo = room.sign_in({"name": "Late"}, "en", "phone")
    room.move("finish", {})

    clock.pass_minutes(30)
    assert room.leave(ana, "kiosk").line
    clock.pass_minutes(1)
    with pytest.raises(SignOutClosedError):
        room.sign_out(bo, "phone")
    with pytest.raises(SignOutClosedError):
        room.leave(ana, "kiosk")
    with pytest.raises(SessionClosedError):
        room.enter(expected["Bo"], "kiosk")


def test_ten_people_pass_one_kiosk(room: Room, clock: Clock) -> None:
    people = [Person(f"Person {letter * 3}") for letter in "abcdefghij"]
    room.roster.take_over(room.session.id, people, ("Name",), {"name": 0})

    for person in people:
        (found,) = room.seek(person.name, "in").matches
        room.enter(found.id, "kiosk")
        clock.pass_minutes(1)
    for person in people:
        (found,) = room.seek(person.name, "out").matches
        room.leave(found.id, "kiosk")

    assert room.counts()["inside"] == 0
    assert room.counts()["awaited"] == 0
    minutes = [one.minutes for one in room.attendance.all(room.session.id)]
    assert sorted(m for m in minutes if m) == list(range(1, 11))
