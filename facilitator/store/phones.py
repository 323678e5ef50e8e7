"""Phones that several people signed in on, kept by a random mark and no trait of them.

A phone of one person leaves nothing here.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from facilitator.domain.attendance.shared_phones import Look
from facilitator.store.database import Database
from facilitator.store.people_schema import phone_looks, phone_marks


class PhoneStore:
    """Which people shared a phone, and who looked at that."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def link(self, session_id: str, earlier: str, later: str) -> None:
        """Note that two people signed in on one phone; noted twice, it is kept once."""

        def work(connection: Connection) -> None:
            mark = _mark(connection, earlier) or secrets.token_hex(16)
            for attendee in (earlier, later):
                if _mark(connection, attendee) is None:
                    row = {"attendee_id": attendee, "session_id": session_id}
                    connection.execute(insert(phone_marks).values(**row, mark=mark))

        self._database.write(work)

    def marks(self, session_id: str) -> Mapping[str, str]:
        """Return the mark of the phone by the id of each person who shared one."""
        query = select(phone_marks).where(phone_marks.c.session_id == session_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.attendee_id: row.mark for row in rows}

    def look(self, session_id: str, look: Look) -> None:
        """Append that somebody looked at a phone."""
        row = {
            "session_id": session_id,
            "mark": look.mark,
            "people": look.people,
            "by": look.by,
            "at": look.at.isoformat(),
        }
        added = insert(phone_looks).values(row)
        self._database.write(lambda c: c.execute(added) and None)

    def looks(self, session_id: str) -> tuple[Look, ...]:
        """Return every look, oldest first."""
        query = (
            select(phone_looks)
            .where(phone_looks.c.session_id == session_id)
            .order_by(phone_looks.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Look(row.mark, row.people, row.by, datetime.fromisoformat(row.at))
            for row in rows
        )


def _mark(connection: Connection, attendee: str) -> str | None:
    query = select(phone_marks.c.mark).where(phone_marks.c.attendee_id == attendee)
    return connection.execute(query).scalar_one_or_none()
