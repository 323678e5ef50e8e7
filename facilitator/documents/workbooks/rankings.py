"""The sheet of rankings: where people put each option, and its mean place."""

from collections.abc import Iterable, Iterator, Sequence

from facilitator.documents.workbooks.counts import ROUND
from facilitator.documents.workbooks.sheets import DECIMAL, Column, Tables, Value
from facilitator.documents.workbooks.variables import column_name, place_words
from facilitator.domain.surveys.ranking import (
    NOT_RANKED,
    Placing,
    best_first,
    orders_of,
    places_of,
    placings,
)
from facilitator.domain.surveys.survey import Answer, Question
from facilitator.domain.text import Text

Row = tuple[Value, ...]
# A question, the number of its round, and the answers to it.
Asked = tuple[Question, int, Sequence[Answer]]

NAME = "rankings"


def add_rankings(
    book: Tables, asked: Iterable[Asked], language: str, sheet_name: str = NAME
) -> None:
    """Add a row per option, what the room put first on top; no sheet without any."""
    ranked = [one for one in asked if one[0].kind == "ranking"]
    if not ranked:
        return
    most = max(places_of(question) for question, _, _ in ranked)
    rows = [row for one in ranked for row in _rows(*one, most, language)]
    book.table(NAME, _columns(most, language), rows, sheet_name)


def _columns(most: int, language: str) -> tuple[Column, ...]:
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(ROUND[language], 9),
        Column(Text("Question", "Pregunta")[language], 52),
        Column(Text("Option", "Opción")[language], 34),
        Column(Text("Mean place", "Lugar promedio")[language], 12, DECIMAL),
        *(Column(place_words(n, language), 10) for n in range(1, most + 1)),
        Column(place_words(NOT_RANKED, language), 12),
        Column(Text("Answered", "Respondieron")[language], 14),
    )


def _rows(
    question: Question,
    round_: int,
    answers: Sequence[Answer],
    most: int,
    language: str,
) -> Iterator[Row]:
    answered = len(orders_of(question, answers))
    for one in best_first(placings(question, answers)):
        yield (
            f"{column_name(question)}___{one.option.code}",
            round_,
            question.label[language],
            one.option.label[language],
            one.mean if answered else None,
            *_padded(one, most),
            answered - sum(one.places),
            answered,
        )


def _padded(one: Placing, most: int) -> Row:
    """Return the counts of the places, empty where another ranking has more."""
    return (*one.places, *(None,) * (most - len(one.places)))
