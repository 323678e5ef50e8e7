"""Pictures of `facilitator gallery`: one for each question, moment and language.

    python .ci/gallery_pictures.py [FOLDER]      (needs Playwright and Pillow)

Writes `FOLDER/LANGUAGE-NAME.webp` and the page `docs/gallery.md` that shows them.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
WIDEST, LARGEST_BYTES = 1800, 60_000
START_SECONDS = 60.0
LANGUAGES = {"en": "English", "es": "Español"}
INTRO = """# Every question on every screen

Drawn by `facilitator gallery`, whose pictures `.ci/gallery_pictures.py` takes: the
product's own pages with made-up answers. Run the command to see them at full size.
"""


def main() -> None:
    """Start the gallery, take every picture, write the page."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        ready = Path(scratch) / "ready.json"
        command = [sys.executable, "-m", "facilitator", "gallery", "--no-browser"]
        with subprocess.Popen(
            [*command, "--ready-file", str(ready)], stdout=subprocess.DEVNULL
        ) as program:
            try:
                until = time.monotonic() + START_SECONDS
                while not ready.exists() and time.monotonic() < until:
                    time.sleep(0.1)
                address = json.loads(ready.read_text(encoding="utf-8"))["desk_url"]
                names = take(address, folder)
            finally:
                program.terminate()
    if folder == ROOT / "docs" / "gallery":
        lines = [INTRO, *(line for name in names for line in shown(name))]
        (ROOT / "docs" / "gallery.md").write_text("\n".join(lines), encoding="utf-8")


def take(address: str, folder: Path) -> list[str]:
    """Write a picture of each row of the gallery; return the names of the rows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": 4200, "height": 1000})
        page.goto(address)
        names: list[str] = []
        for language in LANGUAGES:
            page.goto(f"{address.partition('?')[0]}?lang={language}")
            names = [
                str(row.get_attribute("id"))
                for row in page.query_selector_all(".gallery-row")
            ]
            for name in names:
                (folder / f"{language}-{name}.webp").write_bytes(picture(page, name))
        browser.close()
    return names


def picture(page: Page, name: str) -> bytes:
    """Return one row as a small picture, once its screens have drawn themselves."""
    row = page.locator(f"#{name}")
    row.scroll_into_view_if_needed()
    for frame in row.locator("iframe").all():
        held = frame.element_handle().content_frame()
        if held:
            held.wait_for_selector("h1, .wall, .console", state="attached")
    page.wait_for_load_state("networkidle")
    drawn = Image.open(io.BytesIO(row.screenshot())).convert("RGB")
    drawn = drawn.crop((0, 0, min(drawn.width, 4150), min(drawn.height, 1800)))
    drawn.thumbnail((WIDEST, WIDEST))
    for quality in range(80, 10, -10):
        file = io.BytesIO()
        drawn.save(file, "webp", quality=quality)
        if file.tell() <= LARGEST_BYTES:
            break
    return file.getvalue()


def shown(name: str) -> list[str]:
    """Return the lines of the page that show one row in both languages."""
    pictures = [
        f"![{words}: {name}](gallery/{language}-{name}.webp)"
        for language, words in LANGUAGES.items()
    ]
    return [f"## {name.replace('_', ' ').replace('-', ' ')}\n", *pictures, ""]


if __name__ == "__main__":
    main()
