"""The way to the database, set up so that what is committed stays."""

import sqlite3
import sys
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from facilitator.store.errors import (
    StorageBusyError,
    StorageError,
    StorageFullError,
    StorageUnreadableError,
)

BUSY_SECONDS: Final = 5.0

# The connection option that makes a transaction ask for SQLite's one write lock at its
# start: one that begins as a reader may be refused the lock in the middle.
WRITER: Final = "facilitator_writer"

_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",  # with anything less a power cut can take acknowledged answers
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased for privacy leaves no bytes behind
)
_APPLE_PRAGMAS: Final = ("fullfsync=ON", "checkpoint_fullfsync=ON")
_POSTGRES_FULL: Final = "53100"


def open_engine(path_or_url: str | Path) -> Engine:
    """Return an engine for an SQLite file (a path) or any database (a URL).

    Raises:
        StorageUnreadableError: the database cannot be reached, made or read.
    """
    text = str(path_or_url)
    url = make_url(text) if "://" in text else URL.create("sqlite", database=text)
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _other(url)
    try:
        with engine.connect():
            pass
    except DBAPIError as error:
        engine.dispose()
        place = url.database or url.render_as_string()
        raise StorageUnreadableError(place=place, reason=error.orig) from error
    return engine


def storage_failure(error: BaseException) -> StorageError | None:
    """Return what to tell the user where the database itself failed, else `None`.

    An answer that the database refuses (a broken constraint, a value of the wrong
    kind) is not its failure.
    """
    if isinstance(error, StorageError):
        return error
    if not isinstance(error, DBAPIError):
        return None
    cause: Any = error.orig
    number = getattr(cause, "sqlite_errorcode", None)
    state = str(getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None))
    primary = None if number is None else number & 0xFF
    if primary == sqlite3.SQLITE_FULL or state == _POSTGRES_FULL:
        return StorageFullError()
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StorageBusyError()
    if primary in _SQLITE_FAILURES or error.connection_invalidated:
        return StorageError(reason=cause)
    return None


_SQLITE_FAILURES: Final = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_NOMEM,
    }
)


def _other(url: URL) -> Engine:
    return create_engine(url, hide_parameters=True)


def _sqlite(url: URL) -> Engine:
    # Greenlets of one thread and the writer's own thread share the pool; each
    # connection is used by one of them at a time.
    arguments = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    # What people wrote must not reach the log with an error.
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: set_up(connection))
    event.listen(engine, "begin", _begin)
    return engine


def set_up(connection: sqlite3.Connection) -> None:
    """Let a connection keep what is committed, and forget what is deleted."""
    connection.isolation_level = None  # `_begin` says when, not the driver
    pragmas = _PRAGMAS + (_APPLE_PRAGMAS if sys.platform == "darwin" else ())
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
