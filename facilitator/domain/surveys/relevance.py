"""Which questions of a form are put to a person, by what was answered before them.

The rules mean what they mean in an XLSForm: a question left empty equals nothing, so
that `is_not` holds for it and every other test fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias

Comparison = Literal["is", "is_not", "answered", "at_least", "at_most"]
COMPARISONS: tuple[Comparison, ...] = (
    "is",
    "is_not",
    "answered",
    "at_least",
    "at_most",
)

# As in `survey.Answer`, which is made of what stands here.
Given: TypeAlias = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so of an earlier `question`.

    `names` are options, of which one must (`is`) or none may (`is_not`) be chosen;
    `number` is the bound of `at_least` and `at_most`.
    """

    question: str
    how: Comparison
    names: tuple[str, ...] = ()
    number: int = 0

    def holds(self, answer: Given | None) -> bool:
        """Whether it is so; None and a declined answer are no answer."""
        given = [] if answer is None or _is_declined(answer) else answer
        # Whoever adds words to "other" has the options chosen as keys.
        chosen = {given} if isinstance(given, str) else set(given)
        if self.how == "answered":
            return bool(given)
        if self.how == "is":
            return bool(chosen.intersection(self.names))
        if self.how == "is_not":
            return not chosen.intersection(self.names)
        number = _number(given)
        if number is None:
            return False
        at_least = self.how == "at_least"
        return number >= self.number if at_least else number <= self.number


@dataclass(frozen=True, slots=True)
class Rule:
    """Tests of which all must hold, or any one."""

    tests: tuple[Condition, ...]
    any: bool = False

    def holds(self, answers: Mapping[str, Given]) -> bool:
        """Whether the answers given so far fit."""
        found = (test.holds(answers.get(test.question)) for test in self.tests)
        return any(found) if self.any else all(found)


def joined(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the same as one rule of all that must hold, and those of any after it.

    Options of one question that may not be chosen, or of which one has to be, are one
    condition.
    """
    whole = [replace(rule, tests=_merged(rule)) for rule in rules]
    anyhow = tuple(rule for rule in whole if rule.any and len(rule.tests) > 1)
    rest = (test for rule in whole if rule not in anyhow for test in rule.tests)
    every = _merged(Rule(tuple(rest)))
    return (Rule(every), *anyhow) if every else anyhow


def _merged(rule: Rule) -> tuple[Condition, ...]:
    how: Comparison = "is" if rule.any else "is_not"
    kept: dict[tuple[str, str, int], Condition] = {}
    for place, test in enumerate(rule.tests):
        # Two bounds of one question stay two; the same twice is said once.
        key = (test.question, how, -1 if test.how == how else place)
        earlier = kept.get(key)
        if test in kept.values():
            continue
        if earlier:
            names = dict.fromkeys((*earlier.names, *test.names))
            test = replace(test, names=tuple(names))  # noqa: PLW2901
        kept[key] = test
    return tuple(kept.values())


def holds(rules: tuple[Rule, ...], answers: Mapping[str, Given]) -> bool:
    """Whether a question with these rules is put to whoever answered so.

    `answers` must hold none to a question that was itself not put.
    """
    return all(rule.holds(answers) for rule in rules)


def _is_declined(answer: Given) -> bool:
    return isinstance(answer, dict) and set(answer) == {"declined"}


def _number(given: Given) -> Decimal | None:
    if not isinstance(given, str):
        return None
    try:
        number = Decimal(given)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
