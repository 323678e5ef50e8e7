"""Knowledge before and now, against published figures and scipy."""

from fractions import Fraction
from typing import Any

import pytest
import scipy.stats as scipy_stats
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.right_wrong import RightWrong, is_right, right_wrong
from facilitator.domain.surveys.statistics import Proportion
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text

stats: Any = scipy_stats
CHOICES = tuple(
    Option(name, code, Text(name, name), right=name in "ab")
    for code, name in enumerate("abc", start=1)
)
ONE = Question("one", "single", Text("One", "Una"), options=CHOICES[1:])
SEVERAL = Question("several", "multiple", Text("All", "Todas"), options=CHOICES)


def test_a_right_answer_is_all_that_is_right_and_nothing_else() -> None:
    assert (is_right(ONE, "b"), is_right(ONE, "c")) == (True, False)
    assert is_right(SEVERAL, ["a", "b"])
    assert not is_right(SEVERAL, ["a"])
    assert not is_right(SEVERAL, ["a", "b", "c"])


def test_people_are_counted_by_what_they_knew_each_time() -> None:
    pairs = [("b", "b"), ("c", "b"), ("c", "b"), ("b", "c"), ("c", "c")]
    found = right_wrong(ONE, list(pairs))

    assert found == RightWrong(1, 2, 1, 1)
    assert (found.before, found.now) == (Proportion(2, 5), Proportion(3, 5))
    assert found.gain == Fraction(1, 3)


# Source: the tests of statsmodels (mcnemar, exact) have these from SPSS.
@pytest.mark.parametrize(
    ("learned", "lost", "p"),
    [(121, 59, 0.000004), (70, 59, 0.378688), (80, 59, 0.089452)],
)
def test_the_exact_p_is_the_published_one(learned: int, lost: int, p: float) -> None:
    found = RightWrong(101, learned, lost, 33).p

    assert found is not None
    assert round(found, 6) == p


# Source: Hake, American Journal of Physics 66 (1998) 64-74: a class that goes from
# 45 % to 79 % has a gain of (79 - 45) / (100 - 45).
def test_the_gain_is_the_share_of_what_could_be_learned() -> None:
    assert RightWrong(45, 34, 0, 21).gain == Fraction(34, 55)
    assert RightWrong(9, 0, 0, 0).gain is None
    assert RightWrong(1, 0, 2, 4).gain == Fraction(-1, 2)


def test_five_who_changed_are_too_few_for_a_p() -> None:
    assert RightWrong(40, 5, 0, 40).p is None
    assert RightWrong(0, 6, 0, 0).p == 2 / 2**6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 150), st.integers(0, 150))
def test_the_exact_p_is_that_of_a_binomial_test(learned: int, lost: int) -> None:
    found = RightWrong(7, learned, lost, 3)
    if learned + lost < 6:
        assert found.p is None
        return
    other = stats.binomtest(learned, learned + lost, 0.5).pvalue

    assert found.p == pytest.approx(other, rel=1e-9)
