"""A follow-up in a browser: a code kept at the end, the form opened by it later."""

import re

import pytest
from playwright.sync_api import Page, expect
from running import Console, Held
from windows import Windows


@pytest.fixture
def asked(session: Held) -> Held:
    return session


@pytest.fixture
def desk(windows: Windows, asked: Held) -> Page:
    page = windows.window(1366, 768, "en")
    page.goto(asked.server.desk_url)
    return page


def kept_code(windows: Windows, phone: Page, asked: Held) -> str:
    """Hand in the evaluation and take the code that the page then offers."""
    phone.goto(asked.url("/evaluation"))
    phone.locator("#q-confidence_ask input[value=low]").first.check()
    phone.locator("#survey button.button").click()
    phone.wait_for_url(asked.url())
    phone.get_by_role("link", name="Guardar un código para el seguimiento").click()
    windows.axe(phone)
    phone.get_by_role("button", name="Mostrar mi código").click()
    code = phone.locator("#code")
    expect(code).to_have_text(re.compile(r"^(?:[2-9A-HJKMNP-Z]{4}-?){3}$"))
    windows.axe(phone)
    mail = phone.locator("a[href^='mailto:']").get_attribute("href")
    assert (code.text_content() or "?") in (mail or "")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    return code.text_content() or ""


def is_called_away_and_keeps_the_code(
    windows: Windows, phone: Page, trainer: Console, code: str
) -> None:
    """What is shown once stays; that there is a question is said above it."""
    call = phone.get_by_role("status")
    expect(call).to_have_text("")
    trainer.move("open_poll", poll="work_setting", seconds=5)
    expect(call).to_contain_text("Hay una pregunta abierta ahora.")
    expect(call).to_contain_text("Anote primero su código.")
    expect(phone.locator("#code")).to_have_text(code)
    windows.look(phone)
    # It closes by itself, which no message tells a phone.
    call.get_by_role("link").focus()
    expect(call).to_have_text("", timeout=10_000)
    expect(phone.locator("main")).to_be_focused()
    trainer.move("sign_out")
    expect(call).to_contain_text("Hay algo que hacer en la sesión.")
    trainer.move("open_poll", poll="under_18")
    call.get_by_role("link", name="Ir a la pregunta").press("Enter")
    expect(phone.locator(".choice").first).to_be_visible()


def test_a_code_kept_at_the_end_leads_back_months_later(
    windows: Windows, asked: Held, trainer: Console, desk: Page
) -> None:
    trainer.move("evaluation", open=True)
    keeper = windows.phone("es")
    code = kept_code(windows, keeper, asked)
    is_called_away_and_keeps_the_code(windows, keeper, trainer, code)
    there = f"{asked.server.url}/f/{asked.code}"
    # Whoever tries it out at once leaves no code in the bar.
    phone = windows.window(390, 844, "en")
    phone.goto(f"{there}#{code}")
    expect(phone.get_by_text("not open yet")).to_be_visible()
    expect(phone).to_have_url(there)
    trainer.move("finish")

    desk.goto(f"{asked.server.url}/desk/sessions/{asked.id}/follow-up")
    desk.get_by_role("button", name="Open the follow-up").press("Enter")
    expect(desk.get_by_text("answers are taken from now on")).to_be_visible()
    windows.axe(desk)

    # Another device months later: nothing of the session is on it but the code.
    phone.goto(f"{there}#main")
    phone.reload()
    field = phone.get_by_label("Your code from the session")
    expect(field).to_have_value("")
    phone = windows.window(390, 844, "en")
    phone.goto(f"{there}#{code}")
    field = phone.get_by_label("Your code from the session")
    expect(field).to_have_value(code)
    expect(phone).to_have_url(there)
    field.fill("ABCD-EFGH-JKMN")
    phone.locator("#q-did_differently input[value=often]").check()
    expect(phone.locator("#q-what_differently")).to_be_visible()
    phone.locator("#survey button.button").click()
    expect(phone.locator("#w-code")).to_contain_text("no such code")
    expect(field).to_be_focused()
    windows.axe(phone)
    field.fill(code.lower())
    phone.locator("#survey button.button").click()
    expect(phone.get_by_text("beside those of the session")).to_be_visible()
    windows.axe(phone)
    # The next person on the same device finds an empty form.
    phone.get_by_role("link", name="Another person answers here").click()
    expect(field).to_have_value("")
    expect(phone.locator("#q-did_differently input:checked")).to_have_count(0)

    desk.reload()
    expect(desk.get_by_text("It is open. 1 answer came in.")).to_be_visible()
    for sheet in ("Letter to print or to send", "Form on paper"):
        desk.get_by_role("link", name=sheet, exact=True).click()
        windows.axe(desk)
        desk.get_by_role("link", name="Follow-up").click()
