"""Questions, and which answers they take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from facilitator.domain.instrument import NO_TRANSLATION, Lock, Translation
from facilitator.domain.text import NO_TEXT, Text, cleaned, is_blank
from facilitator.errors import BadInputError

QuestionKind = Literal[
    "single", "multiple", "agreement", "confidence", "quality", "text", "date"
]
SurveyKind = Literal["polls", "evaluation", "worksheet"]
Answer = str | list[str] | dict[str, str]

MAX_TEXT = 2_000
SHORT_TEXT = 140


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: a name for programs, a code for analysts, a label for people.

    `right` marks the answer of a knowledge check; phones learn it with the results.
    """

    name: str
    code: int
    label: Text
    right: bool = False


def _scale(*labels: tuple[str, str, str]) -> tuple[Option, ...]:
    return tuple(
        Option(name, code, Text(en, es))
        for code, (name, en, es) in enumerate(labels, start=1)
    )


# Source: the program's evaluation practice: 5-point agreement and confidence,
# 4-point quality. Spanish keeps the codes, so that answers pool.
AGREEMENT = _scale(
    ("strongly_disagree", "Strongly disagree", "Totalmente en desacuerdo"),
    ("disagree", "Disagree", "En desacuerdo"),
    ("neutral", "Neither agree nor disagree", "Ni de acuerdo ni en desacuerdo"),
    ("agree", "Agree", "De acuerdo"),
    ("strongly_agree", "Strongly agree", "Totalmente de acuerdo"),
)
CONFIDENCE = _scale(
    ("very_low", "Very low", "Muy baja"),
    ("low", "Low", "Baja"),
    ("moderate", "Moderate", "Moderada"),
    ("high", "High", "Alta"),
    ("very_high", "Very high", "Muy alta"),
)
QUALITY = _scale(
    ("poor", "Poor", "Deficiente"),
    ("fair", "Fair", "Regular"),
    ("good", "Good", "Buena"),
    ("excellent", "Excellent", "Excelente"),
)
SCALES: Mapping[str, tuple[Option, ...]] = {
    "agreement": AGREEMENT,
    "confidence": CONFIDENCE,
    "quality": QUALITY,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a poll, an evaluation or a worksheet.

    `retrospective` asks it twice in one form, before the training and now; only a
    scale can be. `most` is the largest number of choices of a multiple choice (0:
    all of them) and `longest` the largest number of characters of a text.
    `objective`, `level` and `outcome` tag it for the analyst.
    """

    name: str
    kind: QuestionKind
    label: Text
    help: Text = NO_TEXT
    options: tuple[Option, ...] = ()
    required: bool = False
    retrospective: bool = False
    most: int = 0
    longest: int = SHORT_TEXT
    objective: str = ""
    level: str = ""
    outcome: str = ""
    section: Text = NO_TEXT

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options a person picks from; empty for texts and dates."""
        return SCALES.get(self.kind, self.options)


@dataclass(frozen=True, slots=True)
class Survey:
    """A file of questions: the polls of a plan, an evaluation, or a worksheet.

    `locked` is None for a form that anybody may change.
    """

    name: str
    kind: SurveyKind
    title: Text
    questions: tuple[Question, ...]
    intro: Text = NO_TEXT
    version: str = "1"
    locked: Lock | None = None
    translation: Translation = NO_TRANSLATION

    def question(self, name: str) -> Question | None:
        """Return the question called `name`, or None."""
        return next((q for q in self.questions if q.name == name), None)


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


class EmptyAnswerError(BadInputError):
    """Nothing was chosen or written."""

    code = "empty-answer"
    sentence = "Choose or write an answer first."


def check_answer(question: Question, given: object) -> Answer:
    """Return `given` as an answer to `question`, in its one canonical form.

    A single choice or scale is the option's name; a multiple choice the names in the
    question's own order; a text is stripped; a date is `YYYY-MM-DD`; a retrospective
    pair is `{"before": name, "now": name}` (either may be left out, not both).

    Raises:
        BadInputError: it is of the wrong type, unknown, empty, too long or too many.
    """
    if question.retrospective:
        return _check_pair(question, given)
    if question.kind == "multiple":
        return _check_multiple(question, given)
    if not isinstance(given, str):
        raise NotAnAnswerError
    if question.kind == "text":
        return _check_text(question, given)
    if question.kind == "date":
        return _check_date(given)
    return _check_choice(question, given)


def _check_choice(question: Question, given: object) -> str:
    if given == "":
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


def _check_text(question: Question, given: str) -> str:
    kept = cleaned(given).strip()
    if is_blank(kept):
        raise EmptyAnswerError
    longest = min(question.longest, MAX_TEXT)
    if len(kept) > longest:
        raise TooLongError(length=len(kept), longest=longest)
    return kept


def _check_date(given: str) -> str:
    try:
        return date.fromisoformat(given.strip()).isoformat()
    except ValueError as wrong:
        raise NotAnAnswerError from wrong
