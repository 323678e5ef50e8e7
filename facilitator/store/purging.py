"""Rows erased for good, in one transaction with the receipt that says so."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    and_,
    delete,
    insert,
    select,
    true,
    update,
)

from facilitator.domain.purge import NothingToEraseError, Receipt, Step
from facilitator.domain.records import as_text
from facilitator.store.after_schema import metadata, receipts
from facilitator.store.database import Database
from facilitator.store.erasing import ERASURES, WORDS, Erasure, word_of
from facilitator.store.schema import sessions

_OF_NO_SESSION = frozenset({"alembic_version", "receipts"})


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


class PurgeStore:
    """Erases what was collected; what it removes comes back by no means."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, session_id: str, step: Step) -> Mapping[str, int]:
        """Return how many rows a step would erase, by a key of WORDS."""
        with self._database.reading() as connection:
            found = Counter(
                word_of(step, erasure.table.name)
                for erasure in _erasures(step)
                for _ in _rows(connection, session_id, erasure)
            )
        return {word: found[word] for word in WORDS if found[word]}

    def erase(self, receipt: Receipt) -> Receipt:
        """Erase what the receipt's step says, and keep the receipt: both or neither.

        Returns:
            The receipt with its number, counts and hash.

        Raises:
            NothingToEraseError: nothing of it is kept; no receipt is written.
        """

        def work(connection: Connection) -> Receipt:
            digest, removed = sha256(), Counter[str]()
            for erasure in _erasures(receipt.step):
                gone = _erase(connection, receipt.session, erasure, digest)
                removed[word_of(receipt.step, erasure.table.name)] += gone
            if receipt.step != "session" and not any(removed[word] for word in WORDS):
                raise NothingToEraseError
            kept = replace(
                receipt,
                removed={word: removed[word] for word in WORDS if removed[word]},
                digest=digest.hexdigest(),
            )
            row = {
                "session": receipt.session,
                "record": as_text(kept),
                "cleaned_at": None,
            }
            made = connection.execute(insert(receipts).values(row))
            key = made.inserted_primary_key
            return replace(kept, number=int(key[0]) if key else 0)

        return self._database.write(work)


def _erasures(step: Step) -> tuple[Erasure, ...]:
    if step != "session":
        return tuple(erasure for erasure in ERASURES if erasure.step == step)
    # What refers to another table goes before it.
    tables = reversed(metadata.sorted_tables)
    return tuple(
        Erasure("session", table)
        for table in tables
        if table.name not in _OF_NO_SESSION
    )


def _of(session_id: str, table: Table) -> ColumnElement[bool]:
    if table is sessions:
        return sessions.c.id == session_id
    if "session_id" in table.c:
        return table.c.session_id == session_id
    return true()


def _rows(
    connection: Connection, session_id: str, erasure: Erasure
) -> Iterator[tuple[RowMapping, Mapping[str, Any]]]:
    """Yield each row that is erased, in the order of its key, with its new values."""
    table = erasure.table
    query = select(table).where(_of(session_id, table))
    for row in connection.execute(query.order_by(*table.primary_key)).mappings().all():
        new = erasure.rewrite(row) if erasure.rewrite else {}
        if new is not None:
            yield row, new


def _erase(
    connection: Connection, session_id: str, erasure: Erasure, digest: _Hash
) -> int:
    table, erased = erasure.table, 0
    for row, new in _rows(connection, session_id, erasure):
        said = [table.name, *(row[column.name] for column in table.columns)]
        digest.update(json.dumps(said, default=bytes.hex).encode() + b"\n")
        erased += 1
        if erasure.rewrite:
            key = and_(*(column == row[column.name] for column in table.primary_key))
            connection.execute(update(table).where(key).values(dict(new)))
    if not erasure.rewrite:
        connection.execute(delete(table).where(_of(session_id, table)))
    return erased
