"""Surveys being edited: nothing of a file is lost, no code or name is given twice."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.gallery.samples import SAMPLES
from facilitator.library.check import check
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.library.option_edits import (
    TooManyError,
    Used,
    add_option,
    codes_of,
    move_option,
    remove_option,
)
from facilitator.library.question_fields import can_edit, other_keys
from facilitator.library.survey_drafts import (
    ChangedElsewhereError,
    FileChangedError,
    SurveyDrafts,
)
from facilitator.library.survey_edits import (
    duplicate_question,
    move_question,
    new_question,
    remove_question,
)
from facilitator.library.survey_tree import Tree, tree_of, words_of
from facilitator.library.surveys import proofread

SHIPPED = sorted(
    file
    for folder in (shipped_folder(), SAMPLES)
    for file in (folder / "surveys").glob("*.yaml")
)
STRANGE = """# Kept, as it stands at the top.
kind: evaluation
version: "007"
title: {en: "No", es: "Sí: «#1»"}
newer: {of: [a, "12", true, "null", ""]}
questions:
  - name: seen
    kind: hologram
    label: {en: Rows, es: Filas}
    rows: [{name: a, label: {en: A, es: A}}]
    relevant: {question: other, is: [x, y]}
  - name: other
    kind: single
    label: {en: "- a: b", es: "| ? ! %"}
    shuffle: true
    options:
      - {name: x, code: 3, label: {en: "yes", es: "~"}, exclusive: true}
      - {name: y, label: {en: "2031-12-31", es: "0x1F"}}
"""


@pytest.fixture
def drafts(tmp_path: Path) -> SurveyDrafts:
    """The drafts of somebody's own curriculum."""
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, tmp_path / "own" / name)
    return SurveyDrafts(tmp_path / "own", tmp_path / "drafts")


def tree(words: str) -> Tree:
    found = tree_of(words)
    assert found is not None
    return found


def change(drafts: SurveyDrafts, words: str) -> None:
    """Write other words into the first question of the evaluation."""
    draft = drafts.draft("evaluation")
    assert draft

    def edit(tree: Tree, _used: Used) -> None:
        tree["questions"][0]["label"]["en"] = words

    drafts.change("evaluation", draft.revision, "words q0", edit)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_survey_is_written_as_it_was_read(path: Path) -> None:
    words = path.read_text(encoding="utf-8")

    written = words_of(tree(words))

    assert tree(written) == tree(words)
    before, after = proofread(words, path.stem), proofread(written, path.stem)
    assert after.value == before.value
    assert after.sound
    questions = tree(words)["questions"]
    assert all(map(can_edit, questions))
    assert not any(map(other_keys, questions)), "the desk has a field for each key"


def test_keys_that_nobody_knows_are_written_as_they_were_read() -> None:
    assert tree(words_of(tree(STRANGE))) == tree(STRANGE)
    assert [can_edit(q) for q in tree(STRANGE)["questions"]] == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        "questions: no\n",
        "questions: [1]\n",
        "- 1\n",
        "a: &x 1\nquestions: [{b: *x}]\n",
        "a: 1\na: 2\nquestions: []\n",
        "questions: [\n",
        "",
    ],
)
def test_a_file_that_would_lose_something_is_not_edited(words: str) -> None:
    assert tree_of(words) is None


def test_codes_go_with_their_options_and_are_never_given_again() -> None:
    question: dict[str, Any] = {"name": "q", "options": [{"name": n} for n in "abc"]}
    used = Used().with_tree({"questions": [question]})

    move_option(question, 2, 0)
    assert codes_of(question["options"]) == [3, 1, 2]
    remove_option(question, 0)
    add_option(question, used)

    assert [(o["name"], o.get("code")) for o in question["options"]] == [
        ("a", "1"),
        ("b", "2"),
        ("new_option", "4"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("amr"), st.integers(0, 6)), max_size=20))
def test_whatever_is_done_to_options_each_code_has_one_name(
    done: list[tuple[str, int]],
) -> None:
    question: dict[str, Any] = {"name": "q", "options": [{"name": n} for n in "abc"]}
    used, given_out = Used(), dict(zip("abc", (1, 2, 3), strict=True))
    for did, at in done:
        used = used.with_tree({"questions": [question]})
        options = question["options"]
        if did == "a" and len(options) < 8:
            add_option(question, used)
        elif at < len(options) and did == "r":
            remove_option(question, at)
        elif at < len(options):
            move_option(question, at, at + 1)
        codes = codes_of(question["options"])
        for option, code in zip(question["options"], codes, strict=True):
            assert given_out.setdefault(option["name"], code) == code

    assert len(set(given_out.values())) == len(given_out)


def test_questions_come_go_and_move(drafts: SurveyDrafts) -> None:
    draft = drafts.draft("evaluation")
    assert draft
    made, used = draft.tree, draft.used
    names = [q["name"] for q in made["questions"]]

    assert new_question(made, 0, "single", used) == 1
    assert made["questions"][1]["section"] == "confidence"
    assert duplicate_question(made, 0, used) == 1
    assert made["questions"][1]["name"] == "confidence_stop_2"
    assert remove_question(made, 1) == 1
    assert remove_question(made, 1) == 1
    assert move_question(made, 0, 99) == len(names) - 1
    assert [q["name"] for q in made["questions"]] == [*names[1:], names[0]]


def test_a_copied_matrix_has_names_that_workbooks_take() -> None:
    label = {"en": "Whom to call in the night", "es": "A quién llamar de noche"}
    row = {"name": "whom_to_call", "label": label}
    asked: Tree = {"name": "how_sure_are", "kind": "matrix", "scale": "quality"}
    asked |= {"retrospective": "true", "label": label, "rows": [row]}
    made: Tree = {"kind": "post", "title": label, "questions": [asked]}

    duplicate_question(made, 0, Used().with_tree(made))

    assert [(q["name"], q["rows"][0]["name"]) for q in made["questions"]] == [
        ("how_sure_are", "whom_to_call"),
        ("how_sure_are_2", "whom_call"),
    ]
    assert proofread(words_of(made), "copied").problems == ()


def test_a_full_survey_takes_no_more(drafts: SurveyDrafts) -> None:
    draft = drafts.draft("evaluation")
    assert draft
    draft.tree["questions"] *= 5

    with pytest.raises(TooManyError):
        new_question(draft.tree, 0, "text", draft.used)


def test_typing_is_one_step_back(drafts: SurveyDrafts) -> None:
    before = drafts.draft("evaluation")
    change(drafts, "A")
    change(drafts, "Ab")
    draft = drafts.draft("evaluation")
    assert before
    assert draft
    assert len(draft.past) == 1

    undone = drafts.undo("evaluation", draft.revision)

    assert undone.tree == before.tree


def test_a_form_for_an_earlier_state_changes_nothing(drafts: SurveyDrafts) -> None:
    before = drafts.draft("evaluation")
    assert before
    change(drafts, "A")

    with pytest.raises(ChangedElsewhereError):
        drafts.change("evaluation", before.revision, "add", lambda _tree, _used: None)


def test_saving_keeps_what_was_and_the_top_comment(drafts: SurveyDrafts) -> None:
    file = drafts.file("evaluation")
    was = file.read_text(encoding="utf-8")
    change(drafts, "Other words")
    draft = drafts.draft("evaluation")
    assert draft

    drafts.save(draft)

    assert file.read_text(encoding="utf-8").startswith(was.split("kind:")[0])
    assert "Other words" in file.read_text(encoding="utf-8")
    (earlier,) = drafts.earlier("evaluation")
    assert earlier.read_text(encoding="utf-8") == was
    assert not drafts.is_kept("evaluation")
    assert check(drafts.curriculum) == []


def test_saving_the_same_again_makes_no_version(drafts: SurveyDrafts) -> None:
    change(drafts, "Other words")
    for _ in range(2):
        draft = drafts.draft("evaluation")
        assert draft
        drafts.save(draft)
    assert len(drafts.earlier("evaluation")) == 1


def test_a_code_that_was_removed_and_saved_is_not_given_again(
    drafts: SurveyDrafts,
) -> None:
    name = "organization-polls"
    draft = drafts.draft(name)
    assert draft
    last = drafts.change(
        name,
        draft.revision,
        "remove-option",
        lambda tree, _used: (remove_option(tree["questions"][0], 5), None)[1],
    )
    drafts.save(last)

    again = drafts.draft(name)

    assert again
    assert again.number == 0
    question = again.tree["questions"][0]
    add_option(question, again.used)
    assert question["options"][-1]["code"] == "7"


def test_a_file_changed_by_another_program_is_not_written_over(
    drafts: SurveyDrafts,
) -> None:
    change(drafts, "Mine")
    file = drafts.file("evaluation")
    theirs = file.read_text(encoding="utf-8") + "# theirs\n"
    file.write_text(theirs, encoding="utf-8")
    draft = drafts.draft("evaluation")
    assert draft

    with pytest.raises(FileChangedError):
        drafts.save(draft)

    assert file.read_text(encoding="utf-8") == theirs
    assert drafts.is_kept("evaluation")
