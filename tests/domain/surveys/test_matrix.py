"""Statements on one scale, each counted as a question of its own."""

from typing import Any

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
from facilitator.domain.surveys.matrix import (
    NotAllRatedError,
    in_parts,
    parts_of,
    response_in_parts,
)
from facilitator.domain.surveys.results import result_of
from facilitator.domain.surveys.statistics import centre, top_two_box
from facilitator.domain.surveys.survey import (
    CONFIDENCE,
    DECLINED,
    Option,
    Question,
    Statement,
    Survey,
)
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

ROWS = tuple(Statement(n, Text(n.title(), n.title())) for n in ("ask", "refer", "rest"))


def matrix(**more: Any) -> Question:
    label = Text("How sure are you?", "¿Qué tan segura está?")
    return Question("sure", "matrix", label, rows=ROWS, **more)


ON_SCALE = matrix(scale="confidence")
NEEDED = matrix(scale="confidence", required=True)
TWICE = matrix(scale="confidence", retrospective=True, decline=True)
OWN = matrix(
    options=tuple(Option(n, c, Text(n, n)) for c, n in enumerate(("no", "yes"), 1))
)
_POINTS = st.sampled_from(["high", "low", "yes", "", "none"])
_CELLS = st.sampled_from(["ask", "refer", "rest", "ask.now", "declined", "other"])
_HOSTILE = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=5),
    st.lists(_CELLS, max_size=30),
    st.dictionaries(_CELLS, st.one_of(_POINTS, st.none(), st.lists(_POINTS))),
)


def test_statements_are_kept_in_order_and_may_be_left_out() -> None:
    kept = check_answer(ON_SCALE, {"rest": "low", "ask": "high", "refer": ""})
    assert isinstance(kept, dict)
    assert list(kept.items()) == [("ask", "high"), ("rest", "low")]
    pairs = {"ask.before": "low", "ask.now": "high"}
    assert check_answer(TWICE, pairs) == pairs
    assert check_answer(TWICE, dict(DECLINED)) == DECLINED


@pytest.mark.parametrize("empty", ["", {}, {"ask": ""}])
def test_no_statement_at_all_is_no_answer(empty: object) -> None:
    with pytest.raises(EmptyAnswerError):
        check_answer(NEEDED, empty)


def test_a_required_matrix_wants_every_statement() -> None:
    with pytest.raises(NotAllRatedError) as problem:
        check_answer(NEEDED, {"ask": "high", "rest": "low"})
    assert problem.value.facts == {"rated": 2, "all": 3}
    whole = dict.fromkeys(("ask", "refer", "rest"), "high")
    assert check_answer(NEEDED, whole) == whole


@pytest.mark.parametrize(
    "wrong",
    [
        "high",
        ["ask"],
        7,
        {"other": "high"},
        {"ask": "highest"},
        {"ask": 4},
        {"ask": ["high"]},
        {"ask.now": "high"},
        {"declined": "yes"},
        {str(number): "high" for number in range(10_000)},
    ],
)
def test_what_is_no_answer_to_these_statements_is_refused(wrong: object) -> None:
    with pytest.raises(NotAnAnswerError):
        check_answer(ON_SCALE, wrong)


@settings(max_examples=60)
@given(_HOSTILE, st.sampled_from([ON_SCALE, NEEDED, TWICE, OWN]))
def test_whatever_comes_is_refused_or_rates_statements(
    given: object, question: Question
) -> None:
    try:
        kept = check_answer(question, given)
    except BadInputError:
        return
    assert isinstance(kept, dict)
    points = {option.name for option in question.choices}
    is_refusal = question.decline and kept == DECLINED
    assert is_refusal or set(kept.values()) <= points
    assert check_answer(question, kept) == kept


def test_each_statement_is_a_question_of_its_own() -> None:
    first = parts_of(ON_SCALE)[0]
    assert (first.name, first.kind) == ("sure_ask", "confidence")
    assert first.label == Text("How sure are you? Ask", "¿Qué tan segura está? Ask")
    assert first.choices == CONFIDENCE
    assert [part.choices for part in parts_of(OWN)] == [OWN.options] * 3
    assert parts_of(first) == (first,)


def test_a_form_is_taken_apart_by_statement() -> None:
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (OWN, TWICE))
    twice = Question(**{**_facts(TWICE), "name": "twice"})
    survey = Survey(survey.name, survey.kind, survey.title, (OWN, twice))
    assert [q.name for q in in_parts(survey).questions] == [
        *("sure_ask", "sure_refer", "sure_rest"),
        *("twice_ask", "twice_refer", "twice_rest"),
    ]
    response = {"sure": {"ask": "yes"}, "twice": {"ask.now": "high", "rest.now": "low"}}
    assert response_in_parts(survey, response) == {
        "sure_ask": "yes",
        "twice_ask": {"now": "high"},
        "twice_rest": {"now": "low"},
    }
    declined = response_in_parts(survey, {"twice": dict(DECLINED)})
    names = ("twice_ask", "twice_refer", "twice_rest")
    assert declined == dict.fromkeys(names, DECLINED)


def _facts(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in Question.__slots__}


def test_a_scale_of_its_own_has_a_mean_and_its_two_highest() -> None:
    (part, *_), answers = parts_of(OWN), ["no", "yes", "yes", "yes"]
    found, top = centre(part, answers), top_two_box(part, answers)
    assert found
    assert (found.n, found.mean) == (4, 1.75)
    assert top
    assert top.count == 4  # both points of two


def test_each_statement_is_hidden_below_five_answers() -> None:
    answers = [{"ask": "high", "refer": "low"}] * 4 + [{"ask": "low"}]
    result = result_of(ON_SCALE, {1: answers})
    ask, refer, rest = (part.series[0] for part in result.parts)
    assert [series.answered for series in result.series] == [5]
    assert [c.count for c in ask.counts] == [0, 1, 0, 4, 0]
    assert (refer.answered, refer.counts) == (4, ())
    assert (rest.answered, rest.counts) == (0, ())
