"""Earlier versions of a deck that comes in, and what they lend it."""

from dataclasses import replace

from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.pictures import with_earlier_pictures
from facilitator.domain.decks.versions import (
    is_version,
    moved_slides,
    with_earlier_mends,
)
from facilitator.store.sessions import SessionStore

# A trainer's deck goes from session to session; the last few are enough.
MOST_ELSEWHERE = 5


def with_earlier(
    kept: SessionStore, session_id: str, facts: DeckFacts, deck: Deck
) -> tuple[DeckFacts, Deck]:
    """Return a deck, and its facts, with what was put right in an earlier version.

    Pictures of the trainer's own go with their slides.
    """
    for deck_id in _earlier(kept, session_id, facts):
        earlier = kept.deck(deck_id)
        if earlier is None:
            continue
        moved = moved_slides(earlier, deck)
        if is_version(earlier, deck, moved):
            deck, taken = with_earlier_mends(earlier, deck, moved)
            deck = with_earlier_pictures(earlier, deck, moved)
            facts = replace(
                facts,
                version_of=deck_id,
                titles=taken.titles,
                descriptions=taken.descriptions,
            )
            break
    return facts, deck


def _earlier(kept: SessionStore, session_id: str, facts: DeckFacts) -> tuple[str, ...]:
    """Return the decks this may be a version of, likeliest first.

    The session's own, the one in use before the others, then decks of the same name
    in other sessions.
    """
    held = kept.find(session_id)
    used = held.session.deck if held else ""
    own = [
        one.id
        for one in kept.decks(session_id)
        if one.is_ready
        and one.source == "file"
        and not one.beside
        and one.id != facts.id
    ]
    own.sort(key=lambda one: one != used)
    elsewhere = kept.decks_called(facts.filename, but=session_id)
    return (*own, *elsewhere[:MOST_ELSEWHERE])
