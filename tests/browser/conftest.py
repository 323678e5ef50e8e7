"""A real browser, and what it must not find wrong with a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import PATIENCE, comes
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running import Console, Held
from windows import Axe, Windows

AXE = Path(__file__).parent / "vendor" / "axe.js"
# Chromium takes the last list: Playwright's own, of what would disturb a test, and the
# two pages behind the address bar, which nobody sees and which are loaded for every
# window: half of what a short test costs.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
)
# How long an element may take to become what is expected of it.
expect.set_options(timeout=1_000 * PATIENCE)
SETTLED_SECONDS = 3.0
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that axe finds no violation of WCAG 2.2 AA on a page."""
    source = AXE.read_text(encoding="utf-8")

    def problems(page: Page) -> list[Any]:
        # The page's policy forbids script tags; an evaluation is not one.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source + ";0")
        found: dict[str, Any] = page.evaluate(
            # What passes is named and no more: telling of all of it takes most time.
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules},"
            " resultTypes: ['violations']})",
            RULES,
        )
        assert found["passes"], "axe looked at nothing"
        return [
            (v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]
        ]

    def check(page: Page) -> None:
        page.wait_for_load_state()

        def look() -> None:
            assert problems(page) == []

        # A colour that is still on its way to another is no fault of the page.
        comes(page, look, SETTLED_SECONDS)

    return check


@pytest.fixture
def windows(chromium: Browser, asked: Held, axe: Axe) -> Iterator[Windows]:
    """Windows of the session `asked` of a module, in which no script may raise."""
    made = Windows(chromium, asked, axe)
    yield made
    for context in made.contexts:
        context.close()
    assert made.raised == []


@pytest.fixture
def trainer(asked: Held) -> Iterator[Console]:
    """The console that leads the session `asked` of a module."""
    console = asked.console()
    yield console
    console.close()
