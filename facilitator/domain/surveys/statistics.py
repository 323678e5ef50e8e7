"""What a set of answers comes to: counts, the top two boxes, mean and median.

Counts are kept and shares worked out from them, so that nothing is rounded twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, median
from typing import Literal

from facilitator.domain.surveys.points import named_area
from facilitator.domain.surveys.survey import Answer, Option, Question

When = Literal["before", "now"]

_Z95 = NormalDist().inv_cdf(0.975)
_BOXES = 2


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose one option."""

    option: Option
    count: int


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many out of so many; shares lie between 0 and 1."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """The count as a share of all."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the answers to a scale lie, in its codes; `n` answered it."""

    n: int
    mean: float
    median: float


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the `pairs` who answered both before and now moved, in codes."""

    pairs: int
    mean: float
    median: float


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the Wilson score interval (95 %, no continuity correction).

    Source: Wilson, JASA 1927; the form in Newcombe, Statistics in Medicine 1998.
    """
    share, square = count / of, _Z95 * _Z95
    centre = share + square / (2 * of)
    spread = _Z95 * sqrt((share * (1 - share) + square / (4 * of)) / of)
    whole = 1 + square / of
    low = 0.0 if count == 0 else (centre - spread) / whole
    high = 1.0 if count == of else (centre + spread) / whole
    return low, high


def picked(
    question: Question, answers: Iterable[Answer], when: When = "now"
) -> tuple[tuple[str, ...], ...]:
    """Return the names each person chose; who chose nothing is left out.

    Of a retrospective pair only the part `when` is taken.
    """
    chosen = (_names(question, answer, when) for answer in answers)
    known = {option.name for option in question.choices}
    return tuple(names for names in chosen if names and known.issuperset(names))


def _names(question: Question, answer: Answer, when: When) -> tuple[str, ...]:
    if question.kind == "point":
        return (named_area(question.counted_areas, answer),)
    if isinstance(answer, dict) and not question.other:
        return (answer[when],) if when in answer else ()
    return (answer,) if isinstance(answer, str) else tuple(answer)


def tally(
    question: Question, answers: Iterable[Answer], when: When = "now"
) -> tuple[Count, ...]:
    """Return a count per option, in order; a multiple choice counts each tick."""
    names = [name for names in picked(question, answers, when) for name in names]
    return tuple(Count(o, names.count(o.name)) for o in question.choices)


def top_two_box(
    question: Question, answers: Iterable[Answer], when: When = "now"
) -> Proportion | None:
    """Return who chose one of the two highest; None unless a scale was answered."""
    if not question.is_scale:
        return None
    counts = tally(question, answers, when)
    of = sum(c.count for c in counts)
    return Proportion(sum(c.count for c in counts[-_BOXES:]), of) if of else None


def centre(
    question: Question, answers: Iterable[Answer], when: When = "now"
) -> Centre | None:
    """Return n, mean and median; None unless a scale was answered."""
    if not question.is_scale:
        return None
    codes = [
        c.option.code for c in tally(question, answers, when) for _ in range(c.count)
    ]
    return Centre(len(codes), fmean(codes), float(median(codes))) if codes else None


def changes(question: Question, answers: Iterable[Answer]) -> tuple[int, ...]:
    """Return now minus before, in codes, of everybody who answered both.

    Who answered one half only says nothing about a change, and is left out.
    """
    code = {option.name: option.code for option in question.choices}
    return tuple(
        code[answer["now"]] - code[answer["before"]]
        for answer in whole_pairs(question, answers)
    )


def whole_pairs(
    question: Question, answers: Iterable[Answer]
) -> tuple[dict[str, str], ...]:
    """Return the pairs of whom answered both before and now."""
    known = {option.name for option in question.choices}
    return tuple(
        answer
        for answer in answers
        if isinstance(answer, dict)
        and answer.get("before") in known
        and answer.get("now") in known
    )


def shift(question: Question, answers: Iterable[Answer]) -> Shift | None:
    """Return the mean and median change of code; None without whole pairs."""
    moves = changes(question, answers)
    return Shift(len(moves), fmean(moves), float(median(moves))) if moves else None
