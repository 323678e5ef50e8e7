"""The lines of a form's sheets by column, and what is wrong with their cells."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.surveys.instrument import STATUSES, Status, TextStatus
from facilitator.domain.surveys.limits import LONGEST_WORDS
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.form import (
    HALVES,
    HINT,
    LABEL,
    LANGUAGE_HEADERS,
    LANGUAGES_WRITTEN,
    MESSAGE,
    FormProblem,
    Sheet,
    header,
    status_header,
)

_IN_A_LANGUAGE = re.compile(
    r"(label|hint|constraint_message) *(?::{1,2} *(.*))?\Z", re.IGNORECASE
)
_CODE_IN_BRACKETS = re.compile(r".*\( *([A-Za-z]{2}) *\)\Z")
_LONGEST_SHOWN = 60


class Problems:
    """Gathers what is wrong with a form, so that all of it is told at once."""

    def __init__(self) -> None:
        self.found: list[FormProblem] = []

    def note(self, sheet: str, row: int, column: str, message: str) -> None:
        """Note what is wrong in one cell, row or sheet."""
        self.found.append(FormProblem(sheet, row, column, message))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its cells by column, those with nothing in them left out."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    problems: Problems

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, column: str, message: str) -> None:
        """Note what is wrong in one cell of this row."""
        self.problems.note(self.sheet, self.number, column, message)

    def only(self, columns: Iterable[str]) -> None:
        """Refuse what stands in any other column than these."""
        for column in self.cells.keys() - set(columns):
            self.wrong(column, "Nothing can stand here in such a row. Empty the cell.")

    def text(self, column: str, *, required: bool = True) -> Text:
        """Return a text in both languages; one that may be empty is so in both."""
        cells = {one: self[header(column, one)] for one in LANGUAGES}
        if not required and not any(cells.values()):
            return NO_TEXT
        for one, words in cells.items():
            self.check_words(header(column, one), words)
        return Text(**cells)

    def check_words(self, column: str, words: str) -> None:
        """See that there are words, and not too many."""
        if not words:
            self.wrong(column, "The words are missing.")
        elif len(words) > self._longest():
            self.wrong(
                column,
                f"The text has {len(words)} characters, at most {LONGEST_WORDS}.",
            )

    def _longest(self) -> int:
        """Return how long a text may be: half a pair says of which time it is."""
        for ending, said in HALVES.values():
            if self["name"].endswith(ending):
                return LONGEST_WORDS + max(map(len, said.as_dict().values()))
        return LONGEST_WORDS

    def number_in(self, column: str, least: int, most: int) -> int:
        """Return a whole number between two bounds."""
        words = self[column]
        number = int(words) if re.match(r"[0-9]{1,9}\Z", words) else least - 1
        if not least <= number <= most:
            self.wrong(
                column,
                f"Write a whole number from {least} to {most}, not {shown(words)}.",
            )
            return least
        return number

    def one_of(self, column: str, choices: Sequence[str]) -> str:
        """Return one word of a short list, or nothing where the cell is empty."""
        words = self[column]
        if words and words not in choices:
            self.wrong(
                column, f"Write one of: {', '.join(choices)}; not {shown(words)}."
            )
            return ""
        return words

    def statuses(self, column: str, text: Text) -> list[TextStatus]:
        """Return what the row says of how far one of its texts is."""
        said = ((one, self.status(status_header(column, one))) for one in LANGUAGES)
        return [TextStatus(text, one, status) for one, status in said if status]

    def status(self, column: str) -> Status | Literal[""]:
        """Return how far words are, as a cell says it."""
        word = self.one_of(column, STATUSES)
        return next((status for status in STATUSES if status == word), "")


def shown(words: str) -> str:
    """Return what stands in a cell, short enough for a sentence."""
    if not words:
        return "nothing"
    return f"`{words[:_LONGEST_SHOWN]}{'…' if len(words) > _LONGEST_SHOWN else ''}`"


def lines_of(
    sheet: Sheet, known: Sequence[str], needed: Sequence[str], problems: Problems
) -> tuple[Line, ...]:
    """Return the lines of a sheet; what stands in an unknown column is refused.

    Args:
        sheet: as it was read.
        known: the columns that a survey has a place for.
        needed: those that must be there, even if empty.
        problems: where mistakes are noted.
    """
    columns = [column_of(heading) for heading in sheet.header.cells]
    row = sheet.header.number
    for column, times in Counter(filter(None, columns)).items():
        if times > 1:
            problems.note(sheet.name, row, column, "The column is here twice.")
    for column in needed:
        if column not in columns:
            problems.note(sheet.name, row, column, "The column is missing.")
    _refuse_unknown(sheet, columns, known, problems)
    lines = []
    for one in sheet.rows:
        by_column = zip(columns, one.cells, strict=False)
        cells = {c: words for c, words in by_column if c in known and words}
        if cells:
            lines.append(Line(sheet.name, one.number, cells, problems))
    return tuple(lines)


def column_of(heading: str) -> str:
    """Return the usual writing of a heading; one that is unknown stays as it is."""
    heading = " ".join(heading.split())
    found = _IN_A_LANGUAGE.match(heading)
    if not found:
        return heading.casefold().replace(" ", "_")
    column, named = found[1].casefold(), (found[2] or "").casefold()
    brackets = _CODE_IN_BRACKETS.match(named)
    code = LANGUAGES_WRITTEN.get(brackets[1] if brackets else named.strip())
    return header(column, code) if code else heading


def _refuse_unknown(
    sheet: Sheet, columns: Sequence[str], known: Sequence[str], problems: Problems
) -> None:
    """Note the first cell of each column that a survey has no place for."""
    width = max((len(row.cells) for row in sheet.rows), default=0)
    for place in range(max(width, len(columns))):
        column = columns[place] if place < len(columns) else ""
        filled = [
            r.number for r in sheet.rows if place < len(r.cells) and r.cells[place]
        ]
        if column in known or not filled:
            continue
        if not column:
            message = "This cell is under no heading. Empty it, or give it a heading."
        elif column.partition(":")[0].strip().casefold() in (LABEL, HINT, MESSAGE):
            message = (
                "Say in the heading which language this is in: "
                f"{' or '.join(LANGUAGE_HEADERS.values())}."
            )
        else:
            message = (
                "A survey here has no place for this. Empty or delete the column, "
                "if the survey is right without it."
            )
        problems.note(sheet.name, filled[0], column, message)
