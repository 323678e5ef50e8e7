"""Answers out of the fields of a form, as browsers without scripts send them."""

from collections.abc import Callable, Mapping

from facilitator.domain.surveys.survey import DECLINED, WITHDRAWN, Question, Survey
from facilitator.web.phone.forms import Fields

# A live poll's form has one question, whose fields are called so.
CHOICE, TEXT = "choice", "text"
_TYPED = frozenset({"text", "numeric"})


def form_answer(question: Question | None, fields: Fields) -> object:
    """Return the answer to one poll as its form gives it, not yet checked."""
    if fields.get("declined"):
        return dict(DECLINED)
    if fields.get("withdrawn"):
        return dict(WITHDRAWN)
    if question is None or question.kind in _TYPED:
        return fields.get(TEXT, "")
    return _read(question, CHOICE, fields)


def survey_answers(survey: Survey, fields: Fields) -> dict[str, object]:
    """Return what a survey's form says, by question; what is empty is left out."""
    read = {q.name: _field_answer(q, fields) for q in survey.questions}
    return {name: answer for name, answer in read.items() if answer}


def _field_answer(question: Question, fields: Fields) -> object:
    name = question.name
    if fields.get(f"{name}.declined"):
        return dict(DECLINED)
    if question.retrospective:
        pair = {when: fields.get(f"{name}.{when}", "") for when in ("before", "now")}
        return {when: answer for when, answer in pair.items() if answer}
    return _read(question, name, fields)


def _read(question: Question, name: str, fields: Fields) -> object:
    """Return what stands in the field `name`, and those below it for some kinds."""
    return _READERS.get(question.kind, _typed)(question, name, fields)


def _typed(_: Question, name: str, fields: Fields) -> str:
    return fields.get(name, "").replace("\r\n", "\n").strip()


def _ticked(_: Question, name: str, fields: Fields) -> list[str]:
    return fields.getlist(name)


_READERS: Mapping[str, Callable[[Question, str, Fields], object]] = {
    "multiple": _ticked,
}
