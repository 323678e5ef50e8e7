"""What a room answered, counted, as far as it may be shown to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.statistics import Count, Proportion, When, picked, tally
from facilitator.domain.survey import SCALES, Answer, Question

# How few people chose what could tell who they are.
FEWEST_SHOWN = 5

_BOXES = 2


@dataclass(frozen=True, slots=True)
class Series:
    """One set of answers: a round of a question, or one half of a retrospective pair.

    `counts` has an entry per option, in order. It is empty where fewer than
    `FEWEST_SHOWN` answered, and for questions without options. `when` is empty but
    for a half of a pair.
    """

    answered: int
    counts: tuple[Count, ...] = ()
    round: int = 1
    when: When | None = None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question that was asked, with every set of answers to it.

    `texts` are the written answers that the trainer let through, and no others.
    """

    question: Question
    series: tuple[Series, ...]
    texts: tuple[str, ...] = ()


def series(
    question: Question, answers: Sequence[Answer], *, round_: int = 1
) -> tuple[Series, ...]:
    """Return the answers of one round, counted: a pair's two halves, else one set."""
    if not question.choices:
        return (Series(len(answers), round=round_),)
    halves: tuple[When | None, ...] = (None,)
    if question.retrospective:
        halves = ("before", "now")
    return tuple(_counted(question, answers, round_, half) for half in halves)


def _counted(
    question: Question, answers: Sequence[Answer], round_: int, half: When | None
) -> Series:
    when = half or "now"
    answered = len(picked(question, answers, when))
    counts = tally(question, answers, when) if answered >= FEWEST_SHOWN else ()
    return Series(answered, counts, round_, half)


def top_two(question: Question, one: Series) -> Proportion | None:
    """Return who chose one of the two highest; None unless a scale is shown."""
    if question.kind not in SCALES or not one.counts:
        return None
    return Proportion(sum(c.count for c in one.counts[-_BOXES:]), one.answered)
