"""The decks of sessions, kept."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, delete, func, insert, select, update

from facilitator.domain.decks.clicks import counted
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.records import as_text, from_record
from facilitator.store.database import Database
from facilitator.store.schema import decks, sessions


class DeckStore:
    """Where decks are kept: what is said of each, and its slides once it is read."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
                "record": as_text(facts),
                "deck": None if deck is None else as_text(deck),
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
        """Return the digest of every picture that a deck or a poll still shows."""
        with self._database.reading() as connection:
            rows = connection.execute(select(decks.c.deck)).scalars().all()
            plans = connection.execute(select(sessions.c.curriculum)).scalars().all()
        kept = (from_record(Deck, json.loads(row)) for row in rows if row)
        pointed = (digest for plan in plans for digest in _pointed_at(plan))
        return frozenset(pointed).union(*(deck.digests for deck in kept))


def _pointed_at(plan: str) -> Iterator[str]:
    """Yield the digests of the pictures in the polls of a frozen plan."""
    if '"digest"' not in plan:
        return
    for question in json.loads(plan)["polls"]["questions"]:
        if picture := question.get("picture"):
            yield picture["digest"]


def _keep(connection: Connection, facts: DeckFacts, deck: Deck | None) -> bool:
    """Keep a deck's facts, and its slides where given; whether it is there."""
    row = {"record": as_text(facts)}
    if deck is not None:
        row["deck"] = as_text(deck)
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
