"""Scales by the group that people said they belong to, small groups hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.credit.small_cells import LEAST, suppressed_under_totals
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.right_wrong import is_knowledge
from facilitator.domain.surveys.statistics import When, picked
from facilitator.domain.surveys.survey import (
    OTHER_NAME,
    Answer,
    Option,
    Question,
    Survey,
    other_text,
)

_BOXES = 2


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group's answers to a scale: how many, and how many of the two highest.

    A number is None where it is hidden. `group` is None for people who did not say.
    """

    scale: Question
    when: When
    by: Question
    group: Option | None
    n: int | None
    top: int | None


def groupings(survey: Survey) -> tuple[Question, ...]:
    """Return the questions by which people are told apart: single choices."""
    return tuple(
        q for q in survey.questions if q.kind == "single" and not is_knowledge(q)
    )


def by_group(report: EvaluationReport, least: int = LEAST) -> Iterator[GroupFigures]:
    """Yield every scale by every group; numbers below `least` are hidden.

    So is each number by which one of them could be worked out, with the totals that
    the summary tells.
    """
    report = report.in_parts
    scales = [q for q in report.survey.questions if q.is_summed]
    halves: tuple[When, ...] = ("before", "now")
    for by in groupings(report.survey):
        for scale in scales:
            for when in halves if scale.retrospective else halves[1:]:
                yield from _split(report, scale, when, by, least)


def _split(
    report: EvaluationReport, scale: Question, when: When, by: Question, least: int
) -> Iterator[GroupFigures]:
    groups: tuple[Option | None, ...] = (*by.choices, None)
    rows = [_counts(_of(report, scale, by, group), scale, when) for group in groups]
    cells = suppressed_under_totals(rows, least)
    for number, group in enumerate(groups):
        top, _, n = cells[number] if cells else (None, None, None)
        yield GroupFigures(scale, when, by, group, n, top if n is not None else None)


def _of(
    report: EvaluationReport, scale: Question, by: Question, group: Option | None
) -> list[Answer]:
    name = group.name if group else None
    return [
        response[scale.name]
        for response in report.responses
        if scale.name in response and _group(response, by) == name
    ]


def _group(response: Mapping[str, Answer], by: Question) -> str | None:
    """Return the group of a person; who declined is with those who did not say."""
    chosen = response.get(by.name)
    if other_text(chosen):
        return OTHER_NAME
    return chosen if isinstance(chosen, str) else None


def _counts(answers: Sequence[Answer], scale: Question, when: When) -> tuple[int, int]:
    """Return how many chose one of the two highest, and how many another."""
    names = [name for (name,) in picked(scale, answers, when)]
    highest = {option.name for option in scale.choices[-_BOXES:]}
    top = sum(name in highest for name in names)
    return top, len(names) - top
