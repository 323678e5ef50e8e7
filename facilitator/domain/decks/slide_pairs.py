"""Which slide of one deck goes with which of its translation."""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from facilitator.domain.decks.alignment import aligned
from facilitator.domain.decks.bilingual import NO_SLIDE, are_told_apart, said
from facilitator.domain.decks.deck import Block, Deck, Slide

T = TypeVar("T", bound=Hashable)

# Slides less alike than this are strangers at first sight.
_STRANGERS = 0.4
# How much standing at the same place counts in decks of the same length.
_SAME_PLACE = 0.15
# How far a counterpart may have moved, on top of the difference in length.
_REACH = 12
# At least so alike, slide by slide, are a deck and its translation.
_SAME_DECK = 0.6
# Longer decks go by place alone: comparing them would hold the room up.
_MOST_SLIDES = 400

_MARK = re.compile(r"\d+|\b[A-Z]{2,}\b")


def pair(first: Deck, second: Deck) -> tuple[int, ...]:
    """Return for each slide of the first deck its zero-based counterpart, or -1.

    By order, and by what no translation changes: which slides are hidden, how the text
    is built, pictures, numbers, acronyms, the sizes of tables. Among all pairings that
    keep the order the likeliest wins; in decks of the same length a slide prefers the
    one at its own place. As many strangers between the same neighbours are paired, too.
    """
    ours, theirs = len(first.slides), len(second.slides)
    if max(ours, theirs) > _MOST_SLIDES:
        return tuple(i if i < theirs else NO_SLIDE for i in range(ours))
    reach = _REACH + abs(ours - theirs)
    bonus = _SAME_PLACE if ours == theirs else 0.0

    def gain(i: int, j: int) -> float:
        if abs(i - j) > reach:
            return 0.0
        likeness = _likeness(these[i], those[j]) + (bonus if i == j else 0.0)
        return max(0.0, likeness - _STRANGERS)

    these, those = map(_all_traits, (first, second))
    found = aligned([[gain(i, j) for j in range(theirs)] for i in range(ours)])
    pairs = tuple(NO_SLIDE if there is None else there for there in found)
    return _filled(pairs, theirs)


def is_translation(first: Deck, second: Deck) -> bool:
    """Whether one of two decks says in Spanish what the other says in English."""
    longer = max(len(first.slides), len(second.slides))
    if not longer or not are_told_apart(first, second):
        return False
    alike = sum(
        _likeness(_traits(slide), _traits(second.slides[there]))
        for slide, there in zip(first.slides, pair(first, second), strict=True)
        if there != NO_SLIDE
    )
    return alike >= _SAME_DECK * longer


def _filled(pairs: tuple[int, ...], width: int) -> tuple[int, ...]:
    """Return the pairs with those gaps closed that are as long in both decks."""
    found = list(pairs)
    known = [(i, j) for i, j in enumerate(pairs) if j != NO_SLIDE]
    ends = [(-1, -1), *known, (len(pairs), width)]
    for (i, j), (next_i, next_j) in pairwise(ends):
        if next_i - i == next_j - j:
            found[i + 1 : next_i] = range(j + 1, next_j)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a translation leaves as it is."""

    hidden: bool
    length: int
    build: Counter[tuple[str, int]]
    tables: Counter[tuple[int, int]]
    images: Counter[str]
    marks: Counter[str]


def _all_traits(deck: Deck) -> list[_Traits]:
    return [_traits(slide) for slide in deck.slides]


def _traits(slide: Slide) -> _Traits:
    blocks = slide.texts[0].blocks
    words = said(slide)
    return _Traits(
        hidden=slide.hidden,
        length=len(words),
        build=Counter((block.kind, block.level) for block in blocks),
        tables=Counter(_size(block) for block in blocks if block.rows),
        images=Counter(block.image for block in blocks if block.image),
        marks=Counter(_MARK.findall(words)),
    )


def _size(block: Block) -> tuple[int, int]:
    return len(block.rows), max(map(len, block.rows))


def _likeness(one: _Traits, other: _Traits) -> float:
    """Return how alike two slides are, from 0 to 1."""
    longer = max(one.length, other.length)
    signs = [
        (1.0, float(one.hidden == other.hidden)),
        (1.0, min(one.length, other.length) / longer if longer else 1.0),
        (2.0, _shared(one.build, other.build)),
    ]
    if one.images or other.images:
        signs.append((3.0, _shared(one.images, other.images)))
    if one.tables or other.tables:
        signs.append((2.0, _shared(one.tables, other.tables)))
    if one.marks or other.marks:
        signs.append((3.0, _shared(one.marks, other.marks)))
    return sum(w * s for w, s in signs) / sum(w for w, _ in signs)


def _shared(ours: Counter[T], theirs: Counter[T]) -> float:
    """Return how much two collections have in common, from 0 to 1."""
    whole = (ours | theirs).total()
    return (ours & theirs).total() / whole if whole else 1.0
