"""What people ask for and claim, kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.domain.attendance.people import Person, Scan
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import Stage
from facilitator.domain.text import Text
from facilitator.store.attendance import AttendanceStore
from facilitator.store.credit import CreditStore
from facilitator.store.database import Database, open_database
from facilitator.store.schema import claims
from facilitator.store.sessions import KeptSession, SessionStore

NOW = datetime(2026, 5, 14, 16, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
PHARMACIST = CreditRequest(
    "rosa",
    "acpe",
    CreditFields(birth="0229", nabp="001234", consented_at=NOW, consent="1"),
    given_name="Rosa",
    family_name="Peña",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    details = SessionDetails(NOW, "America/Chicago")
    for session_id in ("s", "other"):
        session = Session(session_id, session_id.upper(), "p", Text("A", "B"), details)
        kept = KeptSession(session, Stage(), "{}", answer_key=b"", door_key=b"")
        SessionStore(database).add(kept, NOW.isoformat())
    for name in ("rosa", "ana"):
        scan = Scan(name, "in", NOW, "phone")
        AttendanceStore(database).sign_in("s", name, Person(name), scan)
    yield database
    database.close()


@pytest.fixture
def credit(database: Database) -> CreditStore:
    return CreditStore(database)


def lines(database: Database) -> list[tuple[str, int]]:
    """Return (attendee, quarters) of every claim ever written, in order."""
    query = select(claims.c.attendee_id, claims.c.quarters).order_by(claims.c.number)
    with database.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(query)]


def test_a_request_comes_back_as_it_was_given(credit: CreditStore) -> None:
    credit.keep("s", PHARMACIST, NOW)

    assert credit.of("s", "rosa") == (PHARMACIST,)
    assert credit.all("s") == {"rosa": (PHARMACIST,)}


def test_asked_again_the_newer_details_stand(credit: CreditStore) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.keep("s", CreditRequest("rosa", "acpe"), LATER)

    assert credit.of("s", "rosa") == (CreditRequest("rosa", "acpe"),)


def test_a_person_may_ask_for_several_types(credit: CreditStore) -> None:
    credit.keep("s", CreditRequest("rosa", "nchec"), NOW)
    credit.keep("s", PHARMACIST, NOW)
    credit.keep("s", CreditRequest("ana", "ancc"), NOW)

    assert [request.type for request in credit.of("s", "rosa")] == ["acpe", "nchec"]
    assert {who: len(asked) for who, asked in credit.all("s").items()} == {
        "rosa": 2,
        "ana": 1,
    }


def test_nothing_is_known_of_other_sessions_and_people(credit: CreditStore) -> None:
    credit.keep("s", PHARMACIST, NOW)

    assert credit.of("other", "rosa") == ()
    assert credit.of("s", "ana") == ()
    assert credit.all("other") == {}


def test_the_newest_claim_counts_and_none_is_overwritten(
    credit: CreditStore, database: Database
) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.claim("s", "rosa", Claim("acpe", 7, "1", NOW))
    credit.claim("s", "rosa", Claim("acpe", 5, "1", LATER))

    (request,) = credit.of("s", "rosa")
    assert request.claim == Claim("acpe", 5, "1", LATER)
    assert lines(database) == [("rosa", 7), ("rosa", 5)]


def test_a_claim_sent_again_is_one_claim(
    credit: CreditStore, database: Database
) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.claim("s", "rosa", Claim("acpe", 7, "1", NOW))
    credit.claim("s", "rosa", Claim("acpe", 7, "1", LATER))

    (request,) = credit.of("s", "rosa")
    assert request.claim == Claim("acpe", 7, "1", NOW)
    assert lines(database) == [("rosa", 7)]


def test_new_details_leave_the_claim(credit: CreditStore) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.claim("s", "rosa", Claim("acpe", 7, "1", NOW))
    credit.keep("s", CreditRequest("rosa", "acpe"), LATER)

    (request,) = credit.of("s", "rosa")
    assert request.claim == Claim("acpe", 7, "1", NOW)


def test_withdrawn_it_is_gone_and_does_not_come_back_claimed(
    credit: CreditStore, database: Database
) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.claim("s", "rosa", Claim("acpe", 7, "1", NOW))
    for _ in range(2):
        credit.withdraw("s", "rosa", "acpe", LATER)

    assert credit.of("s", "rosa") == ()
    credit.keep("s", PHARMACIST, LATER)
    assert credit.of("s", "rosa") == (PHARMACIST,)
    assert lines(database) == [("rosa", 7), ("rosa", 0)]


def test_a_claim_of_another_person_or_type_is_not_mine(credit: CreditStore) -> None:
    credit.keep("s", PHARMACIST, NOW)
    credit.claim("s", "ana", Claim("acpe", 7, "1", NOW))
    credit.claim("s", "rosa", Claim("nchec", 7, "1", NOW))

    assert credit.of("s", "rosa") == (PHARMACIST,)
