"""Surveys at the desk: who may, what is kept, what is refused, what the file says."""

import html
import re
import shutil
from pathlib import Path

import pytest
from credited import Credited
from flask.testing import FlaskClient
from survey_pages import EDITOR, follow, send
from visiting import words

from facilitator.library.check import check
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.library.survey_locking import locked_words
from facilitator.library.surveys import read_survey

LOCKED = """kind: evaluation
title: {en: Approved, es: Aprobado}
locked:
  omb_number: 0000-0000
  expires: 2031-12-31
  burden: {en: Five minutes., es: Cinco minutos.}
translation: {es: approved}
questions:
  - {name: seen, kind: text, label: {en: What?, es: "¿Qué?"}}
"""
STRANGE = """kind: worksheet
title: {en: Newer, es: Nuevo}
questions:
  - {name: a, kind: hologram, label: {en: A, es: A}, depth: [1, {x: y}]}
  - {name: b, kind: text, label: {en: B, es: B}, glow: "on"}
"""


def test_only_the_trainer_sees_surveys(program: Credited) -> None:
    stranger = program.phone()

    for path in ("", "/evaluation", "/evaluation/preview", "/evaluation.yaml"):
        assert stranger.get(f"/desk/surveys{path}").status_code == 403
    for path in ("/desk/surveys", EDITOR, f"{EDITOR}/plan", "/desk/curriculum"):
        assert stranger.post(path, data={"do": "save"}).status_code == 403


def test_surveys_are_listed_with_languages_plans_and_problems(
    desk: FlaskClient, own: Path
) -> None:
    broken = own / "surveys" / "broken.yaml"
    broken.write_text("kind: evaluation\ntitle: {en: Half}\n", encoding="utf-8")

    listed = words(desk.get("/desk/surveys"))

    assert "Evaluation evaluation Evaluation 14 written written" in listed
    assert "Half broken Evaluation 0 to be mended to be mended – 2 to mend" in listed
    assert 'href="/desk/surveys"' in desk.get("/desk").text


def test_a_question_in_both_languages_reaches_the_file(
    desk: FlaskClient, own: Path
) -> None:
    page = follow(desk, send(desk, "add", part="q13"))
    assert "part=q14" in page.request.url
    fields = {
        "label.en": 'Which: "one" - or #2?',
        "label.es": "¿Cuál: «una» o la otra?",
        "option.0.label.en": "Yes",
        "option.0.label.es": "Sí",
        "option.1.label.en": "No",
        "option.1.label.es": "No",
        "option.1.right.asked": "1",
        "option.1.right": "yes",
        "required.asked": "1",
        "required": "yes",
        "kind": "single",
    }

    page = follow(desk, send(desk, "save", part="q14", **fields))

    assert "Saved." in words(page)
    survey = read_survey(own, "evaluation").value
    asked = survey.questions[14]
    assert asked.name == "which_one_or_2"
    assert asked.label.es == "¿Cuál: «una» o la otra?"
    assert [(o.name, o.code, o.right) for o in asked.options] == [
        ("yes", 1, False),
        ("no", 2, True),
    ]
    assert asked.required
    assert check(own) == []


def test_nothing_with_problems_is_saved_and_each_is_told_beside_its_field(
    desk: FlaskClient, own: Path
) -> None:
    file = own / "surveys" / "evaluation.yaml"
    before = file.read_bytes()

    answer = send(desk, "save", **{"label.en": "Only English", "label.es": " "})
    page = follow(desk, answer)

    assert "Nothing was saved yet" in words(page)
    assert re.search(
        r'id="label\.es-mistake" data-swap><p>The words are missing here\.</p>',
        page.text,
    )
    assert 'name="label.es" lang="es" rows="3" spellcheck="true" aria-inv' in page.text
    assert file.read_bytes() == before
    assert "Only English" in page.text


def test_a_change_that_would_keep_a_plan_from_opening_is_not_saved(
    desk: FlaskClient, own: Path
) -> None:
    there = "/desk/surveys/organization-polls"
    assert send(desk, "remove", there).status_code == 303

    page = follow(desk, send(desk, "save", there))

    assert "A slide of a plan asks for the poll “your_part”" in words(page)
    assert check(own) == []
    page = follow(desk, send(desk, "undo", there))
    assert "closest to your part" in page.text


def test_another_kind_has_its_own_fields_and_the_others_go(
    desk: FlaskClient,
) -> None:
    page = follow(desk, send(desk, "words", part="q0", kind="rating"))

    assert 'name="points"' in page.text
    assert 'name="retrospective"' not in page.text
    page = follow(desk, send(desk, "words", part="q0", kind="numeric"))
    assert 'name="greatest"' in page.text
    assert 'name="points"' not in page.text


def test_how_a_poll_is_run_is_written_too(desk: FlaskClient, own: Path) -> None:
    there = "/desk/surveys/organization-polls"
    typed = {
        "fewest": "2",
        "most": "3",
        "seconds": "60",
        "shuffle.asked": "1",
        "shuffle": "yes",
    }
    page = follow(desk, send(desk, "save", there, part="q2", **typed))

    assert "Saved." in words(page)
    asked = read_survey(own, "organization-polls").value.questions[2]
    assert (asked.fewest, asked.most, asked.seconds, asked.shuffle) == (2, 3, 60, True)
    shown = desk.get(f"{there}/preview?part=q2").text
    assert "<h1" in shown
    assert desk.get(f"{EDITOR}?part=q0").text.count('name="seconds"') == 0


def test_what_the_editor_has_no_field_for_stays_in_the_file(
    desk: FlaskClient, own: Path
) -> None:
    there = "/desk/surveys/newer"
    file = own / "surveys" / "newer.yaml"
    file.write_text(STRANGE, encoding="utf-8")

    page = desk.get(f"{there}?part=q0")
    assert "edited in the file only" in words(page)
    assert "The file says more" in words(desk.get(f"{there}?part=q1"))
    assert desk.get(f"{there}/preview?part=q0").status_code == 200
    send(desk, "down", there, part="q0")
    send(desk, "words", there, part="q0", **{"label.en": "Changed", "label.es": "B"})
    page = follow(desk, send(desk, "save", there, part="q0"))

    # The program does not know the kind, so it stays a draft; nothing of it is lost.
    assert "Nothing was saved yet" in words(page)
    draft = desk.get(f"{there}?part=q1").text
    assert "hologram" in draft
    assert file.read_text(encoding="utf-8") == STRANGE


def test_a_locked_form_is_only_copied(desk: FlaskClient, own: Path) -> None:
    file = own / "surveys" / "approved.yaml"
    file.write_text(LOCKED, encoding="utf-8")
    file.write_text(locked_words(own, "approved")[0], encoding="utf-8")
    before = file.read_bytes()

    page = desk.get("/desk/surveys/approved")
    assert "It cannot be changed here." in words(page)
    refused = desk.post("/desk/surveys/approved", data={"do": "remove", "part": "q0"})
    assert refused.status_code == 409
    data = {"from": "approved", "name": "mine"}
    copied = follow(desk, desk.post("/desk/surveys", data=data))
    assert "This is a copy." in words(copied)
    saved = follow(desk, send(desk, "save", "/desk/surveys/mine"))

    assert "Saved." in words(saved)
    assert file.read_bytes() == before
    assert read_survey(own, "mine").value.locked is None
    assert check(own) == []


def test_what_came_with_the_program_is_copied_before_it_is_changed(
    program: Credited,
) -> None:
    shipped, desk = shipped_folder(), program.desk()
    program.rooms.curriculum_folder = shipped
    refused = desk.post(EDITOR, data={"do": "remove", "part": "q0"})
    assert refused.status_code == 409
    assert "stays as it is" in words(desk.get(EDITOR))

    page = follow(desk, desk.post("/desk/curriculum", data={"name": "evaluation"}))

    assert "your own copy" in words(page)
    assert program.rooms.curriculum_folder == program.rooms.data / "curriculum"
    for folder in DATA_FOLDERS:
        assert (program.rooms.curriculum_folder / folder).is_dir()


def test_sessions_keep_the_form_they_were_made_with(
    program: Credited, desk: FlaskClient
) -> None:
    room = program.hold()
    fields = {"label.en": "Other words", "label.es": "Otras palabras"}
    follow(desk, send(desk, "save", **fields))

    assert room.evaluation.questions[0].label.en.startswith("Stop:")
    assert program.hold().evaluation.questions[0].label.en == "Other words"
    assert "Sessions already made keep the form" in words(desk.get(EDITOR))


def test_a_plan_uses_another_survey_by_one_line(desk: FlaskClient, own: Path) -> None:
    plan = own / "sessions" / "organization.yaml"
    before = plan.read_text(encoding="utf-8")
    desk.post("/desk/surveys", data={"from": "evaluation", "name": "short-one"})
    refused = desk.post("/desk/surveys/short-one/plan", data={"plan": "organization"})
    assert refused.status_code == 409, "it is no file yet"
    follow(desk, send(desk, "save", "/desk/surveys/short-one"))

    used = desk.post("/desk/surveys/short-one/plan", data={"plan": "organization"})

    assert used.status_code == 303
    after = before.replace("evaluation: evaluation", "evaluation: short-one")
    assert after != before
    assert plan.read_text(encoding="utf-8") == after
    assert check(own) == []
    other = desk.post("/desk/surveys/short-one/plan", data={"plan": "../x"})
    assert other.status_code == 404


def test_polls_that_a_plan_s_slides_ask_for_are_named_where_they_are_missing(
    desk: FlaskClient, own: Path
) -> None:
    plan = own / "sessions" / "conference-2h.yaml"
    before = plan.read_text(encoding="utf-8")

    answer = desk.post(
        "/desk/surveys/organization-polls/plan?lang=es",
        data={"plan": "conference-2h"},
        headers={"Accept": "text/html"},
    )

    assert answer.status_code == 409
    assert "/desk/surveys/organization-polls/plan" in answer.text, "its own page"
    said = words(answer)
    assert "sus diapositivas piden encuestas que este archivo no tiene" in said
    assert "work_setting" in said
    assert "There is no poll" not in said
    assert plan.read_text(encoding="utf-8") == before


def test_a_survey_that_cannot_be_an_xlsform_says_why_in_place_of_the_button(
    program: Credited, desk: FlaskClient, own: Path
) -> None:
    file = own / "surveys" / "conference-2h-polls.yaml"
    cloud = "\n  - {name: one_word, kind: words, label: {en: One word?, es: ¿Una?}}\n"
    file.write_text(file.read_text(encoding="utf-8") + cloud, encoding="utf-8")
    room = program.hold()

    page = desk.get(f"/desk/sessions/{room.session.id}")

    assert "surveys/evaluation.xlsx" in page.text
    assert "surveys/conference-2h-polls.xlsx" not in page.text
    why = "no XLSForm, because of “One word?” (it is a word cloud"
    assert why in words(page)
    survey = desk.get("/desk/surveys/conference-2h-polls")
    assert "conference-2h-polls.xlsx" not in survey.text
    assert why in words(survey)


def test_a_file_changed_meanwhile_is_not_written_over(
    desk: FlaskClient, own: Path
) -> None:
    file = own / "surveys" / "evaluation.yaml"
    send(desk, "words", **{"label.en": "Mine", "label.es": "Mía"})
    theirs = file.read_text(encoding="utf-8") + "# theirs\n"
    file.write_text(theirs, encoding="utf-8")

    answer = send(desk, "save")

    assert answer.status_code == 409
    assert "changed by another program" in words(answer)
    assert "Mine" in answer.text
    assert file.read_text(encoding="utf-8") == theirs


def test_a_form_of_an_earlier_state_is_refused(desk: FlaskClient) -> None:
    send(desk, "words", **{"label.en": "A", "label.es": "A"})

    answer = desk.post(EDITOR, data={"do": "remove", "part": "q0", "revision": "x"})

    assert answer.status_code == 409
    assert "changed in another window" in words(answer)


def test_what_was_typed_is_kept_where_there_is_no_room(
    desk: FlaskClient, own: Path
) -> None:
    there = "/desk/surveys/full"
    label = "label: {en: A, es: A}"
    options = "".join(f"      - {{name: o{n}, {label}}}\n" for n in range(20))
    words_of = "kind: polls\ntitle: {en: T, es: T}\nquestions:\n"
    words_of += f"  - name: q\n    kind: single\n    {label}\n    options:\n{options}"
    (own / "surveys" / "full.yaml").write_text(words_of, encoding="utf-8")

    typed = {"label.en": "Typed meanwhile", "label.es": "Escrito"}
    answer = send(desk, "add-option", there, **typed)

    assert answer.status_code == 422
    assert "There are 20 already" in words(answer)
    assert "Typed meanwhile" in answer.text


@pytest.mark.parametrize("name", ["..%2fsessions", ".earlier", "A", "a" * 41, "a%00b"])
def test_a_name_from_outside_is_no_path(desk: FlaskClient, name: str) -> None:
    assert desk.get(f"/desk/surveys/{name}").status_code == 404
    assert desk.get(f"/desk/surveys/{name}.yaml").status_code == 404
    assert desk.post(f"/desk/surveys/{name}", data={"do": "save"}).status_code == 404


@pytest.mark.parametrize("name", ["../evil", "Ünï", "a" * 41, "", "a/b", "x\x00"])
def test_a_new_name_is_checked(desk: FlaskClient, own: Path, name: str) -> None:
    before = sorted(own.rglob("*"))

    assert desk.post("/desk/surveys", data={"name": name}).status_code == 422
    taken = desk.post("/desk/surveys", data={"name": "evaluation"})

    assert taken.status_code == 409
    assert sorted(own.rglob("*")) == before


def test_hostile_words_stay_words(desk: FlaskClient, own: Path) -> None:
    there = "/desk/surveys/organization-polls"
    evil = "\x00\x07\u202e\ufeff*a: !!python/object {[\r\n- x # y\x85\u2028'\"<script>"
    typed = {f"option.{n}.label.{c}": "x" for n in range(300) for c in ("en", "es")}
    typed |= {"label.en": evil, "label.es": evil, "help.en": "x" * 9000, "help.es": "y"}
    answer = send(desk, "words", there, **typed)
    page = follow(desk, answer)

    assert "This has 4000 characters; at most 2000 fit." in words(page)
    assert "<script>&#39;" not in page.text
    assert html.escape("<script>") in page.text
    send(desk, "words", there, **{"help.en": "x", "help.es": "y"})
    page = follow(desk, send(desk, "save", there))
    assert "Saved." in words(page)
    asked = read_survey(own, "organization-polls").value.questions[0]
    assert len(asked.options) == 6
    assert asked.label.en == "*a: !!python/object {[\n- x # y  '\"<script>"


@pytest.mark.parametrize(
    "do",
    ["", "nope", "up:99", "remove:-1", "to:1", "to:a:b", "add:hologram", "go:9999999"],
)
def test_buttons_that_are_none_break_nothing(desk: FlaskClient, do: str) -> None:
    assert send(desk, do).status_code in (303, 400, 404, 422)
    assert desk.get(EDITOR).status_code == 200


def test_the_preview_runs_and_sends_nothing(desk: FlaskClient) -> None:
    answer = desk.get(f"{EDITOR}/preview?in=es&part=q12")

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert "¿Qué hará de otra manera" in answer.text
    assert "<form" not in answer.text
    assert "Deténgase" not in answer.text, "it begins with the question that is edited"
    assert "Deténgase" in desk.get(f"{EDITOR}/preview?in=es").text
    page = desk.get(EDITOR)
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_survey_is_taken_away_as_it_is_saved(desk: FlaskClient, own: Path) -> None:
    send(desk, "words", **{"label.en": "Not saved", "label.es": "Sin guardar"})

    file = desk.get(f"{EDITOR}.yaml")

    assert file.data == (own / "surveys" / "evaluation.yaml").read_bytes()
    assert file.headers["Content-Disposition"].endswith('"evaluation.yaml"')
    assert desk.get(f"{EDITOR}.xlsx").data[:2] == b"PK"


def test_a_new_survey_is_a_draft_until_it_is_saved(
    desk: FlaskClient, own: Path
) -> None:
    data = {"name": "My Own", "kind": "worksheet", "title": "Plan"}
    page = follow(desk, desk.post("/desk/surveys", data=data))
    there = "/desk/surveys/my-own"
    assert "There is no question yet." in words(page)
    assert not (own / "surveys" / "my-own.yaml").exists()

    gone = follow(desk, send(desk, "discard", there, part="about"))

    assert "The changes are gone." in words(gone)
    assert desk.get(there).status_code == 404


def test_approved_words_that_are_changed_are_a_draft(
    desk: FlaskClient, own: Path
) -> None:
    file = own / "surveys" / "evaluation.yaml"
    said = file.read_text(encoding="utf-8") + "translation: {es: reviewed}\n"
    file.write_text(said, encoding="utf-8")
    start = read_survey(own, "evaluation").value.questions[0].label.en

    typed = {"label.en": start, "label.es": "Palabras nuevas"}
    page = follow(desk, send(desk, "words", **typed))

    assert "The Spanish is a draft." in words(page)
    settle = {**typed, "label.es.status": "reviewed"}
    follow(desk, send(desk, "save", **settle))
    assert check(own) == []
    shutil.rmtree(own / "surveys" / ".earlier")
