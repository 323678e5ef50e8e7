"""Native bar charts of poll results, each with its words for screen readers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from textwrap import shorten
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.pagebreak import Break

from facilitator.documents.workbooks.counts import ROUND
from facilitator.documents.workbooks.sheets import LONGEST_CELL, Book, Value, clean
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_DRAWING = "xl/drawings/drawing1.xml"
CHARTS = Text("charts", "gráficas")
# In centimetres, so that a chart is never wider or higher than a page of letter paper.
WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT, _PER_BAR = 22, 5.0, 17.0, 1.1
_ROW_HEIGHT, _PAGE_HEIGHT = 0.53, 18.5
_LONGEST_TITLE = 120
# The earlier of two series is the paler one; one alone has the last colour.
_COLOURS = ("9DC3D9", "1F4E79")

# Where the results sheet has the question, round, option, code and count.
_QUESTION, _ROUND, _OPTION, _CODE, _COUNT, _ANSWERED = 2, 1, 3, 4, 5, 7


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one question and round on the results sheet."""

    first: int
    rows: tuple[Row, ...]

    def title(self, language: str, longest: int = LONGEST_CELL) -> str:
        """Return the question, with its round where it was asked again."""
        row = self.rows[0]
        again = f" ({ROUND[language]} {row[_ROUND]})" if row[_ROUND] != 1 else ""
        asked = clean(str(row[_QUESTION]))
        return shorten(asked, longest - len(again), placeholder=" …") + again


def add_charts(
    book: Book, results: Sequence[tuple[int, Row]], results_sheet: str, language: str
) -> list[str]:
    """Add the charts sheet and return the description of each chart, in order.

    `results` are the rows of the sheet called `results_sheet`, each with the number
    of its question and round; questions without options are not drawn.
    """
    blocks = [block for block in _blocks(results) if block.rows[0][_CODE] is not None]
    if not blocks:
        return []
    source = book.sheet_called(results_sheet)
    sheet = book.sheet(CHARTS[language])
    place_charts(sheet, (_chart(source, block, language) for block in blocks))
    return [_words(block, language) for block in blocks]


def _blocks(results: Sequence[tuple[int, Row]]) -> list[_Block]:
    blocks, first = [], 2
    for _, group in groupby(results, key=lambda numbered: numbered[0]):
        rows = tuple(row for _, row in group)
        blocks.append(_Block(first, rows))
        first += len(rows)
    return blocks


def _chart(source: Any, block: _Block, language: str) -> BarChart:  # noqa: ANN401
    last = block.first + len(block.rows) - 1
    chart = bar_chart(
        block.title(language, _LONGEST_TITLE),
        Reference(source, _OPTION + 1, block.first, _OPTION + 1, last),
        [(None, Reference(source, _COUNT + 1, block.first, _COUNT + 1, last))],
    )
    chart.height = _height(block)
    return chart


def bar_chart(
    title: str, names: Reference, bars: Sequence[tuple[str | None, Reference]]
) -> BarChart:
    """Return a chart of bars with their numbers; several series have a legend."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = title
    chart.gapWidth = 60
    chart.width = WIDTH
    for (name, numbers), colour in zip(bars, _COLOURS[-len(bars) :], strict=True):
        series = Series(numbers, title=name)
        series.graphicalProperties.solidFill = colour
        chart.series.append(series)
    chart.set_categories(names)
    if len(bars) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    chart.dataLabels = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )
    # Without these two the axes are hidden, and the first option is at the bottom.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "0"
    return chart


def place_charts(sheet: Any, charts: Iterable[BarChart]) -> None:  # noqa: ANN401
    """Put charts below each other, and none across the edge of a printed page."""
    # Page breaks count only where the sheet is not made to fit.
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    row = top = 1
    for chart in charts:
        rows = int(chart.height / _ROW_HEIGHT) + 2
        if row > top and (row + rows - top) * _ROW_HEIGHT > _PAGE_HEIGHT:
            # The empty row between two charts begins the page: an edge is drawn around.
            sheet.row_breaks.append(Break(id=row - 2))
            top = row
        sheet.add_chart(chart, f"A{row}")
        row += rows


def _height(block: _Block) -> float:
    wanted = 2.5 + _PER_BAR * len(block.rows)
    return min(max(_LEAST_HEIGHT, wanted), _MOST_HEIGHT)


def _words(block: _Block, language: str) -> str:
    counts = "; ".join(f"{row[_OPTION]}: {row[_COUNT]}" for row in block.rows)
    answered = Text("Answered", "Respondieron")[language]
    return f"{block.title(language)}. {answered}: {block.rows[0][_ANSWERED]}. {counts}."


def described(workbook: bytes, descriptions: Sequence[str]) -> bytes:
    """Return the workbook with a description for each chart of its one drawing.

    The library that writes the charts has no place for alternative text.
    """
    if not descriptions:
        return workbook
    file = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == _DRAWING:
                part = _with_words(part.decode(), descriptions).encode()
            new.writestr(entry, part)
    return file.getvalue()


def _with_words(drawing: str, descriptions: Sequence[str]) -> str:
    words = iter(descriptions)
    return re.sub(
        r"(<(?:\w+:)?cNvPr )",
        lambda found: f"{found[1]}descr={quoteattr(clean(next(words)))} ",
        drawing,
    )
