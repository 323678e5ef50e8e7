"""Every kind of question on real phones and the wall, from asking to the workbook."""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running import Console, Held, Server

from facilitator.library.curriculum import shipped_folder

ASKED = """
  - name: years
    kind: numeric
    label: {en: How many years have you worked with the public?, es: ¿Cuántos años ha trabajado con el público?}
    unit: {en: years, es: años}
    greatest: 60
    decimals: 1
    decline: true
  - name: sure
    kind: rating
    label: {en: How ready does your team feel?, es: ¿Qué tan preparado se siente su equipo?}
    points: 10
    low: {en: Not at all ready, es: Nada preparado}
    high: {en: Completely ready, es: Totalmente preparado}
  - name: age
    kind: single
    label: {en: Does force have to be shown for a minor?, es: ¿Hay que demostrar fuerza si es menor de edad?}
    explanation: {en: Under 18 no force has to be shown., es: Antes de los 18 no hay que demostrar fuerza.}
    options:
      - {name: shown, label: {en: "Yes", es: Sí}}
      - {name: not_shown, label: {en: "No", es: "No"}, right: true}
"""  # noqa: E501
Axe = Callable[[Page], None]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session whose polls and evaluation ask every kind."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    for part in ("sessions", "slides", "surveys", "handouts"):
        shutil.copytree(shipped_folder() / part, folder / part)
    for file in ("conference-2h-polls.yaml", "evaluation.yaml"):
        with (folder / "surveys" / file).open("a", encoding="utf-8") as survey:
            survey.write(ASKED)
    data = tmp_path_factory.mktemp("server") / "data"
    server = Server(data, ("--curriculum", str(folder))).start()
    yield server.create_session()
    server.stop()


class Windows:
    """The phones and the wall of one room."""

    def __init__(self, chromium: Browser, asked: Held, axe: Axe) -> None:
        self.chromium, self.asked, self.axe = chromium, asked, axe
        self.contexts: list[BrowserContext] = []
        self.raised: list[str] = []

    def window(self, width: int, height: int, language: str, **more: bool) -> Page:
        """Open a browser of its own."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale=f"{language}-US",
            **more,  # type: ignore[arg-type]  # java_script_enabled
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.raised.append(str(error)))
        return page

    def phone(self, language: str, **more: bool) -> Page:
        """Join with a small phone and sign in."""
        page = self.window(320, 568, language, **more)
        page.goto(f"{self.asked.server.url}/J/{self.asked.code}")
        page.locator(f"main a[hreflang={language}]").click()
        page.locator("main a.button").click()
        page.locator("#name").fill("Ana Ruiz")
        page.locator("#sign-in button").click()
        page.wait_for_url(self.asked.url())
        return page

    def wall(self) -> Page:
        """Open the projector."""
        page = self.window(1920, 1080, "en")
        page.goto(self.asked.server.desk_url)
        page.goto(f"{self.asked.server.url}/projector/{self.asked.id}")
        return page

    def look(self, *pages: Page) -> None:
        """Assert that axe finds nothing and nothing scrolls sideways."""
        for page in pages:
            self.axe(page)
            assert page.evaluate(
                "document.documentElement.scrollWidth <= innerWidth"
            ), page.url


@pytest.fixture
def windows(chromium: Browser, asked: Held, axe: Axe) -> Iterator[Windows]:
    """Windows in which no script may raise anything."""
    made = Windows(chromium, asked, axe)
    yield made
    for context in made.contexts:
        context.close()
    assert made.raised == []


@pytest.fixture
def trainer(asked: Held) -> Iterator[Console]:
    """The console that leads."""
    console = asked.console()
    yield console
    console.close()


def picture(page: Page, name: str, folder: Path) -> None:
    """Keep a picture of a screen beside the test's other files."""
    page.screenshot(path=folder / f"{name}.png")


def cells(held: Held, kind: str, sheet: str) -> list[tuple[object, ...]]:
    """Return the rows of one sheet of a workbook."""
    book = load_workbook(BytesIO(held.download(kind)), read_only=True)
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def others_answer(asked: Held, poll: str, answers: Sequence[str]) -> None:
    """Answer on more phones: results of fewer than five are not shown."""
    for answer in answers:
        phone = asked.phone().join()
        assert phone.answer(poll, answer)["ok"]
        phone.close()


def test_a_number_is_asked_answered_and_drawn(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana, luis = windows.wall(), windows.phone("en"), windows.phone("es")
    plain = windows.phone("es", java_script_enabled=False)
    trainer.move("open_poll", poll="years")
    expect(wall.get_by_text("Write a number on your phone")).to_be_visible()
    expect(luis.get_by_text("Un número de 0 a 60.")).to_be_visible()
    picture(luis, "number-asked", tmp_path)
    picture(wall, "number-wall", tmp_path)
    windows.look(ana, luis, wall)

    field = ana.get_by_label("Your answer")
    field.fill("seventy")
    field.press("Enter")
    expect(ana.get_by_text("at most 1 behind the decimal mark")).to_be_visible()
    field.fill("61")
    ana.get_by_role("button", name="Change answer").click()
    expect(ana.get_by_text("Write a number from 0 to 60.")).to_be_visible()
    field.fill("12")
    ana.get_by_role("button", name="Change answer").click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    luis.get_by_label("Su respuesta").fill("3,5")
    luis.get_by_role("button", name="Enviar la respuesta").click()
    expect(luis.locator("[data-state=saved]")).to_be_visible()
    plain.reload()
    plain.get_by_role("button", name="Prefiero no responder").click()
    expect(plain.get_by_text("Usted prefirió no responder.")).to_be_visible()

    others_answer(asked, "years", ("4", "5", "6"))
    trainer.move("close_and_show", poll="years")
    expect(wall.locator(".result-columns")).to_be_visible()
    expect(wall.get_by_text("5 answered")).to_be_visible()
    expect(luis.locator("figcaption")).to_contain_text("de 3.5 a 12 años")
    assert "preferred not" not in wall.inner_text("body")
    picture(wall, "number-results", tmp_path)
    picture(luis, "number-phone-results", tmp_path)
    windows.look(luis, wall)
    found = [row for row in cells(asked, "polls", "responses") if row[0] == "years"]
    assert sorted(str(row[3]) for row in found) == ["-8", "12", "3.5", "4", "5", "6"]


def test_a_rating_is_answered_by_keyboard_and_has_a_mean(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("es")
    trainer.move("open_poll", poll="sure")
    expect(ana.get_by_text("Totalmente preparado")).to_be_visible()
    picture(ana, "rating-asked", tmp_path)
    picture(wall, "rating-wall", tmp_path)
    ana.get_by_role("radio", name="1 · Nada preparado").focus()
    ana.keyboard.press("Space")
    for _ in range(7):
        ana.keyboard.press("ArrowRight")
    windows.look(ana, wall)
    picture(ana, "rating-chosen", tmp_path)
    ana.keyboard.press("Enter")
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    others_answer(asked, "sure", ("8", "8", "7", "9"))
    trainer.move("close_and_show", poll="sure")
    expect(wall.get_by_text(re.compile("Mean 8.0 of 10")).first).to_be_visible()
    picture(wall, "rating-results", tmp_path)
    windows.look(ana, wall)


def test_why_an_answer_is_right_is_said_with_the_results_and_not_before(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    wall, ana = windows.wall(), windows.phone("es")
    plain = windows.phone("es", java_script_enabled=False)
    trainer.move("open_poll", poll="age")
    ana.get_by_text("Sí").click()
    ana.get_by_role("button", name="Enviar la respuesta").click()
    expect(ana.locator("[data-state=saved]")).to_be_visible()
    told = ana.request.get(asked.url("/state")).text()
    assert "no hay que demostrar" not in told
    assert "no hay que demostrar" not in ana.content()
    trainer.move("close_and_show", poll="age")
    why = "Antes de los 18 no hay que demostrar fuerza."
    expect(ana.get_by_text(why)).to_be_visible()
    expect(wall.get_by_text("Under 18 no force has to be shown.")).to_be_visible()
    plain.reload()
    expect(plain.get_by_text(why)).to_be_visible()
    picture(ana, "why-phone", tmp_path)
    picture(wall, "why-wall", tmp_path)
    windows.look(ana, wall)


def test_the_evaluation_takes_them_with_and_without_scripts(
    windows: Windows, trainer: Console, asked: Held, tmp_path: Path
) -> None:
    ana, plain = windows.phone("en"), windows.phone("es", java_script_enabled=False)
    trainer.move("evaluation", open=True)
    for page in (ana, plain):
        page.goto(asked.url("/evaluation"))
    number = ana.locator("#q-years")
    number.get_by_role("textbox").fill("7")
    number.get_by_role("checkbox").check()
    expect(number.get_by_role("textbox")).to_have_value("")
    ana.locator("#q-sure").get_by_role("radio", name="9").check()
    ana.locator("#q-sure").scroll_into_view_if_needed()
    picture(ana, "evaluation", tmp_path)
    windows.look(ana)
    ana.get_by_role("button", name="Send the evaluation").click()
    ana.wait_for_url(re.compile("sent|now|/s/[A-Z0-9]+$"))
    plain.locator("#q-years").get_by_role("textbox").fill("7,25")
    plain.locator("#survey .send button").click()
    expect(plain.locator("#w-years")).to_contain_text("como máximo 1 después")
    plain.locator("#q-years").get_by_role("textbox").fill("7,2")
    plain.locator("#survey .send button").click()
    plain.wait_for_url(re.compile("sent"))
    header, *rows = cells(asked, "evaluation", "responses_codes")
    years, sure = header.index("years"), header.index("sure")
    assert {(row[years], row[sure]) for row in rows} == {(-8, 9), (7.2, -9)}
