"""Which page of a PDF shows which slide of the deck it was made from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Literal

from facilitator.domain.decks.alignment import Places, aligned
from facilitator.domain.decks.deck import Slide
from facilitator.domain.decks.pages import Doubt, Pair, Pairs

# Below this share of common words, a page and a slide are taken for strangers.
MIN_LIKENESS = 0.15
# Of 238 pages of 24 real decks, 10 had less than this in common with their slide:
# charts, whose words are not all drawn, and slides of a word or two.
SURE_LIKENESS = 0.4
# A PDF of as many pages as slides is likely to have them in order.
HINT = 0.25
# A page and a slide with so many words and none in common show two things.
MANY_WORDS = 4
# With fewer pages, what stands on most of them may as well be what they are about.
MIN_PAGES_WITH_FOOTER = 4

Words = frozenset[str]

# Japanese, Chinese and Korean write without spaces: a letter is a word. Numbers are
# none: a chart draws others than its figures, and a footer counts the pages.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w*[^\W\d]\w*")
_COPY = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Slides:
    """The words of a deck's slides, and which of them are hidden."""

    words: tuple[Words, ...]
    hidden: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The page of each slide, and whether the PDF is an export of this deck by itself.

    It is one where most pages show a slide, and most slides not hidden have a page.
    """

    pairs: Pairs
    is_export: bool


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


def match_pages(slides: Sequence[Words], pages: Sequence[Words]) -> Places:
    """Return, for each slide, the index of its page (None: no page shows it).

    Pages stand in the order of their slides; among all pairings that keep the order,
    the one with the most words in common wins.
    """
    if len(slides) == len(pages):
        return list(range(len(pages)))
    return aligned([[_likeness(s, p) for p in pages] for s in slides])


def match_export(slides: Slides, pages: Sequence[Words]) -> Match:
    """Return the page of each slide, by its words first and by its place then.

    Slides without a match are paired in order with the pages between the same two
    neighbours, where these are as many as the slides, or as the slides not hidden:
    a PDF that has a page for every slide pairs even where nobody can read it.
    """
    pages = _without_footers(slides.words, pages)
    likeness = [[_likeness(s, p) for p in pages] for s in slides.words]
    usual = _usual(slides, len(pages))
    leaning = [
        [
            like + HINT
            if usual.get(s) == p and _may_show(slides.words[s], page)
            else like
            for (p, page), like in zip(enumerate(pages), row, strict=True)
        ]
        for s, row in enumerate(likeness)
    ]
    found = aligned(leaning)
    _fill(found, slides, pages)
    alike = {
        slide: likeness[slide][page] if slides.words[slide] or pages[page] else None
        for slide, page in enumerate(found)
        if page is not None
    }
    told_apart = Counter(slides.words)
    pairs = tuple(
        None
        if page is None
        else Pair(page, _doubt(alike[s], bool(usual), told_apart[slides.words[s]] == 1))
        for s, page in enumerate(found)
    )
    sure = {s for s, like in alike.items() if like and like >= SURE_LIKENESS}
    return Match(pairs, _is_export(sure, slides, pages))


def _usual(slides: Slides, pages: int) -> dict[int, int]:
    """Return the page of each slide by their numbers alone (empty: they differ)."""
    everything = range(len(slides.words))
    shown = [index for index in everything if not slides.hidden[index]]
    for group in (shown, everything):
        if len(group) == pages:
            return {slide: page for page, slide in enumerate(group)}
    return {}


def _doubt(
    likeness: float | None, is_usual: bool, is_alone: bool
) -> Doubt | Literal[""]:
    """Return why to look at a pair; two without words have a likeness of None.

    `is_usual` where there are as many pages as slides, `is_alone` where no other
    slide says the same.
    """
    if likeness is None or not is_alone:
        return "" if is_usual else "by-place"
    if likeness >= SURE_LIKENESS:
        return ""
    return "few-words" if likeness else "by-place"


def _is_export(sure: set[int], slides: Slides, pages: Sequence[Words]) -> bool:
    told = sum(1 for page in pages if page)
    shown = {i for i, said in enumerate(slides.words) if said and not slides.hidden[i]}
    return 2 * len(sure) > told and 2 * len(sure & shown) > len(shown)


def same_name(one: str, other: str) -> bool:
    """Whether two files are called the same but for their endings."""
    return _plain(one) == _plain(other) != ""


def _plain(filename: str) -> str:
    stem = _COPY.sub("", PurePath(filename).stem.strip())
    return "".join(letter for letter in stem.casefold() if letter.isalnum())


def _without_footers(slides: Sequence[Words], pages: Sequence[Words]) -> list[Words]:
    """Return the pages without what stands on most of them and on few slides."""
    if len(pages) < MIN_PAGES_WITH_FOOTER:
        return list(pages)
    on_pages = Counter(word for page in pages for word in page)
    on_slides = Counter(word for slide in slides for word in slide)
    footers = {
        word
        for word, count in on_pages.items()
        if 2 * count > len(pages) and 2 * on_slides[word] < len(slides)
    }
    return [page - footers for page in pages]


def _likeness(slide: Words, page: Words) -> float:
    if not slide and not page:
        # Two pictures without words: a weak hint, better than nothing.
        return MIN_LIKENESS
    share = len(slide & page) / len(slide | page)
    return share if share >= MIN_LIKENESS else 0.0


def _fill(found: Places, slides: Slides, pages: Sequence[Words]) -> None:
    """Pair what is left between two neighbours, where it is as much on both sides."""
    ends = [(-1, -1), *((s, p) for s, p in enumerate(found) if p is not None)]
    ends.append((len(found), len(pages)))
    for (slide, page), (next_slide, next_page) in pairwise(ends):
        left = range(slide + 1, next_slide)
        free = range(page + 1, next_page)
        shown = [index for index in left if not slides.hidden[index]]
        group = shown if len(shown) == len(free) else list(left)
        if len(group) != len(free):
            continue
        is_all = len(free) == len(pages)
        for index, there in zip(group, free, strict=True):
            if is_all or _may_show(slides.words[index], pages[there]):
                found[index] = there


def _may_show(slide: Words, page: Words) -> bool:
    """Whether what a slide and a page say leaves it open that they are the same."""
    return min(len(slide), len(page)) < MANY_WORDS or bool(slide & page)
