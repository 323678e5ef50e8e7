"""Rules in a survey's file that say to whom a question is put."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
MANY = ("all", "any")
_NAMES = list_of(name(), most=100)
_NUMBER = whole_number(0, LARGEST)
_NUMBERED = ("at_least", "at_most")
# Of these, one option or number is the answer, or several options are.
CHOSEN = frozenset({"single", "multiple", "acknowledge", *SCALES})
AMOUNTS = frozenset({"numeric", "rating"})


def _rules(node: Node, report: Report) -> tuple[Rule, ...]:
    nodes = node.items if isinstance(node, Series) else (node,)
    read = (_rule(one, report) for one in nodes)
    return tuple(rule for rule in read if rule.tests)


RULES: Reader[tuple[Rule, ...]] = Reader(_rules, ())


def _rule(node: Node, report: Report) -> Rule:
    if isinstance(node, Branch) and set(node.entries) & set(MANY):
        key = next(key for key in MANY if key in node.entries)
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


@dataclass(frozen=True, slots=True)
class Ruled:
    """A question with its part of the file, and the place of its section's if any."""

    question: Question
    node: Node
    section: Node | None


def relevance_problems(asked: Sequence[Ruled], report: Report) -> None:
    """Hold every rule to the questions that come before it in the form.

    No question can so wait for itself, however many others stand between.
    """
    places = {one.question.name: place for place, one in enumerate(asked)}
    before: dict[str, Question] = {}
    sections: list[Node] = []
    for one in asked:
        nodes = [one.node]
        # What a section says is held to the first of its questions.
        if one.section and not any(one.section is known for known in sections):
            sections.append(one.section)
            nodes.append(one.section)
        for test, line in _written(nodes):
            if test.question not in before:
                report.error(line, _not_before(test.question, one.question, places))
            else:
                _fits(before[test.question], test, line, report)
        before[one.question.name] = one.question


def _written(nodes: Iterable[Node]) -> Iterator[tuple[Condition, int]]:
    """Yield each test that can be read of some parts of a file, with its line."""
    for node in nodes:
        below = node.entries.get("relevant") if isinstance(node, Branch) else None
        for one in _tests_of(below):
            test = _test(one, Report(""))
            if test and test.question:
                yield test, one.line


def _tests_of(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Series):
        for item in node.items:
            yield from _tests_of(item)
    elif isinstance(node, Branch) and set(node.entries) & set(MANY):
        key = next(key for key in MANY if key in node.entries)
        yield from _tests_of(node.entries[key])
    elif node:
        yield node


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
        if earlier.kind not in AMOUNTS:
            what = "a number or a rating"
            report.error(line, f"`{test.how}` needs {what}; `{earlier.name}` is none.")
        return
    if earlier.kind not in CHOSEN:
        what = "a question with choices"
        report.error(line, f"`{test.how}` needs {what}; `{earlier.name}` is none.")
        return
    known = {option.name for option in earlier.choices}
    for wanted in test.names:
        if wanted not in known:
            report.error(line, f"`{earlier.name}` has no option `{wanted}`.")
