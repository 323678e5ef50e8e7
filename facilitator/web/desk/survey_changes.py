"""What the buttons of a survey's editor do to it, and where the page goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.errors import BadInputError
from facilitator.library import (
    case_edits,
    option_edits,
    rule_edits,
    statement_edits,
    survey_edits,
)
from facilitator.library.option_edits import NoSuchPartError, Used, part_at
from facilitator.library.question_fields import can_edit, fields_of
from facilitator.library.rule_edits import askable, first_of
from facilitator.library.survey_tree import Tree
from facilitator.web.desk import survey_head
from facilitator.web.desk.survey_head import ABOUT, CASES, HEADS, SECTIONS


def index_of(part: str) -> int:
    """Return the number of a question from the name of its part, or -1."""
    number = part[1:] if part[:1] == "q" else ""
    return int(number) if number.isascii() and number.isdigit() else -1


@dataclass(frozen=True, slots=True)
class Change:
    """What a button does to the survey: which, to what, and where the form is.

    `focus` is the field that the page was left at.
    """

    tree: Tree
    used: Used
    part: str
    numbers: tuple[int, ...]
    word: str
    focus: str = ""

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

    def asked_with(self, key: str) -> dict[str, Any]:
        """Return the open question, which must be one that has fields for a key."""
        there = fields_of(str(self.question.get("kind")))
        if not can_edit(self.question) or key not in {field.key for field in there}:
            raise NoSuchPartError
        return self.question

    def headed_by(self, key: str) -> list[dict[str, Any]]:
        """Return the headings or the cases, which must be ones that have fields."""
        if not survey_head.can_edit(self.tree, key):
            raise NoSuchPartError
        found: list[dict[str, Any]] = self.tree.get(key, [])
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
    made = option_edits.add_option(change.asked_with("options"), change.used)
    return change.part, f"option.{made}.label.en"


def _remove_option(change: Change) -> Place:
    option_edits.remove_option(change.asked_with("options"), change.at)
    return change.part, "undo"


def _move_option(change: Change, by: int) -> Place:
    at = change.at
    to = option_edits.move_option(change.asked_with("options"), at, at + by)
    return change.part, f"option-{'up' if by < 0 else 'down'}-{to}"


def _add_row(change: Change) -> Place:
    made = statement_edits.add_statement(change.asked_with("rows"), change.used)
    return change.part, f"row.{made}.label.en"


def _move_row(change: Change, by: int) -> Place:
    at, question = change.at, change.asked_with("rows")
    to = statement_edits.move_part(question, "rows", at, at + by)
    return change.part, f"row-{'up' if by < 0 else 'down'}-{to}"


def _add_area(change: Change) -> Place:
    made = statement_edits.add_area(change.asked_with("areas"), change.used)
    return change.part, f"area.{made}.label.en"


def _remove_part(change: Change, key: str) -> Place:
    statement_edits.remove_part(change.asked_with(key), key, change.at)
    return change.part, "undo"


def _choose_picture(change: Change) -> Place:
    survey_edits.set_word(change.asked_with("picture"), "picture", change.word)
    return change.part, "picture"


def _add_test(change: Change) -> Place:
    question, asked = change.asked_with("relevant"), askable(change.tree, change.open)
    made = rule_edits.add_test(question, asked, *change.numbers[:1])
    return change.part, f"relevant.{made}.question"


def _add_group(change: Change) -> Place:
    question, asked = change.asked_with("relevant"), askable(change.tree, change.open)
    made = rule_edits.add_group(question, asked)
    return change.part, f"relevant.{made}.question"


def _remove_test(change: Change) -> Place:
    rule_edits.remove_test(change.asked_with("relevant"), change.at)
    return change.part, "undo"


def _section(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = part_at(change.headed_by(SECTIONS), change.at)
    return found


def _add_section_test(change: Change) -> Place:
    section = _section(change)
    before = first_of(change.tree, section.get("name"))
    asked = askable(change.tree, before)
    made = rule_edits.add_test(section, asked, *change.numbers[1:])
    return SECTIONS, f"section.{change.at}.relevant.{made}.question"


def _add_section_group(change: Change) -> Place:
    section = _section(change)
    before = first_of(change.tree, section.get("name"))
    made = rule_edits.add_group(section, askable(change.tree, before))
    return SECTIONS, f"section.{change.at}.relevant.{made}.question"


def _remove_section_test(change: Change) -> Place:
    if len(change.numbers) != 2:  # noqa: PLR2004  # section, test
        raise BadInputError(what="do")
    rule_edits.remove_test(_section(change), change.numbers[1])
    return SECTIONS, "undo"


def _add_section(change: Change) -> Place:
    change.headed_by(SECTIONS)
    return SECTIONS, f"section.{survey_edits.add_section(change.tree)}.label.en"


def _remove_section(change: Change) -> Place:
    change.headed_by(SECTIONS)
    survey_edits.remove_section(change.tree, change.at)
    return SECTIONS, "undo"


def _add_case(change: Change) -> Place:
    change.headed_by(CASES)
    return CASES, f"case.{case_edits.add_case(change.tree)}.title.en"


def _remove_case(change: Change) -> Place:
    change.headed_by(CASES)
    case_edits.remove_case(change.tree, change.at)
    return CASES, "undo"


def _add_step(change: Change) -> Place:
    """Add a step behind the one that is open, or to the case that is named."""
    tree = change.tree
    if change.numbers:
        named = part_at(change.headed_by(CASES), change.at)
    else:
        named = {"name": change.question.get("case")}
    name = named.get("name")
    if not isinstance(name, str) or not name:
        raise NoSuchPartError
    return _open(case_edits.add_step(tree, name, change.open, change.used), "label.en")


def _stay(change: Change) -> Place:
    return change.part, change.focus


def _go(change: Change) -> Place:
    head = change.word if change.word in HEADS else ABOUT
    return (f"q{change.at}" if change.numbers else head), ""


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
    "add-row": _add_row,
    "remove-row": lambda change: _remove_part(change, "rows"),
    "row-up": lambda change: _move_row(change, -1),
    "row-down": lambda change: _move_row(change, 1),
    "add-area": _add_area,
    "remove-area": lambda change: _remove_part(change, "areas"),
    "add-picture": _choose_picture,
    "add-test": _add_test,
    "add-group": _add_group,
    "remove-test": _remove_test,
    "add-section-test": _add_section_test,
    "add-section-group": _add_section_group,
    "remove-section-test": _remove_section_test,
    "add-case": _add_case,
    "remove-case": _remove_case,
    "add-step": _add_step,
    "add-section": _add_section,
    "remove-section": _remove_section,
}
