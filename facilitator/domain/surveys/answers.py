"""Which answers a question takes, each in its one canonical form."""

from collections.abc import Callable, Mapping
from datetime import date

from facilitator.domain.surveys.amounts import plain_amount, read_amount
from facilitator.domain.surveys.survey import (
    DECLINED,
    MAX_TEXT,
    WITHDRAWN,
    Answer,
    Question,
    is_declined,
)
from facilitator.domain.text import cleaned, is_blank
from facilitator.errors import BadInputError


class NotAnAnswerError(BadInputError):
    """The answer is not one that the question takes."""

    code = "not-an-answer"
    sentence = "That is not one of the choices. Choose again."


class TooLongError(BadInputError):
    """A text is longer than its question allows."""

    code = "too-long"
    sentence = "The text is too long: {length} characters, at most {longest}."


class TooManyChoicesError(BadInputError):
    """More boxes are ticked than the question allows."""

    code = "too-many-choices"
    sentence = "Choose at most {most}."


class TooFewChoicesError(BadInputError):
    """Fewer boxes are ticked than the question asks for."""

    code = "too-few-choices"
    sentence = "Choose at least {fewest}."


class EmptyAnswerError(BadInputError):
    """Nothing was chosen or written."""

    code = "empty-answer"
    sentence = "Choose or write an answer first."


class NotANumberError(BadInputError):
    """What was written is not a number of the kind that the question asks for."""

    code = "not-a-number"
    sentence = "Write a whole number, with digits only."


class NotADecimalError(NotANumberError):
    """What was written is no number, or has too many digits behind the mark."""

    sentence = (
        "Write a number with digits only, and at most {decimals} behind the decimal "
        "mark."
    )


class OutOfRangeError(BadInputError):
    """A number is smaller or larger than the question allows."""

    code = "out-of-range"
    sentence = "Write a number from {least} to {greatest}."


def check_answer(question: Question, given: object) -> Answer:
    """Return `given` as an answer to `question`, in its one canonical form.

    A single choice or scale is the option's name; a multiple choice the names in the
    question's own order; a text is stripped; a date is `YYYY-MM-DD`; a retrospective
    pair is `{"before": name, "now": name}` (either may be left out, not both); a
    number is written with a point. Whoever would rather not answer is `DECLINED`.

    Raises:
        BadInputError: it is of the wrong type, unknown, empty, too long or too many.
    """
    if question.decline and is_declined(given):
        return dict(DECLINED)
    if question.retrospective:
        return _check_pair(question, given)
    return _CHECKS.get(question.kind, _check_choice)(question, given)


def check_live_answer(question: Question, given: object) -> Answer:
    """Return `given` as `check_answer` does; an answer to a poll may be taken back."""
    return dict(WITHDRAWN) if given == WITHDRAWN else check_answer(question, given)


def _check_choice(question: Question, given: object) -> str:
    if not isinstance(given, str):
        raise NotAnAnswerError
    if not given:
        raise EmptyAnswerError
    for option in question.choices:
        if option.name == given:
            return option.name
    raise NotAnAnswerError


def _check_multiple(question: Question, given: object) -> list[str]:
    if not isinstance(given, list) or len(given) > len(question.options):
        raise NotAnAnswerError
    names = {_check_choice(question, name) for name in given}
    if not names:
        raise EmptyAnswerError
    if question.most and len(names) > question.most:
        raise TooManyChoicesError(most=question.most)
    if len(names) < question.fewest:
        raise TooFewChoicesError(fewest=question.fewest)
    return [option.name for option in question.options if option.name in names]


def _check_pair(question: Question, given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not set(given) <= {"before", "now"}:
        raise NotAnAnswerError
    pair = {
        when: _check_choice(question, given[when])
        for when in ("before", "now")
        if given.get(when) not in (None, "")
    }
    if not pair:
        raise EmptyAnswerError
    return pair


def _check_text(question: Question, given: object) -> str:
    if not isinstance(given, str):
        raise NotAnAnswerError
    kept = cleaned(given).strip()
    if is_blank(kept):
        raise EmptyAnswerError
    longest = min(question.longest, MAX_TEXT)
    if len(kept) > longest:
        raise TooLongError(length=len(kept), longest=longest)
    return kept


def _check_date(_: Question, given: object) -> str:
    if not isinstance(given, str):
        raise NotAnAnswerError
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError as wrong:
        raise NotAnAnswerError from wrong


def _check_amount(question: Question, given: object) -> str:
    if isinstance(given, str) and is_blank(given):
        raise EmptyAnswerError
    number = read_amount(given, question.decimals)
    if number is None:
        if question.decimals:
            raise NotADecimalError(decimals=question.decimals)
        raise NotANumberError
    if not question.least <= number <= question.greatest:
        raise OutOfRangeError(least=question.least, greatest=question.greatest)
    return plain_amount(number)


_CHECKS: Mapping[str, Callable[[Question, object], Answer]] = {
    "multiple": _check_multiple,
    "numeric": _check_amount,
    "text": _check_text,
    "date": _check_date,
}
