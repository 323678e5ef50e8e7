"""The keys that belong to some kinds of question, and what they must be."""

from collections.abc import Mapping
from typing import get_args

from facilitator.domain.stage.poll_time import LEAST_SECONDS, MOST_SECONDS
from facilitator.domain.surveys.amounts import LARGEST, MOST_DECIMALS
from facilitator.domain.surveys.limits import MOST_OPTIONS
from facilitator.domain.surveys.survey import Question, ResultsShown
from facilitator.library.instrument import SURVEY_TEXT
from facilitator.library.problems import Report
from facilitator.library.schema import (
    YES_OR_NO,
    Key,
    one_of,
    optional,
    whole_number,
)
from facilitator.library.yaml_source import Branch, line_of

FEWEST_POINTS, MOST_POINTS = 3, 10

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
    if "explanation" in node.entries and not any(o.right for o in question.options):
        line = line_of(node, "explanation")
        report.error(line, "An explanation needs an option with `right: true`.")
    _fewest_rule(question, node, report)
    _shuffle_rule(question, node, report)
    if question.kind == "rating":
        _needs(("points", "low", "high"), "A rating", node, report)
    if question.kind == "numeric":
        _needs(("greatest",), "A number", node, report)
        if question.least >= question.greatest:
            line = line_of(node, "least")
            report.error(line, "`least` is not smaller than `greatest`.")


def form_rule(question: Question, node: Branch, at: int, report: Report) -> None:
    """Hold the keys by which a poll is run to polls; `node` is the whole file's."""
    there = {"seconds": question.seconds > 0, "results": question.results != "after"}
    for key in _OF_POLLS:
        if there[key]:
            report.error(
                line_of(node, "questions", at, key), f"`{key}` belongs to a poll."
            )


def _fewest_rule(question: Question, node: Branch, report: Report) -> None:
    if question.kind != "multiple" or not question.fewest:
        return
    line = line_of(node, "fewest")
    if question.fewest > len(question.options):
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
