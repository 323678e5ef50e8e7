"""Numbers that people write, and what a room's numbers come to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from statistics import median

from facilitator.domain.text import Text

MOST_DECIMALS = 3
LARGEST = 999_999_999
MOST_BARS = 8

# Digits of other scripts would be read by Python and by no spreadsheet.
_WRITTEN = re.compile(r"([-+\u2212]?)([0-9]{1,10})(?:[.,]([0-9]{1,3}))?")
_LONGEST = 40
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many wrote a number from `low` to `high`; both belong to it."""

    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """A room's numbers: how many, the middle one, the ends, and at most 8 bars."""

    n: int
    median: Decimal
    lowest: Decimal
    highest: Decimal
    bars: tuple[Bar, ...]


def read_amount(given: object, decimals: int) -> Decimal | None:
    """Return the number that somebody wrote, with a comma or a point; None: it is none.

    More digits behind the mark than `decimals` are refused rather than rounded: in
    "1,000" nobody can tell a thousand from one.
    """
    if type(given) not in (str, int, float):  # True is not 1
        return None
    if isinstance(given, int) and abs(given) > LARGEST:
        return None  # Python refuses to write very long numbers
    words = str(given)
    found = len(words) <= _LONGEST and _WRITTEN.fullmatch(words.strip())
    if not found:
        return None
    sign, whole, part = found.groups(default="")
    if len(part) > decimals:
        return None
    return Decimal(f"{'' if sign in ('', '+') else '-'}{whole}.{part or 0}")


def plain_amount(number: Decimal) -> str:
    """Return a number in its one form: a point, and no zeros that say nothing."""
    words = f"{number:f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words


def amount_words(number: Decimal) -> Text:
    """Return a number as screens write it: Spanish of the United States has a point."""
    words = plain_amount(number).replace("-", "\u2212")
    return Text(words, words)


def bar_words(bar: Bar) -> Text:
    """Return the range of a bar, such as `5–9`."""
    low, high = amount_words(bar.low), amount_words(bar.high)
    if low == high:
        return low
    return Text(f"{low.en}–{high.en}", f"{low.es}–{high.es}")


def amounts(numbers: Sequence[Decimal], decimals: int) -> Amounts | None:
    """Return what the numbers come to; None where there are none."""
    if not numbers:
        return None
    return Amounts(
        len(numbers),
        Decimal(median(numbers)),
        min(numbers),
        max(numbers),
        _bars(numbers, Decimal(1).scaleb(-decimals)),
    )


def _bars(numbers: Sequence[Decimal], unit: Decimal) -> tuple[Bar, ...]:
    """Return bars of one round width that hold all numbers, empty ones too."""
    width = next(
        step
        for step in _widths(unit)
        if _place(max(numbers), step) - _place(min(numbers), step) < MOST_BARS
    )
    places = [_place(number, width) for number in numbers]
    return tuple(
        Bar(place * width, (place + 1) * width - unit, places.count(place))
        for place in range(min(places), max(places) + 1)
    )


def _widths(unit: Decimal) -> "tuple[Decimal, ...]":
    return tuple(unit * 10**ten * step for ten in range(15) for step in _STEPS)


def _place(number: Decimal, width: Decimal) -> int:
    return int((number / width).to_integral_value(ROUND_FLOOR))
