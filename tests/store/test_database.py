"""A data folder opened for the first time, again, and after an update."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from facilitator.domain.decks.deck import SlidePicture
from facilitator.store.database import FILE_NAME, open_database
from facilitator.store.engine import open_engine
from facilitator.store.errors import NewerDataError
from facilitator.store.migrating import MIGRATIONS, configuration, migrate
from facilitator.store.schema import REVISION, alembic_version, attendees
from facilitator.store.sessions import SessionStore


def tables(engine: Engine) -> dict[str, dict[str, Any]]:
    """Return all that the database says about its tables."""
    seen = inspect(engine)
    with engine.connect() as connection:
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        rowless = {n for n, sql in connection.execute(query) if "WITHOUT ROWID" in sql}
    return {
        name: {
            "columns": [{**c, "type": str(c["type"])} for c in seen.get_columns(name)],
            "key": seen.get_pk_constraint(name),
            "foreign": seen.get_foreign_keys(name),
            "unique": seen.get_unique_constraints(name),
            "indexes": seen.get_indexes(name),
            "without rowid": name in rowless,
        }
        for name in seen.get_table_names()
    }


def migrated(path: Path) -> Engine:
    """Return a database that went through every migration from nothing."""
    engine, config = open_engine(path), configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def test_a_new_database_is_the_one_that_all_migrations_lead_to(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    through = migrated(tmp_path / "migrated.sqlite3")

    assert tables(database.engine) == tables(through)
    assert "responses" in tables(through)
    assert tables(through)["responses"]["without rowid"]
    database.close()
    through.dispose()


def test_a_new_database_is_at_the_newest_revision(tmp_path: Path) -> None:
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    database = open_database(tmp_path)

    with database.reading() as connection:
        assert connection.execute(select(alembic_version)).scalar() == newest
    assert newest == REVISION
    database.close()


def test_opened_again_it_is_left_alone(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    open_database(tmp_path).close()

    assert [p.name for p in tmp_path.glob("*before*")] == []


def test_a_database_of_a_migration_alone_is_taken_as_it_is(tmp_path: Path) -> None:
    migrated(tmp_path / FILE_NAME).dispose()

    open_database(tmp_path).close()

    assert [p.name for p in tmp_path.glob("*before*")] == []


def test_tables_without_a_revision_are_those_before_the_first(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / FILE_NAME)
    with engine.begin() as connection:
        alembic_version.create(connection)
    engine.dispose()

    database = open_database(tmp_path)

    assert "sessions" in tables(database.engine)
    database.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / FILE_NAME)
    with engine.begin() as connection:
        alembic_version.create(connection)
        connection.execute(insert(alembic_version).values(version_num="9999"))
    before = tables(engine)
    engine.dispose()

    with pytest.raises(NewerDataError, match="newer version"):
        open_database(tmp_path)

    assert tables(open_engine(tmp_path / FILE_NAME)) == before


NEXT = '''"""A next step."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "0009"


def upgrade() -> None:
    op.create_table("extras", sa.Column("id", sa.Integer, primary_key=True))
'''


def test_an_older_file_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    later, data = tmp_path / "migrations", tmp_path / "data"
    shutil.copytree(MIGRATIONS, later)
    (later / "versions" / "9999_next.py").write_text(NEXT)
    data.mkdir()
    open_database(data).close()
    engine = open_engine(data / FILE_NAME)
    before = tables(engine)

    migrate(engine, data / FILE_NAME, REVISION, later)

    copy = open_engine(data / f"facilitator-before-{REVISION}.sqlite3")
    assert tables(copy) == before
    assert set(tables(engine)) == {*before, "extras"}


def test_a_refused_row_says_nothing_of_the_person_in_it(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    row = {
        "id": "a",
        "session_id": "nowhere",
        "identity": "b",
        "person": "Ana Ruiz",
        "evaluated": False,
    }

    with pytest.raises(IntegrityError) as refused:
        database.add(insert(attendees), row)
    database.close()

    assert "Ana" not in str(refused.value)


def test_decks_of_the_first_version_keep_their_pictures(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / FILE_NAME)
    words = {"language": "en", "title": "Stop", "blocks": [], "notes": "Say hello."}
    plain = {"texts": [words], "hidden": False, "polls": ["a"], "agenda_item": ""}
    slides = [{**plain, "picture": "d" * 32}, {**plain, "picture": ""}]
    old = {"title": "A", "slides": slides, "way": "pdf", "source": "a.pdf"}
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text("INSERT INTO sessions VALUES ('s', 'CODE', '', '{}', '{}', '{}', '')")
        )
        connection.execute(
            text("INSERT INTO decks VALUES ('x', 's', 1, '{}', :deck)"),
            {"deck": json.dumps(old)},
        )
    engine.dispose()

    database = open_database(tmp_path)
    deck = SessionStore(database).deck("x")
    database.close()

    assert deck is not None
    assert deck.slides[0].pictures == (SlidePicture("pdf", "d" * 32, page=0),)
    assert deck.slides[1].picture() is None
    assert deck.slides[0].texts[0].notes == "Say hello."
    assert (deck.way, deck.findings) == ("pdf", ())
