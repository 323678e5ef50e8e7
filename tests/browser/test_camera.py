"""A printed sheet in front of the laptop's camera, and a laptop without one."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from running import Held

from .conftest import FLAGS

CSV = "Name,Email\nAna Ruiz,ana@x.org\nBo Chen,bo@x.org\n"
SIZE = (1280, 720)
# What a browser answers where it gives no camera, and what is said then.
REFUSING = """name => {
  const refused = () => Promise.reject(new DOMException("", name));
  const value = name ? { getUserMedia: refused } : undefined;
  Object.defineProperty(navigator, "mediaDevices", { value, configurable: true });
}"""
WHY = {
    "NotAllowedError": "El navegador tiene prohibido usar la cámara.",
    "NotReadableError": "Otro programa usa la cámara.",
    "NotFoundError": "no encuentra ninguna cámara",
    "": "El navegador solo da la cámara a las páginas de esta laptop.",
}


@pytest.fixture
def sheet(session: Held) -> pypdfium2.PdfDocument:
    """The sheet of a session that expects two people, with their codes."""
    desk = f"{session.server.url}/desk/sessions/{session.id}"
    web = session.server.trainer
    web.post(f"{desk}/roster", files={"list": ("a.csv", CSV.encode())})
    columns = {"column-0": "name", "column-1": "email"}
    web.post(f"{desk}/roster/list", data={"do": "import", **columns})
    return pypdfium2.PdfDocument(web.get(f"{desk}/sign-in-sheet.pdf?codes=1").content)


def video(sheet: pypdfium2.PdfDocument) -> bytes:
    """Return what a camera sees of the first row, its code in the middle."""
    page = sheet[0].render(scale=3).to_pil().convert("RGB")
    x, y = int(page.width * 0.475), int(page.height * 0.33)
    part = page.crop((x - 320, y - 180, x + 320, y + 180)).resize(SIZE).rotate(6)
    grey = Image.blend(part, Image.new("RGB", SIZE, "#777"), 0.3)
    jpeg = io.BytesIO()
    grey.save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue() * 4


@pytest.fixture
def camera(
    chromium: Browser,
    chromium_path: str,
    session: Held,
    sheet: pypdfium2.PdfDocument,
    tmp_path: Path,
) -> Iterator[Page]:
    """The camera's page in a browser whose camera sees the sheet."""
    file = tmp_path / "sheet.mjpeg"
    file.write_bytes(video(sheet))
    browser = chromium.browser_type.launch(
        executable_path=chromium_path,
        args=[
            *FLAGS,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={file}",
        ],
    )
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-US")
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/desk/sessions/{session.id}/camera")
    yield page
    browser.close()


def test_a_code_in_front_of_the_camera_signs_its_person_in(
    session: Held, camera: Page, axe: Callable[[Page], None]
) -> None:
    said = camera.locator(".camera-last")
    expect(said).to_contain_text("Ana Ruiz", timeout=60_000)
    expect(said).to_contain_text("is in the room.")
    axe(camera)

    said.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Taken back:")
    camera.get_by_label("Going out").check()
    expect(said).to_contain_text("is not in the room.")
    camera.get_by_label("Coming in").check()
    expect(said).to_contain_text("is in the room.")

    facts = f"{session.server.url}/desk/sessions/{session.id}/facts"
    counts = session.server.trainer.get(facts).json()["counts"]
    assert (counts["signed_in"], counts["inside"]) == (1, 1)


def test_without_a_camera_the_letters_are_typed(
    chromium: Browser,
    session: Held,
    sheet: pypdfium2.PdfDocument,
    axe: Callable[[Page], None],
) -> None:
    words = sheet[0].get_textpage().get_text_range()
    found = re.search(r"\b([2-9A-Z]{3} [2-9A-Z]{3})\b", words)
    assert found
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="es-US")
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/desk/sessions/{session.id}/camera")

    expect(page.locator(".camera-off")).to_contain_text("cámara")
    expect(page.get_by_role("button", name="Encender la cámara")).to_be_visible()
    axe(page)
    for why, said in WHY.items():
        page.evaluate(REFUSING, why)
        page.get_by_role("button", name="Encender la cámara").click()
        expect(page.locator(".camera-off")).to_contain_text(said)
    page.locator("#letters").fill("zzz 222")
    page.keyboard.press("Enter")
    expect(page.locator(".camera-last")).to_contain_text("Este no es un código")
    page.locator("#letters").fill(found[1].lower())
    page.keyboard.press("Enter")

    expect(page.locator(".camera-last")).to_contain_text("está en la sala.")
    for other in ("paper", "kiosks"):
        page.goto(f"{session.server.url}/desk/sessions/{session.id}/{other}")
        axe(page)
    page.context.close()
