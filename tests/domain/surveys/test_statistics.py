"""Counts and shares, held against published figures and figures worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.surveys.statistics import (
    Centre,
    Proportion,
    Shift,
    centre,
    shift,
    tally,
    top_two_box,
    wilson,
)
from facilitator.domain.surveys.survey import Answer, Option, Question
from facilitator.domain.text import Text

SURE = Question("sure", "confidence", Text("Sure?", "¿Segura?"))
PAIR = Question("sure", "confidence", Text("Sure?", "¿Segura?"), retrospective=True)
GRADE = Question("grade", "quality", Text("Quality", "Calidad"))
BOXES = Question(
    "boxes",
    "multiple",
    Text("Which?", "¿Cuáles?"),
    options=(Option("a", 1, Text("A", "A")), Option("b", 2, Text("B", "B"))),
)


# Source: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(
    count: int, of: int, low: float, high: float
) -> None:
    found = wilson(count, of)

    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@given(
    st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
)
def test_an_interval_holds_its_share_and_stays_between_nothing_and_all(
    figures: tuple[int, int],
) -> None:
    low, high = Proportion(*figures).interval

    assert 0 <= low <= Proportion(*figures).share <= high <= 1


def test_each_tick_of_a_multiple_choice_counts() -> None:
    counts = tally(BOXES, [["a", "b"], ["b"], []])

    assert [(c.option.name, c.count) for c in counts] == [("a", 1), ("b", 2)]


def test_a_pair_counts_the_half_that_is_asked_for() -> None:
    answers: list[Answer] = [{"before": "low", "now": "high"}, {"now": "very_high"}]

    assert [c.count for c in tally(PAIR, answers)] == [0, 0, 0, 1, 1]
    assert [c.count for c in tally(PAIR, answers, "before")] == [0, 1, 0, 0, 0]


def test_top_two_box_is_the_two_highest_of_five_and_of_four() -> None:
    confidence = ["very_low", "moderate", "high", "very_high", "high"]

    assert top_two_box(SURE, confidence) == Proportion(3, 5)
    assert top_two_box(GRADE, ["poor", "fair", "good", "excellent"]) == (
        Proportion(2, 4)
    )
    assert Fraction(Proportion(2, 4).share) == Fraction(1, 2)


def test_there_is_no_top_two_box_without_a_scale_or_an_answer() -> None:
    assert top_two_box(BOXES, [["a"]]) is None
    assert top_two_box(SURE, []) is None
    assert top_two_box(PAIR, [{"now": "high"}], "before") is None


def test_mean_and_median_are_in_codes() -> None:
    assert centre(SURE, ["very_low", "low", "low", "very_high"]) == Centre(4, 2.5, 2.0)
    assert centre(SURE, []) is None
    assert centre(BOXES, [["a"]]) is None


def test_the_shift_is_of_people_who_answered_both_halves() -> None:
    answers: list[Answer] = [
        {"before": "low", "now": "high"},
        {"before": "moderate", "now": "high"},
        {"before": "moderate", "now": "high"},
        {"now": "very_low"},
    ]

    assert shift(PAIR, answers) == Shift(3, 4 / 3, 1.0)
    assert shift(PAIR, [{"now": "high"}]) is None
