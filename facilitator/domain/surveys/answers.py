"""Which answers a question takes, each in its one canonical form."""

from collections.abc import Callable, Mapping
from datetime import date

from facilitator.domain.surveys.amounts import plain_amount, read_amount
from facilitator.domain.surveys.answer_errors import (
    EmptyAnswerError,
    NotADecimalError,
    NotAnAnswerError,
    NotANumberError,
    OutOfRangeError,
    OutsideConstraintError,
    TooEarlyError,
    TooFewChoicesError,
    TooLateError,
    TooLongError,
    TooManyChoicesError,
    TooManyWordsError,
    TooShortError,
)
from facilitator.domain.surveys.matrix import read_matrix
from facilitator.domain.surveys.points import check_place
from facilitator.domain.surveys.ranking import read_ranking
from facilitator.domain.surveys.survey import (
    DECLINED,
    MAX_TEXT,
    OTHER_NAME,
    OTHER_TEXT,
    WITHDRAWN,
    Answer,
    Question,
    is_declined,
)
from facilitator.domain.surveys.words import (
    LONGEST_WORD,
    MOST_WORDS,
    WORDS_ASKED,
    as_word,
    folded,
)
from facilitator.domain.text import NO_TEXT, cleaned, is_blank

# What a form may say in words of its own.
_LIMITS = (
    TooLongError,
    TooShortError,
    TooManyChoicesError,
    TooEarlyError,
    TooLateError,
    NotANumberError,
    OutOfRangeError,
)


def check_answer(question: Question, given: object) -> Answer:
    """Return `given` as an answer to `question`, in its one canonical form.

    A single choice or scale is the option's name; a multiple choice the names in the
    question's own order; a text is stripped; a date is `YYYY-MM-DD`; a retrospective
    pair is `{"before": name, "now": name}` (either may be left out, not both); a
    number is written with a point; words are a list without one of them twice. A
    choice of "Other" with words is a mapping of each name chosen to "", and of "other"
    to the words. A ranking is the names in order, best first; a matrix is the option
    of each statement by its name (`statement.before` and `statement.now` where it is
    asked twice). A point is `x,y` in thousandths of the picture. Whoever would rather
    not answer is `DECLINED`.

    Raises:
        BadInputError: it is of the wrong type, unknown, empty, too long or too many.
    """
    try:
        return _checked(question, given)
    except _LIMITS as problem:
        if question.constraint_message == NO_TEXT:
            raise
        message = question.constraint_message
        raise OutsideConstraintError(message=message) from problem


def _checked(question: Question, given: object) -> Answer:
    if question.decline and is_declined(given):
        return dict(DECLINED)
    if question.retrospective and not question.rows:
        return _check_pair(question, given)
    if question.other and isinstance(given, dict):
        return _check_other(question, given)
    return _CHECKS.get(question.kind, _check_choice)(question, given)


def _check_other(question: Question, given: Mapping[object, object]) -> Answer:
    words = given.get(OTHER_NAME)
    if not isinstance(words, str) or any(
        v for k, v in given.items() if k != OTHER_NAME
    ):
        raise NotAnAnswerError
    names = list(given) if question.kind == "multiple" else _only(given)
    chosen = _CHECKS.get(question.kind, _check_choice)(question, names)
    kept = " ".join(cleaned(words).split())
    if is_blank(kept):
        return chosen
    if len(kept) > OTHER_TEXT:
        raise TooLongError(length=len(kept), longest=OTHER_TEXT)
    return dict.fromkeys([chosen] if isinstance(chosen, str) else chosen, "") | {
        OTHER_NAME: kept
    }


def _only(given: Mapping[object, object]) -> object:
    return next(iter(given)) if len(given) == 1 else list(given)


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
    if not isinstance(given, list) or len(given) > len(question.choices):
        raise NotAnAnswerError
    names = {_check_choice(question, name) for name in given}
    if not names:
        raise EmptyAnswerError
    if question.most and len(names) > question.most:
        raise TooManyChoicesError(most=question.most)
    if len(names) < question.fewest:
        raise TooFewChoicesError(fewest=question.fewest)
    return [option.name for option in question.choices if option.name in names]


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
    if len(kept) < question.shortest:
        raise TooShortError(length=len(kept), shortest=question.shortest)
    return kept


def _check_words(question: Question, given: object) -> list[str]:
    if not isinstance(given, list) or len(given) > MOST_WORDS:
        raise NotAnAnswerError
    kept: dict[str, str] = {}
    for one in given:
        if not isinstance(one, str):
            raise NotAnAnswerError
        if len(one) > MAX_TEXT:
            raise TooLongError(length=len(one), longest=LONGEST_WORD)
        word = as_word(one)
        if len(word) > LONGEST_WORD:
            raise TooLongError(length=len(word), longest=LONGEST_WORD)
        if word:
            kept.setdefault(folded(word), word)
    if not kept:
        raise EmptyAnswerError
    if len(kept) > words_asked(question):
        raise TooManyWordsError(most=words_asked(question))
    return list(kept.values())


def words_asked(question: Question) -> int:
    """Return how many words a person may send."""
    return question.most or WORDS_ASKED


def _check_date(question: Question, given: object) -> str:
    if not isinstance(given, str):
        raise NotAnAnswerError
    try:
        day = date.fromisoformat(given.strip())
    except ValueError as wrong:
        raise NotAnAnswerError from wrong
    if question.earliest and day < question.earliest:
        raise TooEarlyError(earliest=question.earliest)
    if question.latest and day > question.latest:
        raise TooLateError(latest=question.latest)
    return day.isoformat()


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


def _check_ranking(question: Question, given: object) -> list[str]:
    order = None if given == "" else read_ranking(question, given)
    if order == [] or given == "":
        raise EmptyAnswerError
    if order is None:
        raise NotAnAnswerError
    return order


def _check_matrix(question: Question, given: object) -> dict[str, str]:
    rated = {} if given == "" else read_matrix(question, given)
    if rated is None:
        raise NotAnAnswerError
    if not rated:
        raise EmptyAnswerError
    return rated


_CHECKS: Mapping[str, Callable[[Question, object], Answer]] = {
    "multiple": _check_multiple,
    "numeric": _check_amount,
    "text": _check_text,
    "words": _check_words,
    "date": _check_date,
    "ranking": _check_ranking,
    "matrix": _check_matrix,
    "point": check_place,
}
