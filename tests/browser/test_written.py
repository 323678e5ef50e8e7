"""Words and "Other" on real phones, moderated at the console, on the wall."""

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from running import Console, Held, Phone, Server

from facilitator.library.curriculum import shipped_folder

ASKED = """
  - name: in_a_word
    kind: words
    label: {en: What does a survivor need from you?, es: ¿Qué necesita de usted una persona sobreviviente?}
  - name: hurdle
    kind: single
    other: true
    label: {en: What keeps you from asking?, es: ¿Qué le impide preguntar?}
    options:
      - {name: time, label: {en: Too little time, es: Poco tiempo}}
      - {name: room, label: {en: No private room, es: Falta de un lugar privado}}
"""  # noqa: E501
PLAN = """
  - name: next_hurdle
    kind: multiple
    other: true
    label: {en: What will be hard?, es: ¿Qué será difícil?}
    options:
      - {name: time, label: {en: Too little time, es: Poco tiempo}}
      - {name: room, label: {en: No private room, es: Falta de un lugar privado}}
"""
WORDS = ("time", "Confianza", "trust", "respeto", "safety", "calm")
Axe = Callable[[Page], None]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session that asks for words, and lets people say something else."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    for part in ("sessions", "slides", "surveys", "handouts"):
        shutil.copytree(shipped_folder() / part, folder / part)
    for file, asked in (("conference-2h-polls", ASKED), ("evaluation", PLAN)):
        survey = folder / "surveys" / f"{file}.yaml"
        survey.write_text(survey.read_text("utf-8") + asked, "utf-8")
    data = tmp_path_factory.mktemp("server") / "data"
    server = Server(data, ("--curriculum", str(folder))).start()
    yield server.create_session()
    server.stop()


@pytest.fixture
def trainer(held: Held) -> Iterator[Console]:
    """The console that leads."""
    console = held.console()
    yield console
    console.close()


@pytest.fixture
def phones(held: Held) -> Iterator[list[Phone]]:
    """Six phones on real sockets, which note all that they are sent."""
    made = [Phone(held).join() for _ in range(6)]
    yield made
    for phone in made:
        phone.close()


class Windows:
    """Browsers of one test; no script in them may raise anything."""

    def __init__(self, chromium: Browser, held: Held, axe: Axe) -> None:
        self.chromium, self.held, self.axe = chromium, held, axe
        self.raised: list[str] = []
        self.pages: list[Page] = []

    def page(self, width: int, height: int, language: str, **more: bool) -> Page:
        """Open a browser of its own."""
        page = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale=f"{language}-US",
            **more,  # type: ignore[arg-type]  # java_script_enabled
        ).new_page()
        page.on("pageerror", lambda error: self.raised.append(str(error)))
        self.pages.append(page)
        return page

    def phone(self, language: str, **more: bool) -> Page:
        """Join with a small phone and sign in."""
        page = self.page(320, 568, language, **more)
        page.goto(f"{self.held.server.url}/J/{self.held.code}")
        page.locator(f"main a[hreflang={language}]").click()
        page.locator("main a.button").click()
        page.locator("#name").fill("Ana Ruiz")
        page.locator("#sign-in button").click()
        page.wait_for_url(self.held.url())
        return page

    def screen(self, path: str, width: int, height: int, language: str) -> Page:
        """Open one of the trainer's screens."""
        page = self.page(width, height, language)
        page.goto(self.held.server.desk_url)
        page.goto(f"{self.held.server.url}/{path}/{self.held.id}")
        return page

    def look(self, *pages: Page) -> None:
        """Assert that axe finds nothing and nothing scrolls sideways."""
        for page in pages:
            self.axe(page)
            assert page.evaluate(
                "document.documentElement.scrollWidth <= innerWidth"
            ), page.url


@pytest.fixture
def windows(chromium: Browser, held: Held, axe: Axe) -> Iterator[Windows]:
    """Browsers that are closed afterwards."""
    made = Windows(chromium, held, axe)
    yield made
    for page in made.pages:
        page.context.close()
    assert made.raised == []


def picture(page: Page, name: str, folder: Path) -> None:
    """Keep a picture of a screen beside the test's other files."""
    page.screenshot(path=folder / f"{name}.png", full_page="phone" in name)


def card(console: Page, text: str) -> Locator:
    """Return a card of the console's list."""
    return console.locator(".written li", has_text=text)


def test_words_are_held_let_through_merged_and_frozen(
    windows: Windows,
    trainer: Console,
    phones: list[Phone],
    tmp_path: Path,
) -> None:
    wall = windows.screen("projector", 1920, 1080, "en")
    console = windows.screen("console", 1366, 768, "en")
    ana, plain = windows.phone("es"), windows.phone("en", java_script_enabled=False)
    trainer.move("open_poll", poll="in_a_word")
    expect(wall.get_by_text("Write up to 3 words on your phone")).to_be_visible()
    ana.get_by_label("Palabra 1").fill("  confianza ")
    ana.get_by_label("Palabra 3").fill("mierda")
    picture(ana, "phone-asked", tmp_path)
    windows.look(ana, wall)
    ana.get_by_label("Palabra 3").press("Enter")
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    plain.reload()
    plain.get_by_label("Word 1").fill("trust")
    plain.get_by_label("Word 2").fill("x\u202e")
    plain.get_by_role("button", name="Send answer").click()
    expect(plain.get_by_label("Word 2")).to_have_value("x")
    for phone, word in zip(phones, WORDS, strict=True):
        phone.answer("in_a_word", [word, "respeto"])
    trainer.move("close_and_show", poll="in_a_word")
    expect(wall.get_by_text("No word is shown yet.")).to_be_visible()

    console.get_by_role("button", name="Show all 7 that are not flagged").click()
    expect(wall.locator(".cloud li")).to_have_count(7)
    expect(wall.locator(".cloud li").first).to_contain_text("respeto")
    expect(card(console, "mierda")).to_contain_text("Look closely")
    plain.reload()
    assert "mierda" not in wall.content() + plain.content()
    trust = card(console, "trust")
    trust.get_by_role("button", name="More").click()
    trust.get_by_role("button", name="Merge…").click()
    picture(console, "console-merging", tmp_path)
    card(console, "confianza").get_by_role("button", name="Into this one").click()
    expect(wall.locator(".cloud li")).to_have_count(6)
    expect(wall.locator(".cloud li", has_text="confianza")).to_contain_text("4")
    picture(wall, "wall-cloud", tmp_path)
    picture(console, "console-words", tmp_path)
    picture(ana, "phone-cloud", tmp_path)
    windows.look(wall, console, ana)
    plain.reload()
    expect(plain.get_by_text("confianza (4)")).to_be_visible()

    console.get_by_role("button", name="Freeze the wall").click()
    expect(console.get_by_role("button", name="Let the wall move")).to_be_visible()
    card(console, "mierda").get_by_role("button", name="Show").click()
    expect(card(console, "mierda")).to_have_attribute("data-shown", "true")
    expect(wall.locator(".cloud li")).to_have_count(6)
    console.get_by_role("button", name=re.compile("^Undo")).click()
    trainer.move("unfreeze_wall")
    assert not any("mierda" in str(phone.newest) for phone in phones)


def test_other_takes_words_that_are_held(
    windows: Windows,
    trainer: Console,
    phones: list[Phone],
    tmp_path: Path,
) -> None:
    wall = windows.screen("projector", 1024, 768, "es")
    console = windows.screen("console", 1366, 768, "es")
    ana, plain = windows.phone("es"), windows.phone("en", java_script_enabled=False)
    trainer.move("language", language="es")
    trainer.move("open_poll", poll="hurdle")
    words = ana.get_by_label("Dígalo con sus palabras, si lo desea")
    expect(ana.get_by_text("Poco tiempo")).to_be_visible()
    expect(words).to_have_count(0)
    ana.get_by_role("radio", name="Otra").focus()
    ana.keyboard.press("Space")
    words.fill("Miedo a equivocarme")
    picture(ana, "phone-other", tmp_path)
    windows.look(ana)
    words.press("Enter")
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    plain.reload()
    expect(plain.locator(".other-words")).to_be_hidden()
    plain.get_by_text("Other").click()
    plain.get_by_label("Say it in your words").fill("No interpreter")
    plain.get_by_role("button", name="Send answer").click()
    expect(plain.get_by_label("Say it in your words")).to_have_value("No interpreter")
    for phone in phones:
        phone.answer("hurdle", "time")
    trainer.move("close_and_show", poll="hurdle")
    expect(wall.locator(".result-rows").get_by_text("Otra")).to_be_visible()
    assert "equivocarme" not in wall.content()
    card(console, "equivocarme").get_by_role("button", name="Mostrar").click()
    expect(wall.locator(".result-cards")).to_contain_text("Miedo a equivocarme")
    picture(wall, "wall-other", tmp_path)
    picture(console, "console-other", tmp_path)
    windows.look(wall, console)
    assert "interpreter" not in wall.content()


def test_lists_of_words_are_tried_at_the_desk(
    windows: Windows, held: Held, tmp_path: Path
) -> None:
    desk = windows.page(1366, 768, "es")
    desk.goto(held.server.desk_url)
    desk.get_by_role("link", name="Listas de palabras").click()
    desk.get_by_label("Una palabra o una frase corta").fill("m1erda")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Mire con atención")
    picture(desk, "desk-words", tmp_path)
    windows.look(desk)


def test_other_takes_words_in_the_evaluation(
    windows: Windows, trainer: Console, held: Held
) -> None:
    ana, plain = windows.phone("es"), windows.phone("en", java_script_enabled=False)
    trainer.move("evaluation", open=True)
    for page, text in ((ana, "Los turnos"), (plain, "Night shifts")):
        page.goto(held.url("/evaluation"))
        block = page.locator("#q-next_hurdle")
        expect(block.locator(".other-words")).to_be_hidden()
        block.locator("input[value=other]").check()
        block.locator("input[value=time]").check()
        block.locator(".other-words input").fill(text)
        page.locator("#survey .send button").click()
        page.wait_for_url(re.compile("sent|/s/[A-Z0-9]+$"))
    book = load_workbook(BytesIO(held.download("evaluation")), read_only=True)
    _, *texts = book["open_text"].iter_rows(values_only=True)
    assert sorted(str(row[2]) for row in texts if row[0] == "next_hurdle_other") == [
        "Los turnos",
        "Night shifts",
    ]
    header, *rows = book["responses_codes"].iter_rows(values_only=True)
    assert {
        (row[header.index("next_hurdle___1")], row[header.index("next_hurdle___96")])
        for row in rows
    } == {(1, 1)}
