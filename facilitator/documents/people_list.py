"""Lists of people that come in as a workbook or as comma-separated text."""

from collections.abc import Sequence
from pathlib import Path

from facilitator.documents.tables import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_ROWS,
    EmptyListError,
    LongListError,
    NumberedRow,
    read_rows,
)
from facilitator.domain.attendance.roster import ListedPeople, guessed


def read_people(path: Path, filename: str) -> ListedPeople:
    """Return the table in an .xlsx or .csv file, by its content.

    Of a workbook the first sheet with anything on it is read; formulas count as the
    values that were saved with them. Empty rows are left out.

    Raises:
        DocumentError: it cannot be read as a table of at most `MAX_ROWS` rows.
    """
    return _table(read_rows(path, filename), filename)


def _table(rows: list[NumberedRow], filename: str) -> ListedPeople:
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


def _header_place(rows: list[NumberedRow]) -> int:
    """Return the place of the row whose cells are called as columns are."""
    known = [len(guessed(cells)) for _, cells in rows[:HEADER_WITHIN]]
    return known.index(max(known)) if any(known) else 0


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))
