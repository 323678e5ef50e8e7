"""Rules of relevance in a survey's file."""

import pytest

from facilitator.library.surveys import proofread

SURVEY = """\
kind: evaluation
title: {en: Form, es: Ficha}
sections:
  - {name: work, label: {en: Work, es: Trabajo}SECTION}
questions:
  - name: role
    kind: single
    label: {en: Role, es: Función}
    options:
      - {name: nurse, label: {en: Nurse, es: Enfermería}}
      - {name: other, label: {en: Other, es: Otra}}
  - name: years
    kind: numeric
    section: work
    label: {en: Years, es: Años}
    greatest: 60
    RELEVANT
  - name: why
    kind: text
    label: {en: Why, es: Por qué}
    relevant: {question: years, at_least: 5}
"""


def problems(relevant: str = "", section: str = "") -> list[str]:
    words = SURVEY.replace("RELEVANT", relevant and f"relevant: {relevant}")
    reading = proofread(words.replace("SECTION", section), "form")
    return [f"{p.line}: {p.message}" for p in reading.problems]


@pytest.mark.parametrize(
    "relevant",
    [
        "",
        "{question: role, is: nurse}",
        "{question: role, is: [nurse, other]}",
        "{question: role, is_not: [nurse]}",
        "{question: role, answered: true}",
        "{all: [{question: role, is: nurse}, {question: role, answered: true}]}",
        "[{question: role, is: nurse}, {any: [{question: role, answered: true}]}]",
    ],
)
def test_a_question_may_depend_on_earlier_ones(relevant: str) -> None:
    assert problems(relevant) == []


def test_a_section_says_it_for_its_questions() -> None:
    section = ", relevant: {question: role, is: nurse}"
    assert problems(section=section) == []
    words = SURVEY.replace("RELEVANT", "").replace("SECTION", section)
    role, years, _ = proofread(words, "form").value.questions
    assert (role.relevant, len(years.relevant)) == ((), 1)


@pytest.mark.parametrize(
    ("relevant", "sentence"),
    [
        (
            "{question: why, answered: true}",
            "17: `years` depends on `why`, which comes later. A question can only",
        ),
        ("{question: years, answered: true}", "17: `years` cannot depend on itself."),
        ("{question: age, answered: true}", "17: There is no question `age`"),
        ("{question: role, is: doctor}", "17: `role` has no option `doctor`."),
        ("{question: role, at_least: 3}", "17: `at_least` needs a number or a rating"),
        ("{question: role}", "17: A rule needs `question` and one of: is, is_not"),
        ("{is: nurse}", "17: A rule needs `question` and one of"),
        ("nurse", "17: A rule needs `question` and one of"),
        ("{question: role, is: nurse, is_not: other}", "17: `is_not` does not belong"),
        ("{any: []}", "17: `any` needs a list of 1 to 20."),
        ("{any: [{question: role, answered: true}], all: []}", "17: `all` stands"),
        ("{question: role, answered: false}", "17: `answered` can only be true."),
    ],
)
def test_a_rule_that_cannot_be_kept_is_said_with_its_line(
    relevant: str, sentence: str
) -> None:
    assert any(found.startswith(sentence) for found in problems(relevant))


def test_questions_that_wait_for_each_other_are_refused() -> None:
    words = SURVEY.replace("RELEVANT", "relevant: {question: why, answered: true}")
    found = [p.message for p in proofread(words.replace("SECTION", ""), "f").problems]
    assert [message for message in found if "comes later" in message] != []


def test_a_poll_is_put_to_everybody() -> None:
    words = SURVEY.replace("kind: evaluation", "kind: polls")
    words = words.replace("RELEVANT", "relevant: {question: role, is: nurse}")
    found = [p.message for p in proofread(words.replace("SECTION", ""), "f").problems]
    assert "A poll is put to everybody; `relevant` is for forms." in found
