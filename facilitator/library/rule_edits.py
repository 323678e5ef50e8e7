"""Rules of a survey's tree that say to whom a question or a section is put.

A rule is a list of groups that must all be so; a group is a list of tests of which all
must hold, or any one. Whatever else a file says is left to whoever wrote it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.domain.surveys.relevance import COMPARISONS
from facilitator.domain.surveys.survey import CONFIRMED, OTHER, SCALES
from facilitator.domain.text import LANGUAGES
from facilitator.library.option_edits import options_of, part_at, room_for
from facilitator.library.relevance import AMOUNTS, CHOSEN, MANY, MOST_TESTS
from facilitator.library.survey_tree import Tree

Words = Mapping[str, str]
_OF_CHOICES = ("is", "is_not", "answered")
_OF_AMOUNTS = ("at_least", "at_most", "answered")
_ONLY_ANSWERED = ("answered",)


@dataclass(frozen=True, slots=True)
class OneTest:
    """What must be so of an earlier question.

    `how` is a comparison; `names` are options, `number` a bound as it was typed.
    """

    question: str
    how: str
    names: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tests of which all must hold, or any one."""

    tests: tuple[OneTest, ...] = ()
    any: bool = False


Groups = tuple[Group, ...]
"""A rule: all of its groups must be so. Nobody is left out where there is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An earlier question that a rule can be about.

    `hows` are the comparisons that it takes; `choices` its options by name.
    """

    index: int
    name: str
    label: Words
    hows: tuple[str, ...]
    choices: Mapping[str, Words]


def read_rule(written: object) -> Groups | None:
    """Return the groups of the rule that a tree has, or None where it is another.

    Tests that stand one after another in a list, under no `all` or `any`, are a group.
    """
    if written is None:
        return ()
    found: list[Group] = []
    was_bare = False
    for rule in written if isinstance(written, list) else [written]:
        group = _group(rule)
        if group is None:
            return None
        is_bare = isinstance(rule, dict) and not _many_in(rule)
        if is_bare and was_bare:
            group = Group((*found.pop().tests, *group.tests))
        was_bare = is_bare
        found.append(group)
    return tuple(group for group in found if group.tests)


def _many_in(rule: Mapping[str, Any]) -> str:
    return next((key for key in MANY if key in rule), "")


def _group(rule: object) -> Group | None:
    if not isinstance(rule, dict):
        return None
    many = _many_in(rule)
    if not many:
        test = _test(rule)
        return Group((test,)) if test else None
    below = rule[many]
    if len(rule) > 1 or not isinstance(below, list):
        return None
    tests = [_test(one) for one in below]
    if not all(tests):
        return None
    return Group(tuple(test for test in tests if test), any=many == "any")


def _test(written: object) -> OneTest | None:
    if not isinstance(written, dict) or not isinstance(written.get("question"), str):
        return None
    how = next((key for key in written if key in COMPARISONS), "")
    if not how or len(written) != len(("question", how)):
        return None
    question, value = written["question"], written[how]
    if how in ("is", "is_not"):
        names = value if isinstance(value, list) else [value]
        if not all(isinstance(name, str) for name in names):
            return None
        return OneTest(question, how, tuple(names))
    if not isinstance(value, str):
        return None
    return OneTest(question, how, number="" if how == "answered" else value)


def write_rule(holder: dict[str, Any], groups: Groups) -> None:
    """Write the groups of a rule, as the files have them; one without tests goes."""
    there = tuple(group for group in groups if group.tests)
    written: list[dict[str, Any]] = []
    for group in there:
        tests = [_written(test) for test in group.tests]
        # A test of its own says that it is one, unless it would join another.
        is_bare = len(tests) == 1 and (len(there) == 1 or not (written or group.any))
        many = "any" if group.any else "all"
        written.append(tests[0] if is_bare else {many: tests})
    if not written:
        holder.pop("relevant", None)
    else:
        holder["relevant"] = written[0] if len(written) == 1 else written


def _written(test: OneTest) -> dict[str, Any]:
    value: object = test.number
    if test.how == "answered":
        value = "true"
    elif test.how in ("is", "is_not"):
        value = test.names[0] if len(test.names) == 1 else list(test.names)
    return {"question": test.question, test.how: value}


def fitting(test: OneTest, asked: Asked | None) -> OneTest:
    """Return a test with what its question takes; the rest of it is left out."""
    if asked is None:
        return test
    how = test.how if test.how in asked.hows else asked.hows[0]
    is_about_choices = how in ("is", "is_not")
    names = test.names if is_about_choices else ()
    number = test.number if how in ("at_least", "at_most") else ""
    return OneTest(test.question, how, names, number)


def add_test(holder: dict[str, Any], asked: Sequence[Asked], at: int = -1) -> int:
    """Add a test about the nearest question before to a group, or to the last one.

    What it asks for is to be said.

    Returns:
        Which test it is, counted through all groups.
    """
    groups = list(read_rule(holder.get("relevant")) or (Group(),))
    place = len(groups) - 1 if at < 0 else at
    group: Group = part_at(groups, place)
    tests = (*room_for(list(group.tests), MOST_TESTS), _begun(asked))
    groups[place] = replace(group, tests=tests)
    write_rule(holder, tuple(groups))
    return sum(len(one.tests) for one in groups[: place + 1]) - 1


def add_group(holder: dict[str, Any], asked: Sequence[Asked]) -> int:
    """Add a group with one test, joined otherwise than the one before it.

    Returns:
        Which test it is, counted through all groups.
    """
    groups = list(read_rule(holder.get("relevant")) or ())
    room_for(groups, MOST_TESTS)
    made = Group((_begun(asked),), any=bool(groups) and not groups[-1].any)
    write_rule(holder, (*groups, made))
    return sum(len(one.tests) for one in groups)


def _begun(asked: Sequence[Asked]) -> OneTest:
    nearest = [one for one in asked if len(one.hows) > 1] or asked
    about = part_at(list(nearest), len(nearest) - 1)
    return fitting(OneTest(about.name, ""), about)


def remove_test(holder: dict[str, Any], index: int) -> int:
    """Take a test out; return which one stands in its place, or -1."""
    groups = read_rule(holder.get("relevant")) or ()
    tests = [(at, test) for at, group in enumerate(groups) for test in group.tests]
    part_at(tests, index)
    del tests[index]
    left = (
        replace(group, tests=tuple(test for place, test in tests if place == at))
        for at, group in enumerate(groups)
    )
    write_rule(holder, tuple(left))
    return min(index, len(tests) - 1)


def askable(tree: Tree, before: int) -> tuple[Asked, ...]:
    """Return the questions that one at a place can depend on: earlier ones.

    A scale that is asked twice has no one answer, so nothing can depend on it.
    """
    return tuple(
        Asked(index, name, _label(question), _hows(question), _choices(question))
        for index, question in enumerate(tree["questions"][: max(before, 0)])
        if (name := question.get("name")) and isinstance(name, str)
        if str(question.get("retrospective", "")).lower() not in ("true", "yes")
    )


def first_of(tree: Tree, section: object) -> int:
    """Return where the questions of a section begin; at the end if it has none."""
    questions = tree["questions"]
    places = (i for i, one in enumerate(questions) if one.get("section") == section)
    return next(places, len(questions))


def _hows(question: Mapping[str, Any]) -> tuple[str, ...]:
    kind = str(question.get("kind", ""))
    if kind in CHOSEN:
        return _OF_CHOICES
    return _OF_AMOUNTS if kind in AMOUNTS else _ONLY_ANSWERED


def _choices(question: Mapping[str, Any]) -> Mapping[str, Words]:
    kind = str(question.get("kind", ""))
    if kind not in CHOSEN:
        return {}
    known = (CONFIRMED,) if kind == "acknowledge" else SCALES.get(kind, ())
    if question.get("other") in ("true", "yes"):
        known = (OTHER,)
    own = {str(o.get("name", "")): _label(o) for o in options_of(question)}
    return own | {option.name: option.label.as_dict() for option in known}


def _label(part: Mapping[str, Any]) -> Words:
    text = part.get("label", {})
    there = text if isinstance(text, dict) else {}
    return {code: str(there.get(code, "")) for code in LANGUAGES}


def renamed(tree: Tree, before: str, name: str) -> None:
    """Call a question otherwise in the rules that are about it."""
    for test in _written_tests(tree):
        if test.get("question") == before:
            test["question"] = name


def renamed_option(
    tree: Tree, question: Mapping[str, Any], before: str, name: str
) -> None:
    """Call an option otherwise in the rules that are about it."""
    for test in _written_tests(tree):
        if test.get("question") != question.get("name"):
            continue
        for how in ("is", "is_not"):
            if test.get(how) == before:
                test[how] = name
            elif isinstance(test.get(how), list):
                test[how] = [name if one == before else one for one in test[how]]


def _written_tests(tree: Tree) -> Iterator[dict[str, Any]]:
    sections = tree.get("sections", [])
    holders = [*tree["questions"], *(sections if isinstance(sections, list) else [])]
    for holder in holders:
        if isinstance(holder, dict):
            yield from _tests_in(holder.get("relevant"))


def _tests_in(written: object) -> Iterator[dict[str, Any]]:
    if isinstance(written, list):
        for one in written:
            yield from _tests_in(one)
    elif isinstance(written, dict):
        yield written
        for key in MANY:
            yield from _tests_in(written.get(key))
