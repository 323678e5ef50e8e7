"""What the proofreader says of a survey, beside the field that it is about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from flask_babel import gettext as _

from facilitator.domain.surveys.limits import MOST_QUESTIONS
from facilitator.domain.surveys.relevance import COMPARISONS
from facilitator.domain.surveys.survey import Survey
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading
from facilitator.library.relevance import MANY
from facilitator.library.statement_edits import NEW_STATEMENT
from facilitator.library.survey_naming import is_provisional
from facilitator.library.survey_tree import Place, places
from facilitator.web.desk.survey_sentences import sentence_for

_NEEDS = re.compile(r"A (?:rating|number|matrix|point) needs `(\w+)`\.\Z")
# A list of parts, and what the form calls one of them.
_ONE_OF = {
    "options": "option",
    "rows": "row",
    "areas": "area",
    "sections": "section",
    "cases": "case",
}

_ROW_NAME = ("questions", 0, "rows", 0, "name")
# The first field of a part, which is where one goes on that has none of its own.
_FIRST_OF = {
    "option": "label.en",
    "row": "label.en",
    "area": "left",
    "section": "label.en",
    "case": "title.en",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in the trainer's words.

    `part` is `about`, `sections`, `cases`, or `q` and a question's number from 0.
    `field` is the field of its form, "" where none has it; `ours` tells whether the
    words are in their language.
    """

    part: str
    field: str
    sentence: str
    stops: bool
    ours: bool = True

    @property
    def focus(self) -> str:
        """The field to go on at, where the problem is told of a part as a whole."""
        part, _dot, last = self.field.rpartition(".")
        if "relevant" in part:
            return f"{self.field}.said"
        if last == "name" and part:
            return f"{part}.{_FIRST_OF[part.split('.')[0]]}"
        return self.field


def told(reading: Reading[Survey], problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Return problems of a survey, each with its place in the editor."""
    lines = places(reading)
    found = [
        _told(problem, reading, lines)
        for problem in sorted(set(problems))
        if not _is_of_no_name(problem, reading, lines)
    ]
    return tuple(dict.fromkeys(found))


def _is_of_no_name(
    problem: Problem, reading: Reading[Survey], lines: dict[int, Place]
) -> bool:
    """Whether a problem is about a name that a statement has until it is written."""
    place = lines.get(problem.line, ()) if problem.file == reading.file else ()
    if len(place) != len(_ROW_NAME) or place[::2] != _ROW_NAME[::2]:
        return False
    _questions, index, _rows, at, _name = place
    row = reading.value.questions[int(index)].rows[int(at)]
    return is_provisional({"name": row.name}, NEW_STATEMENT)


def _told(problem: Problem, reading: Reading[Survey], lines: dict[int, Place]) -> Told:
    is_here = problem.file == reading.file
    place = lines.get(problem.line, ()) if is_here else ()
    needs = _NEEDS.match(problem.message)
    if needs and len(place) > 1:
        place = (*place[:2], needs[1])
    part, field = part_of(place, lines)
    sentence = sentence_for(field, problem.message)
    if place == ("questions",):
        sentence = _(
            "A survey has at least one question and at most %(most)s.",
            most=MOST_QUESTIONS,
        )
    return Told(
        part,
        field,
        sentence or problem.message,
        problem.severity == "error",
        bool(sentence),
    )


def part_of(place: Place, lines: Mapping[int, Place]) -> tuple[str, str]:
    """Return which part of the editor a place of the file is in, and its field.

    `lines` are the places of the whole file: conditions are counted by them.
    """
    if len(place) > 2 and place[-2] == "translation":  # noqa: PLR2004  # of a text
        place = (*place[:-2], place[-1])
    if place[:1] == ("questions",) and len(place) > 1:
        return f"q{place[1]}", ".".join(_called(place, 2, lines))
    if place[:1] in (("sections",), ("cases",)):
        return str(place[0]), ".".join(_called(place, 0, lines))
    return "about", ".".join(str(step) for step in place)


def _called(place: Place, begin: int, lines: Mapping[int, Place]) -> Iterator[str]:
    """Yield the steps to a field, from the first that its form has, as it calls it."""
    for index, step in enumerate(place[begin:], start=begin):
        if step == "relevant":
            yield "relevant"
            if len(place) > index + 1:
                yield str(_test_at(place, index + 1, lines))
            return
        is_within = len(place) > index + 1
        yield _ONE_OF.get(str(step), str(step)) if is_within else str(step)


def _test_at(place: Place, begin: int, lines: Mapping[int, Place]) -> int:
    """Return which test a place is in, counted through all groups of its rule."""
    rule = place[:begin]
    tests = dict.fromkeys(
        _test_in(other, begin)
        for _line, other in sorted(lines.items())
        if other[:begin] == rule and other[-1] in ("question", *COMPARISONS)
    )
    own = _test_in(place, begin)
    return list(tests).index(own) if own in tests else 0


def _test_in(place: Place, begin: int) -> Place:
    """Return the beginning of a place that leads to a test."""
    is_of = (isinstance(step, int) or step in MANY for step in place[begin:])
    return place[: begin + len(list(takewhile(bool, is_of)))]
