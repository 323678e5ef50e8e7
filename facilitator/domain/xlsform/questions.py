"""One row of a form as a question: its kind, limits and tags."""

import re
from dataclasses import dataclass, replace
from typing import Any

from facilitator.domain.surveys.limits import LEVELS, OUTCOMES, is_name
from facilitator.domain.surveys.relevance import Rule
from facilitator.domain.surveys.survey import (
    MAX_TEXT,
    OTHER,
    Option,
    Question,
    QuestionKind,
)
from facilitator.domain.text import NO_TEXT, Text
from facilitator.domain.xlsform.choices import Lists
from facilitator.domain.xlsform.conditions import NotInSubsetError, rules_of
from facilitator.domain.xlsform.constraints import (
    NotAConstraintError,
    limits_of,
    shape_of,
)
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    CONSTRAINT,
    DECIMALS,
    DECLINE,
    DECLINES,
    EXPLANATION,
    HALVES,
    HEADING,
    HINT,
    KINDS,
    LABEL,
    MESSAGE,
    OR_OTHER,
    PARAMETERS,
    POINTS,
    RANGE,
    RELEVANT,
    RIGHT,
    ROW_OF_TABLE,
    SHUFFLED,
    TABLE,
    UNIT,
    header,
)
from facilitator.domain.xlsform.lines import Line, shown
from facilitator.domain.xlsform.numbers_asked import decimals_of, range_of, without_unit
from facilitator.domain.xlsform.others import without_other

_TWO_WORDS = re.compile(
    r"(begin|end|select) +(group|repeat|one|multiple)\b", re.IGNORECASE
)
_WITH_OTHER = ("single", "multiple")
_REQUIRED = {"yes": True, "true": True, "true()": True}
_NOT_REQUIRED = ("", "no", "false", "false()")


@dataclass(frozen=True, slots=True)
class TypeWords:
    """The cell `type`: the type, the list that it names, and what else stands there."""

    type: str
    list: str = ""
    more: str = ""


def type_words(line: Line) -> TypeWords:
    """Return what the cell `type` says, `begin group` as `begin_group`."""
    words = _TWO_WORDS.sub(r"\1_\2", line["type"]).split()
    kind, name, *more = (*words, "", "")[: max(2, len(words))]
    return TypeWords(kind.casefold(), name, " ".join(more))


def read_question(line: Line, words: TypeWords, lists: Lists) -> Question | None:
    """Return the question of a row, or None where its type is none of ours."""
    kind = _kind(line, words)
    if kind is None:
        return None
    if words.more and (words.more != OR_OTHER or kind not in _WITH_OTHER):
        line.wrong("type", f"{shown(words.more)} has no place here. Take it out.")
    verify_name(line)
    choices = _choices(line, kind, words, lists)
    other = words.more == OR_OTHER
    options = choices.pop("options", ())
    options = _with_right(line, without_other(line, options) if other else options)
    alone, unit = without_unit(line) if kind == "numeric" else (line, NO_TEXT)
    _only_its_own(line, kind)
    return Question(
        name=line["name"],
        kind=kind,
        label=line.text(LABEL),
        help=alone.text(HINT, required=False),
        options=options,
        required=is_required(line) or line[DECLINE] == DECLINES[True],
        relevant=relevance(line),
        constraint_message=line.text(MESSAGE, required=False),
        shuffle=_is_shuffled(line, kind),
        decline=bool(line.one_of(DECLINE, DECLINES)),
        unit=unit,
        explanation=_explanation(line, options),
        other=other,
        **choices,
        **_limits(line, kind, words, (*options, *([OTHER] if other else []))),
        **tags(line),
    )


def _choices(line: Line, kind: QuestionKind, words: TypeWords, lists: Lists) -> Any:  # noqa: ANN401  # keywords of a question
    """Return what the list of a question gives it."""
    form = KINDS[kind]
    if form.own_list == POINTS:
        return dict(lists.points(words.list, line))
    if form.own_list:
        return {"options": lists.options(words.list, line)}
    if form.list:
        lists.scale(form.list, line)
    elif words.list:
        line.wrong("type", f"{shown(words.list)} has no place after `{words.type}`.")
    return {}


def _with_right(line: Line, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return the options with those marked that the row calls right."""
    named = line[RIGHT].split()
    for name in named:
        if all(option.name != name for option in options):
            line.wrong(RIGHT, f"The list has no option {shown(name)}.")
    return tuple(replace(o, right=True) if o.name in named else o for o in options)


def _explanation(line: Line, options: tuple[Option, ...]) -> Text:
    explanation = line.text(EXPLANATION, required=False)
    if explanation != NO_TEXT and not any(option.right for option in options):
        message = "An explanation needs a right option, in the column `right`."
        line.wrong(header(EXPLANATION, "en"), message)
    return explanation


def _only_its_own(line: Line, kind: QuestionKind) -> None:
    """Refuse how a row is drawn, and what belongs to numbers if it asks for none."""
    if line[APPEARANCE] in (HEADING, ROW_OF_TABLE):
        line.wrong(
            APPEARANCE,
            f"Rows on one list are a table here: write `{TABLE}` as the appearance of "
            "their group, empty this cell, and take the row with the heading out.",
        )
    elif line[APPEARANCE]:
        line.wrong(
            APPEARANCE,
            f"How a question looks is not kept here; only a group can be `{TABLE}`. "
            "Empty the cell.",
        )
    if kind == "numeric":
        return
    for column in (DECIMALS, header(UNIT, "en"), header(UNIT, "es")):
        if line[column]:
            line.wrong(column, "This belongs to a number. Empty the cell.")


def _kind(line: Line, words: TypeWords) -> QuestionKind | None:
    """Return the kind of a type: that of a scale, where it names a scale's list."""
    for kind, form in KINDS.items():
        if form.list and (form.type, form.list) == (words.type, words.list):
            return kind
    if words.type == KINDS["rating"].type and words.list.endswith(POINTS):
        return "rating"
    for kind, form in KINDS.items():
        if words.type in (form.type, form.fraction) and words.type and not form.list:
            return kind
    if words.type == RANGE:
        return "numeric"
    types = {RANGE} | {t for form in KINDS.values() for t in (form.type, form.fraction)}
    allowed = ", ".join(sorted({*types, "begin_group", "end_group"} - {""}))
    line.wrong("type", f"Write one of: {allowed}; not {shown(line['type'])}.")
    return None


def verify_name(line: Line) -> None:
    """See that a question can be called so."""
    name = line["name"]
    for ending, _ in HALVES.values():
        name = name.removesuffix(ending)
    if line["name"] and not is_name(name):
        line.wrong(
            "name",
            f"{shown(line['name'])} is no name here: use a-z, 0-9 and single _, begin "
            "with a letter, and at most 40 characters.",
        )


def is_required(line: Line) -> bool:
    """Whether a row says that it has to be answered."""
    word = line["required"].casefold()
    if word not in _REQUIRED and word not in _NOT_REQUIRED:
        message = f"Write yes or no, not {shown(line['required'])}."
        line.wrong("required", message)
    return word in _REQUIRED


def relevance(line: Line) -> tuple[Rule, ...]:
    """Return the rules in the cell `relevant` of a question or a group."""
    written = line[RELEVANT]
    try:
        return rules_of(written) if written else ()
    except NotInSubsetError:
        line.wrong(
            RELEVANT,
            f"{shown(written)} cannot be kept. Compare earlier questions with options "
            "or whole numbers, joined by `and` or `or`.",
        )
        return ()


def _limits(
    line: Line, kind: QuestionKind, words: TypeWords, options: tuple[Option, ...]
) -> Any:  # noqa: ANN401  # keywords of a question
    """Return the limits of a question by their names."""
    if words.type == RANGE:
        return range_of(line)
    more = {DECIMALS: decimals_of(line, words.type)} if kind == "numeric" else {}
    written = line[CONSTRAINT]
    try:
        limits = limits_of(kind, written)
    except NotAConstraintError:
        line.wrong(
            CONSTRAINT,
            f"{shown(written)} cannot be kept. With this type, {shape_of(kind)} "
            "stands here.",
        )
        return more
    _verify_limits(line, kind, limits, options)
    return more | limits


def _verify_limits(
    line: Line, kind: QuestionKind, limits: dict[str, Any], options: tuple[Option, ...]
) -> None:
    if kind in ("multiple", "ranking") and options:
        _verify_ends(line, limits.get("fewest", 1), limits.get("most"), len(options))
    if kind == "text":
        _verify_ends(line, limits.get("shortest", 1), limits["longest"], MAX_TEXT)
    if kind == "date":
        first, last = limits.get("earliest"), limits.get("latest")
        if first and last and first > last:
            line.wrong(CONSTRAINT, f"{first} is later than {last}.")
    if kind != "numeric":
        return
    if "greatest" not in limits:
        line.wrong(
            CONSTRAINT,
            "A number here has both of its ends: write such as `. >= 0 and . <= 60`, "
            f"not {shown(line[CONSTRAINT])}.",
        )
    elif limits.get("least", 0) >= limits["greatest"]:
        least, greatest = limits["least"], limits["greatest"]
        message = f"The first bound, {least}, is not smaller than {greatest}."
        line.wrong(CONSTRAINT, message)


def _verify_ends(line: Line, least: int, most: int | None, largest: int) -> None:
    for limit in (least, most):
        if limit is not None and not 1 <= limit <= largest:
            message = f"The limit is {limit}; it can be from 1 to {largest}."
            line.wrong(CONSTRAINT, message)
    if most is not None and least > most:
        line.wrong(CONSTRAINT, f"{least} at least are more than {most} at most.")


def _is_shuffled(line: Line, kind: QuestionKind) -> bool:
    written = line[PARAMETERS]
    if type_words(line).type == RANGE:
        return False
    may_be = kind in ("single", "multiple")
    if written and (written != SHUFFLED or not may_be):
        allowed = f"`{SHUFFLED}` or nothing" if may_be else "nothing"
        message = f"With this type, {allowed} stands here, not {shown(written)}."
        line.wrong(PARAMETERS, message)
    return bool(written)


def tags(line: Line) -> Any:  # noqa: ANN401  # keywords of a question
    """Return the tags of a row by their names."""
    objective = line["objective"]
    if objective and not is_name(objective):
        line.wrong("objective", f"{shown(objective)} is no name of an objective.")
    return {
        "objective": objective,
        "level": line.one_of("level", LEVELS),
        "outcome": line.one_of("outcome", OUTCOMES),
    }
