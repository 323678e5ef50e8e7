"""Rules of relevance as the expressions of an XLSForm, and back.

The subset: `${name} = 'option'` and `!=`, `selected(${name}, 'option')` and its
`not(…)`, `${name} != ''`, `${name} >= n` and `<=`, joined by `and` or `or`, in
brackets one level deep.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.surveys.relevance import Comparison, Condition, Rule, joined
from facilitator.domain.surveys.survey import Question

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
    parts = [_test(test, asked) for test in rule.tests]
    return (" or " if rule.any else " and ").join(parts)


def _test(test: Condition, asked: Mapping[str, Question]) -> str:
    named = f"${{{test.question}}}"
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
    said = [form.format(named, name) for name in test.names]
    return said[0] if len(said) == 1 else f"({between.join(said)})"


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts that are joined by one word."""

    any: bool
    parts: tuple["Condition | _Group", ...]


_Part = Condition | _Group


def rules_of(expression: str) -> tuple[Rule, ...]:
    """Return the rules that an expression says.

    Raises:
        NotInSubsetError: it is longer, deeper or of other parts than the subset.
    """
    if len(expression) > _LONGEST:
        raise NotInSubsetError
    reading = _Reading(expression)
    part = reading.group(depth=0)
    if reading.rest:
        raise NotInSubsetError
    return joined(_rules(part))


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
