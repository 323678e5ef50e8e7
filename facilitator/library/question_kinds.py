"""The keys that belong to some kinds of question, and what they must be."""

from collections.abc import Mapping, Sequence
from typing import get_args

from facilitator.domain.surveys import matrix
from facilitator.domain.surveys.amounts import LARGEST, MOST_DECIMALS
from facilitator.domain.surveys.ranking import MOST_RANKED
from facilitator.domain.surveys.survey import DECLINED, Question, ScaleName, Statement
from facilitator.library.instrument import SURVEY_TEXT
from facilitator.library.problems import Report
from facilitator.library.schema import (
    YES_OR_NO,
    Key,
    name,
    named_list,
    one_of,
    optional,
    record,
    whole_number,
)
from facilitator.library.yaml_source import Branch, line_of

FEWEST_POINTS, MOST_POINTS = 3, 10
WITH_OPTIONS = frozenset({"single", "multiple", "ranking", "matrix"})
WITH_MOST = frozenset({"multiple", "ranking"})
# A name that Stata takes whole, and how much of it says which half of a pair it is.
LONGEST_PART, HALF = 32, len("_before")

_STATEMENT = record(Statement, {"name": Key(name()), "label": Key(SURVEY_TEXT)})

KEYS: Mapping[str, Key] = {
    "decline": optional(YES_OR_NO),
    "explanation": optional(SURVEY_TEXT),
    "points": optional(whole_number(FEWEST_POINTS, MOST_POINTS), 0),
    "low": optional(SURVEY_TEXT),
    "high": optional(SURVEY_TEXT),
    "unit": optional(SURVEY_TEXT),
    "least": optional(whole_number(0, LARGEST), 0),
    "greatest": optional(whole_number(1, LARGEST), LARGEST),
    "decimals": optional(whole_number(0, MOST_DECIMALS), 0),
    "rows": optional(named_list(_STATEMENT, most=matrix.MOST_STATEMENTS), ()),
    "scale": optional(one_of(*get_args(ScaleName)), ""),
}
_ONLY: Mapping[str, tuple[str, str]] = {
    "points": ("rating", "a rating"),
    "low": ("rating", "a rating"),
    "high": ("rating", "a rating"),
    "unit": ("numeric", "a number"),
    "least": ("numeric", "a number"),
    "greatest": ("numeric", "a number"),
    "decimals": ("numeric", "a number"),
    "rows": ("matrix", "a matrix"),
    "scale": ("matrix", "a matrix"),
}


def kind_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold the keys of one kind to it, and ask for those that it needs."""
    for key, (kind, words) in _ONLY.items():
        if key in node.entries and question.kind != kind:
            report.error(line_of(node, key), f"`{key}` belongs to {words}.")
    if "explanation" in node.entries and not any(o.right for o in question.options):
        line = line_of(node, "explanation")
        report.error(line, "An explanation needs an option with `right: true`.")
    _own_rule(question, node, report)


def _own_rule(question: Question, node: Branch, report: Report) -> None:
    if question.kind == "rating":
        _needs(("points", "low", "high"), "A rating", node, report)
    if question.kind == "numeric":
        _needs(("greatest",), "A number", node, report)
        if question.least >= question.greatest:
            line = line_of(node, "least")
            report.error(line, "`least` is not smaller than `greatest`.")
    if question.kind in ("ranking", "matrix"):
        _no_right_rule(question, node, report)
    if question.kind == "ranking" and len(question.options) > MOST_RANKED:
        line = line_of(node, "options")
        report.error(line, f"A ranking has at most {MOST_RANKED} options.")
    if question.kind == "matrix":
        _matrix_rule(question, node, report)


def _no_right_rule(question: Question, node: Branch, report: Report) -> None:
    for index, option in enumerate(question.options):
        if option.right:
            line = line_of(node, "options", index, "right")
            report.error(line, "`right` belongs to a choice.")


def _matrix_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold a matrix to statements, and to one scale that is in order."""
    _needs(("rows",), "A matrix", node, report)
    for index, row in enumerate(question.rows):
        if row.name in DECLINED:
            line = line_of(node, "rows", index, "name")
            report.error(line, f"A statement cannot be called `{row.name}`.")
    line = line_of(node, "options")
    if question.scale and question.options:
        report.error(line, "A matrix has a `scale` or its own `options`, not both.")
    if len(question.options) > matrix.MOST_POINTS:
        most = matrix.MOST_POINTS
        report.error(line, f"The scale of a matrix has at most {most} points.")
    for index, option in enumerate(question.options):
        if option.code != index + 1:
            line = line_of(node, "options", index, "code")
            report.error(line, "The points of a scale count 1, 2, 3: leave `code` out.")


def part_names_rule(
    questions: Sequence[Question], node: Branch, report: Report
) -> None:
    """Hold the names that statements have in workbooks to be short, and to differ."""
    taken = {question.name for question in questions if question.kind != "matrix"}
    for index, question in enumerate(questions):
        for place, row in enumerate(question.rows):
            called = matrix.part_name(question, row)
            line = line_of(node, "questions", index, "rows", place, "name")
            if called in taken:
                report.error(line, f"Another question is called `{called}`, too.")
            longest = LONGEST_PART - HALF * question.retrospective
            if len(called) > longest:
                report.error(
                    line,
                    f"`{called}`, as workbooks call it, is longer than "
                    f"{longest} characters: shorten one of its two names.",
                )
            taken.add(called)


def worksheet_rule(
    index: int, question: Question, node: Branch, report: Report
) -> None:
    """Hold a worksheet to what a wall can show of one table."""
    if question.kind in ("ranking", "matrix"):
        line = line_of(node, "questions", index, "kind")
        report.error(line, f"A worksheet cannot have a {question.kind}.")


def _needs(keys: tuple[str, ...], what: str, node: Branch, report: Report) -> None:
    for key in keys:
        if key not in node.entries:
            report.error(line_of(node, "kind"), f"{what} needs `{key}`.")
