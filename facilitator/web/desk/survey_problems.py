"""What the proofreader says of a survey, beside the field that it is about."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from facilitator.domain.surveys.limits import MOST_QUESTIONS
from facilitator.domain.surveys.survey import Survey
from facilitator.library.problems import Problem
from facilitator.library.reading import Reading
from facilitator.library.survey_tree import Place, places

Words = Callable[["re.Match[str]"], str]
_NEEDS = re.compile(r"A (?:rating|number) needs `(\w+)`\.\Z")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in the trainer's words.

    `part` is `about`, or `q` and the number of a question from 0; `field` the field of
    its form, "" where none has it; `ours` whether the words are in their language.
    """

    part: str
    field: str
    sentence: str
    stops: bool
    ours: bool = True


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
    sentence = _sentence(problem.message)
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
        return f"q{place[1]}", ".".join(_in_question(place[2:]))
    rest = ("section", *place[1:]) if place[:1] == ("sections",) else place
    return "about", ".".join(str(step) for step in rest)


def _in_question(place: Place) -> Iterator[str]:
    for step in place:
        yield "option" if step == "options" and len(place) > 1 else str(step)


def _sentence(message: str) -> str:
    """Return a message of the proofreader as the desk says it, or nothing."""
    for pattern, words in _WORDS:
        match = re.search(pattern, message, re.IGNORECASE)
        if match:
            return words(match)
    return ""


_WORDS: tuple[tuple[str, Words], ...] = (
    (r"the text is empty\.\Z", lambda _m: _("The words are missing here.")),
    (r"`(?:label|en|es|title)` is missing", lambda _m: _("The words are missing.")),
    (r"the (?:English|Spanish) \(`..`\) is missing", lambda _m: _("One is missing.")),
    (
        r"the text has (\d+) characters, at most (\d+)",
        lambda m: _(
            "This has %(number)s characters; at most %(most)s fit.",
            number=m[1],
            most=m[2],
        ),
    ),
    (
        r"A choice needs two options",
        lambda _m: _("A choice needs two options or more."),
    ),
    (
        r"`fewest` is larger than `most`",
        lambda _m: _("The fewest choices are more than the most."),
    ),
    (
        r"`seconds` belongs to a poll",
        lambda _m: _("Only a poll closes by itself."),
    ),
    (
        r"`(?:most|fewest)` is larger than the options",
        lambda _m: _("This is more than there are options."),
    ),
    (
        r"write a whole number from (\d+) to (\d+)",
        lambda m: _(
            "Write a whole number from %(least)s to %(most)s.", least=m[1], most=m[2]
        ),
    ),
    (
        r"A (?:rating|number) needs `",
        lambda _m: _("This kind of question needs it."),
    ),
    (
        r"`least` is not smaller than `greatest`",
        lambda _m: _("The smallest number must be smaller than the largest."),
    ),
    (
        r"An explanation needs an option with `right",
        lambda _m: _("An explanation needs an option that is marked as right."),
    ),
    (r"A poll cannot ask for a date", lambda _m: _("A poll cannot ask for a date.")),
    (
        r"A poll asks once",
        lambda _m: _("A poll asks once. Ask before and now in an evaluation."),
    ),
    (
        r"The name `(.*)` is here twice",
        lambda m: _("The name “%(name)s” is here twice.", name=m[1]),
    ),
    (
        r"The code (\d+) is here twice",
        lambda m: _("The code %(code)s is here twice.", code=m[1]),
    ),
    (
        r"The list has (\d+) items; (\d+) to (\d+) are allowed",
        lambda m: _(
            "There are %(number)s here; %(least)s to %(most)s are allowed.",
            number=m[1],
            least=m[2],
            most=m[3],
        ),
    ),
    (
        r"There is no section `(.*)` in",
        lambda m: _("There is no section “%(name)s”.", name=m[1]),
    ),
    (
        r"There is no objective `(.*)` in sessions/(.*)\.yaml",
        lambda m: _(
            "The plan %(plan)s has no objective “%(name)s”.", plan=m[2], name=m[1]
        ),
    ),
    (
        r"There is no poll `(.*)` in surveys/",
        lambda m: _(
            "A slide of a plan asks for the poll “%(name)s”, which would be gone. "
            "Keep it, or take it out of the slide's notes first.",
            name=m[1],
        ),
    ),
    (
        r"The plan `(.*)` uses this as its \w+, but its kind is",
        lambda m: _(
            "The plan %(plan)s uses this survey as what it was before.", plan=m[1]
        ),
    ),
    (
        r"\A(.*): unknown key",
        lambda m: _("The program does not know “%(key)s”. It is kept.", key=m[1]),
    ),
    (r"The English of this text is a draft", lambda _m: _("The English is a draft.")),
    (r"The Spanish of this text is a draft", lambda _m: _("The Spanish is a draft.")),
    (r"\AThe English is a draft", lambda _m: _("The English is a draft.")),
    (r"\AThe Spanish is a draft", lambda _m: _("The Spanish is a draft.")),
)
