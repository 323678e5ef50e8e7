"""What an XLSForm may ask for, row by row, and what a survey cannot hold."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from made_surveys import surveys

from facilitator.domain.surveys.survey import Question, Survey
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import (
    Form,
    FormRefusedError,
    NotInFormError,
    Row,
    Sheet,
)
from facilitator.domain.xlsform.reading import survey_of
from facilitator.domain.xlsform.writing import form_of

Cells = Sequence[str]

EN, ES = "label::English (en)", "label::Español (es)"
SURVEY: Cells = ("type", "name", EN, ES, "required", "constraint", "level")
CHOICES: Cells = ("list_name", "name", EN, ES, "code")
SETTINGS: Cells = ("form_title", "title_es", "kind")
TITLES = [("Form", "Ficha", "evaluation")]
WHY = ("text", "why", "Why?", "¿Por qué?")
LIST = [("where", "here", "Here", "Aquí"), ("where", "there", "There", "Allá")]
WHERE = ("select_one where", "where", "Where?", "¿Dónde?")


def sheet(name: str, header: Cells, rows: Sequence[Cells]) -> Sheet:
    numbered = tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, start=2))
    return Sheet(name, Row(1, tuple(header)), numbered)


def form(
    rows: Sequence[Cells],
    choices: Sequence[Cells] = (),
    *,
    header: Cells = SURVEY,
    titles: Sequence[Cells] = TITLES,
) -> Form:
    sheets = {
        "survey": sheet("survey", header, rows),
        "settings": sheet("settings", SETTINGS, titles),
    }
    if choices:
        sheets["choices"] = sheet("choices", CHOICES, choices)
    return sheets


def refused(given: Form) -> list[str]:
    with pytest.raises(FormRefusedError) as refusal:
        survey_of(given, "form")
    assert refusal.value.facts["count"] == len(refusal.value.problems)
    return [str(problem) for problem in refusal.value.problems]


@settings(max_examples=40, deadline=None)
@given(surveys())
def test_a_survey_comes_back_from_its_sheets_as_it_went(survey: Survey) -> None:
    assert survey_of(form_of(survey), survey.name) == survey


def test_two_halves_are_one_question_again() -> None:
    asked = Question(
        "ready", "confidence", Text("Ready", "Lista"), retrospective=True, required=True
    )
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (asked,))
    rows = form_of(survey)["survey"].rows
    assert [row.cells[:5] for row in rows] == [
        (
            "select_one confidence",
            "ready__before",
            "Ready (before the training)",
            "Lista (antes de la capacitación)",
            "yes",
        ),
        ("select_one confidence", "ready__now", "Ready (now)", "Lista (ahora)", "yes"),
    ]
    assert survey_of(form_of(survey), "form") == survey


def test_what_no_form_can_ask_is_not_written_as_something_else() -> None:
    asked = Question("q", "ranking", Text("Rank", "Ordene"))
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (asked,))
    with pytest.raises(NotInFormError, match=r"“Rank” asks .* \(ranking\)"):
        form_of(survey)


def test_limits_are_constraints_and_sections_are_groups() -> None:
    given = form(
        [
            ("begin group", "g", "Part", "Parte"),
            ("select multiple where", "some", "Some?", "¿Algunos?", "", "", ""),
            (*WHY, "TRUE", "string-length(.)<=90", "competence"),
            ("end group",),
            (
                "select_multiple where",
                "one",
                "One?",
                "¿Uno?",
                "no",
                "count-selected( . ) <= 1",
            ),
        ],
        LIST,
    )
    questions = survey_of(given, "form").questions
    part = Text("Part", "Parte")
    assert [(q.name, q.section, q.most, q.longest) for q in questions] == [
        ("some", part, 0, 140),
        ("why", part, 0, 90),
        ("one", Text(), 1, 140),
    ]
    assert [q.required for q in questions] == [False, True, False]
    assert questions[1].level == "competence"
    assert [o.code for o in questions[0].options] == [1, 2]


@pytest.mark.parametrize(
    "heading",
    ["label::English (en)", "Label:: english(en)", "label:en", "label :: English"],
)
def test_a_language_may_be_written_in_several_ways(heading: str) -> None:
    header = ("type", "name", heading, ES)
    assert survey_of(form([WHY], header=header), "form").questions[0].label.en == "Why?"


def test_the_kind_may_be_given_beside_the_form() -> None:
    given = form([WHY], titles=[("Form", "Ficha")])
    assert survey_of(given, "form", "worksheet").kind == "worksheet"
    assert refused(given) == [
        (
            "Sheet settings, row 2, column kind: "
            "Say what the form is: polls, evaluation, worksheet."
        )
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ("integer", "age", "Age", "Edad"),
            "column type: A survey here cannot ask for a number. Take the row out.",
        ),
        (
            ("rank where", "best", "Best", "Mejor"),
            "column type: A survey here cannot ask for a ranking. Take the row out.",
        ),
        (
            ("range", "r", "R", "R"),
            "column type: A survey here cannot ask for a range of numbers.",
        ),
        (("acknowledge", "ok", "OK", "Sí"), "cannot ask for an acknowledgement."),
        (("begin_repeat", "again", "A", "B"), "cannot ask for a repeated group."),
        (
            ("note", "hello", "Hi", "Hola"),
            "one note, called `form__intro`",
        ),
        (("end_repeat",), "cannot ask for a repeated group."),
        (("select_one gone", "a", "A", "B"), "There is no list `gone` in the sheet"),
        (("select_one", "a", "A", "B"), "There is no list nothing in the sheet"),
        (("select_one where or_other", "a", "A", "B"), "`or_other` has no place here."),
        (("text more", "a", "A", "B"), "`more` has no place after `text`."),
        (("essay", "a", "A", "B"), "select_one, text; not `essay`."),
        (("", "a", "A", "B"), "not nothing."),
        (("text", "", "A", "B"), "column name: The name is missing."),
        (("text", "a-b", "A", "B"), "column name: `a-b` is no name here"),
        (
            ("text", "why", "A", "B"),
            "The name `why` is in this form twice.",
        ),
        (("text", "a", "A", ""), f"column {ES}: The words are missing."),
        (("text", "a", "x" * 2_001, "B"), "has 2001 characters, at most 2000."),
        (("text", "a", "A", "B", "maybe"), "Write yes or no, not `maybe`."),
        (("text", "a", "A", "B", "", ". > 3"), "`. > 3` cannot be kept."),
        (("date", "a", "A", "B", "", ". > 3"), "With this type, nothing stands here."),
        (
            ("text", "a", "A", "B", "", "string-length(.) <= 9000"),
            "The limit is 9000; it can be from 1 to 2000.",
        ),
        (
            ("select_multiple where", "a", "A", "B", "", "count-selected(.) <= 3"),
            "The limit is 3; it can be from 1 to 2.",
        ),
        (("text", "a", "A", "B", "", "", "bliss"), "not `bliss`."),
        (("text", "a__before", "A", "B"), "Only a scale can be asked for"),
        (("text", "a__now", "A", "B"), "The row `a__before` has to come before"),
        (("begin_group", "g", "G", "G"), "This group does not end."),
        (("begin_group", "why", "G", "G"), "The name `why` is in this form twice."),
        (("end_group",), "No group is open that could end here."),
    ],
)
def test_what_a_survey_cannot_hold_is_said_with_its_row(
    row: Cells, sentence: str
) -> None:
    found = refused(form([WHERE, WHY, row], LIST))
    assert any(f.startswith("Sheet survey, row 4") and sentence in f for f in found)


def test_groups_within_groups_are_refused() -> None:
    rows = [
        ("begin_group", "a", "A", "A"),
        ("begin_group", "b", "B", "B"),
        WHY,
        ("end_group",),
        ("end_group",),
    ]
    assert refused(form(rows)) == [
        (
            "Sheet survey, row 3, column type: A group begins within the group of row "
            "2. Sections stand side by side: end the first one before this row."
        ),
        "Sheet survey, row 6, column type: No group is open that could end here.",
    ]


def test_a_group_without_a_question_would_be_lost() -> None:
    rows = [("begin_group", "a", "A", "A"), ("end_group",), WHY]
    (sentence,) = refused(form(rows))
    assert sentence == "Sheet survey, row 2: No question stands in this group."


@pytest.mark.parametrize("column", ["relevant", "calculation", "media::image", "hint"])
def test_nothing_is_dropped_with_its_column(column: str) -> None:
    header = ("type", "name", EN, ES, column)
    (sentence,) = refused(form([WHY, (*WHY[:1], "b", "B", "B", "x")], header=header))
    assert sentence.startswith(f"Sheet survey, row 3, column {column}: ")
    assert survey_of(form([WHY], header=header), "form").questions


def test_a_missing_language_is_told_once() -> None:
    found = refused(form([("text", "why", "Why?")], header=("type", "name", EN)))
    assert found[0] == f"Sheet survey, row 1, column {ES}: The column is missing."


def test_missing_sheets_are_told() -> None:
    assert refused({}) == [
        "Sheet survey: There is no such sheet.",
        "Sheet settings: There is no such sheet.",
    ]
    assert refused(form([])) == ["Sheet survey: No question is in it."]
    assert "Sheet settings, row 2: The row with the settings is missing." in refused(
        form([WHY], titles=[])
    )


def test_halves_that_differ_are_no_pair() -> None:
    before = (
        "select_one confidence",
        "a__before",
        "A (before the training)",
        "B (antes de la capacitación)",
    )
    now = ("select_one confidence", "a__now", "A (now)", "B (ahora)")
    scale = form_of(
        Survey(
            "s",
            "evaluation",
            Text("T", "T"),
            (Question("q", "confidence", Text("Q", "Q")),),
        )
    )["choices"]

    def given(*rows: Cells) -> Form:
        return {**form(rows), "choices": scale}

    assert survey_of(given(before, now), "form").questions[0].retrospective
    assert (
        "more than the ends of their names" in refused(given(before, (*now, "yes")))[0]
    )
    assert "`a__now` has to follow" in refused(given(before, WHY))[0]
    assert "`a__now` has to follow" in refused(given(before))[0]
    changed = (*now[:2], "A", now[3])
    assert "This label has to end in “(now)”" in refused(given(before, changed))[0]


def test_a_scale_keeps_its_own_words() -> None:
    survey = Survey(
        "s", "evaluation", Text("T", "T"), (Question("q", "quality", Text("Q", "Q")),)
    )
    sheets = form_of(survey)
    first = sheets["choices"].rows[0]
    other = replace(first, cells=("quality", "poor", "Bad", "Mala", "1"))
    choices = replace(sheets["choices"], rows=(other, *sheets["choices"].rows[1:]))
    assert refused({**sheets, "choices": choices}) == [
        (
            "Sheet choices, row 2: The list `quality` is a scale of the program, with "
            "other words or codes. Give this list another name."
        )
    ]
    short = replace(sheets["choices"], rows=sheets["choices"].rows[:-1])
    assert "is a scale of the program" in refused({**sheets, "choices": short})[0]


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ([LIST[0]], "row 2, column list_name: The list `where` needs 2 options"),
        (
            [*LIST, LIST[0]],
            "row 4, column name: The name `here` is in this list twice.",
        ),
        ([*LIST, ("", "x", "X", "X")], "row 4, column list_name: Write the name"),
        (
            [*LIST, ("spare", "x", "X", "X")],
            "row 4, column list_name: No question uses",
        ),
        ([*LIST, ("where", "1", "One", "Uno")], "row 4, column name: `1` is no name"),
        (
            [*LIST, ("where", "x", "X", "X", "1")],
            "row 4, column code: The code 1 is in this list twice.",
        ),
        (
            [*LIST, ("where", "x", "X", "X", "no")],
            "row 4, column code: Write a whole number from 1 to 999, not `no`.",
        ),
        (
            [("where", f"o{n}", "X", "X") for n in range(30)],
            "row 22, column list_name: The list `where` has 30 options, at most 20.",
        ),
    ],
)
def test_a_list_that_does_not_fit_is_said_with_its_row(
    choices: list[Cells], sentence: str
) -> None:
    found = refused(form([WHERE], choices))
    assert any(f.startswith(f"Sheet choices, {sentence}") for f in found)


def test_polls_ask_once_and_for_no_date() -> None:
    given = form([("date", "d", "D", "D")], titles=[("Form", "Ficha", "polls")])
    assert refused(given) == [
        "Sheet survey, row 2, column type: A poll cannot ask for a date."
    ]


def test_sixty_questions_are_enough() -> None:
    rows = [("text", f"q{n}", "Q", "Q") for n in range(61)]
    assert refused(form(rows)) == [
        "Sheet survey, row 62: A survey has at most 60 questions."
    ]


def test_a_heading_may_not_be_there_twice() -> None:
    header = (*SURVEY[:4], "label::es")
    assert f"Sheet survey, row 1, column {ES}: The column is here twice." in refused(
        form([WHY], header=header)
    )
