"""A newer version of a deck: which slide is which, and what goes with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.domain.decks.alignment import aligned
from facilitator.domain.decks.deck import Deck, Slide
from facilitator.domain.decks.mending import carried
from facilitator.domain.decks.placing import BEFORE_FIRST, Places
from facilitator.domain.decks.running_order import Order

# Below this share of common words and pictures, two slides are taken for strangers.
MIN_LIKENESS = 0.3
# At least this share of the shorter deck's slides, and it is the same deck.
SAME_DECK = 0.5

Traits = frozenset[str]
# For each slide of the earlier deck, where it is in the newer one.
Moved = Mapping[int, int]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many titles and descriptions an earlier version lent."""

    titles: int = 0
    descriptions: int = 0


def moved_slides(earlier: Deck, newer: Deck) -> Moved:
    """Return where each slide of the earlier deck is in the newer one, by content.

    A slide that is gone is left out. Words and pictures count, not what was mended.
    """
    others = [_traits(slide) for slide in newer.slides]
    pairs = aligned(
        [
            [_likeness(_traits(slide), other) for other in others]
            for slide in earlier.slides
        ]
    )
    return {old: new for old, new in enumerate(pairs) if new is not None}


def is_version(earlier: Deck, newer: Deck, moved: Moved) -> bool:
    """Whether one is a version of the other: at least half of their slides agree."""
    fewest = min(len(earlier.slides), len(newer.slides))
    return fewest > 0 and len(moved) >= SAME_DECK * fewest


def with_earlier_mends(
    earlier: Deck, newer: Deck, moved: Moved
) -> tuple[Deck, TakenOver]:
    """Return the newer deck with what was put right in the earlier one.

    A picture is known by itself, on whichever slide it is; titles go with the slide.
    """
    by_picture = [
        mend
        for slide in earlier.slides
        for mend in slide.mends
        if mend.what == "description" and not mend.key.startswith("@")
    ]
    before = {new: earlier.slides[old].mends for old, new in moved.items()}
    slides = tuple(
        carried(slide, (*before.get(place, ()), *by_picture))
        for place, slide in enumerate(newer.slides)
    )
    new = [
        mend.what
        for slide, was in zip(slides, newer.slides, strict=True)
        for mend in slide.mends
        if mend not in was.mends
    ]
    taken = TakenOver(new.count("title"), new.count("description"))
    return replace(newer, slides=slides), taken


def moved_places(places: Places, moved: Moved) -> Places:
    """Return where polls stand in the newer deck.

    One after a slide that is gone goes after the nearest earlier slide that is not.
    """
    return tuple(
        sorted(
            ((_nearest(after, moved), poll) for after, poll in places),
            key=lambda place: place[0],
        )
    )


def moved_order(order: Order, moved: Moved) -> Order:
    """Return a running order with its slides as the newer deck counts them."""
    return tuple(
        step
        if step.slide < 0
        else replace(step, slide=moved.get(step.slide, _nearest(step.slide, moved)))
        for step in order
    )


def _nearest(slide: int, moved: Moved) -> int:
    while slide >= 0 and slide not in moved:
        slide -= 1
    return moved[slide] if slide >= 0 else BEFORE_FIRST


def _traits(slide: Slide) -> Traits:
    """Return the words that a slide came with, and its pictures."""
    mended = {(m.what, m.key) for m in slide.mends}
    said: set[str] = set()
    for text in slide.texts:
        if ("title", text.language) not in mended:
            said.update(_WORD.findall(text.title.lower()))
        for block in text.blocks:
            if block.image:
                said.add(f"picture {block.image}")
            else:
                said.update(_WORD.findall(block.text.lower()))
            for row in block.rows:
                said.update(_WORD.findall(" ".join(row).lower()))
    return frozenset(said)


def _likeness(one: Traits, other: Traits) -> float:
    if not one and not other:
        # Two slides without words: a weak hint, better than nothing.
        return MIN_LIKENESS
    share = len(one & other) / len(one | other)
    return share if share >= MIN_LIKENESS else 0.0
