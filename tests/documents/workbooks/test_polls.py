"""The polls workbook as the trainer opens it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook

from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.reports import PollRound, PollsReport
from facilitator.domain.stage.audience_questions import AudienceQuestion
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def test_results_count_every_option_of_every_round(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    book = opened(polls_workbook(polls))
    force, first = "Is force needed?", "What first?"

    assert rows(book, "results") == [
        ("needed", 1, force, "Yes", 1, 1, 0.25, 4, 0),
        ("needed", 1, force, "No", 2, 3, 0.75, 4, 0),
        ("needed", 2, force, "Yes", 1, 1, 1, 1, 0),
        ("needed", 2, force, "No", 2, 0, 0, 1, 0),
        ("first", 1, first, "Yes", 1, 1, 0.5, 2, 0),
        ("first", 1, first, "No", 2, 2, 1, 2, 0),
        ("step", 1, "One step", "Written answers", None, 2, None, 2, 0),
    ]
    assert book["results"]["G2"].number_format == "0.0%"


def test_polls_come_in_the_order_of_the_survey(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    book = opened(polls_workbook(replace(polls, rounds=polls.rounds[::-1])))
    asked = dict.fromkeys(row[:2] for row in rows(book, "results"))

    assert list(asked) == [("needed", 1), ("needed", 2), ("first", 1), ("step", 1)]


def test_people_read_the_names_of_sheets_and_scripts_those_of_tables(
    polls: PollsReport, opened: Open
) -> None:
    book = opened(polls_workbook(polls, "es"))

    assert book.sheetnames == [
        "LÉAME",
        "resultados",
        "gráficas",
        "respuestas",
        "respuestas_escritas",
        "planes_de_accion",
    ]
    assert [name for sheet in book for name in sheet.tables] == [
        "README",
        "results",
        "responses",
        "open_text",
        "action_plans",
    ]


def test_questions_of_the_room_keep_their_order_and_are_never_formulas(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    asked = (
        AudienceQuestion("Who pays?", 12, "on-stage"),
        AudienceQuestion("=HYPERLINK(1)", 3, "answered"),
        AudienceQuestion("Not for the room", 0, "hidden"),
    )
    english = opened(polls_workbook(replace(polls, asked=asked)))
    spanish = opened(polls_workbook(replace(polls, asked=asked), "es"))

    assert rows(english, "audience_questions") == [
        ("Who pays?", 12, "Let through"),
        ("=HYPERLINK(1)", 3, "Answered"),
        ("Not for the room", 0, "Hidden"),
    ]
    assert english["audience_questions"]["A3"].data_type == "s"
    assert rows(spanish, "preguntas_de_la_sala")[0][2] == "Mostrada"
    assert "audience_questions" not in opened(polls_workbook(polls)).sheetnames


def test_no_chart_is_cut_by_the_end_of_a_printed_page(
    polls: PollsReport, opened: Open
) -> None:
    rounds = tuple(PollRound("needed", number, ("yes",)) for number in range(1, 9))
    sheet = opened(polls_workbook(replace(polls, rounds=rounds)))["charts"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    row = 15 / 72 * 2.54

    charts = getattr(sheet, "_charts")  # noqa: B009  # openpyxl has no public name

    assert len(charts) == 8
    for chart in charts:
        first = chart.anchor._from.row  # noqa: SLF001
        last = first + chart.anchor.ext.height / 360_000 / row
        page = max([0, *(b for b in breaks if b <= first)])
        assert (last - page) * row < 21.59 - 2 * 1.27
        assert not any(first < b < last for b in breaks)


def test_responses_hold_an_answer_per_id_and_no_text(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    responses = rows(opened(polls_workbook(polls, "es")), "respuestas")

    assert sorted((row[0], row[1], row[3], row[4]) for row in responses) == [
        ("first", 1, 1, "Sí"),
        ("first", 1, 2, "No"),
        ("first", 1, 2, "No"),
        ("needed", 1, 1, "Sí"),
        ("needed", 1, 2, "No"),
        ("needed", 1, 2, "No"),
        ("needed", 1, 2, "No"),
        ("needed", 2, 1, "Sí"),
    ]
    # Four answers, one, and two of which one ticks two boxes.
    assert len({row[2] for row in responses}) == 7


def test_answers_are_shuffled_within_their_round(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    answers = ("yes",) * 20 + ("no",) * 20
    report = replace(polls, rounds=(PollRound("needed", 1, answers),))
    data = polls_workbook(report, chance=random.Random(3))
    codes = [row[3] for row in rows(opened(data), "responses")]

    assert sorted(map(str, codes)) == ["1"] * 20 + ["2"] * 20
    assert codes != [1] * 20 + [2] * 20


def test_a_written_answer_stays_text(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    book = opened(polls_workbook(polls))

    assert sorted(rows(book, "open_text"), key=str) == [
        ("step", 1, "One step", "@here"),
        ("step", 1, "One step", "Llamar"),
    ]


def test_action_plans_have_a_row_per_table(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    book = opened(polls_workbook(polls, "es"))
    sheet = book["planes_de_accion"]

    assert [cell.value for cell in sheet[1]] == ["Mesa", "Responsable", "Fecha"]
    assert rows(book, "planes_de_accion") == [
        ("A", None, None),
        ("B", "-5 people", datetime(2026, 5, 1)),  # noqa: DTZ001
    ]
    assert sheet["B3"].quotePrefix is True


def test_a_plan_without_a_worksheet_has_no_such_sheet(
    polls: PollsReport, opened: Open
) -> None:
    report = replace(polls, worksheet=None, worksheets=())

    assert opened(polls_workbook(report)).sheetnames == [
        "README",
        "results",
        "charts",
        "responses",
        "open_text",
    ]


def test_a_long_question_asked_again_keeps_its_round_in_the_title(
    polls: PollsReport,
) -> None:
    question = polls.polls.questions[0]
    asked = replace(question, label=Text("Is it so? " * 20, "¿Es así? " * 20))
    survey = replace(polls.polls, questions=(asked,))
    with ZipFile(BytesIO(polls_workbook(replace(polls, polls=survey)))) as parts:
        chart = parts.read("xl/charts/chart2.xml").decode()

    assert " … (Round 2)<" in chart


def test_each_chart_says_its_figures_to_a_screen_reader(polls: PollsReport) -> None:
    with ZipFile(BytesIO(polls_workbook(polls))) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()

    assert 'descr="Is force needed?. Answered: 4. Yes: 1; No: 3."' in drawing
    assert 'descr="Is force needed? (Round 2). Answered: 1. Yes: 1; No: 0."' in drawing
    assert drawing.count("descr=") == 3


def test_a_session_without_polls_still_opens(polls: PollsReport, opened: Open) -> None:
    book = opened(polls_workbook(replace(polls, rounds=())))

    assert "charts" not in book.sheetnames
    assert book["results"].tables["results"].ref == "A1:I2"


def test_both_halves_of_a_retrospective_poll_are_counted(
    polls: PollsReport, opened: Open, rows: Rows
) -> None:
    pair = Question("sure", "confidence", Text("Sure?", "¿Segura?"), retrospective=True)
    report = replace(
        polls,
        polls=replace(polls.polls, questions=(pair,)),
        rounds=(PollRound("sure", 1, ({"before": "low", "now": "high"},)),),
    )
    results = rows(opened(polls_workbook(report)), "results")

    assert [row[:2] + row[3:6] for row in results if row[5]] == [
        ("sure_before", 1, "Low", 2, 1),
        ("sure_now", 1, "High", 4, 1),
    ]
