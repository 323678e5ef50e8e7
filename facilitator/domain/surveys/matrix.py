"""Matrices: statements on one scale, each counted as a question of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.domain.surveys.survey import (
    Answer,
    Question,
    Statement,
    Survey,
    is_declined,
)
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

MOST_STATEMENTS = 10
# More cannot be read from the back of a room, nor answered while it waits.
MOST_STATEMENTS_OF_POLL = 6
# So many points stand side by side below a thumb on the narrowest phone.
MOST_POINTS = 5
# A name that Stata takes whole, and how much of it says which half of a pair it is.
LONGEST_PART, HALF = 32, len("_before")

_ENDS = ("?", "!", "…", ".", ":")


class NotAllRatedError(BadInputError):
    """A required matrix has statements without an answer."""

    code = "not-all-rated"
    sentence = "Answer every statement: {rated} of {all} have an answer."


def cells_of(question: Question) -> tuple[str, ...]:
    """Return what a matrix asks, one by one: `statement`, or `statement.before`."""
    halves = (".before", ".now") if question.retrospective else ("",)
    return tuple(f"{row.name}{half}" for row in question.rows for half in halves)


def read_matrix(question: Question, given: object) -> dict[str, str] | None:
    """Return the answer of each statement, in order; None: it is none of this matrix.

    A statement may be left out, or be empty, unless the question is required.

    Raises:
        BadInputError: a required matrix is not whole.
    """
    cells = cells_of(question)
    if not isinstance(given, dict) or len(given) > len(cells):
        return None
    names = {option.name for option in question.choices}
    for cell, name in given.items():
        if cell not in cells or not isinstance(name, str):
            return None
        if name and name not in names:
            return None
    rated = {cell: str(given[cell]) for cell in cells if given.get(cell)}
    if rated and question.required and len(rated) < len(cells):
        raise NotAllRatedError(rated=len(rated), all=len(cells))
    return rated


def parts_of(question: Question) -> tuple[Question, ...]:
    """Return the statements as questions of their own; another kind is its own part.

    A part of a scale of the program is of that kind; of a matrix with its own scale it
    is of kind `matrix`, without rows.
    """
    if question.kind != "matrix":
        return (question,)
    return tuple(_part(question, row) for row in question.rows)


def part_answer(
    question: Question, row: Statement, answer: Answer | None
) -> Answer | None:
    """Return what was answered to one statement, as its part takes it."""
    if is_declined(answer) or not isinstance(answer, dict):
        return answer if is_declined(answer) else None
    if not question.retrospective:
        return answer.get(row.name)
    halves = {when: answer.get(f"{row.name}.{when}", "") for when in ("before", "now")}
    return {when: name for when, name in halves.items() if name} or None


def part_answers(
    question: Question, row: Statement, answers: Sequence[Answer]
) -> list[Answer]:
    """Return everybody's answer to one statement; who left it out is left out."""
    found = (part_answer(question, row, answer) for answer in answers)
    return [answer for answer in found if answer is not None]


def in_parts(survey: Survey) -> Survey:
    """Return a survey in which each statement of a matrix is a question."""
    parts = (part for asked in survey.questions for part in parts_of(asked))
    return replace(survey, questions=tuple(parts))


def response_in_parts(
    survey: Survey, response: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Return one form's answers by the names of the parts."""
    return dict(_by_part(survey, response))


def _by_part(
    survey: Survey, response: Mapping[str, Answer]
) -> Iterator[tuple[str, Answer]]:
    for question in survey.questions:
        given = response.get(question.name)
        if question.kind != "matrix" or not question.rows:
            if given is not None:
                yield question.name, given
            continue
        for row in question.rows:
            answer = part_answer(question, row, given)
            if answer is not None:
                yield part_name(question, row), answer


def part_name(question: Question, row: Statement) -> str:
    """Return what a statement is called in workbooks."""
    return f"{question.name}_{row.name}"


def _part(question: Question, row: Statement) -> Question:
    label = Text(
        _joined(question.label.en, row.label.en),
        _joined(question.label.es, row.label.es),
    )
    return replace(
        question,
        name=part_name(question, row),
        kind=question.scale or "matrix",
        label=label,
        scale="",
        rows=(),
    )


def _joined(asked: str, statement: str) -> str:
    """Return the question and its statement on one line, either alone if it must be."""
    if not asked or not statement:
        return asked or statement
    return f"{asked}{' ' if asked.endswith(_ENDS) else ': '}{statement}"
