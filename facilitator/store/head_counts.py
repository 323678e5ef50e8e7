"""Head counts, kept as they were settled."""

from datetime import datetime

from sqlalchemy import insert, select

from facilitator.domain.attendance.room_count import RoomCount
from facilitator.store.database import Database
from facilitator.store.people_schema import head_counts


class HeadCountStore:
    """How many heads were counted, and when; it is only ever added to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, session_id: str, count: RoomCount) -> None:
        """Append a count."""
        row = {
            "session_id": session_id,
            "at": count.at.isoformat(),
            "counted": count.counted,
            "listed": count.listed,
            "note": count.note,
        }
        added = insert(head_counts).values(row)
        self._database.write(lambda c: c.execute(added) and None)

    def all(self, session_id: str) -> tuple[RoomCount, ...]:
        """Return every count, oldest first."""
        query = (
            select(head_counts)
            .where(head_counts.c.session_id == session_id)
            .order_by(head_counts.c.number)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            RoomCount(datetime.fromisoformat(r.at), r.counted, r.listed, r.note)
            for r in rows
        )
