"""The trainer's browser draws slides that have no picture, and the trainer decides."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.documents.draft_flags import slide_flags
from facilitator.documents.draft_pictures import write_draft
from facilitator.documents.safe_copy import write_safe_copy
from facilitator.domain.decks import drafts
from facilitator.domain.decks.deck import Deck, DeckFacts, SlidePicture
from facilitator.domain.decks.drafts import Choice
from facilitator.errors import FacilitatorError
from facilitator.live.aside import aside
from facilitator.live.leading import Leading, NoSuchDeckError


class NoPresentationError(FacilitatorError):
    """The deck did not come in as a PowerPoint file, or its file is gone."""

    code = "no-presentation"
    status = 409
    sentence = "Only the slides of a PowerPoint file can be drawn in the browser."


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A slide to be drawn: its index, its part in the file, the words it must show."""

    index: int
    part: str
    words: tuple[str, ...]


class Drafting(Leading):
    """Drafts come in one by one; none is shown before the trainer has looked at it."""

    def to_draw(self, deck_id: str, *, again: bool = False) -> tuple[Undrawn, ...]:
        """Return the slides without a picture; `again` those with a draft, too."""
        facts = self._presentation(deck_id)
        deck = self._stored(deck_id)
        parts = aside(slide_flags, self._deck_desk.file(deck_id), facts.filename)
        wanted = drafts.drawable(deck) if again else drafts.undrawn(deck)
        return tuple(
            Undrawn(index, parts[index][0], drafts.words(deck.slides[index]))
            for index in wanted
            if index < len(parts) and parts[index][0]
        )

    def copy_deck(self, deck_id: str, target: Path) -> None:
        """Write a copy of the deck's file that a browser may open."""
        facts = self._presentation(deck_id)
        file = self._deck_desk.file(deck_id)
        aside(write_safe_copy, file, facts.filename, target)

    def add_draft(
        self, deck_id: str, index: int, content: bytes, seen: frozenset[str]
    ) -> SlidePicture | None:
        """Keep a picture of a slide, with what was seen in it; return its draft.

        None where the slide shows a better picture meanwhile.

        Raises:
            NoSuchSlideError: the deck has no such slide.
            DocumentError: it is no picture, or a too large one.
        """
        facts = self._presentation(deck_id)
        text = drafts.slide_at(self._stored(deck_id), index).texts[0]
        parts = aside(slide_flags, self._deck_desk.file(deck_id), facts.filename)
        flags = seen | (parts[index][1] if index < len(parts) else frozenset())
        with self._deck_desk.workplace() as work:
            made = aside(write_draft, content, work)
            if made.empty and (text.title or text.blocks):
                flags |= {"empty"}
            with self._deck_desk.shelved(work):
                deck = self.change_deck(
                    deck_id,
                    lambda deck: drafts.with_draft(deck, index, made.digest, flags),
                )
        return drafts.draft_of(deck.slides[index])

    def decide_drafts(
        self, deck_id: str, chosen: tuple[tuple[int, str], ...], choice: Choice
    ) -> None:
        """Show drafts, each an index and a digest, or text, or take that back."""
        self.change_deck(deck_id, lambda deck: drafts.decided(deck, chosen, choice))

    def _presentation(self, deck_id: str) -> DeckFacts:
        for facts in self.decks():
            if facts.id == deck_id and facts.status == "ready":
                file = self._deck_desk.file(deck_id)
                if facts.kept != "presentation" or not file.is_file():
                    raise NoPresentationError
                return facts
        raise NoSuchDeckError

    def _stored(self, deck_id: str) -> Deck:
        deck = self.sessions.deck(deck_id)
        if deck is None:
            raise NoSuchDeckError
        return deck
