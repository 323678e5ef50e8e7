"""Questions: their kinds, options and limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.surveys.amounts import LARGEST
from facilitator.domain.surveys.instrument import NO_TRANSLATION, Lock, Translation
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
    "date",
]
ResultsShown = Literal["after", "live"]
SurveyKind = Literal["polls", "evaluation", "worksheet"]
Answer = str | list[str] | dict[str, str]

# What is kept of whoever took an answer back: it is in no count and in no file.
WITHDRAWN: Mapping[str, str] = {"withdrawn": "yes"}

# What is kept of whoever would rather not answer: no option and no text is a mapping.
DECLINED: Mapping[str, str] = {"declined": "yes"}
DECLINED_CODE = -8
DECLINED_WORDS = Text("Prefer not to answer", "Prefiero no responder")

MAX_TEXT = 2_000
SHORT_TEXT = 140


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
    number of `unit` from `least` to `greatest` with so many `decimals`.

    A multiple choice takes `fewest` choices or more. `shuffle` offers the choices to
    each phone in an order of its own. A poll closes by itself after so many `seconds`
    (0: by hand), with `results` shown live or after it is closed.
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
    fewest: int = 0
    shuffle: bool = False
    seconds: int = 0
    results: ResultsShown = "after"

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options a person picks from; empty for texts, numbers and dates."""
        if self.kind == "rating":
            return tuple(self._point(code) for code in range(1, self.points + 1))
        return SCALES.get(self.kind, self.options)

    @property
    def is_scale(self) -> bool:
        """Whether its choices lie in order, so that their codes have a mean."""
        return self.kind == "rating" or self.kind in SCALES

    @property
    def is_counted(self) -> bool:
        """Whether its answers can be counted and drawn; texts and dates cannot."""
        return self.kind == "numeric" or bool(self.choices)

    def _point(self, code: int) -> Option:
        end = {1: self.low, self.points: self.high}.get(code, NO_TEXT)
        words = Text(*(f"{code} · {w}" if w else str(code) for w in (end.en, end.es)))
        return Option(str(code), code, words)


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


def is_declined(answer: object) -> bool:
    """Whether somebody said that they would rather not answer."""
    return answer == DECLINED


def given_of(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the answers of those who did answer."""
    return tuple(answer for answer in answers if not is_declined(answer))
