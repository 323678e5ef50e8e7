"""A deck whose clicks are still being drawn, at the desk in a browser."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from deck_files import SlowLibreOffice, write_animated
from playwright.sync_api import Browser, Page, expect
from running import Server

READ_MS = 120_000


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_desk_counts_the_clicks_of_a_deck_that_is_in_use_already(
    chromium: Browser, tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    # Two portions: more than sixty are never drawn at once.
    slow = SlowLibreOffice.made(tmp_path / "bin", slides=2, clicks=31)
    deck = write_animated(tmp_path / "animated.pptx", (31, 31))
    server = Server(tmp_path / "data", ("--libreoffice", str(slow.program))).start()
    context = chromium.new_context(locale="en-US")
    try:
        session = server.create_session()
        page = context.new_page()
        page.goto(server.desk_url)
        page.goto(f"{server.url}/desk/sessions/{session.id}")
        page.set_input_files("#deck-file", deck)

        row = page.locator(".deck", has_text=deck.name)
        said = row.locator("[data-clicks-said]")
        expect(said).to_have_text(
            "Clicks are still being drawn: 0 of 62", timeout=READ_MS
        )
        expect(row).to_contain_text("In use")
        axe(page)

        slow.go_once()
        expect(said).to_have_text(
            "Clicks are still being drawn: 31 of 62", timeout=READ_MS
        )
        expect(row.locator("progress")).to_have_js_property("value", 31)

        page.get_by_role("button", name="Do without clicks").click()
        expect(page.locator("#live")).to_contain_text("No more clicks are drawn")
        expect(said).to_have_count(0)
        expect(page.locator("#look-2")).to_contain_text("Its clicks were not drawn")
        assert [place["clicks"] for place in session.places()] == [32, 1]
    finally:
        context.close()
        server.stop()
