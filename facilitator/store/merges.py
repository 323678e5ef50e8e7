"""Merges of entries, kept: only ever added to, and undone by a later line."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select

from facilitator.domain.attendance.merging import Merge, Merges, pair
from facilitator.domain.attendance.people import Person
from facilitator.domain.records import as_text, from_record
from facilitator.store.database import Database
from facilitator.store.people_schema import apart, merges


class MergeStore:
    """Who is the same person as whom, and who is not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, session_id: str, *lines: Merge) -> None:
        """Append lines: all of them, or none."""
        rows = [_row(session_id, line) for line in lines]
        if rows:
            self._database.write(lambda c: c.execute(insert(merges), rows) and None)

    def lines(self, session_id: str) -> tuple[Merge, ...]:
        """Return every line, oldest first."""
        with self._database.reading() as connection:
            return merge_lines(connection, session_id)

    def say_apart(self, session_id: str, one: str, other: str, at: datetime) -> None:
        """Remember that two entries are two people; said twice, it is kept once."""
        first, second = pair(one, other)
        row = {"session_id": session_id, "one_id": first, "other_id": second}

        def work(connection: Connection) -> None:
            same = [apart.c[name] == value for name, value in row.items()]
            if connection.execute(select(apart).where(*same)).first() is None:
                connection.execute(insert(apart).values(**row, at=at.isoformat()))

        self._database.write(work)

    def apart(self, session_id: str) -> frozenset[tuple[str, str]]:
        """Return the pairs that were said to be two people, in `pair`'s order."""
        query = select(apart.c.one_id, apart.c.other_id).where(
            apart.c.session_id == session_id
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return frozenset((row.one_id, row.other_id) for row in rows)


def merge_lines(connection: Connection, session_id: str) -> tuple[Merge, ...]:
    """Return every line of a session's merges, oldest first."""
    query = select(merges).where(merges.c.session_id == session_id)
    rows = connection.execute(query.order_by(merges.c.number)).all()
    return tuple(_merge(row) for row in rows)


def merges_of(connection: Connection, session_id: str) -> Merges:
    """Return the merges of a session that stand."""
    return Merges.of(merge_lines(connection, session_id))


def _row(session_id: str, merge: Merge) -> dict[str, object]:
    return {
        "session_id": session_id,
        "kept_id": merge.kept,
        "other_id": merge.other,
        "kind": merge.kind,
        "taken": json.dumps(list(merge.taken)),
        "listed": as_text(merge.listed) if merge.listed else None,
        "reason": merge.reason,
        "at": merge.at.isoformat(),
        "undoes": merge.undoes,
    }


def _merge(row: Row[tuple[object, ...]]) -> Merge:
    return Merge(
        kept=row.kept_id,
        other=row.other_id,
        at=datetime.fromisoformat(row.at),
        kind=row.kind,
        taken=tuple(json.loads(row.taken)),
        listed=from_record(Person, json.loads(row.listed)) if row.listed else None,
        reason=row.reason,
        number=row.number,
        undoes=row.undoes,
    )
