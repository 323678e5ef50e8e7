"""How much room words take in our own decks, and how far they shrink to fit.

PowerPoint shrinks text only once somebody edits it; until then the file must say by
how much. Widths are those of Arial (and of Liberation Sans, which stands in for it).
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Thousandths of the size of the type. Source: the metrics of Helvetica, which Arial
# keeps; what is not named here takes about as much as a wide letter.
_WIDTHS: dict[str, int] = {
    letter: width
    for letters, width in (
        ("ijl'", 222),
        ("ft !,./:;I[]\\|·", 278),
        ("r()-{}`´", 333),
        ('"*', 365),
        ("cksvxyzJ", 500),
        ("abdeghnopqu0123456789L_#$?–", 556),
        ("+<=>~^", 584),
        ("FTZ¿", 611),
        ("ABEKPSVXY&", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("mM", 833),
        ("%W@—…", 1000),
    )
    for letter in letters
}
_OTHER = 667
_BOLD = 1.08
_LINE, _TITLE_LINE = 1.2, 1.08
# Two programs never break lines at quite the same letter.
_CAUTION = 1.015


@dataclass(frozen=True, slots=True)
class Room:
    """A box of words, in points: its width and its height."""

    width: float
    height: float


def text_width(text: str, points: float, *, bold: bool = False) -> float:
    """Return how long a text is on one line, in points."""
    plain = unicodedata.normalize("NFD", text)
    units = sum(
        _WIDTHS.get(letter, _OTHER)
        for letter in plain
        if not unicodedata.combining(letter)
    )
    return units * points / 1000 * (_BOLD if bold else 1) * _CAUTION


def line_count(text: str, points: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a box `width` points wide."""
    return sum(
        _wrapped(line.split(" "), points, width, bold=bold) for line in text.split("\n")
    )


def _wrapped(words: Sequence[str], points: float, width: float, *, bold: bool) -> int:
    space = text_width(" ", points, bold=bold)
    lines, filled = 1, 0.0
    for word in words:
        length = text_width(word, points, bold=bold)
        if filled and filled + length > width:
            lines, filled = lines + 1, 0.0
        broken = int(length // width)
        lines += broken
        filled += length - broken * width + space
    return lines


def text_height(
    texts: Iterable[str],
    points: float,
    width: float,
    *,
    before: float = 0,
    bold: bool = False,
) -> float:
    """Return how high paragraphs are, with `before` points above each but the first.

    Bold words are titles, whose lines stand closer to each other.
    """
    counts = [line_count(text, points, width, bold=bold) for text in texts]
    line = _TITLE_LINE if bold else _LINE
    return sum(counts) * points * line + before * max(len(counts) - 1, 0)


def largest_size(
    texts: Sequence[str],
    sizes: Sequence[int],
    room: Room,
    *,
    before: float = 0,
    bold: bool = False,
) -> int:
    """Return the largest of `sizes` (in points, falling) at which the texts fit.

    Where none is small enough it is the smallest: text that nobody can read from the
    back row is no better than text that runs over.
    """
    for points in sizes:
        high = text_height(texts, points, room.width, before=before, bold=bold)
        if high <= room.height:
            return points
    return sizes[-1]
