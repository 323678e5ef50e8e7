"""The results of a session as the organizer opens them."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from facilitator.documents.decks.results import results_deck
from facilitator.domain.attendance.head_count import HeadCount
from facilitator.domain.plan import AgendaItem, SessionPlan
from facilitator.domain.reports import ResultsReport
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.surveys.results import QuestionResult, Series, ShownText, series
from facilitator.domain.surveys.survey import Answer, Option, Question
from facilitator.domain.text import Text

MADE_AT = datetime(2026, 5, 14, 19, 30, tzinfo=UTC)
NO = Text()
LONG = Question(
    "long",
    "single",
    Text(
        "A person who came with somebody else looks at them before each answer. "
        "What would you do before anything else in this visit?",
        "Una persona que vino con alguien más lo mira antes de cada respuesta. "
        "¿Qué haría usted antes que cualquier otra cosa en esta consulta?",
    ),
    NO,
    tuple(
        Option(
            f"option_{code}",
            code,
            Text(
                f"Option {code}: offer a private moment and say what is told to whom",
                f"Opción {code}: ofrecer un momento privado y explicar qué se comparte",
            ),
            right=code == 3,
        )
        for code in range(1, 9)
    ),
)


@pytest.fixture
def report() -> ResultsReport:
    """A finished session without a poll or an evaluation."""
    details = SessionDetails(
        starts_at=datetime(2026, 5, 14, 14, 0, tzinfo=UTC),
        time_zone="America/Chicago",
        place="Room 2",
        host="County Health",
        trainers=("Ana Ruiz",),
    )
    title = Text("Two-hour session", "Sesión de dos horas")
    plan = SessionPlan(
        name="conference-2h",
        title=title,
        summary=NO,
        content_note=NO,
        objectives=(),
        agenda=(AgendaItem("stop", Text("Stop", "Parar"), 120, creditable=True),),
        deck="starter",
        polls="polls",
        evaluation="evaluation",
    )
    return ResultsReport(
        session=Session("a" * 32, "ABC234", plan.name, title, details, "finished"),
        plan=plan,
        attendance=HeadCount(38, 34, 1, 3, 118),
        polls=(),
        handed_in=0,
        evaluation=(),
        made_at=MADE_AT,
    )


def asked(question: Question, *rounds: Sequence[Answer]) -> QuestionResult:
    found: list[Series] = []
    for number, answers in enumerate(rounds, start=1):
        found += series(question, answers, round_=number)
    return QuestionResult(question, tuple(found))


def opened(report: ResultsReport, language: str = "en") -> Any:
    return Presentation(BytesIO(results_deck(report, language)))


def frames(deck: Any) -> list[Any]:
    return [shape for s in deck.slides for shape in s.shapes if shape.has_chart]


def notes(deck: Any) -> list[str]:
    return [slide.notes_slide.notes_text_frame.text for slide in deck.slides]


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text for slide in deck.slides]


def test_numbers_of_people_stand_large_and_nobody_is_named(
    report: ResultsReport,
) -> None:
    deck = opened(replace(report, handed_in=31))
    front, people = deck.slides[0], deck.slides[1]
    words = [shape.text_frame.text for shape in people.placeholders]

    assert "38\nSigned in" in words
    assert "34\nStayed to the end" in words
    assert "31\nEvaluations handed in" in words
    assert any("No sign-out recorded: 3" in text for text in words)
    assert any("Minutes present, median: 118" in text for text in words)
    everything = " ".join(
        text for slide in deck.slides for text in slide.element.xpath(".//a:t/text()")
    )
    assert "Ana Ruiz" not in everything
    assert "May 14, 2026" in front.placeholders[1].text_frame.text


def test_the_right_answer_is_marked_by_more_than_its_colour(
    report: ResultsReport,
) -> None:
    result = asked(LONG, ["option_3"] * 6 + ["option_1"] * 2)
    (frame,) = frames(opened(replace(report, polls=(result,))))
    names = list(frame.chart.plots[0].categories)
    points = frame.chart.plots[0].series[0].points

    assert [name.startswith("✓ ") for name in names] == [
        option.right for option in LONG.options
    ]
    colour = MSO_THEME_COLOR.ACCENT_3
    assert points[2].format.fill.fore_color.theme_color == colour


def test_a_scale_keeps_its_order(report: ResultsReport) -> None:
    scale = Question("s", "confidence", Text("How sure?", "¿Qué tan segura?"))
    result = asked(scale, ["very_high"] * 5 + ["low"])
    (frame,) = frames(opened(replace(report, polls=(result,)), "es"))
    plot = frame.chart.plots[0]

    assert list(plot.categories) == ["Muy baja", "Baja", "Moderada", "Alta", "Muy alta"]
    assert list(plot.series[0].values) == [0, 1, 0, 0, 5]
    assert frame.chart.category_axis.reverse_order  # the first stands on top


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "8 answered: Yes (right answer) 6 (75%); No 2 (25%)."),
        ("es", "8 respondieron: Sí (respuesta correcta) 6 (75%); No 2 (25%)."),
    ],
)
def test_a_chart_is_told_in_words_for_listeners_and_in_the_notes(
    report: ResultsReport, language: str, expected: str
) -> None:
    options = (
        Option("yes", 1, Text("Yes", "Sí"), right=True),
        Option("no", 2, Text("No", "No")),
    )
    question = Question("q", "single", Text("Sure?", "¿Segura?"), NO, options)
    result = asked(question, ["yes"] * 6 + ["no"] * 2)
    deck = opened(replace(report, polls=(result,)), language)
    (frame,) = frames(deck)

    (said,) = frame.element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")
    assert said.endswith(expected)
    notes = deck.slides[2].notes_slide.notes_text_frame.text
    assert expected.rstrip(".") in notes


def test_every_title_is_there_once(report: ResultsReport) -> None:
    twice = asked(LONG, ["option_1"] * 5, ["option_2"] * 5, ["option_3"] * 5)
    same = asked(replace(LONG, name="other"), ["option_1"] * 5)
    deck = opened(replace(report, polls=(twice, same, same)))

    found = titles(deck)[2:]
    assert len(set(found)) == len(found) == 4
    assert [title.removeprefix(LONG.label.en) for title in found] == [
        " (rounds 1 and 2)",
        " (round 3)",
        "",
        " (2)",
    ]


@pytest.mark.parametrize("number", [0, 1, 4])
def test_too_few_answers_are_said_and_not_shown(
    report: ResultsReport, number: int
) -> None:
    deck = opened(replace(report, polls=(asked(LONG, ["option_3"] * number),)))
    words = deck.slides[2].placeholders[1].text_frame.text

    assert frames(deck) == []
    if number:
        assert words == f"Too few answers to show ({number})"
    else:
        assert words == "Nobody has answered yet"


def test_few_evaluations_are_said_on_one_slide(report: ResultsReport) -> None:
    result = asked(LONG, ["option_1"] * 4)
    deck = opened(replace(report, handed_in=4, evaluation=(result,) * 9))

    assert titles(deck)[2:] == ["Evaluation"]
    assert frames(deck) == []


def test_written_answers_go_on_over_as_many_slides_as_they_take(
    report: ResultsReport,
) -> None:
    question = Question("t", "text", Text("One step", "Un paso"))
    texts = tuple(
        f"{n} " + "something that takes a while to say " * 4 for n in range(12)
    )
    shown = tuple(map(ShownText, texts))
    written = QuestionResult(question, (Series(40),), shown)
    deck = opened(replace(report, polls=(written,)))
    pages = list(deck.slides)[2:]
    said = [
        p.text for page in pages for p in page.placeholders[1].text_frame.paragraphs
    ]

    assert len(pages) > 1
    assert [text.strip() for text in said] == [text.strip() for text in texts]
    assert titles(deck)[2] == f"One step (1 of {len(pages)})"
    assert "Written answers: 40" in pages[0].notes_slide.notes_text_frame.text


def test_questions_of_the_room_have_a_section_where_there_are_any(
    report: ResultsReport,
) -> None:
    asked_so = tuple(f"¿Pregunta {number}? {'palabras ' * 25}" for number in range(9))
    deck = opened(replace(report, asked=("=1+1", *asked_so)), "es")

    named = [title for title in titles(deck) if title.startswith("Preguntas de la")]
    assert len(named) > 1
    assert named[0] == f"Preguntas de la sala (1 de {len(named)})"
    everything = " ".join(
        text for slide in deck.slides for text in slide.element.xpath(".//a:t/text()")
    )
    assert everything.index("=1+1") < everything.index("¿Pregunta 8?")
    assert not any("Preguntas" in title for title in titles(opened(report, "es")))


def test_words_that_nobody_let_through_are_only_counted(report: ResultsReport) -> None:
    question = Question("t", "text", Text("One step", "Un paso"))
    deck = opened(replace(report, polls=(QuestionResult(question, (Series(3),)),)))

    assert deck.slides[2].placeholders[1].text_frame.text == (
        "Written answers: 3\nNone of them was let through to the screen."
    )


def test_a_name_that_looks_like_a_formula_stays_a_name(report: ResultsReport) -> None:
    options = (
        Option("a", 1, Text("=1+1", "=1+1")),
        Option("b", 2, Text("{=A1}", "{=A1}"), right=True),
    )
    question = Question("q", "single", Text("Which?", "¿Cuál?"), NO, options)
    result = asked(question, ["a"] * 5)
    (frame,) = frames(opened(replace(report, polls=(result,))))
    blob = frame.chart.part.chart_workbook.xlsx_part.blob
    sheet = load_workbook(BytesIO(blob)).worksheets[0]

    assert [cell.data_type for cell in sheet["A"][1:]] == ["s", "s"]
    assert [str(cell.value).strip() for cell in sheet["A"][1:]] == ["=1+1", "✓ {=A1}"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_libreoffice_draws_what_was_written_with_nothing_cut_off(
    report: ResultsReport, language: str, soffice: Path, tmp_path: Path
) -> None:
    result = asked(LONG, ["option_3"] * 6, ["option_1"] * 7)
    file = tmp_path / "results.pptx"
    file.write_bytes(results_deck(replace(report, polls=(result,)), language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    document = pypdfium2.PdfDocument(tmp_path / "results.pdf")
    words = " ".join(document[2].get_textpage().get_text_bounded().split())

    for option in LONG.options:
        assert option.label[language] in words
    assert LONG.label[language] in words


def test_numbers_and_ratings_have_charts_and_words(report: ResultsReport) -> None:
    years = Question(
        "years", "numeric", Text("Years?", "¿Años?"), greatest=60, unit=Text("y", "a")
    )
    rating = Question(
        "sure", "rating", Text("Ready?", "¿Lista?"), points=5, low=NO, high=NO
    )
    results = (
        asked(years, ["3", "4", "12", "13", "38"], ["1"] * 5),
        asked(rating, ["1", "5", "5", "4", "5"]),
    )
    deck = opened(replace(report, polls=results), "es")

    charts = frames(deck)
    assert len(charts) == 3
    assert next(iter(charts[0].chart.plots[0].categories)) == "0–4"
    words = [
        shape.text_frame.text
        for s in deck.slides
        for shape in s.placeholders
        if shape.has_text_frame
    ]
    assert any("Mediana: 12 (de 3 a 38) a" in word for word in words)
    assert any("Promedio: 4 (de 1 a 5)" in n for n in notes(deck))
