"""Tables on our own slides: with a header row, and columns that suit the words."""

from collections.abc import Sequence

from facilitator.documents.decks.base import Shape
from facilitator.documents.decks.fitting import line_count, text_width
from facilitator.documents.decks.layouts import EMU_PER_POINT, LEAST_POINTS
from facilitator.documents.decks.safe_text import clean
from facilitator.documents.decks.theme import TABLE_STYLE
from facilitator.documents.decks.words import Paragraph, write_body
from facilitator.documents.office_text import A

Rows = Sequence[Sequence[str]]

# Left and right, above and below the words of a cell, in points.
_BESIDE, _AROUND = 7.2, 3.6
_LINE = 1.2


def size_of(rows: Rows, sizes: Sequence[int], width: float, height: float) -> int:
    """Return the largest of `sizes`, in points, at which a table is not too high."""
    for points in sizes:
        if sum(row_heights(rows, points, width)) <= height:
            return points
    return sizes[-1]


def column_widths(rows: Rows, points: int, width: float) -> list[float]:
    """Return widths that add up to `width`: room for the longest word, then by need."""
    columns = list(zip(*rows, strict=True))
    least = [
        2 * _BESIDE
        + max(text_width(w, points, bold=True) for cell in column for w in _words(cell))
        for column in columns
    ]
    wanted = [
        min(width, max(text_width(cell, points) for cell in column)) + 2 * _BESIDE
        for column in columns
    ]
    spare = width - sum(least)
    if spare <= 0:
        return [width * one / sum(least) for one in least]
    return [
        one + spare * want / sum(wanted)
        for one, want in zip(least, wanted, strict=True)
    ]


def row_heights(rows: Rows, points: int, width: float) -> list[float]:
    """Return how high each row is, in points."""
    widths = column_widths(rows, points, width)
    return [
        2 * _AROUND
        + points
        * _LINE
        * max(
            line_count(cell, points, wide - 2 * _BESIDE, bold=not number)
            for cell, wide in zip(row, widths, strict=True)
        )
        for number, row in enumerate(rows)
    ]


def fill_table(
    frame: Shape, rows: Rows, points: int, language: str, *, header: bool
) -> None:
    """Write cells, widths and heights into a table of the right number of cells.

    Words are as large as the presentation's own text, or `points` where that is less.
    """
    table = frame.table
    table.first_row, table.horz_banding = header, False
    for style in frame.element.iter(f"{A}tableStyleId"):
        style.text = TABLE_STYLE
    width = frame.width / EMU_PER_POINT
    for column, wide in zip(
        table.columns, column_widths(rows, points, width), strict=True
    ):
        column.width = round(wide * EMU_PER_POINT)
    heights = row_heights(rows, points, width)
    for row, high in zip(table.rows, heights, strict=True):
        row.height = round(high * EMU_PER_POINT)
    frame.height = round(sum(heights) * EMU_PER_POINT)
    smaller = points if points < LEAST_POINTS else 0
    bodies = frame.element.iter(f"{A}txBody")
    for body, text in zip(bodies, (c for row in rows for c in row), strict=True):
        write_body(body, [Paragraph(text)], language, smaller)


def _words(cell: str) -> list[str]:
    return clean(cell).split() or [""]
