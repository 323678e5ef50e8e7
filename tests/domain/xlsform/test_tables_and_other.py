"""Statements to confirm, tables and "Other" in an XLSForm, out and in again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from made_forms import EN, ES, LIST, WHERE, WHY, Cells, form, refused

from facilitator.domain.surveys.relevance import Condition, Rule
from facilitator.domain.surveys.survey import (
    CONFIRMED,
    SCALES,
    Option,
    Question,
    Statement,
    Survey,
)
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import OTHER_WORDS, Form
from facilitator.domain.xlsform.reading import survey_of
from facilitator.domain.xlsform.writing import form_of

HEADER: Cells = ("type", "name", EN, ES, "required", "appearance", "relevant")
TITLE = Text("Form", "Ficha")
READ = Question("read", "acknowledge", Text("I read it", "Lo leí"), required=True)
ROWS = (
    Statement("ask", Text("Ask", "Preguntar")),
    Statement("refer", Text("Refer", "Derivar")),
)
SURE = Question(
    "sure", "matrix", Text("How sure?", "¿Qué tan segura?"), rows=ROWS, scale="quality"
)
WHY_ASKED = Question("why", "text", Text("Why?", "¿Por qué?"), longest=2_000)
OPTIONS = tuple(Option(n, c, Text(n, n)) for c, n in enumerate(("a", "b"), start=1))
CAUSE = Question("cause", "single", Text("Why", "Por qué"), options=OPTIONS, other=True)


def written(*questions: Question) -> tuple[list[dict[str, str]], Form]:
    """Return the rows of the sheet `survey`, once they came back as they went."""
    survey = Survey("form", "evaluation", TITLE, questions)
    sheets = form_of(survey)
    assert survey_of(sheets, "form") == survey
    header = sheets["survey"].header.cells
    rows = (zip(header, row.cells, strict=True) for row in sheets["survey"].rows)
    return [{c: words for c, words in row if words} for row in rows], sheets


def test_a_statement_to_confirm_is_an_acknowledgement() -> None:
    unread = Rule((Condition("read", "is_not", (CONFIRMED.name,)),))
    rows, _ = written(READ, replace(WHY_ASKED, relevant=(unread,)))
    assert rows[0] == {
        "type": "acknowledge",
        "name": "read",
        EN: "I read it",
        ES: "Lo leí",
        "required": "yes",
    }
    # As other tools keep it.
    assert rows[1]["relevant"] == "${read} != 'OK'"


def test_a_matrix_is_a_group_that_is_drawn_as_a_table() -> None:
    rows, sheets = written(replace(SURE, required=True, section=TITLE))
    assert [(r["type"], r.get("name"), r.get("required")) for r in rows] == [
        ("begin_group", "form", None),
        ("begin_group", "sure", None),
        ("select_one quality", "sure__ask", "yes"),
        ("select_one quality", "sure__refer", "yes"),
        ("end_group", None, None),
        ("end_group", None, None),
    ]
    assert [row.get("appearance") for row in rows[:2]] == [None, "table-list"]
    assert len(sheets["choices"].rows) == len(SCALES["quality"])


def test_statements_asked_twice_are_two_rows_each() -> None:
    own = replace(SURE, scale="", options=OPTIONS, retrospective=True)
    rows, sheets = written(own)
    assert [(row["type"], row[EN]) for row in rows[1:3]] == [
        ("select_one sure__options", "Ask (before the training)"),
        ("select_one sure__options", "Ask (now)"),
    ]
    assert [row.cells[1] for row in sheets["choices"].rows] == ["a", "b"]


def test_that_a_table_is_answered_is_that_any_statement_is() -> None:
    answered = Condition("sure", "answered")
    where = Condition("read", "is", (CONFIRMED.name,))
    both = replace(WHY_ASKED, relevant=(Rule((answered, where)),))
    either = replace(both, name="or", relevant=(Rule((answered, where), any=True),))
    rows, _ = written(SURE, READ, both, either)
    any_statement = "${sure__ask} != '' or ${sure__refer} != ''"
    assert [row["relevant"] for row in rows[-2:]] == [
        f"({any_statement}) and ${{read}} = 'OK'",
        f"{any_statement} or ${{read}} = 'OK'",
    ]


def test_other_is_a_choice_and_a_text_behind_it() -> None:
    many = replace(CAUSE, name="causes", kind="multiple", most=3)
    rows, sheets = written(CAUSE, many)
    assert rows[1] == {
        "type": "text",
        "name": "cause__other",
        EN: OTHER_WORDS.en,
        ES: OTHER_WORDS.es,
        "relevant": "${cause} = 'other'",
        "constraint": "string-length(.) <= 80",
    }
    assert rows[3]["relevant"] == "selected(${causes}, 'other')"
    assert sheets["choices"].rows[2].cells[1:] == ("other", "Other", "Otra", "96")


def test_a_choice_called_other_without_a_text_stays_a_choice() -> None:
    options = (*OPTIONS, Option("other", 96, Text("Other", "Otra")))
    rows, _ = written(replace(CAUSE, options=options, other=False))
    assert len(rows) == 1


def foreign(*rows: Cells, choices: Sequence[Cells] = LIST) -> Form:
    return form(rows, choices, header=HEADER)


SCALE = [("s", "low", "Low", "Baja"), ("s", "high", "High", "Alta")]
BEGIN = ("begin group", "t", "Rate", "Valore", "", "Table-List")
END = ("end group",)
ONE = ("select_one s", "one", "One", "Uno")
TWO = ("select_one s", "two", "Two", "Dos")


def test_a_table_from_elsewhere_is_a_matrix() -> None:
    rows = (
        BEGIN,
        ONE,
        TWO,
        END,
        (*WHY, "", "", "${two} != '' or ${one} != ''"),
    )
    matrix, why = survey_of(foreign(*rows, choices=SCALE), "form").questions
    assert (matrix.name, matrix.kind, matrix.scale) == ("t", "matrix", "")
    assert [(row.name, row.label.es) for row in matrix.rows] == [
        ("one", "Uno"),
        ("two", "Dos"),
    ]
    assert [option.code for option in matrix.options] == [1, 2]
    assert why.relevant == (Rule((Condition("t", "answered"),)),)


HEADED = ("begin_group", "t", "Rate", "Valore", "", "field-list")
HEADING = ("select_one s", "head", "", "", "", "label")
SPELLED = tuple((*row, "", "list-nolabel") for row in (ONE, TWO))


@pytest.mark.parametrize(
    "rows",
    [
        (HEADED, HEADING, *SPELLED, END),
        (HEADED, *SPELLED, END),
        ((*HEADED[:2], "", "", *HEADED[4:]), (*HEADING[:2], *HEADED[2:4], "", "label"),
         *SPELLED, END),
        (HEADED, (*HEADING[:2], *HEADED[2:4], "", "label"), *SPELLED, END),
    ],
)  # fmt: skip
def test_a_table_that_is_spelled_out_is_the_same_matrix(rows: Sequence[Cells]) -> None:
    tables = (rows, (BEGIN, ONE, TWO, END))
    spelled, short = (survey_of(foreign(*t, choices=SCALE), "form") for t in tables)
    assert spelled == short


def test_or_other_is_our_other() -> None:
    row = ("select_multiple where or_other", "where", "Where?", "¿Dónde?")
    (asked,) = survey_of(foreign(row), "form").questions
    assert (asked.kind, asked.other) == ("multiple", True)
    assert [option.name for option in asked.options] == ["here", "there"]
    given = [*LIST, ("where", "other", "Other", "Otra", "96")]
    (asked,) = survey_of(foreign(row, choices=given), "form").questions
    assert [option.name for option in asked.options] == ["here", "there"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            (BEGIN, ONE, ("select_one z", "two", "T", "D"), END),
            ("row 4, column type: The list here is `z`, and `s` in row 3."),
        ),
        (
            (BEGIN, ONE, ("select_one", "two", "T", "D"), END),
            ("row 4, column type: The list here is nothing, and `s` in row 3."),
        ),
        (
            (BEGIN, ("select_one", "x", "T", "D"), END),
            ("row 3, column type: There is no list nothing in the sheet"),
        ),
        (
            (BEGIN, ONE, WHY, END),
            (
                "row 4, column type: In a group drawn as a table "
                "(table-list, row 2) only `select_one` rows stand"
            ),
        ),
        (
            (BEGIN, ONE, ("select_one s or_other", "x", "T", "D"), END),
            ("row 4, column type: In a group drawn as a table"),
        ),
        ((BEGIN, ONE, (*TWO, "yes"), END), "row 4, column required: Every statement"),
        ((BEGIN, ONE, (*TWO, "maybe"), END), "row 4, column required: Write yes or no"),
        ((BEGIN, ONE, (*TWO, "", "minimal"), END), "row 4, column appearance: Nothing"),
        ((BEGIN, ONE, (*TWO, "", "", "${one} = 'low'"), END), "row 4, column relevant"),
        ((BEGIN, ONE, ("select_one s", "t__one", "A", "B"), END), "row 4, column name"),
        (
            (BEGIN, ONE, ("select_one s", "T-2", "A", "B"), END),
            ("row 4, column name: `T-2` is no name for a statement here."),
        ),
        (
            (BEGIN, ONE, ("select_one s", "x" * 31, "A", "B"), END),
            (
                "row 4, column name: "
                f"`t_{'x' * 31}`, as workbooks call it, is longer than 32 characters"
            ),
        ),
        ((BEGIN, END), "row 2: No statement stands in this table."),
        ((BEGIN, ONE), "row 2, column type: This group does not end."),
        (
            (BEGIN, ONE, BEGIN, TWO, END, END),
            (
                "row 4, column type: A group begins within "
                "the table of row 2. End that first."
            ),
        ),
        (((*BEGIN[:2], "", *BEGIN[3:]), ONE, END), f"row 2, column {EN}: The words"),
        (
            (BEGIN, ("select_one s", "one__now", "A", "B"), ONE, END),
            (
                "row 3, column name: "
                "Statements asked twice stand as two rows, `one__before`"
            ),
        ),
        (
            (BEGIN, *(("select_one s", f"s{n}", "A", "B") for n in range(11)), END),
            "row 2: A table has at most 10 statements.",
        ),
        (
            (
                BEGIN,
                ONE,
                END,
                (*WHY, "", "", "${one} != '' and ${t} != ''"),
                ("text", "t_one", "A", "B"),
            ),
            ("row 2, column name: Another question is called `t_one`"),
        ),
        (
            (BEGIN, ONE, TWO, END, (*WHY, "", "", "${one} = 'low'")),
            ("row 6, column relevant: `one` is one statement of a table."),
        ),
        (((*BEGIN, "${one} != ''"), ONE, END), "row 2, column relevant: `one` is no"),
        (((*BEGIN, "${t} != ''"), ONE, END), "row 2, column relevant: `t` is no"),
        (
            (BEGIN, ONE, END, ("text", "t__other", "A", "B")),
            ("row 5, column name: The list of `t` has no choice"),
        ),
        (
            (HEADED, (*HEADING[:2], "A", "B", "", "label"), *SPELLED, END),
            "row 3: Two headings stand over this table: here, and in row 2.",
        ),
        (
            (HEADED, (*HEADING[:4], "yes", "label"), *SPELLED, END),
            "row 3, column required: Nothing can stand here in such a row.",
        ),
        (
            (HEADED, ("select_one z", *HEADING[1:]), *SPELLED, END),
            "row 3, column type: The heading has the list `z`, and the row below",
        ),
        (
            (HEADED, HEADING, SPELLED[0], HEADING, END),
            "row 5, column appearance: Nothing can stand here in such a row.",
        ),
        (
            (HEADED, ONE, END),
            "row 2, column appearance: Nothing can stand here in such a row.",
        ),
        (
            (("select_one s", "q", "A", "B", "", "list-nolabel"),),
            (
                "row 2, column "
                "appearance: Rows on one list are a table here: write `table-list`"
            ),
        ),
        (
            (("select_one s", "q", "A", "B", "", "minimal"),),
            ("row 2, column appearance: How a question looks is not kept here"),
        ),
    ],
)
def test_a_table_that_is_none_is_said_with_its_row(
    rows: Sequence[Cells], sentence: str
) -> None:
    found = refused(foreign(*rows, choices=SCALE))
    assert any(f"Sheet survey, {sentence}" in one for one in found), found


def test_the_points_of_a_table_count_from_one() -> None:
    scale = [SCALE[0], (*SCALE[1], "7")]
    (sentence,) = refused(foreign(BEGIN, ONE, END, choices=scale))
    assert sentence.startswith(
        "Sheet survey, row 3, column type: The points of a table's scale count 1, 2, 3"
    )


def test_six_points_are_too_many_for_a_table() -> None:
    scale = [("s", f"o{n}", "A", "B") for n in range(6)]
    (sentence,) = refused(foreign(BEGIN, ONE, END, choices=scale))
    assert sentence == (
        "Sheet survey, row 3, column type: The scale of a table has at most 5 points."
    )


def test_halves_of_a_statement_that_differ_are_none() -> None:
    _, sheets = written(replace(SURE, retrospective=True))
    survey = sheets["survey"]
    changed = (*survey.rows[2].cells[:2], "Refer (now)", *survey.rows[2].cells[3:])
    rows = (*survey.rows[:2], replace(survey.rows[2], cells=changed), *survey.rows[3:])
    assert refused({**sheets, "survey": replace(survey, rows=rows)}) == [
        (
            "Sheet survey, row 4: This row and row 3 are one statement, and differ in "
            "more than the ends of their names and labels."
        )
    ]


CONFIRM = ("acknowledge", "ok", "I read it", "Lo leí")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("acknowledge where", *CONFIRM[1:]), "type: `where` has no place after"),
        ((*CONFIRM[:2], "", "Lo leí"), f"{EN}: The words are missing."),
        ((*CONFIRM, "perhaps"), "required: Write yes or no, not `perhaps`."),
        (
            (*CONFIRM, "", "", "${ok} = 'OK'"),
            "relevant: `ok` is no question that comes",
        ),
        ((*CONFIRM, "", "", "${late} = 'OK'"), "relevant: `late` is no question"),
    ],
)
def test_what_is_no_acknowledgement_is_said_with_its_row(
    row: Cells, sentence: str
) -> None:
    late = ("acknowledge", "late", "Late", "Tarde")
    found = refused(foreign(WHERE, row, late))
    assert f"Sheet survey, row 3, column {sentence}" in found[0]


def test_a_poll_has_nothing_to_confirm() -> None:
    given = form([CONFIRM], titles=[("Form", "Ficha", "polls")])
    assert refused(given) == [
        (
            "Sheet survey, row 2, column type: A poll has nothing to confirm; that is "
            "for forms."
        )
    ]


WITH_OTHER = [*LIST, ("where", "other", "Other", "Otra", "96")]
BEHIND: Cells = ("text", "where__other", *OTHER_WORDS.as_dict().values())
ASKED: Cells = ("", "string-length(.) <= 80", "${where}='other'")


def behind(
    *row: str, choices: Sequence[Cells] = WITH_OTHER, between: Sequence[Cells] = ()
) -> Form:
    header = ("type", "name", EN, ES, "required", "constraint", "relevant")
    return form([WHERE, *between, row], choices, header=header)


def test_a_text_behind_other_is_read_however_it_is_spaced() -> None:
    (asked,) = survey_of(behind(*BEHIND, *ASKED), "form").questions
    assert asked.other
    assert [option.name for option in asked.options] == ["here", "there"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            behind(*BEHIND, *ASKED, choices=LIST),
            (
                "row 3, column name: The list of `where` has no choice that this text "
                "could stand behind: give it a last one called `other`, with the "
                "code 96."
            ),
        ),
        (
            behind(*BEHIND, *ASKED, between=[WHY]),
            "row 4, column name: The row `where` has to come right before this one.",
        ),
        (
            behind(*BEHIND, *ASKED, between=[("begin group", "g", "G", "G")]),
            "row 4, column name: The row `where` has to come right before this one.",
        ),
        (
            behind("text", "nobody__other", *BEHIND[2:], *ASKED),
            "row 3, column name: The row `nobody` has to come right before this one.",
        ),
        (
            behind(*BEHIND, *ASKED[:2], "${where} = 'here'"),
            "row 3, column relevant: Behind “Other” stands `${where} = 'other'`, not",
        ),
        (
            behind(*BEHIND, *ASKED[:2]),
            "row 3, column relevant: Behind “Other” stands",
        ),
        (
            behind(*BEHIND, "", "", ASKED[2]),
            "row 3, column constraint: Behind “Other” stands",
        ),
        (
            behind(*BEHIND, "yes", *ASKED[1:]),
            "row 3, column required: Nothing can stand here in such a row.",
        ),
        (
            behind(*BEHIND[:2], "Which?", "¿Cuál?", *ASKED),
            f"row 3, column {EN}: These words are the program's own",
        ),
        (
            behind(*BEHIND, *ASKED, choices=[*LIST, ("where", "other", "X", "Otra")]),
            "row 3, column name: The choice `other` with a text behind it has the code",
        ),
        (
            behind(*BEHIND, *ASKED, choices=[*WITH_OTHER, ("where", "x", "X", "X")]),
            "row 3, column name: The name `other` and the code 96 belong to the last",
        ),
        (
            behind(*BEHIND, *ASKED, choices=WITH_OTHER[1:]),
            "row 3, column name: `where` needs two choices or more beside `other`.",
        ),
    ],
)
def test_a_text_that_is_behind_no_other_is_said_with_its_row(
    given: Form, sentence: str
) -> None:
    assert any(f"Sheet survey, {sentence}" in one for one in refused(given))
