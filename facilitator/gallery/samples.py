"""The questions of the gallery, and what each kind and feature is shown by."""

from collections.abc import Callable, Mapping
from pathlib import Path

from facilitator.domain.surveys.survey import Survey
from facilitator.library.problems import CurriculumError
from facilitator.library.surveys import read_survey
from facilitator.web.gallery import Exhibit

FOLDER = Path(__file__).parent
POLLS, FORM = "polls", "form"
LONG_SPANISH = 160
FEWEST_SHOWN = 5

# How a trainer types it in the room, in one language alone.
TYPED = {
    "kind": "single",
    "label": {"es": "¿Hacemos una pausa ahora?"},
    "choices": {"es": "Sí, por favor\nSigamos\nMe da igual"},
}
TYPED_KEY = "0a0a0a0a0a0a"

FEATURES: Mapping[str, Callable[[Exhibit], bool]] = {
    "a way to decline": lambda one: one.question.decline,
    "a right answer, explained": lambda one: bool(
        one.question.explanation and any(o.right for o in one.question.options)
    ),
    "other words": lambda one: one.question.other,
    "before and now": lambda one: one.question.retrospective,
    "too few answers": lambda one: bool(
        one.shown and 0 < one.shown["results"]["answered"] < FEWEST_SHOWN
    ),
    "no answers yet": lambda one: bool(
        one.shown and not one.shown["results"]["answered"]
    ),
    "closed": lambda one: bool(one.closed and one.closed["poll"]["phase"] == "closed"),
    "shuffled choices": lambda one: one.question.shuffle,
    "a countdown": lambda one: bool(one.asked and one.asked["poll"]["closes_at"]),
    "long Spanish": lambda one: len(one.question.label.es) > LONG_SPANISH,
    "a single language": lambda one: (
        not (one.question.label.en and one.question.label.es)
    ),
    "two rounds": lambda one: bool(one.shown and one.shown["results"]["earlier"]),
    "a case": lambda one: one.question.case.step > 1,
}


def survey(name: str) -> Survey:
    """Return a survey of the gallery.

    Raises:
        CurriculumError: there are mistakes in its file.
    """
    reading = read_survey(FOLDER, name)
    if not reading.sound:
        raise CurriculumError(reading.problems)
    return reading.value
