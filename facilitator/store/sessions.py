"""Sessions and their decks, kept."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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

from facilitator.domain.clicks import counted
from facilitator.domain.deck import Deck, DeckFacts
from facilitator.domain.records import as_record, from_record
from facilitator.domain.session import Session
from facilitator.domain.stage import Stage
from facilitator.store.database import Database
from facilitator.store.people_schema import merges
from facilitator.store.schema import attendees, decks, remotes, sessions


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


def _text(value: object) -> str:
    return json.dumps(as_record(value), ensure_ascii=False, separators=(",", ":"))


def _kept(row: RowMapping) -> KeptSession:
    return KeptSession(
        session=from_record(Session, json.loads(row["record"])),
        stage=from_record(Stage, json.loads(row["stage"])),
        curriculum=row["curriculum"],
        answer_key=row["answer_key"],
        door_key=row["door_key"],
    )


def _keep(connection: Connection, facts: DeckFacts, deck: Deck | None) -> bool:
    """Keep a deck's facts, and its slides where given; whether it is there."""
    row = {"record": _text(facts)}
    if deck is not None:
        row["deck"] = _text(deck)
    there = update(decks).where(decks.c.id == facts.id)
    return bool(connection.execute(there.values(row)).rowcount)


def _changed(
    connection: Connection, deck_id: str, change: Callable[[Deck], Deck]
) -> Deck | None:
    row = connection.execute(select(decks).where(decks.c.id == deck_id)).first()
    if row is None or row.deck is None:
        return None
    deck = change(from_record(Deck, json.loads(row.deck)))
    facts = from_record(DeckFacts, json.loads(row.record))
    drawn, clicks = counted(deck)
    facts = replace(
        facts,
        title=deck.title,
        way=deck.way,
        slides=len(deck.slides),
        clicks=clicks,
        clicks_drawn=drawn,
    )
    _keep(connection, facts, deck)
    return deck


class SessionStore:
    """Where sessions, stages and decks are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kept: KeptSession, made_at: str) -> None:
        """Keep a new session."""
        row = {
            "id": kept.session.id,
            "code": kept.session.code,
            "made_at": made_at,
            "record": _text(kept.session),
            "stage": _text(kept.stage),
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
            row = {"record": _text(session)}
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )

        self._database.write(work)

    def keep_stage(self, session: Session, stage: Stage) -> None:
        """Keep the stage and the session that is on it, in one transaction."""

        def work(connection: Connection) -> None:
            row = {"record": _text(session), "stage": _text(stage)}
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )

        self._database.write(work)

    def finish(self, session: Session, stage: Stage) -> None:
        """Keep the last stage and destroy the key that the answers were keyed by.

        Whoever led the session from another device leads it no more. A kiosk stays:
        people sign out at it.
        """

        def work(connection: Connection) -> None:
            row = {
                "record": _text(session),
                "stage": _text(stage),
                "answer_key": None,
            }
            connection.execute(
                update(sessions).where(sessions.c.id == session.id).values(row)
            )
            mine, leads = remotes.c.session_id == session.id, remotes.c.role == "remote"
            unused = remotes.c.key.is_(None)
            connection.execute(delete(remotes).where(mine, leads | unused))

        self._database.write(work)
        # The key and the order of the answers are still in the log until it is cut.
        self._database.truncate_log()

    def decks(self, session_id: str) -> tuple[DeckFacts, ...]:
        """Return the decks of a session in the order they were added."""
        query = (
            select(decks.c.record)
            .where(decks.c.session_id == session_id)
            .order_by(decks.c.position)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).scalars().all()
        return tuple(from_record(DeckFacts, json.loads(r)) for r in rows)

    def decks_called(self, filename: str, but: str) -> tuple[str, ...]:
        """Return the ids of decks of other sessions with this name, newest first."""
        query = (
            select(decks.c.id, decks.c.record)
            .join(sessions, sessions.c.id == decks.c.session_id)
            .where(decks.c.session_id != but, decks.c.deck.is_not(None))
            .order_by(sessions.c.made_at.desc(), decks.c.position.desc())
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            row.id for row in rows if json.loads(row.record)["filename"] == filename
        )

    def deck(self, deck_id: str) -> Deck | None:
        """Return a deck that was read, or None."""
        query = select(decks.c.deck).where(decks.c.id == deck_id)
        with self._database.reading() as connection:
            row = connection.execute(query).scalar_one_or_none()
        return from_record(Deck, json.loads(row)) if row else None

    def add_deck(
        self, session_id: str, facts: DeckFacts, deck: Deck | None = None
    ) -> None:
        """Add a deck after the others, with its slides where it has been read."""

        def work(connection: Connection) -> None:
            last = select(func.coalesce(func.max(decks.c.position), 0)).where(
                decks.c.session_id == session_id
            )
            row = {
                "id": facts.id,
                "session_id": session_id,
                "position": connection.execute(last).scalar_one() + 1,
                "record": _text(facts),
                "deck": None if deck is None else _text(deck),
            }
            connection.execute(insert(decks).values(row))

        self._database.write(work)

    def keep_deck(self, facts: DeckFacts, deck: Deck | None = None) -> bool:
        """Keep what became of a deck; without `deck` its slides stay.

        Returns:
            Whether it is still there: nobody brings a removed deck back.
        """
        return self._database.write(lambda one: _keep(one, facts, deck))

    def change_deck(self, deck_id: str, change: Callable[[Deck], Deck]) -> Deck | None:
        """Keep a deck that was read as `change` returns it, in one transaction.

        Its facts follow: title, way, number of slides and of clicks.

        Returns:
            The changed deck, or None where it is gone.
        """
        return self._database.write(lambda one: _changed(one, deck_id, change))

    def keep_pdf(
        self,
        pdf: DeckFacts,
        deck_id: str,
        change: Callable[[Deck], Deck],
        pages: Deck | None = None,
    ) -> bool:
        """Keep a PDF, with its `pages` once read, and what it changes in a deck.

        Returns:
            Whether both are there; otherwise nothing changes.
        """

        def work(connection: Connection) -> bool:
            there = select(decks.c.id).where(decks.c.id == pdf.id)
            if connection.execute(there).first() is None:
                return False
            if _changed(connection, deck_id, change) is None:
                return False
            _keep(connection, pdf, pages)
            return True

        return self._database.write(work)

    def remove_deck(self, deck_id: str) -> None:
        """Forget a deck."""

        def work(connection: Connection) -> None:
            connection.execute(delete(decks).where(decks.c.id == deck_id))

        self._database.write(work)

    def deck_ids(self) -> frozenset[str]:
        """Return the id of every deck there is."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(decks.c.id)).scalars())

    def unfinished_decks(self) -> tuple[DeckFacts, ...]:
        """Return every deck that was being read at a stop."""
        return tuple(facts for _, facts in self._all_decks() if facts.is_reading)

    def decks_without_clicks(self) -> tuple[tuple[str, DeckFacts], ...]:
        """Return the decks whose clicks are to be drawn, with their sessions' ids."""
        return tuple(one for one in self._all_decks() if one[1].lacks_clicks)

    def _all_decks(self) -> Iterator[tuple[str, DeckFacts]]:
        query = select(decks.c.session_id, decks.c.record)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return ((of, from_record(DeckFacts, json.loads(row))) for of, row in rows)

    def picture_digests(self) -> frozenset[str]:
        """Return the digest of every picture that a deck still shows."""
        with self._database.reading() as connection:
            rows = connection.execute(select(decks.c.deck)).scalars().all()
        kept = (from_record(Deck, json.loads(row)) for row in rows if row)
        return frozenset().union(*(deck.digests for deck in kept))
