"""A real browser, and what it must not find wrong with a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
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

    def check(page: Page) -> None:
        # The page's policy forbids script tags; an evaluation is not one.
        page.evaluate(source + ";0")
        found: dict[str, Any] = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})",
            RULES,
        )
        assert found["passes"], "axe looked at nothing"
        problems = [
            (v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]
        ]
        assert problems == []

    return check
