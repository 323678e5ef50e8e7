"""Lists of people that come in as a workbook or as comma-separated text."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError, DocumentError
from facilitator.domain.attendance.roster import MAX_ROWS, ListedPeople, guessed

MAX_LIST_BYTES = 10 * 1024**2
MAX_COLUMNS = 100
LONGEST_CELL = 400

_ZIP = b"PK\x03\x04"
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER_WITHIN = 20
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Excel in Western Europe and the Americas saves .csv in this one.
_LAST_RESORT = "cp1252"
_DELIMITERS = ",;\t|"
_BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError)


class NotAListError(DocumentError):
    """The file holds no table of people."""

    code = "not-a-list"
    status = 415
    sentence = (
        "{filename} is neither an Excel workbook (.xlsx) nor a list of comma-separated "
        "values (.csv). Save it as one of them, and add that."
    )


class DamagedListError(DocumentError):
    """The file is cut off, broken, or protected."""

    code = "damaged-list"
    sentence = (
        "{filename} could not be read: it is damaged or protected by a password. Open "
        "it in Excel, save it under a new name without a password, and add that."
    )


class EmptyListError(DocumentError):
    """No row of people is in the file."""

    code = "empty-list"
    sentence = (
        "{filename} has no rows below its headings. Check that the people are on the "
        "first sheet."
    )


class LongListError(DocumentError):
    """More rows or columns than a roster has."""

    code = "long-list"
    sentence = (
        "{filename} has more than {rows} rows or {columns} columns. Take out what does "
        "not belong to this session, and add it again."
    )


class LargeListError(DocumentError):
    """The file weighs more than any roster."""

    code = "large-list"
    status = 413
    sentence = "{filename} is larger than {limit} MB, which is more than a list needs."


def read_people(path: Path, filename: str) -> ListedPeople:
    """Return the table in an .xlsx or .csv file, by its content.

    Of a workbook the first sheet with anything on it is read; formulas count as the
    values that were saved with them. Empty rows are left out.

    Raises:
        DocumentError: it cannot be read as a table of at most `MAX_ROWS` rows.
    """
    if path.stat().st_size > MAX_LIST_BYTES:
        raise LargeListError(filename=filename, limit=MAX_LIST_BYTES // 1024**2)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE2):
        raise DamagedListError(filename=filename)
    if head.startswith(_ZIP):
        rows = _of_workbook(path, filename)
    else:
        rows = _of_text(path.read_bytes(), filename)
    return _table(rows, filename)


def _of_workbook(path: Path, filename: str) -> list[tuple[int, Sequence[str]]]:
    try:
        # The limits on what a zip file unpacks to hold for every kind of file.
        with Archive(path, filename) as archive:
            if "xl/workbook.xml" not in archive:
                raise NotAListError(filename=filename)
        # By its content: of a name, openpyxl would look at the ending alone.
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if rows := list(_numbered(sheet.iter_rows(values_only=True), filename)):
                    return rows
    except DamagedDeckError as error:
        raise DamagedListError(filename=filename) from error
    except _BROKEN as error:
        raise DamagedListError(filename=filename) from error
    return []


def _of_text(content: bytes, filename: str) -> list[tuple[int, Sequence[str]]]:
    text = _decoded(content)
    if text is None:
        raise NotAListError(filename=filename)
    try:
        found = csv.Sniffer().sniff(text[:20_000], _DELIMITERS).delimiter
    except csv.Error:
        found = ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=found)
    try:
        return list(_numbered(lines, filename))
    except csv.Error as error:
        raise NotAListError(filename=filename) from error


def _decoded(content: bytes) -> str | None:
    """Return the text of a file in whichever encoding it is, None where it is none."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\x00" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_LAST_RESORT, "replace")


def _numbered(rows: Any, filename: str) -> Iterator[tuple[int, Sequence[str]]]:  # noqa: ANN401  # openpyxl's or csv's
    """Yield rows with anything in them, each with its number in the file."""
    kept = 0
    for number, row in enumerate(rows, 1):
        cells = tuple(_cell(value) for value in row[: MAX_COLUMNS + 1])
        if not any(cells):
            continue
        kept += 1
        wide = len([c for c in cells if c]) > MAX_COLUMNS
        if kept > MAX_ROWS + _HEADER_WITHIN or wide:
            raise LongListError(filename=filename, rows=MAX_ROWS, columns=MAX_COLUMNS)
        yield number, cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    return " ".join(str(value)[:LONGEST_CELL].split())


def _table(rows: list[tuple[int, Sequence[str]]], filename: str) -> ListedPeople:
    """Return header and rows; titles above the headings are passed over."""
    place = _header_place(rows)
    if len(rows) <= place + 1:
        raise EmptyListError(filename=filename)
    if len(rows) - place - 1 > MAX_ROWS:
        raise LongListError(filename=filename, rows=MAX_ROWS, columns=MAX_COLUMNS)
    width = max(len(cells) for _, cells in rows[place:])
    header = _padded(rows[place][1], width)
    body = tuple((number, _padded(cells, width)) for number, cells in rows[place + 1 :])
    return ListedPeople(header, body)


def _header_place(rows: list[tuple[int, Sequence[str]]]) -> int:
    """Return the place of the row whose cells are called as columns are."""
    known = [len(guessed(cells)) for _, cells in rows[:_HEADER_WITHIN]]
    return known.index(max(known)) if any(known) else 0


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))
