"""What the proofreader says of a survey, beside the field that it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from facilitator.domain.surveys.limits import MOST_QUESTIONS
from facilitator.domain.surveys.survey import Survey
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading
from facilitator.library.relevance import MANY
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
    found = [_told(problem, reading, lines) for problem in sorted(set(problems))]
    return tuple(dict.fromkeys(found))


def _told(problem: Problem, reading: Reading[Survey], lines: dict[int, Place]) -> Told:
    is_here = problem.file == reading.file
    place = lines.get(problem.line, ()) if is_here else ()
    needs = _NEEDS.match(problem.message)
    if needs and len(place) > 1:
        place = (*place[:2], needs[1])
    part, field = part_of(place)
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


def part_of(place: Place) -> tuple[str, str]:
    """Return which part of the editor a place of the file is in, and its field."""
    if len(place) > 2 and place[-2] == "translation":  # noqa: PLR2004  # of a text
        place = (*place[:-2], place[-1])
    if place[:1] == ("questions",) and len(place) > 1:
        return f"q{place[1]}", ".".join(_called(place[2:]))
    if place[:1] in (("sections",), ("cases",)):
        return str(place[0]), ".".join(_called(place))
    return "about", ".".join(str(step) for step in place)


def _called(place: Place) -> Iterator[str]:
    """Yield the steps to a field as its form calls it."""
    for index, step in enumerate(place):
        if step == "relevant":
            yield "relevant"
            if len(place) > index + 1:
                yield str(_test_in(place[index + 1 :]))
            return
        is_within = len(place) > index + 1
        yield _ONE_OF.get(str(step), str(step)) if is_within else str(step)


def _test_in(steps: Place) -> int:
    """Return which test of a rule a place is in."""
    found = 0
    for step in steps:
        if isinstance(step, int):
            found = step
        elif step not in MANY:
            break
    return found
