"""A poll made on the spot, asked twice, and both rounds on the wall."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Held, Phone


def opened(chromium: Browser, held: Held, path: str, locale: str) -> Page:
    """Return a page of the trainer's."""
    page = chromium.new_context(locale=locale).new_page()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(held.server.desk_url)
    page.goto(f"{held.server.url}{path}/{held.id}")
    return page


def press(page: Page, deed: str) -> None:
    """Open the poll in hand, or say twice that it is to be asked again."""
    if deed == "ask-again":
        # The buttons change places when a poll closes.
        expect(page.locator(".in-hand [data-deed=close]")).to_have_count(0)
    page.locator(f".in-hand [data-deed={deed}]").click()
    if deed == "ask-again":
        page.get_by_role("dialog").locator(".button").last.click()


@pytest.mark.parametrize(
    ("locale", "say"),
    [
        ("en-US", ("New poll…", "Duplicate…", "Compare with round 1", "Round 1")),
        (
            "es-MX",
            ("Encuesta nueva…", "Duplicar…", "Comparar con la ronda 1", "Ronda 1"),
        ),
    ],
)
def test_a_poll_is_typed_asked_twice_and_compared(
    chromium: Browser,
    session: Held,
    axe: Callable[[Page], None],
    locale: str,
    say: tuple[str, ...],
) -> None:
    new, duplicate, compare, round_1 = say
    phones: list[Phone] = [session.phone().join() for _ in range(6)]
    page = opened(chromium, session, "/console", locale)
    wall = opened(chromium, session, "/projector", "en-US")
    page.get_by_role("button", name=new).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("#label_es").fill("¿Qué le ayudaría mañana?")
    page.keyboard.press("Tab")
    page.keyboard.type("Una guía\n")
    dialog.locator("button[value=now]").click()
    expect(dialog.locator("#choices_es")).to_be_focused()
    expect(dialog.locator("#choices_es-said")).to_contain_text("2")
    axe(page)
    dialog.locator("#choices_es").fill("Una guía\nUn número")
    dialog.locator("button[value=now]").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".in-hand h3")).to_have_text("¿Qué le ayudaría mañana?")
    expect(wall.locator(".poll")).to_contain_text("In Spanish only")

    for deed, asked, choices in (
        ("open", 1, ["option_1"] * 4 + ["option_2"]),
        ("ask-again", 2, ["option_2"] * 6),
    ):
        press(page, deed)
        for phone, choice in zip(phones, choices, strict=False):
            now = phone.wait(
                "state",
                lambda s, wanted=asked: (
                    s["poll"]
                    and (s["poll"]["phase"], s["poll"]["round"]) == ("open", wanted)
                ),
            )
            assert phone.answer(now["poll"]["name"], choice, round=asked)["ok"]
        page.locator(".in-hand [data-deed=close]").click()
        expect(wall.locator(".results")).to_be_visible()
    page.get_by_role("button", name=compare).click()
    expect(wall.locator(".rounds figcaption")).to_have_text(
        "Round 1: 5 answers · Round 2: 6 answers"
    )
    expect(wall.locator(".rounds .result-number b")).to_have_text(
        ["80%", "0%", "20%", "100%"]
    )
    expect(page.locator(".in-hand .rounds-name").first).to_have_text(round_1)
    axe(page)
    axe(wall)
    expect(page.get_by_role("button", name=duplicate)).not_to_have_count(0)
    page.locator(".poll-list li", has_text="mañana").get_by_role(
        "button", name=duplicate
    ).click()
    expect(page.locator("#choices_es")).to_have_value("Una guía\nUn número")
    page.locator("#label_es").fill("¿Y hoy?")
    page.locator("button[value=later]").click()
    expect(page.locator(".poll-list")).to_contain_text("¿Y hoy?")
    for phone in phones:
        phone.close()
    page.context.close()
    wall.context.close()
