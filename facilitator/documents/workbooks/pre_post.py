"""What phones answered before and after, side by side: a row a phone."""

import random
from collections.abc import Mapping

from facilitator.documents.workbooks.sheets import Column, Tables
from facilitator.documents.workbooks.variables import (
    Variable,
    response_ids,
    shuffled,
    variables,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.pairing import POST, PRE
from facilitator.domain.surveys.survey import Answer

# What stands in `forms` of a row: how many of the two the phone handed in.
_FIRST = (Column("response_id", 14), Column("forms", 10))
_NAMES = {(True, True): "both", (True, False): PRE, (False, True): POST}

Row = tuple[str, str, Mapping[str, Answer]]


def add_pre_post(
    book: Tables, report: EvaluationReport, language: str, chance: random.Random
) -> None:
    """Add the rows in random order, as codes and as words.

    Each has an id that was made for this file and this sheet alone. What belongs to a
    form that the phone did not hand in is empty.
    """
    both, joined = report.pre_post, report.of_pre_post
    if both is None or joined is None:
        return
    columns = [v for v in variables(joined.survey) if v.question.kind != "text"]
    forms = [_NAMES[b is not None, a is not None] for b, a in both.phones]
    phones = shuffled(list(zip(forms, joined.responses, strict=True)), chance)
    ids = response_ids(len(phones), chance)
    rows: list[Row] = [(i, *phone) for i, phone in zip(ids, phones, strict=True)]
    narrow = [*_FIRST, *(Column(v.name, 18) for v in columns)]
    wide = [*_FIRST, *(Column(v.name, 26) for v in columns)]
    codes = (
        (i, form, *(v.code(given) if _in(v, form) else None for v in columns))
        for i, form, given in rows
    )
    words = (
        (i, f, *(v.words(given, language) if _in(v, f) else None for v in columns))
        for i, f, given in rows
    )
    book.table("pre_post_codes", narrow, codes)
    book.table("pre_post_labels", wide, words)


def _in(variable: Variable, form: str) -> bool:
    """Whether a variable is of a form that the phone handed in."""
    return form == "both" or variable.question.name.endswith(f"_{form}")
