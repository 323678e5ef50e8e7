"""What a phone filled in, as the workbook of the evaluation codes it."""

from collections.abc import Iterator

from facilitator.domain.surveys.relevance import holds
from facilitator.domain.surveys.survey import (
    DECLINED_CODE,
    OTHER_CODE,
    Answer,
    is_declined,
    other_text,
)
from facilitator.rehearsal.pages import OTHER_WORDS, Form
from facilitator.rehearsal.questions import Asked
from facilitator.rehearsal.ranked import coded, is_place, rankings

# A question left blank, and one that was not put.
SKIPPED, NOT_PUT = -9, -7

Coded = dict[str, int | str]


def coded_form(form: Form, answers: dict[str, Answer]) -> Coded:
    """Return the whole form by its fields: codes, and what was written."""
    others = {f"{name}{OTHER_WORDS}": text for name, text in _others(answers)}
    return {**_codes(form, answers), **others}


def _others(answers: dict[str, Answer]) -> Iterator[tuple[str, str]]:
    """Yield what was written behind "Other", by the name of its question."""
    for name, answer in answers.items():
        if text := other_text(answer):
            yield name, text


def _codes(form: Form, answers: dict[str, Answer]) -> Coded:
    """Return the whole form as the workbook codes it."""
    codes: Coded = {}
    for asked in form.fields:
        if not is_place(asked):
            codes |= _coded(asked, answers)
    words = {name: str(answer) for name, answer in answers.items()}
    for options in rankings(form.fields).values():
        codes |= coded(options, words, SKIPPED)
    return codes


def _coded(asked: Asked, answers: dict[str, Answer]) -> Coded:
    """Return the variables of a field as the workbook has them."""
    answer = answers.get(asked.name)
    if asked.kind == "text":
        return {asked.name: "" if is_declined(answer) else str(answer or "")}
    none = SKIPPED if holds(asked.relevant, answers) else NOT_PUT
    if is_declined(answer):
        answer, none = None, DECLINED_CODE
    if asked.kind == "multiple":
        return {
            f"{asked.name}___{code}": int(name in answer) if answer else none
            for code, name in enumerate(asked.choices, start=1)
        }
    if asked.kind == "date":
        return {} if answer else {asked.name: none}  # a day is no code
    return {asked.name: none if answer is None else _code(asked, answer)}


def _code(asked: Asked, answer: Answer) -> int:
    if asked.kind == "numeric":
        return int(str(answer))
    if other_text(answer):
        return OTHER_CODE
    return asked.choices.index(str(answer)) + 1
