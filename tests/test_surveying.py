"""Surveys out and in from the command line, and the lock of an approved form."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from facilitator.cli import commands
from facilitator.errors import FacilitatorError
from facilitator.library.copying import copy
from facilitator.library.curriculum import shipped_folder
from facilitator.library.surveys import read_survey

LOCK = """\
locked:
  omb_number: 0000-0000
  expires: 2099-12-31
  burden: {en: About five minutes., es: Unos cinco minutos.}
translation: {es: approved}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A curriculum of one's own."""
    copy(shipped_folder(), tmp_path / "own")
    return tmp_path / "own"


def run(*words: object) -> Result:
    return CliRunner().invoke(commands, ["survey", *map(str, words)])


def refusal(*words: object) -> str:
    answer = run(*words)
    assert isinstance(answer.exception, FacilitatorError)
    return str(answer.exception)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def test_a_survey_goes_out_and_comes_in_again(own: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert run("export", "evaluation", form).output == f"Written: {form}\n"
    assert load_workbook(form).sheetnames == ["survey", "choices", "settings"]
    assert run("export", "evaluation", form).output == f"Replaced: {form}\n"
    named = ("--curriculum", own)
    written = own / "surveys/again.yaml"
    assert run("import", form, "again", *named).output == f"Written: {written}\n"
    before = read_survey(own, "evaluation").value
    after = read_survey(own, "again")
    assert after.problems == ()
    assert after.value.questions == before.questions
    assert (after.value.title, after.value.intro) == (before.title, before.intro)


def test_nothing_is_written_over_unless_asked_for(own: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    run("export", "evaluation", form)
    before = files(own / "surveys")
    named = ("--curriculum", own)
    assert "is there already" in refusal("import", form, "evaluation", *named)
    assert files(own / "surveys") == before
    answer = run("import", form, "evaluation", "--replace", *named)
    assert answer.output == f"Replaced: {own / 'surveys/evaluation.yaml'}\n"
    words = (own / "surveys/evaluation.yaml").read_text(encoding="utf-8")
    assert words.startswith("# The evaluation at the end of a session.")


def test_a_form_with_mistakes_writes_nothing_and_tells_them_all(
    own: Path, tmp_path: Path
) -> None:
    form = tmp_path / "form.xlsx"
    run("export", "evaluation", form)
    book = load_workbook(form)
    book["survey"]["A3"] = "geopoint"
    book["survey"]["B4"] = "No name"
    book.save(form)
    before = files(own / "surveys")
    answer = run("import", form, "evaluation", "--replace", "--curriculum", own)
    assert "Sheet survey, row 3, column type: A survey here cannot" in answer.output
    assert "Sheet survey, row 4, column name: `No name` is no name" in answer.output
    assert "nothing was written" in str(answer.exception)
    assert files(own / "surveys") == before


FOREIGN = {
    "survey": (
        ("type", "name", "label::English (en)", "label::Español (es)", "appearance"),
        ("acknowledge", "notice", "I read the notice.", "Leí el aviso."),
        ("select_one setting or_other", "place", "Where?", "¿Dónde?"),
        ("begin_group", "rate", "How sure?", "¿Qué tan segura?", "table-list"),
        ("select_one sure", "ask", "To ask", "Preguntar"),
        ("select_one sure", "call", "To call", "Llamar"),
        ("end_group",),
    ),
    "choices": (
        ("list_name", "name", "label::English (en)", "label::Español (es)"),
        ("setting", "clinic", "Clinic", "Clínica"),
        ("setting", "school", "School", "Escuela"),
        ("sure", "no", "Not sure", "Insegura"),
        ("sure", "yes", "Sure", "Segura"),
    ),
    "settings": (("form_title", "title_es"), ("From elsewhere", "De otra parte")),
}


def test_a_form_from_elsewhere_is_a_survey_that_is_taken(
    own: Path, tmp_path: Path
) -> None:
    book = Workbook()
    for name, rows in FOREIGN.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    form = tmp_path / "foreign.xlsx"
    book.save(form)
    named = ("--curriculum", own, "--kind", "evaluation")
    assert run("import", form, "foreign", *named).exit_code == 0
    taken = read_survey(own, "foreign")
    assert taken.problems == ()
    kinds = [(q.name, q.kind, q.other) for q in taken.value.questions]
    assert kinds == [
        ("notice", "acknowledge", False),
        ("place", "single", True),
        ("rate", "matrix", False),
    ]


@pytest.mark.parametrize("name", ["../evil", "Form", "a b", "x" * 80, ""])
def test_a_name_never_becomes_a_path(own: Path, tmp_path: Path, name: str) -> None:
    form = tmp_path / "form.xlsx"
    run("export", "evaluation", form)
    named = ("--curriculum", own)
    assert "is no name of a survey" in refusal("import", form, name, *named)
    assert "is no name of a survey" in refusal("export", name, form)
    assert "is no name of a survey" in refusal("lock", name, *named)


def test_what_is_missing_is_said(own: Path, tmp_path: Path) -> None:
    form, named = tmp_path / "form.xlsx", ("--curriculum", own)
    assert "There is no file" in refusal("import", form, "new", *named)
    assert "--curriculum" in refusal("import", form, "new")
    assert "--curriculum" in refusal("lock", "evaluation")
    assert "no such file" in refusal("export", "nowhere", form)
    assert "does not end in .xlsx" in refusal("export", "evaluation", tmp_path / "a")
    nowhere = ("--curriculum", tmp_path / "nowhere")
    assert "There is no folder" in refusal("import", form, "new", *nowhere)


def test_a_form_is_locked_and_a_changed_word_is_seen_on_the_way(
    own: Path, tmp_path: Path
) -> None:
    file, named = own / "surveys/evaluation.yaml", ("--curriculum", own)
    words = file.read_text(encoding="utf-8")
    assert "nothing under `locked`" in refusal("lock", "evaluation", *named)
    file.write_text(words.replace("sections:", f"{LOCK}sections:", 1), encoding="utf-8")
    assert run("lock", "evaluation", *named).output.startswith(
        "Locked: surveys/evaluation.yaml, sha256:"
    )
    assert CliRunner().invoke(commands, ["check", str(own)]).exit_code == 0
    form = tmp_path / "form.xlsx"
    run("export", "evaluation", form, *named)
    assert run("import", form, "again", *named).exit_code == 0
    book = load_workbook(form)
    book["survey"]["C5"] = "Another question?"
    book.save(form)
    answer = run("import", form, "changed", *named)
    assert "A word or a code of this locked form was changed" in answer.output
    assert not (own / "surveys/changed.yaml").exists()
    changed = file.read_text(encoding="utf-8").replace("Evaluation", "Review", 1)
    file.write_text(changed, encoding="utf-8")
    assert "is locked with other words" in refusal("lock", "evaluation", *named)
    assert "was changed" in CliRunner().invoke(commands, ["check", str(own)]).output
    assert run("lock", "evaluation", "--replace", *named).exit_code == 0
    assert CliRunner().invoke(commands, ["check", str(own)]).exit_code == 0
