"""Every file taken apart: its tables, and its words in the order in which they lie."""

import csv
import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

Cell = object
_DATABASE = b"SQLite format 3\0"
_ARCHIVE = b"PK\x03\x04"
_WORD = re.compile(rb"[a-z0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(rb"(?<=[0-9])[,\xa0](?=[0-9])")


@dataclass(frozen=True)
class Table:
    """A table as whoever has the file reads it, in the order of its rows."""

    file: str
    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"

    @property
    def in_database(self) -> bool:
        """Whether it is one of the database, where answers of a phone have its hash."""
        return ".sqlite3" in self.file


def words_of(value: Cell) -> list[str]:
    """Return what is written in a cell, word by word and number by number."""
    raw = value if isinstance(value, bytes) else str(value).lower().encode()
    plain = _GROUPED.sub(b"", raw.lower())
    return [one.decode() for one in _WORD.findall(plain)]


def parts(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield every file, and whatever lies in it where it is an archive."""
    for name, content in files.items():
        yield name, content
        if content.startswith(_ARCHIVE):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inside = {i.filename: archive.read(i) for i in archive.infolist()}
            yield from parts({f"{name}/{one}": c for one, c in inside.items()})


def tables(files: Mapping[str, bytes]) -> list[Table]:
    """Return every table in the files, without being told of any."""
    found: list[Table] = []
    for name, content in parts(files):
        if name.endswith(".xlsx"):
            found += _sheets(name, content)
        elif name.endswith(".csv"):
            found.append(_csv(name, content))
        elif content.startswith(_DATABASE):
            found += _database(name, content, files.get(f"{name}-wal", b""))
    return found


def _sheets(name: str, content: bytes) -> Iterator[Table]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        if rows:  # a sheet of charts has none
            yield Table(name, sheet.title, tuple(map(str, rows[0])), tuple(rows[1:]))


def _csv(name: str, content: bytes) -> Table:
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return Table(name, "csv", tuple(head), tuple(tuple(row) for row in rows))


def _database(name: str, content: bytes, log: bytes) -> Iterator[Table]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy.write_bytes(content)
        copy.with_name(f"{copy.name}-wal").write_bytes(log)
        connection = sqlite3.connect(copy)
        names = connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        for (table,) in names.fetchall():
            try:
                read = connection.execute(f'SELECT rowid, * FROM "{table}"')  # noqa: S608
            except sqlite3.OperationalError:  # it has no row numbers
                read = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            head = tuple(str(column[0]) for column in read.description)
            yield Table(name, str(table), head, tuple(read.fetchall()))
        connection.close()
