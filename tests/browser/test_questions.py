"""A question of the room: asked, moderated, on the wall, voted for; and the pace."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Held

Axe = Callable[[Page], None]
QUESTION = "¿Quién paga el refugio las primeras noches? 🏠"
FIVE = 5


class Windows:
    """The windows of one session."""

    def __init__(self, chromium: Browser, session: Held) -> None:
        self.chromium, self.session = chromium, session
        self.raised: list[str] = []

    def open(self, path: str, width: int, height: int, language: str = "en") -> Page:
        url, trainer = self.session.server.url, self.session.server.trainer
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, locale=f"{language}-US"
        )
        context.add_cookies(
            [
                {"name": "language", "value": language, "url": url},
                {"name": "here", "value": "anonymous", "url": self.session.url()},
            ]
        )
        if not path.startswith("/s/"):
            cookie = trainer.cookies["trainer"]
            context.add_cookies([{"name": "trainer", "value": cookie, "url": url}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.raised.append(str(error)))
        page.goto(url + path)
        return page

    def phone(self, width: int, height: int, language: str, path: str = "") -> Page:
        return self.open(f"/s/{self.session.code}{path}", width, height, language)


@pytest.fixture
def windows(chromium: Browser, session: Held) -> Iterator[Windows]:
    made = Windows(chromium, session)
    yield made
    for context in chromium.contexts:
        context.close()
    assert made.raised == []


def fits(page: Page) -> bool:
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    return bool(page.evaluate(wide))


def test_a_question_goes_round_the_room(windows: Windows, axe: Axe) -> None:
    session = windows.session
    trainer = session.console()
    trainer.move("next")
    console = windows.open(f"/console/{session.id}", 1366, 768)
    wall = windows.open(f"/projector/{session.id}", 1920, 1080)
    phone = windows.phone(320, 568, "es")
    expect(phone.get_by_text("¿Cómo le va con el ritmo?")).to_be_visible()
    expect(phone.get_by_role("link", name="Preguntas de la sala")).to_have_count(0)

    # The trainer switches questions on; the phone asks, and is told who reads it.
    console.get_by_role("tab", name="Questions").click()
    console.get_by_role("switch", name="Questions from phones").click()
    phone.get_by_role("link", name="Preguntas de la sala").click()
    axe(phone)
    phone.get_by_label("Su pregunta").fill(QUESTION)
    phone.get_by_role("button", name="Enviar la pregunta").click()
    expect(phone.get_by_text("Enviada. Quien capacita la lee primero.")).to_be_visible()
    expect(phone.locator("#own + ul")).to_contain_text(QUESTION)
    assert fits(phone)
    axe(phone)
    for way in ("Tomar un descanso", "Recursos", "Salir de esta página"):
        expect(phone.get_by_role("link", name=way)).to_be_visible()

    # Nothing is on the wall before the trainer wants it there.
    row = console.locator(".asked li", has_text=QUESTION)
    expect(console.get_by_role("tab", name="Questions")).to_contain_text("Held: 1")
    assert QUESTION not in wall.content()
    row.get_by_role("button", name="Let through").press("Enter")
    expect(row.get_by_role("button", name="On stage")).to_be_visible()
    axe(console)

    # Another phone votes, takes it back, and votes again.
    other = windows.phone(390, 844, "en", "/questions")
    vote = other.get_by_role("button", name=re.compile("Vote for"))
    for pressed in ("true", "false", "true"):
        vote.click()
        expect(vote).to_have_attribute("aria-pressed", pressed)
    axe(other)
    expect(row.locator(".asked-votes")).to_contain_text("1")

    row.get_by_role("button", name="On stage").click()
    expect(wall.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(phone.locator("#own + ul")).to_contain_text("En la pantalla ahora")
    axe(wall)
    row.get_by_role("button", name="Answered").click()
    expect(wall.locator(".question")).to_have_count(0)
    console.get_by_role("button", name="Undo: answered").click()
    expect(wall.get_by_role("heading", name=QUESTION)).to_be_visible()

    # Taken back by its writer it is gone from the wall and the other phone.
    phone.get_by_role("button", name="Retirar").click()
    expect(wall.locator(".question")).to_have_count(0)
    expect(other.get_by_text("No question is on the list yet.")).to_be_visible()


def test_the_pace_is_one_quiet_line(windows: Windows, axe: Axe) -> None:
    session = windows.session
    session.console().move("next")
    console = windows.open(f"/console/{session.id}", 1440, 900)
    phone = windows.phone(320, 568, "es")
    lost = phone.get_by_role("button", name="Me perdí")

    lost.click()
    expect(lost).to_have_attribute("aria-pressed", "true")
    for _ in range(FIVE - 1):
        session.phone().join().call("pace", {"pace": "right"})
    expect(console.locator(".pace-line")).to_contain_text("4 just right · 1 lost")
    assert fits(phone)
    axe(phone)
    axe(console)
    phone.reload()
    expect(lost).to_have_attribute("aria-pressed", "true")
    lost.click()

    expect(lost).to_have_attribute("aria-pressed", "false")
    expect(console.locator(".pace-line")).to_have_count(0)
