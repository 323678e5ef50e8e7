"""Surveys as XLSForm workbooks: written, read back, and what is refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from made_surveys import surveys
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

from facilitator.documents.errors import DocumentError
from facilitator.documents.xlsform_file import (
    MAX_FORM_BYTES,
    MOST_ROWS,
    DamagedFormError,
    ExpandingFormError,
    LargeFormError,
    MacrosError,
    NotAFormError,
    read_xlsform,
    xlsform_file,
)
from facilitator.domain.surveys.survey import Option, Question, Survey
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import FormRefusedError
from facilitator.domain.xlsform.reading import survey_of
from facilitator.domain.xlsform.writing import form_of

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
HEADINGS = ("type", "name", "label::English (en)", "label::Español (es)")
Change = Callable[[Workbook], None]


def written(survey: Survey, folder: Path) -> Path:
    path = folder / "form.xlsx"
    path.write_bytes(xlsform_file(form_of(survey), survey.title.en, NOW))
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A form with one question, made up by hand in a spreadsheet."""
    book = Workbook()
    sheet = book.create_sheet("survey", 0)
    sheet.append(HEADINGS)
    sheet.append(("text", "why", "Why?", "¿Por qué?"))
    settings_sheet = book.create_sheet("settings")
    settings_sheet.append(("form_title", "title_es", "kind"))
    settings_sheet.append(("Made up", "Inventada", "worksheet"))
    del book["Sheet"]
    path = tmp_path / "small.xlsx"
    book.save(path)
    return path


def change(path: Path, how: Change) -> Path:
    book = load_workbook(path)
    how(book)
    book.save(path)
    return path


def refusals(path: Path) -> list[str]:
    with pytest.raises(FormRefusedError) as refused:
        read_xlsform(path, path.name)
    return [str(problem) for problem in refused.value.problems]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(survey=surveys())
def test_a_survey_comes_back_from_a_workbook_as_it_went(
    tmp_path: Path, survey: Survey
) -> None:
    path = written(survey, tmp_path)
    assert survey_of(read_xlsform(path, "form.xlsx"), survey.name) == survey


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(survey=surveys())
def test_other_tools_read_the_form_without_complaint(
    tmp_path: Path, survey: Survey
) -> None:
    read = convert(str(written(survey, tmp_path)), validate=False)
    assert read.warnings == []
    assert 'lang="English (en)"' in read.xform
    assert 'lang="Español (es)"' in read.xform


def test_what_is_right_is_not_handed_on_to_the_phones_of_other_tools(
    tmp_path: Path,
) -> None:
    options = (
        Option("here", 1, Text("Here", "Aquí"), right=True),
        Option("there", 2, Text("There", "Allá")),
    )
    why = Text("Because of the law", "Por la ley")
    asked = Question(
        "q", "single", Text("Where?", "¿Dónde?"), options=options, explanation=why
    )
    hours = Question(
        "h", "numeric", Text("How long?", "¿Cuánto?"), unit=Text("hours", "horas")
    )
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (asked, hours))
    form = convert(str(written(survey, tmp_path)), validate=False).xform
    assert "(hours)" in form
    assert "Here" in form
    assert "right" not in form
    assert why.en not in form


def test_a_form_made_by_hand_is_read(small: Path) -> None:
    survey = survey_of(read_xlsform(small, "small.xlsx"), "made-up")
    assert (survey.kind, survey.title.es) == ("worksheet", "Inventada")
    assert [(q.name, q.kind, q.longest) for q in survey.questions] == [
        ("why", "text", 2_000)
    ]


def test_only_the_three_sheets_are_read(small: Path) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("notes").append(("=1+1",))
        book["settings"].title = "spare"
        book["spare"].title = "Settings"

    change(small, add)
    assert set(read_xlsform(small, "small.xlsx")) == {"survey", "settings"}


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (
            lambda book: book["survey"].append(("text", "b", "=A1", "x")),
            (
                "Sheet survey, row 3, column C: A formula is here. "
                "Write its result as plain words."
            ),
        ),
        (
            lambda book: book["survey"].merge_cells("C2:D2"),
            "Sheet survey, row 2: Cells are merged (C2:D2). Give each its own words.",
        ),
        (
            lambda book: book["survey"].cell(MOST_ROWS + 1, 1, "text"),
            "Sheet survey: A form has at most 2000 rows and 100 columns.",
        ),
        (
            lambda book: book["survey"].cell(2, 16_384, "x"),
            "Sheet survey: A form has at most 2000 rows and 100 columns.",
        ),
        (
            lambda book: book.create_sheet("entities"),
            "Sheet entities: A survey here has no place for this sheet. Delete it.",
        ),
    ],
)
def test_what_is_no_plain_table_is_said_with_its_place(
    small: Path, how: Change, sentence: str
) -> None:
    assert sentence in refusals(change(small, how))


def test_ten_thousand_choices_end_in_a_sentence(small: Path) -> None:
    def many(book: Workbook) -> None:
        choices = book.create_sheet("choices")
        choices.append(("list_name", "name", *HEADINGS[2:]))
        for number in range(10_000):
            choices.append(("many", f"option_{number}", "One", "Uno"))

    assert refusals(change(small, many)) == [
        "Sheet choices: A form has at most 2000 rows and 100 columns."
    ]


def packed(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return path


def broken_files(folder: Path, small: Path) -> dict[str, Path]:
    whole = small.read_bytes()
    cut, text, old, big = (folder / f"{n}.xlsx" for n in ("cut", "text", "old", "big"))
    cut.write_bytes(whole[: len(whole) // 2])
    text.write_text("type,name", encoding="utf-8")
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    big.write_bytes(b"PK\x03\x04" + bytes(MAX_FORM_BYTES))
    word = folder / "word.xlsx"
    with zipfile.ZipFile(word, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    return {"cut": cut, "text": text, "old": old, "big": big, "word": word}


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("cut", DamagedFormError),
        ("text", NotAFormError),
        ("old", NotAFormError),
        ("big", LargeFormError),
        ("word", NotAFormError),
    ],
)
def test_a_file_that_is_no_form_is_refused(
    tmp_path: Path, small: Path, kind: str, error: type[DocumentError]
) -> None:
    path = broken_files(tmp_path, small)[kind]
    with pytest.raises(error, match=path.name):
        read_xlsform(path, path.name)


def test_macros_are_refused(small: Path) -> None:
    packed(small, "xl/vbaProject.bin", b"x")
    with pytest.raises(MacrosError, match="without macros"):
        read_xlsform(small, "small.xlsx")


def test_a_zip_bomb_is_not_unpacked(small: Path) -> None:
    packed(small, "xl/media/image1.png", bytes(64 * 1024**2))
    assert small.stat().st_size < 100_000
    with pytest.raises(ExpandingFormError):
        read_xlsform(small, "small.xlsx")


def with_sheet(small: Path, xml: str) -> Path:
    """Put other XML in the place of the sheet `survey`."""
    kept = io.BytesIO()
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            own = part == "xl/worksheets/sheet1.xml"
            new.writestr(part, xml if own else old.read(part))
    small.write_bytes(kept.getvalue())
    return small


@pytest.mark.parametrize(
    "xml",
    [
        "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData>",
        '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
        "",
    ],
)
def test_a_sheet_that_excel_would_not_write_is_refused(small: Path, xml: str) -> None:
    with_sheet(small, xml)
    with pytest.raises((DamagedFormError, FormRefusedError)):
        survey_of(read_xlsform(small, "small.xlsx"), "made-up")


def test_cells_merged_over_the_whole_sheet_cost_nothing(small: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with_sheet(small, f"<worksheet><sheetData/>{merged}</worksheet>")
    (sentence,) = refusals(small)
    assert sentence.startswith("Sheet survey, row 1: Cells are merged (A1:XFD1048576).")
