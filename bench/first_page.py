"""From the command to the first page, and how much a phone loads."""

import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

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
    """Return the bytes a phone loads, or nothing where there is no Chromium.

    `first` is what the scanned code leads to, `whole` everything until the phone
    waits for the trainer, in bytes as they travel, headers and all.
    """
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        return None
    with product(pinned=False) as child, sync_playwright() as playwright:
        held = Held(child)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            return _bytes(browser.new_context(locale="en-US").new_page(), held)
        finally:
            browser.close()


def _bytes(page: Page, held: Held) -> dict[str, Any]:
    travelled: list[int] = []
    plain: list[int] = []
    line = page.context.new_cdp_session(page)
    line.on(
        "Network.loadingFinished", lambda e: travelled.append(e["encodedDataLength"])
    )
    line.on("Network.dataReceived", lambda e: plain.append(e["dataLength"]))
    line.send("Network.enable")
    page.goto(f"{held.child.url}/J/{held.code}", wait_until="networkidle")
    first = sum(travelled)
    page.locator("main a[hreflang=en]").click()
    page.locator("main a.button").click()
    page.locator("#name").fill("Ana Ruiz")
    page.locator("#sign-in button").click()
    page.wait_for_url(f"**/s/{held.code}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    return {
        "first_bytes": round(first),
        "whole_bytes": round(sum(travelled)),
        "whole_uncompressed_bytes": sum(plain),
    }
