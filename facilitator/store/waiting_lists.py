"""A list that was brought and waits to be taken over, and what its columns hold."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row, Table, delete, insert, select

from facilitator.domain.attendance.roster import ListedPeople
from facilitator.domain.records import as_text, from_record
from facilitator.store.database import Database
from facilitator.store.schema import columns


class WaitingList:
    """One kind of list, each session's in its row of `table`.

    `kind` keeps apart what kinds with the same header were said to hold ("": the
    roster).
    """

    def __init__(self, database: Database, table: Table, kind: str = "") -> None:
        self._database, self._table, self._kind = database, table, kind

    def keep(
        self,
        session_id: str,
        filename: str,
        people: ListedPeople,
        mapped: Mapping[str, int],
        **more: object,
    ) -> None:
        """Keep a list in place of an earlier one; `more` are columns of the table."""
        row = {
            "session_id": session_id,
            "filename": filename,
            "people": as_text(people),
            "mapped": json.dumps(dict(mapped)),
            **more,
        }

        def work(connection: Connection) -> None:
            self._drop(connection, session_id)
            connection.execute(insert(self._table).values(row))

        self._database.write(work)

    def row(self, session_id: str) -> Row[tuple[object, ...]] | None:
        """Return the row of the list that waits, or None."""
        query = select(self._table).where(self._table.c.session_id == session_id)
        with self._database.reading() as connection:
            return connection.execute(query).first()

    def drop(self, session_id: str) -> None:
        """Forget the list that waits."""
        self._database.write(lambda connection: self._drop(connection, session_id))

    def remembered(self, header: Sequence[str]) -> Mapping[str, int] | None:
        """Return what the columns of a list with this header were said to hold."""
        query = select(columns.c.mapped).where(columns.c.header == self._key(header))
        with self._database.reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return json.loads(found) if found else None

    def taken(
        self,
        connection: Connection,
        session_id: str,
        header: Sequence[str],
        mapped: Mapping[str, int],
    ) -> None:
        """Remember the columns and forget the list, in the caller's transaction."""
        key = self._key(header)
        connection.execute(delete(columns).where(columns.c.header == key))
        row = {"header": key, "mapped": json.dumps(dict(mapped))}
        connection.execute(insert(columns).values(row))
        self._drop(connection, session_id)

    def _drop(self, connection: Connection, session_id: str) -> None:
        here = self._table.c.session_id == session_id
        connection.execute(delete(self._table).where(here))

    def _key(self, header: Sequence[str]) -> str:
        said = {self._kind: list(header)} if self._kind else list(header)
        return json.dumps(said, ensure_ascii=False)


def people_of(row: Row[tuple[object, ...]]) -> tuple[ListedPeople, Mapping[str, int]]:
    """Return the people of a list's row, and which column holds what."""
    return from_record(ListedPeople, json.loads(row.people)), json.loads(row.mapped)
