"""The drafts of a session's decks as the desk lays them out to be looked at."""

from dataclasses import dataclass

from facilitator.domain.decks import drafts
from facilitator.domain.decks.deck import Deck, DeckFacts, Slide, SlidePicture
from facilitator.domain.decks.drafts import SENTENCES
from facilitator.live.room import Room
from facilitator.web.locale import filled, get_language

# Decks whose slides should be drawn without being asked: nothing else can draw them.
_ALONE = "no-libreoffice"


@dataclass(frozen=True, slots=True)
class DraftCard:
    """One draft: its slide counted from one, and the reasons to look closely."""

    number: int
    title: str
    language: str
    digest: str
    reasons: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """How a form names this draft."""
        return f"{self.number - 1}-{self.digest}"


@dataclass(frozen=True, slots=True)
class DraftReview:
    """A deck whose slides the browser draws.

    `undrawn` slides have no draft yet, and are drawn without being asked where it
    `starts`. Of the drafts `flagged` and `plain` ones wait to be looked at.
    """

    facts: DeckFacts
    undrawn: int
    starts: bool
    flagged: tuple[DraftCard, ...]
    plain: tuple[DraftCard, ...]
    used: tuple[DraftCard, ...]
    declined: tuple[DraftCard, ...]

    @property
    def waiting(self) -> int:
        """How many drafts nobody has decided about."""
        return len(self.flagged) + len(self.plain)


def reviews(room: Room) -> tuple[DraftReview, ...]:
    """Return the decks that have slides to draw, or drafts."""
    found = (_review(room, facts) for facts in room.decks())
    return tuple(review for review in found if review)


def _review(room: Room, facts: DeckFacts) -> DraftReview | None:
    if facts.status != "ready" or facts.kept != "presentation":
        return None
    used = facts.id == room.session.deck
    deck = room.stored_deck if used else room.sessions.deck(facts.id)
    if deck is None:
        return None
    undrawn = len(drafts.undrawn(deck))
    found = [(index, drafts.draft_of(slide)) for index, slide in enumerate(deck.slides)]
    cards = [(_card(deck, index, one), one) for index, one in found if one]
    if not undrawn and not cards:
        return None
    waiting = [c for c, one in cards if not one.confirmed and not one.declined]
    return DraftReview(
        facts=facts,
        undrawn=undrawn,
        starts=any(finding.kind == _ALONE for finding in deck.findings),
        flagged=tuple(card for card in waiting if card.reasons),
        plain=tuple(card for card in waiting if not card.reasons),
        used=tuple(card for card, one in cards if one.confirmed),
        declined=tuple(card for card, one in cards if one.declined),
    )


def _card(deck: Deck, index: int, draft: SlidePicture) -> DraftCard:
    slide: Slide = deck.slides[index]
    text = slide.text(get_language())
    return DraftCard(
        number=index + 1,
        title=text.title,
        language=text.language,
        digest=draft.digest,
        reasons=tuple(filled(SENTENCES[f], {}, get_language()) for f in draft.flags),
        words=drafts.read_aloud(slide),
    )
