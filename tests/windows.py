"""Phones, wall and console of one room as browsers, and a curriculum that asks more."""

import shutil
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page
from running import Held

from facilitator.library.curriculum import shipped_folder

Axe = Callable[[Page], None]


def asking(folder: Path, polls: str, evaluation: str | None = None) -> Path:
    """Copy the shipped curriculum into a folder, and let its forms ask more."""
    for part in ("sessions", "slides", "surveys", "handouts"):
        shutil.copytree(shipped_folder() / part, folder / part)
    more = {"conference-2h-polls": polls, "evaluation": evaluation or polls}
    for name, asked in more.items():
        file = folder / "surveys" / f"{name}.yaml"
        with file.open("a", encoding="utf-8") as survey:
            survey.write(asked)
    return folder


class Windows:
    """The phones and the wall of one room."""

    def __init__(self, chromium: Browser, asked: Held, axe: Axe) -> None:
        self.chromium, self.asked, self.axe = chromium, asked, axe
        self.contexts: list[BrowserContext] = []
        self.raised: list[str] = []

    def window(self, width: int, height: int, language: str, **more: bool) -> Page:
        """Open a browser of its own."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale=f"{language}-US",
            **more,  # type: ignore[arg-type]  # java_script_enabled
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.raised.append(str(error)))
        return page

    def phone(self, language: str, **more: bool) -> Page:
        """Join with a small phone and sign in."""
        page = self.window(320, 568, language, **more)
        page.goto(f"{self.asked.server.url}/J/{self.asked.code}")
        page.locator(f"main a[hreflang={language}]").click()
        page.locator("main a.button").click()
        page.locator("#name").fill("Ana Ruiz")
        page.locator("#sign-in button").click()
        page.wait_for_url(self.asked.url())
        return page

    def wall(self) -> Page:
        """Open the projector."""
        page = self.window(1920, 1080, "en")
        page.goto(self.asked.server.desk_url)
        page.goto(f"{self.asked.server.url}/projector/{self.asked.id}")
        return page

    def look(self, *pages: Page) -> None:
        """Assert that axe finds nothing and nothing scrolls sideways."""
        for page in pages:
            self.axe(page)
        self.narrow(*pages)

    @staticmethod
    def narrow(*pages: Page) -> None:
        """Assert that nothing scrolls sideways; axe runs in no page without scripts."""
        for page in pages:
            assert page.evaluate(
                "document.documentElement.scrollWidth <= innerWidth"
            ), page.url


def picture(page: Page, name: str, folder: Path) -> None:
    """Keep a picture of a screen beside the test's other files."""
    page.screenshot(path=folder / f"{name}.png")


def cells(held: Held, kind: str, sheet: str) -> list[tuple[object, ...]]:
    """Return the rows of one sheet of a workbook."""
    book = load_workbook(BytesIO(held.download(kind)), read_only=True)
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def others_answer(
    asked: Held, poll: str, answers: Sequence[object], round_: int = 1
) -> None:
    """Answer on more phones: results of fewer than five are not shown."""
    for answer in answers:
        phone = asked.phone().join()
        assert phone.answer(poll, answer, round=round_)["ok"]
        phone.close()
