"""Take the README's pictures anew: `python docs/screens/make.py` (needs Chromium)."""

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from running import Console, Held, Server  # noqa: E402  # tests are no package

SMALL = (320, 568)
LARGE = (390, 844)


class Camera:
    """Windows of one session, and the pictures taken of them."""

    def __init__(self, browser: Browser, held: Held) -> None:
        self.browser, self.held = browser, held

    def window(self, size: tuple[int, int], language: str = "en") -> Page:
        """Open a window."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=f"{language}-US"
        )
        return context.new_page()

    def trainer(self, size: tuple[int, int], path: str) -> Page:
        """Open one of the trainer's pages."""
        page = self.window(size)
        page.goto(self.held.server.desk_url)
        page.goto(self.held.server.url + path)
        page.wait_for_timeout(1200)
        return page

    def phone(self, size: tuple[int, int], language: str, name: str) -> Page:
        """Let a phone sign in."""
        page = self.window(size, language)
        page.goto(f"{self.held.server.url}/J/{self.held.code}")
        page.locator(f"main a[hreflang={language}]").click()
        page.locator("main a.button").click()
        page.locator("#name").fill(name)
        if name == "Ana Ruiz":
            self.take(page, "phone-sign-in")
        page.locator("#sign-in button").click()
        page.wait_for_url(self.held.url())
        return page

    def take(self, page: Page, name: str) -> None:
        """Keep a picture, small enough for a repository."""
        page.wait_for_timeout(700)
        raw = HERE / f"{name}.png"
        page.screenshot(path=raw)
        with Image.open(raw) as picture:
            small = picture.convert("RGB")
            small.thumbnail((1366, 1366))
            small.quantize(128, dither=Image.Dither.NONE).save(raw, optimize=True)


def crowd(held: Held, console: Console, phones: int) -> None:
    """Let simulated phones sign in and answer the poll that is open."""
    choices = ["health_care", "social_services", "housing", "health_care", "other"]
    for number in range(phones):
        phone = held.phone()
        phone.post("/me/sign-in", name=f"Person {number}")
        phone.join().answer("work_setting", choices[number * 7 % 5])
    console.wait("results", lambda r: r["answered"] >= phones)


def shoot(camera: Camera) -> None:
    """Play a session and take every picture."""
    held = camera.held
    console = held.console()
    wall = camera.trainer((1920, 1080), f"/projector/{held.id}")
    first = camera.phone(SMALL, "en", "Ana Ruiz")
    second = camera.phone(LARGE, "es", "Luis Peña")
    camera.take(wall, "projector-lobby")
    camera.take(camera.trainer((1366, 768), "/desk"), "desk")
    desk = camera.trainer((1366, 768), f"/desk/sessions/{held.id}")
    desk.locator("#slides, #deck").first.scroll_into_view_if_needed()
    camera.take(desk, "desk-session")
    for _ in range(7):
        console.move("next")
    camera.take(wall, "projector-slide")
    camera.take(second, "phone-slide-es")
    console.move("open_poll", poll="work_setting")
    crowd(held, console, 24)
    camera.take(first, "phone-poll")
    console.move("close_and_show", poll="work_setting")
    camera.take(wall, "projector-results")
    camera.take(camera.trainer((1366, 768), f"/console/{held.id}"), "console")
    console.move("calm")
    camera.take(wall, "projector-calm")
    console.move("sign_out")
    camera.take(wall, "projector-sign-out")
    second.locator("a[href$=evaluation]").click()
    camera.take(second, "phone-evaluation-es")


def main() -> None:
    """Start a server, take the pictures, stop."""
    work = Path(tempfile.mkdtemp())
    server = Server(work / "data").start()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        held = server.create_session(address="192.168.1.20:8765")
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            shoot(Camera(browser, held))
            browser.close()
    finally:
        server.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
