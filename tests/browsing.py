"""What comes on a page by and by: waited for, never looked at once."""

import io
import time
from collections.abc import Callable
from typing import TypeVar

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page

PATIENCE = 20.0  # seconds, on a loaded machine; what is waited for comes long before
LOOK_MS = 50

T = TypeVar("T")


def comes(page: Page, look: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Look until nothing is wrong; return what `look` returned then.

    Wrong is an assertion that fails, and False. What the page does and asks for
    arrives between two looks.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except AssertionError:
            if time.monotonic() > until:
                raise
        else:
            if found is not False:
                return found
            assert time.monotonic() < until, "this did not come true"
        page.wait_for_timeout(LOOK_MS)


def scanned(seen: Page | Locator, count: int = 1) -> list[str]:
    """Return what a camera reads there, in order, once it shows so many codes."""

    def look() -> list[str]:
        with Image.open(io.BytesIO(seen.screenshot())) as picture:
            found = zxingcpp.read_barcodes(picture.convert("RGB"))
        assert len(found) == count, found
        return sorted(code.text for code in found)

    return comes(seen.page if isinstance(seen, Locator) else seen, look)
