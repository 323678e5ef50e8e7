"""Rules in a survey's file that say to whom a question is put."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.domain.surveys.relevance import (
    COMPARISONS,
    Comparison,
    Condition,
    Rule,
)
from facilitator.domain.surveys.survey import SCALES, Question
from facilitator.library.problems import Report
from facilitator.library.schema import (
    YES_OR_NO,
    Reader,
    list_of,
    name,
    whole_number,
)
from facilitator.library.yaml_source import Branch, Node, Series, line_of

LARGEST = 999_999_999
MOST_TESTS = 20
_MANY = ("all", "any")
_NAMES = list_of(name(), most=100)
_NUMBER = whole_number(0, LARGEST)
_NUMBERED = ("at_least", "at_most")
# Of these, one option or number is the answer, or several options are.
_CHOSEN = frozenset({"single", "multiple", "acknowledge", *SCALES})
_AMOUNTS = frozenset({"numeric", "rating"})


def _rules(node: Node, report: Report) -> tuple[Rule, ...]:
    nodes = node.items if isinstance(node, Series) else (node,)
    read = (_rule(one, report) for one in nodes)
    return tuple(rule for rule in read if rule.tests)


RULES: Reader[tuple[Rule, ...]] = Reader(_rules, ())


def _rule(node: Node, report: Report) -> Rule:
    if isinstance(node, Branch) and set(node.entries) & set(_MANY):
        key = next(key for key in _MANY if key in node.entries)
        if len(node.entries) > 1:
            report.error(node.line, f"`{key}` stands alone in a rule.")
        below = node.entries[key]
        items = below.items if isinstance(below, Series) else ()
        if not 1 <= len(items) <= MOST_TESTS:
            report.error(below.line, f"`{key}` needs a list of 1 to {MOST_TESTS}.")
        tests = (_test(item, report) for item in items[:MOST_TESTS])
        return Rule(tuple(one for one in tests if one), any=key == "any")
    test = _test(node, report)
    return Rule((test,) if test else ())


def _test(node: Node, report: Report) -> Condition | None:
    said = _said(node)
    if not isinstance(node, Branch) or "question" not in node.entries or not said:
        allowed = ", ".join(COMPARISONS)
        line = node.line
        report.error(line, f"A rule needs `question` and one of: {allowed}.")
        return None
    for key in node.entries:
        if key not in ("question", said):
            line = line_of(node, key)
            report.error(line, f"`{key}` does not belong beside `{said}` in a rule.")
    question = name().read(node.entries["question"], report)
    below = node.entries[said]
    if said in _NUMBERED:
        return Condition(question, said, number=_NUMBER.read(below, report))
    if said == "answered":
        if not YES_OR_NO.read(below, report):
            report.error(below.line, "`answered` can only be true.")
        return Condition(question, said)
    listed = below if isinstance(below, Series) else Series(below.line, (below,))
    return Condition(question, said, _NAMES.read(listed, report))


def _said(node: Node) -> Comparison | None:
    entries = node.entries if isinstance(node, Branch) else {}
    return next((how for how in COMPARISONS if how in entries), None)


def relevance_problems(
    asked: Sequence[Question], nodes: Sequence[Node], report: Report
) -> None:
    """Hold every rule to the questions that come before it in the form.

    No question can so wait for itself, however many others stand between.
    """
    places = {question.name: place for place, question in enumerate(asked)}
    before: dict[str, Question] = {}
    for question, node in zip(asked, nodes, strict=False):
        line = line_of(node, "relevant")
        for test in _tests(question.relevant):
            if test.question not in before:
                report.error(line, _not_before(test.question, question, places))
            else:
                _fits(before[test.question], test, line, report)
        before[question.name] = question


def _tests(rules: tuple[Rule, ...]) -> Iterator[Condition]:
    return (test for rule in rules for test in rule.tests)


def _not_before(wanted: str, question: Question, places: Mapping[str, int]) -> str:
    if wanted not in places:
        return f"There is no question `{wanted}` to depend on."
    if wanted == question.name:
        return f"`{wanted}` cannot depend on itself."
    return (
        f"`{question.name}` depends on `{wanted}`, which comes later. A question can "
        "only depend on earlier ones, so that none waits for itself."
    )


def _fits(earlier: Question, test: Condition, line: int, report: Report) -> None:
    if earlier.retrospective:
        what = f"`{earlier.name}` is asked twice, so nothing can depend on it."
        report.error(line, what)
        return
    if test.how == "answered":
        return
    if test.how in _NUMBERED:
        if earlier.kind not in _AMOUNTS:
            what = "a number or a rating"
            report.error(line, f"`{test.how}` needs {what}; `{earlier.name}` is none.")
        return
    if earlier.kind not in _CHOSEN:
        what = "a question with choices"
        report.error(line, f"`{test.how}` needs {what}; `{earlier.name}` is none.")
        return
    known = {option.name for option in earlier.choices}
    for wanted in test.names:
        if wanted not in known:
            report.error(line, f"`{earlier.name}` has no option `{wanted}`.")
