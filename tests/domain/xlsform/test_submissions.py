"""What other survey tools hand back of a form of ours, by the names of its rows."""

from collections.abc import Sequence

import pytest

from facilitator.domain.surveys.survey import (
    AGREEMENT,
    Option,
    Question,
    Statement,
    Survey,
)
from facilitator.domain.text import Text
from facilitator.domain.xlsform.submissions import submissions_of
from facilitator.domain.xlsform.writing import form_of
from facilitator.live.forms import read_form

OPTIONS = (
    Option("noticed", 1, Text("I noticed signs", "Noté señales")),
    Option("asked", 2, Text("I asked, differently", "Pregunté de otra manera")),
    Option("told", 3, Text("I told colleagues", "Conté a colegas")),
)
QUESTIONS = (
    Question(
        "did", "single", Text("Did you?", "¿Lo hizo?"), options=OPTIONS, other=True
    ),
    Question("what", "multiple", Text("What?", "¿Qué?"), options=OPTIONS, other=True),
    Question("first", "ranking", Text("Order", "Orden"), options=OPTIONS),
    Question("sure", "confidence", Text("Sure?", "¿Confianza?")),
    Question("pair", "agreement", Text("Agree?", "¿De acuerdo?"), retrospective=True),
    Question("stars", "rating", Text("Stars", "Estrellas"), points=5),
    Question("cases", "numeric", Text("How many?", "¿Cuántos?"), decimals=1),
    Question("day", "date", Text("When?", "¿Cuándo?")),
    Question("words", "text", Text("Words", "Palabras"), longest=500),
    Question(
        "grid",
        "matrix",
        Text("Grid", "Tabla"),
        rows=(Statement("one", Text("1", "1")), Statement("two", Text("2", "2"))),
        scale="agreement",
    ),
)
SURVEY = Survey("later", "follow_up", Text("Later", "Después"), QUESTIONS)
NAMES = (
    *("form__code", "did", "did__other", "what", "what__other", "first", "sure"),
    *("pair__before", "pair__now", "stars", "cases", "day", "words"),
    *("grid__one", "grid__two"),
)
ROW = (
    *("ABCD-EFGH-JKMN", "other", "By phone", "noticed other", "A poster"),
    *("told noticed asked", "high", "agree", "strongly_agree", "4", "2.5"),
    *("2026-08-12", "Some words; with a mark", "agree", "neutral"),
)
ANSWERS = {
    "did": {"other": "By phone"},
    "what": {"noticed": "", "other": "A poster"},
    "first": ["told", "noticed", "asked"],
    "sure": "high",
    "pair": {"before": "agree", "now": "strongly_agree"},
    "stars": "4",
    "cases": "2.5",
    "day": "2026-08-12",
    "words": "Some words; with a mark",
    "grid": {"one": "agree", "two": "neutral"},
}


def read(header: Sequence[str], *rows: Sequence[str]) -> list[dict[str, object]]:
    table = [(n, row) for n, row in enumerate((header, *rows), 1)]
    return [
        dict(read_form(SURVEY, one.answers)) for one in submissions_of(SURVEY, table)
    ]


def test_the_columns_are_those_that_our_form_has() -> None:
    asked = {
        row.cells[1]
        for row in form_of(SURVEY)["survey"].rows
        if row.cells[0] not in ("begin_group", "end_group", "note")
    }
    assert asked == set(NAMES)


def test_every_kind_comes_back_as_a_phone_would_have_sent_it() -> None:
    assert read(NAMES, ROW) == [ANSWERS]
    (one,) = submissions_of(SURVEY, [(1, NAMES), (2, ROW)])
    assert (one.row, one.code) == (2, "ABCD-EFGH-JKMN")


@pytest.mark.parametrize("joint", ["practice/", "data/practice/", "practice-"])
def test_groups_before_a_name_are_passed_over(joint: str) -> None:
    header = [f"{joint}{name}" for name in NAMES]
    assert read(header, ROW) == [ANSWERS]


def test_boxes_of_a_multiple_choice_are_no_questions() -> None:
    boxes = ("practice/what/noticed", "practice/what/words", "practice/what/did")
    header = (*boxes, *(f"practice/{name}" for name in NAMES))
    assert read(header, ("1", "0", "1", *ROW)) == [ANSWERS]


def test_codes_and_labels_are_understood_as_well() -> None:
    header = ("did", "what", "first", "sure")
    expected = {
        "did": "asked",
        "what": ["noticed", "told"],
        "first": ["told", "noticed", "asked"],
        "sure": "very_high",
    }
    assert read(header, ("2", "1 3", "3 1 2", "5")) == [expected]
    labels = (
        "Pregunté de otra manera",
        "I noticed signs; i told colleagues",
        "Conté a colegas|Noté señales|Pregunté de otra manera",
        "very  HIGH",
    )
    assert read(header, labels) == [expected]


def test_what_is_left_empty_or_of_another_tool_is_no_answer() -> None:
    header = ("start", "_submission_time", "did", "words", "_uuid")
    row = ("2026-08-12T10:00", "2026-08-12", "", "Yes", "0f-9")
    assert read(header, row) == [{"words": "Yes"}]
    assert submissions_of(SURVEY, [(1, ("a", "b")), (2, ("c", "d"))]) == ()
    assert submissions_of(SURVEY, []) == ()


def test_titles_may_stand_above_the_headings() -> None:
    table = [(1, ("Follow-up of May", "")), (3, ("words", "did")), (4, ("Yes", "told"))]
    (one,) = submissions_of(SURVEY, table)
    assert (one.row, one.answers) == (4, {"words": "Yes", "did": "told"})


def test_the_same_answer_has_the_same_mark_and_another_has_another() -> None:
    def marks(*rows: Sequence[str]) -> list[str]:
        table = [(n, row) for n, row in enumerate((("_uuid", "words"), *rows), 1)]
        return [one.mark for one in submissions_of(SURVEY, table)]

    first, second = marks(("u1", "Yes"), ("u2", "Yes"))
    # A longer export puts new rows first, and somebody mended a word.
    assert marks(("u3", "No"), ("u2", "Yes."), ("u1", "Yes"))[1:] == [second, first]
    bare = [(1, ("words",)), (2, ("Yes",)), (3, ("Yes",))]
    assert len({one.mark for one in submissions_of(SURVEY, bare)}) == 2


def test_codes_of_a_scale_are_those_of_the_workbook() -> None:
    assert [read(("pair__now",), (str(o.code),)) for o in AGREEMENT] == [
        [{"pair": {"now": o.name}}] for o in AGREEMENT
    ]
