"""Phones whose person needs more time: the keyed hash, and nothing beside it."""

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from facilitator.store.database import Database
from facilitator.store.schema import more_time

_KEEP = insert(more_time).on_conflict_do_nothing()


class MoreTimeStore:
    """A wish that is kept for a session, and gone when it ends."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_more_time(self, session_id: str, participant: str) -> None:
        """Keep that this phone has more time; returns once it is on the disk."""
        row = {"session_id": session_id, "participant": participant}
        self._database.add(_KEEP, row)

    def forget_more_time(self, session_id: str, participant: str) -> None:
        """Let this phone have the time of everybody else."""

        def work(connection: Connection) -> None:
            connection.execute(
                delete(more_time).where(
                    more_time.c.session_id == session_id,
                    more_time.c.participant == participant,
                )
            )

        self._database.write(work)

    def has_more_time(self, session_id: str, participant: str) -> bool:
        """Whether this phone has more time."""
        query = select(more_time.c.participant).where(
            more_time.c.session_id == session_id,
            more_time.c.participant == participant,
        )
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def count_more_time(self, session_id: str) -> int:
        """Return how many phones have more time."""
        query = select(func.count()).where(more_time.c.session_id == session_id)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())
