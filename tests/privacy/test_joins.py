"""Whoever has every file of a session cannot tell whose an answer is.

A session is played on the running program, so that the test knows whose each answer
is. Then all that the program wrote is taken apart, whatever tables and sheets there
are, and every way to join an answer to a person, or to another answer of the same
person, is tried. Each way is also tried on a leak that was put in, and must find it.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
from clocked import clocked
from openpyxl import load_workbook

from facilitator.documents.workbooks.evaluation import evaluation_workbook
from facilitator.domain.credit.small_cells import LEAST
from facilitator.live import reports
from facilitator.live.rooms import Rooms
from facilitator.log_file import NAME as LOG
from facilitator.store.database import FILE_NAME, open_database
from facilitator.store.erasing import ERASURES

from .attack import Attacker, byte_orders
from .cast import OF_SIZE, PEOPLE, Member, cast
from .curriculum import written
from .files import Table, parts, tables
from .known import PHONE, Known, Read
from .play import SHOWN, START, Play, Played

T = TypeVar("T")
EXPORTS = ("evaluation.xlsx", "evaluation-csv.zip", "polls.xlsx", "results.pptx")
# Which of the known words a table must have had when the session was over.
IN_FILES = (
    *("amount", "cloud", "place", "reason", "shade", "wish", "asked", "plan"),
    *("before", "after", "next_step", "years", "improve", "later"),
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("joins")
    curriculum = written(folder / "curriculum")
    early = START - timedelta(minutes=20)
    options = ("--curriculum", str(curriculum), "--libreoffice", "none")
    with clocked(folder, early, *options) as (server, clock):
        session = Play(server, clock, cast()).play()
        session.printed = server.said()
    return session


@pytest.fixture(scope="module")
def taken_apart(played: Played) -> list[Table]:
    return tables(played.files)


@pytest.fixture(scope="module")
def known(played: Played, taken_apart: list[Table]) -> Known:
    made = Known.of(played.cast)
    made.learn(taken_apart)
    return made


@pytest.fixture(scope="module")
def attacker(played: Played, known: Known) -> Attacker:
    return Attacker(known, played.orders)


def test_nothing_joins_an_answer_to_a_person_or_to_another_answer(
    played: Played, taken_apart: list[Table], attacker: Attacker
) -> None:
    assert attacker.try_everything(played.files, taken_apart) == []


def test_the_attack_knows_whose_the_answers_in_the_files_are(
    played: Played, taken_apart: list[Table], known: Known
) -> None:
    read = [Read.of(table, known) for table in taken_apart]
    exported = [one for one in read if one.table.file.startswith(EXPORTS)]
    kept = [one for one in read if one.table.in_database]

    assert {q for one in exported for q in one.questions()} == set(IN_FILES)
    assert PHONE in {q for one in kept for q in one.questions()}
    lying = {one.question for one in byte_orders(played.files, known)}
    assert {"card id", "asked id", *IN_FILES} - lying <= {"shade", "place"}
    people = {str(one.table) for one in read if one.of_people}
    assert {"attendance.xlsx: Roster", f"{FILE_NAME}: claims"} <= people
    assert len(people) > 12
    assert all(not one.questions() for one in read if one.of_people)


def test_every_table_of_answers_was_filled(played: Played) -> None:
    """A table that is new has its answers given in the play, so that it is tried."""
    kept = (FILE_NAME, f"{FILE_NAME}-wal")
    filled = {
        table.name
        for files in (played.before, played.files)
        for table in tables({name: files[name] for name in kept})
        if table.rows
    }
    answers = {one.table.name for one in ERASURES if one.step == "answers"}

    assert answers - filled == set(), "somebody in tests/privacy/play.py must fill them"


def test_no_file_has_a_key_a_cookie_an_address_or_a_user_agent(played: Played) -> None:
    everything = {**played.files, "what the program printed": played.printed.encode()}
    found = [
        (what, name)
        for name, content in parts(everything)
        for what, secret in played.secrets.items()
        if secret in content
    ]

    assert found == []
    assert b"no request that can be read" in played.files[LOG]
    before = b"".join(played.before.values())
    assert len(played.secrets) == 2 + 4 * PEOPLE + SHOWN
    assert played.secrets["the key"] in before


def test_files_tell_no_moment_of_an_answer(played: Played) -> None:
    """What is written in a file's own facts is when the file was made."""
    for name in EXPORTS:
        with zipfile.ZipFile(io.BytesIO(played.files[name])) as archive:
            parts_made = {info.date_time for info in archive.infolist()}
            facts = [
                archive.read(one).decode()
                for one in archive.namelist()
                if "docProps" in one
            ]
        made = [datetime(*one) for one in parts_made]  # noqa: DTZ001  # zip has no zone
        assert max(made) - min(made) < timedelta(minutes=1) or min(made).year == 1980
        for moment in re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "".join(facts)):
            ended = (START + timedelta(hours=2)).replace(tzinfo=None)
            assert datetime.fromisoformat(moment) > ended


def test_no_file_of_the_data_folder_is_made_for_an_answer(played: Played) -> None:
    before = {name for name in played.before if not name.startswith("uploads")}
    after = {name for name in played.data_files() if not name.startswith("uploads")}

    assert len(before) < PEOPLE / 2
    assert after - before == set()


def test_groups_of_few_cannot_be_worked_out_from_the_rest(played: Played) -> None:
    book = load_workbook(io.BytesIO(played.files["evaluation.xlsx"]))
    groups = _records(book["by_group"])
    totals = {row["Variable"]: row["n"] for row in _records(book["summary"])}
    scales = {row["Variable"] for row in groups}

    assert min(OF_SIZE) < LEAST
    assert scales == {"sure_before", "sure_now", "good"}
    for scale in scales:
        shown = [r["n"] for r in groups if r["Variable"] == scale and r["n"]]
        hidden = [r for r in groups if r["Variable"] == scale and r["n"] is None]
        assert all(int(str(n)) >= LEAST for n in shown)
        rest = int(str(totals[scale])) - sum(int(str(n)) for n in shown)
        assert not hidden or (len(hidden) > 1 and rest >= LEAST)


def _records(sheet: object) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


# The same attack on leaks that are put in.


class NotShuffling(random.Random):
    """Leaves everything as it comes."""

    def sample(self, population: Sequence[T], k: int, **_: object) -> list[T]:
        return list(population)[:k]


def test_rows_that_are_not_shuffled_are_found(
    played: Played, attacker: Attacker, tmp_path: Path
) -> None:
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):  # as they are until the end
        (tmp_path / name).write_bytes(played.before[name])
    database = open_database(tmp_path)
    rooms = Rooms(database, tmp_path, tmp_path, lambda: START)
    ((session, _),) = rooms.sessions_kept.all()
    report = reports.evaluation(rooms.room(session.id))
    files = {"e.xlsx": evaluation_workbook(report, chance=NotShuffling(1))}
    database.close()

    found = attacker.try_everything(files, tables(files))

    alike = [one for one in found if one.startswith("answers: ")]
    assert [one for one in alike if "years" in one and "before" in one]
    assert [one for one in alike if "years" in one and "improve" in one]


def test_an_order_that_only_the_bytes_of_a_file_have_is_found(played: Played) -> None:
    """Until its end, a session's stage has what was let through as it came in.

    And a phone has one hash for all that it says.
    """
    there, known = tables(played.before), Known.of(played.cast)
    known.learn(there)

    found = Attacker(known, played.orders).try_everything(played.before, there)

    assert [one for one in found if one.startswith("ids: ")]
    for what in ("card id", "asked id"):
        bytes_of = f"order: {what} in the bytes of {FILE_NAME}"
        assert [one for one in found if one.startswith(bytes_of)]


def test_a_file_with_people_and_answers_is_found(
    played: Played, attacker: Attacker
) -> None:
    one, other = played.cast[:2]
    both = f"Name,Text\r\n{one.name},\r\n,{other.said['improve']}\r\n".encode()

    assert attacker.try_everything({"both.csv": both}, []) == [
        "file: both.csv has people and answers"
    ]


def _with(table: Table, known: Known, head: str, cells: dict[int, object]) -> Table:
    """Return the table with a column more, in which every person's row has a cell."""
    rows = []
    for row, said in zip(table.rows, Read.of(table, known).said, strict=True):
        (who,) = set(said.values())
        rows.append((*row, cells[who]))
    return replace(table, head=(*table.head, head), rows=tuple(rows))


@dataclass(frozen=True)
class Leak:
    """What a column too many could hold, beside whoever's answer."""

    played: Played
    known: Known
    roster: Table

    def time(self, who: Member) -> object:
        return START + timedelta(seconds=7 * self.place(who))

    def place(self, who: Member) -> int:
        return self.played.orders["left"].index(who.number)

    def count(self, who: Member) -> object:
        return self.place(who) + 1_000

    def row_number(self, who: Member) -> object:
        rows = self.roster.rows
        return next(row[0] for row in rows if self.known.person(row) == who.number)

    def email(self, who: Member) -> object:
        return next(
            cell for row in self.roster.rows for cell in row if who.email == cell
        )

    def digest(self, who: Member) -> object:
        return sha256(who.email.encode()).hexdigest()[:12]

    def name(self, who: Member) -> object:
        return f"Thanks, {who.name.split()[0]}"

    def phone(self, who: Member) -> object:
        mine = (PHONE, who.number)
        return next(word for word, said in self.known.answers.items() if said == mine)

    def id(self, who: Member) -> object:
        return f"id{who.number:06}"


@pytest.mark.parametrize(
    ("column", "way"),
    [
        (Leak.time, "time: "),
        (Leak.count, "order: "),
        (Leak.row_number, "value: "),
        (Leak.email, "value: "),
        (Leak.digest, "digest: "),
        (Leak.name, "row: "),
        (Leak.phone, "phone: "),
        (Leak.id, "ids: "),
    ],
)
def test_a_column_too_many_is_found(
    played: Played,
    taken_apart: list[Table],
    attacker: Attacker,
    column: Callable[[Leak, Member], object],
    way: str,
) -> None:
    called = {str(table): table for table in taken_apart}
    roster = called["attendance.xlsx: Roster"]
    forms = [called["evaluation.xlsx: responses_codes"]]
    forms += [_without(called["evaluation.xlsx: pre_post_codes"], "counted_post")]
    leak = Leak(played, attacker.known, roster)
    cells = {who.number: column(leak, who) for who in played.cast}

    leaking = [_with(form, attacker.known, "more", cells) for form in forms]
    found = attacker.try_everything({}, [roster, *leaking])

    assert [one for one in found if one.startswith(way)]
    assert attacker.try_everything({}, [roster, *forms]) == []


def _without(table: Table, gone: str) -> Table:
    kept = [place for place, head in enumerate(table.head) if head != gone]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, head=tuple(table.head[n] for n in kept), rows=rows)
