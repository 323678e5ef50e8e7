"""Every kind of question at the desk: made, changed, told of, saved and read again."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from credited import Credited
from flask.testing import FlaskClient
from PIL import Image
from survey_pages import follow, send
from visiting import words

from facilitator.domain.surveys.relevance import Comparison, Condition, Rule
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.library.survey_drafts import SurveyDrafts
from facilitator.library.survey_tree import tree_of
from facilitator.library.surveys import read_survey
from facilitator.web.desk.surveys import DRAFTS

TWO = """
  - name: role
    kind: single
    label: {en: Role, es: Función}
    options:
      - {name: nurse, label: {en: Nurse, es: Enfermería}}
      - {name: other, label: {en: Other, es: Otra}}
  - {name: where, kind: text, label: {en: Where?, es: ¿Dónde?}}
"""
NAMED: tuple[tuple[Comparison, str], ...] = (("is", "nurse"), ("is_not", "other"))
POLLS = "/desk/surveys/asked"
FORM = "/desk/surveys/form"


def both(name: str, english: str, spanish: str = "") -> dict[str, str]:
    """Return words as they are typed into both fields of a text."""
    return {f"{name}.en": english, f"{name}.es": spanish or f"{english} (es)"}


def press(desk: FlaskClient, do: str, there: str, part: str, **typed: Any) -> None:
    """Press a button that does what it says, without looking at the page."""
    answer = send(desk, do, there, part=part, **typed)
    assert answer.status_code == 303, answer.text


def begin(own: Path, there: str, kind: str, questions: str = "") -> None:
    """Write a survey's file; without questions it is yet to be one."""
    head = f"kind: {kind}\ntitle: {{en: New, es: Nueva}}\nquestions:"
    file = own / "surveys" / f"{there.rpartition('/')[2]}.yaml"
    file.write_text(f"{head} []\n" if not questions else f"{head}\n{questions}")


def make(
    desk: FlaskClient, there: str, part: str, kind: str, label: str, **typed: str
) -> None:
    """Add a question of a kind, and write its words."""
    press(desk, f"add:{kind}", there, "about")
    press(desk, "words", there, part, kind=kind, **both("label", label), **typed)


def saved(desk: FlaskClient, own: Path, there: str) -> Survey:
    """Save a survey, and read the file that it became."""
    page = follow(desk, send(desk, "save", there, part="about"))
    assert "Saved." in words(page), words(page)
    reading = read_survey(own, there.rpartition("/")[2])
    assert reading.problems == ()
    return reading.value


def only(survey: Survey) -> Question:
    (question,) = survey.questions
    return question


def test_other_fixed_places_and_how_results_are_shown(
    desk: FlaskClient, own: Path
) -> None:
    begin(own, POLLS, "polls")
    make(desk, POLLS, "q0", "single", "Which?")
    typed = {
        **both("option.0.label", "One"),
        **both("option.1.label", "Two"),
        **both("explanation", "Because."),
        "option.0.right.asked": "1",
        "option.0.right": "yes",
        "option.1.fixed.asked": "1",
        "option.1.fixed": "yes",
        "shuffle.asked": "1",
        "shuffle": "yes",
        "other.asked": "1",
        "other": "yes",
        "results": "live",
    }
    press(desk, "words", POLLS, "q0", **typed)

    asked = only(saved(desk, own, POLLS))
    assert (asked.other, asked.shuffle, asked.results) == (True, True, "live")
    assert [(o.name, o.fixed, o.right) for o in asked.options] == [
        ("one", "", True),
        ("two", "last", False),
    ]
    assert asked.explanation.en == "Because."
    press(desk, "words", POLLS, "q0", **{"shuffle.asked": "1"})
    assert only(saved(desk, own, POLLS)).options[1].fixed == ""


def test_a_ranking_and_a_word_cloud(desk: FlaskClient, own: Path) -> None:
    begin(own, POLLS, "polls")
    options = {**both("option.0.label", "Listen"), **both("option.1.label", "Ask")}
    make(desk, POLLS, "q0", "ranking", "What comes first?", most="1", **options)
    make(desk, POLLS, "q1", "words", "What is needed?", most="11")

    page = desk.get(f"{POLLS}?part=q1")
    assert "A word cloud takes 10 words or fewer." in words(page)
    press(desk, "words", POLLS, "q1", most="2")

    ranking, cloud = saved(desk, own, POLLS).questions
    assert [(o.name, o.code) for o in ranking.options] == [("listen", 1), ("ask", 2)]
    assert (ranking.kind, ranking.most) == ("ranking", 1)
    assert (cloud.kind, cloud.name, cloud.most) == ("words", "what_is_needed", 2)
    shown = desk.get(f"{POLLS}/preview?part=q0").text
    assert "ranking-fields" in shown
    assert 'name="words"' in desk.get(f"{POLLS}/preview?part=q1").text


def test_statements_on_one_scale(desk: FlaskClient, own: Path) -> None:
    begin(own, FORM, "evaluation")
    rows = {
        **both("row.0.label", "I know where to ask in private."),
        **both("row.1.label", "I know where to ask for an interpreter."),
    }
    label = "How far do you agree with what is said here?"
    make(desk, FORM, "q0", "matrix", label, **rows)
    press(desk, "add-row", FORM, "q0")
    typed = both("row.2.label", "I know whom to call.")
    press(desk, "row-up:2", FORM, "q0", **typed)

    asked = only(saved(desk, own, FORM))
    assert (asked.scale, asked.name) == ("agreement", "agree")
    assert [row.name for row in asked.rows] == [
        "know_where_private",
        "know_whom_call",
        "know_interpreter",
    ]
    assert "matrix-row" in desk.get(f"{FORM}/preview?part=q0").text

    # The points of its own scale count by their places, whatever is moved.
    press(desk, "words", FORM, "q0", scale="")
    points = {**both("option.0.label", "No"), **both("option.1.label", "Yes")}
    press(desk, "option-up:1", FORM, "q0", scale="", **points)
    asked = only(saved(desk, own, FORM))
    assert [(o.name, o.code) for o in asked.options] == [("yes", 1), ("no", 2)]
    assert asked.scale == ""


def test_a_name_is_made_of_whole_words_and_then_stays(
    desk: FlaskClient, own: Path
) -> None:
    begin(own, FORM, "evaluation")
    make(desk, FORM, "q0", "matrix", "How sure", **both("row.0.label", "I know whom"))
    page = desk.get(f"{FORM}?part=q0")
    assert "as workbooks call it" not in words(page), "names are yet to be made"
    typed = both("row.0.label", "I know whom to call at night.")
    label = both("label", "How sure are you of what you do?")
    twice = {"retrospective.asked": "1", "retrospective": "yes"}
    press(desk, "words", FORM, "q0", **label, **typed, **twice)
    page = follow(desk, send(desk, "save", FORM, part="q0"))
    assert "as workbooks call it" not in words(page)
    assert words(page).count("Question 1, Statement 2, English") == 1
    press(desk, "words", FORM, "q0", **both("row.1.label", "Not to ask in the lobby"))

    asked = only(saved(desk, own, FORM))
    names = ["know_whom_call", "not_ask_lobby"]
    assert (asked.name, [row.name for row in asked.rows]) == ("sure", names)
    changed = both("row.0.label", "New statement about an interpreter")
    press(desk, "go", FORM, "q0", **changed, **both("label", "Now?"))
    asked = only(saved(desk, own, FORM))
    assert (asked.name, [row.name for row in asked.rows]) == ("sure", names)


def test_points_that_people_answered_are_not_given_another_meaning(
    desk: FlaskClient, own: Path
) -> None:
    begin(own, FORM, "evaluation")
    make(desk, FORM, "q0", "matrix", "Agree?", **both("row.0.label", "One."))
    press(desk, "remove-row:1", FORM, "q0", scale="")
    points = {**both("option.0.label", "No"), **both("option.1.label", "Yes")}
    press(desk, "words", FORM, "q0", scale="", **points)
    saved(desk, own, FORM)

    press(desk, "option-up:1", FORM, "q0")
    page = follow(desk, send(desk, "save", FORM, part="q0"))

    assert "Answers of earlier sessions may stand under these numbers" in words(page)
    press(desk, "duplicate:0", FORM, "q0")
    press(desk, "remove:0", FORM, "q1")
    assert only(saved(desk, own, FORM)).options[0].name == "yes"


@pytest.fixture
def form(desk: FlaskClient, own: Path) -> FlaskClient:
    """A form whose first question is a choice, its second a text."""
    begin(own, FORM, "evaluation", TWO)
    return desk


def test_a_question_is_shown_to_some_only(form: FlaskClient, own: Path) -> None:
    page = follow(form, send(form, "add-test", FORM, part="q1"))
    assert "Tick one choice or more." not in words(page), "it is just begun"
    assert 'value="role" selected' in page.text
    assert 'value="where"' not in page.text, "only what comes before can be asked about"
    page = follow(form, send(form, "save", FORM, part="q1"))
    assert "Question 2, Who is asked : Tick one choice or more." in words(page)
    spanish = form.get(f"{FORM}?part=q1", headers={"Accept-Language": "es"})
    assert "Marque una opción o más." in words(spanish)

    ticked = {"relevant.0.is.asked": "1", "relevant.0.is": ["other", "nurse"]}
    press(form, "add-test", FORM, "q1", **ticked)
    more = {**ticked, "relevant.join.0": "any", "relevant.1.how": "answered"}
    press(form, "words", FORM, "q1", **more)

    role = Condition("role", "is", ("other", "nurse"))
    rule = Rule((role, Condition("role", "answered")), any=True)
    assert saved(form, own, FORM).questions[1].relevant == (rule,)
    shown = form.get(f"{FORM}/preview?part=q1&in=en").text
    assert "Only if “Role” is “Nurse” or “Other”" in shown

    page = follow(form, send(form, "up:1", FORM, part="q1"))
    assert "This can only depend on a question that comes before it." in words(page)
    press(form, "remove-test:1", FORM, "q0")
    press(form, "remove-test:0", FORM, "q0")
    assert saved(form, own, FORM).questions[0].relevant == ()


def test_a_section_is_shown_to_some_only(form: FlaskClient, own: Path) -> None:
    press(form, "add-section", FORM, "sections")
    named = both("section.0.label", "At work")
    press(form, "words", FORM, "sections", **named)
    press(form, "words", FORM, "q1", section="at_work")
    press(form, "add-section-test:0", FORM, "sections")
    typed = {
        "section.0.relevant.0.how": "is_not",
        "section.0.relevant.0.is.asked": "1",
        "section.0.relevant.0.is": "nurse",
    }
    press(form, "words", FORM, "sections", **typed)

    role, where = saved(form, own, FORM).questions
    assert role.relevant == ()
    assert where.relevant == (Rule((Condition("role", "is_not", ("nurse",)),)),)
    # Its first question comes before what it depends on: told beside the section.
    page = follow(form, send(form, "up:1", FORM, part="q1"))
    page = form.get(f"{FORM}?part=sections")
    told = re.search(r'id="section\.0\.relevant\.0-mistake"[^>]*><p>([^<]*)', page.text)
    assert told
    assert told[1].startswith("This can only depend on a question that comes before")


def test_a_case_is_told_step_by_step(desk: FlaskClient, own: Path) -> None:
    begin(own, POLLS, "polls")
    make(desk, POLLS, "q0", "text", "Before")
    press(desk, "add-case", POLLS, "cases")
    told = {**both("case.0.title", "The cook"), **both("case.0.text", "A cook comes.")}
    page = follow(desk, send(desk, "save", POLLS, part="cases", **told))
    assert "This case has no step yet. Add one." in words(page)

    press(desk, "add-step:0", POLLS, "cases")
    first = {"kind": "text", **both("label", "What now?")}
    press(desk, "add-step", POLLS, "q1", **first)
    then = {"kind": "text", **both("label", "And then?"), **both("story", "He leaves.")}
    press(desk, "words", POLLS, "q2", **then)

    _, now, last = saved(desk, own, POLLS).questions
    assert [(q.case.name, q.case.step) for q in (now, last)] == [
        ("the_cook", 1),
        ("the_cook", 2),
    ]
    assert (last.case.story.en, last.case.text.en) == ("He leaves.", "A cook comes.")
    shown = desk.get(f"{POLLS}/preview?part=q2&in=en").text
    assert "Step 2 of 2" in shown
    assert "He leaves." in shown
    # A question between the steps belongs to the case; one moved there tears it.
    page = follow(desk, send(desk, "down:0", POLLS, part="q0"))
    page = desk.get(f"{POLLS}?part=q2")
    assert "Another question stands between the steps of this case." in words(page)
    press(desk, "remove-case:0", POLLS, "cases")
    assert not any(question.case for question in saved(desk, own, POLLS).questions)


def picture(size: tuple[int, int]) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "PNG")
    made.seek(0)
    return made


def test_a_place_on_a_picture(desk: FlaskClient, own: Path) -> None:
    begin(own, POLLS, "polls")
    make(desk, POLLS, "q0", "point", "Where?", **both("alt", "A plan"))
    shown = desk.get(f"{POLLS}/preview?part=q0")
    assert shown.status_code == 200, "a picture is yet to be chosen"
    small = {"picture.file": (picture((40, 40)), "small.png")}
    refused = send(desk, "add-picture", POLLS, part="q0", **small)
    assert refused.status_code == 422
    assert "The picture is smaller than 100 pixels." in words(refused)
    sent = {"picture.file": (picture((400, 300)), "../My Room!.PNG")}
    typed = both("label", "Where would you ask?")
    page = follow(desk, send(desk, "add-picture", POLLS, part="q0", **sent, **typed))
    assert "Where would you ask?" in page.text, "what was typed came with the picture"
    for _ in range(2):
        press(desk, "add-area", POLLS, "q0")
    areas = {
        **both("area.0.label", "The door"),
        **both("area.1.label", "The desk"),
        "area.0.right.asked": "1",
        "area.0.right": "yes",
        "area.1.left": "15",
        "area.1.width": "90",
    }
    page = follow(desk, send(desk, "save", POLLS, part="q0", **areas))
    assert "Question 1, Area 2 : This area goes beyond the picture" in words(page)
    assert "This area lies over another one." in words(page)
    moved = {"area.1.left": "50", "area.1.width": "30"}
    press(desk, "words", POLLS, "q0", **moved)

    asked = only(saved(desk, own, POLLS))
    assert asked.picture
    assert asked.picture.file == "pictures/my_room.png"
    assert [(a.name, a.left, a.width, a.right) for a in asked.areas] == [
        ("the_door", 0, 20, True),
        ("the_desk", 50, 30, False),
    ]
    address = f"{POLLS}/pictures/pictures/my_room.png"
    assert address in desk.get(f"{POLLS}/preview?part=q0").text
    assert desk.get(address).data[:4] == b"\x89PNG"
    assert list((own / "surveys" / "pictures").iterdir()) == [
        own / "surveys" / "pictures" / "my_room.png"
    ]


def add_picture(desk: FlaskClient, there: str, called: str) -> int:
    """Add a picture to the first question of a survey; return the answer's status."""
    sent = {"picture.file": (picture((400, 300)), called)}
    return send(desk, "add-picture", there, part="q0", **sent).status_code


def test_a_picture_goes_with_the_draft_that_it_came_with(
    desk: FlaskClient, own: Path
) -> None:
    there = own / "surveys" / "pictures"
    there.mkdir()
    (there / "by_hand.png").write_bytes(picture((400, 300)).read())
    for address in (POLLS, FORM):
        begin(own, address, "polls")
        make(desk, address, "q0", "point", "Where?")
    for called in ("first.png", "second.png"):
        assert add_picture(desk, POLLS, called) == 303
    press(desk, "words", FORM, "q0", picture="pictures/first.png")
    press(desk, "words", POLLS, "q0", picture="pictures/by_hand.png")

    send(desk, "discard", POLLS, part="q0")
    left = {path.name for path in there.iterdir()}
    assert left == {"by_hand.png", "first.png"}, "another draft points at the first"

    begin(own, POLLS, "polls")
    make(desk, POLLS, "q0", "point", "Where?", **both("alt", "A plan"))
    assert add_picture(desk, POLLS, "second.png") == 303
    assert add_picture(desk, POLLS, "third.png") == 303
    saved(desk, own, POLLS)
    left = {path.name for path in there.iterdir()}
    assert left == {"by_hand.png", "first.png", "third.png"}

    # Once saved, a picture stays: an earlier version may be wanted, and sessions.
    press(desk, "words", POLLS, "q0", picture="pictures/first.png")
    saved(desk, own, POLLS)
    send(desk, "discard", POLLS, part="q0")
    assert (there / "third.png").is_file()


def test_a_picture_that_came_too_late_is_not_kept(desk: FlaskClient, own: Path) -> None:
    begin(own, POLLS, "polls")
    make(desk, POLLS, "q0", "point", "Where?")
    sent = {"picture.file": (picture((400, 300)), "late.png"), "revision": "new-0"}
    assert send(desk, "add-picture", POLLS, part="q0", **sent).status_code == 409
    assert list((own / "surveys" / "pictures").iterdir()) == []


@pytest.mark.parametrize("file", ["../plan.png", "..%2fevaluation.yaml", "none.png"])
def test_only_pictures_of_the_surveys_folder_are_given(
    desk: FlaskClient, file: str
) -> None:
    assert desk.get(f"/desk/surveys/evaluation/pictures/{file}").status_code == 404


def test_all_of_these_and_any_of_those(form: FlaskClient, own: Path) -> None:
    press(form, "add-test", FORM, "q1")
    first = {"relevant.0.is.asked": "1", "relevant.0.is": "nurse"}
    press(form, "add-group", FORM, "q1", **first)
    page = follow(form, send(form, "add-test:1", FORM, part="q1"))
    assert 'id="relevant.2.question"' in page.text
    assert re.search(r'id="relevant\.join\.1".*"any" selected', page.text)
    page = follow(form, send(form, "save", FORM, part="q1"))
    assert words(page).count("Tick one choice or more.") == 4, "each is told twice"
    for index in (1, 2):
        assert re.search(rf'id="relevant\.{index}-mistake"[^>]*><p', page.text)

    rest = {"relevant.1.how": "answered", "relevant.2.how": "is_not"}
    press(form, "words", FORM, "q1", **rest)
    last = {"relevant.2.is.asked": "1", "relevant.2.is": "other"}
    press(form, "words", FORM, "q1", **last)

    nurse, other = (Condition("role", how, (name,)) for how, name in NAMED)
    mixed = Rule((Condition("role", "answered"), other), any=True)
    assert saved(form, own, FORM).questions[1].relevant == (Rule((nurse,)), mixed)
    shown = form.get(f"{FORM}/preview?part=q1&in=en")
    assert "and (“Role” is answered or “Role” is not “Other”)" in words(shown)
    press(form, "words", FORM, "q1", **both("label", "Which place?"))
    assert saved(form, own, FORM).questions[1].relevant == (Rule((nurse,)), mixed)


def test_a_section_has_groups_of_conditions_too(form: FlaskClient, own: Path) -> None:
    press(form, "add-section", FORM, "sections")
    press(form, "words", FORM, "sections", **both("section.0.label", "At work"))
    press(form, "words", FORM, "q1", section="at_work")
    answered = {"section.0.relevant.0.how": "answered"}
    press(form, "add-section-test:0", FORM, "sections")
    press(form, "add-section-group:0", FORM, "sections", **answered)
    press(form, "add-section-test:0:1", FORM, "sections")
    more = {"section.0.relevant.1.how": "answered"} | {
        "section.0.relevant.2.is.asked": "1",
        "section.0.relevant.2.is": "nurse",
    }
    press(form, "words", FORM, "sections", **more)

    rules = saved(form, own, FORM).questions[1].relevant
    given = Condition("role", "answered")
    mixed = Rule((given, Condition("role", "is", ("nurse",))), any=True)
    assert rules == (Rule((given,)), mixed)


def test_a_rule_that_has_no_fields_stays_as_it_is(
    form: FlaskClient, own: Path, program: Credited
) -> None:
    file = own / "surveys" / "form.yaml"
    test = "{question: role, is: nurse}"
    rule = f", relevant: {{any: [{{all: [{test}, {test}]}}, {test}]}}}}\n"
    begun = file.read_text(encoding="utf-8").rstrip().removesuffix("}")
    file.write_text(begun + rule, encoding="utf-8")
    before = tree_of(file.read_text(encoding="utf-8"))
    assert before

    page = form.get(f"{FORM}?part=q1")
    assert "by a rule that the desk has no fields for" in words(page)
    assert "add-test" not in page.text
    press(form, "words", FORM, "q1", **both("label", "Which place?"))

    draft = SurveyDrafts(own, program.rooms.data / DRAFTS).draft("form")
    assert draft
    after = draft.tree["questions"][1]
    assert after["relevant"] == before["questions"][1]["relevant"]
    assert after["label"]["en"] == "Which place?"


def test_what_is_not_there_is_not_changed(form: FlaskClient, own: Path) -> None:
    before = read_survey(own, "form").value
    for do in (
        "add-row",
        "remove-row:0",
        "row-up:0",
        "add-area",
        "add-test",
        "remove-test:9",
        "add-group",
        "add-section-group:0",
        "remove-section-test:0",
        "add-section-test:3",
        "add-step",
        "add-step:4",
        "remove-case:0",
        "add-picture:../x",
        "remove-area:0",
    ):
        assert send(form, do, FORM, part="q0").status_code in (400, 404, 422), do
    assert saved(form, own, FORM) == before
