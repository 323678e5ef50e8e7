"""Sheets of a workbook: one real table each, and one way to write a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

Value = str | int | float | date | datetime | None

# Limits of the file format, in UTF-16 units and in characters.
LONGEST_CELL = 32_767
LONGEST_HEADER = 255

# Row heights are in points; the margin is the indent and the sides of a cell.
_LINE_HEIGHT, _TALLEST_ROW = 15, 409
_MARGIN = 2
# A column is measured in digits. Calibri's letters are narrower or wider than those.
_WIDTHS = (
    dict.fromkeys("iíjlI.,:;!¡|'’()[]{}-", 0.55)
    | dict.fromkeys('frt"/', 0.7)
    | dict.fromkeys("mwMW@%—…", 1.7)
    | dict.fromkeys("ABCDGHKNOQRUVXYZÁÑÓÚ&", 1.25)
)
_SPACE, _BOLD = 0.5, 1.08

PRINT_MARGIN = 0.5  # inches
# So wide may columns be together before a printed page of them is too small to read.
_WIDEST_PAGE = 275

MOMENT = "yyyy-mm-dd hh:mm"
MOMENT_WITH_SECONDS = "yyyy-mm-dd hh:mm:ss"
DAY = "yyyy-mm-dd"
WHOLE = "0"
DECIMAL = "0.00"
SHARE = "0.0%"

# A spreadsheet may run a cell that begins so when it is typed or pasted again.
RISKY = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None} | dict.fromkeys(range(0xD800, 0xE000))

# The indent keeps words apart from the number of the column before.
_WORDS = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
_NUMBERS = Alignment(vertical="top")
_HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width in characters, how its numbers look.

    `left` sets numbers and dates to the left, where words stand in the same column.
    """

    header: str
    width: int = 16
    form: str = ""
    left: bool = False


class Tables(Protocol):
    """Whatever takes tables one after the other: a workbook, or a folder of files."""

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        sheet_name: str = "",
    ) -> None:
        """Add a table; `sheet_name` is what people read, where it has two names."""


class Book:
    """A workbook that is written from the first sheet to the last.

    Times are shown in `zone` without an offset, as spreadsheets know none: the
    header of their column names the zone.
    """

    def __init__(self, title: str, language: str, zone: str, made_at: datetime) -> None:
        self._zone = ZoneInfo(zone)
        self._book = Workbook(write_only=True)
        self._book.properties.title = clean(title)
        self._book.properties.language = language
        self._book.properties.creator = "Facilitator toolkit"
        self._book.properties.created = made_at.astimezone(ZoneInfo("UTC")).replace(
            tzinfo=None, microsecond=0
        )

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        sheet_name: str = "",
    ) -> None:
        """Add a sheet that holds one table, header row frozen and on each printed page.

        The sheet is called as the table unless it has a name of its own. A table
        without rows keeps one empty row: the format demands one.
        """
        sheet = self.sheet(sheet_name or name)
        headers = unique_headers([column.header for column in columns])
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        _print_readably(sheet, columns)
        _make_room(sheet, 1, headers, columns, _BOLD)
        sheet.append([_header_cell(sheet, header) for header in headers])
        length = 0
        for length, row in enumerate(rows, start=1):
            _make_room(sheet, length + 1, row, columns)
            sheet.append(
                [
                    self._cell(sheet, value, column)
                    for value, column in zip(row, columns, strict=True)
                ]
            )
        sheet.tables.add(_table(name, headers, max(length, 1)))

    def sheet(self, name: str) -> Any:  # noqa: ANN401
        """Add an empty sheet that prints one page wide."""
        sheet = self._book.create_sheet(name)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins = PageMargins(*(PRINT_MARGIN,) * 4)
        return sheet

    def sheet_called(self, name: str) -> Any:  # noqa: ANN401
        """Return a sheet added before; a chart points into it."""
        return self._book[name]

    def as_bytes(self) -> bytes:
        """Return the finished .xlsx file."""
        file = BytesIO()
        self._book.save(file)
        return file.getvalue()

    def _cell(self, sheet: Any, value: Value, column: Column) -> Cell:  # noqa: ANN401
        cell = WriteOnlyCell(sheet)
        words = isinstance(value, str) or column.left
        cell.alignment = _WORDS if words else _NUMBERS
        if isinstance(value, str):
            _write_text(cell, value)
        elif isinstance(value, datetime):
            local = value.astimezone(self._zone).replace(tzinfo=None, microsecond=0)
            cell.value = local
            cell.number_format = column.form or MOMENT
        elif value is not None:
            cell.value = value
            default = DAY if isinstance(value, date) else WHOLE
            cell.number_format = column.form or default
        return cell


def _print_readably(sheet: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401
    """Print a wide table on several pages side by side, its first column on each."""
    first, *rest = (column.width for column in columns)
    if first + sum(rest) > _WIDEST_PAGE:
        sheet.page_setup.fitToWidth = ceil(sum(rest) / (_WIDEST_PAGE - first))
        sheet.print_title_cols = "A:A"


def clean(text: str) -> str:
    """Return `text` without what a workbook cannot hold, cut at the cell limit."""
    kept = text.replace("\r\n", "\n").translate(_NOT_IN_XML)
    kept = ILLEGAL_CHARACTERS_RE.sub("", kept)
    units = kept.encode("utf-16-le")[: 2 * LONGEST_CELL]
    return units.decode("utf-16-le", "ignore")


def unique_headers(headers: Iterable[str]) -> list[str]:
    """Return headers as a table takes them: one line, not empty, no two alike."""
    taken: set[str] = set()
    unique = []
    for number, header in enumerate(headers, start=1):
        plain = " ".join(clean(header).split())[: LONGEST_HEADER - 6] or f"({number})"
        name, copy = plain, 2
        while name.casefold() in taken:
            name, copy = f"{plain} ({copy})", copy + 1
        taken.add(name.casefold())
        unique.append(name)
    return unique


def _write_text(cell: Cell, text: str) -> None:
    kept = clean(text)
    if not kept:
        return  # a text cell without text is not valid in the file
    cell.value = kept
    # Text stays text: without this "=1+1" would be a formula and "#N/A" an error.
    cell.data_type = "s"
    if kept.startswith(RISKY):
        cell.quotePrefix = True


def _header_cell(sheet: Any, header: str) -> Cell:  # noqa: ANN401
    cell = WriteOnlyCell(sheet)
    _write_text(cell, header)
    cell.font = _HEADER_FONT
    cell.fill = _HEADER_FILL
    cell.alignment = _WORDS
    return cell


def _make_room(
    sheet: Any,  # noqa: ANN401
    number: int,
    row: Sequence[Value],
    columns: Sequence[Column],
    weight: float = 1.0,
) -> None:
    """Make a row as high as its longest text: not every program does by itself."""
    lines = max(
        (
            _lines(value, (column.width - _MARGIN) / weight)
            for value, column in zip(row, columns, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    if lines > 1:
        height = min(lines * _LINE_HEIGHT, _TALLEST_ROW)
        sheet.row_dimensions[number].height = height


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell `width` digits wide."""
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    lines, filled = 1, 0.0
    for word in line.split(" "):
        length = _measure(word)
        if filled and filled + length > width:
            lines, filled = lines + 1, 0.0
        broken = int(length // width)  # a word longer than its cell is broken
        lines += broken
        filled += length - broken * width + _SPACE
    return lines


def _measure(text: str) -> float:
    return sum(_WIDTHS.get(letter, 1.0) for letter in text)


def _table(name: str, headers: Sequence[str], length: int) -> Table:
    ref = f"A1:{get_column_letter(len(headers))}{length + 1}"
    table = Table(displayName=name, ref=ref)
    # A sheet written row by row cannot be read back for its headers.
    table.tableColumns = [
        TableColumn(id=number, name=header)
        for number, header in enumerate(headers, start=1)
    ]
    table.autoFilter = AutoFilter(ref=ref)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    return table
