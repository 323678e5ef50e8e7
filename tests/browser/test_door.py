"""A phone at a guarded door: the code is read off the wall, and changes meanwhile."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browsing import scanned
from clocked import Clock, clocked
from playwright.sync_api import Browser, Page, expect
from running import Held

from facilitator.domain.attendance.door import CODE_SECONDS

Axe = Callable[[Page], None]
Window = Callable[..., Page]
# A code has one more second to live.
NEARLY_OVER = datetime(2026, 5, 14, 14, 0, 24, tzinfo=UTC)


def guard(held: Held) -> Held:
    held.server.trainer.post(
        f"{held.server.url}/desk/sessions/{held.id}/door", data={"door": "codes"}
    ).raise_for_status()
    return held


@pytest.fixture
def guarded(session: Held) -> Held:
    """A session whose door is kept by codes."""
    return guard(session)


@pytest.fixture
def clocked_door(tmp_path: Path) -> Iterator[tuple[Held, Clock]]:
    """A guarded session of a program whose clock the test holds."""
    with clocked(tmp_path, NEARLY_OVER) as (server, clock):
        yield guard(server.create_session()), clock


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    """Open pages whose scripts raise nothing."""
    contexts, raised = [], []

    def opened(width: int, height: int, language: str = "en", **options: bool) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale=f"{language}-US",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: raised.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert raised == []


def wall_of(held: Held, window: Window) -> Page:
    page = window(1920, 1080)
    page.goto(held.server.desk_url)
    page.goto(f"{held.server.url}/projector/{held.id}")
    expect(page.locator(".lobby-qr svg")).to_be_visible()
    return page


@pytest.fixture
def wall(window: Window, guarded: Held) -> Page:
    return wall_of(guarded, window)


def on_the_wall(wall: Page) -> str:
    """Return what a phone's camera reads off the wall."""
    (found,) = scanned(wall)
    return found


def to_the_form(phone: Page, address: str, language: str = "en") -> None:
    phone.goto(address)
    phone.locator(f"main a[hreflang={language}]").click()
    phone.locator("main a.button").click()
    expect(phone.locator("#name")).to_be_visible()


def test_a_name_may_take_longer_to_type_than_the_code_lives(
    window: Window, clocked_door: tuple[Held, Clock], axe: Axe
) -> None:
    held, clock = clocked_door
    wall = wall_of(held, window)
    first = on_the_wall(wall)
    assert first.startswith(f"HTTP://127.0.0.1:{held.server.port}/I/{held.code}/")
    phone = window(320, 568, "es")
    to_the_form(phone, first, "es")
    expect(phone.locator("#door")).to_be_hidden()
    seen = {first}
    for _ in range(2):
        old = wall.locator(".lobby-qr").inner_html()
        clock.set(clock.now + timedelta(seconds=CODE_SECONDS))
        expect(wall.locator(".lobby-qr")).not_to_have_js_property("innerHTML", old)
        seen.add(on_the_wall(wall))
    assert len(seen) == 3
    late = window(320, 568)
    to_the_form(late, first)
    expect(late.locator("#door")).to_be_visible()

    phone.locator("#name").fill("José Núñez")
    phone.locator("#sign-in button").click()

    expect(phone.locator("#now h1")).to_contain_text("José Núñez")
    axe(wall)
    axe(late)


def test_a_code_that_is_typed_is_taken_at_once_and_a_wrong_one_is_said(
    window: Window, wall: Page, guarded: Held, axe: Axe
) -> None:
    phone = window(320, 568)
    to_the_form(phone, guarded.url())
    phone.locator("#name").fill("Ana Ruiz")
    phone.locator("#door").fill("234567")
    phone.locator("#sign-in button").click()
    expect(phone.locator("#wrong-door")).to_contain_text("not the code on the screen")
    expect(phone.locator("#door")).to_be_focused()
    expect(phone.locator("#name")).to_have_value("Ana Ruiz")
    axe(phone)

    phone.locator("#door").fill(on_the_wall(wall).rpartition("/")[2].lower())
    expect(phone.locator("#door")).to_be_hidden()
    expect(phone.locator("#sign-in-status")).to_have_text("The code is right.")
    phone.locator("#sign-in button").click()

    expect(phone.locator("#now h1")).to_have_text("You are in, Ana Ruiz")


def test_the_way_out_is_the_code_of_the_sign_out_screen(
    window: Window, wall: Page, guarded: Held, axe: Axe
) -> None:
    phone = window(390, 844, java_script_enabled=False)
    to_the_form(phone, on_the_wall(wall))
    phone.locator("#name").fill("Ana Ruiz")
    phone.locator("#sign-in button").click()
    console = guarded.console()
    console.move("sign_out")
    console.close()
    expect(wall.locator(".sign-out")).to_be_visible()
    way_out = on_the_wall(wall)
    assert f"/O/{guarded.code}/" in way_out

    phone.goto(way_out)
    phone.get_by_role("button", name="Sign out").click()

    expect(phone.locator("main h1")).to_have_text("You are signed out. Thank you.")
    axe(wall)
