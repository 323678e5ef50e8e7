"""One phone handed on: everybody is signed in, and the phone is pointed out."""

from typing import Any

import pytest

from facilitator.domain.attendance.people import NotSignedInError
from facilitator.domain.attendance.shared_phones import LookerNeededError
from facilitator.live.room import Room
from facilitator.live.sharing import NoSuchPhoneError

Clock = Any  # the fixture of conftest


def once(number: int) -> str:
    return f"{number:032x}"


def hand_on(room: Room, people: int, first: int = 1) -> list[str]:
    """Let so many people sign in on one phone; return their cookies."""
    cookies = [room.sign_in({"name": f"Person {first}"}, "en", "phone", once(first))]
    for number in range(first + 1, first + people):
        given = {"name": f"Person {number}"}
        cookies.append(
            room.sign_in_beside(cookies[-1], given, "es", "form", once(number))
        )
    return cookies


def names(room: Room) -> list[list[str]]:
    return [[one.person.name for one in p.people] for p in room.shared_phones()]


def test_ten_people_on_one_phone_are_ten_people_and_one_phone(
    room: Room, clock: Clock
) -> None:
    cookies = hand_on(room, 10)
    clock.pass_minutes(30)

    for cookie in cookies:
        assert room.sign_out(cookie, "form").minutes == 30

    assert room.counts()["signed_in"] == 10
    assert names(room) == [[f"Person {number}" for number in range(1, 11)]]


def test_a_phone_of_one_person_leaves_no_mark(room: Room) -> None:
    hand_on(room, 1)
    hand_on(room, 1, first=5)

    assert room.people_kept.phones.marks(room.session.id) == {}
    assert room.shared_phones() == ()


def test_the_same_form_twice_is_one_person_on_the_phone(room: Room) -> None:
    (holder,) = hand_on(room, 1)
    second = [
        room.sign_in_beside(holder, {"name": "Bo"}, "en", "phone", once(9))
        for _ in range(2)
    ]
    # The cookie of the first answer may have come before the second was sent.
    again = room.sign_in_beside(second[0], {"name": "Bo"}, "en", "phone", once(9))

    assert {*second, again} == {once(9)}
    assert names(room) == [["Person 1", "Bo"]]


def test_a_phone_is_shared_by_somebody_who_signed_in_on_it(room: Room) -> None:
    with pytest.raises(NotSignedInError):
        room.sign_in_beside("0" * 32, {"name": "Bo"}, "en", "phone", once(9))

    assert room.counts()["signed_in"] == 0


def test_somebody_looks_at_a_phone_and_again_when_one_more_signs_in(room: Room) -> None:
    cookies = hand_on(room, 2)
    (phone,) = room.shared_phones()
    with pytest.raises(LookerNeededError):
        room.look_at_phone(phone.mark, " ")
    with pytest.raises(NoSuchPhoneError):
        room.look_at_phone("0" * 32, "Ana")

    room.look_at_phone(phone.mark, "Ana Ruiz")

    (phone,) = room.shared_phones()
    assert phone.seen
    assert (phone.seen.by, phone.seen.people) == ("Ana Ruiz", 2)
    room.sign_in_beside(cookies[0], {"name": "Cy"}, "en", "phone", once(9))
    (phone,) = room.shared_phones()
    assert (len(phone.people), phone.seen) == (3, None)


def test_two_entries_of_one_person_do_not_share_a_phone(room: Room) -> None:
    cookies = hand_on(room, 2)
    one, other = (room.attendee(cookie) for cookie in cookies)
    assert one
    assert other

    room.merge(one.id, other.id, (), "")

    assert room.shared_phones() == ()
