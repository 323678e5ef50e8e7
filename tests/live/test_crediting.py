"""Credit asked for, claimed and given up, with a clock that the test turns."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from credited import Credited
from sqlalchemy import func, select

from facilitator.domain.attendance.people import Attendee, MissingFieldError
from facilitator.domain.credit.asking import NameNeededError, NoSuchCreditError, Told
from facilitator.domain.credit.claim import (
    ATTESTATIONS,
    ClaimError,
    NothingToClaimError,
    UnknownAttestationError,
)
from facilitator.domain.credit.policy import BadAmountError
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError
from facilitator.live import reports
from facilitator.live.crediting import (
    BooksClosedError,
    DetailsErasedError,
    NotAskedError,
)
from facilitator.live.listing import NoSuchPersonError
from facilitator.live.own_pages import NoSuchOwnPageError
from facilitator.live.purging import Purging
from facilitator.live.room import Room
from facilitator.store.schema import claims

DOCTOR = {"name": "Ana Ruiz", "profession": "physician"}
WHOLE = {
    "given_name": "Ana",
    "family_name": "Ruiz",
    "birth": "0229",
    "npi": "1234567893",
}
AGREED = Told(WHOLE, "1")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Credited]:
    made = Credited(tmp_path_factory.mktemp("credit"))
    yield made
    made.close()


@pytest.fixture
def room(program: Credited) -> Room:
    return program.hold()


def enter(program: Credited, room: Room, **given: str) -> tuple[str, Attendee]:
    """Sign in by the code on the screen; return the cookie and the person."""
    code = room.door.code("in", program.now).code
    ticket = room.ticket("in", code)
    identity = room.sign_in(given or DOCTOR, "en", "phone", "", ticket)
    person = room.attendee(identity)
    assert person
    return identity, person


def leave(program: Credited, room: Room, identity: str) -> None:
    """Sign out by the code on the screen."""
    code = room.door.code("out", program.now).code
    room.sign_out(identity, "phone", room.ticket("out", code))


def doctor_who_stayed(program: Credited, room: Room, minutes: int = 105) -> Attendee:
    """Return somebody who asked for credit, stayed so long, and the end of it."""
    identity, person = enter(program, room)
    room.ask_for_credit(person.id, "ama", AGREED)
    program.pass_minutes(minutes)
    leave(program, room, identity)
    program.finish(room)
    # Every code at the door has long changed.
    program.pass_minutes(30)
    return person


def claim_of(room: Room, person: Attendee) -> int | None:
    """Return the quarters that somebody validly claims of their one type."""
    (standing,) = room.credit(room.listed(person.id).attendee)
    return standing.claimed


def lines(program: Credited) -> int:
    """Return how many claims were ever written."""
    with program.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(claims)).scalar_one()


def test_some_of_the_credit_is_claimed_after_the_code_has_rotated(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)

    room.claim_credit(person.id, "ama", "1.50", "1")

    (standing,) = room.credit(room.listed(person.id).attendee)
    assert (standing.result.earned, standing.claimed) == (7, 6)
    assert standing.request.claim is not None
    assert standing.request.claim.attested_at == program.now


def test_a_claim_sent_twice_is_one_and_may_change_both_ways(
    program: Credited, room: Room
) -> None:
    person, before = doctor_who_stayed(program, room), lines(program)

    for typed in ("1.50", "1.50", "0.25", "1.75"):
        room.claim_credit(person.id, "ama", typed, "1")

    assert claim_of(room, person) == 7
    assert lines(program) == before + 3


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("2.00", ClaimError),
        ("0", ClaimError),
        ("0.00", ClaimError),
        ("NaN", BadAmountError),
        ("-1", BadAmountError),
        ("1e9", BadAmountError),
        ("0.3", BadAmountError),
        ("1,5", BadAmountError),
        ("", BadAmountError),
        ("1" * 10_000, BadAmountError),
        ("١", BadAmountError),
        ("99", BadAmountError),
    ],
)
def test_an_amount_that_cannot_be_claimed_is_refused_and_nothing_kept(
    program: Credited, room: Room, typed: str, refused: type[FacilitatorError]
) -> None:
    person, before = doctor_who_stayed(program, room), lines(program)

    with pytest.raises(refused):
        room.claim_credit(person.id, "ama", typed, "1")

    assert (claim_of(room, person), lines(program)) == (None, before)


def test_an_older_statement_claims_nothing(
    program: Credited, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = doctor_who_stayed(program, room)
    monkeypatch.setitem(ATTESTATIONS, "2", Text("Newer", "Más nueva"))

    with pytest.raises(UnknownAttestationError):
        room.claim_credit(person.id, "ama", "1.00", "1")

    assert claim_of(room, person) is None


def test_before_signing_out_there_is_nothing_to_claim(
    program: Credited, room: Room
) -> None:
    _, person = enter(program, room)
    room.ask_for_credit(person.id, "ama", AGREED)
    program.pass_minutes(100)

    with pytest.raises(NothingToClaimError):
        room.claim_credit(person.id, "ama", "1.00", "1")
    with pytest.raises(NotAskedError):
        room.claim_credit(person.id, "acpe", "2.00", "1")
    for unknown in ("nchec", "", "x" * 10_000, "ama'--"):
        with pytest.raises(NoSuchCreditError):
            room.claim_credit(person.id, unknown, "1.00", "1")
        with pytest.raises(NoSuchCreditError):
            room.ask_for_credit(person.id, unknown, AGREED)


def test_a_correction_takes_back_a_claim_that_is_too_large(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)
    room.claim_credit(person.id, "ama", "1.50", "1")
    left = room.listed(person.id).attendee.scans[-1]

    room.correct(
        person.id,
        "out",
        left.at - timedelta(minutes=45),
        supersedes=left.number,
        reason="Seen leaving",
    )

    (standing,) = room.credit(room.listed(person.id).attendee)
    assert (standing.result.earned, standing.claimed) == (4, None)
    assert standing.findings[0].kind == "claim-exceeds"
    room.claim_credit(person.id, "ama", "1.00", "1")
    assert claim_of(room, person) == 4


def test_closed_books_take_no_claim_and_no_change_but_let_consent_go(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)
    room.claim_credit(person.id, "ama", "1.50", "1")
    room.close_books(closed=True)

    with pytest.raises(BooksClosedError):
        room.claim_credit(person.id, "ama", "1.00", "1")
    with pytest.raises(BooksClosedError):
        room.ask_for_credit(person.id, "acpe", Told({}))
    with pytest.raises(BooksClosedError):
        room.put_right(person.id, {"name": "Ana R."})
    with pytest.raises(BooksClosedError):
        room.no_credit(person.id, "ama")
    room.no_longer_agree(person.id, "ama")

    (request,) = room.credit_kept.of(room.session.id, person.id)
    assert request == CreditRequest(person.id, "ama", claim=request.claim)
    assert claim_of(room, person) == 6
    room.close_books(closed=False)
    room.claim_credit(person.id, "ama", "1.00", "1")
    assert claim_of(room, person) == 4


def test_the_same_details_sent_again_keep_the_time_of_consent(
    program: Credited, room: Room
) -> None:
    _, person = enter(program, room)
    room.ask_for_credit(person.id, "ama", AGREED)
    agreed = program.now
    program.pass_minutes(1)

    room.ask_for_credit(person.id, "ama", AGREED)
    (request,) = room.credit_kept.of(room.session.id, person.id)
    assert request.fields.consented_at == agreed

    room.ask_for_credit(person.id, "ama", Told({**WHOLE, "birth": "0301"}, "1"))
    (request,) = room.credit_kept.of(room.session.id, person.id)
    assert request.fields.consented_at == program.now


def test_somebody_without_a_name_gets_no_credit(program: Credited, room: Room) -> None:
    _, person = enter(program, room, anonymous="1")

    with pytest.raises(NameNeededError):
        room.ask_for_credit(person.id, "ama", AGREED)
    with pytest.raises(NameNeededError):
        room.put_right(person.id, {"name": "Ana"})
    with pytest.raises(NameNeededError):
        room.make_own_address("x" * 32, person)


def test_people_of_another_session_are_nobody_here(
    program: Credited, room: Room
) -> None:
    _, elsewhere = enter(program, program.hold())

    with pytest.raises(NoSuchPersonError):
        room.ask_for_credit(elsewhere.id, "ama", AGREED)
    with pytest.raises(NoSuchPersonError):
        room.put_right(elsewhere.id, {"name": "X"})


def test_credit_given_up_takes_its_claim_with_it(program: Credited, room: Room) -> None:
    person = doctor_who_stayed(program, room)
    room.claim_credit(person.id, "ama", "1.50", "1")

    room.no_credit(person.id, "ama")

    assert room.credit(room.listed(person.id).attendee) == ()
    room.ask_for_credit(person.id, "ama", Told({}))
    assert claim_of(room, person) is None


def test_the_report_carries_what_everybody_asked_for(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)
    room.claim_credit(person.id, "ama", "1.50", "1")

    report = reports.attendance(room)

    assert set(report.requests) == {person.id}
    (request,) = report.requests[person.id]
    assert (request.type, request.fields.birth) == ("ama", "0229")
    assert request.claim is not None
    assert request.claim.quarters == 6
    assert set(room.everybodys_credit()) == {person.id}


def test_a_name_put_right_changes_the_record_and_stays_in_the_log(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)
    number = room.record_number(room.listed(person.id).attendee)
    given = {"name": "Ana\u202e Ruíz", "email": "ana@example.org", "id": "x" * 32}

    room.put_right(person.id, given)

    after = room.listed(person.id).attendee
    assert after.person.name == "Ana Ruíz"
    assert after.person.profession == "physician"
    assert room.record_number(after) != number
    assert [
        (line.field, line.before, line.after, line.who)
        for line in room.details_log(person.id)
    ] == [
        ("name", "Ana Ruiz", "Ana Ruíz", "person"),
        ("email", "", "ana@example.org", "person"),
    ]
    with pytest.raises(MissingFieldError):
        room.put_right(person.id, {"name": " \u200d "})
    assert room.listed(person.id).attendee.person.name == "Ana Ruíz"


def test_a_private_address_is_only_known_to_the_phone_that_signed_in(
    program: Credited, room: Room
) -> None:
    identity, person = enter(program, room)
    assert room.own_address(identity, person) == ""

    room.make_own_address(identity, person)
    token = room.own_address(identity, person)
    room.make_own_address(identity, person)

    assert room.own_address(identity, person) == token
    assert room.own_address("0" * 32, person) == ""
    for typed in (token, token.lower()):
        found, whose = program.rooms.own_page(typed)
        assert (found, whose.id) == (room, person.id)
    for wrong in ("", token[:-1], token + "A", token + "A" * 10_000, "A" * 32, "é"):
        with pytest.raises(NoSuchOwnPageError):
            program.rooms.own_page(wrong)
    kept = b"".join(p.read_bytes() for p in program.rooms.data.glob("*.sqlite3*"))
    assert token.encode() not in kept
    room.drop_own_address(person)
    with pytest.raises(NoSuchOwnPageError):
        program.rooms.own_page(token)
    room.make_own_address(identity, person)
    assert room.own_address(identity, person) not in ("", token)


def test_details_that_were_erased_are_not_given_again(
    program: Credited, room: Room
) -> None:
    person = doctor_who_stayed(program, room)
    room.hand_over("received", str(room.today()), "")
    purging = Purging(program.rooms)
    purging.purge(room.session.id, "licenses", room.session.code)
    after = program.rooms.room(room.session.id)

    with pytest.raises(DetailsErasedError):
        after.ask_for_credit(person.id, "ama", AGREED)

    assert after.credit_details() == 0
    after.claim_credit(person.id, "ama", "1.50", "1")
    assert claim_of(after, person) == 6
    after.ask_for_credit(person.id, "ancc", Told({}))
