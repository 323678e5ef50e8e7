"""Sessions, kept."""

import json
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    RowMapping,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from facilitator.domain.records import as_text, from_record
from facilitator.domain.session import Session
from facilitator.domain.stage.stage import Stage
from facilitator.store.copies import forget_key
from facilitator.store.decks import DeckStore
from facilitator.store.parting import Parting, part
from facilitator.store.people_schema import merges
from facilitator.store.schema import attendees, more_time, remotes, sessions


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session with everything it needs to be held again after a restart.

    `curriculum` is the frozen plan and surveys as JSON; `answer_key` is None once the
    session has ended; `door_key` makes the codes at the door.
    """

    session: Session
    stage: Stage
    curriculum: str
    answer_key: bytes | None
    door_key: bytes


def _kept(row: RowMapping) -> KeptSession:
    return KeptSession(
        session=from_record(Session, json.loads(row["record"])),
        stage=from_record(Stage, json.loads(row["stage"])),
        curriculum=row["curriculum"],
        answer_key=row["answer_key"],
        door_key=row["door_key"],
    )


class SessionStore(DeckStore):
    """Where sessions and their stages are kept, and with them their decks."""

    def add(self, kept: KeptSession, made_at: str) -> None:
        """Keep a new session."""
        row = {
            "id": kept.session.id,
            "code": kept.session.code,
            "made_at": made_at,
            "record": as_text(kept.session),
            "stage": as_text(kept.stage),
            "curriculum": kept.curriculum,
            "answer_key": kept.answer_key,
            "door_key": kept.door_key,
        }
        self._database.add(insert(sessions), row)

    def codes(self) -> frozenset[str]:
        """Return every join code in use."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(sessions.c.code)).scalars())

    def find(self, session_id: str) -> KeptSession | None:
        """Return the session with this id, or None."""
        with self._database.reading() as connection:
            query = select(sessions).where(sessions.c.id == session_id)
            row = connection.execute(query).mappings().first()
        return _kept(row) if row else None

    def id_of(self, code: str) -> str | None:
        """Return the id of the session with this join code, or None."""
        with self._database.reading() as connection:
            query = select(sessions.c.id).where(sessions.c.code == code)
            return connection.execute(query).scalar_one_or_none()

    def with_open_poll(self) -> tuple[str, ...]:
        """Return the ids of sessions in which a question may be open."""
        query = select(sessions.c.id).where(
            sessions.c.answer_key.is_not(None),
            sessions.c.stage.contains('"phase":"open"'),
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def all(self) -> tuple[tuple[Session, int], ...]:
        """Return every session with its number of attendees, newest first."""
        counted = (
            select(func.count())
            .where(attendees.c.session_id == sessions.c.id)
            .scalar_subquery()
        )
        # Each merge that stands makes one person of two entries; one that was undone
        # has a line that says so.
        line = case((merges.c.undoes == 0, 1), else_=-1)
        merged = (
            select(func.coalesce(func.sum(line), 0))
            .where(merges.c.session_id == sessions.c.id, merges.c.kind == "attendee")
            .scalar_subquery()
        )
        people = counted - merged
        query = select(sessions.c.record, people).order_by(sessions.c.made_at.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple((from_record(Session, json.loads(r)), n) for r, n in rows)

    def keep_curriculum(self, session_id: str, curriculum: str) -> None:
        """Keep the frozen plan and surveys, as JSON, in place of the earlier ones."""

        def work(connection: Connection) -> None:
            row = {"curriculum": curriculum}
            connection.execute(
                update(sessions).where(sessions.c.id == session_id).values(row)
            )

        self._database.write(work)

    def keep_session(self, session: Session) -> None:
        """Keep changed details."""

        def work(connection: Connection) -> None:
            row = {"record": as_text(session)}
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )

        self._database.write(work)

    def keep_stage(self, session: Session, stage: Stage) -> None:
        """Keep the stage and the session that is on it, in one transaction."""

        def work(connection: Connection) -> None:
            row = {"record": as_text(session), "stage": as_text(stage)}
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )

        self._database.write(work)

    def finish(self, session: Session, stage: Stage, parting: Parting) -> None:
        """Keep the last stage and destroy the key that the answers were keyed by.

        So is whatever tells in which order answers came, or that two are one phone's.

        Whoever led the session from another device leads it no more. A kiosk stays:
        people sign out at it.
        """

        def work(connection: Connection) -> None:
            row = {
                "record": as_text(session),
                "stage": as_text(stage),
                "answer_key": None,
            }
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )
            connection.execute(
                delete(more_time).where(more_time.c.session_id == session.id)
            )
            part(connection, session.id, parting)
            mine, leads = remotes.c.session_id == session.id, remotes.c.role == "remote"
            unused = remotes.c.key.is_(None)
            connection.execute(delete(remotes).where(mine, leads | unused))

        self._database.write(work)
        # The key and the order of the answers are still in the log until it is cut.
        self._database.truncate_log()
        if self._database.folder:
            forget_key(self._database.folder, session.id)
