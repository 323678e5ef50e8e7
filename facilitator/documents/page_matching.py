"""Which page of a PDF shows which slide of the deck it was made from."""

import re
from collections.abc import Sequence

from facilitator.domain.alignment import aligned
from facilitator.domain.deck import Slide

# Below this share of common words, a page and a slide are taken for strangers.
MIN_LIKENESS = 0.15

Words = frozenset[str]

_WORD = re.compile(r"\w+")


def words(text: str) -> Words:
    """Return the different words of a text in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def slide_words(slide: Slide) -> Words:
    """Return the different words that a slide shows."""
    said = []
    for text in slide.texts:
        said.append(text.title)
        for block in text.blocks:
            # A picture's description is not drawn.
            if block.kind != "picture":
                said.append(block.text)
            said += [cell for row in block.rows for cell in row]
    return words(" ".join(said))


def match_pages(slides: Sequence[Words], pages: Sequence[Words]) -> list[int | None]:
    """Return, for each slide, the index of its page (None: no page shows it).

    Pages stand in the order of their slides; among all pairings that keep the order,
    the one with the most words in common wins.
    """
    if len(slides) == len(pages):
        return list(range(len(pages)))
    return aligned(slides, pages, _likeness)


def _likeness(slide: Words, page: Words) -> float:
    if not slide and not page:
        # Two pictures without words: a weak hint, better than nothing.
        return MIN_LIKENESS
    share = len(slide & page) / len(slide | page)
    return share if share >= MIN_LIKENESS else 0.0
