"""What phones send, read at the door: sizes, kinds, and the answers inside."""

from collections.abc import Mapping

from flask import Request, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from facilitator.domain.surveys.answers import (
    check_answer,
)
from facilitator.domain.surveys.relevance import holds
from facilitator.domain.surveys.survey import Answer, Question, Survey
from facilitator.errors import BadInputError
from facilitator.web import json_text

MOST_BYTES = 64 * 1024
MOST_FIELDS = 400
MOST_CHANGES = 1_000_000
MOST_DIGITS = 7
LONGEST_NAME = 80

_EMPTY: tuple[object, ...] = ("", [], {}, None)

Fields = MultiDict[str, str]


class TooBigError(BadInputError):
    """A phone sent more than any form of ours can hold."""

    code = "too-big"
    status = 413
    sentence = "That is too much to send at once. Shorten it and try again."


def limit_size() -> None:
    """Let no request of a phone grow past MOST_BYTES, whatever its header says."""
    request.max_content_length = MOST_BYTES
    request.max_form_memory_size = MOST_BYTES
    request.max_form_parts = MOST_FIELDS
    if (request.content_length or 0) > MOST_BYTES:
        raise TooBigError


def wants_page(asking: Request) -> bool:
    """Whether a person's browser asks, which always names text/html."""
    return any(kind == "text/html" for kind, _ in asking.accept_mimetypes)


def read_fields() -> Fields:
    """Return the fields of a posted form.

    Raises:
        TooBigError: there is more than MOST_BYTES or MOST_FIELDS of it.
    """
    try:
        return request.form
    except RequestEntityTooLarge as wrong:
        raise TooBigError from wrong


def read_json() -> dict[str, object]:
    """Return the JSON object that was posted.

    Raises:
        BadInputError: it is too big, not JSON, nested too deep, or not an object.
    """
    try:
        given = json_text.parse(request.get_data())
    except RequestEntityTooLarge as wrong:
        raise TooBigError from wrong
    except (BadRequest, ValueError) as wrong:
        raise BadInputError(what="message") from wrong
    if not isinstance(given, dict):
        raise BadInputError(what="message")
    return given


def read_number(given: object, what: str) -> int:
    """Return a whole number from 1 to MOST_CHANGES, from a form or from JSON.

    Raises:
        BadInputError: it is something else; True is not 1.
    """
    digits = isinstance(given, str) and given.isascii() and given.isdigit()
    if digits and len(str(given)) <= MOST_DIGITS:
        given = int(str(given))
    if type(given) is not int or not 1 <= given <= MOST_CHANGES:
        raise BadInputError(what=what)
    return given


def read_name(given: object, what: str) -> str:
    """Return the name of a question.

    Raises:
        BadInputError: it is no text, or longer than any name.
    """
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_NAME:
        raise BadInputError(what=what)
    return given


def json_answers(given: Mapping[str, object]) -> dict[str, object]:
    """Return `{"answers": {…}}` of a survey posted as JSON.

    Raises:
        BadInputError: there is no object of answers in it, or too many.
    """
    answers = given.get("answers")
    if not isinstance(answers, dict) or len(answers) > MOST_FIELDS:
        raise BadInputError(what="answers")
    return {name: answer for name, answer in answers.items() if answer not in _EMPTY}


def wrong_answers(
    survey: Survey, answers: Mapping[str, object]
) -> dict[str, BadInputError]:
    """Return what is wrong with a form, by question, so that all of it can be shown."""
    found: dict[str, BadInputError] = {}
    kept: dict[str, Answer] = {}
    for question in survey.questions:
        given = answers.get(question.name)
        is_put = holds(question.relevant, kept)
        if not is_put or (given is None and not question.required):
            continue
        try:
            answer = given if given is not None else _nothing(question)
            kept[question.name] = check_answer(question, answer)
        except BadInputError as problem:
            found[question.name] = problem
    return found


def _nothing(question: Question) -> object:
    if question.retrospective:
        return {}
    return [] if question.kind in ("multiple", "ranking") else ""
