"""The options of a question and their codes, and what was ever given out.

A code and a name stay with their option: answers of earlier sessions stand under them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.domain.surveys.limits import LARGEST_CODE, MOST_OPTIONS
from facilitator.domain.surveys.matrix import MOST_POINTS
from facilitator.domain.surveys.ranking import MOST_RANKED
from facilitator.domain.surveys.section_names import unused
from facilitator.domain.text import LANGUAGES
from facilitator.errors import FacilitatorError
from facilitator.library.survey_tree import Tree

_MOST = {"ranking": MOST_RANKED, "matrix": MOST_POINTS}
# What stands for a name until there are English words to make one of.
NEW_OPTION = "new_option"
NO_WORDS = dict.fromkeys(LANGUAGES, "")


class TooManyError(FacilitatorError):
    """A survey, or a list in it, is full."""

    code = "too-many"
    status = 422
    sentence = "There are {most} already, which is as many as there can be."


class NoSuchPartError(FacilitatorError):
    """What was to be changed is not there."""

    code = "no-such-part"
    status = 404
    sentence = "This part of the survey is not there any more. Load the page again."


@dataclass(frozen=True, slots=True)
class Used:
    """Names and codes that were ever given: none is given a second time.

    Statements and areas have their names among those of the options.
    """

    questions: frozenset[str] = frozenset()
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)

    def with_tree(self, tree: Tree) -> "Used":
        """Return these, and those of a tree."""
        options, codes = dict(self.options), dict(self.codes)
        for question in tree["questions"]:
            name, there = str(question.get("name", "")), options_of(question)
            parts = (*there, *parts_of(question, "rows"), *parts_of(question, "areas"))
            names = {str(one.get("name", "")) for one in parts}
            options[name] = options.get(name, frozenset()) | names
            numbers = [number for number in codes_of(there) if number]
            codes[name] = max([codes.get(name, 0), *numbers])
        names = {str(question.get("name", "")) for question in tree["questions"]}
        return Used(self.questions | names, options, codes)


def options_of(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a question, as far as they are options."""
    return parts_of(question, "options")


def parts_of(question: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the options, rows or areas of a question, as far as they are some."""
    there = question.get(key)
    return [one for one in there if isinstance(one, dict)] if there else []


def codes_of(options: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the code of each option: its own, else its position; 0 if unreadable."""
    return [
        _code(option.get("code"), position)
        for position, option in enumerate(options, start=1)
    ]


def _code(written: object, position: int) -> int:
    if written is None:
        return position
    words = str(written)
    return int(words) if words.isascii() and words.isdigit() else 0


def add_option(question: dict[str, Any], used: Used) -> int:
    """Add an option with a code that none of this question ever had."""
    kind = str(question.get("kind", ""))
    most = _MOST.get(kind, MOST_OPTIONS)
    options = room_for(question.setdefault("options", []), most)
    _fix_codes(options)
    name = str(question.get("name", ""))
    names = {str(one.get("name", "")) for one in options}
    taken = names | used.options.get(name, frozenset())
    given = 0 if kind == "matrix" else used.codes.get(name, 0)
    code = max([given, 0, *codes_of(options)]) + 1
    if code > LARGEST_CODE:
        raise TooManyError(most=LARGEST_CODE)
    made = {"name": unused(NEW_OPTION, taken), "code": str(code)}
    options.append({**made, "label": dict(NO_WORDS)})
    _loosen_codes(options)
    return len(options) - 1


def remove_option(question: dict[str, Any], index: int) -> int:
    """Take an option out; the codes of the others stay."""
    options = question.get("options", [])
    part_at(options, index)
    _fix_codes(options)
    del options[index]
    _settle_codes(question)
    return min(index, len(options) - 1)


def move_option(question: dict[str, Any], index: int, to: int) -> int:
    """Put an option in another place; its code goes with it."""
    options = question.get("options", [])
    moved = part_at(options, index)
    _fix_codes(options)
    del options[index]
    place = min(max(to, 0), len(options))
    options.insert(place, moved)
    _settle_codes(question)
    return place


def _settle_codes(question: dict[str, Any]) -> None:
    """Leave the codes as they are; those of a scale are the places of its points."""
    if question.get("kind") == "matrix":
        for option in options_of(question):
            option.pop("code", None)
    else:
        _loosen_codes(options_of(question))


def _fix_codes(options: list[dict[str, Any]]) -> None:
    """Write down the code of each option, which its place would give it."""
    for option, code in zip(options, codes_of(options), strict=True):
        option.setdefault("code", str(code))


def _loosen_codes(options: list[dict[str, Any]]) -> None:
    """Leave out the codes where each is its place, as most files do."""
    places = range(1, len(options) + 1)
    if all(str(o.get("code")) == str(n) for o, n in zip(options, places, strict=True)):
        for option in options:
            del option["code"]


def part_at(parts: list[Any], index: int) -> Any:  # noqa: ANN401  # a part of the tree
    """Return a part of a list that must be there."""
    if not 0 <= index < len(parts):
        raise NoSuchPartError
    return parts[index]


def room_for(parts: list[Any], most: int) -> list[Any]:
    """Return a list that has room for one more."""
    if len(parts) >= most:
        raise TooManyError(most=most)
    return parts
