"""People put right in a browser: heads counted at the console, two entries made one."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Held

Axe = Callable[[Page], None]


@pytest.fixture
def page(chromium: Browser, session: Held) -> Iterator[Page]:
    """The trainer's window, let in, whose scripts raise nothing."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US"
    )
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.goto(session.server.desk_url)
    yield page
    context.close()
    assert raised == []


def expect_people(held: Held, *names: str) -> None:
    """Put these people on the roster."""
    roster = f"{held.server.url}/desk/sessions/{held.id}/roster"
    content = "\n".join(("Full name", *names)).encode()
    held.server.trainer.post(roster, files={"list": ("a.csv", content)})
    taken = {"do": "import", "column-0": "name"}
    held.server.trainer.post(f"{roster}/list", data=taken).raise_for_status()


def test_heads_are_counted_and_the_list_is_put_right(
    page: Page, session: Held, axe: Axe
) -> None:
    expect_people(session, "Ana Ruiz", "Bo Chen", "محمد علي")
    for name in ("Ana Ruiz", "Cy Diaz"):
        session.phone().post("/me/sign-in", name=name)
    page.goto(f"{session.server.url}/console/{session.id}")
    numbers = page.locator(".facts .fact-names")
    expect(numbers).to_have_text(["2", "0", "3", "2"])
    assert "Ana Ruiz" not in page.content()

    page.get_by_role("button", name="In now: 2. Show the names").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("#people-panel b")).to_have_text(["Ana Ruiz", "Cy Diaz"])
    dialog.get_by_label("I count").fill("1")
    expect(dialog.get_by_role("status")).to_have_text(
        "1 fewer than on the list: somebody may have left without signing out, or is "
        "outside for a moment."
    )
    axe(page)

    # Who left is tapped out, who is there and was expected is tapped in.
    dialog.get_by_role("button", name=re.compile("Tap out.*Cy Diaz")).click()
    expect(dialog.get_by_role("status")).to_have_text("As many as on the list.")
    dialog.get_by_role("tab", name="In now (1)").press("ArrowLeft")
    expect(dialog.get_by_role("tab", name="Not yet (2)")).to_be_focused()
    dialog.get_by_role("button", name=re.compile("Tap in.*Bo Chen")).click()
    expect(numbers).to_have_text(["2", "1", "3", "1"])
    dialog.get_by_role("tab", name="Expected (3)").click()
    expect(dialog.locator(".has-come")).to_have_count(2)

    dialog.get_by_label("I count").fill("3")
    dialog.get_by_label("I count").press("Enter")
    expect(dialog.get_by_label("Note (if you like)")).to_be_focused()
    page.keyboard.type("One without a phone")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("The count is kept.")
    expect(dialog.get_by_role("status")).to_contain_text("3 heads, 2 by the list.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(numbers.first).to_have_text("2")

    page.goto(f"{session.server.url}/console/{session.id}?lang=es")
    page.get_by_role("button", name="Faltan: 1. Mostrar los nombres").click()
    expect(page.get_by_role("dialog")).to_contain_text("3 personas, 2 según la lista.")
    expect(page.locator("#people-panel b")).to_have_text(["محمد علي"])
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


def test_two_entries_become_one_person_and_two_again(
    page: Page, session: Held, axe: Axe
) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana Ruiz", organization="County Health")
    phone.post("/me/sign-in", name="Bo Chen", another="1")
    people = f"{session.server.url}/desk/sessions/{session.id}/people"
    page.goto(people)
    page.locator("#name").fill("Ruiz, Ana")
    page.locator("#organization").fill("County")
    page.get_by_role("button", name="Sign in now").click()
    page.get_by_role("link", name="2 things to decide").click()
    axe(page)

    both = re.compile("Look at both.*Ana Ruiz, Ruiz, Ana")
    page.get_by_role("link", name=both).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One person or two?")
    page.get_by_role("radio", name="County", exact=True).check()
    axe(page)
    page.get_by_role("button", name="They are the same person").click()
    expect(page.get_by_role("status")).to_contain_text("They are one person now")
    page.get_by_role("button", name=re.compile("Seen.*Ana Ruiz Bo Chen")).click()
    expect(page.locator("main")).to_contain_text("Seen by Ana Ruiz at")

    page.goto(people)
    rows = page.locator(".people-table").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("County")
    page.goto(people.replace("/people", "/review?lang=es"))
    axe(page)
    page.get_by_role("button", name=re.compile("Deshacer.*Ruiz, Ana")).click()
    expect(page.get_by_role("status")).to_contain_text("Son dos otra vez")
    page.goto(people)
    expect(rows).to_have_count(3)


def test_a_phone_is_handed_on(chromium: Browser, session: Held, axe: Axe) -> None:
    context = chromium.new_context(
        viewport={"width": 320, "height": 568}, locale="en-US"
    )
    phone = context.new_page()
    phone.goto(session.url("?lang=en&step=sign-in"))
    phone.locator("#name").fill("Ana Ruiz")
    phone.get_by_role("button", name="Sign in", exact=True).click()
    phone.get_by_role("link", name="Somebody else signs in on this phone").click()
    axe(phone)
    phone.locator("#name").fill("Bo Chen")
    phone.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.locator("#now h1")).to_contain_text("Bo Chen")
    phone.get_by_role("link", name="I have to leave now").click()
    axe(phone)
    phone.get_by_role("button", name="Ana Ruiz In the room").click()
    expect(phone.locator("main .lead")).to_have_text("Ana Ruiz")
    phone.get_by_role("button", name="Sign out now").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("You are signed out")
    expect(phone.get_by_role("button", name="Bo Chen In the room")).to_be_visible()
    context.close()
