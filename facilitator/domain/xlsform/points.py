"""The list of a rating: its points from 1 upwards, and what the two ends mean."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from facilitator.domain.surveys.instrument import TextStatus
from facilitator.domain.surveys.limits import FEWEST_POINTS, MOST_POINTS
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.form import CODE, LABEL, header
from facilitator.domain.xlsform.lines import Line, shown


def points_in(lines: Sequence[Line]) -> tuple[Any, list[TextStatus]]:
    """Return a rating's `points`, `low` and `high`, and how far its words are."""
    if not FEWEST_POINTS <= len(lines) <= MOST_POINTS:
        lines[0].wrong(
            "list_name",
            f"A rating has {FEWEST_POINTS} to {MOST_POINTS} points, "
            f"this list {len(lines)}.",
        )
    for point, line in enumerate(lines, start=1):
        _verify_number(line, point)
    for point, line in enumerate(lines[1:-1], start=2):
        _verify_between(line, str(point))
    low, high = _end(lines[0], 1), _end(lines[-1], len(lines))
    statuses = lines[0].statuses(LABEL, low) + lines[-1].statuses(LABEL, high)
    return {"points": len(lines), "low": low, "high": high}, statuses


def _verify_number(line: Line, point: int) -> None:
    for column in ("name", CODE):
        is_right = line[column] == str(point) or (column == CODE and not line[CODE])
        if not is_right:
            message = f"This is point {point} of a rating, not {shown(line[column])}."
            line.wrong(column, message)


def _verify_between(line: Line, point: str) -> None:
    for column in (header(LABEL, one) for one in LANGUAGES):
        if line[column] != point:
            line.wrong(
                column,
                f"Between the ends of a rating only the number stands: {point}, "
                f"not {shown(line[column])}.",
            )


def _end(line: Line, point: int) -> Text:
    """Return what an end means; the number stands before it."""
    cells, before = dict(line.cells), f"{point} · "
    for column in (header(LABEL, one) for one in LANGUAGES):
        if line[column] and not line[column].startswith(before):
            line.wrong(column, f"The end of a rating begins with “{before.strip()}”.")
            return NO_TEXT
        cells[column] = line[column].removeprefix(before)
    return replace(line, cells=cells).text(LABEL)
