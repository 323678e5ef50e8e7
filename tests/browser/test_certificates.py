"""Certificates made at the desk and fetched on a phone, in a browser."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from credit_held import curriculum_with_credit, held_on_disk
from playwright.sync_api import Browser, Page, expect
from running import Server

PEOPLE = (
    ("José Núñez", "physician", "es"),
    ("Cy Ray", "pharmacist", "en"),
    ("Bo Li", "nurse", "en"),
)
# Counts for minutes before it sets a page; it is stopped long before.
SLOW = "#for a in range(90000) { for b in range(3000) { let c = a * b } }\n"
MADE_MS = 120_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trainer's own curriculum."""
    return curriculum_with_credit(tmp_path_factory.mktemp("curriculum"))


@pytest.fixture(scope="module")
def held(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str, str, list[str]]]:
    """A server with a session that was held for credit; its id, code and cookies."""
    data = tmp_path_factory.mktemp("server") / "data"
    session = held_on_disk(data, folder, PEOPLE)
    server = Server(data, ("--curriculum", str(folder))).start()
    yield server, *session
    server.stop()


def test_the_trainer_sees_them_being_made_stops_and_takes_them(
    held: tuple[Server, str, str, list[str]],
    folder: Path,
    chromium: Browser,
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    server, session, *_ = held
    template = folder / "handouts" / "certificate.typ"
    usual = template.read_text(encoding="utf-8")
    template.write_text(SLOW + usual, encoding="utf-8")
    context = chromium.new_context(locale="en-US")
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.goto(server.desk_url)
    page.goto(f"{server.url}/desk/sessions/{session}")
    part = page.locator("#certificates")

    part.get_by_role("button", name="Make certificates").click()
    expect(part.get_by_role("progressbar")).to_be_visible()
    axe(page)
    part.get_by_role("button", name="Stop").press("Enter")
    expect(part.get_by_text("The making was stopped.")).to_be_visible()
    template.write_text(usual, encoding="utf-8")
    part.get_by_role("button", name="Make certificates").click()

    link = part.get_by_role("link", name="Certificates (.zip)")
    expect(link).to_be_visible(timeout=MADE_MS)
    expect(page.locator("#live")).to_have_text(
        "2 certificates and confirmations are in the file."
    )
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "made.zip")
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert len(archive.namelist()) == 2 + 2
    page.goto(f"{server.url}/desk/sessions/{session}?lang=es#certificates")
    expect(part.get_by_role("button", name="Prepararlos de nuevo")).to_be_visible()
    axe(page)
    context.close()
    assert raised == []


@pytest.mark.parametrize(
    ("person", "language", "said"),
    [
        (0, "es", "Su certificado: AMA PRA Categoría 1, 1.75 (PDF)"),
        (1, "en", "It appears in CPE Monitor once the accredited provider has"),
    ],
)
def test_a_person_finds_theirs_on_the_phone(
    held: tuple[Server, str, str, list[str]],
    chromium: Browser,
    axe: Callable[[Page], None],
    person: int,
    language: str,
    said: str,
) -> None:
    server, _, code, cookies = held
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    there = f"{server.url}/s/{code}/me"
    context.add_cookies([{"name": "identity", "value": cookies[person], "url": there}])
    page = context.new_page()

    page.goto(f"{there}?lang={language}")

    expect(page.get_by_text(said)).to_be_visible()
    axe(page)
    context.close()
