"""Rankings and matrices on the screens: mean places, and counts by statement."""

from typing import Any

from facilitator.domain.surveys.matrix import part_answers, parts_of
from facilitator.domain.surveys.ranking import placings
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.statistics import tally
from facilitator.domain.surveys.survey import Answer, Question

JSON = dict[str, Any]
Given = list[tuple[Answer, int]]
_DIGITS = 2


def means(question: Question, given: Given) -> list[float]:
    """Return the mean place of each option of a ranking, in order; [] elsewhere."""
    if question.kind != "ranking":
        return []
    placed = placings(question, _each(given))
    return [round(one.mean, _DIGITS) for one in placed]


def rows(question: Question, given: Given, *, everything: bool) -> list[JSON]:
    """Return how often each point was chosen for each statement of a matrix.

    A statement that fewer than `FEWEST_SHOWN` answered has no counts, unless the
    trainer alone is told (`everything`).
    """
    answers = _each(given)
    return [
        _row(part, part_answers(question, row, answers), everything)
        | {"name": row.name, "label": row.label.as_dict()}
        for row, part in zip(question.rows, parts_of(question), strict=False)
    ]


def _row(part: Question, answers: list[Answer], everything: bool) -> JSON:
    answered = len(answers)
    few = answered < FEWEST_SHOWN
    counts = [one.count for one in tally(part, answers)]
    return {
        "answered": answered,
        "few": few,
        "counts": counts if everything or not few else [],
    }


def _each(given: Given) -> list[Answer]:
    return [answer for answer, phones in given for _ in range(phones)]
