"""Take the pictures of docs/gallery.md: every kind of question, in both languages.

Needs two parts that tests use: playwright, and Chromium (or its path as an argument).
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES, PAGE = ROOT / "docs" / "gallery", ROOT / "docs" / "gallery.md"
PHONE, WALL, SHEET_WALL, GAP = (320, 720), (1280, 720), (632, 356), 8
# A form is so high at most, and goes on beside that.
COLUMN, TALLEST = 1_300, 9_000
LARGEST, LARGEST_OF_ALL = 60_000, 2_500_000
LANGUAGES = {"en": "English", "es": "Spanish"}
HEAD = """# Every kind of question

Each as a phone, the wall, and the wall with results show it, with made-up answers. See
them live, on every screen and without JavaScript: `facilitator gallery`. The questions
are in `facilitator/gallery/curriculum/surveys/`; `.ci/gallery_pictures.py` takes the
pictures.
"""
ROW = re.compile(
    r'<section class="gallery-row" id="([\w-]+)"(.*?)</section>', re.DOTALL
)
FRAME = re.compile(r'<iframe src="([^"]+)"')


@contextmanager
def serving() -> Iterator[str]:
    """Run the gallery; return the address that lets a trainer in."""
    with tempfile.TemporaryDirectory() as scratch:
        ready = Path(scratch) / "ready.json"
        command = [sys.executable, "-m", "facilitator", "gallery", "--no-browser"]
        command += ["--port", "0", "--ready-file", str(ready)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as program:
            try:
                while not ready.exists() and program.poll() is None:
                    time.sleep(0.1)
                yield json.loads(ready.read_text(encoding="utf-8"))["desk_url"]
            finally:
                program.terminate()


def shot(page: Page, address: str, size: tuple[int, int]) -> Image.Image:
    """Return a screen as it looks once its scripts have drawn it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    drawn = ".poll-page" if size == WALL else "main h1"
    page.wait_for_selector(drawn, state="attached")
    if size == PHONE and not address.endswith("/evaluation"):
        page.wait_for_selector("main h1[tabindex='-1']", state="attached")
    # What draws results on a phone comes when it is needed.
    if page.query_selector("#results"):
        page.wait_for_selector(".results", state="attached")
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled")))


def form(page: Page, address: str) -> Image.Image:
    """Return a whole form in columns, each from the top of a question on."""
    shot(page, address, PHONE)
    for bar in ("header.bar", "nav.reach", "#leave-note"):
        page.locator(bar).evaluate("one => { one.style.display = 'none'; }")
    page.set_viewport_size({"width": PHONE[0], "height": TALLEST})
    whole = Image.open(io.BytesIO(page.screenshot()))
    tops = page.eval_on_selector_all(
        ".asked:not([hidden]), .section-title, .send",
        "all => all.map((one) => one.getBoundingClientRect().top - 12)",
    )
    end = page.locator("#survey").evaluate("one => one.getBoundingClientRect().bottom")
    ends = [*tops[1:], end + 24]
    cuts = [0]
    for top, below in zip(tops, ends, strict=True):
        if below - cuts[-1] > COLUMN and top > cuts[-1]:
            cuts.append(int(top))
    ends = [*cuts[1:], int(ends[-1])]
    high = max(end - cut for cut, end in zip(cuts, ends, strict=True))
    drawn = Image.new("RGB", (len(cuts) * (PHONE[0] + GAP) - GAP, high), "#d9d4ca")
    for place, (cut, end) in enumerate(zip(cuts, ends, strict=True)):
        column = whole.crop((0, cut, PHONE[0], end))
        drawn.paste(column, (place * (PHONE[0] + GAP), 0))
    return drawn


def sheet(page: Page, frames: list[str]) -> Image.Image:
    """Return one row's screens side by side; a form is a phone's alone."""
    walls = list(dict.fromkeys(f for f in frames if "/projector" in f))
    if not walls:
        return form(page, frames[0])
    phone = shot(page, frames[0], PHONE)
    drawn = Image.new("RGB", (PHONE[0] + GAP + SHEET_WALL[0], PHONE[1]), "#d9d4ca")
    drawn.paste(phone, (0, 0))
    for place, address in enumerate(walls):
        wall = shot(page, address, WALL)
        at = (PHONE[0] + GAP, place * (SHEET_WALL[1] + GAP))
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


def rows(page: Page, address: str, language: str) -> dict[str, list[str]]:
    """Return the addresses of each row's frames; opening the page lets them in."""
    root = address.partition("/gallery")[0]
    page.goto(f"{root}/gallery?lang={language}", wait_until="commit")
    words = page.request.get(f"{root}/gallery?lang={language}").text()
    return {
        name: [root + unescape(frame) for frame in FRAME.findall(row)]
        for name, row in ROW.findall(words)
    }


def main() -> None:
    """Take all pictures and write the page that shows them."""
    chromium = (sys.argv[1:2] or [shutil.which("chromium") or "chromium"])[0]
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.webp"):
        old.unlink()
    lines: dict[str, list[str]] = {}
    size = 0
    with serving() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium)
        for language, spoken in LANGUAGES.items():
            page = browser.new_page()
            page.goto(address, wait_until="commit")
            for name, frames in rows(page, address, language).items():
                size += keep(sheet(page, frames), f"{name}-{language}")
                title = name.replace("_", " ").replace("-", " ")
                part = lines.setdefault(name, [f"\n## {title.capitalize()}\n"])
                alt = f"{title}, {spoken}"
                part.append(f"![{alt}](gallery/{name}-{language}.webp)")
            page.close()
        browser.close()
    said = [HEAD, *(line for part in lines.values() for line in part)]
    PAGE.write_text("\n".join(said) + "\n", encoding="utf-8")
    sys.stdout.write(f"{2 * len(lines)} pictures, {size / 1000:.0f} kB together.\n")
    sys.exit(size > LARGEST_OF_ALL)


if __name__ == "__main__":
    main()
