"""Rules in the survey's editor: what a question or a section depends on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.surveys.limits import LONGEST_NAME
from facilitator.library.rule_edits import (
    Asked,
    Group,
    Groups,
    OneTest,
    askable,
    fitting,
    read_rule,
    write_rule,
)
from facilitator.library.survey_tree import Tree
from facilitator.web.desk.survey_typed import Typed

_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class TestRow:
    """One test of a rule; `asked` is None where its question cannot be asked about.

    `choices` are those of the question, and names that are no choice of it any more.
    """

    index: int
    test: OneTest
    asked: Asked | None
    choices: Mapping[str, Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of tests; they are numbered through all groups of the rule."""

    index: int
    any: bool
    rows: tuple[TestRow, ...]


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The rule of a question or a section; `prefix` begins the names of its fields.

    `is_shown` tells whether the file's rule is one that these fields can show.
    """

    prefix: str
    groups: tuple[GroupRow, ...]
    asked: tuple[Asked, ...]
    is_shown: bool

    @property
    def rows(self) -> tuple[TestRow, ...]:
        """The tests of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a problem can stand beside."""
        return frozenset(
            {self.prefix, *(f"{self.prefix}.{r.index}" for r in self.rows)}
        )

    @property
    def begun(self) -> frozenset[str]:
        """The fields of tests that do not say yet what must be so."""
        tests = ((row.index, row.test) for row in self.rows)
        return frozenset(
            f"{self.prefix}.{index}"
            for index, test in tests
            if test.how != "answered" and not test.names and not test.number
        )


def rule_form(
    tree: Tree, holder: Mapping[str, Any], prefix: str, before: int
) -> RuleForm:
    """Return the rule of a part that begins with the question at `before`."""
    asked, rule = askable(tree, before), read_rule(holder.get("relevant"))
    known = {one.name: one for one in asked}
    groups = tuple(
        GroupRow(
            at,
            group.any,
            tuple(
                TestRow(index, test, known.get(test.question), _choices(test, known))
                for index, test in numbered
            ),
        )
        for at, (group, numbered) in enumerate(_numbered(rule or ()))
    )
    return RuleForm(prefix, groups, asked, rule is not None)


def _numbered(groups: Groups) -> Iterator[tuple[Group, list[tuple[int, OneTest]]]]:
    """Yield each group, with its tests and their numbers among those of all groups."""
    begin = 0
    for group in groups:
        yield group, list(enumerate(group.tests, start=begin))
        begin += len(group.tests)


def _choices(
    test: OneTest, known: Mapping[str, Asked]
) -> Mapping[str, Mapping[str, str] | None]:
    asked = known.get(test.question)
    there = asked.choices if asked else {}
    return {**there, **{name: None for name in test.names if name not in there}}


def read_typed_rule(
    typed: Typed, tree: Tree, holder: dict[str, Any], prefix: str, before: int
) -> None:
    """Write a rule as it was typed, where it is one that the form can show."""
    rule = read_rule(holder.get("relevant"))
    if not rule:
        return
    known = {one.name: one for one in askable(tree, before)}
    made = tuple(
        Group(
            tuple(
                _typed(typed, f"{prefix}.{index}", test, known)
                for index, test in numbered
            ),
            any=_join(typed, f"{prefix}.join.{at}", group),
        )
        for at, (group, numbered) in enumerate(_numbered(rule))
    )
    if made != rule:
        write_rule(holder, made)


def _join(typed: Typed, name: str, group: Group) -> bool:
    return typed.get(name, "any" if group.any else "all") == "any"


def _typed(
    typed: Typed, name: str, test: OneTest, known: Mapping[str, Asked]
) -> OneTest:
    question = typed.get(f"{name}.question", test.question)[:LONGEST_NAME]
    asked = known.get(question)
    if asked is None:
        return test
    how = typed.get(f"{name}.how", test.how)
    if question != test.question:
        return fitting(OneTest(question, how), asked)
    names, number = test.names, test.number
    if f"{name}.is.asked" in typed:
        ticked = typed.getlist(f"{name}.is")
        allowed = (*asked.choices, *test.names)
        chosen = tuple(dict.fromkeys(one for one in ticked if one in allowed))
        names = names if set(chosen) == set(names) else chosen
    if f"{name}.number" in typed:
        number = typed[f"{name}.number"].strip()[:_LONGEST_NUMBER]
    return fitting(OneTest(question, how, names, number), asked)
