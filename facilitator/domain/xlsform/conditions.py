"""Rules of relevance as the expressions of an XLSForm, and back.

The subset: `${name} = 'option'` and `!=`, `selected(${name}, 'option')` and its
`not(…)`, `${name} != ''`, `${name} >= n` and `<=`, joined by `and` or `or`, in
brackets one level deep. That a matrix is answered is that any of its statements is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.surveys.relevance import Comparison, Condition, Rule, joined
from facilitator.domain.surveys.survey import CONFIRMED, Question
from facilitator.domain.xlsform.form import OF_MATRIX

_LONGEST = 2_000
_NAME = r"\$\{ *([a-z][a-z0-9_]*) *\}"
_OPTION = r"'([^']*)'"
_PATTERNS: tuple[tuple[re.Pattern[str], Comparison], ...] = (
    (re.compile(rf"{_NAME} *!= *''"), "answered"),
    (re.compile(rf"not\( *selected\( *{_NAME} *, *{_OPTION} *\) *\)"), "is_not"),
    (re.compile(rf"selected\( *{_NAME} *, *{_OPTION} *\)"), "is"),
    (re.compile(rf"{_NAME} *= *{_OPTION}"), "is"),
    (re.compile(rf"{_NAME} *!= *{_OPTION}"), "is_not"),
    (re.compile(rf"{_NAME} *>= *([0-9]{{1,9}})\b"), "at_least"),
    (re.compile(rf"{_NAME} *<= *([0-9]{{1,9}})\b"), "at_most"),
)
_WORD = re.compile(r"(and|or)\b|[()]")
# What other tools keep of an acknowledgement that was given.
_TICKED = "OK"


class NotInSubsetError(ValueError):
    """An expression says more than a rule here can hold."""


def expression_of(rules: tuple[Rule, ...], asked: Mapping[str, Question]) -> str:
    """Return the rules as one expression; `asked` are the questions by name."""
    written = [_rule(rule, asked) for rule in rules]
    brackets = [
        f"({words})" if len(rules) > 1 and rule.any else words
        for rule, words in zip(rules, written, strict=True)
    ]
    return " and ".join(brackets)


def _rule(rule: Rule, asked: Mapping[str, Question]) -> str:
    parts = [_test(test, asked, any_of=rule.any) for test in rule.tests]
    return (" or " if rule.any else " and ").join(parts)


def statement_names(matrix: Question) -> tuple[str, ...]:
    """Return what the statements of a matrix are called in a form."""
    return tuple(f"{matrix.name}{OF_MATRIX}{row.name}" for row in matrix.rows)


def _test(test: Condition, asked: Mapping[str, Question], *, any_of: bool) -> str:
    named = f"${{{test.question}}}"
    if test.how == "answered" and asked[test.question].rows:
        names = statement_names(asked[test.question])
        parts = " or ".join(f"${{{name}}} != ''" for name in names)
        return parts if any_of or len(names) == 1 else f"({parts})"
    if test.how == "answered":
        return f"{named} != ''"
    if test.how in ("at_least", "at_most"):
        return f"{named} {'>=' if test.how == 'at_least' else '<='} {test.number}"
    is_many = asked[test.question].kind == "multiple"
    if test.how == "is":
        form = "selected({}, '{}')" if is_many else "{} = '{}'"
        between = " or "
    else:
        form = "not(selected({}, '{}'))" if is_many else "{} != '{}'"
        between = " and "
    is_box = asked[test.question].kind == "acknowledge"
    said = [form.format(named, _TICKED if is_box else name) for name in test.names]
    return said[0] if len(said) == 1 else f"({between.join(said)})"


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts that are joined by one word."""

    any: bool
    parts: tuple["Condition | _Group", ...]


_Part = Condition | _Group


def rules_of(expression: str) -> tuple[Rule, ...]:
    """Return the rules that an expression says, in its own names.

    Raises:
        NotInSubsetError: it is longer, deeper or of other parts than the subset.
    """
    if len(expression) > _LONGEST:
        raise NotInSubsetError
    reading = _Reading(expression)
    part = reading.group(depth=0)
    if reading.rest:
        raise NotInSubsetError
    return _rules(part)


def in_our_names(
    rules: tuple[Rule, ...],
    asked: Mapping[str, Question],
    statements: Mapping[str, Sequence[str]],
) -> tuple[Rule, ...]:
    """Return rules as a survey has them: of questions and their own options.

    Args:
        rules: as a form says them.
        asked: the questions that came before, by name.
        statements: what the statements of each matrix are called in the form.
    """
    return joined(tuple(_ours(rule, asked, statements) for rule in rules))


def _ours(
    rule: Rule, asked: Mapping[str, Question], statements: Mapping[str, Sequence[str]]
) -> Rule:
    tests = [_unticked(test, asked) for test in rule.tests]
    for matrix, names in statements.items():
        parts = [Condition(name, "answered") for name in names]
        if (rule.any or len(parts) == 1) and all(part in tests for part in parts):
            place = min(tests.index(part) for part in parts)
            tests = [
                *tests[:place],
                Condition(matrix, "answered"),
                *(test for test in tests[place:] if test not in parts),
            ]
    return replace(rule, tests=tuple(tests))


def _unticked(test: Condition, asked: Mapping[str, Question]) -> Condition:
    earlier = asked.get(test.question)
    if earlier is None or earlier.kind != "acknowledge" or test.names != (_TICKED,):
        return test
    return replace(test, names=(CONFIRMED.name,))


class _Reading:
    """Reads an expression from its beginning; `rest` is what is left of it."""

    deepest = 3

    def __init__(self, expression: str) -> None:
        self.rest = expression.strip()

    def group(self, depth: int) -> _Part:
        """Read parts up to a closing bracket or the end."""
        if depth > self.deepest:
            raise NotInSubsetError
        parts, words = [self._part(depth)], set[str]()
        while found := _WORD.match(self.rest):
            if found[0] in "()":
                break
            words.add(found[0])
            self._take(found)
            parts.append(self._part(depth))
        if len(words) > 1:
            raise NotInSubsetError
        return parts[0] if not words else _gathered(words == {"or"}, parts)

    def _part(self, depth: int) -> _Part:
        if self.rest.startswith("("):
            self.rest = self.rest[1:].lstrip()
            part = self.group(depth + 1)
            if not self.rest.startswith(")"):
                raise NotInSubsetError
            self.rest = self.rest[1:].lstrip()
            return part
        for pattern, how in _PATTERNS:
            if found := pattern.match(self.rest):
                self._take(found)
                return _read_test(how, found)
        raise NotInSubsetError

    def _take(self, found: re.Match[str]) -> None:
        self.rest = self.rest[found.end() :].lstrip()


def _read_test(how: Comparison, found: re.Match[str]) -> Condition:
    if how == "answered":
        return Condition(found[1], how)
    if how in ("at_least", "at_most"):
        return Condition(found[1], how, number=int(found[2]))
    return Condition(found[1], how, (found[2],))


def _gathered(of_any: bool, parts: Sequence[_Part]) -> _Part:  # both are meant
    """Return parts as one; options of one question become one test."""
    how = "is" if of_any else "is_not"
    first = parts[0]
    tests = [part for part in parts if isinstance(part, Condition)]
    same = [
        test for test in tests if isinstance(first, Condition) and _is_like(test, first)
    ]
    if isinstance(first, Condition) and first.how == how and len(same) == len(parts):
        names = tuple(name for test in same for name in test.names)
        return replace(first, names=names)
    return _Group(of_any, tuple(parts))


def _is_like(test: Condition, other: Condition) -> bool:
    return (test.question, test.how) == (other.question, other.how)


def _rules(part: _Part) -> tuple[Rule, ...]:
    if isinstance(part, Condition):
        return (Rule((part,)),)
    tests = tuple(one for one in part.parts if isinstance(one, Condition))
    if len(tests) == len(part.parts):
        return (Rule(tests, part.any),)
    if part.any:
        raise NotInSubsetError
    return tuple(rule for one in part.parts for rule in _rules(one))
