"""One deck being read: how far it is, how it is ended, and what became of it."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from time import monotonic

from facilitator.documents.errors import NO_ROOM, NoRoomError
from facilitator.documents.worker import Halt, HaltedError
from facilitator.domain.decks.clicks import counted
from facilitator.domain.decks.deck import Deck, DeckFacts, DeckStatus
from facilitator.errors import FacilitatorError
from facilitator.store.errors import StorageError
from facilitator.store.sessions import SessionStore

log = logging.getLogger(__name__)

# The desk asks for progress about once a second; keeping more would be wasted writes.
SECONDS_BETWEEN_PROGRESS = 0.5
SECONDS_BETWEEN_LOOKS = 0.3

STATUSES: dict[str, DeckStatus] = {"converting": "converting", "pictures": "pictures"}

Done = Callable[[DeckFacts], None]


class DeckStoppedError(FacilitatorError):
    """The program stopped while the deck was being read."""

    code = "deck-stopped"
    sentence = "The program stopped while it read this deck. Add the deck again."


class DeckFailedError(FacilitatorError):
    """Reading the deck hit something nobody foresaw."""

    code = "deck-failed"
    sentence = (
        "This deck could not be read. Save it again in PowerPoint, or add its PDF."
    )


@dataclass(eq=False, slots=True)
class Reading:
    """A file that is being read: for whom, where it lies, and how to end it.

    `done` hears the facts at the end; `over` is set once the reading has ended.
    """

    kept: SessionStore
    session_id: str
    facts: DeckFacts
    path: Path
    done: Done
    halt: Halt = field(default_factory=Halt)
    over: Event = field(default_factory=Event)
    _noted: float = 0.0

    def progress(self, stage: str, done: int, of: int) -> None:
        """Note how far the reading is, now and then.

        Raises:
            HaltedError: the deck was taken away.
        """
        status = STATUSES.get(stage, "reading")
        is_soon = monotonic() - self._noted < SECONDS_BETWEEN_PROGRESS
        if status != self.facts.status or not is_soon:
            self.note(status, done, of)

    def wait(self, is_free: Callable[[float], bool]) -> None:
        """Wait until `is_free(seconds)`, which is asked again and again.

        Raises:
            HaltedError: the deck was taken away meanwhile.
        """
        while not is_free(SECONDS_BETWEEN_LOOKS):
            self.note("waiting")
            self.halt.check()

    def note(self, status: DeckStatus, done: int = 0, of: int = 0) -> None:
        """Keep how far the reading is, where there is room to.

        Raises:
            HaltedError: the deck was taken away.
        """
        noted = replace(self.facts, status=status, done=done, of=of)
        if noted == self.facts:
            return
        self.facts, self._noted = noted, monotonic()
        with suppress(StorageError):  # whether it can be kept shows at the end
            if not self.kept.keep_deck(noted):
                raise HaltedError


def ready(facts: DeckFacts, deck: Deck) -> DeckFacts:
    """Return the facts about a deck that was read."""
    drawn, clicks = counted(deck)
    return replace(
        facts,
        title=deck.title,
        way=deck.way,
        status="ready",
        done=len(deck.slides),
        of=len(deck.slides),
        slides=len(deck.slides),
        clicks=clicks,
        clicks_drawn=drawn,
    )


def failed(facts: DeckFacts, refusal: FacilitatorError) -> DeckFacts:
    """Return the facts about a deck that could not be read."""
    return replace(
        facts,
        status="failed",
        done=0,
        of=0,
        sentence=refusal.sentence,
        facts=tuple((name, str(fact)) for name, fact in refusal.facts.items()),
    )


def refusal_of(wrong: OSError, filename: str) -> FacilitatorError:
    """Return what to tell of a disk that did not do as it was told."""
    if wrong.errno in NO_ROOM:
        return NoRoomError(filename=filename)
    log.error("reading a deck failed", exc_info=wrong)
    return DeckFailedError()
