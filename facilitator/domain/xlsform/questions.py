"""One row of a form as a question: its kind, limits and tags."""

import re
from dataclasses import dataclass, replace
from typing import Any

from facilitator.domain.surveys.limits import LEVELS, MOST_OPTIONS, OUTCOMES, is_name
from facilitator.domain.surveys.survey import MAX_TEXT, Option, Question, QuestionKind
from facilitator.domain.text import NO_TEXT, Text
from facilitator.domain.xlsform.choices import Lists
from facilitator.domain.xlsform.form import (
    DECIMALS,
    DECLINE,
    DECLINES,
    EXPLANATION,
    HALVES,
    HINT,
    KINDS,
    LABEL,
    LIMIT_PATTERNS,
    LIMITS,
    POINTS,
    RIGHT,
    UNIT,
    header,
)
from facilitator.domain.xlsform.lines import Line, shown
from facilitator.domain.xlsform.numbers_asked import amount_keys, without_unit

_TWO_WORDS = re.compile(
    r"(begin|end|select) +(group|repeat|one|multiple)\b", re.IGNORECASE
)
_REQUIRED = {"yes": True, "true": True, "true()": True}
_NOT_REQUIRED = ("", "no", "false", "false()")
_LARGEST = {"most": MOST_OPTIONS, "longest": MAX_TEXT}


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
    if words.more:
        line.wrong("type", f"{shown(words.more)} has no place here. Take it out.")
    _verify_name(line)
    choices = _choices(line, kind, words, lists)
    options = _with_right(line, choices.pop("options", ()))
    alone, unit = without_unit(line) if kind == "numeric" else (line, NO_TEXT)
    _only_its_own(line, kind)
    return Question(
        name=line["name"],
        kind=kind,
        label=line.text(LABEL),
        help=alone.text(HINT, required=False),
        options=options,
        required=_required(line),
        decline=bool(line.one_of(DECLINE, DECLINES)),
        unit=unit,
        explanation=_explanation(line, options),
        **choices,
        **_limits(line, kind, words, options),
        **_tags(line),
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
    """Refuse what belongs to numbers in a row that asks for none."""
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
    types = {t for form in KINDS.values() for t in (form.type, form.fraction)}
    allowed = ", ".join(sorted({*types, "begin_group", "end_group"} - {""}))
    line.wrong("type", f"Write one of: {allowed}; not {shown(line['type'])}.")
    return None


def _verify_name(line: Line) -> None:
    name = line["name"]
    for ending, _ in HALVES.values():
        name = name.removesuffix(ending)
    if line["name"] and not is_name(name):
        line.wrong(
            "name",
            f"{shown(line['name'])} is no name here: use a-z, 0-9 and single _, begin "
            "with a letter, and at most 40 characters.",
        )


def _required(line: Line) -> bool:
    word = line["required"].casefold()
    if word not in _REQUIRED and word not in _NOT_REQUIRED:
        message = f"Write yes or no, not {shown(line['required'])}."
        line.wrong("required", message)
    return word in _REQUIRED or line[DECLINE] == DECLINES[True]


def _limits(
    line: Line, kind: QuestionKind, words: TypeWords, options: tuple[Option, ...]
) -> Any:  # noqa: ANN401  # keywords of a question
    if kind == "numeric":
        return amount_keys(line, words.type)
    return _limit(line, kind, options)


def _limit(line: Line, kind: QuestionKind, options: tuple[Option, ...]) -> Any:  # noqa: ANN401  # keywords of a question
    """Return the limit of a question by its name; a text without one has the most."""
    limit, written = KINDS[kind].limit, line["constraint"]
    unlimited = {"longest": MAX_TEXT} if limit == "longest" else {}
    if not written:
        return unlimited
    found = LIMIT_PATTERNS[limit].fullmatch(written) if limit else None
    if found is None:
        allowed = f"`{LIMITS[limit].format('n')}` or nothing" if limit else "nothing"
        line.wrong(
            "constraint",
            f"{shown(written)} cannot be kept. With this type, {allowed} stands here.",
        )
        return unlimited
    number, largest = int(found[1]), _LARGEST[limit]
    if limit == "most" and options:
        largest = len(options)
    if not 1 <= number <= largest:
        message = f"The limit is {number}; it can be from 1 to {largest}."
        line.wrong("constraint", message)
    return {limit: number}


def _tags(line: Line) -> Any:  # noqa: ANN401  # keywords of a question
    objective = line["objective"]
    if objective and not is_name(objective):
        line.wrong("objective", f"{shown(objective)} is no name of an objective.")
    return {
        "objective": objective,
        "level": line.one_of("level", LEVELS),
        "outcome": line.one_of("outcome", OUTCOMES),
    }
