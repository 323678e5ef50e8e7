"""Once a session has ended, no file tells in which order its answers came."""

import random
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import Stage
from facilitator.domain.text import Text
from facilitator.store.database import FILE_NAME, Database, open_database
from facilitator.store.parting import Parting
from facilitator.store.questions import Asked, QuestionStore
from facilitator.store.responses import Response, ResponseStore
from facilitator.store.sessions import KeptSession, SessionStore

PHONES = tuple(f"{number * 7919 % 1009:032x}" for number in range(1, 25))
KEY, SECRET = bytes(range(100, 132)), bytes(32)
LEAF_OF_AN_INDEX = 0x0A


def session(name: str) -> Session:
    details = SessionDetails(datetime(2026, 5, 14, 14, tzinfo=UTC), "America/Chicago")
    return Session(name * 32, name * 6, "plan", Text("Title", "Título"), details)


def prepare(database: Database, *names: str) -> None:
    for name in names:
        kept = KeptSession(session(name), Stage(), "{}", KEY, bytes(32))
        SessionStore(database).add(kept, "2026-05-14")


def answer(database: Database, name: str, order: Sequence[str]) -> None:
    """Let every phone answer, hand a form in, ask and vote, one after the other."""
    responses, questions = ResponseStore(database), QuestionStore(database)
    of = session(name).id
    for phone in order:
        words = f"Words of {phone[-4:]}"
        responses.keep(of, "poll", 1, Response(phone, words))
        responses.keep_form(of, "evaluation", phone, {"improve": words * 30})
        questions.ask(of, Asked(phone, phone[::-1], words, 1), ())
        questions.vote(of, ["0123456789ab"], phone, given=True, change=1)


def leaves(folder: Path) -> list[bytes]:
    """Return the pages on which rows without numbers lie, and those of indexes."""
    content = (folder / FILE_NAME).read_bytes()
    size = int.from_bytes(content[16:18], "big")
    pages = [content[at : at + size] for at in range(size, len(content), size)]
    return sorted(page for page in pages if page[0] == LEAF_OF_AN_INDEX)


def test_pages_are_the_same_whoever_answered_first(tmp_path: Path) -> None:
    before, after = [], []
    for name, order in (("one", PHONES), ("other", PHONES[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        database = open_database(folder)
        prepare(database, "a")
        answer(database, "a", order)
        database.truncate_log()
        before.append(leaves(folder))
        SessionStore(database).finish(
            session("a"), Stage(finished=True), Parting(SECRET)
        )
        after.append(leaves(folder))
        database.close()

    assert before[0] != before[1]
    assert after[0] == after[1]


def test_the_answers_of_another_session_stay_as_they_are(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    prepare(database, "a", "b")
    for name in "ab":
        answer(database, name, random.Random(name).sample(PHONES, len(PHONES)))
    kept = ResponseStore(database)

    SessionStore(database).finish(session("a"), Stage(finished=True), Parting(SECRET))

    for name in "ab":
        given = kept.answers(session(name).id, "poll", 1)
        assert sorted(str(one.answer) for one in given) == sorted(
            f"Words of {phone[-4:]}" for phone in PHONES
        )
        as_before = {one.participant for one in given} == set(PHONES)
        assert as_before == (name == "b")
        assert len(kept.forms(session(name).id, "evaluation")) == len(PHONES)
        assert QuestionStore(database).votes(session(name).id) == {"0123456789ab": 24}
    database.close()


def test_the_key_is_destroyed_in_a_copy_from_before_an_update_too(
    tmp_path: Path,
) -> None:
    database = open_database(tmp_path)
    prepare(database, "a")
    database.truncate_log()
    copy = tmp_path / "facilitator-before-0007.sqlite3"
    shutil.copy2(tmp_path / FILE_NAME, copy)
    (tmp_path / "facilitator-before-0006.sqlite3").write_bytes(b"not a database")
    assert KEY in copy.read_bytes()

    SessionStore(database).finish(session("a"), Stage(finished=True), Parting(SECRET))

    database.close()
    assert not [path for path in tmp_path.iterdir() if KEY in path.read_bytes()]
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT code FROM sessions").fetchone() == ("a" * 6,)
