"""Lists of people as they come out of Excel and registration pages."""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.documents.errors import DocumentError, ExpandingFileError
from facilitator.documents.people_list import read_people
from facilitator.documents.tables import (
    DamagedListError,
    EmptyListError,
    LargeListError,
    LongListError,
    NotAListError,
    read_rows,
)
from facilitator.domain.attendance.roster import ListedPeople

Write = Callable[..., ListedPeople]
HEADER = ("Name", "Email")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
CELL = '<c t="s"><v>0</v></c>'
ROWS = ((2, ("José Núñez", "jose@x.org")), (3, ("Ana O’Hara", "")))


@pytest.fixture
def text(tmp_path: Path) -> Write:
    """Read a .csv file of these words, written in an encoding."""

    def read(words: str, encoding: str = "utf-8") -> ListedPeople:
        path = tmp_path / "people.csv"
        path.write_bytes(words.encode(encoding))
        return read_people(path, "people.csv")

    return read


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Workbook], ListedPeople]:
    """Read a workbook that was saved."""

    def read(made: Workbook) -> ListedPeople:
        path = tmp_path / "as-it-came-in"
        made.save(path)
        return read_people(path, "people.xlsx")

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_found(
    text: Write, encoding: str, delimiter: str
) -> None:
    lines = ["Name,Email", "José Núñez,jose@x.org", "Ana O’Hara,"]
    words = "\r\n".join(line.replace(",", delimiter) for line in lines)

    assert text(words, encoding) == ListedPeople(HEADER, ROWS)


def test_titles_empty_rows_and_merged_cells_are_passed_over(
    book: Callable[[Workbook], ListedPeople],
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet
    sheet.append(["Registrations for May"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["First name", "Last name", "Badge"])
    sheet.append(["José", "Núñez", 12.0])
    sheet.append([None, None, None])
    sheet.append(["Ana", None, "=1+1"])

    found = book(made)

    assert found.header == ("First name", "Last name", "Badge")
    assert found.rows == ((4, ("José", "Núñez", "12")), (6, ("Ana", "", "")))


def test_the_first_sheet_that_holds_anything_is_read(
    book: Callable[[Workbook], ListedPeople],
) -> None:
    made = Workbook()
    made.create_sheet("People").append(["Name"])
    made["People"].append(["=HYPERLINK"])
    made["People"]["A2"].data_type = "s"

    assert book(made).rows == ((2, ("=HYPERLINK",)),)


def test_more_rows_than_a_roster_has_are_refused(text: Write) -> None:
    enough = text("Name\n" + "Ana\n" * 5_000)

    assert len(enough.rows) == 5_000
    with pytest.raises(LongListError, match="more than 5000 rows"):
        text("Name\n" + "Ana\n" * 5_001)


def sheet(path: Path, rows: str, text: str = "Ana") -> Path:
    """Write a workbook with these rows as they are in the file, and one shared text."""
    strings = f"<sst {MAIN}><si><t>{text}</t></si></sst>"
    Workbook().save(path.with_suffix(".empty"))
    with (
        zipfile.ZipFile(path.with_suffix(".empty")) as empty,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in empty.namelist():
            part = empty.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
            made.writestr(name, part.replace("</Types>", f"{SHARED}</Types>"))
        made.writestr("xl/sharedStrings.xml", strings)
    return path


def test_a_row_that_claims_to_be_far_below_is_not_counted_up_to(tmp_path: Path) -> None:
    rows = f'<row r="1">{CELL}</row><row r="999999999999">{CELL}</row>'

    with pytest.raises(LongListError):
        read_people(sheet(tmp_path / "x.xlsx", rows), "x.xlsx")


@pytest.mark.parametrize(
    "rows", ["<row", "<row>&what;</row>", '<row><c t="s"><v>7</v></c></row>']
)
def test_a_sheet_that_is_damaged_inside_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(DamagedListError):
        read_people(sheet(tmp_path / "x.xlsx", rows), "x.xlsx")


def test_a_text_that_is_kept_once_and_said_everywhere_fills_no_memory(
    tmp_path: Path,
) -> None:
    rows = f"<row>{CELL * 100}</row>" * 20
    path = sheet(tmp_path / "x.xlsx", rows, "so " * 10_000)

    with pytest.raises(LargeListError):
        read_rows(path, "x.xlsx", longest=30_000)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"Name,Email\n", EmptyListError),
        (b"", EmptyListError),
        (b"PK\x03\x04 cut off", DamagedListError),
        (bytes.fromhex("d0cf11e0a1b11ae1"), DamagedListError),
        (b"%PDF-1.7\x00\x01", NotAListError),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotAListError),
    ],
)
def test_what_is_no_list_ends_in_its_sentence(
    tmp_path: Path, content: bytes, refusal: type[DocumentError]
) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(content)

    with pytest.raises(refusal, match=r"^people\.xlsx"):
        read_people(path, "people.xlsx")


def test_a_deck_is_no_list(shared_decks: Path) -> None:
    deck = shared_decks / "docling_image.pptx"

    with pytest.raises(NotAListError):
        read_people(deck, "deck.pptx")


def test_a_workbook_that_expands_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<a/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 64 * 1024**2)

    with pytest.raises(ExpandingFileError):
        read_people(path, "bomb.xlsx")


def test_cells_merged_over_rows_belong_to_the_first_of_them(
    book: Callable[[Workbook], ListedPeople],
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet
    for row in (("Name", "Agency"), ("Ana", "County"), ("Bo", ""), ("", "Shelter")):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("A4:B4")

    # Nothing is made up for those below: a row that says too little is shown as such.
    assert book(made).rows == ((2, ("Ana", "County")), (3, ("Bo", "")))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Name\nJosé\n".encode("latin-1"), "José"),
        ("Name\nJosé\n".encode("utf-16-le"), None),
        ("Name\nJosé\n".encode("mac-roman"), "JosŽ"),
        (b"Name\nJos\x81\xff\n", "Jos�ÿ"),
        ("Name\n\ufeffJosé\n".encode(), "\ufeffJosé"),
    ],
    ids=["latin-1", "utf-16 without a mark", "mac", "of none", "a mark in a cell"],
)
def test_a_wrong_encoding_ends_in_a_table_or_in_a_sentence(
    tmp_path: Path, content: bytes, name: str | None
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)

    if name is None:
        with pytest.raises(NotAListError):
            read_people(path, "people.csv")
    else:
        assert read_people(path, "people.csv").rows == ((2, (name,)),)


def test_formulas_count_as_what_was_saved_and_never_as_themselves(
    text: Write, book: Callable[[Workbook], ListedPeople]
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet
    sheet.append(["Name", "Email"])
    sheet.append(["Ana", '=HYPERLINK("http://x.org","a@x.org")'])

    # A program that saves no value with a formula has none to be read.
    assert book(made).rows == ((2, ("Ana", "")),)
    found = text("Name,Email\n\"=cmd|' /C calc'!A0\",+1\n")
    assert found.rows == ((2, ("=cmd|' /C calc'!A0", "+1")),)


def test_five_thousand_wide_rows_are_read_in_no_time(text: Write) -> None:
    row = ",".join(["x" * 100] * 20)
    started = time.process_time()

    found = text("\n".join([row] * 5_000))

    assert len(found.rows) == 4_999
    assert time.process_time() - started < 5
