"""Codes that go by place, held to what they stood for in earlier versions of a file.

The points of a matrix and the areas of a picture count 1, 2, 3. Once people answered,
another order would give a code another meaning, and nobody would see it.
"""

from collections.abc import Iterable, Mapping

from facilitator.domain.surveys.survey import Question, Survey
from facilitator.library.option_edits import parts_of
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading
from facilitator.library.survey_tree import Tree

_PARTS: Mapping[str, str] = {"matrix": "options", "point": "areas"}
Given = dict[str, dict[int, str]]


def code_problems(
    reading: Reading[Survey], earlier: Iterable[Tree]
) -> tuple[Problem, ...]:
    """Return which questions give a code that stood for something else.

    Args:
        reading: the survey as it is to be.
        earlier: the trees of its file as it is and as it was.
    """
    given = _given(earlier)
    return tuple(
        Problem(
            reading.file,
            reading.line("questions", index, _PARTS[question.kind]),
            "error",
            f"`{question.name}` had these codes for something else before.",
        )
        for index, question in enumerate(reading.value.questions)
        if question.kind in _PARTS and _is_other(question, given)
    )


def _is_other(question: Question, given: Given) -> bool:
    known = given.get(question.name, {})
    parts = question.options if question.kind == "matrix" else question.areas
    names = dict(enumerate((part.name for part in parts), start=1))
    return any(known.get(code, name) != name for code, name in names.items())


def _given(earlier: Iterable[Tree]) -> Given:
    found: Given = {}
    for tree in earlier:
        for question in tree["questions"]:
            key = _PARTS.get(str(question.get("kind")))
            for code, part in enumerate(parts_of(question, key) if key else (), 1):
                name = str(question.get("name", ""))
                found.setdefault(name, {})[code] = str(part.get("name", ""))
    return found
