"""Counts per option, and written answers: sheets that two workbooks share."""

import random
from collections.abc import Iterator, Sequence

from facilitator.documents.workbooks.sheets import SHARE, Column, Value
from facilitator.documents.workbooks.variables import Variable, other_variable, shuffled
from facilitator.domain.surveys.ranking import orders_of, placings
from facilitator.domain.surveys.results import bars, numbers_of
from facilitator.domain.surveys.statistics import picked, tally
from facilitator.domain.surveys.survey import (
    DECLINED_WORDS,
    Answer,
    Question,
    given_of,
    other_text,
)
from facilitator.domain.text import Text

Row = tuple[Value, ...]

ROUND = Text("Round", "Ronda")
_WRITTEN = Text("Written answers", "Respuestas escritas")
_PUT_FIRST = Text("put first", "en primer lugar")
_NUMBERS = Text("Numbers", "Números")


def count_columns(language: str) -> tuple[Column, ...]:
    """Return the columns that `count_rows` fills."""
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(Text("Question", "Pregunta")[language], 52),
        Column(Text("Option", "Opción")[language], 34),
        Column(Text("Code", "Código")[language], 9),
        Column(Text("Count", "Cantidad")[language], 11),
        Column(Text("Percent", "Porcentaje")[language], 13, SHARE),
        Column(Text("Answered", "Respondieron")[language], 14),
        Column(DECLINED_WORDS[language], 20),
    )


def count_rows(
    variable: Variable, answers: Sequence[Answer], language: str
) -> Iterator[Row]:
    """Yield a row per option; percent is of the people who answered the question.

    Written answers and dates have no options: one row says how many there are.
    Numbers have a row per bar, without a code; of a ranking it is counted what people
    put first. Who declined is in a column of its own.
    """
    declined = len(answers) - len(given_of(answers))
    for row in _rows(variable, given_of(answers), language):
        yield *row, declined


def _rows(
    variable: Variable, answers: Sequence[Answer], language: str
) -> Iterator[Row]:
    question, label = variable.question, variable.label(language)
    if question.kind == "numeric":
        yield from _number_rows(variable, answers, language)
        return
    if not question.choices:
        row = (variable.name, label, _WRITTEN[language], None, len(answers), None)
        yield (*row, len(answers))
        return
    if question.kind == "ranking":
        yield from _first_rows(variable, answers, language)
        return
    answered = len(picked(question, answers, variable.when))
    # Of those who confirmed a statement, everybody did: no share says anything.
    is_shared = answered and question.kind != "acknowledge"
    for count in tally(question, answers, variable.when):
        share = count.count / answered if is_shared else None
        option = (count.option.label[language], count.option.code)
        yield (variable.name, label, *option, count.count, share, answered)


def _first_rows(
    variable: Variable, answers: Sequence[Answer], language: str
) -> Iterator[Row]:
    """Yield how many put each option first; the sheet of rankings has every place."""
    label = f"{variable.label(language)} ({_PUT_FIRST[language]})"
    answered = len(orders_of(variable.question, answers))
    for one in placings(variable.question, answers):
        share = one.first / answered if answered else None
        option = (one.option.label[language], one.option.code)
        yield (variable.name, label, *option, one.first, share, answered)


def _number_rows(
    variable: Variable, answers: Sequence[Answer], language: str
) -> Iterator[Row]:
    label, answered = variable.label(language), len(answers)
    numbers = numbers_of(variable.question, answers)
    if numbers is None:
        yield variable.name, label, _NUMBERS[language], None, 0, None, 0
    for bar in bars(numbers):
        option = (bar.option.label[language], None)
        yield variable.name, label, *option, bar.count, bar.count / answered, answered


def text_columns(language: str) -> tuple[Column, ...]:
    """Return the columns that `text_rows` fills."""
    return (
        Column(Text("Variable", "Variable")[language], 26),
        Column(Text("Question", "Pregunta")[language], 52),
        Column(Text("Text", "Texto")[language], 90),
    )


def text_rows(
    variable: Variable, answers: Sequence[Answer], language: str, chance: random.Random
) -> Iterator[Row]:
    """Yield the written answers to one question, in an order of their own."""
    for text in shuffled([*_written(variable.question, answers)], chance):
        yield variable.name, variable.label(language), text


def other_rows(
    question: Question, answers: Sequence[Answer], language: str, chance: random.Random
) -> Iterator[Row]:
    """Yield what stands behind "Other", as texts of a variable of its own."""
    variable = other_variable(question)
    if variable:
        texts = [text for text in map(other_text, answers) if text]
        yield from text_rows(variable, texts, language, chance)


def _written(question: Question, answers: Sequence[Answer]) -> Iterator[str]:
    """Yield the texts, or each word by itself: nothing tells whose words they are."""
    for answer in answers:
        if isinstance(answer, str):
            yield answer
        elif question.kind == "words" and isinstance(answer, list):
            yield from answer
