"""Private addresses and the log of changes, kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.attendance.details import DetailsChange
from facilitator.domain.attendance.people import Person, Scan
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import Stage
from facilitator.domain.text import Text
from facilitator.store.attendance import AttendanceStore
from facilitator.store.credit import CreditStore
from facilitator.store.database import Database, open_database
from facilitator.store.links import LinkStore
from facilitator.store.sessions import KeptSession, SessionStore

NOW = datetime(2026, 5, 14, 16, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    session = Session(
        "s", "CODE", "p", Text("A", "B"), SessionDetails(NOW, "America/Chicago")
    )
    kept = KeptSession(session, Stage(), "{}", answer_key=b"", door_key=b"")
    SessionStore(database).add(kept, NOW.isoformat())
    scan = Scan("rosa", "in", NOW, "phone")
    AttendanceStore(database).sign_in("s", "hash", Person("Rosa"), scan)
    yield database
    database.close()


def test_an_address_leads_to_one_person_until_it_is_dropped(database: Database) -> None:
    links = LinkStore(database)
    assert (links.nonce("rosa"), links.whose("h")) == ("", None)

    links.keep("s", "rosa", "n", "h")
    assert (links.nonce("rosa"), links.whose("h")) == ("n", ("s", "rosa"))

    links.keep("s", "rosa", "m", "i")
    assert (links.whose("h"), links.whose("i")) == (None, ("s", "rosa"))

    links.drop("rosa")
    assert (links.nonce("rosa"), links.whose("i")) == ("", None)


def test_what_was_put_right_is_kept_beside_what_it_was(database: Database) -> None:
    people = AttendanceStore(database)
    after = Person("Rosa Peña", profession="nurse")

    people.change_person("s", "rosa", after, NOW, who="trainer")
    people.change_person("s", "rosa", after, NOW)

    assert people.changes("s", "rosa") == (
        DetailsChange("name", "Rosa", "Rosa Peña", "trainer", NOW),
        DetailsChange("profession", "", "nurse", "trainer", NOW),
    )
    kept = people.person("s", "rosa")
    assert kept is not None
    assert kept.person == after


def test_of_credit_details_the_log_says_only_that_they_changed(
    database: Database,
) -> None:
    credit = CreditStore(database)
    given = CreditRequest("rosa", "ama", CreditFields(npi="1234567893"))
    credit.keep("s", given, NOW)
    credit.keep("s", CreditRequest("rosa", "ama"), NOW, "trainer")
    credit.withdraw("s", "rosa", "ama", NOW)

    assert AttendanceStore(database).changes("s", "rosa") == (
        DetailsChange("ama", "", "", "trainer", NOW),
        DetailsChange("ama", "", "", "person", NOW),
    )
