"""Whoever is told that something was saved finds it there, whatever happens next."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gevent
import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from facilitator.errors import BadInputError
from facilitator.store.engine import open_engine
from facilitator.store.errors import (
    StorageBusyError,
    StorageClosedError,
    StorageFullError,
    StorageUnreadableError,
)
from facilitator.store.group_commit import GroupCommit

ROOT = Path(__file__).parents[2]

metadata = MetaData()
answers = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("phone", Integer, nullable=False, unique=True),
    Column("choice", Text, CheckConstraint("choice <> 'impossible'"), nullable=False),
)
notes = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", ForeignKey("answer.id", deferrable=True, initially="DEFERRED")),
)
ANSWER = insert(answers)
_UPSERT = sqlite.insert(answers)
CHANGE = _UPSERT.on_conflict_do_update(
    index_elements=["phone"], set_={"choice": _UPSERT.excluded.choice}
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path / "data.db")
    metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[GroupCommit]:
    made = GroupCommit(engine)
    yield made
    made.close()


def saved(engine: Engine) -> dict[int, str]:
    with engine.connect() as connection:
        rows = connection.execute(select(answers.c.phone, answers.c.choice)).all()
    return {phone: choice for phone, choice in rows}  # noqa: C416 - rows are no pairs to mypy


def answer(phone: int, choice: str = "a") -> dict[str, object]:
    return {"phone": phone, "choice": choice}


def adding(
    writer: GroupCommit, row: dict[str, object], statement: Insert = ANSWER
) -> Callable[[], None]:
    """Return a call that adds `row`."""
    return lambda: writer.add(statement, row)


def held_back(writer: GroupCommit, calls: list[Callable[[], Any]]) -> list[Any]:
    """Make the calls while the writer is busy, so that they share the next batch.

    Returns what each returned or raised.
    """
    started, go_on = threading.Event(), threading.Event()

    def busy(_connection: Connection) -> None:
        started.set()
        go_on.wait(30)

    def outcome(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error

    holding = gevent.spawn(writer.write, busy)
    gevent.sleep(0)
    assert started.wait(30)
    waiting = [gevent.spawn(outcome, call) for call in calls]
    gevent.sleep(0)
    go_on.set()
    gevent.joinall([holding, *waiting], timeout=60)
    return [one.value for one in waiting]


def test_what_was_written_is_there_and_the_result_comes_back(
    engine: Engine, writer: GroupCommit
) -> None:
    writer.add(ANSWER, answer(1, "a"))
    count = writer.write(
        lambda connection: (
            connection.execute(update(answers).values(choice="b")).rowcount
        )
    )
    assert count == 1
    assert saved(engine) == {1: "b"}


def test_work_that_raises_undoes_its_own_writes_and_nobody_elses(
    engine: Engine, writer: GroupCommit
) -> None:
    def refused(connection: Connection) -> None:
        connection.execute(ANSWER, answer(50))
        raise BadInputError(what="An answer")

    outcomes = held_back(
        writer,
        [
            lambda: writer.add(ANSWER, answer(1)),
            lambda: writer.write(refused),
            lambda: writer.write(lambda c: c.execute(ANSWER, answer(2)).rowcount),
            lambda: writer.add(ANSWER, answer(3)),
        ],
    )
    assert [type(outcome) for outcome in outcomes] == [
        type(None),
        BadInputError,
        int,
        type(None),
    ]
    assert saved(engine) == {1: "a", 2: "a", 3: "a"}


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(answer(1), id="there already"),
        pytest.param(answer(40, "impossible"), id="forbidden value"),
        pytest.param({"phone": 40, "choice": None}, id="missing value"),
        pytest.param({"phone": 40}, id="missing column"),
        pytest.param({"phone": 40, "choice": {"a"}}, id="not a value at all"),
        pytest.param({"phone": 2**70, "choice": "a"}, id="too large a number"),
    ],
)
def test_a_row_that_is_refused_fails_alone(
    engine: Engine, writer: GroupCommit, bad: dict[str, object]
) -> None:
    writer.add(ANSWER, answer(1))
    rows = [answer(2), answer(3), bad, answer(4)]
    outcomes = held_back(writer, [adding(writer, row) for row in rows])
    assert [outcome is None for outcome in outcomes] == [True, True, False, True]
    assert isinstance(outcomes[2], Exception)
    assert saved(engine) == {1: "a", 2: "a", 3: "a", 4: "a"}


def test_a_refusal_that_shows_only_at_the_commit_fails_alone(
    engine: Engine, writer: GroupCommit
) -> None:
    outcomes = held_back(
        writer,
        [
            lambda: writer.add(ANSWER, answer(1)),
            lambda: writer.add(insert(notes), {"answer_id": 999}),
            lambda: writer.write(lambda c: c.execute(ANSWER, answer(2)).rowcount),
        ],
    )
    assert outcomes[0] is None
    assert isinstance(outcomes[1], IntegrityError)
    assert outcomes[2] == 1
    assert saved(engine) == {1: "a", 2: "a"}


def test_the_last_of_several_changes_of_mind_counts(
    engine: Engine, writer: GroupCommit
) -> None:
    held_back(
        writer,
        [
            adding(writer, answer(turn % 7, f"choice {turn}"), CHANGE)
            for turn in range(70)
        ],
    )
    assert saved(engine) == {phone: f"choice {63 + phone}" for phone in range(7)}


def test_work_sees_every_row_that_was_added_before_it(writer: GroupCommit) -> None:
    def count(connection: Connection) -> int:
        return len(connection.execute(select(answers.c.id)).all())

    calls: list[Callable[[], Any]] = []
    for phone in range(5):
        calls += [
            adding(writer, answer(phone)),
            lambda: writer.write(count),
        ]
    assert held_back(writer, calls)[1::2] == [1, 2, 3, 4, 5]


def test_a_thousand_greenlets_share_a_few_commits(
    engine: Engine, writer: GroupCommit
) -> None:
    commits: list[int] = []
    with engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA data_version").scalar()
        waiting = [
            gevent.spawn(writer.add, ANSWER, answer(phone)) for phone in range(1_000)
        ]
        while not all(one.ready() for one in waiting):
            gevent.sleep(0)
            now = connection.exec_driver_sql("PRAGMA data_version").scalar()
            if now != before:
                commits.append(int(now or 0))
                before = now
    assert all(one.successful() for one in waiting)
    assert len(saved(engine)) == 1_000
    assert len(commits) < 50


def test_the_hub_goes_on_while_the_disk_is_slow(writer: GroupCommit) -> None:
    written = threading.Event()
    slow = gevent.spawn(writer.write, lambda _connection: written.wait(30))
    for _ in range(20):
        gevent.sleep(0.005)
    assert not slow.ready()
    written.set()
    assert slow.get()


def test_plain_threads_and_greenlets_write_side_by_side(
    engine: Engine, writer: GroupCommit
) -> None:
    def add_ten(first: int) -> None:
        for phone in range(first, first + 10):
            writer.add(ANSWER, answer(phone))

    threads = [threading.Thread(target=add_ten, args=(n * 10,)) for n in range(8)]
    for thread in threads:
        thread.start()
    greenlets = [gevent.spawn(add_ten, 1_000 + n * 10) for n in range(8)]
    gevent.joinall(greenlets, raise_error=True)
    for thread in threads:
        thread.join(20)
    assert len(saved(engine)) == 160


def test_a_full_disk_fails_everyone_with_what_to_do_and_heals(
    engine: Engine, writer: GroupCommit
) -> None:
    writer.add(ANSWER, answer(1))
    limit = writer.write(limit_pages)
    calls: list[Callable[[], Any]] = [
        adding(writer, answer(phone, "x" * 3_000)) for phone in range(2, 40)
    ]
    calls.insert(
        5, lambda: writer.write(lambda c: c.execute(ANSWER, answer(99)).rowcount)
    )
    outcomes = held_back(writer, calls)
    assert {type(outcome) for outcome in outcomes} == {StorageFullError}
    assert "disk is full" in str(outcomes[0])
    assert saved(engine) == {1: "a"}
    writer.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={limit + 1000}"))
    writer.add(ANSWER, answer(2))
    assert saved(engine) == {1: "a", 2: "a"}


def limit_pages(connection: Connection) -> int:
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
    return int(pages)


def test_work_alone_that_fills_the_disk_is_told_so(writer: GroupCommit) -> None:
    writer.write(limit_pages)
    with pytest.raises(StorageFullError):
        writer.write(lambda c: c.execute(ANSWER, answer(1, "x" * 100_000)).rowcount)


def test_a_database_that_another_program_holds_says_so(
    engine: Engine, writer: GroupCommit
) -> None:
    writer.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout=50").close())
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusyError):
        writer.add(ANSWER, answer(1))
    other.execute("ROLLBACK")
    other.close()
    writer.add(ANSWER, answer(1))
    assert saved(engine) == {1: "a"}


def test_closing_commits_what_waits_and_refuses_the_rest(
    engine: Engine, writer: GroupCommit
) -> None:
    waiting = [gevent.spawn(writer.add, ANSWER, answer(n)) for n in range(100)]
    gevent.sleep(0)
    writer.close()
    gevent.joinall(waiting, raise_error=True)
    assert len(saved(engine)) == 100
    with pytest.raises(StorageClosedError):
        writer.add(ANSWER, answer(101))
    writer.close()


def test_a_write_inside_a_write_is_refused_instead_of_waiting_forever(
    writer: GroupCommit,
) -> None:
    with pytest.raises(RuntimeError, match="inside a write"):
        writer.write(lambda _connection: writer.add(ANSWER, answer(1)))


def test_the_writer_also_works_where_everything_is_patched(tmp_path: Path) -> None:
    program = """
from gevent import monkey; monkey.patch_all()
import sys, threading, gevent
from sqlalchemy import text
from facilitator.store.engine import open_engine
from facilitator.store.group_commit import GroupCommit
engine = open_engine(sys.argv[1])
with engine.begin() as c: c.exec_driver_sql("create table t (n integer)")
writer, add = GroupCommit(engine), text("insert into t values (:n)")
threads = [threading.Thread(target=writer.add, args=(add, {"n": n})) for n in range(50)]
for t in threads: t.start()
for t in threads: t.join()
count = "select count(*) from t"
assert writer.write(lambda c: c.exec_driver_sql(count).scalar()) == 50
writer.close()
"""
    command = [sys.executable, "-c", program, str(tmp_path / "patched.db")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)


BURST = """
import sys, gevent
from sqlalchemy import text
from facilitator.store.engine import open_engine
from facilitator.store.group_commit import GroupCommit
writer = GroupCommit(open_engine(sys.argv[1]))
add = text("insert into answer (phone, choice) values (:phone, 'a')")
def vote(phone):
    while True:
        writer.add(add, {"phone": phone})
        sys.stdout.write(f"{phone}\\n")
        sys.stdout.flush()
        phone += 1_000
gevent.joinall([gevent.spawn(vote, first) for first in range(1_000)])
"""


def test_no_acknowledged_answer_is_missing_after_kill_9_in_mid_burst(
    tmp_path: Path,
) -> None:
    path = tmp_path / "killed.db"
    metadata.create_all(open_engine(path))
    for _ in range(2):
        with open_engine(path).begin() as connection:
            connection.execute(text("delete from answer"))
        command = [sys.executable, "-c", BURST, str(path)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, env=environment
        ) as process:
            assert process.stdout is not None
            heard = b"".join(process.stdout.readline() for _ in range(1_500))
            process.kill()
            heard += process.stdout.read()
        whole = heard[: heard.rfind(b"\n") + 1]
        acknowledged = set(json.loads(b"[" + b",".join(whole.split()) + b"]"))
        engine = open_engine(path)
        assert len(acknowledged) > 100
        assert acknowledged - set(saved(engine)) == set()
        with engine.connect() as connection:
            check = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        assert check == "ok"


def test_the_database_is_set_up_to_keep_and_to_erase(engine: Engine) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in names
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_a_database_that_cannot_be_opened_says_where_and_what_to_do(
    tmp_path: Path,
) -> None:
    with pytest.raises(StorageUnreadableError, match="--data"):
        open_engine(tmp_path / "missing" / "data.db")
    scribble = tmp_path / "scribble.db"
    scribble.write_bytes(b"this is not a database, whatever its name says" * 50)
    with pytest.raises(StorageUnreadableError, match=r"scribble\.db"):
        open_engine(scribble)
