"""The pages of a PDF beside a deck, each with the slide that it shows."""

from dataclasses import dataclass, replace
from typing import Literal

from facilitator.domain.decks.deck import Deck, Slide, SlidePicture
from facilitator.errors import BadInputError

# Why a pair deserves a look.
Doubt = Literal["few-words", "by-place"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The zero-based page that shows a slide, and why it may be another (empty: sure).

    A page has `few-words` in common with the slide, or was taken `by-place` alone, as
    the only one between its neighbours.
    """

    page: int
    doubt: Doubt | Literal[""] = ""


Pairs = tuple[Pair | None, ...]


def with_pages(deck: Deck, pages: tuple[str, ...], pairs: Pairs) -> Deck:
    """Return the deck with a PDF beside it, in place of any earlier one.

    Args:
        deck: the slides; their pictures of other ways stay.
        pages: the digest of each page (empty: it cannot be drawn).
        pairs: one for each slide (None: no page shows it).
    """
    slides = (
        _with_page(slide, pages, pair)
        for slide, pair in zip(deck.slides, pairs, strict=True)
    )
    return replace(deck, slides=tuple(slides), pages=pages)


def without_pages(deck: Deck) -> Deck:
    """Return the deck as it was before a PDF came beside it."""
    return with_pages(deck, (), (None,) * len(deck.slides))


def with_page(deck: Deck, index: int, page: int) -> Deck:
    """Return the deck with another page (-1: none) for one slide, sure from now on.

    Raises:
        BadInputError: there is no such slide or page, or the page cannot be drawn.
    """
    if not 0 <= index < len(deck.slides):
        raise BadInputError(what="slide")
    if not -1 <= page < len(deck.pages) or (page >= 0 and not deck.pages[page]):
        raise BadInputError(what="page")
    pair = Pair(page) if page >= 0 else None
    changed = _with_page(deck.slides[index], deck.pages, pair)
    slides = (*deck.slides[:index], changed, *deck.slides[index + 1 :])
    return replace(deck, slides=slides)


def page_of(slide: Slide) -> SlidePicture | None:
    """Return the picture of the slide that is a page of the PDF beside its deck."""
    return next((one for one in slide.pictures if one.way == "pdf"), None)


def doubtful(deck: Deck) -> tuple[int, ...]:
    """Return the slides whose page may be another."""
    pairs = ((index, page_of(slide)) for index, slide in enumerate(deck.slides))
    return tuple(index for index, pair in pairs if pair and pair.flags)


def unpaired(deck: Deck) -> tuple[int, ...]:
    """Return the shown slides of a deck with a PDF that have no page of it."""
    if not deck.pages:
        return ()
    return tuple(index for index in deck.shown() if not page_of(deck.slides[index]))


def _with_page(slide: Slide, pages: tuple[str, ...], pair: Pair | None) -> Slide:
    kept = tuple(one for one in slide.pictures if one.way != "pdf")
    if pair is None or not pages[pair.page]:
        return replace(slide, pictures=kept)
    flags = (pair.doubt,) if pair.doubt else ()
    page = SlidePicture("pdf", pages[pair.page], page=pair.page, flags=flags)
    return replace(slide, pictures=(*kept, page))
