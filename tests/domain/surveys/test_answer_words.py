"""Answers as whoever gave them reads them again."""

from dataclasses import replace

import pytest

from facilitator.domain.surveys.answer_words import in_words
from facilitator.domain.surveys.survey import (
    WITHDRAWN,
    Answer,
    Option,
    Question,
    QuestionKind,
    Statement,
)
from facilitator.domain.text import NO_TEXT, Text

OPTIONS = (
    Option("door", 1, Text("The door", "La puerta")),
    Option("stairs", 2, Text("The stairs", "La escalera")),
)
ROWS = (
    Statement("calm", Text("I stay calm", "Mantengo la calma")),
    Statement("ask", Text("I ask", "Pregunto")),
)
ASKED = Question("asked", "single", Text("Where?"), options=OPTIONS)


@pytest.mark.parametrize(
    ("kind", "answer", "en", "es"),
    [
        ("single", "door", "The door", "La puerta"),
        (
            "multiple",
            ["stairs", "door"],
            "The door, The stairs",
            "La puerta, La escalera",
        ),
        ("agreement", "agree", "Agree", "De acuerdo"),
        (
            "ranking",
            ["stairs", "door"],
            "1. The stairs; 2. The door",
            "1. La escalera; 2. La puerta",
        ),
        (
            "matrix",
            {"ask": "door"},
            "I ask: The door",
            "Pregunto: La puerta",
        ),
        ("text", "Say: no.", "Say: no.", "Say: no."),
        ("words", ["calm", "tea"], "calm, tea", "calm, tea"),
        ("numeric", "7.2", "7.2 years", "7.2 años"),
        ("point", "40,60", "Upper left", "Arriba a la izquierda"),
    ],
)
def test_every_kind_reads_as_it_was_given(
    kind: QuestionKind, answer: Answer, en: str, es: str
) -> None:
    unit = Text("years", "años")
    question = replace(ASKED, kind=kind, rows=ROWS, unit=unit)

    assert in_words(question, answer) == Text(en, es)


def test_words_behind_other_are_told_and_what_was_taken_back_is_not() -> None:
    question = replace(ASKED, other=True)

    said = in_words(question, {"other": "The roof"})

    assert said == Text("Other: The roof", "Otra: The roof")
    assert in_words(question, dict(WITHDRAWN)) == NO_TEXT
