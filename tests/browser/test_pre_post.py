"""The forms before and after, from the trainer's switch to the phone and back."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pre_post_curriculum import with_pre_and_post
from running import Held, Phone, Server


@pytest.fixture
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    folder = with_pre_and_post(tmp_path_factory.mktemp("plans"))
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--curriculum", str(folder))).start()
    yield running.create_session()
    running.stop()


def goes_on_with_the_room(phone: Page, held: Held) -> None:
    """Who has sent the form hears of what comes next."""
    trainer = held.console()
    trainer.move("open_poll", poll="work_setting")
    # The thanks go, the form stays within reach.
    expect(phone.locator(".choice").first).to_be_visible()
    expect(phone.get_by_text("Gracias.")).to_have_count(0)
    trainer.move("close_poll", poll="work_setting")
    trainer.move("lobby")
    expect(phone.get_by_text("Se envió “Antes de empezar”.")).to_be_visible()
    expect(phone.get_by_role("link", name="Cambiar lo que envió")).to_be_visible()
    # Where an earlier visit led, nothing else is offered: it goes there by itself.
    phone.goto(held.url("/pre?sent=1"))
    trainer.move("open_poll", poll="under_18")
    phone.wait_for_url(held.url())
    trainer.move("close_poll", poll="under_18")
    trainer.close()


def test_both_forms_are_opened_sent_changed_and_counted(
    chromium: Browser, held: Held, axe: Callable[[Page], None]
) -> None:
    console = chromium.new_context(locale="en-US").new_page()
    console.set_viewport_size({"width": 1366, "height": 768})
    console.goto(held.server.desk_url)
    console.goto(f"{held.server.url}/console/{held.id}")
    context = chromium.new_context(locale="es-MX")
    context.add_cookies(
        [
            {"name": "here", "value": "anonymous", "url": held.url()},
            {"name": "language", "value": "es", "url": held.server.url},
        ]
    )
    phone = context.new_page()
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(held.url("/pre"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("No está abierta")

    before = console.get_by_role("switch", name="“Before we start” on phones")
    before.click()
    expect(before).to_be_checked()
    axe(console)
    phone.goto(held.url())
    phone.get_by_role("link", name="Llenar “Antes de empezar”").click()
    axe(phone)
    phone.get_by_label("Policía").check()
    phone.locator("#survey button.button").click()
    expect(phone.get_by_text("Gracias. Se envió “Antes de empezar”.")).to_be_visible()
    expect(phone).to_have_url(held.url())
    axe(phone)
    phone.get_by_role("link", name="Cambiar lo que envió").click()
    expect(phone.get_by_label("Policía")).to_be_checked()
    expect(console.get_by_text("“Before we start” on phones · 1 sent")).to_be_visible()
    phone.wait_for_load_state()
    phone.locator("#survey button.button").click()
    expect(phone.get_by_text("Gracias.")).to_be_visible()
    goes_on_with_the_room(phone, held)

    # The same without a script: the form is a form.
    other: Phone = held.phone("es")
    sent = other.web.post(
        held.url("/pre"), data={"hotline": "advocates"}, headers={"Accept": "text/html"}
    )
    assert "Se envió “Antes de empezar”." in sent.text
    assert other.web.get(held.url("/mine")).json()["sent"] == ["pre"]
    assert other.join().call("mine", {})["sent"] == ["pre"]
    expect(console.get_by_text("“Before we start” on phones · 2 sent")).to_be_visible()
    before.click()
    expect(before).not_to_be_checked()
    refused = other.post("/pre", hotline="police")
    assert refused.status_code == 409
    other.close()
