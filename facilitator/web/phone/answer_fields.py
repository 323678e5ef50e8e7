"""Answers out of the fields of a form, as browsers without scripts send them."""

from collections.abc import Callable, Iterable, Mapping

from facilitator.domain.surveys.matrix import cells_of
from facilitator.domain.surveys.points import WHOLE, written
from facilitator.domain.surveys.survey import (
    DECLINED,
    OTHER_NAME,
    WITHDRAWN,
    Question,
    Survey,
)
from facilitator.web.phone.forms import Fields

# A live poll's form has one question, whose fields are called so.
CHOICE, TEXT, WORDS = "choice", "text", "words"
_LONGEST_NUMBER = 4
_TYPED = frozenset({"text", "numeric"})


def form_answer(question: Question | None, fields: Fields) -> object:
    """Return the answer to one poll as its form gives it, not yet checked."""
    if fields.get("declined"):
        return dict(DECLINED)
    if fields.get("withdrawn"):
        return dict(WITHDRAWN)
    if question is None or question.kind in _TYPED:
        return fields.get(TEXT, "")
    if question.kind == "words":
        return fields.getlist(WORDS)
    return _read(question, CHOICE, fields)


def survey_answers(survey: Survey, fields: Fields) -> dict[str, object]:
    """Return what a survey's form says, by question; what is empty is left out."""
    read = {q.name: _field_answer(q, fields) for q in survey.questions}
    return {name: answer for name, answer in read.items() if answer}


def _field_answer(question: Question, fields: Fields) -> object:
    name = question.name
    if fields.get(f"{name}.declined"):
        return dict(DECLINED)
    if question.retrospective and not question.rows:
        pair = {when: fields.get(f"{name}.{when}", "") for when in ("before", "now")}
        return {when: answer for when, answer in pair.items() if answer}
    return _read(question, name, fields)


def _read(question: Question, name: str, fields: Fields) -> object:
    """Return what stands in the field `name`, and those below it for some kinds."""
    given = _READERS.get(question.kind, _typed)(question, name, fields)
    if not question.other:
        return given
    chosen = given if isinstance(given, list) else [given]
    words = fields.get(f"{name}.{OTHER_NAME}", "").strip()
    # Words behind "Other" count once it is chosen.
    if OTHER_NAME not in chosen or not words:
        return given
    return {**dict.fromkeys(chosen, ""), OTHER_NAME: words}


def _typed(_: Question, name: str, fields: Fields) -> str:
    return fields.get(name, "").replace("\r\n", "\n").strip()


def _ticked(_: Question, name: str, fields: Fields) -> list[str]:
    return fields.getlist(name)


def _placed(question: Question, name: str, fields: Fields) -> dict[str, str]:
    """Return the place of each option that was given one."""
    cells = (option.name for option in question.options)
    return _cells(name, cells, fields)


def _rated(question: Question, name: str, fields: Fields) -> dict[str, str]:
    """Return the answer of each statement that has one."""
    return _cells(name, cells_of(question), fields)


def _cells(name: str, cells: Iterable[str], fields: Fields) -> dict[str, str]:
    found = {cell: fields.get(f"{name}.{cell}", "") for cell in cells}
    return {cell: value for cell, value in found.items() if value}


# So wide a picture is drawn where there are no scripts, on every phone.
PICTURE_WIDE = 288


def _pointed(question: Question, name: str, fields: Fields) -> str:
    """Return the place that was clicked, or the middle of the area that was chosen."""
    chosen = fields.get(name, "")
    if chosen or question.picture is None:
        return chosen
    # Without a pointer a browser sends nought and nought.
    clicked = [fields.get(f"{name}.{way}", "") for way in ("x", "y")]
    if all(map(_is_short, clicked)) and clicked != ["0", "0"]:
        high = picture_high(question.picture.wide, question.picture.high)
        sizes = (PICTURE_WIDE, high)
        x, y = (int(c) * WHOLE // s for c, s in zip(clicked, sizes, strict=True))
        return written(min(x, WHOLE), min(y, WHOLE))
    return ""


def picture_high(wide: int, high: int) -> int:
    """Return how high a picture is where it is `PICTURE_WIDE`."""
    return max(1, round(PICTURE_WIDE * high / max(1, wide)))


def _is_short(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER


_READERS: Mapping[str, Callable[[Question, str, Fields], object]] = {
    "multiple": _ticked,
    "ranking": _placed,
    "matrix": _rated,
    "point": _pointed,
}
