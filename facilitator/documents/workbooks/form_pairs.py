"""What the same people answered to two forms, side by side: a row a person."""

import random
from collections.abc import Mapping

from facilitator.documents.workbooks.sheets import Column, Tables
from facilitator.documents.workbooks.variables import (
    Variable,
    coded_columns,
    response_ids,
    shuffled,
    variables,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.pairing import FormPair
from facilitator.domain.surveys.survey import Answer

# What stands in `forms` of a row: how many of the two were handed in.
_FIRST = (Column("response_id", 14), Column("forms", 10))
BOTH = "both"

Row = tuple[str, str, Mapping[str, Answer]]


def add_form_pair(
    book: Tables,
    report: EvaluationReport,
    pair: FormPair,
    language: str,
    chance: random.Random,
) -> None:
    """Add the rows in random order, as codes and as words.

    Each has an id that was made for this file and this sheet alone. What belongs to a
    form that was not handed in is empty.
    """
    joined, ends = report.of_pair(pair), pair.ends
    names = {(True, True): BOTH, (True, False): ends.before, (False, True): ends.after}
    columns = [v for v in variables(joined.survey) if v.question.kind != "text"]
    forms = [names[b is not None, a is not None] for b, a in pair.people]
    people = shuffled(list(zip(forms, joined.responses, strict=True)), chance)
    ids = response_ids(len(people), chance)
    rows: list[Row] = [(i, *person) for i, person in zip(ids, people, strict=True)]
    narrow = [*_FIRST, *coded_columns(columns)]
    wide = [*_FIRST, *(Column(v.name, 26) for v in columns)]
    codes = (
        (i, form, *(v.code(given) if _in(v, form) else None for v in columns))
        for i, form, given in rows
    )
    words = (
        (i, f, *(v.words(given, language) if _in(v, f) else None for v in columns))
        for i, f, given in rows
    )
    book.table(f"{ends.joined}_codes", narrow, codes)
    book.table(f"{ends.joined}_labels", wide, words)


def _in(variable: Variable, form: str) -> bool:
    """Whether a variable is of a form that was handed in."""
    return form == BOTH or variable.question.name.endswith(f"_{form}")
