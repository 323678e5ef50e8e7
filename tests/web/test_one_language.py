"""A session that is offered in one language, and files named in the page's own."""

import io
import re

import pypdfium2
import pytest
import requests
from running import Held, Server, soon

from facilitator.web.downloads import NAMES

ONE = re.compile(r'class="button-secondary button-wide button-tall" lang="(\w\w)"')
SPANISH = {"Accept-Language": "es-MX,es;q=0.9"}


@pytest.fixture
def spanish(server: Server) -> Held:
    """A session that is offered in Spanish alone."""
    return server.create_session(languages=["es"])


def desk(held: Held, path: str, **headers: str) -> requests.Response:
    where = f"{held.server.url}/desk/sessions/{held.id}{path}"
    answer = held.server.trainer.get(where, headers=headers)
    answer.raise_for_status()
    return answer


@pytest.mark.parametrize(
    ("asked", "offered", "first"),
    [
        ("es-MX,es;q=0.9", ["en", "es"], "es"),
        ("en-US", ["en", "es"], "en"),
        ("fr", ["en", "es"], "en"),
        ("en-US", ["es"], "es"),
        ("es-MX", ["en"], "en"),
    ],
)
def test_a_phones_first_page_begins_with_the_likeliest_language(
    server: Server, asked: str, offered: list[str], first: str
) -> None:
    held = server.create_session(languages=offered)
    page = held.phone(asked).page.text

    assert ONE.findall(page) == [first, "en" if first == "es" else "es"]
    heading = re.findall(r'<h2 class="both"><span lang="(\w\w)">', page)
    assert heading == [first]


def test_a_phone_that_asks_for_neither_gets_its_page_in_the_sessions(
    spanish: Held,
) -> None:
    page = spanish.phone("fr").page.text

    assert '<html lang="es"' in page


def test_the_wall_stays_with_what_the_session_is_offered_in(spanish: Held) -> None:
    console = spanish.console()

    console.move("language", language="en")

    state = console.newest["state"]
    assert (state["language"], state["languages"]) == ("es", ["es"])


def test_the_sheet_to_sign_speaks_the_one_language_of_the_room(spanish: Held) -> None:
    made = desk(spanish, "/sign-in-sheet.pdf", **{"Accept-Language": "en"})

    page = pypdfium2.PdfDocument(io.BytesIO(made.content))[0]
    words = page.get_textpage().get_text_range()
    assert "Hoja de registro" in words
    assert "Sign-in sheet" not in words
    assert "sign-in-sheet-" in made.headers["Content-Disposition"]


def test_practice_phones_sign_in_in_the_sessions_one_language(spanish: Held) -> None:
    there = f"{spanish.server.url}/desk/sessions/{spanish.id}/practice"
    assert spanish.server.trainer.post(there, data={"phones": "1"}).ok
    try:
        soon(lambda: "Práctica 01" in desk(spanish, "/people").text)
        people = desk(spanish, "/people").text
        assert "Practice 01" not in people
        assert "Simulated" not in people
    finally:
        spanish.server.trainer.post(there, data={"phones": "0"})


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("/attendance.xlsx", "asistencia-2026-05-14-{code}.xlsx"),
        ("/evaluation-csv.zip", "evaluacion-csv-2026-05-14-{code}.zip"),
        ("/sign-in-sheet.pdf", "hoja-de-registro-2026-05-14-{code}.pdf"),
        ("/records.zip", "constancias-2026-05-14-{code}.zip"),
        ("/starter.pptx", "inicial-es-2026-05-14-{code}.pptx"),
    ],
)
def test_a_file_is_named_in_the_language_of_the_page(
    session: Held, path: str, called: str
) -> None:
    made = desk(session, path, **SPANISH)

    name = called.format(code=session.code)
    assert made.headers["Content-Disposition"].endswith(f'"{name}"')


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_of_files_are_apart_and_safe_on_every_system(language: str) -> None:
    names = [name[language] for name in NAMES.values()]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
