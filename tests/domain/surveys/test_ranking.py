"""Options put in order, and where a room puts them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.surveys.answer_errors import (
    EmptyAnswerError,
    NotAnAnswerError,
)
from facilitator.domain.surveys.answers import (
    check_answer,
)
from facilitator.domain.surveys.ranking import (
    EmptyPlaceError,
    NotAllRankedError,
    SamePlaceError,
    TooManyRankedError,
    best_first,
    placings,
)
from facilitator.domain.surveys.results import series
from facilitator.domain.surveys.survey import Option, Question
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

NAMES = ("stop", "observe", "ask", "refer")
OPTIONS = tuple(Option(n, c, Text(n, n)) for c, n in enumerate(NAMES, start=1))
ALL = Question("all", "ranking", Text("Rank", "Ordene"), options=OPTIONS)
TWO = Question("two", "ranking", Text("Rank", "Ordene"), options=OPTIONS, most=2)
_NAMES = st.sampled_from([*NAMES, "other", ""])
_PLACES = st.sampled_from(["", "1", "2", "3", "4", "5", "-1", "1.0", "²"])
_HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.one_of(_NAMES, st.none(), st.lists(_NAMES)), max_size=30),
    st.dictionaries(_NAMES, st.one_of(_PLACES, st.integers()), max_size=6),
)


def test_an_order_is_kept_as_it_was_made() -> None:
    order = ["ask", "stop", "refer", "observe"]
    assert check_answer(ALL, order) == order
    assert check_answer(TWO, ["refer"]) == ["refer"]
    assert check_answer(TWO, ["refer", "ask"]) == ["refer", "ask"]


def test_places_of_a_form_are_the_same_order() -> None:
    places = {"stop": "2", "observe": "4", "ask": "1", "refer": "3"}
    assert check_answer(ALL, places) == ["ask", "stop", "refer", "observe"]
    assert check_answer(TWO, {"ask": "1", "stop": "", "refer": "2"}) == ["ask", "refer"]


@pytest.mark.parametrize("empty", ["", [], {}, {"ask": ""}])
def test_nothing_ranked_is_no_answer(empty: object) -> None:
    with pytest.raises((EmptyAnswerError, NotAllRankedError)):
        check_answer(ALL, empty)
    with pytest.raises(EmptyAnswerError):
        check_answer(TWO, empty)


@pytest.mark.parametrize(
    ("question", "wrong", "why"),
    [
        (ALL, ["ask", "stop"], NotAllRankedError),
        (ALL, {"ask": "1", "stop": "2"}, NotAllRankedError),
        (ALL, ["ask", "ask", "stop", "refer"], NotAnAnswerError),
        (ALL, ["ask", "stop", "refer", "wait"], NotAnAnswerError),
        (ALL, ["ask"] * 10_000, NotAnAnswerError),
        (ALL, ["ask", 1, None, []], NotAnAnswerError),
        (ALL, "ask", NotAnAnswerError),
        (ALL, 7, NotAnAnswerError),
        (TWO, ["ask", "stop", "refer"], TooManyRankedError),
        (TWO, {"ask": "1", "stop": "1"}, SamePlaceError),
        (TWO, {"ask": "2"}, EmptyPlaceError),
        (TWO, {"ask": "5"}, NotAnAnswerError),
        (TWO, {"ask": 1}, NotAnAnswerError),
        (TWO, {"ask": "١"}, NotAnAnswerError),
        (TWO, {"wait": "1"}, NotAnAnswerError),
    ],
)
def test_what_is_no_order_is_refused(
    question: Question, wrong: object, why: type[BadInputError]
) -> None:
    with pytest.raises(why):
        check_answer(question, wrong)


@settings(max_examples=60)
@given(_HOSTILE, st.sampled_from([ALL, TWO]))
def test_whatever_comes_is_refused_or_is_an_order(
    given: object, question: Question
) -> None:
    try:
        kept = check_answer(question, given)
    except BadInputError:
        return
    assert isinstance(kept, list)
    assert kept
    assert len(set(kept)) == len(kept)
    assert set(kept) <= set(NAMES)
    assert check_answer(question, kept) == kept


def test_a_mean_place_is_over_everybody() -> None:
    answers = [["ask", "stop"], ["ask", "refer"], ["stop"], ["observe", "ask"]]
    found = {one.option.name: one for one in placings(TWO, answers)}
    # Whoever ranked two leaves the places 3 and 4, whoever ranked one 2, 3 and 4.
    assert found["ask"].mean == pytest.approx((1 + 1 + 3 + 2) / 4)
    assert found["stop"].mean == pytest.approx((2 + 3.5 + 1 + 3.5) / 4)
    assert found["ask"].places == (2, 1)
    assert found["refer"].first == 0


def test_equal_means_go_by_first_places_and_then_by_the_question() -> None:
    # A middle place each is worth as much as a first and a last one.
    answers = [
        ["stop", "observe", "ask", "refer"],
        ["ask", "observe", "stop", "refer"],
    ]
    order = [one.option.name for one in best_first(placings(ALL, answers))]
    assert order == ["stop", "ask", "observe", "refer"]


def test_fewer_than_five_orders_are_not_counted() -> None:
    (few,) = series(ALL, [list(NAMES)] * 4)
    (enough,) = series(ALL, [list(NAMES)] * 5)
    assert (few.answered, few.counts, few.places) == (4, (), ())
    assert [count.count for count in enough.counts] == [5, 0, 0, 0]
    assert [one.mean for one in enough.places] == [1, 2, 3, 4]
