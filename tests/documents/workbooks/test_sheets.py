"""One way to write a cell, and tables that every program reads."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from facilitator.documents.workbooks.sheets import (
    LONGEST_CELL,
    Book,
    Column,
    Value,
    clean,
    unique_headers,
)

MADE_AT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)


def written(*values: Value, zone: str = "America/New_York") -> list[Cell | MergedCell]:
    """Return the cells of one column below its header, opened again."""
    book = Book("A title", "es", zone, MADE_AT)
    book.table("things", [Column("thing")], [(value,) for value in values])
    sheet = load_workbook(BytesIO(book.as_bytes()))["things"]
    return [row[0] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1 555 0100",
        "-5",
        "@here",
        "\t=1",
        "\r=1",
        '=HYPERLINK("http://example.org")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    (cell,) = written(text)

    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).strip() == text.strip()


def test_words_that_excel_would_convert_stay_text() -> None:
    cells = written("#N/A", "TRUE", "0229", "1E5")

    assert [(c.value, c.data_type) for c in cells] == [
        ("#N/A", "s"),
        ("TRUE", "s"),
        ("0229", "s"),
        ("1E5", "s"),
    ]


def test_a_control_character_before_a_formula_does_not_hide_it() -> None:
    (cell,) = written("\x0b=1+1")

    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\r\nf") == "abcde\nf"


def test_a_text_is_cut_at_the_limit_of_a_cell() -> None:
    assert clean("x" * 40_000) == "x" * LONGEST_CELL
    assert clean("😀" * 40_000) == "😀" * (LONGEST_CELL // 2)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_can_be_written_and_read_again(text: str) -> None:
    cell, _ = written(text, "y")

    assert cell.data_type == ("s" if clean(text) else "n")


def test_times_are_those_of_the_session_on_both_sides_of_a_clock_change() -> None:
    before = datetime(2026, 3, 8, 6, 59, tzinfo=UTC)
    after = datetime(2026, 3, 8, 7, 0, 0, 999, tzinfo=UTC)
    cells = written(before, after, date(2026, 3, 8))

    assert [(c.value, c.number_format) for c in cells] == [
        (datetime(2026, 3, 8, 1, 59), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
        (datetime(2026, 3, 8, 3, 0), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
        (datetime(2026, 3, 8), "yyyy-mm-dd"),  # noqa: DTZ001
    ]


def test_a_sheet_is_one_table_under_a_frozen_header() -> None:
    book = Book("A title", "es", "UTC", MADE_AT)
    columns = [Column("n", 7), Column("A share", 12, "0.0%")]
    book.table("things", columns, [(1, 0.345), (2, None)])
    opened = load_workbook(BytesIO(book.as_bytes()))
    sheet = opened["things"]
    table = sheet.tables["things"]

    assert (table.ref, table.column_names) == ("A1:B3", ["n", "A share"])
    assert [c.value for c in sheet[1]] == ["n", "A share"]
    assert (sheet.freeze_panes, sheet.merged_cells.ranges) == ("A2", set())
    assert sheet.column_dimensions["A"].width == 7
    assert (sheet["B2"].value, sheet["B2"].number_format) == (0.345, "0.0%")
    assert opened.properties.title == "A title"
    assert opened.properties.language == "es"
    assert opened.properties.creator == "Facilitator toolkit"


def test_a_table_without_rows_keeps_the_one_row_the_format_demands() -> None:
    book = Book("A title", "en", "UTC", MADE_AT)
    book.table("things", [Column("n")], [])

    assert load_workbook(BytesIO(book.as_bytes()))["things"].tables["things"].ref == (
        "A1:A2"
    )


def test_two_tables_have_their_own_names_and_numbers() -> None:
    book = Book("A title", "en", "UTC", MADE_AT)
    book.table("one", [Column("a")], [(1,)])
    book.table("two", [Column("a")], [(1,)])
    with ZipFile(BytesIO(book.as_bytes())) as parts:
        tables = [parts.read(f"xl/tables/table{n}.xml").decode() for n in (1, 2)]

    assert ['id="1"' in tables[0], 'id="2"' in tables[1]] == [True, True]
    assert ['displayName="one"' in tables[0], 'displayName="two"' in tables[1]] == [
        True,
        True,
    ]


def test_only_a_text_that_needs_two_lines_has_a_higher_row() -> None:
    book = Book("A title", "en", "UTC", MADE_AT)
    fits, wraps = "Profesional de salud pública", "Profesional de la salud pública"
    book.table("things", [Column("thing", 26)], [(fits,), (wraps,)])
    sheet = load_workbook(BytesIO(book.as_bytes()))["things"]

    assert [sheet.row_dimensions[n].height for n in (1, 2, 3)] == [None, None, 30]


def test_headers_are_one_line_and_no_two_alike() -> None:
    headers = ["Name", "NAME", "", "two\nlines", "=x", "y" * 300]

    assert unique_headers(headers) == [
        "Name",
        "NAME (2)",
        "(3)",
        "two lines",
        "=x",
        "y" * 249,
    ]


def test_a_row_is_as_high_as_its_longest_text() -> None:
    book = Book("A title", "en", "UTC", MADE_AT)
    book.table("things", [Column("a", 12)], [("one two three four",), ("short",)])
    sheet = load_workbook(BytesIO(book.as_bytes()))["things"]

    assert sheet.row_dimensions[2].height == 30
    assert sheet.row_dimensions[3].height is None
