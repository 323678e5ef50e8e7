"""An XLSForm as a workbook: the sheets of a survey, written, and read within limits."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from facilitator.documents.archive import Archive
from facilitator.documents.errors import (
    DamagedDeckError,
    DocumentError,
    ExpandingFileError,
)
from facilitator.documents.package import Package
from facilitator.documents.workbooks.sheets import Book, Column, Value
from facilitator.domain.text import is_kept
from facilitator.domain.xlsform.form import (
    CODE,
    HINT,
    LABEL,
    SHEETS,
    Form,
    FormProblem,
    FormRefusedError,
    Row,
    Sheet,
)

MAX_FORM_BYTES = 10 * 1024**2
# A survey has at most 60 questions of 20 options, and two dozen columns.
MOST_ROWS = 2_000
MOST_COLUMNS = 100

_ZIP = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
_MACROS = "xl/vbaproject.bin"
# Sheets that other tools read besides the three; a survey has nothing like them.
_OTHER_SHEETS = ("external_choices", "entities", "osm")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WIDE, _NARROW = 44, 18
_BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError)


class NotAFormError(DocumentError):
    """The file is no workbook."""

    code = "not-a-form"
    status = 415
    sentence = (
        "{filename} is not an Excel workbook (.xlsx). Save the form as one, and take "
        "that."
    )


class DamagedFormError(DocumentError):
    """The workbook is cut off, broken, protected, or has an endless sheet."""

    code = "damaged-form"
    sentence = (
        "{filename} could not be read: it is damaged, protected by a password, or far "
        "larger than a form. Open it in Excel, save the three sheets of the form under "
        "a new name without a password, and take that."
    )


class ExpandingFormError(DocumentError):
    """The workbook unpacks to far more than a form is."""

    code = "expanding-form"
    sentence = (
        "{filename} unpacks to far more than a form needs, so it was not opened. Copy "
        "the three sheets of the form into a new workbook, and take that."
    )


class LargeFormError(DocumentError):
    """The file weighs more than any form."""

    code = "large-form"
    status = 413
    sentence = "{filename} is larger than {limit} MB, which is more than a form needs."


class MacrosError(DocumentError):
    """The workbook has a program in it."""

    code = "macros"
    sentence = (
        "{filename} has macros in it, and a form needs none. Save it in Excel as a "
        "workbook without macros (.xlsx), and take that."
    )


def xlsform_file(form: Form, title: str, made_at: datetime) -> bytes:
    """Return the .xlsx file of a form; a sheet without rows is left out."""
    book = Book(title, "en", "UTC", made_at)
    for sheet in form.values():
        if sheet.rows:
            columns = [Column(name, _width(name)) for name in sheet.header.cells]
            book.table(sheet.name, columns, _rows(sheet))
    return book.as_bytes()


def _width(heading: str) -> int:
    return _WIDE if heading.partition("::")[0] in (LABEL, HINT) else _NARROW


def _rows(sheet: Sheet) -> Iterable[list[Value]]:
    """Yield rows as wide as the header; codes are numbers, everything else words."""
    headings = sheet.header.cells
    for row in sheet.rows:
        cells = zip_longest(headings, row.cells, fillvalue="")
        yield [int(c) if h == CODE and c.isdigit() else c for h, c in cells]


def read_xlsform(path: Path, filename: str) -> Form:
    """Return the sheets of a form that are in a workbook, by name.

    Nothing is calculated, and nothing outside the three sheets is read.

    Raises:
        DocumentError: it is no workbook, or none that is read here.
        FormRefusedError: a sheet is too large, or has formulas or merged cells.
    """
    if path.stat().st_size > MAX_FORM_BYTES:
        raise LargeFormError(filename=filename, limit=MAX_FORM_BYTES // 1024**2)
    with path.open("rb") as file:
        if not file.read(4).startswith(_ZIP):
            raise NotAFormError(filename=filename)
    try:
        with Archive(path, filename) as archive:
            if _WORKBOOK not in archive:
                raise NotAFormError(filename=filename)
            if _MACROS in archive:
                raise MacrosError(filename=filename)
            problems = list(_unfit(Package(archive, filename)))
    except ExpandingFileError as error:
        raise ExpandingFormError(filename=filename) from error
    except (DamagedDeckError, ValueError) as error:
        raise DamagedFormError(filename=filename) from error
    if problems:
        raise FormRefusedError(problems)
    try:
        return _read(path)
    except _BROKEN as error:
        raise DamagedFormError(filename=filename) from error


def _unfit(package: Package) -> Iterable[FormProblem]:
    """Yield what keeps the sheets of a form from being read as plain tables."""
    parts = package.related(_WORKBOOK)
    for element in package.xml(_WORKBOOK).iter("{*}sheet"):
        name = _usual(element.get("name", ""))
        keys = [str(v) for k, v in element.items() if str(k).endswith("}id")]
        part = parts.get(keys[0] if keys else "")
        if name in _OTHER_SHEETS:
            yield FormProblem(
                name, 0, "", "A survey here has no place for this sheet. Delete it."
            )
        elif name in SHEETS and part and part.kind == "worksheet":
            yield from _unfit_cells(name, package.xml(part.target))


def _unfit_cells(name: str, sheet: etree._Element) -> Iterable[FormProblem]:
    for merged in sheet.iter("{*}mergeCell"):
        ref = merged.get("ref", "")
        row = _place(ref)[1]
        message = f"Cells are merged ({ref[:20]}). Give each its own words."
        yield FormProblem(name, row, "", message)
        break
    for cell in sheet.iter("{*}c"):
        if not len(cell):
            continue
        column, row = _place(cell.get("r", ""))
        if row > MOST_ROWS or column_index_from_string(column) > MOST_COLUMNS:
            message = f"A form has at most {MOST_ROWS} rows and {MOST_COLUMNS} columns."
            yield FormProblem(name, 0, "", message)
            return
        if cell.find("{*}f") is not None:
            message = "A formula is here. Write its result as plain words."
            yield FormProblem(name, row, column, message)


def _place(ref: str) -> tuple[str, int]:
    """Return the column and row of a cell.

    Raises:
        ValueError: the cell does not say where it is, as those of Excel do.
    """
    found = _PLACE.match(ref)
    if found is None:
        raise ValueError(ref)
    return found[1], int(found[2])


def _read(path: Path) -> Form:
    # By its content: of a name, openpyxl would look at the ending alone.
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = {_usual(sheet.title): sheet for sheet in book.worksheets}
        return {name: _sheet(name, sheets) for name in SHEETS if name in sheets}


def _sheet(name: str, sheets: Mapping[str, Any]) -> Sheet:
    rows = []
    # Everything that says something is within these bounds.
    within = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    values = sheets[name].iter_rows(values_only=True, **within)
    for number, row in enumerate(values, start=1):
        cells = tuple(_words(value) for value in row)
        if any(cells) or number == 1:
            rows.append(Row(number, cells))
    header = rows[0] if rows else Row(1, ())
    filled = max((n for n, cell in enumerate(header.cells, 1) if cell), default=0)
    return Sheet(name, Row(1, header.cells[:filled]), tuple(rows[1:]))


def _usual(name: str) -> str:
    return name.strip().casefold()


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    words = str(value).replace("\r\n", "\n")
    return "".join(c for c in words if is_kept(c) or c.isspace()).strip()
