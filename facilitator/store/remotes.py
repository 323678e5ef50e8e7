"""Invitations to lead a session or to stand at its door, and who took one."""

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from facilitator.domain.stage.remote import DeviceKind, Remote, Role
from facilitator.store.database import Database
from facilitator.store.schema import remotes


def _remote(row: Row[tuple[object, ...]]) -> Remote:
    joined = datetime.fromisoformat(row.joined_at)
    return Remote(row.id, cast("DeviceKind", row.kind), joined)


class RemoteStore:
    """Where they are kept: by hashes alone, so that a stolen file opens nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(
        self,
        session_id: str,
        remote_id: str,
        invitation: str,
        expires: datetime,
        role: Role = "remote",
    ) -> None:
        """Keep the hash of a new invitation; one that nobody took makes way."""

        def work(connection: Connection) -> None:
            unused = _of(session_id, role) & remotes.c.key.is_(None)
            connection.execute(delete(remotes).where(unused))
            row = {
                "id": remote_id,
                "session_id": session_id,
                "invitation": invitation,
                "expires_at": expires.isoformat(),
                "role": role,
            }
            connection.execute(insert(remotes).values(row))

        self._database.write(work)

    def role_of(self, invitation: str, now: datetime) -> Role | None:
        """Return what an invitation is for; None where it cannot be taken."""
        query = select(remotes).where(remotes.c.invitation == invitation)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return cast("Role", row.role) if row and _waits(row, now) else None

    def join(
        self, invitation: str, key: str, kind: DeviceKind, now: datetime
    ) -> tuple[str, Role] | None:
        """Let the device whose key has the hash `key` take an invitation, once.

        The same device may take it again: its first answer may have been lost.

        Returns:
            The session's id and what the device is for, or None where the invitation
            is not to be had.
        """

        def work(connection: Connection) -> tuple[str, Role] | None:
            query = select(remotes).where(remotes.c.invitation == invitation)
            row = connection.execute(query).one_or_none()
            if row is None or (row.key != key and not _waits(row, now)):
                return None
            if row.key is None:
                taken = {"key": key, "kind": kind, "joined_at": now.isoformat()}
                connection.execute(
                    update(remotes).where(remotes.c.id == row.id).values(taken)
                )
            return str(row.session_id), cast("Role", row.role)

        return self._database.write(work)

    def all(self, session_id: str, role: Role = "remote") -> tuple[Remote, ...]:
        """Return the devices of a session, in the order they joined."""
        joined = _of(session_id, role) & remotes.c.key.is_not(None)
        query = select(remotes).where(joined).order_by(remotes.c.joined_at)
        with self._database.reading() as connection:
            return tuple(_remote(row) for row in connection.execute(query))

    def find(self, session_id: str, key: str, role: Role = "remote") -> Remote | None:
        """Return the device of this session whose key has this hash, or None."""
        wanted = _of(session_id, role) & (remotes.c.key == key)
        with self._database.reading() as connection:
            row = connection.execute(select(remotes).where(wanted)).one_or_none()
        return _remote(row) if row else None

    def remove(self, session_id: str, remote_id: str, role: Role = "remote") -> bool:
        """Forget a device; return whether it was there."""
        wanted = _of(session_id, role) & (remotes.c.id == remote_id)

        def work(connection: Connection) -> bool:
            return bool(connection.execute(delete(remotes).where(wanted)).rowcount)

        return self._database.write(work)


def _of(session_id: str, role: Role) -> ColumnElement[bool]:
    return (remotes.c.session_id == session_id) & (remotes.c.role == role)


def _waits(row: Row[tuple[object, ...]], now: datetime) -> bool:
    return row.key is None and now < datetime.fromisoformat(row.expires_at)
