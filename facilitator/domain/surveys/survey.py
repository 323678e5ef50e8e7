"""Questions: their kinds, options and limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from facilitator.domain.surveys.amounts import LARGEST
from facilitator.domain.surveys.cases import NO_CASE, CaseStep
from facilitator.domain.surveys.instrument import NO_TRANSLATION, Lock, Translation
from facilitator.domain.surveys.points import (
    ELSEWHERE,
    ELSEWHERE_CODE,
    ELSEWHERE_NAME,
    NINTHS,
    Area,
    Picture,
)
from facilitator.domain.surveys.relevance import Rule
from facilitator.domain.text import NO_TEXT, Text

QuestionKind = Literal[
    "single",
    "multiple",
    "agreement",
    "confidence",
    "quality",
    "rating",
    "numeric",
    "text",
    "words",
    "date",
    "ranking",
    "matrix",
    "point",
    "acknowledge",
]
ScaleName = Literal["agreement", "confidence", "quality"]
ResultsShown = Literal["after", "live"]
# What a plan hands out whole, in the order in which a session does.
FormName = Literal["pre", "worksheet", "post", "evaluation"]
FORMS: tuple[FormName, ...] = get_args(FormName)
SurveyKind = Literal["polls", "evaluation", "worksheet", "pre", "post", "follow_up"]
Answer = str | list[str] | dict[str, str]

# What is kept of whoever took an answer back: it is in no count and in no file.
WITHDRAWN: Mapping[str, str] = {"withdrawn": "yes"}

# What is kept of whoever would rather not answer: no option and no text is a mapping.
DECLINED: Mapping[str, str] = {"declined": "yes"}
DECLINED_CODE = -8
DECLINED_WORDS = Text("Prefer not to answer", "Prefiero no responder")

MAX_TEXT = 2_000
SHORT_TEXT = 140
# What stands behind "Other": some words, no essay.
OTHER_TEXT = 80
# Source: DHS and World Bank questionnaires, where 96 is "other (specify)".
OTHER_NAME, OTHER_CODE = "other", 96


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: a name for programs, a code for analysts, a label for people.

    `right` marks the answer of a knowledge check; phones learn it with the results.
    `fixed` is "last" for one that stays behind the others when they are shuffled.
    """

    name: str
    code: int
    label: Text
    right: bool = False
    fixed: str = ""


OTHER = Option(OTHER_NAME, OTHER_CODE, Text("Other", "Otra"), fixed="last")
# The box beside a statement that is to be confirmed.
CONFIRMED = Option("ok", 1, Text("I confirm", "Lo confirmo"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of a matrix, answered on the scale that all of them share."""

    name: str
    label: Text


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

    `explanation` says why the right answer is right; phones and wall learn it with the
    results. `decline` lets a person say that they would rather not answer. A rating has
    `points` from 1 upwards, the ends named by `low` and `high`. A numeric takes a
    number of `unit` from `least` to `greatest` with so many `decimals`. A text has
    `shortest` to `longest` characters; a date lies from `earliest` to `latest`.
    `constraint_message` says in the form's own words what an answer must be.
    A choice with `other` has a last option that a person may add words to.
    A ranking puts its options in order, with `most` only so many of them. A matrix has
    `rows`, all on one `scale` of the program's or on its own options. An
    acknowledgement is a statement with one box: it is confirmed, or left.

    A multiple choice takes `fewest` choices or more. `shuffle` offers the choices to
    each phone in an order of its own. A poll closes by itself after so many `seconds`
    (0: by hand), with `results` shown live or after it is closed. `case` says which
    step of a case it is.

    A point is a place on a `picture`, described by `alt`; it is counted by `areas`, or
    by ninths of the picture where it has none.

    `relevant` are rules that must all hold for the question to be put.
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
    decline: bool = False
    points: int = 0
    low: Text = NO_TEXT
    high: Text = NO_TEXT
    unit: Text = NO_TEXT
    least: int = 0
    greatest: int = LARGEST
    decimals: int = 0
    explanation: Text = NO_TEXT
    other: bool = False
    rows: tuple[Statement, ...] = ()
    scale: ScaleName | Literal[""] = ""
    fewest: int = 0
    shuffle: bool = False
    seconds: int = 0
    results: ResultsShown = "after"
    shortest: int = 0
    earliest: date | None = None
    latest: date | None = None
    constraint_message: Text = NO_TEXT
    relevant: tuple[Rule, ...] = ()
    case: CaseStep = NO_CASE
    picture: Picture | None = None
    alt: Text = NO_TEXT
    areas: tuple[Area, ...] = ()

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options a person picks from; empty for texts, numbers and dates."""
        if self.kind == "rating":
            return tuple(self._point(code) for code in range(1, self.points + 1))
        if self.kind == "point":
            return self._areas()
        if self.kind == "acknowledge":
            return (CONFIRMED,)
        if self.other:
            return (*self.options, OTHER)
        return SCALES.get(self.scale or self.kind, self.options)

    @property
    def is_scale(self) -> bool:
        """Whether its choices lie in order, so that their codes have a mean."""
        return self.kind == "rating" or self.is_summed

    @property
    def is_summed(self) -> bool:
        """Whether an evaluation sums it up: a scale of at most five points."""
        return self.kind == "matrix" or self.kind in SCALES

    @property
    def is_counted(self) -> bool:
        """Whether its answers can be counted and drawn; texts and dates cannot."""
        return self.kind == "numeric" or bool(self.choices)

    @property
    def counted_areas(self) -> tuple[Area, ...]:
        """The areas that the places of a point are counted by."""
        return self.areas or (NINTHS if self.kind == "point" else ())

    def _areas(self) -> tuple[Option, ...]:
        counted = tuple(
            Option(area.name, code, area.label, right=area.right)
            for code, area in enumerate(self.counted_areas, start=1)
        )
        rest = Option(ELSEWHERE_NAME, ELSEWHERE_CODE, ELSEWHERE)
        return (*counted, rest) if self.areas else counted

    def _point(self, code: int) -> Option:
        end = {1: self.low, self.points: self.high}.get(code, NO_TEXT)
        words = Text(*(f"{code} · {w}" if w else str(code) for w in (end.en, end.es)))
        return Option(str(code), code, words)


@dataclass(frozen=True, slots=True)
class Survey:
    """A file of questions: the polls of a plan, or one of its forms.

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


def is_declined(answer: object) -> bool:
    """Whether somebody said that they would rather not answer."""
    return answer == DECLINED


def other_text(answer: object) -> str:
    """Return the words that somebody added to "Other", else ""."""
    words = answer.get(OTHER_NAME, "") if isinstance(answer, dict) else ""
    return str(words)


def given_of(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the answers of those who did answer."""
    return tuple(answer for answer in answers if not is_declined(answer))
