"""Sign-in, sign-out, and the gate that knows only that an evaluation came in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.corrections import NoSuchScanError
from facilitator.domain.attendance.people import (
    BadEmailError,
    MissingFieldError,
    NotSignedInError,
    Person,
)
from facilitator.errors import SessionClosedError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

Clock = Any  # the fixture of conftest
ANA = {"name": "Ana Núñez", "email": "ana@example.org", "profession": "nurse"}


def test_minutes_run_from_sign_in_to_sign_out(room: Room, clock: Clock) -> None:
    identity = room.sign_in(ANA, "es", "phone")
    clock.pass_minutes(95)
    room.move("sign_out", {})

    left = room.sign_out(identity, "phone")

    assert left.minutes == 95
    assert left.person.name == "Ana Núñez"
    assert left.person.language == "es"


def test_nobody_is_stamped_out_by_the_program(room: Room) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    room.move("sign_out", {})
    room.move("finish", {})

    person = room.attendee(identity)

    assert person
    assert person.left is None
    assert person.minutes is None


def test_whoever_must_leave_early_signs_out_early(room: Room, clock: Clock) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    clock.pass_minutes(40)

    left = room.sign_out(identity, "phone")

    assert not room.stage.sign_out_open
    assert left.minutes == 40


def test_pressing_sign_out_twice_writes_one_line(room: Room, clock: Clock) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    room.move("sign_out", {})
    room.sign_out(identity, "phone")
    clock.pass_minutes(5)

    again = room.sign_out(identity, "phone")

    assert [scan.kind for scan in again.scans] == ["in", "out"]


def test_sign_out_still_works_after_the_end(room: Room, clock: Clock) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    room.move("finish", {})
    clock.pass_minutes(20)

    assert room.sign_out(identity, "phone").minutes == 20


def test_coming_back_is_a_re_entry(room: Room, clock: Clock) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    room.move("sign_out", {})
    clock.pass_minutes(30)
    room.sign_out(identity, "phone")
    clock.pass_minutes(10)

    back = room.sign_back_in(identity, "phone")

    assert [scan.kind for scan in back.scans] == ["in", "out", "re-entry"]
    assert back.left is None


def test_without_a_name_nothing_about_the_person_is_kept(room: Room) -> None:
    given = {**ANA, "anonymous": "1"}

    person = room.attendee(room.sign_in(given, "es", "phone"))

    assert person
    assert (person.person.name, person.person.email) == ("", "")


def test_a_name_and_a_whole_email_are_asked_for(room: Room) -> None:
    with pytest.raises(MissingFieldError):
        room.sign_in({"email": "a@b.org"}, "en", "phone")
    with pytest.raises(BadEmailError):
        room.sign_in({"name": "Ana", "email": "ana@"}, "en", "phone")

    assert room.counts()["signed_in"] == 0


def test_a_made_up_identity_is_nobody(room: Room) -> None:
    room.sign_in(ANA, "en", "phone")

    assert room.attendee("0" * 32) is None
    with pytest.raises(NotSignedInError):
        room.sign_out("0" * 32, "phone")


def test_the_same_form_sent_twice_is_one_person(room: Room) -> None:
    once = "0123456789abcdef" * 2

    identities = {room.sign_in(ANA, "en", "phone", once) for _ in range(3)}

    assert identities == {once}
    assert room.counts()["signed_in"] == 1
    assert len(room.attendance.all(room.session.id)[0].scans) == 1


def test_another_person_on_the_same_form_is_another_person(room: Room) -> None:
    once = "0123456789abcdef" * 2

    first = room.sign_in(ANA, "en", "phone", once)
    second = room.sign_in({"name": "Luis"}, "en", "phone", once)

    assert first != second
    assert room.counts()["signed_in"] == 2


def test_a_name_given_later_belongs_to_the_same_person(
    room: Room, clock: Clock
) -> None:
    identity = room.sign_in({"anonymous": "1"}, "en", "phone")
    clock.pass_minutes(10)

    person = room.give_name(identity, ANA, "es")

    assert person.person.name == "Ana Núñez"
    assert [scan.kind for scan in person.scans] == ["in"]
    assert room.counts()["signed_in"] == 1


def test_only_a_genuine_ticket_marks_the_evaluation(room: Room) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    room.move("evaluation", {"open": True})
    phone = room.join()
    ticket = room.submit(phone, "evaluation", {"confidence_ask": {"now": "high"}})

    assert not room.evaluated(identity, "made.up").evaluated
    assert not room.evaluated(identity, phone).evaluated
    assert room.evaluated(identity, ticket).evaluated


def test_sign_in_ends_with_the_session(room: Room) -> None:
    room.move("finish", {})

    with pytest.raises(SessionClosedError):
        room.sign_in(ANA, "en", "phone")


def test_counts_tell_who_is_inside(room: Room, clock: Clock) -> None:
    first = room.sign_in(ANA, "en", "phone")
    room.sign_in({"name": "Luis"}, "es", "form")
    room.move("sign_out", {})
    clock.pass_minutes(1)
    room.sign_out(first, "phone")

    counts = room.counts()

    assert (counts["signed_in"], counts["inside"]) == (2, 1)


def test_a_form_of_another_session_is_a_person_of_this_one(
    rooms: Rooms, room: Room
) -> None:
    there = rooms.room(rooms.create("conference-2h", room.session.details).id)
    once = "ab" * 16
    first = there.sign_in({"name": "Ana Ruiz"}, "en", "phone", once)
    second = room.sign_in({"name": "Ana Ruiz"}, "en", "phone", once)

    for held, identity in ((there, first), (room, second)):
        person = held.attendee(identity)
        assert person
        assert person.person.name == "Ana Ruiz"


def test_sent_at_the_same_moment_a_way_in_or_out_is_one_line(
    room: Room, clock: Clock
) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    ana = room.people()[0].attendee.id

    def at_once(send: Callable[[], object]) -> None:
        with ThreadPoolExecutor(8) as senders:
            for sent in [senders.submit(send) for _ in range(8)]:
                sent.result()

    clock.pass_minutes(90)
    at_once(lambda: room.sign_out(identity, "phone"))
    at_once(lambda: room.sign_back_in(identity, "phone"))
    at_once(lambda: room.tap(ana, inside=False))
    at_once(lambda: room.tap(ana, inside=True))

    left = room.tap(ana, inside=False).attendee
    assert [scan.kind for scan in left.scans] == ["in", *("out", "re-entry") * 2, "out"]
    # A second line out would be one without a sign-in.
    assert left.minutes == 90


def test_a_line_corrected_twice_at_the_same_moment_is_corrected_once(
    room: Room, clock: Clock
) -> None:
    identity = room.sign_in(ANA, "en", "phone")
    clock.pass_minutes(90)
    left = room.sign_out(identity, "phone")
    line = left.scans[-1].number

    def correct() -> bool:
        at = clock.now - timedelta(minutes=10)
        try:
            room.correct(left.id, "out", at, supersedes=line, reason="Saw them leave")
        except NoSuchScanError:
            return False
        return True

    with ThreadPoolExecutor(8) as senders:
        sent = [senders.submit(correct) for _ in range(8)]

    assert sum(one.result() for one in sent) == 1
    after = room.attendee(identity)
    assert after
    assert after.minutes == 80


def test_two_devices_at_one_instant_are_not_both_the_one_who_is_expected(
    room: Room,
) -> None:
    expected = [Person("Ana Núñez", "ana@example.org")]
    room.roster.take_over(room.session.id, expected, ("Name",), {"name": 0})
    (listed,) = room.roster.all(room.session.id)
    known = room.known_as(expected[0])  # the second device, read before the first came
    first = room.sign_in(ANA, "es", "phone")
    scan = room.line("b" * 32, "in", "phone")

    late = ("c" * 64, known.person, scan, "", known.expected)
    assert room.attendance.sign_in(room.session.id, *late) == "taken"
    with ThreadPoolExecutor(8) as devices:
        signed = list(devices.map(lambda _: room.sign_in(ANA, "es", "phone"), range(8)))

    assert list(room.roster.found(room.session.id).values()) == [listed.id]
    assert len({first, *signed}) == 9
    assert all(room.attendee(one) for one in signed)


def test_signed_in_at_one_instant_each_expected_person_has_one_entry(
    room: Room,
) -> None:
    names = [f"Guest {word}" for word in ("one", "two", "three", "four", "five")]
    people = [Person(name) for name in names]
    room.roster.take_over(room.session.id, people, ("Name",), {"name": 0})
    given = [{**ANA, "name": name, "email": ""} for name in names * 4]

    with ThreadPoolExecutor(20) as devices:
        came = list(devices.map(lambda one: room.sign_in(one, "en", "phone"), given))
        room.walk_up(given[0], "en")

    assert len(set(came)) == 20
    found = sorted(room.roster.found(room.session.id).values())
    assert found == sorted(one.id for one in room.roster.all(room.session.id))
    assert room.counts()["awaited"] == 0
