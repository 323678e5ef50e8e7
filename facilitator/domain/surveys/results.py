"""What a room answered, counted, as far as it may be shown to anybody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from facilitator.domain.surveys.amounts import Amounts, amounts, bar_words, read_amount
from facilitator.domain.surveys.matrix import part_answers, parts_of
from facilitator.domain.surveys.points import Dot, marked
from facilitator.domain.surveys.ranking import Placing, orders_of, placings
from facilitator.domain.surveys.statistics import Count, Proportion, When, picked, tally
from facilitator.domain.surveys.survey import Answer, Option, Question, given_of

# How few people chose what could tell who they are.
FEWEST_SHOWN = 5

_BOXES = 2


@dataclass(frozen=True, slots=True)
class Series:
    """One set of answers: a round of a question, or one half of a retrospective pair.

    `counts` has an entry per option, or per bar of numbers, in order. It is empty
    where fewer than `FEWEST_SHOWN` answered, and for texts and dates; `numbers`
    likewise. Of words it has those let through, largest first. `when` is empty but
    for a half of a pair. Of a ranking `places` says where each option was put, and
    `counts` how many put it first. A matrix has counts in its parts alone. Of a point
    `dots` are the places; there are as few as there are counts.
    """

    answered: int
    counts: tuple[Count, ...] = ()
    round: int = 1
    when: When | None = None
    numbers: Amounts | None = None
    places: tuple[Placing, ...] = ()
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownText:
    """A written answer that was let through; `count` phones said it, or the like."""

    text: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question that was asked, with every set of answers to it.

    `texts` are the written answers that the trainer let through, and no others. The
    `parts` of a matrix are its statements, each a question with its own answers.
    """

    question: Question
    series: tuple[Series, ...]
    texts: tuple[ShownText, ...] = ()
    parts: tuple["QuestionResult", ...] = ()


def result_of(
    question: Question,
    rounds: Mapping[int, Sequence[Answer]],
    texts: tuple[ShownText, ...] = (),
) -> QuestionResult:
    """Return a question with the answers of each round, counted."""
    counted = [one for n, a in rounds.items() for one in series(question, a, round_=n)]
    parts = [
        result_of(part, {n: part_answers(question, row, a) for n, a in rounds.items()})
        for row, part in zip(question.rows, parts_of(question), strict=False)
    ]
    return QuestionResult(question, tuple(counted), texts, tuple(parts))


def series(
    question: Question, answers: Sequence[Answer], *, round_: int = 1
) -> tuple[Series, ...]:
    """Return the answers of one round, counted: a pair's two halves, else one set."""
    if question.kind == "numeric":
        return (_numbers(question, answers, round_),)
    if question.kind == "ranking":
        return (_ranked(question, answers, round_),)
    if not question.choices or question.rows:
        return (Series(len(given_of(answers)), round=round_),)
    halves: tuple[When | None, ...] = (None,)
    if question.retrospective:
        halves = ("before", "now")
    return tuple(_counted(question, answers, round_, half) for half in halves)


def numbers_of(question: Question, answers: Iterable[Answer]) -> Amounts | None:
    """Return what the numbers of a room come to; None where nobody wrote one."""
    written = (read_amount(answer, question.decimals) for answer in answers)
    numbers: list[Decimal] = [number for number in written if number is not None]
    return amounts(numbers, question.decimals)


def bars(numbers: Amounts | None) -> tuple[Count, ...]:
    """Return the bars of a room's numbers as counts, each called by its range."""
    shown = numbers.bars if numbers else ()
    return tuple(
        Count(Option(str(place), place, bar_words(bar)), bar.count)
        for place, bar in enumerate(shown, start=1)
    )


def _numbers(question: Question, answers: Sequence[Answer], round_: int) -> Series:
    numbers = numbers_of(question, answers)
    answered = numbers.n if numbers else 0
    if answered < FEWEST_SHOWN:
        return Series(answered, round=round_)
    return Series(answered, bars(numbers), round_, numbers=numbers)


def _ranked(question: Question, answers: Sequence[Answer], round_: int) -> Series:
    answered = len(orders_of(question, answers))
    if answered < FEWEST_SHOWN:
        return Series(answered, round=round_)
    placed = placings(question, answers)
    firsts = tuple(Count(one.option, one.first) for one in placed)
    return Series(answered, firsts, round_, places=placed)


def _counted(
    question: Question, answers: Sequence[Answer], round_: int, half: When | None
) -> Series:
    when = half or "now"
    answered = len(picked(question, answers, when))
    if answered < FEWEST_SHOWN:
        return Series(answered, round=round_, when=half)
    counts = tally(question, answers, when)
    is_point = question.kind == "point"
    dots = marked(Counter(map(str, answers)).items()) if is_point else ()
    return Series(answered, counts, round_, half, dots=dots)


def top_two(question: Question, one: Series) -> Proportion | None:
    """Return who chose one of the two highest; None unless a scale is shown."""
    if not question.is_scale or not one.counts:
        return None
    return Proportion(sum(c.count for c in one.counts[-_BOXES:]), one.answered)
