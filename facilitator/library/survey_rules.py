"""What a survey's questions must be, whatever their kind."""

from collections import Counter

from facilitator.domain.surveys.matrix import MOST_STATEMENTS_OF_POLL
from facilitator.domain.surveys.survey import Question
from facilitator.library.problems import Report
from facilitator.library.question_kinds import WITH_OPTIONS, most_rule
from facilitator.library.yaml_source import Branch, line_of


def choices_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold options to the kinds that have them, and give codes by position."""
    line = line_of(node, "options")
    if question.kind not in WITH_OPTIONS:
        if question.options:
            report.error(line, f"A question of kind {question.kind} has no options.")
        return
    if question.kind == "matrix" and question.scale:
        return
    if len(question.options) < 2:  # noqa: PLR2004
        report.error(line, "A choice needs two options or more, under `options`.")
    codes = Counter(option.code for option in question.options)
    for index, option in enumerate(question.options):
        if codes[option.code] > 1:
            at = line_of(node, "options", index, "code")
            report.error(at, f"The code {option.code} is here twice.")


def limits_rule(question: Question, node: Branch, report: Report) -> None:
    """Hold limits to the kinds that have them, and to each other."""
    if question.retrospective and not question.is_summed:
        line = line_of(node, "retrospective")
        report.error(line, "Only a scale can be asked for before and now.")
    most_rule(question, node, report)
    for key in ("shortest", "longest"):
        if key in node.entries and question.kind != "text":
            report.error(line_of(node, key), f"`{key}` belongs to a text.")
    if question.shortest > question.longest:
        line = line_of(node, "shortest")
        report.error(line, "`shortest` is larger than `longest`.")
    _days_rule(question, node, report)


def _days_rule(question: Question, node: Branch, report: Report) -> None:
    for key in ("earliest", "latest"):
        if key in node.entries and question.kind != "date":
            report.error(line_of(node, key), f"`{key}` belongs to a date.")
    if question.earliest and question.latest and question.earliest > question.latest:
        report.error(line_of(node, "earliest"), "`earliest` is later than `latest`.")


def poll_rule(index: int, question: Question, node: Branch, report: Report) -> None:
    """Hold a live poll to what a phone can answer at once."""
    if question.retrospective:
        line = line_of(node, "questions", index, "retrospective")
        report.error(line, "A poll asks once; ask before and now in an evaluation.")
    if question.relevant:
        line = line_of(node, "questions", index, "relevant")
        report.error(line, "A poll is put to everybody; `relevant` is for forms.")
    if question.kind == "date":
        line = line_of(node, "questions", index, "kind")
        report.error(line, "A poll cannot ask for a date.")
    if question.kind == "acknowledge":
        line = line_of(node, "questions", index, "kind")
        report.error(line, "A statement to confirm belongs to a form, not to a poll.")
    if len(question.rows) > MOST_STATEMENTS_OF_POLL:
        line = line_of(node, "questions", index, "rows")
        most = MOST_STATEMENTS_OF_POLL
        report.error(line, f"A poll's matrix has at most {most} statements.")
