"""Take the pictures of docs/gallery.md: every kind of question, in both languages.

Needs two parts that tests use: playwright, and Chromium (or its path as an argument).
"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES, PAGE = ROOT / "docs" / "gallery", ROOT / "docs" / "gallery.md"
PHONE, WALL, SHEET_WALL, GAP = (320, 720), (1280, 720), (632, 356), 8
LARGEST, LARGEST_OF_ALL = 60_000, 2_500_000
LANGUAGES = {"en": "English", "es": "Spanish"}
HEAD = """# Every kind of question

Each as a phone, the wall, and the wall with results show it, with made-up answers. See
them live, on every screen and without JavaScript: `facilitator gallery`. The questions
are in `facilitator/gallery/surveys/`; `.ci/gallery_pictures.py` takes the pictures.
"""


@contextmanager
def serving() -> Iterator[str]:
    """Run the gallery; its address is what it prints."""
    command = [sys.executable, "-m", "facilitator", "gallery"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            assert program.stdout is not None  # noqa: S101  # it is a pipe
            lines = iter(program.stdout.readline, "")
            found = (re.search(r"http://\S+/gallery", line) for line in lines)
            yield next(one.group() for one in found if one)
        finally:
            program.terminate()


def shot(page: Page, address: str, size: tuple[int, int]) -> Image.Image:
    """Return a screen as it looks once it is drawn."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    if "/evaluation?" not in address:
        page.wait_for_selector("html[data-drawn]", state="attached")
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled")))


def sheet(page: Page, place: str, language: str, *, is_poll: bool) -> Image.Image:
    """Return one question's screens side by side; a form's has a phone alone."""
    if not is_poll:
        return shot(page, f"{place}/evaluation?lang={language}", PHONE)
    drawn = Image.new("RGB", (PHONE[0] + GAP + SHEET_WALL[0], PHONE[1]), "#8a857c")
    drawn.paste(shot(page, f"{place}/phone?lang={language}", PHONE), (0, 0))
    for row, screen in enumerate(("wall", "results")):
        wall = shot(page, f"{place}/{screen}?lang={language}", WALL)
        at = (PHONE[0] + GAP, row * (SHEET_WALL[1] + GAP))
        drawn.paste(wall.resize(SHEET_WALL, Image.Resampling.LANCZOS), at)
    return drawn


def keep(picture: Image.Image, name: str) -> int:
    """Write a picture as small as it has to be; return its bytes."""
    for quality in (80, 65, 50, 35):
        held = io.BytesIO()
        picture.save(held, "WEBP", quality=quality, method=6)
        if held.tell() < LARGEST:
            break
    (PICTURES / f"{name}.webp").write_bytes(held.getvalue())
    return held.tell()


def main() -> None:
    """Take all pictures and write the page that shows them."""
    chromium = (sys.argv[1:2] or [shutil.which("chromium") or "chromium"])[0]
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.webp"):
        old.unlink()
    lines, size = [HEAD], 0
    with serving() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        page = browser.new_page()
        with urlopen(address) as index:  # noqa: S310  # an address of ours
            words = index.read().decode()
        names = re.findall(r'<section class="gallery-row" id="(\w+)"', words)
        rows = [(name, f"/{name}/wall?" in words) for name in names]
        for name, is_poll in rows:
            called = "one_language" if name.startswith("made_") else name
            lines.append(f"\n## {called.replace('_', ' ').capitalize()}\n")
            for language, spoken in LANGUAGES.items():
                picture = sheet(page, f"{address}/{name}", language, is_poll=is_poll)
                size += keep(picture, f"{called}-{language}")
                alt = f"{called.replace('_', ' ')}, {spoken}"
                lines.append(f"![{alt}](gallery/{called}-{language}.webp)")
        browser.close()
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{2 * len(rows)} pictures, {size / 1000:.0f} kB together.\n")
    sys.exit(size > LARGEST_OF_ALL)


if __name__ == "__main__":
    main()
