"""A phone scans the invitation, leads in one hand, and is sent away."""

from collections.abc import Callable, Iterator

import pytest
from browsing import scanned
from playwright.sync_api import Browser, Page, expect
from running import Held


@pytest.fixture
def console(chromium: Browser, session: Held) -> Iterator[Page]:
    """The console on the trainer's laptop."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/console/{session.id}")
    expect(page.get_by_text("Connected", exact=True)).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A trainer's phone in Spanish, which nobody knows yet."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="es-US", has_touch=True
    )
    yield context.new_page()
    context.close()


def test_a_phone_scans_leads_and_is_sent_away(
    session: Held, console: Page, phone: Page, axe: Callable[[Page], None]
) -> None:
    console.get_by_role("button", name="Remotes…").click()
    console.get_by_role("button", name="Invite a device").click()
    (address,) = scanned(console.locator(".invitation-qr"))

    phone.goto(address)
    axe(phone)
    phone.get_by_role("button").first.click()
    phone.wait_for_url(f"**/console/{session.id}")
    expect(console.get_by_text("A device has joined.")).to_be_visible()
    axe(console)
    expect(phone.locator(".hand")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Siguiente", exact=True).click()
    expect(phone.locator(".hand-head h1")).to_contain_text("Diapositiva 1")
    expect(console.locator("#now-title")).to_contain_text("Slide 1")
    phone.get_by_role("button", name="Más", exact=True).click()
    expect(phone.get_by_role("button", name="Terminar…")).to_have_count(0)
    phone.keyboard.press("Escape")
    across = phone.evaluate("document.documentElement.scrollWidth")
    assert across <= 390

    console.get_by_role("button", name="Remove").click()
    expect(phone.locator(".said")).to_contain_text("ya no")
    expect(console.get_by_text("No device has joined.")).to_be_visible()
    expect(console.locator("#now-title")).to_contain_text("Slide 1")
    again = phone.goto(f"{session.server.url}/console/{session.id}")
    assert again
    assert again.status == 403
