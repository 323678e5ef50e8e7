"""Cases told in steps, read from a survey's file and written back."""

from collections.abc import Mapping

import pytest

from facilitator.domain.surveys.cases import earlier_steps, headed
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import NotInFormError
from facilitator.domain.xlsform.writing import form_of
from facilitator.library.survey_writing import survey_yaml
from facilitator.library.surveys import proofread

FILE = """\
kind: polls
title: {en: Polls, es: Preguntas}
cases:
  - name: cook
    title: {en: The new cook, es: La nueva cocinera}
    text: {en: A cook comes with a burn., es: Una cocinera llega con una quemadura.}
questions:
  - name: first
    kind: text
    case: cook
    label: {en: What now?, es: ¿Y ahora?}
  - name: second
    kind: confidence
    case: cook
    story: {en: She is alone with you., es: Está a solas con usted.}
    label: {en: How sure are you?, es: ¿Qué tan segura?}
  - name: after
    kind: text
    label: {en: Anything else?, es: ¿Algo más?}
"""


def read(words: str) -> Survey:
    reading = proofread(words, "asked")
    assert reading.problems == ()
    return reading.value


def test_questions_are_the_steps_of_their_case() -> None:
    first, second, after = read(FILE).questions
    assert [(q.case.step, q.case.of) for q in (first, second)] == [(1, 2), (2, 2)]
    assert second.case.title == Text("The new cook", "La nueva cocinera")
    assert second.case.story["en"] == "She is alone with you."
    assert not after.case
    assert earlier_steps((first, second, after), second.case) == (first,)
    assert earlier_steps((first, second, after), after.case) == ()


def test_a_step_is_named_with_its_case() -> None:
    _, second, after = read(FILE).questions
    assert headed(second.case, second.label, "es") == (
        "La nueva cocinera, paso 2 de 2: ¿Qué tan segura?"
    )
    assert headed(after.case, after.label, "en") == "Anything else?"


def test_a_case_is_written_and_read_back_the_same() -> None:
    survey = read(FILE)
    assert read(survey_yaml(survey)) == survey


def test_an_xlsform_has_no_place_for_a_case() -> None:
    with pytest.raises(NotInFormError, match="a step of a case"):
        form_of(read(FILE))


TORN = (
    "The case `cook` is torn apart: another question stands between its steps. "
    "Put its steps together."
)
STEP = "    case: cook\n    story"


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            {STEP: "    case: baker\n    story"},
            14,
            "There is no case `baker` in `cases`.",
        ),
        (
            {STEP: "    story"},
            14,
            "A `story` is told within a case: name it by `case`.",
        ),
        (
            {"    kind: text\n    label": "    kind: text\n    case: cook\n    label"}
            | {STEP: "    help"},
            18,
            TORN,
        ),
        (
            {"    case: cook\n    label": "    label"} | {STEP: "    help"},
            4,
            "No question is a step of the case `cook`.",
        ),
        ({"title: {en: The new cook": "title: {en: [1]"}, 5, None),
        ({"    text: {en: A cook": "    text: {en: A" + "a" * 2_000}, 6, None),
        ({STEP: "    case: ../cook\n    story"}, 14, None),
    ],
)
def test_what_is_wrong_with_a_case_is_said_with_its_line(
    change: Mapping[str, str], line: int, message: str | None
) -> None:
    words = FILE
    for old, new in change.items():
        assert old in words
        words = words.replace(old, new)
    problems = proofread(words, "asked").problems
    assert line in [problem.line for problem in problems]
    if message:
        assert [(p.line, p.message) for p in problems] == [(line, message)]
