"""What the buttons of a survey's editor do to it, and where the page goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.errors import BadInputError
from facilitator.library import option_edits, survey_edits
from facilitator.library.option_edits import NoSuchPartError, Used
from facilitator.library.survey_tree import Tree
from facilitator.web.desk.survey_form import ABOUT


def index_of(part: str) -> int:
    """Return the number of a question from the name of its part, or -1."""
    number = part[1:] if part[:1] == "q" else ""
    return int(number) if number.isascii() and number.isdigit() else -1


@dataclass(frozen=True, slots=True)
class Change:
    """What a button does to the survey: which, to what, and where the form is."""

    tree: Tree
    used: Used
    part: str
    numbers: tuple[int, ...]
    word: str

    @property
    def at(self) -> int:
        """The question that is meant: the one named, else the one that is open."""
        return self.numbers[0] if self.numbers else self.open

    @property
    def open(self) -> int:
        """The question whose form is open; -1 where none is."""
        return index_of(self.part)

    @property
    def question(self) -> dict[str, Any]:
        """The question whose form is open."""
        questions = self.tree["questions"]
        if not 0 <= self.open < len(questions):
            raise NoSuchPartError
        found: dict[str, Any] = questions[self.open]
        return found


Place = tuple[str, str]
"""Which part is open after a change, and the id of what has the focus."""


def _add(change: Change) -> Place:
    questions = change.tree["questions"]
    after = change.open if change.open >= 0 else len(questions) - 1
    kind = change.word or "single"
    return _open(
        survey_edits.new_question(change.tree, after, kind, change.used), "label.en"
    )


def _duplicate(change: Change) -> Place:
    made = survey_edits.duplicate_question(change.tree, change.at, change.used)
    return _open(made, "label.en")


def _remove(change: Change) -> Place:
    left = survey_edits.remove_question(change.tree, change.at)
    return _open(left, "undo") if left >= 0 else (ABOUT, "undo")


def _move(change: Change, by: int) -> Place:
    to = survey_edits.move_question(change.tree, change.at, change.at + by)
    return _open(to, f"{'up' if by < 0 else 'down'}-{to}")


def _move_to(change: Change) -> Place:
    if len(change.numbers) != 2:  # noqa: PLR2004  # from, to
        raise BadInputError(what="do")
    to = survey_edits.move_question(change.tree, *change.numbers)
    return _open(to, f"open-{to}")


def _add_option(change: Change) -> Place:
    made = option_edits.add_option(change.question, change.used)
    return change.part, f"option.{made}.label.en"


def _remove_option(change: Change) -> Place:
    option_edits.remove_option(change.question, change.at)
    return change.part, "undo"


def _move_option(change: Change, by: int) -> Place:
    to = option_edits.move_option(change.question, change.at, change.at + by)
    return change.part, f"option-{'up' if by < 0 else 'down'}-{to}"


def _add_section(change: Change) -> Place:
    return ABOUT, f"section.{survey_edits.add_section(change.tree)}.label.en"


def _remove_section(change: Change) -> Place:
    survey_edits.remove_section(change.tree, change.at)
    return ABOUT, "undo"


def _stay(change: Change) -> Place:
    return change.part, ""


def _go(change: Change) -> Place:
    return (f"q{change.at}" if change.numbers else ABOUT), ""


def _open(index: int, focus: str) -> Place:
    return f"q{index}", focus


DOES: Mapping[str, Callable[[Change], Place]] = {
    "words": _stay,
    "go": _go,
    "add": _add,
    "duplicate": _duplicate,
    "remove": _remove,
    "up": lambda change: _move(change, -1),
    "down": lambda change: _move(change, 1),
    "to": _move_to,
    "add-option": _add_option,
    "remove-option": _remove_option,
    "option-up": lambda change: _move_option(change, -1),
    "option-down": lambda change: _move_option(change, 1),
    "add-section": _add_section,
    "remove-section": _remove_section,
}
