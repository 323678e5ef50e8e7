"""No join leads from a person to an answer: by column, by order, or in the file."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest

from facilitator.domain.attendance.settling import Left
from facilitator.domain.credit.asking import Told
from facilitator.domain.credit.claim import Claim
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.after_schema import lefts
from facilitator.store.database import FILE_NAME, open_database
from facilitator.store.people_schema import (
    apart,
    completion_lists,
    completions,
    head_counts,
    merges,
    phone_looks,
    phone_marks,
)
from facilitator.store.question_schema import audience_questions, question_votes
from facilitator.store.schema import (
    attendees,
    claims,
    credit_requests,
    details_log,
    forms,
    links,
    metadata,
    responses,
    scans,
)

CREDIT = "\ncredit:\n  - {type: acpe, designated: 2.00, languages: [en, es]}\n"
PEOPLE = 60
OF_PEOPLE = (
    attendees,
    scans,
    credit_requests,
    claims,
    details_log,
    links,
    lefts,
    phone_marks,
)
IDENTITY = tuple(table.name for table in OF_PEOPLE)
OF_PHONES = (responses, forms, audience_questions, question_votes)
ANSWERS = tuple(table.name for table in OF_PHONES)
BESIDE = (merges, apart, phone_looks, head_counts, completions, completion_lists)
# The chance that an innocent order looks this monotonic is below one in a million.
SUSPICIOUS = 0.62


class Played:
    """A session in which person number i gave the i-th answer, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = datetime(2026, 5, 14, 14, tzinfo=UTC)
        self.database = open_database(folder)
        curriculum = folder / "curriculum"
        for name in DATA_FOLDERS:
            shutil.copytree(shipped_folder() / name, curriculum / name)
        plan = curriculum / "sessions" / "conference-2h.yaml"
        plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
        rooms = Rooms(self.database, folder, curriculum, lambda: self.now)
        details = SessionDetails(self.now, "America/Chicago")
        self.room: Room = rooms.room(rooms.create("conference-2h", details).id)
        self.chance = random.Random(7)
        self.identities: list[str] = []
        self.phones: list[str] = []
        self.room.move("open_poll", {"poll": "first_step"})
        self.room.move("evaluation", {"open": True})
        self.room.move("questions", {"open": True})
        self.ask(self.room.join(), "Which one is voted for?")
        lines = self.room.questions_at_console()["questions"]
        self.question = lines[0]["id"]
        self.room.move("let_question_through", {"question": self.question})
        for number in range(PEOPLE):
            self.play(number)

    def play(self, number: int) -> None:
        self.now += timedelta(seconds=20)
        person = {"name": f"Person {number:03}", "email": f"p{number}@example.org"}
        if self.identities:
            holder, once = self.identities[-1], f"{number:032x}"
            signed_in = self.room.sign_in_beside(holder, person, "en", "phone", once)
        else:
            signed_in = self.room.sign_in(person, "en", "phone")
        self.identities.append(signed_in)
        self.ask_for_credit(number)
        phone = self.room.join()
        self.phones.append(phone)
        self.room.answer(phone, "first_step", 1, f"Answer {number:03}", 1)
        self.ask(phone, f"Question {number:03}")
        self.room.vote(phone, self.question, given=True, change=1)
        given = {"improve": f"Remark {number:03}"}
        ticket = self.room.submit(phone, "evaluation", given)
        self.room.evaluated(self.identities[-1], ticket)

    def ask(self, phone: str, text: str) -> None:
        self.room.ask(phone, self.chance.randbytes(16).hex(), text, 1)

    def ask_for_credit(self, number: int) -> None:
        """Ask for credit, put the name right, keep a private address, and claim."""
        who = self.room.attendee(self.identities[-1])
        assert who
        details = {"birth": "0229", "nabp": f"{number:06}", "given_name": "Person"}
        told = Told({**details, "family_name": f"{number:03}"}, "1")
        self.room.ask_for_credit(who.id, "acpe", told)
        self.room.put_right(who.id, {"organization": f"Clinic {number:03}"})
        self.room.make_own_address(self.identities[-1], who)
        claim = Claim("acpe", 8, "1", self.now)
        session = self.room.session.id
        self.room.credit_kept.claim(session, who.id, claim)
        left = Left(who.id, len(who.scans), f"Unseen {number:03}", self.now)
        self.room.after_kept.leave(session, (left,))

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """Return a table as anybody with the file would read it."""
        connection = sqlite3.connect(self.folder / FILE_NAME)
        found = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        connection.close()
        return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    session = Played(tmp_path_factory.mktemp("privacy"))
    yield session
    session.database.close()


def test_the_tables_share_no_column_but_the_session() -> None:
    identity = {column.name for table in (*OF_PEOPLE, *BESIDE) for column in table.c}
    answers = {column.name for table in OF_PHONES for column in table.c}

    assert identity & answers == {"session_id"}
    keys = {
        (fk.parent.table.name, fk.column.table.name)
        for table in metadata.tables.values()
        for fk in table.foreign_keys
    }
    kept = {(name, "sessions") for name in ANSWERS}
    assert {pair for pair in keys if pair[0] in ANSWERS} == kept


def test_every_table_is_on_one_side_or_on_neither() -> None:
    of_people = {
        table.name for table in metadata.tables.values() if "attendee_id" in table.c
    } | {"attendees"}

    assert of_people == set(IDENTITY)
    assert not of_people & set(ANSWERS)


def test_answers_keep_no_time(played: Played) -> None:
    found = played.rows("responses")[0]

    assert set(responses.c.keys()) == {
        "session_id",
        "question",
        "round",
        "participant",
        "answer",
        "change",
    }
    assert "2026" not in "".join(map(str, found))


def test_questions_and_votes_keep_no_time(played: Played) -> None:
    of_questions = ["session_id", "participant", "key", "text", "change"]

    assert audience_questions.c.keys() == of_questions
    assert question_votes.c.keys() == [
        "session_id",
        "asked",
        "participant",
        "given",
        "change",
    ]
    rows = [*played.rows("audience_questions"), *played.rows("question_votes")]
    assert "2026" not in "".join(str(one) for row in rows for one in row[3:])


def test_no_column_of_one_side_equals_a_column_of_the_other(played: Played) -> None:
    for one, other in product(IDENTITY, ANSWERS):
        left, right = played.rows(one), played.rows(other)
        assert len(left) >= PEOPLE
        assert len(right) >= PEOPLE
        for i, j in product(range(len(left[0])), range(len(right[0]))):
            shared = {row[i] for row in left} & {row[j] for row in right}
            whole_session = {played.room.session.id, 1}
            assert shared <= whole_session, (one, i, other, j)


def monotonic(numbers: list[int]) -> float:
    """Return the share of neighbouring pairs that rise or fall, whichever is more."""
    rises = sum(a < b for a, b in pairwise(numbers))
    return max(rises, len(numbers) - 1 - rises) / (len(numbers) - 1)


def test_the_order_test_would_notice_an_order() -> None:
    assert monotonic(list(range(PEOPLE))) == 1.0
    mixed = random.Random(4).sample(range(PEOPLE), PEOPLE)
    assert monotonic(mixed) < SUSPICIOUS + 0.1


@pytest.mark.parametrize(
    ("table", "word"), [("responses", 4), ("forms", 3), ("audience_questions", 3)]
)
def test_row_order_does_not_tell_who_answered_when(
    played: Played, table: str, word: int
) -> None:
    texts = [str(row[word]) for row in played.rows(table)]
    texts = [text for text in texts if any(c.isdigit() for c in text)]
    numbers = [int("".join(c for c in text if c.isdigit())) for text in texts]

    assert sorted(numbers) == list(range(PEOPLE))
    assert monotonic(numbers) < SUSPICIOUS + 0.1


def test_votes_lie_in_the_order_of_hashes(played: Played) -> None:
    order = [row[2] for row in played.rows("question_votes")]

    assert order == sorted(order, key=str)
    phones = [played.room.participant(phone) for phone in played.phones]
    places = [order.index(phone) for phone in phones]
    assert monotonic(places) < SUSPICIOUS + 0.1


def test_the_stage_forgets_in_which_order_questions_were_let_through(
    tmp_path: Path,
) -> None:
    session = Played(tmp_path)
    lines = session.room.questions_at_console()["questions"]
    number = {line["id"]: line["text"].removeprefix("Question ") for line in lines}
    asked = [one for one in number if number[one].isdigit()]
    for one in sorted(asked, key=number.__getitem__):
        session.room.move("let_question_through", {"question": one})
    shown = [one for one in session.room.stage.asking.shown if one in asked]
    assert monotonic([int(number[one]) for one in shown]) == 1.0

    session.room.move("finish", {})

    rows = str(session.rows("sessions"))
    assert not [name for name in asked if name in rows]
    lines = session.room.questions_at_console()["questions"]
    now = {line["text"].removeprefix("Question "): line["id"] for line in lines}
    places = [
        rows.index(now[number[one]]) for one in sorted(asked, key=number.__getitem__)
    ]
    assert len(places) == PEOPLE
    assert monotonic(places) < SUSPICIOUS + 0.1
    session.database.close()


def test_answer_tables_have_no_row_numbers(played: Played) -> None:
    connection = sqlite3.connect(played.folder / FILE_NAME)
    for table in ANSWERS:
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute(f"SELECT rowid FROM {table}")  # noqa: S608
    connection.close()


def test_cookies_are_kept_only_as_hashes(played: Played) -> None:
    kept = b"".join(p.read_bytes() for p in played.folder.glob("*.sqlite3*"))

    assert b"Person 007" in kept
    for secret in (*played.identities, *(p.partition(".")[0] for p in played.phones)):
        assert secret.encode() not in kept


def test_the_end_destroys_the_key_and_the_order_on_the_disk(tmp_path: Path) -> None:
    session = Played(tmp_path)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    key = connection.execute("SELECT answer_key FROM sessions").fetchone()[0]
    connection.close()
    assert len(key) == 32
    assert any(key in p.read_bytes() for p in tmp_path.glob("*.sqlite3*"))

    session.room.move("finish", {})

    log = tmp_path / f"{FILE_NAME}-wal"
    assert not log.exists() or log.stat().st_size == 0
    assert not any(key in p.read_bytes() for p in tmp_path.glob("*.sqlite3*"))
    # In the file itself, too, answers lie in the order of their hashes.
    kept = (tmp_path / FILE_NAME).read_bytes()
    places = [kept.index(f'"Answer {n:03}"'.encode()) for n in range(PEOPLE)]
    assert monotonic(places) < SUSPICIOUS + 0.1
    session.database.close()
