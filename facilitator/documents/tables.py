"""Tables that come in as a workbook or as comma-separated text: their rows."""

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError, DocumentError

MAX_LIST_BYTES = 10 * 1024**2
# A workbook keeps a text once for all cells that say it; here each has its own.
MAX_CHARACTERS = 50 * 1024**2
MAX_ROWS = 5_000
# Of a sheet in Excel; a file may claim any number, and gaps are filled row by row.
LAST_ROW = 2**20
MAX_COLUMNS = 100
LONGEST_CELL = 400
# Titles may stand above the headings.
HEADER_WITHIN = 20

_ZIP = b"PK\x03\x04"
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Excel in Western Europe and the Americas saves .csv in this one.
_LAST_RESORT = "cp1252"
_DELIMITERS = ",;\t|"
# Whatever a damaged part leads openpyxl to; both of its XML readers raise SyntaxError.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)

# A row's number in the file, from 1, and its cells as words.
NumberedRow = tuple[int, Sequence[str]]


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


def read_rows(
    path: Path,
    filename: str,
    *,
    columns: int = MAX_COLUMNS,
    longest: int = LONGEST_CELL,
) -> list[NumberedRow]:
    """Return the rows with anything in them of an .xlsx or .csv file, by its content.

    Of a workbook the first sheet with anything on it is read; formulas count as the
    values that were saved with them. A cell is cut to `longest` characters.

    Raises:
        DocumentError: it cannot be read as a table of at most `MAX_ROWS` rows and so
            many `columns`.
    """
    if path.stat().st_size > MAX_LIST_BYTES:
        raise LargeListError(filename=filename, limit=MAX_LIST_BYTES // 1024**2)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE2):
        raise DamagedListError(filename=filename)
    reading = _Reading(filename, columns, longest)
    if head.startswith(_ZIP):
        return reading.of_workbook(path)
    return reading.of_text(path.read_bytes())


class _Reading:
    """Reads one file within its limits."""

    def __init__(self, filename: str, columns: int, longest: int) -> None:
        self.filename, self.columns, self.longest = filename, columns, longest

    def of_workbook(self, path: Path) -> list[NumberedRow]:
        """Return the rows of the first sheet that holds anything."""
        try:
            # The limits on what a zip file unpacks to hold for every kind of file.
            with Archive(path, self.filename) as archive:
                if "xl/workbook.xml" not in archive:
                    raise NotAListError(filename=self.filename)
            # By its content: of a name, openpyxl would look at the ending alone.
            with path.open("rb") as file:
                book = load_workbook(
                    file, read_only=True, data_only=True, keep_links=False
                )
                for sheet in book.worksheets:
                    if rows := list(self._numbered(sheet.iter_rows(values_only=True))):
                        return rows
        except DamagedDeckError as error:
            raise DamagedListError(filename=self.filename) from error
        except _BROKEN as error:
            raise DamagedListError(filename=self.filename) from error
        return []

    def of_text(self, content: bytes) -> list[NumberedRow]:
        """Return the rows of comma-separated text, in whichever encoding it is."""
        text = _decoded(content)
        if text is None:
            raise NotAListError(filename=self.filename)
        try:
            found = csv.Sniffer().sniff(text[:20_000], _DELIMITERS).delimiter
        except csv.Error:
            found = ","
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=found)
        try:
            return list(self._numbered(lines))
        except csv.Error as error:
            raise NotAListError(filename=self.filename) from error

    def _numbered(self, rows: Any) -> Iterator[NumberedRow]:  # noqa: ANN401  # openpyxl's or csv's
        """Yield rows with anything in them, each with its number in the file."""
        kept = characters = 0
        for number, row in enumerate(rows, 1):
            cells = tuple(self._cell(value) for value in row[: self.columns + 1])
            filled = [len(cell) for cell in cells if cell]
            kept += bool(filled)
            characters += sum(filled)
            wide = len(filled) > self.columns
            if kept > MAX_ROWS + HEADER_WITHIN or wide or number > LAST_ROW:
                raise LongListError(
                    filename=self.filename, rows=MAX_ROWS, columns=self.columns
                )
            if characters > MAX_CHARACTERS:
                limit = MAX_CHARACTERS // 1024**2
                raise LargeListError(filename=self.filename, limit=limit)
            if filled:
                yield number, cells

    def _cell(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, (datetime, date)):
            value = value.isoformat()
        return " ".join(str(value)[: self.longest].split())


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
