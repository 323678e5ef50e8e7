"""What an XLSForm may ask for, row by row, and what a survey cannot hold."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from made_forms import (
    EN,
    ES,
    LIST,
    SURVEY,
    WHERE,
    WHY,
    Cells,
    form,
    refused,
)
from made_surveys import surveys

from facilitator.domain.surveys.cases import CaseStep
from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.domain.surveys.survey import Option, Question, QuestionKind, Survey
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import (
    HELD,
    HELD_OF_OPTIONS,
    KINDS,
    LOST,
    Form,
    FormRefusedError,
    NotInFormError,
)
from facilitator.domain.xlsform.reading import survey_of
from facilitator.domain.xlsform.writing import form_of


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


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "words"}, "XLSForm: it is a word cloud, which lives from a room"),
        ({"kind": "point"}, "XLSForm: it asks for a place on a picture"),
        ({"case": CaseStep("cook")}, "XLSForm: it is a step of a case"),
        ({"seconds": 30}, "XLSForm: it closes by itself after some time"),
        ({"results": "live"}, "XLSForm: its results show while people answer"),
        (
            {"options": (Option("a", 1, Text("A", "A"), fixed="last"),)},
            "XLSForm: one of its options stays last",
        ),
    ],
)
def test_what_belongs_to_a_room_is_not_written_as_something_else(
    change: dict[str, Any], sentence: str
) -> None:
    asked = replace(Question("q", "single", Text("Rate", "Valore")), **change)
    survey = Survey("form", "polls", Text("Form", "Ficha"), (asked,))
    with pytest.raises(NotInFormError, match=f"“Rate” .* as an {sentence}"):
        form_of(survey)


def test_all_that_is_lost_has_words_for_it() -> None:
    parts = {field.name for field in fields(Question)} - HELD
    parts |= {field.name for field in fields(Option)} - HELD_OF_OPTIONS
    kinds = set(get_args(QuestionKind)) - KINDS.keys()
    assert parts - {"picture", "alt", "areas"} | kinds == set(LOST)


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
            "Say what the form is: polls, evaluation, worksheet, pre, post, follow_up."
        )
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ("integer", "age", "Age", "Edad"),
            "column constraint: A number here has both of its ends: write such",
        ),
        (
            ("integer", "age", "Age", "Edad", "", ". > 0 and . < 9"),
            "`. > 0 and . < 9` cannot be kept. With this type, `. >= n and . <= n`",
        ),
        (
            ("decimal", "age", "Age", "Edad", "", ". >= 9 and . <= 9"),
            "column constraint: The first bound, 9, is not smaller than 9.",
        ),
        (("integer ages", "age", "Age", "Edad"), "no place after `integer`."),
        (("rank", "best", "Best", "Mejor"), "There is no list nothing in the sheet"),
        (
            ("range", "r", "R", "R"),
            "column parameters: A range here counts in ones: write such as `start=0",
        ),
        (("begin_repeat", "again", "A", "B"), "cannot ask for a repeated group."),
        (
            ("note", "hello", "Hi", "Hola"),
            "one note, called `form__intro`",
        ),
        (("end_repeat",), "cannot ask for a repeated group."),
        (("select_one gone", "a", "A", "B"), "There is no list `gone` in the sheet"),
        (("select_one", "a", "A", "B"), "There is no list nothing in the sheet"),
        (("select_one where or_else", "a", "A", "B"), "`or_else` has no place here."),
        (("rank where or_other", "a", "A", "B"), "`or_other` has no place here."),
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
        (
            ("date", "a", "A", "B", "", ". > 3"),
            "With this type, `. >= date('n') and . <= date('n')` or nothing stands",
        ),
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


OURS = ("unit_en", "unit_es", "explanation_en", "explanation_es")
HINTS = ("hint::English (en)", "hint::Español (es)")
WIDE: Cells = (*SURVEY[:6], "right", "decline", "decimals", *OURS, *HINTS)


def wide(kind: str, limit: str = "", **cells: str) -> Cells:
    given = {"type": kind, "name": "q", EN: "Q", ES: "P", "constraint": limit}
    given |= {column.replace("hint", HINTS[0]): v for column, v in cells.items()}
    return [given.get(column, "") for column in WIDE]


def test_a_number_keeps_its_bounds_and_others_read_its_unit() -> None:
    years = Text("years", "años")
    asked = Question("q", "numeric", Text("How long?", "¿Cuánto?"), unit=years)
    whole = replace(asked, name="w", greatest=60, help=Text("In all", "En total"))
    part = replace(asked, name="p", least=1, greatest=9, decimals=2)
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (whole, part))
    sheets = form_of(survey)
    header = sheets["survey"].header.cells
    rows = [dict(zip(header, row.cells, strict=True)) for row in sheets["survey"].rows]
    assert [
        (row["type"], row["constraint"], *(row[hint] for hint in HINTS)) for row in rows
    ] == [
        ("integer", ". >= 0 and . <= 60", "In all (years)", "En total (años)"),
        ("decimal", ". >= 1 and . <= 9", "(years)", "(años)"),
    ]
    assert survey_of(sheets, "form") == survey


def test_a_decimal_from_elsewhere_has_as_many_digits_as_are_kept() -> None:
    given = form([("decimal", "q", "Q", "P", "", ". >= 0 and .<=5")])
    question = survey_of(given, "form").questions[0]
    assert (question.decimals, question.least, question.greatest) == (3, 0, 5)


def test_a_rating_is_a_list_of_numbers_that_names_its_ends() -> None:
    ends = {"low": Text("Not at all", "Nada"), "high": Text("Fully", "Del todo")}
    asked = Question("q", "rating", Text("Ready?", "¿Lista?"), points=3, **ends)  # type: ignore[arg-type]  # texts by name
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), (asked,))
    sheets = form_of(survey)
    assert sheets["survey"].rows[0].cells[0] == "select_one q__points"
    assert [row.cells[1:4] for row in sheets["choices"].rows] == [
        ("1", "1 · Not at all", "1 · Nada"),
        ("2", "2", "2"),
        ("3", "3 · Fully", "3 · Del todo"),
    ]
    assert survey_of(sheets, "form") == survey


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({1: ("s__points", "3", "2", "2")}, "point 2 of a rating, not `3`."),
        ({1: ("s__points", "2", "Two", "2")}, "only the number stands: 2, not `Two`."),
        ({0: ("s__points", "1", "Low", "1 · B")}, "begins with “1 ·”."),
        ({2: ("s__points", "3", "3 · ", "3 · B")}, "The words are missing."),
        ({2: ("s__points", "3", "3 · A", "3 · B", "9")}, "point 3 of a rating"),
        ({1: None}, "A rating has 3 to 10 points, this list 2."),
    ],
)
def test_a_rating_that_is_none_is_said_with_its_row(
    changed: dict[int, Cells | None], sentence: str
) -> None:
    rows: dict[int, Cells | None] = {
        0: ("s__points", "1", "1 · A", "1 · B"),
        1: ("s__points", "2", "2", "2"),
        2: ("s__points", "3", "3 · A", "3 · B"),
    }
    asking = ("select_one s__points", "q", "Q", "P")
    whole = form([asking], [row for row in rows.values() if row])
    assert survey_of(whole, "form").questions[0].points == len(rows)
    given = form([asking], [row for row in (rows | changed).values() if row])
    assert any(sentence in found for found in refused(given))


def test_the_points_of_a_rating_are_no_options_of_a_choice() -> None:
    points = [("s__points", str(n), str(n), str(n)) for n in (1, 2, 3)]
    found = refused(form([("select_multiple s__points", "q", "Q", "P")], points))
    assert any("`1` is no name here" in sentence for sentence in found)


def test_nobody_has_to_answer_elsewhere_who_may_decline_here() -> None:
    asked = Question("q", "text", Text("Q", "P"), decline=True, longest=2_000)
    both = asked, replace(asked, name="must", required=True)
    survey = Survey("form", "evaluation", Text("Form", "Ficha"), both)
    sheets = form_of(survey)
    header = sheets["survey"].header.cells
    rows = [dict(zip(header, row.cells, strict=True)) for row in sheets["survey"].rows]
    assert [(r["required"], r["decline"]) for r in rows] == [
        ("", "yes"),
        ("", "required"),
    ]
    assert survey_of(sheets, "form") == survey


def test_what_is_right_stands_where_no_phone_gets_it() -> None:
    options = (
        Option("here", 1, Text("Here", "Aquí"), right=True),
        Option("there", 2, Text("There", "Allá")),
    )
    asked = Question("q", "single", Text("Where?", "¿Dónde?"), options=options)
    explained = replace(asked, explanation=Text("It is here.", "Está aquí."))
    survey = Survey("form", "polls", Text("Form", "Ficha"), (explained,))
    sheets = form_of(survey)
    assert "right" in sheets["survey"].header.cells
    assert "right" not in sheets["choices"].header.cells
    assert survey_of(sheets, "form") == survey


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            wide("select_one where", right="here gone"),
            "right: The list has no option `gone`.",
        ),
        (
            wide("select_one where", explanation_en="A", explanation_es="B"),
            "column explanation_en: An explanation needs a right option",
        ),
        (wide("text", explanation_en="A"), "explanation_es: The words are missing."),
        (wide("text", unit_en="h"), "column unit_en: This belongs to a number."),
        (wide("date", decimals="2"), "column decimals: This belongs to a number."),
        (
            wide("integer", ". >= 0 and . <= 9", decimals="2"),
            "An integer has no decimals: write decimal as its type.",
        ),
        (
            wide("decimal", ". >= 0 and . <= 9", decimals="4"),
            "Write a whole number from 1 to 3, not `4`.",
        ),
        (
            wide("integer", ". >= 0 and . <= 9", unit_en="h", unit_es="h", hint="(m)"),
            f"column {HINTS[0]}: This hint has to end in “(h)”, the unit.",
        ),
        (
            wide("text", decline="no"),
            "column decline: Write one of: yes, required; not `no`.",
        ),
    ],
)
def test_a_column_of_ours_that_does_not_fit_is_said(row: Cells, sentence: str) -> None:
    known = [(*WHERE[:1], "w", "Where?", "¿Dónde?")]
    found = refused(form([*known, row], LIST, header=WIDE))
    assert any(f.startswith("Sheet survey, row 3") and sentence in f for f in found)


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


def expressed(relevant: str) -> Survey:
    header = ("type", "name", EN, ES, "relevant")
    rows = [
        WHERE,
        ("select_multiple where", "some", "Some?", "¿Algunos?"),
        (*WHY, relevant),
    ]
    return survey_of(form(rows, LIST, header=header), "form")


@pytest.mark.parametrize(
    ("relevant", "rules"),
    [
        ("${where} = 'here'", (Rule((Condition("where", "is", ("here",)),)),)),
        (
            "selected(${some},'here') or selected(${some}, 'there')",
            (Rule((Condition("some", "is", ("here", "there")),)),),
        ),
        (
            "${where} != '' and not(selected(${some}, 'here'))",
            (
                Rule(
                    (
                        Condition("where", "answered"),
                        Condition("some", "is_not", ("here",)),
                    )
                ),
            ),
        ),
        (
            "(${where} = 'here' or selected(${some}, 'here'))",
            (
                Rule(
                    (
                        Condition("where", "is", ("here",)),
                        Condition("some", "is", ("here",)),
                    ),
                    any=True,
                ),
            ),
        ),
    ],
)
def test_relevance_is_read_as_other_tools_write_it(
    relevant: str, rules: tuple[Rule, ...]
) -> None:
    assert expressed(relevant).questions[-1].relevant == rules


@pytest.mark.parametrize(
    "relevant",
    [
        "${later} = 'here'",
        "${why} = 'here'",
        "${where} = 'here' and ${some} != '' or ${where} != ''",
        "${where} = 'here' and",
        "((((${where} = 'here'))))",
        "count-selected(${some}) > 1",
        "${where} = ${some}",
        "1 = 1",
        "(" * 3_000,
        "pulldata('a', 'b')",
    ],
)
def test_relevance_that_no_survey_can_hold_is_refused(relevant: str) -> None:
    with pytest.raises(FormRefusedError) as refusal:
        expressed(relevant)
    assert {problem.column for problem in refusal.value.problems} == {"relevant"}


def test_what_a_group_is_relevant_for_holds_for_its_questions() -> None:
    header = ("type", "name", EN, ES, "relevant")
    rows = [
        WHERE,
        ("begin_group", "g", "Part", "Parte", "${where} = 'here'"),
        (*WHY, "${where} != ''"),
        ("end_group",),
    ]
    survey = survey_of(form(rows, LIST, header=header), "form")
    tests = (Condition("where", "is", ("here",)), Condition("where", "answered"))
    assert survey.questions[-1].relevant == (Rule(tests),)


def ranged(parameters: str, constraint: str = "") -> Survey:
    header = ("type", "name", EN, ES, "parameters", "constraint")
    rows = [("range", "sure", "Sure?", "¿Seguro?", parameters, constraint)]
    return survey_of(form(rows, header=header), "form")


def test_a_range_is_a_whole_number_between_its_ends() -> None:
    (asked,) = ranged("start=1 end=10 step=1").questions
    assert (asked.kind, asked.least, asked.greatest) == ("numeric", 1, 10)


@pytest.mark.parametrize(
    ("parameters", "constraint"),
    [
        ("start=0 end=10 step=2", ""),
        ("start=10 end=1 step=1", ""),
        ("start=0 end=10", ""),
        ("start=0 end=10 step=1 tick=2", ""),
        ("start=-5 end=5 step=1", ""),
        ("start=0.5 end=5 step=1", ""),
        ("start=0 end=10 step=1", ". >= 3"),
        ("start=0 end=99999999999 step=1", ""),
    ],
)
def test_a_range_that_no_number_here_can_be_is_refused(
    parameters: str, constraint: str
) -> None:
    with pytest.raises(FormRefusedError):
        ranged(parameters, constraint)
