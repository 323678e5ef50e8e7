"""The form of one question of a survey: what it shows, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.surveys.points import PERCENT
from facilitator.domain.text import LANGUAGES
from facilitator.library.case_edits import leave_case, steps_of
from facilitator.library.option_edits import (
    NEW_OPTION,
    Used,
    codes_of,
    options_of,
    parts_of,
)
from facilitator.library.question_fields import (
    KINDS,
    SIDES,
    QuestionField,
    can_edit,
    fields_of,
    other_keys,
)
from facilitator.library.statement_edits import NEW_AREA, NEW_STATEMENT, box_of
from facilitator.library.survey_edits import (
    change_kind,
    complete_options,
    ordered,
    set_word,
    set_yes,
)
from facilitator.library.survey_naming import (
    NEW_QUESTION,
    is_provisional,
)
from facilitator.library.survey_tree import Tree
from facilitator.web.desk.survey_head import cases, sections
from facilitator.web.desk.survey_problems import Told
from facilitator.web.desk.survey_rules import RuleForm, read_typed_rule, rule_form
from facilitator.web.desk.survey_typed import (
    Typed,
    is_begun,
    read_text,
    read_word,
    read_yes,
    text_of,
    whole_of,
)

# A row or an area of the form, by the key that its question has it under.
_PART_OF = {"options": "option", "rows": "row", "areas": "area"}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in the list of the editor."""

    index: int
    name: str
    kind: str
    label: Mapping[str, str]
    section: Mapping[str, str]
    opens_section: bool
    can_edit: bool
    is_new: bool
    problems: int
    step: int
    case: Mapping[str, str]
    is_for_some: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of the question that is edited."""

    index: int
    code: int
    option: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of the picture that is edited; `box` is None where it is none yet."""

    index: int
    area: Mapping[str, Any]
    box: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A question that is edited, with the fields that its kind has."""

    index: int
    question: Mapping[str, Any]
    fields: Mapping[str, QuestionField]
    options: tuple[OptionRow, ...]
    rows: tuple[Mapping[str, Any], ...]
    areas: tuple[AreaRow, ...]
    rule: RuleForm
    others: tuple[str, ...]
    can_edit: bool
    is_new: bool

    @property
    def is_begun(self) -> bool:
        """Whether the question has no words yet."""
        return is_begun(self.question, NEW_QUESTION)

    def has(self, key: str) -> bool:
        """Whether the kind has a key."""
        return key in self.fields


def rows(tree: Tree, problems: tuple[Told, ...]) -> tuple[QuestionRow, ...]:
    """Return the questions of a survey, as the editor lists them."""
    labels = {str(one.get("name")): text_of(one, "label") for one in sections(tree)}
    told = {str(one.get("name")): text_of(one, "title") for one in cases(tree)}
    found: list[QuestionRow] = []
    before: object = None
    for index, question in enumerate(tree["questions"]):
        section = question.get("section")
        section = section if isinstance(section, str) else None
        case = question.get("case")
        case = case if isinstance(case, str) else ""
        stopping = [p for p in problems if p.part == f"q{index}" and p.stops]
        found.append(
            QuestionRow(
                index,
                str(question.get("name", "")),
                str(question.get("kind", "")),
                text_of(question, "label"),
                labels.get(str(section), {}),
                section != before and section is not None,
                can_edit(question),
                is_provisional(question, NEW_QUESTION),
                len(stopping),
                steps_of(tree, case).index(index) + 1 if case else 0,
                told.get(case, {}),
                "relevant" in question,
            )
        )
        before = section
    return tuple(found)


def question_form(tree: Tree, index: int) -> QuestionForm:
    """Return the form of one question."""
    question = tree["questions"][index]
    editable = can_edit(question)
    there = options_of(question) if editable else []
    coded = zip(there, codes_of(there), strict=True)
    return QuestionForm(
        index,
        question,
        {f.key: f for f in fields_of(str(question.get("kind")))} if editable else {},
        tuple(OptionRow(at, code, one) for at, (one, code) in enumerate(coded)),
        tuple(parts_of(question, "rows")) if editable else (),
        _area_rows(question) if editable else (),
        rule_form(tree, question, "relevant", index),
        other_keys(question),
        editable,
        is_provisional(question, NEW_QUESTION),
    )


def _area_rows(question: Mapping[str, Any]) -> tuple[AreaRow, ...]:
    there = enumerate(parts_of(question, "areas"))
    return tuple(AreaRow(index, one, _inside(box_of(one))) for index, one in there)


def _inside(box: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """Return a box, cut where it leaves the picture, to be drawn."""
    if box is None:
        return None
    left, top, wide, high = box
    return left, top, min(wide, PERCENT - left), min(high, PERCENT - top)


def shown_fields(form: QuestionForm) -> frozenset[str]:
    """Return every field that a problem can stand beside."""
    names = {"kind", *form.fields}
    for key, field in form.fields.items():
        if field.shape == "text":
            names |= {f"{key}.{code}" for code in LANGUAGES}
    for key, count in _counts(form).items():
        for index in range(count):
            one = f"{_PART_OF[key]}.{index}"
            names |= {f"{one}.{k}" for k in ("label", "name", "code", "fixed", "right")}
            names |= {f"{one}.label.{code}" for code in LANGUAGES}
            names |= {f"{one}.{side}" for side in SIDES}
    return frozenset(names) | form.rule.fields


def _counts(form: QuestionForm) -> Mapping[str, int]:
    return {
        "options": len(form.options),
        "rows": len(form.rows),
        "areas": len(form.areas),
    }


def begun_fields(form: QuestionForm) -> frozenset[str]:
    """Return the parts of a question that are just being written."""
    parts = {
        "options": (NEW_OPTION, [row.option for row in form.options]),
        "rows": (NEW_STATEMENT, form.rows),
        "areas": (NEW_AREA, [row.area for row in form.areas]),
    }
    return form.rule.begun | {
        f"{_PART_OF[key]}.{index}"
        for key, (provisional, there) in parts.items()
        for index, one in enumerate(there)
        if is_begun(one, provisional)
    }


def read_question(typed: Typed, tree: Tree, index: int, used: Used) -> None:
    """Write what was typed into a question, where a field of it was sent."""
    question = tree["questions"][index]
    if not can_edit(question):
        return
    whole = whole_of(tree)
    for field in fields_of(question["kind"]):
        if field.shape == "rules":
            read_typed_rule(typed, tree, question, field.key, index)
        elif field.shape in _PART_OF:
            _read_parts(typed, question, field.key, whole)
        else:
            _read_field(typed, question, field, whole)
    _settle(typed, question, used)
    kind = typed.get("kind", question["kind"])
    if kind != question["kind"] and kind in KINDS:
        change_kind(tree, question, kind, used)
    tree["questions"][index] = ordered(question)


def _settle(typed: Typed, question: dict[str, Any], used: Used) -> None:
    """Leave out what belongs to another choice than the one that was made now."""
    if "case" in typed and not question.get("case"):
        leave_case(question)
    if {"scale", "shuffle.asked"} & set(typed):
        complete_options(question, used)


def _read_field(
    typed: Typed,
    question: dict[str, Any],
    field: QuestionField,
    whole: Mapping[str, str],
) -> None:
    if field.shape == "text":
        read_text(typed, question, field.key, field.key, whole)
    elif field.shape == "yes":
        read_yes(typed, question, field.key, field.key)
    else:
        read_word(typed, question, field.key, field.key)


def _read_parts(
    typed: Typed, question: dict[str, Any], key: str, whole: Mapping[str, str]
) -> None:
    for index, part in enumerate(parts_of(question, key)):
        name = f"{_PART_OF[key]}.{index}"
        read_text(typed, part, "label", f"{name}.label", whole)
        read_yes(typed, part, "right", f"{name}.right")
        _read_fixed(typed, part, f"{name}.fixed")
        for side in SIDES if key == "areas" else ():
            read_word(typed, part, side, f"{name}.{side}")


def _read_fixed(typed: Typed, option: dict[str, Any], name: str) -> None:
    now = typed.get(name) == "yes"
    if f"{name}.asked" in typed and now != ("fixed" in option):
        set_yes(option, "fixed", yes=now)
        if now:
            set_word(option, "fixed", "last")
