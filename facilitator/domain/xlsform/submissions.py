"""Answers that another survey tool collected by a form of ours: a row a person.

Columns are called as the form calls its rows, whatever groups stand before a name. Of
all else that such tools write down, as times, devices and places, nothing is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from facilitator.domain.surveys.survey import (
    OTHER_NAME,
    Option,
    Question,
    Statement,
    Survey,
)
from facilitator.domain.text import LANGUAGES, plain
from facilitator.domain.xlsform.form import (
    CODE_ROW,
    HALVES,
    KINDS,
    OF_MATRIX,
    OTHER_ENDING,
)

NumberedRow = tuple[int, Sequence[str]]
Cells = Mapping[str, str]
# Headings may stand below a title.
_HEADER_WITHIN = 20
# Kobo writes group/name, ODK Central group-name.
_LAST = re.compile(r"[^/\-]*\Z")
# How tools tell one answer of theirs from every other.
_DAY = len("2026-11-27")
_IDS = ("_uuid", "meta/instanceid", "instanceid", "key", "_id")
_ONCE: Mapping[str, str] = {"": ""}
_APART = re.compile(r"[;,|\s]+")


@dataclass(frozen=True, slots=True)
class Submission:
    """One person's answers: the row's number, the code as typed, and a mark.

    The `mark` is the same whenever the same answers come in again. `answers` are as a
    form of a phone has them, checked by nobody yet.
    """

    row: int
    code: str
    mark: str
    answers: Mapping[str, object]


def submissions_of(
    survey: Survey, rows: Sequence[NumberedRow]
) -> tuple[Submission, ...]:
    """Return what the rows below the headings hold; none where no heading is known."""
    place = _header_place(survey, rows)
    if place is None:
        return ()
    header = rows[place][1]
    ids = {cell.casefold(): index for index, cell in enumerate(header)}
    by_id = next((ids[name] for name in _IDS if name in ids), None)
    known = _columns(survey, header)
    return tuple(
        _submission(survey, number, cells, known, by_id)
        for number, cells in rows[place + 1 :]
    )


def _submission(
    survey: Survey,
    number: int,
    cells: Sequence[str],
    known: Mapping[str, int],
    by_id: int | None,
) -> Submission:
    said = {name: cells[at] for name, at in known.items() if at < len(cells)}
    own = cells[by_id] if by_id is not None and by_id < len(cells) else ""
    mark = own or "\x1f".join((str(number), *cells))
    answers = {
        question.name: answer
        for question in survey.questions
        if (answer := _answer(question, said)) not in ("", [], {})
    }
    digest = sha256(mark.encode()).hexdigest()
    return Submission(number, said.get(CODE_ROW, ""), digest, answers)


def _header_place(survey: Survey, rows: Sequence[NumberedRow]) -> int | None:
    known = [len(_columns(survey, cells)) for _, cells in rows[:_HEADER_WITHIN]]
    return known.index(max(known)) if any(known) else None


def _columns(survey: Survey, header: Sequence[str]) -> dict[str, int]:
    """Return where each row of the form stands; the first column of a name counts."""
    names = set(_names(survey))
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        last = _LAST.search(cell)
        name = last[0] if last else cell
        # A box of a multiple choice stands below its question: question/choice.
        above = _LAST.search(cell[: -len(name) - 1]) if name != cell else None
        if name in names and not (above and above[0] in names):
            found.setdefault(name, index)
    return found


def _names(survey: Survey) -> Iterator[str]:
    yield CODE_ROW
    for question in survey.questions:
        yield from (name for name, _, _ in _cells_of(question))
        if question.other:
            yield f"{question.name}{OTHER_ENDING}"


def _cells_of(question: Question) -> Iterator[tuple[str, str, str]]:
    """Yield each column of a question, with the statement and the half it answers."""
    rows: Sequence[Statement | None] = question.rows or (None,)
    ends = {half: ending for half, (ending, _) in HALVES.items()}
    for row in rows:
        stem = f"{question.name}{OF_MATRIX}{row.name}" if row else question.name
        for half, ending in (ends if question.retrospective else _ONCE).items():
            yield f"{stem}{ending}", row.name if row else "", half


def _answer(question: Question, said: Cells) -> object:
    """Return an answer as phones send it; what is none is left for the check."""
    if question.rows or question.retrospective:
        return {
            ".".join(filter(None, (row, half))): _choice(question, said[name])
            for name, row, half in _cells_of(question)
            if said.get(name)
        }
    words = said.get(question.name, "")
    return _with_words(question, _given(question, words), said) if words else ""


def _given(question: Question, words: str) -> str | list[str]:
    if question.kind == "acknowledge":
        return question.choices[0].name
    if question.kind == "date":
        return words[:_DAY]
    if KINDS[question.kind].type in ("select_multiple", "rank"):
        return _choices(question, words)
    return _choice(question, words) if question.choices else words


def _with_words(question: Question, chosen: str | list[str], said: Cells) -> object:
    """Return a choice with the words behind "Other", where it has some."""
    words = said.get(f"{question.name}{OTHER_ENDING}", "")
    names = [chosen] if isinstance(chosen, str) else chosen
    if not question.other or not words or OTHER_NAME not in names:
        return chosen
    return {name: words if name == OTHER_NAME else "" for name in names}


def _choices(question: Question, words: str) -> list[str]:
    whole = _option(question, words)
    if whole:
        return [whole.name]
    parts = [part for part in _APART.split(words) if part]
    if all(_option(question, part) for part in parts):
        return [_choice(question, part) for part in parts]
    # Labels have spaces and commas of their own.
    labels = [part.strip() for part in re.split(r"[;|]", words) if part.strip()]
    return [_choice(question, part) for part in labels]


def _choice(question: Question, words: str) -> str:
    """Return the name of what was chosen by name, code or label; else the words."""
    found = _option(question, words)
    return found.name if found else words


def _option(question: Question, words: str) -> Option | None:
    by_label = plain(words)
    for option in question.choices:
        labels = {plain(option.label[language]) for language in LANGUAGES}
        if words in (option.name, str(option.code)) or by_label in labels:
            return option
    return None
