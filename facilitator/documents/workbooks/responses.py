"""The rows of an evaluation: as codes, as words, one value a row, and written."""

import random
from collections.abc import Iterator, Mapping, Sequence

from facilitator.documents.workbooks.counts import other_rows, text_columns, text_rows
from facilitator.documents.workbooks.sheets import Column, Tables, Value
from facilitator.documents.workbooks.variables import (
    Variable,
    coded_columns,
    column_name,
    response_ids,
    shuffled,
    variables,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.survey import Answer, Question

Named = Sequence[tuple[str, Mapping[str, Answer]]]
_FIRST = Column("response_id", 14)


def add_responses(
    book: Tables, report: EvaluationReport, language: str, chance: random.Random
) -> None:
    """Add a row per response, in random order, each with an id made for this file."""
    columns = [v for v in variables(report.survey) if v.question.kind != "text"]
    responses = shuffled(report.responses, chance)
    ids = response_ids(len(responses), chance)
    named = list(zip(ids, responses, strict=True))
    codes = ((i, *(v.code(r) for v in columns)) for i, r in named)
    words = ((i, *(v.words(r, language) for v in columns)) for i, r in named)
    narrow = [_FIRST, *coded_columns(columns)]
    wide = [_FIRST, *(Column(v.name, 26) for v in columns)]
    book.table("responses_codes", narrow, codes)
    book.table("responses_labels", wide, words)
    _add_long(book, named, columns, language)


def _add_long(
    book: Tables, named: Named, columns: Sequence[Variable], language: str
) -> None:
    headers = (
        _FIRST,
        Column("variable", 30),
        Column("value", 14, left=True),
        Column("label", 48),
    )
    rows = (
        (i, v.name, v.code(response), v.words(response, language))
        for i, response in named
        for v in columns
    )
    book.table("long", headers, rows)


def add_open_text(
    book: Tables, report: EvaluationReport, language: str, chance: random.Random
) -> None:
    """Add what people wrote, each question in an order of its own."""
    there = [report, *(report.of_pair(pair) for pair in report.pairs)]
    rows = (
        row
        for one in there
        for q in one.survey.questions
        for row in _texts(one, q, language, chance)
    )
    book.table("open_text", text_columns(language), rows)


def _texts(
    report: EvaluationReport, question: Question, language: str, chance: random.Random
) -> Iterator[tuple[Value, ...]]:
    answers = report.answers(question)
    if question.kind == "text":
        variable = Variable(column_name(question), question)
        yield from text_rows(variable, answers, language, chance)
    yield from other_rows(question, answers, language, chance)
