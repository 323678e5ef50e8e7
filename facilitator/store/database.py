"""The database of one laptop: opened, brought up to date, read and written."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, Executable, inspect, select

from facilitator.store.engine import BUSY_SECONDS, open_engine, set_up
from facilitator.store.errors import StorageBusyError
from facilitator.store.group_commit import GroupCommit
from facilitator.store.people_schema import metadata
from facilitator.store.schema import REVISION, alembic_version

T = TypeVar("T")
FILE_NAME = "facilitator.sqlite3"


class Database:
    """One file of sessions; every write goes through the one writer."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = GroupCommit(engine)

    @property
    def folder(self) -> Path | None:
        """The folder of the file, None where the database is no file."""
        is_file = self.engine.dialect.name == "sqlite"
        return Path(str(self.engine.url.database)).parent if is_file else None

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

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the log.

        It takes as long as copying the file does, and a connection of its own, so
        that a thread can do it; others read meanwhile.

        Raises:
            StorageBusyError: another held the file for too long.
        """
        if self.engine.dialect.name != "sqlite":
            return
        place = str(self.engine.url.database)
        connection = sqlite3.connect(place, timeout=BUSY_SECONDS)
        try:
            set_up(connection)
            # Otherwise a copy of the whole file lies in the system's temporary folder.
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("VACUUM")
            log = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if log.fetchone()[0]:
                raise StorageBusyError
        except sqlite3.OperationalError as wrong:
            raise StorageBusyError from wrong
        finally:
            connection.close()

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
    tables = inspect(engine).get_table_names()
    if not tables:
        _make(engine)
    elif (found := _revision(engine, tables)) != REVISION:
        # Alembic takes a fifth of the whole start to load, and is hardly ever needed.
        migrating = import_module("facilitator.store.migrating")
        migrating.migrate(engine, path, found)
    return Database(engine)


def _make(engine: Engine) -> None:
    """Make the tables as they are now, the same that all migrations lead to."""
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(alembic_version.insert().values(version_num=REVISION))


def _revision(engine: Engine, tables: list[str]) -> str | None:
    if alembic_version.name not in tables:
        return None
    with engine.connect() as connection:
        return connection.execute(select(alembic_version)).scalar()
