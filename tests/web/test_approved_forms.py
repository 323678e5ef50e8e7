"""Forms that were approved: what phones, the desk and the workbook say of them."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import Held, Server

from facilitator.documents.xlsform_file import read_xlsform
from facilitator.domain.xlsform.reading import survey_of
from facilitator.library.copying import copy
from facilitator.library.curriculum import shipped_folder
from facilitator.library.survey_locking import locked_words
from facilitator.library.surveys import read_survey

PAGE = {"Accept": "text/html"}
NUMBER = "0000-0000"


def lock(own: Path, name: str, expires: date, translation: str) -> None:
    """Approve a survey until a day, and lock it."""
    file = own / "surveys" / f"{name}.yaml"
    said = (
        f"locked:\n  omb_number: {NUMBER}\n  expires: {expires}\n"
        "  burden: {en: About five minutes <each>., es: Cinco minutos <cada una>.}\n"
        f"translation: {translation}\n"
    )
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("sections:", f"{said}sections:", 1), encoding="utf-8")
    file.write_text(locked_words(own, name)[0], encoding="utf-8")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A curriculum whose evaluation is approved, and its plan not in Spanish."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    copy(shipped_folder(), folder)
    later = date.today() + timedelta(days=4_000)  # noqa: DTZ011  # days apart
    lock(folder, "evaluation", later, "{es: approved}")
    lock(folder, "action-plan", later, "{es: reviewed}")
    return folder


@pytest.fixture(scope="module")
def server(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that holds sessions of that curriculum."""
    data = tmp_path_factory.mktemp("approved") / "data"
    running = Server(data, options=("--curriculum", str(own))).start()
    yield running
    running.stop()


@pytest.fixture
def held(server: Server) -> Iterator[Held]:
    """The half day, its evaluation and its action plan open."""
    held = server.create_session("organization")
    trainer = held.console()
    trainer.move("evaluation", open=True)
    trainer.move("worksheet", open=True)
    yield held
    trainer.close()


def form_page(held: Held, name: str, language: str) -> str:
    """Return a form as a phone without scripts gets it."""
    return held.phone(language).web.get(held.url(f"/{name}"), headers=PAGE).text


@pytest.mark.parametrize(
    ("language", "number", "burden"),
    [
        ("en", f"OMB control number {NUMBER}. Expires ", "five minutes &lt;each&gt;."),
        ("es", f"Número de control de la OMB {NUMBER}. Vence el ", "&lt;cada una&gt;."),
    ],
)
def test_the_approval_stands_before_the_questions(
    held: Held, language: str, number: str, burden: str
) -> None:
    page = form_page(held, "evaluation", language)
    assert number in page
    assert page.index(number) < page.index(burden) < page.index("data-question=")
    assert 'id="only"' not in page


def test_a_language_that_is_not_approved_is_said_and_not_shown(held: Held) -> None:
    page = form_page(held, "worksheet", "es")
    assert '<html lang="es"' in page
    assert re.search(r'id="only".*Este formulario está aprobado solo en inglés', page)
    before, form = page.split('<div class="stack-large" lang="en">')
    form, after = form.split("</form>", 1)
    assert "Outreach: what we do now" in form
    assert "(required)" in form
    assert "Alcance comunitario" not in page
    # What leads out of the form stays in the language of whoever needs it.
    assert "Volver a la sesión" in before
    assert "Tomar un descanso" in after
    assert "Salir de esta página" in after
    assert 'id="only"' not in form_page(held, "worksheet", "en")


def test_the_desk_says_what_is_not_approved(held: Held) -> None:
    here = f"{held.server.url}/desk/sessions/{held.id}"
    page = held.server.trainer.get(here, headers=PAGE).text
    assert "is a locked form, and its words in this language are not approved" in page
    only = held.server.create_session("organization", languages=["en"])
    there = f"{held.server.url}/desk/sessions/{only.id}"
    assert "is a locked form" not in held.server.trainer.get(there, headers=PAGE).text


def test_the_workbook_says_under_which_number_it_was_asked(held: Held) -> None:
    book = load_workbook(io.BytesIO(held.download("evaluation")))
    said = {str(a.value): str(b.value) for a, b in book["README"].iter_rows(max_col=2)}
    assert said["OMB control number"] == NUMBER
    assert said["Burden statement"] == "About five minutes <each>."
    assert said["Hash of words and codes"].startswith("sha256:")
    assert said["Wording in Spanish"] == "approved"


def test_the_surveys_of_a_session_are_downloaded_as_forms(
    held: Held, own: Path, tmp_path: Path
) -> None:
    here = f"{held.server.url}/desk/sessions/{held.id}"
    page = held.server.trainer.get(here, headers=PAGE).text
    links = re.findall(r'href="[^"]*/surveys/([a-z0-9-]+)\.xlsx"', page)
    assert links == [
        *("organization-polls", "before-session", "action-plan"),
        *("after-session", "evaluation", "three-months"),
    ]
    for name in links:
        answer = held.server.trainer.get(f"{here}/surveys/{name}.xlsx")
        assert answer.headers["Content-Disposition"].endswith(f'"{name}.xlsx"')
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(answer.content)
        survey = survey_of(read_xlsform(path, path.name), name)
        assert survey == read_survey(own, name).value
    missing = held.server.trainer.get(f"{here}/surveys/other.xlsx")
    assert missing.status_code == 404
    stranger = held.phone().web.get(f"{here}/surveys/evaluation.xlsx")
    assert stranger.status_code == 403


def test_a_session_cannot_be_made_for_a_day_after_the_approval(
    server: Server, own: Path
) -> None:
    evaluation = own / "surveys/evaluation.yaml"
    kept = own.parent / "evaluation.yaml"
    shutil.copy(evaluation, kept)
    words = evaluation.read_text(encoding="utf-8")
    evaluation.write_text(
        words[: words.index("locked:")] + words[words.index("sections:") :],
        encoding="utf-8",
    )
    # A day ahead of every clock on Earth may be used, the day after may not.
    soon = date.today() + timedelta(days=2)  # noqa: DTZ011  # days apart
    lock(own, "evaluation", soon, "{es: approved}")
    form = {"date": (soon + timedelta(days=1)).isoformat()}
    refused = server.trainer.post(
        f"{server.url}/desk/sessions",
        data={
            "plan": "conference-2h",
            "time": "09:00",
            "time_zone": "America/Chicago",
            "languages": ["en"],
            "address": "127.0.0.1:1",
            **form,
        },
        headers=PAGE,
    )
    shutil.copy(kept, evaluation)
    assert refused.status_code == 409
    assert f"expired on {soon}" in refused.text
