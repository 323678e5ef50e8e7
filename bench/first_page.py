"""From the command to the first page, and how much a phone loads."""

import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.children import Child, bare, product, wait_for_page
from bench.held import Held

STARTS: Final = 5
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def start() -> dict[str, Any]:
    """Return the seconds until the desk is there, beside bare libraries."""
    ours, reference = [], []
    for _ in range(STARTS):
        reference.append(_seconds(lambda: bare(pinned=False)))
        ours.append(_seconds(lambda: product(pinned=False)))
    return {
        "ours_s": round(statistics.median(ours), 2),
        "reference_s": round(statistics.median(reference), 2),
        "ours_all_s": [round(one, 2) for one in ours],
        "reference_all_s": [round(one, 2) for one in reference],
        "ratio": round(
            statistics.median(a / b for a, b in zip(ours, reference, strict=True)), 2
        ),
    }


def _seconds(starting: Callable[[], AbstractContextManager[Child]]) -> float:
    began = time.perf_counter()
    with starting() as child:
        wait_for_page(child.desk_url or child.url)
        return time.perf_counter() - began


def phone_load() -> dict[str, Any] | None:
    """Return the bytes a phone loads, by language; nothing without a Chromium.

    `page` is the phone's own page with nothing cached, `journey` everything from the
    scanned code over language, note and sign-in until the phone waits for the trainer;
    in bytes as they travel, headers and all.
    """
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        return None
    with product(pinned=False) as child, sync_playwright() as playwright:
        held = Held(child)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            return {
                language: _bytes(browser.new_context(), held, language)
                for language in ("en", "es")
            }
        finally:
            browser.close()


def _bytes(visitor: BrowserContext, held: Held, language: str) -> dict[str, Any]:
    page = visitor.new_page()
    journey = _Wire(page, cached=True)
    page.goto(f"{held.child.url}/J/{held.code}", wait_until="networkidle")
    page.locator(f"main a[hreflang={language}]").click()
    page.locator("main a.button").click()
    page.locator("#name").fill("Ana Ruiz")
    page.locator("#sign-in button").click()
    page.wait_for_url(f"**/s/{held.code}")
    _settle(page)
    page.close()
    fresh = visitor.new_page()
    alone = _Wire(fresh, cached=False)
    fresh.goto(f"{held.child.url}/s/{held.code}")
    _settle(fresh)
    return {
        "page_bytes": round(sum(alone.travelled)),
        "page_uncompressed_bytes": sum(alone.plain),
        "journey_bytes": round(sum(journey.travelled)),
        "journey_uncompressed_bytes": sum(journey.plain),
    }


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


class _Wire:
    """What a browser's page loads from the network, with a cache or without one."""

    def __init__(self, page: Page, *, cached: bool) -> None:
        self.travelled: list[float] = []
        self.plain: list[int] = []
        line = page.context.new_cdp_session(page)
        line.on("Network.loadingFinished", self._finished)
        line.on("Network.dataReceived", self._received)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": not cached})

    def _finished(self, event: dict[str, Any]) -> None:
        self.travelled.append(event["encodedDataLength"])

    def _received(self, event: dict[str, Any]) -> None:
        self.plain.append(event["dataLength"])
