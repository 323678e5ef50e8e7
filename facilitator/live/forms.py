"""A whole form, as a phone hands it in."""

from collections.abc import Mapping
from contextlib import suppress

from facilitator.domain.attendance.people import MissingFieldError
from facilitator.domain.surveys.answer_errors import EmptyAnswerError, EmptyFormError
from facilitator.domain.surveys.answers import (
    check_answer,
)
from facilitator.domain.surveys.relevance import holds
from facilitator.domain.surveys.survey import Answer, Survey
from facilitator.errors import BadInputError


def read_form(survey: Survey, given: Mapping[str, object]) -> dict[str, Answer]:
    """Return the answers of a form; a question left empty is left out.

    So is an answer to a question that was not put to whoever answered as the rest
    says: a browser without scripts shows all of them.

    Raises:
        BadInputError: an unknown question, an answer that is none, a required question
            without one, or no answer at all. Nothing is kept then.
    """
    for name in given:
        if survey.question(name) is None:
            raise BadInputError(what=str(name)[:40])
    answers: dict[str, Answer] = {}
    for question in survey.questions:
        if not holds(question.relevant, answers):
            continue
        if question.name in given:
            with suppress(EmptyAnswerError):
                answers[question.name] = check_answer(question, given[question.name])
        if question.required and question.name not in answers:
            raise MissingFieldError(field=question.label)
    if not answers:
        raise EmptyFormError
    return answers
