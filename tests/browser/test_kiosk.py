"""One person after the other at a tablet by the door, which keeps nothing of them."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from running import Held

PAGE = {"Accept": "text/html"}
CSV = "Name,Email\nAna Ruiz,ana@x.org\nمحمد علي,m@x.org\n"
EN = {
    "welcome": "Welcome",
    "listed": "I am on the list",
    "unlisted": "I am not on the list",
    "leaving": "I am leaving",
    "in": "Sign in",
    "thanks": "Thank you",
    "stay": "Stay here",
    "done": "Done",
    "missing": "Please fill in: Name.",
    "there": "Are you still there?",
    "more": "I need more time",
    "closed": "This kiosk is closed",
}
ES = {
    "welcome": "Le damos la bienvenida",
    "listed": "Estoy en la lista",
    "unlisted": "No estoy en la lista",
    "leaving": "Me voy",
    "in": "Registrar la entrada",
    "thanks": "Gracias",
    "stay": "Quedarse aquí",
    "done": "Listo",
    "missing": "Por favor, complete este dato: Nombre.",
    "there": "¿Sigue ahí?",
    "more": "Necesito más tiempo",
    "closed": "Este quiosco está cerrado",
}


@pytest.fixture
def desk(session: Held) -> str:
    """The desk's address of a session that expects two people."""
    desk = f"{session.server.url}/desk/sessions/{session.id}"
    web = session.server.trainer
    web.post(f"{desk}/roster", files={"list": ("a.csv", CSV.encode())})
    columns = {"column-0": "name", "column-1": "email"}
    web.post(f"{desk}/roster/list", data={"do": "import", **columns})
    return desk


@pytest.fixture
def tablet(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tablet of the size that is looked at; its clock can be turned."""
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=True, locale="en-US"
    )
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize(
    ("tablet", "say"),
    [((1024, 768), EN), ((390, 844), ES)],
    indirect=["tablet"],
    ids=["en", "es"],
)
def test_people_pass_the_kiosk_and_leave_nothing_behind(
    session: Held,
    desk: str,
    tablet: Page,
    say: dict[str, str],
    axe: Callable[[Page], None],
) -> None:
    page = session.server.trainer.post(f"{desk}/kiosks", headers=PAGE).text
    found = re.search(r"http://[^/]+/R/[A-Z2-7]+", page)
    assert found
    tablet.goto(found[0])
    tablet.get_by_role("button", name="Use this device as the kiosk").click()

    speak(tablet, say)
    axe(tablet)
    find_by_keyboard(tablet, say, axe)
    speak(tablet, say)
    write_a_name(tablet, say, axe)
    go_back_from_a_name(tablet)

    choose(tablet, EN["leaving"])
    tablet.locator("#letters").fill("ohar")
    choose(tablet, "Siobhán O’Hara")
    expect(heading(tablet)).to_contain_text("Siobhán O’Hara")
    counts = session.server.trainer.get(f"{desk}/facts").json()["counts"]
    assert (counts["signed_in"], counts["inside"]) == (2, 1)

    # Sent away, it says so at its next step.
    choose(tablet, EN["done"])
    listed = session.server.trainer.get(f"{desk}/kiosks").text
    (kiosk,) = re.findall(r"kiosks/([0-9a-f]{32})/remove", listed)
    session.server.trainer.post(f"{desk}/kiosks/{kiosk}/remove")
    choose(tablet, EN["leaving"])
    tablet.locator("#letters").fill("ana")
    expect(heading(tablet)).to_have_text(EN["closed"])


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def speak(page: Page, say: dict[str, str]) -> None:
    page.get_by_role("button", name="Español" if say is ES else "English").click()
    expect(heading(page)).to_have_text(say["welcome"])
    across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert across <= 0


def find_by_keyboard(
    page: Page, say: dict[str, str], axe: Callable[[Page], None]
) -> None:
    """Find a name by its letters, press it, and hold the thanks up."""
    choose(page, say["listed"])
    expect(page.locator("#letters")).to_be_focused()
    page.keyboard.type("rui")
    expect(page.get_by_role("button", name="Ana Ruiz")).to_be_visible()
    expect(page.get_by_text("محمد")).to_have_count(0)
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text(f"{say['thanks']}, ")
    expect(heading(page)).to_contain_text("Ana Ruiz")
    axe(page)
    choose(page, say["stay"])
    page.clock.run_for(20_000)
    expect(heading(page)).to_contain_text("Ana Ruiz")
    choose(page, say["done"])
    expect(page.get_by_text("Ana Ruiz")).to_have_count(0)


def write_a_name(page: Page, say: dict[str, str], axe: Callable[[Page], None]) -> None:
    """Sign in off the list: told what is missing, asked for when away, sent home."""
    field = page.locator("#field-name")
    choose(page, say["unlisted"])
    page.get_by_role("button", name=say["in"], exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(say["missing"])
    expect(field).to_be_focused()
    axe(page)
    field.fill("Siobhán O’Hara")
    page.clock.run_for(61_000)
    expect(page.get_by_role("dialog")).to_contain_text(say["there"])
    axe(page)
    choose(page, say["more"])
    expect(field).to_have_value("Siobhán O’Hara")
    page.get_by_role("button", name=say["in"], exact=True).click()
    expect(heading(page)).to_contain_text("Siobhán O’Hara")
    page.clock.run_for(13_000)
    expect(heading(page)).to_have_text(EN["welcome"])


def go_back_from_a_name(page: Page) -> None:
    """The back button shows the start, and no field remembers anybody."""
    field = page.locator("#field-name")
    choose(page, EN["unlisted"])
    expect(field).to_have_value("")
    field.fill("Half a name")
    page.go_back()
    expect(heading(page)).to_have_text(EN["welcome"])
    expect(page.get_by_text("Half a name")).to_have_count(0)
