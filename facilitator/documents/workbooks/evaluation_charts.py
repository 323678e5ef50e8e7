"""Charts of an evaluation: how each question was answered, before beside now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from openpyxl.chart import BarChart, Reference

from facilitator.documents.workbooks.charts import CHARTS, bar_chart, place_charts
from facilitator.documents.workbooks.counts import count_rows
from facilitator.documents.workbooks.sheets import Book, Value, clean
from facilitator.documents.workbooks.variables import (
    WHEN,
    Variable,
    column_name,
    half,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_LONGEST_TITLE = 120
_LEAST_HEIGHT, _MOST_HEIGHT, _PER_BAR = 5.0, 17.0, 0.95
# Where the counts sheet has the option, the count and how many answered.
_OPTION, _COUNT, _ANSWERED = 2, 4, 6


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of one question on the counts sheet: one block, or one for each half."""

    question: Question
    blocks: tuple[tuple[Row, ...], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, block after block."""
        return tuple(row for block in self.blocks for row in block)

    @property
    def drawn(self) -> bool:
        """Whether there is something to draw, and it points at nobody."""
        answered = [block[0][_ANSWERED] for block in self.blocks]
        return len(self.question.choices) > 1 and all(
            isinstance(n, int) and n >= FEWEST_SHOWN for n in answered
        )


def counted(report: EvaluationReport, language: str) -> Iterator[Counted]:
    """Yield the counts of every question but the written ones."""
    for question in report.survey.questions:
        if question.kind == "text":
            continue
        wholes: tuple[Variable, ...] = (Variable(column_name(question), question),)
        if question.retrospective:
            wholes = tuple(half(question, when) for when in WHEN)
        answers = report.answers(question)
        yield Counted(
            question,
            tuple(tuple(count_rows(one, answers, language)) for one in wholes),
        )


def add_evaluation_charts(
    book: Book, questions: Sequence[Counted], language: str
) -> list[str]:
    """Add the charts sheet and return the description of each chart, in order.

    `questions` are first on the sheet called counts, in that order.
    """
    source = book.sheet_called("counts")
    charts, words, first = [], [], 2
    for one in questions:
        if one.drawn:
            charts.append(_chart(source, one, first, language))
            words.append(_words(one, language))
        first += len(one.rows)
    if charts:
        place_charts(book.sheet(CHARTS[language]), charts)
    return words


def _chart(
    source: Any,  # noqa: ANN401
    one: Counted,
    first: int,
    language: str,
) -> BarChart:
    length = len(one.blocks[0])
    starts = [first + length * number for number in range(len(one.blocks))]
    bars = [
        (name, Reference(source, _COUNT + 1, start, _COUNT + 1, start + length - 1))
        for name, start in zip(_names(one, language), starts, strict=True)
    ]
    names = Reference(source, _OPTION + 1, first, _OPTION + 1, first + length - 1)
    title = clean(one.question.label[language])
    chart = bar_chart(shorten(title, _LONGEST_TITLE, placeholder=" …"), names, bars)
    wanted = 2.5 + _PER_BAR * len(one.rows)
    chart.height = min(max(_LEAST_HEIGHT, wanted), _MOST_HEIGHT)
    return chart


def _names(one: Counted, language: str) -> list[str | None]:
    if len(one.blocks) == 1:
        return [None]
    names = (WHEN[when][language] for when in WHEN)
    return [name[:1].upper() + name[1:] for name in names]


def _words(one: Counted, language: str) -> str:
    answered = Text("Answered", "Respondieron")[language]
    said = [one.question.label[language].rstrip(".")]
    for name, block in zip(_names(one, language), one.blocks, strict=True):
        counts = "; ".join(f"{row[_OPTION]}: {row[_COUNT]}" for row in block)
        begin = f"{name}. " if name else ""
        said.append(f"{begin}{answered}: {block[0][_ANSWERED]}. {counts}")
    return ". ".join(said) + "."
