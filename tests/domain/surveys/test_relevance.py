"""To whom a question is put."""

import pytest

from facilitator.domain.surveys.relevance import (
    Comparison,
    Condition,
    Given,
    Rule,
    holds,
    joined,
)

NURSE = Rule((Condition("role", "is", ("nurse", "midwife")),))
LONG = Rule((Condition("years", "at_least", number=5),))


@pytest.mark.parametrize(
    ("how", "names", "number", "answer", "expected"),
    [
        ("is", ("a", "b"), 0, "b", True),
        ("is", ("a",), 0, "b", False),
        ("is", ("a",), 0, ["c", "a"], True),
        ("is", ("a",), 0, None, False),
        ("is", ("a",), 0, {"declined": "yes"}, False),
        ("is_not", ("a",), 0, "b", True),
        ("is_not", ("a",), 0, ["b", "a"], False),
        ("is_not", ("a",), 0, None, True),
        ("answered", (), 0, "x", True),
        ("answered", (), 0, None, False),
        ("answered", (), 0, {"declined": "yes"}, False),
        ("answered", (), 0, {"row": "agree"}, True),
        ("at_least", (), 5, "5", True),
        ("at_least", (), 5, "4.9", False),
        ("at_most", (), 5, "-3", True),
        ("at_most", (), 5, None, False),
        ("at_least", (), 5, "many", False),
        ("at_least", (), 5, "NaN", False),
    ],
)
def test_an_answer_fits_a_test_or_does_not(
    how: Comparison,
    names: tuple[str, ...],
    number: int,
    answer: Given | None,
    expected: bool,  # a row of the table
) -> None:
    assert Condition("q", how, names, number).holds(answer) is expected


def test_all_rules_hold_or_the_question_is_not_put() -> None:
    assert holds((), {})
    assert holds((NURSE, LONG), {"role": "nurse", "years": "7"})
    assert not holds((NURSE, LONG), {"role": "nurse", "years": "2"})
    either = Rule((*NURSE.tests, *LONG.tests), any=True)
    assert holds((either,), {"role": "other", "years": "7"})
    assert not holds((either,), {"role": "other"})


def test_rules_of_all_are_one_rule() -> None:
    either = Rule((*NURSE.tests, *LONG.tests), any=True)
    assert joined((NURSE, either, LONG)) == (
        Rule((*NURSE.tests, *LONG.tests)),
        either,
    )
    assert joined((Rule(NURSE.tests, any=True),)) == (NURSE,)
    assert joined(()) == ()
