"""The signed-rank test against a textbook, against scipy, and by counting signs."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import scipy.stats as scipy_stats
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.signed_rank import SignedRank, signed_rank

stats: Any = scipy_stats

# Differences in height of cross- and self-fertilised maize, in eighths of an inch.
# Source: Darwin, The Effects of Cross and Self Fertilisation (1876), as in Fisher, The
# Design of Experiments (1935), section 17.
DARWIN = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)


def test_darwins_maize_gives_the_published_statistic() -> None:
    """W = 24 and p = 0.0413 as the documentation of scipy.stats.wilcoxon prints it."""
    found = signed_rank(DARWIN)

    assert [float(one) for one in (found.up, found.down, found.w)] == [96, 24, 24]
    assert found.p is not None
    assert (round(found.p, 14), found.exact) == (0.04125976562500, True)
    assert found.rank_biserial == Fraction(96 - 24, 120)


# Source: Hollander and Wolfe, Nonparametric Statistical Methods (1973), pages 29-33:
# depression of nine patients (Hamilton IV) before and after a tranquilizer; also the
# first example of R's wilcox.test, which prints V = 40, p-value = 0.01953 (one-sided).
BEFORE = (1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300)
AFTER = (878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290)


def test_nine_patients_give_the_published_statistic() -> None:
    found = signed_rank(
        after - before for before, after in zip(BEFORE, AFTER, strict=True)
    )

    assert found.down == 40
    assert found.p is not None
    assert round(found.p / 2, 5) == 0.01953
    assert found.rank_biserial == Fraction(5 - 40, 45)


def test_people_who_did_not_move_are_left_out() -> None:
    assert signed_rank([0, 0, 0]) == SignedRank(3, 0, 0, Fraction(0), Fraction(0), None)
    moved, alone = signed_rank([0, 1, 2, 3, 4, 5, 6, 0]), signed_rank(range(1, 7))

    assert (moved.pairs, moved.moved, moved.p) == (8, 6, alone.p)


def test_five_who_moved_are_too_few_for_a_p_and_six_are_enough() -> None:
    assert signed_rank([1, 2, 3, 4, 5]).p is None
    assert signed_rank([1, 2, 3, 4, 5, 6]).p == 2 / 2**6


CHANGES = st.integers(-4, 4)


@settings(max_examples=40, deadline=None)
@given(st.lists(CHANGES.filter(bool), min_size=6, max_size=9))
def test_with_ties_the_exact_p_counts_every_way_of_the_signs(
    changes: list[int],
) -> None:
    found = signed_rank(changes)
    ranks = stats.rankdata([abs(change) for change in changes])
    sums = [
        sum(rank for rank, up in zip(ranks, signs, strict=True) if up)
        for signs in product((False, True), repeat=len(ranks))
    ]
    as_far = sum(min(one, sum(ranks) - one) <= found.w for one in sums) / len(sums)

    assert found.exact
    assert found.p == pytest.approx(min(1, as_far), rel=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=6, max_size=25, unique=True), st.data())
def test_without_ties_the_exact_p_is_that_of_scipy(
    sizes: list[int], data: st.DataObject
) -> None:
    signs = data.draw(st.lists(st.sampled_from([-1, 1]), min_size=25, max_size=25))
    changes = [size * sign for size, sign in zip(sizes, signs, strict=False)]
    other = stats.wilcoxon(changes, method="exact")
    found = signed_rank(changes)

    assert float(found.w) == other.statistic
    assert found.p == pytest.approx(other.pvalue, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.lists(CHANGES, min_size=26, max_size=320))
def test_of_many_with_ties_the_p_is_that_of_scipy(changes: list[int]) -> None:
    assume(sum(map(bool, changes)) > 25)
    found = signed_rank(changes)
    other = stats.wilcoxon(
        changes, zero_method="wilcox", correction=False, method="asymptotic"
    )

    assert (float(found.w), found.exact) == (other.statistic, False)
    assert found.p == pytest.approx(other.pvalue, rel=1e-9, abs=1e-300)
