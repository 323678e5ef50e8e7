"""The keys that belong to some kinds of question, and what they must be."""

from collections.abc import Mapping, Sequence
from typing import get_args

from facilitator.domain.stage.poll_time import LEAST_SECONDS, MOST_SECONDS
from facilitator.domain.surveys import matrix
from facilitator.domain.surveys.amounts import LARGEST, MOST_DECIMALS
from facilitator.domain.surveys.limits import (
    FEWEST_POINTS,
    MOST_OPTIONS,
    MOST_POINTS,
)
from facilitator.domain.surveys.ranking import MOST_RANKED
from facilitator.domain.surveys.survey import (
    DECLINED,
    OTHER_CODE,
    OTHER_NAME,
    WITHDRAWN,
    Question,
    ResultsShown,
    ScaleName,
    Statement,
)
from facilitator.domain.surveys.words import MOST_WORDS
from facilitator.library.instrument import SURVEY_TEXT
from facilitator.library.point_keys import POINT_KEYS, areas_rule
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

WITH_OPTIONS = frozenset({"single", "multiple", "ranking", "matrix"})
WITH_MOST = frozenset({"multiple", "ranking"})

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
    "other": optional(YES_OR_NO),
    "rows": optional(named_list(_STATEMENT, most=matrix.MOST_STATEMENTS), ()),
    "scale": optional(one_of(*get_args(ScaleName)), ""),
    **POINT_KEYS,
    "fewest": optional(whole_number(1, MOST_OPTIONS), 0),
    "shuffle": optional(YES_OR_NO),
    "seconds": optional(whole_number(LEAST_SECONDS, MOST_SECONDS), 0),
    "results": optional(one_of(*get_args(ResultsShown)), "after"),
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
    "picture": ("point", "a point"),
    "alt": ("point", "a point"),
    "areas": ("point", "a point"),
    "scale": ("matrix", "a matrix"),
    "fewest": ("multiple", "a multiple choice"),
}
_SHUFFLED = frozenset({"single", "multiple"})
# How a poll is run; a form has no moment at which it is asked.
_OF_POLLS = ("seconds", "results")


def kind_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold the keys of one kind to it, and ask for those that it needs."""
    for key, (kind, words) in _ONLY.items():
        if key in node.entries and question.kind != kind:
            report.error(line_of(node, key), f"`{key}` belongs to {words}.")
    if "explanation" in node.entries and not any(o.right for o in question.choices):
        line = line_of(node, "explanation")
        report.error(line, "An explanation needs an option with `right: true`.")
    if question.other:
        _other_rule(question, node, report)
    _fewest_rule(question, node, report)
    _shuffle_rule(question, node, report)
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
    if question.kind == "point":
        _needs(("picture", "alt"), "A point", node, report)
        areas_rule(question, node, report)
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
        if row.name in {*DECLINED, *WITHDRAWN}:
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
            longest = matrix.LONGEST_PART - matrix.HALF * question.retrospective
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


def _other_rule(question: Question, node: Branch, report: Report) -> None:
    line = line_of(node, "other")
    if question.kind not in ("single", "multiple"):
        report.error(line, "`other` belongs to a single or a multiple choice.")
    for option in question.options:
        if option.name == OTHER_NAME:
            said = "`other` brings its own option: leave out the one called `other`."
            report.error(line, said)
        if option.code == OTHER_CODE:
            said = f"The code {OTHER_CODE} belongs to the option that `other` brings."
            report.error(line, said)


def most_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold `most` to the kinds that have it, and to what there is."""
    line = line_of(node, "most")
    if question.kind == "words":
        if question.most > MOST_WORDS:
            report.error(line, f"A word cloud takes {MOST_WORDS} words or fewer.")
    elif question.most and question.kind not in WITH_MOST:
        report.error(
            line, "`most` belongs to a multiple choice, a ranking or a word cloud."
        )
    elif question.most > len(question.choices):
        report.error(line, "`most` is larger than the options.")


def form_rule(question: Question, node: Branch, at: int, report: Report) -> None:
    """Hold the keys by which a poll is run to polls; `node` is the whole file's."""
    there = {"seconds": question.seconds > 0, "results": question.results != "after"}
    if question.kind == "words":
        line = line_of(node, "questions", at, "kind")
        report.error(line, "A word cloud belongs to the polls, where all see it.")
    if question.kind == "point":
        line = line_of(node, "questions", at, "kind")
        report.error(line, "A point belongs to the polls, where all see it.")
    for key in _OF_POLLS:
        if there[key]:
            report.error(
                line_of(node, "questions", at, key), f"`{key}` belongs to a poll."
            )


def _fewest_rule(question: Question, node: Branch, report: Report) -> None:
    if question.kind != "multiple" or not question.fewest:
        return
    line = line_of(node, "fewest")
    if question.fewest > len(question.choices):
        report.error(line, "`fewest` is larger than the options.")
    elif question.most and question.fewest > question.most:
        report.error(line, "`fewest` is larger than `most`.")


def _shuffle_rule(question: Question, node: Branch, report: Report) -> None:
    if question.shuffle and question.kind not in _SHUFFLED:
        line = line_of(node, "shuffle")
        report.error(line, "Only the options of a choice can be shuffled.")
    for index, option in enumerate(question.options):
        if option.fixed and not question.shuffle:
            line = line_of(node, "options", index, "fixed")
            report.error(line, "`fixed` needs `shuffle: true`.")


def _needs(keys: tuple[str, ...], what: str, node: Branch, report: Report) -> None:
    for key in keys:
        if key not in node.entries:
            report.error(line_of(node, "kind"), f"{what} needs `{key}`.")
