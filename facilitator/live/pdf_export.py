"""Which deck of a session a PDF is the export of, and which page shows which slide."""

from collections.abc import Callable
from dataclasses import dataclass

from facilitator.documents.deck_worker import Export, pair_pages
from facilitator.documents.page_matching import same_name
from facilitator.documents.worker import Halt
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.pages import Pairs, with_pages
from facilitator.store.sessions import SessionStore


@dataclass(frozen=True, slots=True)
class Found:
    """The deck that a PDF belongs beside, and the page of each of its slides."""

    deck_id: str
    pairs: Pairs

    def change(self, pdf: Deck) -> tuple[str, Callable[[Deck], Deck]]:
        """Return the deck's id, and how it changes with the PDF beside it."""
        return self.deck_id, lambda deck: with_pages(deck, pdf.pages, self.pairs)


def find(
    kept: SessionStore, session_id: str, facts: DeckFacts, pdf: Deck, halt: Halt
) -> Found | None:
    """Return the deck that a PDF belongs beside, or None.

    It is the one that `facts.beside` names, whatever its pages say; else a PowerPoint
    deck of the session of the same name, or one that has mostly the same words.
    """
    there = {d.id: d for d in kept.decks(session_id) if is_presentation(d)}
    if facts.beside:
        there = {id_: deck for id_, deck in there.items() if id_ == facts.beside}
    read = {id_: deck for id_ in there if (deck := kept.deck(id_))}
    if not read:
        return None
    exports = pair_pages(pdf, read, halt)
    if facts.beside:
        return Found(facts.beside, exports[facts.beside].pairs)
    fit = {
        id_: _rank(export, named=same_name(there[id_].filename, facts.filename))
        for id_, export in exports.items()
    }
    # Of two versions of a deck that fit as well, the newer one.
    best = max(reversed(fit), key=fit.__getitem__)
    return Found(best, exports[best].pairs) if any(fit[best]) else None


def is_presentation(facts: DeckFacts) -> bool:
    """Whether a deck can have a PDF beside it."""
    return facts.status == "ready" and facts.kept == "presentation"


def _rank(export: Export, *, named: bool) -> tuple[bool, bool, int]:
    """Return how well a PDF fits a deck, all zero where it does not."""
    paired = sum(1 for pair in export.pairs if pair)
    is_named = named and paired > 0
    if not (is_named or export.is_export):
        return False, False, 0
    sure = sum(1 for pair in export.pairs if pair and not pair.doubt)
    return export.is_export, is_named, sure
