"""Many writes in one transaction, each answered as if it had been alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from facilitator.store.engine import storage_failure
from facilitator.store.errors import StorageError


class Item:
    """One write that somebody waits for: some `work`, or a `statement` and its `row`.

    After the commit it has a `result` or an `error`; `wake` is whatever its caller
    sleeps on.
    """

    __slots__ = ("error", "result", "row", "statement", "wake", "work")

    def __init__(
        self,
        work: Callable[[Connection], object] | None = None,
        statement: Executable | None = None,
        row: Mapping[str, object] | None = None,
    ) -> None:
        self.work = work
        self.statement = statement
        self.row = row
        self.result: object = None
        self.error: Exception | None = None
        self.wake: Any = None

    def run(self, connection: Connection) -> None:
        """Do the write on a connection that is in a transaction."""
        if self.work is not None:
            self.result = self.work(connection)
        elif self.statement is not None:
            connection.execute(self.statement, self.row)


def commit(connection: Connection, items: Sequence[Item]) -> None:
    """Commit the items together; afterwards each has its result or its own error.

    Where the database itself fails, all of them fail. Where it refuses only what
    some of them wrote, each is tried again alone: work may run twice.
    """
    try:
        with connection.begin():
            if len(items) == 1:
                items[0].run(connection)
            else:
                _run_all(connection, items)
    except Exception as error:  # noqa: BLE001 - it belongs to those who wait, not to us
        _end_transaction(connection)
        failure = _storage_failure_behind(error)
        if failure is not None:
            fail(items, failure)
        elif len(items) == 1:
            items[0].error = error
        else:
            for item in items:
                item.result = item.error = None
                commit(connection, [item])


def fail(items: Sequence[Item], failure: StorageError) -> None:
    """Give every item an error of its own: a shared one would gather tracebacks."""
    for item in items:
        item.error = type(failure)(**failure.facts)
        item.error.__cause__ = failure.__cause__


def _run_all(connection: Connection, items: Sequence[Item]) -> None:
    # Rows of one statement go together; work is a border that none of them crosses.
    groups: dict[object, list[Item]] = {}
    for item in items:
        if item.row is not None:
            kind = (id(item.statement), tuple(item.row))
            groups.setdefault(kind, []).append(item)
        else:
            _run_groups(connection, groups)
            groups.clear()
            _run_apart(connection, item)
    _run_groups(connection, groups)


def _run_groups(connection: Connection, groups: Mapping[object, list[Item]]) -> None:
    for group in groups.values():
        statement = group[0].statement
        if len(group) == 1 or statement is None:
            _run_apart(connection, group[0])
            continue
        try:
            with connection.begin_nested():
                connection.execute(statement, [dict(item.row or {}) for item in group])
        except Exception as error:
            if _must_end(connection, error):
                raise
            for item in group:
                _run_apart(connection, item)


def _run_apart(connection: Connection, item: Item) -> None:
    try:
        with connection.begin_nested():
            item.run(connection)
    except Exception as error:
        if _must_end(connection, error):
            raise
        item.error = error


def _end_transaction(connection: Connection) -> None:
    # SQLite keeps a transaction open whose commit it has refused.
    if not connection.invalidated:
        driver: Any = connection.connection.dbapi_connection
        if getattr(driver, "in_transaction", False):
            driver.rollback()


def _must_end(connection: Connection, error: Exception) -> bool:
    """Whether the error took the whole transaction with it, not only a savepoint."""
    driver: Any = connection.connection.dbapi_connection
    lost = not getattr(driver, "in_transaction", True)
    return lost or _storage_failure_behind(error) is not None


def _storage_failure_behind(error: BaseException) -> StorageError | None:
    # A failed roll-back hides the error that made it necessary.
    cause: BaseException | None = error
    while cause is not None:
        failure = storage_failure(cause)
        if failure is not None:
            failure.__cause__ = cause if cause is not failure else failure.__cause__
            return failure
        cause = cause.__context__
    return None
