"""What was collected is gone from every file, by table, by step, and after a stop."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.handover import ReceiptMissingError
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.purge import (
    NotFinishedError,
    NothingToEraseError,
    Receipt,
    Step,
    WrongCodeError,
)
from facilitator.domain.session import SessionDetails
from facilitator.errors import NoSuchSessionError
from facilitator.library.curriculum import shipped_folder
from facilitator.live import reports
from facilitator.live.purging import Purging
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.after_schema import metadata
from facilitator.store.database import FILE_NAME, open_database
from facilitator.store.erasing import ERASURES, OF_NOBODY, WORDS
from facilitator.store.purging import PurgeStore
from facilitator.store.question_schema import audience_questions, question_votes
from facilitator.store.schema import columns, forms, lists, responses, sessions

PEOPLE = 8
NAMES, ANSWERS, LICENSES = "Zuleika", "Remark", "Q77123"
WORDS_WRITTEN = "Zuleika left early"


class Laptop:
    """A data folder with a session that was held, and all that can be collected."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2026, 5, 14, 14, tzinfo=UTC)
        self.open()
        self.room = self.session()

    def open(self) -> None:
        self.database = open_database(self.folder)
        self.rooms = Rooms(
            self.database, self.folder, shipped_folder(), lambda: self.now
        )
        self.purging = Purging(self.rooms)

    def session(self) -> Room:
        details = SessionDetails(self.now, "America/Chicago")
        return self.rooms.room(self.rooms.create("conference-2h", details).id)

    def hold(self) -> None:
        room = self.room
        room.move("open_poll", {"poll": "first_step"})
        room.move("evaluation", {"open": True})
        room.move("questions", {"open": True})
        for number in range(PEOPLE):
            self.now += timedelta(seconds=20)
            person = {"name": f"{NAMES} {number:03}", "email": f"z{number}@zu.org"}
            identity = room.sign_in(person, "en", "phone")
            who = room.attendee(identity)
            assert who
            room.make_own_address(identity, who)
            phone = room.join()
            room.answer(phone, "first_step", 1, f"{ANSWERS} {number:03}", 1)
            room.ask(phone, f"{number:032x}", f"{ANSWERS} asked {number}", 1)
            self.vote(phone)
            room.submit(phone, "evaluation", {"improve": f"{ANSWERS} {number:03}"})
        self.now += timedelta(minutes=100)
        room.move("agenda", {"item": room.plan.agenda[0].name})
        room.move("finish", {})
        self.now += timedelta(minutes=30)
        self.settle()

    def vote(self, phone: str) -> None:
        (line, *_) = self.room.questions_at_console()["questions"]
        self.room.move("let_question_through", {"question": line["id"]})
        self.room.vote(phone, line["id"], given=True, change=1)

    def settle(self) -> None:
        """Settle, correct, claim, hand over: every table gets rows."""
        room, session = self.room, self.room.session.id
        first, second, third = (one.attendee for one in room.people()[:3])
        room.settle([first.id], "out", time(10, 30), reason=WORDS_WRITTEN)
        room.leave_incomplete([second.id], WORDS_WRITTEN)
        room.correct_time(room.plan.agenda[0].name, time(9, 5), reason=WORDS_WRITTEN)
        room.put_right(third.id, {"organization": f"{NAMES} House"})
        fields = CreditFields(
            license_state="AZ", license_number=LICENSES, consented_at=self.now
        )
        for who in (first, third):
            request = CreditRequest(who.id, "ama", fields, NAMES, "Ruiz")
            room.credit_kept.keep(session, request, self.now)
        claim = Claim("ama", 7, "1", self.now)
        room.credit_kept.claim(session, first.id, claim)
        with self.database.engine.begin() as connection:
            connection.execute(
                insert(lists).values(
                    session_id=session,
                    filename=f"{NAMES}.csv",
                    people=json.dumps({"header": [NAMES], "rows": []}),
                    mapped="{}",
                )
            )
            connection.execute(
                insert(columns).values(header=f'["{NAMES} 000"]', mapped="{}")
            )

    def leave_copies(self) -> None:
        """Put down what an update, a cut-off upload and a download leave."""
        content = f"{NAMES} {ANSWERS} {LICENSES}".encode()
        copies = (
            "facilitator-before-0006.sqlite3",
            f"attendance-2026-05-14-{self.room.session.code}.xlsx",
            "uploads/abc.list",
        )
        for name in copies:
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)

    def holding(self, words: str) -> list[str]:
        """Return the files of the data folder in which the words are to be found."""
        return [
            path.name
            for path in self.folder.rglob("*")
            if path.is_file() and words.encode() in path.read_bytes()
        ]

    def purge(self, step: Step) -> Receipt:
        session = self.room.session
        return self.purging.purge(session.id, step, session.code.lower())


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    made.hold()
    yield made
    made.database.close()


def test_every_table_has_its_place_in_a_purge() -> None:
    erased = {erasure.table.name for erasure in ERASURES}

    assert erased | OF_NOBODY == set(metadata.tables), (
        "A table is new: say in store/erasing.py in which step its rows go, "
        "or that nothing in it is about anybody."
    )
    whole = {erasure.table.name for erasure in ERASURES if erasure.rewrite is None}
    assert not whole & OF_NOBODY
    # What tells of one person goes with the names, whatever else erases it.
    of_a_person = {t.name for t in metadata.tables.values() if "attendee_id" in t.c}
    gone = {e.table.name for e in ERASURES if e.step == "identities" and not e.rewrite}
    assert of_a_person <= gone
    assert WORDS.keys() - {"licenses"} <= set(metadata.tables)


def test_what_was_decided_about_answers_goes_with_them() -> None:
    erasure = next(e for e in ERASURES if e.table is sessions and e.step == "answers")
    frozen = {"poll": "p", "round": 1, "cards": [{"id": "a", "count": 2}]}
    decided = {"merged": [["a", "b"]], "pinned": ["a"], "frozen": [frozen]}
    kept = {"version": 7, "moderation": decided}
    assert erasure.rewrite
    (stage,) = (erasure.rewrite({"stage": json.dumps(kept)}) or {}).values()  # type: ignore[arg-type]  # a row
    assert json.loads(stage)["moderation"] == {}
    assert erasure.rewrite({"stage": stage}) is None  # type: ignore[arg-type]  # a row


def test_answers_are_gone_from_every_file_and_names_stay(laptop: Laptop) -> None:
    laptop.leave_copies()
    assert set(laptop.holding(ANSWERS)) >= {FILE_NAME, "abc.list"}

    receipt = laptop.purge("answers")

    assert laptop.holding(ANSWERS) == []
    assert laptop.holding(NAMES) == [FILE_NAME]
    asked = {"audience_questions": PEOPLE, "question_votes": PEOPLE}
    assert receipt.removed == {"responses": PEOPLE, "forms": PEOPLE, **asked}
    assert receipt.files == {"backups": 1, "downloads": 1, "lists": 1}
    assert receipt.cleaned_at == laptop.now
    assert reports.evaluation(laptop.rooms.room(receipt.session)).responses == ()


def test_license_details_go_once_the_provider_has_them(laptop: Laptop) -> None:
    session = laptop.room.session.id
    with pytest.raises(ReceiptMissingError):
        laptop.purge("licenses")
    with pytest.raises(ReceiptMissingError):
        laptop.purge("identities")
    laptop.room.hand_over("handed", "2026-05-14", "by mail")
    with pytest.raises(ReceiptMissingError):
        laptop.purge("licenses")
    laptop.room.hand_over("received", "2026-05-14", "")

    receipt = laptop.purge("licenses")

    assert laptop.holding(LICENSES) == []
    assert receipt.removed == {"licenses": 2}
    asked = laptop.rooms.room(session).credit_kept.all(session)
    assert [r[0].fields.license_number for r in asked.values()] == ["", ""]
    claims = [r[0].claim for r in asked.values()]
    assert {claim.quarters for claim in claims if claim} == {7}
    assert {r[0].fields.consented_at is None for r in asked.values()} == {False}
    with pytest.raises(NothingToEraseError):
        laptop.purge("licenses")


def test_names_are_gone_from_every_file_and_numbers_stay(laptop: Laptop) -> None:
    laptop.leave_copies()
    laptop.room.hand_over("received", "2026-05-14", f"by {NAMES}")
    before = reports.results(laptop.room).attendance
    written = (NAMES, "@zu.org", LICENSES, WORDS_WRITTEN)
    assert all(map(laptop.holding, written))

    receipt = laptop.purge("identities")

    assert [laptop.holding(words) for words in written] == [[]] * len(written)
    assert receipt.removed["attendees"] == PEOPLE
    assert receipt.removed["scans"] == PEOPLE + 1
    assert receipt.removed["links"] == PEOPLE
    assert receipt.removed["details_log"] >= 1
    assert receipt.people == before
    room = laptop.rooms.room(receipt.session)
    assert reports.results(room).attendance == before
    assert reports.attendance(room).attendees == ()
    assert reports.attendance(room).began[0].at == datetime(
        2026, 5, 14, 14, 5, tzinfo=UTC
    )
    assert len(room.responses.forms(receipt.session, "evaluation")) == PEOPLE
    assert [s.attendees for s in laptop.rooms.sessions()] == [PEOPLE]


def test_a_session_goes_as_a_whole_and_others_stay(laptop: Laptop) -> None:
    other = laptop.session()
    other.sign_in({"name": "Yolanda"}, "en", "phone")
    laptop.room.hand_over("nothing", "2026-05-14", "Nobody earned any")
    session, code = laptop.room.session.id, laptop.room.session.code
    kept_file = laptop.folder / "decks" / laptop.room.session.deck
    kept_file.parent.mkdir(exist_ok=True)
    kept_file.write_bytes(b"slides")

    receipt = laptop.purge("session")

    for words in (NAMES, ANSWERS, LICENSES, WORDS_WRITTEN):
        assert laptop.holding(words) == []
    assert not kept_file.exists()
    with pytest.raises(NoSuchSessionError):
        laptop.rooms.room(session)
    with pytest.raises(NoSuchSessionError):
        laptop.rooms.room_by_code(code)
    assert [s.session.id for s in laptop.rooms.sessions()] == [other.session.id]
    assert laptop.holding("Yolanda") == [FILE_NAME]
    assert laptop.purging.receipts() == (receipt,)
    assert receipt.removed["decks"] == 1


def test_nothing_goes_without_the_code_or_before_the_end(laptop: Laptop) -> None:
    session = laptop.room.session.id
    for typed in ("", "AAAAAA", "x" * 500):
        with pytest.raises(WrongCodeError):
            laptop.purging.purge(session, "answers", typed)
    going_on = laptop.session()
    with pytest.raises(NotFinishedError):
        laptop.purging.purge(going_on.session.id, "answers", going_on.session.code)
    going_on.move("next", {})
    with pytest.raises(NotFinishedError):
        laptop.purging.purge(going_on.session.id, "session", going_on.session.code)

    assert laptop.purging.receipts() == ()
    assert len(laptop.room.people()) == PEOPLE


def test_a_session_that_was_only_prepared_can_be_deleted(laptop: Laptop) -> None:
    prepared = laptop.session().session

    laptop.purging.purge(prepared.id, "session", prepared.code)

    assert prepared.id not in {s.session.id for s in laptop.rooms.sessions()}


def test_the_hash_is_that_of_the_rows_that_went(laptop: Laptop) -> None:
    rows = []
    with laptop.database.reading() as connection:
        for table in (responses, forms, audience_questions, question_votes, sessions):
            query = select(table).order_by(*table.primary_key)
            rows += [[table.name, *row] for row in connection.execute(query)]
    said = b"".join(json.dumps(row, default=bytes.hex).encode() + b"\n" for row in rows)

    assert laptop.purge("answers").digest == sha256(said).hexdigest()


def test_a_stop_after_the_rows_went_is_made_good_at_the_next_start(
    laptop: Laptop,
) -> None:
    laptop.leave_copies()
    session = laptop.room.session
    # A reader holds the log, so that the answers stay in it, as a kill would leave it.
    reader = laptop.database.engine.connect()
    reader.execute(select(responses.c.answer)).fetchone()
    erased = PurgeStore(laptop.database).erase(
        Receipt(
            0,
            session.id,
            session.code,
            session.title,
            laptop.now.date(),
            "answers",
            laptop.now,
            {},
            "",
            "0",
        )
    )
    assert laptop.holding(ANSWERS) != []
    reader.close()
    laptop.database.close()

    laptop.open()
    laptop.purging.resume()

    assert laptop.holding(ANSWERS) == []
    [receipt] = laptop.purging.receipts()
    assert receipt.number == erased.number
    assert receipt.cleaned_at == laptop.now
    assert receipt.files == {"backups": 1, "downloads": 1, "lists": 1}
