"""The evaluation workbook as an analyst opens it."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from facilitator.documents.workbooks.evaluation import (
    evaluation_csv,
    evaluation_workbook,
)
from facilitator.domain.reports import EvaluationReport, KnowledgeAsked
from facilitator.domain.surveys.right_wrong import RightWrong
from facilitator.domain.surveys.survey import Answer, Option, Question, Survey
from facilitator.domain.text import Text

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]

JUNE = datetime(2026, 6, 10)  # noqa: DTZ001 - as a sheet shows a date


def test_codes_are_numbers_and_a_skipped_question_is_minus_nine(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(evaluation))

    assert [cell.value for cell in book["responses_codes"][1]] == [
        "response_id",
        "ask_before",
        "ask_now",
        "overall",
        "barriers___1",
        "barriers___2",
        "follow_up",
    ]
    assert sorted((row[1:] for row in rows(book, "responses_codes")), key=str) == [
        (-9, -9, -9, -9, -9, -9),
        (-9, 3, -9, 0, 1, -9),
        (2, 4, 4, 1, 1, JUNE),
    ]


def test_of_fewer_than_five_the_readme_says_that_rows_could_be_guessed(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    few = {r[0]: r[1] for r in rows(opened(evaluation_workbook(evaluation)), "README")}
    five = replace(evaluation, responses=(*evaluation.responses, {}, {}))
    enough = {r[0] for r in rows(opened(evaluation_workbook(five)), "README")}

    assert "could guess whose row is whose" in str(few["Few people"])
    assert "Few people" not in enough


def test_labels_stand_beside_the_same_response_ids(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(evaluation, "es"))
    codes = {row[0]: row[1:] for row in rows(book, "responses_codes")}
    labels = {row[0]: row[1:] for row in rows(book, "responses_labels")}
    skipped = "Omitida"

    assert {codes[i]: labels[i] for i in codes} == {
        (-9,) * 6: (skipped,) * 6,
        (-9, 3, -9, 0, 1, -9): (
            (skipped, "Moderada", skipped, "No elegida", "Elegida", skipped)
        ),
        (2, 4, 4, 1, 1, JUNE): (
            ("Baja", "Alta", "Excelente", "Elegida", "Elegida", JUNE)
        ),
    }


def test_the_codebook_explains_every_variable(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    codebook = rows(opened(evaluation_workbook(evaluation)), "codebook")

    assert codebook[0] == (
        "ask_before",
        "Confidence to ask (before the training)",
        "Confianza para preguntar (antes de la capacitación)",
        "confidence",
        "1=Very low; 2=Low; 3=Moderate; 4=High; 5=Very high",
        "1=Muy baja; 2=Baja; 3=Moderada; 4=Alta; 5=Muy alta",
        "-9=skipped",
        None,
        "responses_codes",
        "ask",
        "competence",
        "competence",
        "2",
    )
    assert [row[0] for row in codebook] == [
        "ask_before",
        "ask_now",
        "overall",
        "barriers___1",
        "barriers___2",
        "follow_up",
        "commitment",
    ]


def test_the_summary_begins_with_top_two_box_confidence_now(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    summary = [
        tuple(round(cell, 4) if isinstance(cell, float) else cell for cell in row)
        for row in rows(opened(evaluation_workbook(evaluation)), "summary")
    ]
    headline = "Top-2-box confidence now (all confidence questions)"
    first = "Top-2-box confidence before (all confidence questions)"
    before = "Confidence to ask (before the training)"
    now = "Confidence to ask (now)"
    none = (None, None)

    assert summary == [
        ("confidence_now", headline, 2, 0, 0, 1, 1, 0, None, None, 1, 0.5, *none),
        ("confidence_before", first, 1, 0, 1, 0, 0, 0, *none, 0, 0, *none),
        ("ask_before", before, 1, 0, 1, 0, 0, 0, 2, 2, 0, 0, 0, 0.7935),
        ("ask_now", now, 2, 0, 0, 1, 1, 0, 3.5, 3.5, 1, 0.5, 0.0945, 0.9055),
        ("overall", "Overall", 1, 0, 0, 0, 1, None, 4, 4, 1, 1, 0.2065, 1),
    ]


def test_counts_of_a_multiple_choice_count_each_tick(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    counts = rows(opened(evaluation_workbook(evaluation)), "counts")

    assert [row for row in counts if row[0] == "barriers"] == [
        ("barriers", "Barriers", "Too little time", 1, 1, 0.5, 2, 0),
        ("barriers", "Barriers", "No policy", 2, 2, 1, 2, 0),
    ]


def test_written_answers_stand_apart_and_stay_text(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(evaluation))
    cells = {row[2].value: row[2] for row in book["open_text"].iter_rows(min_row=2)}

    assert sorted(rows(book, "open_text")) == [
        ("commitment", "I will", "=SUM(1)"),
        ("commitment", "I will", "Escuchar"),
    ]
    assert (cells["=SUM(1)"].data_type, cells["=SUM(1)"].quotePrefix) == ("s", True)


def test_neither_rows_nor_texts_keep_the_order_in_which_they_came(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    responses = tuple(
        {"overall": "good" if n % 2 else "fair", "commitment": f"step {n:02}"}
        for n in range(40)
    )
    report = replace(evaluation, responses=responses)
    book = opened(evaluation_workbook(report, chance=random.Random(5)))
    other = opened(evaluation_workbook(report, chance=random.Random(6)))
    texts = [row[2] for row in rows(book, "open_text")]
    codes = [row[3] for row in rows(book, "responses_codes")]

    assert sorted(map(str, texts)) == [f"step {n:02}" for n in range(40)]
    assert texts != sorted(map(str, texts))
    assert codes != [2, 3] * 20
    # Lined up row by row, the texts do not tell their rows.
    assert codes != [3 if int(str(text)[5:]) % 2 else 2 for text in texts]
    ids = [{row[0] for row in rows(b, "responses_codes")} for b in (book, other)]
    assert (len(ids[0]), ids[0] & ids[1]) == (40, set())


def test_the_readme_names_the_form_and_the_rule_for_small_groups(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(evaluation))
    said = {row[0]: row[1] for row in rows(book, "README")}

    assert said["Form name and version"] == "evaluation 2"
    assert said["Responses"] == 3
    assert said["Top-2-box confidence now (all confidence questions)"] == (
        "50.0% (1 / 2)"
    )
    assert "fewer than 5 people" in str(said["Small groups"])


def test_an_evaluation_nobody_filled_in_still_opens(
    evaluation: EvaluationReport, opened: Open
) -> None:
    book = opened(evaluation_workbook(replace(evaluation, responses=())))

    assert book["responses_codes"].tables["responses_codes"].ref == "A1:G2"
    assert book["summary"]["C2"].value == 0


def test_the_names_of_data_sheets_are_the_same_in_both_languages(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    book = opened(evaluation_workbook(evaluation, "es"))
    said = {row[0]: row[1] for row in rows(book, "LÉAME")}

    assert book.sheetnames == [
        "LÉAME",
        "summary",
        "paired",
        "responses_codes",
        "responses_labels",
        "long",
        "codebook",
        "counts",
        "open_text",
    ]
    assert "codebook (libro de códigos)" in str(said["Nombres de las hojas"])


def up(number: int) -> tuple[dict[str, Answer], ...]:
    """So many people whose confidence rose from low to high."""
    return tuple({"ask": {"before": "low", "now": "high"}} for _ in range(number))


def test_before_and_now_are_compared_and_few_changes_have_no_p(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    half: tuple[dict[str, Answer], ...] = ({"ask": {"now": "low"}},)
    found = [
        rows(
            opened(evaluation_workbook(replace(evaluation, responses=given))), "paired"
        )
        for given in (up(6) + half, up(5))
    ]
    label = "Confidence to ask"
    middle = (2, 2, 4, 4, 2, 2)

    assert found == [
        [
            (
                *("ask", label, 6, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 6, 0, *middle),
                *(6, 0, 0, 0, 0.03125, "Wilcoxon, exact", 1),
            )
        ],
        [
            (
                *("ask", label, 5, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 5, 0, *middle),
                *(5, 0, 0, 0, None, "too few: fewer than 6 changed", 1),
            )
        ],
    ]


def test_two_answers_of_few_phones_to_one_poll_are_not_told(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    item = Question("item", "single", Text("Item", "Pregunta"))
    asked = (
        KnowledgeAsked(item, RightWrong(2, 7, 1, 0), before_only=3, now_only=1),
        KnowledgeAsked(item, RightWrong(1, 1, 1, 1), before_only=3, now_only=1),
    )
    book = opened(evaluation_workbook(replace(evaluation, knowledge=asked)))

    shares = (3, 0.3, 9, 0.9, 7, 1)
    assert rows(book, "knowledge") == [
        ("item", "Item", 10, 3, 1, *shares, 0.0703125, "McNemar, exact", 6 / 7),
        ("item", "Item", 4, *(None,) * 9, "hidden: fewer than 5 pairs", None),
    ]


def test_right_answers_stand_beside_the_scales_in_columns_of_their_own(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    item = Question("item", "single", Text("Item", "Pregunta"))
    asked = (
        KnowledgeAsked(item, RightWrong(2, 7, 1, 0), before_only=3, now_only=1),
        KnowledgeAsked(item, RightWrong(1, 1, 1, 1), before_only=3, now_only=1),
    )
    report = replace(evaluation, knowledge=asked, responses=up(6))
    book = opened(evaluation_workbook(report))
    header = [cell.value for cell in book["paired"][1]]
    scale, many, few = (
        {name: v for name, v in zip(header, row, strict=True) if v is not None}
        for row in rows(book, "paired")
    )

    assert "Before: right %" not in scale
    assert many == {
        "Variable": "item",
        "Question": "Item",
        "Pairs": 10,
        "Only before": 3,
        "Only now": 1,
        "Before: right": 3,
        "Before: right %": 0.3,
        "Now: right": 9,
        "Now: right %": 0.9,
        "Normalized gain": 6 / 7,
        "Rose": 7,
        "Same": 2,
        "Fell": 1,
        "p": 0.0703125,
        "How p was found": "McNemar, exact",
    }
    assert few == {
        "Variable": "item",
        "Question": "Item",
        "Pairs": 4,
        "How p was found": "hidden: fewer than 5 pairs",
    }


def test_a_wide_sheet_prints_side_by_side_and_names_its_rows_on_every_page(
    evaluation: EvaluationReport, opened: Open
) -> None:
    book = opened(evaluation_workbook(evaluation))
    pages = {
        name: (book[name].page_setup.fitToWidth, book[name].print_title_cols)
        for name in ("summary", "paired")
    }
    widths = book["responses_codes"].column_dimensions
    headers = [cell.value for cell in book["responses_codes"][1]]

    assert pages == {"summary": (None, None), "paired": (2, "$A:$A")}
    assert all(
        widths[get_column_letter(place)].width > len(str(header))
        for place, header in enumerate(headers, start=1)
    )


def test_the_summary_pools_right_answers_without_those_of_few(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    item = Question("item", "single", Text("Item", "Pregunta"))
    asked = (
        KnowledgeAsked(item, RightWrong(2, 7, 1, 0)),
        KnowledgeAsked(item, RightWrong(1, 3, 0, 1)),
        KnowledgeAsked(item, RightWrong(1, 1, 1, 1)),
    )
    book = opened(evaluation_workbook(replace(evaluation, knowledge=asked)))
    without = opened(evaluation_workbook(evaluation))
    found = {str(row[0]): row for row in rows(book, "summary")}
    said = {str(row[0]): row[1] for row in rows(book, "README")}
    label = "Right answers now (all knowledge items, who answered both times)"

    assert [cell.value for cell in book["summary"][1]][-2:] == [
        "Right answers, n",
        "Right answers, %",
    ]
    assert found["knowledge_now"][1:3] == (label, 15)
    assert found["knowledge_now"][-3:] == (None, 13, pytest.approx(13 / 15))
    assert found["knowledge_before"][-2:] == (4, pytest.approx(4 / 15))
    assert said[label] == "86.7% (13 / 15); before 26.7% (4 / 15)"
    assert "Right answers, n" not in [cell.value for cell in without["summary"][1]]


def test_the_codebook_says_which_codes_are_right(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    options = tuple(
        Option(name, code, Text(name, name), right=code != 2)
        for code, name in enumerate(("a", "b", "c"), start=1)
    )
    asked = (
        Question("one", "single", Text("One", "Una"), options=options[:2]),
        Question("some", "multiple", Text("Some", "Algunas"), options=options),
        Question("none", "single", Text("None", "Nada"), options=options[1:2]),
    )
    survey = Survey("evaluation", "evaluation", Text("E", "E"), asked)
    report = replace(evaluation, survey=survey, responses=())
    book = opened(evaluation_workbook(report))
    column = [cell.value for cell in book["codebook"][1]].index("right_codes")

    assert {row[0]: row[column] for row in rows(book, "codebook")} == {
        "one": 1,
        "some___1": 1,
        "some___2": 0,
        "some___3": 1,
        "none": None,
    }


def test_each_chart_says_what_it_shows_and_none_is_drawn_of_few(
    evaluation: EvaluationReport,
) -> None:
    few, enough = (
        ZipFile(BytesIO(evaluation_workbook(replace(evaluation, responses=up(n)))))
        for n in (4, 5)
    )
    drawing = enough.read("xl/drawings/drawing1.xml").decode()

    assert not [name for name in few.namelist() if "chart" in name]
    assert [name for name in enough.namelist() if "charts/chart" in name] == [
        "xl/charts/chart1.xml"
    ]
    assert (
        'descr="Confidence to ask. Before the training. Answered: 5. Very low: 0; '
        "Low: 5; Moderate: 0; High: 0; Very high: 0. Now. Answered: 5. Very low: 0; "
        'Low: 0; Moderate: 0; High: 5; Very high: 0."'
    ) in drawing


def test_who_preferred_not_to_answer_has_a_code_of_their_own(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    options = (
        Option("yes", 1, Text('Say "yes"', "Sí")),
        Option("prefer_not", 2, Text("Rather not", "Prefiero no")),
    )
    asked = Question("work", "single", Text("Work `here`", "Aquí"), options=options)
    survey = Survey("evaluation", "evaluation", Text("E", "E"), (asked,))
    said: tuple[dict[str, Answer], ...] = ({"work": "yes"}, {"work": "prefer_not"}, {})
    report = replace(evaluation, survey=survey, responses=said)
    book = opened(evaluation_workbook(report))
    with ZipFile(BytesIO(evaluation_csv(report))) as archive:
        syntax = {n: archive.read(n).decode("utf-8-sig") for n in archive.namelist()}

    codes = [row[1] for row in rows(book, "responses_codes")]
    assert sorted(codes, key=str) == [-8, -9, 1]
    assert rows(book, "codebook")[0][4:7] == (
        '1=Say "yes"',
        "1=Sí",
        "-9=skipped; -8=prefer not to answer",
    )
    assert r'labels = c("Say \"yes\"")' in syntax["read_in_r.R"]
    assert '1 "Say ""yes""".' in syntax["read_in_spss.sps"]
    assert "label variable work \"Work 'here'\"" in syntax["read_in_stata.do"]


def test_long_names_stay_apart_where_a_program_would_cut_them(
    evaluation: EvaluationReport,
) -> None:
    name = "a_name_that_is_just_as_long_as_it_may_be"
    asked = Question(name, "confidence", Text("Sure?", "¿Sí?"), retrospective=True)
    survey = Survey("evaluation", "evaluation", Text("E", "E"), (asked,))
    report = replace(evaluation, survey=survey, responses=({name: {"now": "high"}},))
    with ZipFile(BytesIO(evaluation_csv(report))) as archive:
        stata = archive.read("read_in_stata.do").decode()

    assert "varnames(nonames) rowrange(2)" in stata
    assert "rename v1 response_id" in stata
    short = re.findall(r"rename v[23] (\w+)", stata)
    assert [len(one) for one in short] == [32, 32]
    assert short[0].endswith("_before")
    assert short[1].endswith("_now")
    assert re.findall(r"label define (\w+)", stata) == short


def test_other_has_a_code_and_its_words_stand_with_the_texts(
    evaluation: EvaluationReport, opened: Open, rows: Rows
) -> None:
    questions = tuple(
        replace(q, other=True) if q.name == "barriers" else q
        for q in evaluation.survey.questions
    )
    given: tuple[dict[str, Answer], ...] = (
        {"barriers": {"time": "", "other": "=1+1"}},
        {"barriers": ["other"]},
        {"barriers": ["policy"]},
        {},
    )
    report = replace(
        evaluation,
        survey=replace(evaluation.survey, questions=questions),
        responses=given,
    )
    book = opened(evaluation_workbook(report))

    codes = rows(book, "responses_codes")
    assert sorted(row[4:7] for row in codes) == [
        (-9, -9, -9),
        (0, 0, 1),
        (0, 1, 0),
        (1, 0, 1),
    ]
    assert "=1+1" not in str(codes)
    assert rows(book, "open_text") == [("barriers_other", "Barriers: Other", "=1+1")]
    (line,) = [r for r in rows(book, "codebook") if r[0] == "barriers_other"]
    assert (line[3], line[8]) == ("text", "open_text")
    counts = {row[2]: row[4] for row in rows(book, "counts") if row[0] == "barriers"}
    assert counts == {"Too little time": 1, "No policy": 1, "Other": 2}
