"""The sheet of points: where on a picture people pointed, and the area there."""

import random
from collections.abc import Iterable, Iterator, Sequence

from facilitator.documents.workbooks.counts import ROUND
from facilitator.documents.workbooks.sheets import DECIMAL, Column, Tables, Value
from facilitator.documents.workbooks.variables import column_name, label_of, shuffled
from facilitator.domain.surveys.points import PERCENT, WHOLE, named_area, read_place
from facilitator.domain.surveys.survey import Answer, Question
from facilitator.domain.text import Text

Row = tuple[Value, ...]
# A question, the number of its round, and the answers to it.
Asked = tuple[Question, int, Sequence[Answer]]

NAME = "points"


def add_points(
    book: Tables,
    asked: Iterable[Asked],
    language: str,
    chance: random.Random,
    sheet_name: str = NAME,
) -> None:
    """Add a row per answer, in an order of their own; no sheet without any."""
    pointed = [one for one in asked if one[0].kind == "point"]
    if not pointed:
        return
    rows = [row for one in pointed for row in _rows(*one, language, chance)]
    book.table(NAME, _columns(language), rows, sheet_name)


def _columns(language: str) -> tuple[Column, ...]:
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(ROUND[language], 9),
        Column(Text("x (percent)", "x (por ciento)")[language], 15, DECIMAL),
        Column(Text("y (percent)", "y (por ciento)")[language], 15, DECIMAL),
        Column(Text("Area", "Zona")[language], 34),
    )


def _rows(
    question: Question,
    round_: int,
    answers: Sequence[Answer],
    language: str,
    chance: random.Random,
) -> Iterator[Row]:
    for answer in shuffled(answers, chance):
        if place := read_place(answer):
            area = label_of(
                question, named_area(question.counted_areas, answer), language
            )
            x, y = (one * PERCENT / WHOLE for one in place)
            yield column_name(question), round_, x, y, area
