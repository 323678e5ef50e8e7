"""Private addresses of people's own pages: kept by hash, so that a file opens none."""

from sqlalchemy import Connection, delete, insert, select

from facilitator.store.database import Database
from facilitator.store.schema import links


class LinkStore:
    """One address for each person at most."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, session_id: str, attendee_id: str, nonce: str, address: str) -> None:
        """Keep the hash `address`, and the nonce it was made with, for an earlier one.

        The nonce alone opens nothing: the address is made from it and a cookie that
        is not kept here.
        """
        row = {
            "session_id": session_id,
            "attendee_id": attendee_id,
            "address": address,
            "nonce": nonce,
        }

        def work(connection: Connection) -> None:
            connection.execute(delete(links).where(links.c.attendee_id == attendee_id))
            connection.execute(insert(links).values(row))

        self._database.write(work)

    def drop(self, attendee_id: str) -> None:
        """Make an address lead nowhere any more."""
        gone = delete(links).where(links.c.attendee_id == attendee_id)
        self._database.write(lambda connection: connection.execute(gone) and None)

    def nonce(self, attendee_id: str) -> str:
        """Return what a person's address was made with, "" where there is none."""
        query = select(links.c.nonce).where(links.c.attendee_id == attendee_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def whose(self, address: str) -> tuple[str, str] | None:
        """Return (session, attendee) of an address by its hash, or None."""
        query = select(links.c.session_id, links.c.attendee_id).where(
            links.c.address == address
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return (row.session_id, row.attendee_id) if row else None
