"""What an answer must be, as the constraint of an XLSForm, and back."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from facilitator.domain.surveys.amounts import LARGEST
from facilitator.domain.surveys.survey import MAX_TEXT, Question, QuestionKind

# A limit of a question, and the clause that says it.
_CLAUSES: Mapping[QuestionKind, Mapping[str, str]] = {
    "multiple": {
        "fewest": "count-selected(.) >= {}",
        "most": "count-selected(.) <= {}",
    },
    "ranking": {"most": "count-selected(.) <= {}"},
    "text": {
        "shortest": "string-length(.) >= {}",
        "longest": "string-length(.) <= {}",
    },
    "numeric": {"least": ". >= {}", "greatest": ". <= {}"},
    "date": {"earliest": ". >= date('{}')", "latest": ". <= date('{}')"},
}
# Not written, as they say nothing.
_SILENT: Mapping[str, object] = {"fewest": 0, "most": 0, "shortest": 0}
_VALUE = "(-?[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
_AND = re.compile(r" +and +")


class NotAConstraintError(ValueError):
    """A constraint says something else than the limits of its kind."""


def constraint_of(question: Question) -> str:
    """Return the limits of a question as one expression, "" where there are none."""
    return " and ".join(_clauses(question))


def _clauses(question: Question) -> Iterator[str]:
    for limit, clause in _CLAUSES.get(question.kind, {}).items():
        value = getattr(question, limit)
        if value is not None and value != _SILENT.get(limit):
            yield clause.format(value)


def shape_of(kind: QuestionKind) -> str:
    """Return what a constraint of a kind looks like, for a sentence."""
    clauses = [c.format("n") for c in _CLAUSES.get(kind, {}).values()]
    return f"`{' and '.join(clauses)}` or nothing" if clauses else "nothing"


def limits_of(kind: QuestionKind, constraint: str) -> dict[str, Any]:
    """Return the limits that a constraint sets, by name.

    A text without one has the most.

    Raises:
        NotAConstraintError: it is no constraint of this kind.
    """
    found: dict[str, Any] = {}
    for clause in _AND.split(constraint.strip()) if constraint.strip() else ():
        name, value = _limit(kind, clause)
        if name in found:
            raise NotAConstraintError
        found[name] = value
    if kind == "text":
        found.setdefault("longest", MAX_TEXT)
    return found


def _limit(kind: QuestionKind, clause: str) -> tuple[str, Any]:
    for name, written in _CLAUSES.get(kind, {}).items():
        if found := _pattern(written).fullmatch(clause):
            return name, _value(kind, found[1])
    raise NotAConstraintError


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Return what a clause may look like: with blanks in other places, too."""
    loose = re.escape(written).replace(r"\ ", " *")
    loose = loose.replace(r"\(", r" *\( *").replace(r"\)", r" *\)")
    return re.compile(loose.replace(r"\{\}", _VALUE))


def _value(kind: QuestionKind, words: str) -> Any:  # noqa: ANN401  # a number or a day
    try:
        value = date.fromisoformat(words) if kind == "date" else int(words)
    except ValueError as wrong:
        raise NotAConstraintError from wrong
    if isinstance(value, int) and not 0 <= value <= LARGEST:
        raise NotAConstraintError
    return value
