"""Which of its pictures a slide shows, and what there is left to say about it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from facilitator.domain.decks.deck import WAYS, Deck, Slide, SlidePicture, Way
from facilitator.domain.decks.findings import Finding
from facilitator.errors import BadInputError

# Findings about a deck that end with the last slide shown in a way.
_ABOUT_WAY: dict[str, Way] = {
    "fonts-missing": "libreoffice",
    "drawing": "text",
    "no-libreoffice": "text",
    "slow-drawing": "text",
    "heavy-drawing": "text",
}


def with_own(deck: Deck, index: int, digest: str) -> Deck:
    """Return the deck with a picture of the trainer's own for one slide.

    Raises:
        BadInputError: there is no such slide.
    """
    slide = _slide(without_own(deck, index), index)
    pictures = (*slide.pictures, SlidePicture("own", digest))
    return _changed(deck, index, replace(slide, pictures=pictures, shown_as=""))


def without_own(deck: Deck, index: int) -> Deck:
    """Return the deck without the trainer's own picture for one slide.

    Raises:
        BadInputError: there is no such slide.
    """
    slide = _slide(deck, index)
    kept = tuple(one for one in slide.pictures if one.way != "own")
    return _changed(deck, index, replace(slide, pictures=kept))


def shown_as(deck: Deck, index: int, way: str) -> Deck:
    """Return the deck with one slide shown in a way (empty: the best there is).

    Raises:
        BadInputError: there is no such slide, or it cannot be shown so.
    """
    slide = _slide(deck, index)
    offered: tuple[Way | Literal[""], ...] = ("", *choices(slide))
    for choice in offered:
        if choice == way:
            return _changed(deck, index, replace(slide, shown_as=choice))
    raise BadInputError(what=way[:20] or "way")


def choices(slide: Slide) -> tuple[Way, ...]:
    """Return the ways in which a slide can be shown, best first."""
    there = {one.way for one in slide.pictures if one.confirmed} | {"text"}
    return tuple(way for way in WAYS if way in there)


def as_shown(deck: Deck) -> Deck:
    """Return the deck with those findings that hold for the pictures it shows now."""
    slides = tuple(replace(s, findings=_findings(s)) for s in deck.slides)
    gone = frozenset(WAYS) - deck.ways.keys()
    left = tuple(f for f in deck.findings if _ABOUT_WAY.get(f.kind) not in gone)
    return replace(deck, slides=slides, findings=left)


def with_earlier_pictures(earlier: Deck, newer: Deck, moved: Mapping[int, int]) -> Deck:
    """Return the newer deck with the pictures and ways chosen for the earlier one.

    `moved` says where the slides of the earlier deck are in the newer one.
    """
    slides = list(newer.slides)
    for old, new in moved.items():
        chosen = earlier.slides[old]
        own = tuple(one for one in chosen.pictures if one.way == "own")
        slide = replace(slides[new], pictures=(*slides[new].pictures, *own))
        way = chosen.shown_as if chosen.shown_as in choices(slide) else ""
        slides[new] = replace(slide, shown_as=way)
    return replace(newer, slides=tuple(slides))


def _findings(slide: Slide) -> tuple[Finding, ...]:
    gone = set()
    if slide.way != "text":
        gone.add("not-drawn")
    if slide.way != "libreoffice":
        gone.add("clicks-not-drawn")
    left = tuple(f for f in slide.findings if f.kind not in gone)
    whole = slide.clicks < slide.steps and slide.way in ("own", "pdf")
    return (*left, Finding("animation-whole")) if whole else left


def _slide(deck: Deck, index: int) -> Slide:
    if not 0 <= index < len(deck.slides):
        raise BadInputError(what="slide")
    return deck.slides[index]


def _changed(deck: Deck, index: int, slide: Slide) -> Deck:
    slides = (*deck.slides[:index], slide, *deck.slides[index + 1 :])
    return replace(deck, slides=slides)
