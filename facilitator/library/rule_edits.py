"""Rules of a survey's tree that say to whom a question or a section is put.

A simple rule is a list of tests of which all must hold, or any one. Whatever else a
file says is left to whoever wrote it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
class SimpleRule:
    """Tests of which all must hold, or any one."""

    tests: tuple[OneTest, ...] = ()
    any: bool = False


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


def read_rule(written: object) -> SimpleRule | None:
    """Return the simple rule that a tree has, or None where it is another."""
    if written is None:
        return SimpleRule()
    rules = written if isinstance(written, list) else [written]
    joined = [_joined(rule) for rule in rules]
    if any(one is None for one in joined):
        return None
    found = [one for one in joined if one is not None]
    if len(found) == 1:
        return found[0]
    if any(one.any and len(one.tests) > 1 for one in found):
        return None
    return SimpleRule(tuple(test for one in found for test in one.tests))


def _joined(rule: object) -> SimpleRule | None:
    if not isinstance(rule, dict):
        return None
    many = next((key for key in MANY if key in rule), "")
    if not many:
        test = _test(rule)
        return SimpleRule((test,)) if test else None
    below = rule[many]
    if len(rule) > 1 or not isinstance(below, list):
        return None
    tests = [_test(one) for one in below]
    if not all(tests):
        return None
    return SimpleRule(tuple(test for test in tests if test), any=many == "any")


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


def write_rule(holder: dict[str, Any], tests: SimpleRule) -> None:
    """Write a simple rule, as the files have it."""
    written = [_written(test) for test in tests.tests]
    if not written:
        holder.pop("relevant", None)
    elif len(written) == 1:
        holder["relevant"] = written[0]
    else:
        holder["relevant"] = {"any" if tests.any else "all": written}


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


def add_test(holder: dict[str, Any], asked: Sequence[Asked]) -> int:
    """Add a test about the nearest question before; what it asks for is to be said."""
    there = read_rule(holder.get("relevant")) or SimpleRule()
    nearest = [one for one in asked if len(one.hows) > 1] or asked
    about = part_at(list(nearest), len(nearest) - 1)
    made = fitting(OneTest(about.name, ""), about)
    tests = [*room_for(list(there.tests), MOST_TESTS), made]
    write_rule(holder, SimpleRule(tuple(tests), any=there.any))
    return len(tests) - 1


def remove_test(holder: dict[str, Any], index: int) -> int:
    """Take a test out; return which one stands in its place, or -1."""
    there = read_rule(holder.get("relevant")) or SimpleRule()
    tests = list(there.tests)
    part_at(tests, index)
    del tests[index]
    write_rule(holder, SimpleRule(tuple(tests), any=there.any))
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
