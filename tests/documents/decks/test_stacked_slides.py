"""Rankings and matrices in the results deck: native bars of parts."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.result_slides import add_question
from facilitator.domain.surveys.results import result_of
from facilitator.domain.surveys.survey import Answer, Option, Question, Statement
from facilitator.domain.text import Text

from .test_results import MADE_AT

RANKED = Question(
    "steps",
    "ranking",
    Text("What first?", "¿Qué primero?"),
    options=tuple(
        Option(n, c, Text(n.title(), n))
        for c, n in enumerate(("ask", "wait", "call"), 1)
    ),
)
RATED = Question(
    "can",
    "matrix",
    Text("How far do you agree?", "¿Qué tan de acuerdo está?"),
    rows=(
        Statement("ask", Text("I can ask", "Puedo preguntar")),
        Statement("call", Text("I can call", "Puedo llamar")),
    ),
    scale="agreement",
)


def slides(
    question: Question, *rounds: Sequence[Answer], language: str = "en"
) -> list[Any]:
    deck = OutgoingDeck("Results", language, MADE_AT, "Results")
    add_question(deck, result_of(question, dict(enumerate(rounds, start=1))))
    return list(Presentation(BytesIO(deck.as_bytes())).slides)


def chart_of(slide: Any) -> Any:
    return next((s.chart for s in slide.shapes if s.has_chart), None)


def test_a_ranking_is_one_bar_for_each_option_best_first() -> None:
    answers = [["call", "ask", "wait"]] * 4 + [["ask", "call", "wait"]]
    (slide,) = slides(RANKED, answers, language="es")
    chart = chart_of(slide)
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert list(chart.plots[0].categories) == [
        "call (lugar promedio 1.2)",
        "ask (lugar promedio 1.8)",
        "wait (lugar promedio 3.0)",
    ]
    series = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert series["En primer lugar"] == (0.8, 0.2, 0)
    assert series["En segundo"] == pytest.approx((0.2, 0.8, 0))
    assert (
        "ask (lugar promedio 1.8): en primer lugar 1"
        in slide.notes_slide.notes_text_frame.text
    )


def test_a_matrix_is_one_bar_for_each_statement_with_its_mean() -> None:
    answers: list[Answer] = [{"ask": "agree", "call": "strongly_agree"}] * 4
    answers.append({"ask": "strongly_disagree"})
    (slide,) = slides(RATED, answers)
    chart, notes = chart_of(slide), slide.notes_slide.notes_text_frame.text
    assert list(chart.plots[0].categories) == ["I can ask (mean 3.4)"]
    series = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert series["Agree"] == (0.8,)
    assert "80% agree or strongly agree" in notes
    # Four people answered the other statement: it is in no bar and no figure.
    assert "I can call: Too few answers to show (4)" in notes
    assert "Strongly agree 4" not in notes


def test_rounds_and_halves_have_slides_of_their_own_and_few_have_none() -> None:
    order: list[Answer] = [["ask", "wait", "call"]]
    first, second = slides(RANKED, order * 5, order * 4)
    assert chart_of(first)
    assert chart_of(second) is None
    twice = replace(RATED, retrospective=True)
    pair: list[Answer] = [{"ask.before": "disagree", "ask.now": "agree"}] * 5
    before, now = slides(twice, pair)
    assert "(before the training)" in before.shapes.title.text
    assert list(chart_of(now).plots[0].categories) == ["I can ask (mean 4.0)"]
