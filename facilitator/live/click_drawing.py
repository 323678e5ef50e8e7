"""Clicks of decks that can be shown already, drawn in the background."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from shutil import rmtree
from time import sleep
from typing import TYPE_CHECKING

from facilitator.documents.deck_worker import draw_clicks
from facilitator.documents.worker import Halt, HaltedError
from facilitator.domain.decks.clicks import portion, with_clicks
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.store.errors import StorageClosedError, StorageError
from facilitator.store.sessions import SessionStore

if TYPE_CHECKING:
    from facilitator.live.deck_desk import DeckDesk

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TRIES = 2.0

Portion = Mapping[int, int]
Drawn = Mapping[int, tuple[str, ...]]
# The session, the deck, and what becomes of it; tells the screens.
Change = Callable[[str, str, Callable[[Deck], Deck]], Deck]


@dataclass(eq=False, slots=True)
class Drawing:
    """A deck whose clicks are drawn: how far the portion at hand is, how to end it."""

    session_id: str
    facts: DeckFacts
    halt: Halt = field(default_factory=Halt)
    is_over: bool = False
    done: int = 0

    def progress(self, stage: str, done: int, _of: int) -> None:
        """Note how many clicks of the portion are drawn."""
        self.done = done if stage == "pictures" else 0


class ClickDrawings:
    """Draws the clicks of one deck after the other; decks that come in go first."""

    def __init__(
        self, kept: SessionStore, desk: "DeckDesk", change: Change, soffice: str | None
    ) -> None:
        self._kept = kept
        self._desk = desk
        self._change = change
        self._soffice = soffice
        self._drawings: dict[str, Drawing] = {}

    def told(self, facts: DeckFacts) -> DeckFacts:
        """Return what is known about a deck, with the clicks drawn just now."""
        drawing = self._drawings.get(facts.id)
        if drawing is None or not facts.lacks_clicks:
            return facts
        # The last one is there once all can be shown.
        drawn = min(facts.clicks_drawn + drawing.done, facts.clicks - 1)
        return replace(facts, clicks_drawn=drawn)

    def give_way(self) -> None:
        """Leave what is being drawn, and take it up again when no deck comes in."""
        for drawing in tuple(self._drawings.values()):
            drawing.halt()

    def end(self, deck_id: str) -> None:
        """Draw no further clicks of a deck that is taken away."""
        drawing = self._drawings.get(deck_id)
        if drawing:
            drawing.is_over = True
            drawing.halt()

    def draw(self, session_id: str, facts: DeckFacts) -> None:
        """Draw the clicks that a deck lacks, portion by portion, first slides first.

        Blocks until they are there, or a finding says why not, or the deck is gone.
        """
        drawing = Drawing(session_id, facts)
        self._drawings[facts.id] = drawing
        try:
            while self._draw_portion(drawing):
                pass
        except NotFoundError:
            self._desk.tidy_pictures()  # the deck went meanwhile
        except StorageClosedError:
            pass  # the program stops, and takes it up again when it starts
        except Exception:  # a thread's own door: nobody above could tell the trainer
            log.exception("a deck could not be changed")
        finally:
            del self._drawings[facts.id]

    def _draw_portion(self, drawing: Drawing) -> bool:
        """Draw some clicks and keep them; whether there may be more."""
        drawing.done, drawing.halt = 0, Halt()
        deck = None if drawing.is_over else self._kept.deck(drawing.facts.id)
        clicks = portion(deck) if deck else {}
        if not clicks:
            return False
        try:
            self._keep_drawn(drawing, clicks)
        except HaltedError:
            pass  # a deck came in, or this one went
        except (NotFoundError, StorageClosedError):
            raise
        except FacilitatorError as refusal:
            log.warning("clicks were not drawn: %s", refusal)
            self._keep_undrawn(drawing, clicks)
        except Exception:  # whatever it was, the trainer is told that they lack
            log.exception("drawing clicks failed")
            self._keep_undrawn(drawing, clicks)
        return True

    def _keep_drawn(self, drawing: Drawing, clicks: Portion) -> None:
        facts = drawing.facts
        work = self._desk.uploads / f"{facts.id}-clicks"
        try:
            with self._desk.spare_turn(drawing.halt):
                work.mkdir(parents=True, exist_ok=True)
                drawn = draw_clicks(
                    self._desk.file(facts.id),
                    facts.filename,
                    work,
                    clicks,
                    drawing.progress,
                    soffice=self._soffice,
                    halt=drawing.halt,
                )
            with self._desk.shelved(work):
                self._keep(drawing, drawn)
        finally:
            rmtree(work, ignore_errors=True)

    def _keep_undrawn(self, drawing: Drawing, clicks: Portion) -> None:
        """Keep that slides are shown whole, as soon as there is room to say so."""
        self._desk.tidy_pictures()
        undrawn: Drawn = dict.fromkeys(clicks, ())
        while not drawing.is_over:
            try:
                self._keep(drawing, undrawn)
            except StorageClosedError:
                raise
            except StorageError:
                sleep(SECONDS_BETWEEN_TRIES)
            else:
                return

    def _keep(self, drawing: Drawing, drawn: Drawn) -> None:
        deck_id = drawing.facts.id
        self._change(drawing.session_id, deck_id, lambda deck: with_clicks(deck, drawn))
        drawing.done = 0
