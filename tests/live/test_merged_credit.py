"""Credit, details and private addresses of somebody who has two entries."""

from collections.abc import Iterator

import pytest
from credited import Credited
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.asking import Told
from facilitator.domain.credit.fields import CreditFields
from facilitator.live import reports
from facilitator.live.own_pages import NoSuchOwnPageError
from facilitator.live.room import Room

DOCTOR = {"name": "Ana Ruiz", "profession": "physician"}
WHOLE = {
    "given_name": "Ana",
    "family_name": "Ruiz",
    "birth": "0229",
    "npi": "1234567893",
}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Credited]:
    made = Credited(tmp_path_factory.mktemp("merged"))
    yield made
    made.close()


@pytest.fixture
def room(program: Credited) -> Room:
    return program.hold()


@pytest.fixture
def two(program: Credited, room: Room) -> tuple[Attendee, str]:
    """An entry by the trainer's hand, and the cookie of the same person's phone."""
    first = room.walk_up({"name": "Ruiz, Ana"}, "en").attendee
    ticket = room.ticket("in", room.door.code("in", program.now).code)
    return first, room.sign_in(DOCTOR, "en", "phone", "", ticket)


def own(room: Room, cookie: str) -> Attendee:
    person = room.attendee(cookie)
    assert person
    return person


def test_credit_asked_for_with_either_entry_is_the_persons(
    program: Credited, room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    room.ask_for_credit(own(room, cookie).id, "ama", Told(WHOLE, "1"))

    room.merge(first.id, own(room, cookie).id, ("name",), "")
    program.pass_minutes(105)
    room.tap(first.id, inside=False)
    program.finish(room)
    room.claim_credit(first.id, "ama", "1.50", "1")

    (standing,) = room.credit(own(room, cookie))
    assert standing.claimed == 6
    assert list(reports.attendance(room).requests) == [first.id]
    assert list(room.everybodys_credit()) == [first.id]
    # Two again, the claim is the one's who asked.
    room.undo_merge(room.merges().standing[0].number)
    (again,) = room.credit(own(room, cookie))
    assert again.request.claim
    assert room.credit(room.listed(first.id).attendee) == ()


def test_consent_is_taken_back_from_both_entries(
    room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    second = own(room, cookie).id
    for entry in (first.id, second):
        room.ask_for_credit(entry, "ama", Told(WHOLE, "1"))
    room.merge(first.id, second, (), "")

    room.no_longer_agree(second, "ama")

    kept = room.credit_kept.all(room.session.id)
    assert [one.fields for one in (*kept[first.id], *kept[second])] == [
        CreditFields(),
        CreditFields(),
    ]
    room.no_credit(first.id, "ama")
    assert room.credit_requests() == {}


def test_details_put_right_are_the_persons_and_the_other_entry_stays(
    room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    second = own(room, cookie).id
    room.merge(first.id, second, ("name",), "Told me")
    assert own(room, cookie).person.name == "Ana Ruiz"

    room.put_right(second, {"name": "Ana Ruiz Díaz"})

    assert own(room, cookie).person.name == "Ana Ruiz Díaz"
    assert own(room, cookie).person.profession == "physician"
    (line,) = room.details_log(second)
    assert (line.before, line.after) == ("Ruiz, Ana", "Ana Ruiz Díaz")
    (merge,) = room.merges().standing
    assert (merge.taken, merge.reason) == ((), "Told me")
    room.undo_merge(merge.number)
    assert room.listed(second).attendee.person.name == "Ana Ruiz"
    assert room.listed(first.id).attendee.person.profession == ""


def test_a_private_address_of_either_entry_is_switched_off_for_good(
    program: Credited, room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    room.make_own_address(cookie, own(room, cookie))
    address = room.own_address(cookie, own(room, cookie))

    room.merge(first.id, own(room, cookie).id, (), "")

    assert room.own_address(cookie, own(room, cookie)) == address
    _, person = program.rooms.own_page(address)
    assert person.id == first.id
    room.drop_own_address(person)
    with pytest.raises(NoSuchOwnPageError):
        program.rooms.own_page(address)


def test_what_was_given_while_two_were_taken_for_one_is_the_givers_afterwards(
    program: Credited, room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    second = own(room, cookie).id
    room.merge(first.id, second, (), "Looked like one")
    phone = program.phone()
    me = f"/s/{room.session.code}/me"
    phone.set_cookie("identity", cookie, path=me)

    assert phone.post(f"{me}/link", data={"do": "make"}).status_code == 303
    form = {**WHOLE, "consent": "1"}
    assert phone.post(f"{me}/credit/ama", data=form).status_code == 303
    address = room.own_address(cookie, own(room, cookie))
    assert phone.post(f"/p/{address}/credit/acpe", data={}).status_code == 303
    room.undo_merge(room.merges().standing[0].number)

    assert program.rooms.own_page(address)[1].id == second
    assert [one.type for one in room.asked_by(second)] == ["acpe", "ama"]
    assert room.asked_by(first.id) == ()


def test_details_that_cannot_be_kept_part_nobody(
    program: Credited, room: Room, two: tuple[Attendee, str]
) -> None:
    first, cookie = two
    room.merge(first.id, own(room, cookie).id, ("name",), "Told me")
    stop = (
        "CREATE TRIGGER stop BEFORE INSERT ON merges WHEN NEW.undoes = 0 "
        "BEGIN SELECT RAISE(ABORT, 'as a full disk would'); END"
    )
    program.database.write(lambda one: one.execute(text(stop)) and None)

    with pytest.raises(IntegrityError):
        room.put_right(first.id, {"name": "Ana Ruiz Díaz"})

    program.database.write(lambda one: one.execute(text("DROP TRIGGER stop")) and None)
    (merge,) = room.merges().standing
    assert merge.taken == ("name",)
    # Sent again, it is kept.
    room.put_right(first.id, {"name": "Ana Ruiz Díaz"})
    assert own(room, cookie).person.name == "Ana Ruiz Díaz"
