"""Rankings and matrices in workbooks: a variable for each option and statement."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from facilitator.documents.workbooks.evaluation import (
    evaluation_csv,
    evaluation_workbook,
)
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.reports import EvaluationReport, PollRound, PollsReport
from facilitator.domain.surveys.statistics import wilson
from facilitator.domain.surveys.survey import (
    DECLINED,
    Answer,
    Option,
    Question,
    Statement,
)
from facilitator.domain.text import Text

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def _options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(n, c, Text(n.title(), n)) for c, n in enumerate(names, start=1))


STEPS = Question(
    "steps",
    "ranking",
    Text("What first?", "¿Qué primero?"),
    options=_options("ask", "wait", "call"),
    most=2,
)
SURE = Question(
    "sure",
    "matrix",
    Text("How sure?", "¿Qué tan segura?"),
    rows=(
        Statement("ask", Text("To ask", "Preguntar")),
        Statement("call", Text("To call", "Llamar")),
    ),
    scale="confidence",
    retrospective=True,
    decline=True,
)
OFTEN = Question(
    "often",
    "matrix",
    Text("How often:", "Con qué frecuencia:"),
    rows=(Statement("alone", Text("alone", "a solas")),),
    options=_options("never", "often"),
)
FORMS: tuple[dict[str, Answer], ...] = (
    {
        "steps": ["call", "ask"],
        "sure": {"ask.before": "low", "ask.now": "high"},
        "often": {"alone": "often"},
    },
    {"steps": ["call"], "sure": {"ask.now": "very_high", "call.now": "low"}},
    {"sure": dict(DECLINED)},
)


@pytest.fixture
def both(evaluation: EvaluationReport) -> EvaluationReport:
    """An evaluation that asks for an order and rates statements."""
    survey = replace(evaluation.survey, questions=(STEPS, SURE, OFTEN))
    return replace(evaluation, survey=survey, responses=FORMS)


def test_each_option_has_its_place_and_each_statement_its_point(
    both: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(both))
    header = [cell.value for cell in book["responses_codes"][1]]
    assert header == [
        "response_id",
        *("steps___1", "steps___2", "steps___3"),
        *("sure_ask_before", "sure_ask_now", "sure_call_before", "sure_call_now"),
        "often_alone",
    ]
    assert {row[1:] for row in rows(book, "responses_codes")} == {
        (2, 0, 1, 2, 4, -9, -9, 2),
        (0, 0, 1, -9, 5, -9, 2, -9),
        (-9, -9, -9, -8, -8, -8, -8, -9),
    }
    words = {row[1:5] for row in rows(book, "responses_labels")}
    assert ("Place 2", "Not ranked", "Place 1", "Low") in words


def test_the_summary_has_each_statement_and_the_headline_counts_it(
    both: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(both))
    found = {str(row[0]): row for row in rows(book, "summary")}
    assert found["sure_ask_now"][:3] == ("sure_ask_now", "How sure? To ask (now)", 2)
    assert found["sure_ask_now"][8:12] == (4.5, 4.5, 2, 1)
    assert found["sure_ask_now"][12] == pytest.approx(wilson(2, 2)[0])
    assert found["often_alone"][1] == "How often: alone"
    # Of the three statements answered for now two are high or very high.
    assert found["confidence_now"][10:12] == (2, pytest.approx(2 / 3))
    paired = {row[0]: row[2:5] for row in rows(book, "paired")}
    assert paired == {"sure_ask": (1, 0, 1), "sure_call": (0, 0, 1)}


def test_the_sheet_of_rankings_has_every_place_best_first(
    both: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(both))
    assert [cell.value for cell in book["rankings"][1]][4:] == [
        *("Mean place", "Place 1", "Place 2", "Not ranked", "Answered"),
    ]
    # Whoever ranked one of three leaves 2 and 3: 2.5 each.
    assert [(row[0], *row[3:]) for row in rows(book, "rankings")] == [
        ("steps___3", "Call", 1, 2, 0, 0, 2),
        ("steps___1", "Ask", 2.25, 0, 1, 1, 2),
        ("steps___2", "Wait", 2.75, 0, 0, 2, 2),
    ]
    counts = [row for row in rows(book, "counts") if row[0] == "steps"]
    assert [(row[1], row[4], row[6]) for row in counts] == [
        ("What first? (put first)", 0, 2),
        ("What first? (put first)", 0, 2),
        ("What first? (put first)", 2, 2),
    ]


def test_codebook_and_syntax_files_say_what_the_numbers_mean(
    both: EvaluationReport, opened: Open, rows: Rows
) -> None:
    codebook = {
        row[0]: row for row in rows(opened(evaluation_workbook(both)), "codebook")
    }
    assert codebook["steps___1"][1:5] == (
        "What first?: Ask",
        "¿Qué primero?: ask",
        "ranking",
        "0=Not ranked; 1=Place 1; 2=Place 2",
    )
    assert codebook["sure_ask_now"][3] == "confidence"
    assert str(codebook["sure_call_now"][6]).startswith("-9=skipped; -8")
    with ZipFile(BytesIO(evaluation_csv(both))) as archive:
        r, spss, stata = (
            archive.read(name).decode("utf-8-sig")
            for name in ("read_in_r.R", "read_in_spss.sps", "read_in_stata.do")
        )
        assert "rankings.csv" in archive.namelist()
    assert 'factor(d[["steps___1"]], levels = c(0, 1, 2)' in r
    assert 'VALUE LABELS often_alone\r\n  1 "Never"\r\n  2 "Often".' in spss
    assert "label values sure_ask_before sure_ask_before" in stata


def test_a_poll_workbook_has_a_row_for_each_option_and_statement(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    sure = replace(SURE, retrospective=False)
    rounds = (
        PollRound("steps", 1, (["call", "ask"], ["call"])),
        PollRound("sure", 1, ({"ask": "high", "call": "low"}, {"ask": "low"})),
        PollRound("steps", 2, (["ask"],)),
    )
    survey = replace(polls.polls, questions=(STEPS, sure))
    book = opened(polls_workbook(replace(polls, polls=survey, rounds=rounds)))
    given = [row for row in rows(book, "responses") if row[0] != "sure_ask"]
    first = sorted((row[0], row[3], row[4]) for row in given if row[1] == 1)
    assert first == [
        ("steps___1", 0, "Ask: Not ranked"),
        ("steps___1", 2, "Ask: Place 2"),
        ("steps___2", 0, "Wait: Not ranked"),
        ("steps___2", 0, "Wait: Not ranked"),
        ("steps___3", 1, "Call: Place 1"),
        ("steps___3", 1, "Call: Place 1"),
        ("sure_call", 2, "Low"),
    ]
    assert [row[:2] + row[4:5] for row in rows(book, "rankings")] == [
        ("steps___3", 1, 1),
        ("steps___1", 1, 2.25),
        ("steps___2", 1, 2.75),
        ("steps___1", 2, 1),
        ("steps___2", 2, 2.5),
        ("steps___3", 2, 2.5),
    ]
    results = [row for row in rows(book, "results") if row[0] == "sure_ask"]
    assert [row[5] for row in results] == [0, 1, 0, 1, 0]
    spanish = opened(polls_workbook(replace(polls, polls=survey, rounds=rounds), "es"))
    assert "poner_en_orden" in spanish.sheetnames
