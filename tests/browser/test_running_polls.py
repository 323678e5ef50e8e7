"""A poll against the clock, on phones with and without scripts, wall and console."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect
from running import Held, Server

from facilitator.library.curriculum import shipped_folder

CLOSED = "This question is closed."
STATE = '42/phone,["state"'
Axe = Callable[[Page], None]
ASKED = """
  - name: help_now
    kind: multiple
    label: {en: What would help your team most?, es: ¿Qué ayudaría más a su equipo?}
    fewest: 2
    most: 3
    seconds: 1200
    shuffle: true
    options:
      - {name: guide, label: {en: A guide, es: Una guía}}
      - {name: number, label: {en: A number to call, es: Un número al que llamar}}
      - {name: training, label: {en: Training, es: Capacitación}}
      - {name: cases, label: {en: Time for cases, es: Tiempo para casos}}
      - {name: nothing, label: {en: None of these, es: Nada de esto}, fixed: last}
"""
# A form has no moment at which it is asked.
ASKED_IN_A_FORM = ASKED.replace("    seconds: 1200\n", "")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session with a poll that has a prepared time and shuffled choices."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    for part in ("sessions", "slides", "surveys", "handouts"):
        shutil.copytree(shipped_folder() / part, folder / part)
    forms = {"conference-2h-polls": ASKED, "evaluation": ASKED_IN_A_FORM}
    for name, asked in forms.items():
        file = folder / "surveys" / f"{name}.yaml"
        with file.open("a", encoding="utf-8") as survey:
            survey.write(asked)
    data = tmp_path_factory.mktemp("server") / "data"
    server = Server(data, ("--curriculum", str(folder))).start()
    yield server.create_session()
    server.stop()


def windows(chromium: Browser, raised: list[str]) -> Callable[..., BrowserContext]:
    def window(width: int, height: int, locale: str, **more: bool) -> BrowserContext:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            **more,  # type: ignore[arg-type]  # java_script_enabled
        )
        context.on("weberror", lambda error: raised.append(str(error.error)))
        return context

    return window


def trainers(context: BrowserContext, held: Held, path: str) -> Page:
    page = context.new_page()
    page.goto(held.server.desk_url)
    page.goto(f"{held.server.url}{path}/{held.id}")
    return page


def signed_in(context: BrowserContext, held: Held, language: str) -> Page:
    page = context.new_page()
    page.goto(f"{held.server.url}/J/{held.code}")
    page.locator(f"main a[hreflang={language}]").click()
    page.locator("main a.button").click()
    page.locator("#name").fill("Ana Ruiz")
    page.locator("#sign-in button").click()
    page.wait_for_url(held.url())
    return page


def offered(page: Page) -> list[str]:
    """Return the choices as the phone offers them, once it does."""
    expect(page.locator(".choice")).to_have_count(5)
    values = page.locator(".choice input").evaluate_all("all => all.map(i => i.value)")
    return [str(value) for value in values]


def skip_and_come_back(phone: Page, axe: Axe) -> None:
    """Choose too few, put the question away, and take it up again."""
    phone.locator(".choice").first.click()
    phone.get_by_role("button", name="Enviar la respuesta").click()
    expect(phone.get_by_role("alert")).to_have_text("Elija al menos 2.")
    phone.get_by_role("button", name="Saltar esta pregunta").click()
    expect(phone.locator(".skipped")).to_be_focused()
    axe(phone)
    phone.get_by_role("button", name="Responder de todos modos").click()


def answer_and_take_back(phone: Page, console: Page) -> None:
    """Ask for more time, answer, and take the answer back."""
    phone.get_by_role("button", name="Necesito más tiempo").click()
    expect(phone.locator(".own-time-left")).to_contain_text("39:5")
    expect(console.locator(".in-hand")).to_contain_text("1 phone has more time")
    phone.locator(".choice").nth(1).click()
    phone.get_by_role("button", name="Enviar la respuesta").click()
    expect(console.locator(".answered")).to_contain_text("6 answered")
    phone.get_by_role("button", name="Retirar mi respuesta").click()
    expect(phone.locator(".sent-state")).to_have_text("Su respuesta fue retirada.")
    expect(console.locator(".answered")).to_contain_text("5 answered")


def look_without_scripts(plain: BrowserContext, held: Held, order: list[str]) -> None:
    """See the same phone's page as the laptop draws it, in the same order."""
    bare = plain.new_page()
    bare.goto(held.url())
    assert offered(bare) == order
    bare.get_by_role("button", name="No necesito más tiempo").click()
    expect(bare.get_by_role("button", name="Necesito más tiempo")).to_be_visible()
    bare.get_by_role("link", name="Saltar esta pregunta").click()
    expect(bare.get_by_text("Saltó esta pregunta")).to_be_visible()


def fill_in_the_form(phone: Page, held: Held, order: list[str]) -> None:
    """Find the same order in the evaluation, and the same fewest."""
    phone.goto(held.url("/evaluation"))
    block = phone.locator("#q-help_now")
    values = block.locator("input").evaluate_all("all => all.map(i => i.value)")
    assert values == order
    block.locator("input").first.check()
    phone.locator("#survey button").click()
    expect(block.locator(".wrong")).to_have_text("Elija al menos 2.")
    phone.goto(held.url())


def snapshots(page: Page) -> list[str]:
    """Return the list in which every snapshot that the page is sent will be."""
    told: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: told.append(str(frame)[: len(STATE)]))

    page.on("websocket", listen)
    return told


def test_a_phone_closes_a_question_at_the_right_moment_by_itself(
    chromium: Browser, held: Held
) -> None:
    raised: list[str] = []
    window = windows(chromium, raised)
    session = held.server.create_session()
    trainer = session.console()
    put_right, other = (window(320, 568, "en-US") for _ in range(2))
    pages = [signed_in(context, session, "en") for context in (put_right, other)]
    phone, slow = pages
    phone.clock.install()
    told = snapshots(phone)
    phone.reload()
    trainer.move("open_poll", poll="work_setting", seconds=900)
    expect(phone.locator(".own-time-left")).to_contain_text("14:5")
    slow.get_by_role("button", name="I need more time").click()
    expect(slow.locator(".own-time-left")).to_contain_text("29:5")
    # Its clock is put right, or it slept: it asks the laptop what time it is.
    phone.clock.fast_forward(3_600_000)
    expect(phone.locator(".own-time-left")).to_contain_text("14:")
    trainer.move("close_poll", poll="work_setting")
    for page in pages:
        expect(page.locator("#said")).to_have_text(
            f"{CLOSED} Where do you do most of your work?"
        )

    before = told.count(STATE)
    trainer.move("open_poll", poll="under_18", seconds=8)
    expect(phone.locator("#said")).to_contain_text(f"{CLOSED} A 16-year-old")
    expect(slow.locator("#said")).to_contain_text("New question: A 16-year-old")
    assert told.count(STATE) == before + 1
    trainer.wait("state", lambda s: s["late"])
    trainer.move("show_results", poll="under_18")
    for page in pages:
        expect(page.get_by_text("What the room said")).to_be_visible()
    assert told.count(STATE) == before + 2
    trainer.close()
    for context in (put_right, other):
        context.close()
    assert raised == []


def test_a_timed_poll_from_the_console_to_the_last_late_answer(
    chromium: Browser, held: Held, axe: Axe
) -> None:
    raised: list[str] = []
    window = windows(chromium, raised)
    small = window(320, 568, "es-US")
    console = trainers(window(1366, 768, "en-US"), held, "/console")
    wall = trainers(window(1024, 768, "en-US"), held, "/projector")
    phone = signed_in(small, held, "es")
    robots = [held.phone().join() for _ in range(5)]
    trainer = held.console()
    trainer.move("choose_poll", poll="help_now")
    expect(console.get_by_label("Time to answer")).to_have_value("1200")
    console.get_by_label("Results on the wall while people answer").check()
    axe(console)
    console.keyboard.press("o")

    expect(wall.locator(".poll-time")).to_contain_text("19:5")
    for robot in robots:
        robot.wait("state", lambda s: s["poll"])
        assert robot.answer("help_now", ["guide", "nothing"])["ok"]
    expect(wall.locator(".result-number b")).to_have_count(5)
    # Shuffled choices have no letters anywhere.
    expect(wall.locator(".choice-mark")).to_have_count(0)
    expect(phone.locator(".results")).to_have_count(0)

    order = offered(phone)
    assert order[-1] == "nothing"
    expect(phone.get_by_text("Elija de 2 a 3.")).to_be_visible()
    axe(phone)
    skip_and_come_back(phone, axe)
    answer_and_take_back(phone, console)
    plain = window(320, 568, "es-US", java_script_enabled=False)
    plain.add_cookies(small.cookies())  # type: ignore[arg-type]  # as they came
    look_without_scripts(plain, held, order)

    trainer.move("evaluation", open=True)
    fill_in_the_form(phone, held, order)

    console.get_by_role("button", name="Stop the countdown").click()
    expect(wall.locator(".poll-time")).to_have_count(0)
    expect(phone.locator(".own-time")).to_have_count(0)
    console.locator(".in-hand [data-deed=close-only]").click()
    closed = phone.get_by_text("Esta pregunta está cerrada.", exact=True)
    expect(closed).to_be_visible()
    axe(console)
    axe(wall)
    for robot in robots:
        robot.close()
    trainer.close()
    for context in (small, plain, console.context, wall.context):
        context.close()
    assert raised == []
