"""The database of one laptop: opened, brought up to date, read and written."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Executable, text

from facilitator.store.engine import open_engine
from facilitator.store.group_commit import GroupCommit

T = TypeVar("T")
FILE_NAME = "facilitator.sqlite3"
MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One file of sessions; every write goes through the one writer."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = GroupCommit(engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for reading; what it sees is one moment."""
        with self.engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` returns, once its transaction is on the disk."""
        return self._writer.write(work)

    def add(self, statement: Executable, row: Mapping[str, object]) -> None:
        """Run `statement` with `row` and return once it is on the disk."""
        self._writer.add(statement, row)

    def truncate_log(self) -> None:
        """Empty the write-ahead log, which keeps rows in the order they came."""
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if isinstance(raw, sqlite3.Connection):
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Finish what is being written and let go of the file."""
        self._writer.close()
        self.engine.dispose()


def open_database(folder: Path) -> Database:
    """Return the database in `folder`, made or migrated as needed.

    Before a migration the old file is copied beside itself, named by its revision.
    """
    path = folder / FILE_NAME
    engine = open_engine(path)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    if found != ScriptDirectory.from_config(config).get_current_head():
        if found is not None:
            _copy(engine, path, path.with_name(f"{path.stem}-before-{found}.sqlite3"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return Database(engine)


def _copy(engine: Engine, path: Path, copy: Path) -> None:
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    shutil.copy2(path, copy)
