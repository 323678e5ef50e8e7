"""Pointing at a picture: by tap, keys, list and without scripts, to every file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from pptx import Presentation
from running import Console, Held, Server
from windows import Windows, asking, cells, others_answer, picture

ASKED = """
  - name: where
    kind: point
    label: {en: Where could you speak with her alone?, es: ¿Dónde podría hablar con ella a solas?}
    picture: pictures/room.png
    alt: {en: "A waiting room with a back door on the left and a desk.", es: "Una sala de espera con una puerta trasera a la izquierda y un escritorio."}
    explanation: {en: Nobody hears you there., es: Allí nadie oye.}
    areas:
      - {name: door, label: {en: Back door, es: Puerta trasera}, left: 5, top: 10, width: 30, height: 70, right: true}
      - {name: desk, label: {en: Desk, es: Escritorio}, left: 50, top: 45, width: 45, height: 45}
"""  # noqa: E501


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose polls point at a picture; the evaluation asks no more."""
    folder = tmp_path_factory.mktemp("curriculum") / "own"
    asking(folder, ASKED, "\n")
    room = Image.new("RGB", (1600, 900), "#d8d2c4")
    draw = ImageDraw.Draw(room)
    draw.rectangle((100, 100, 540, 700), fill="#8a6d4b")
    draw.rectangle((820, 420, 1500, 800), fill="#444a50")
    (folder / "surveys" / "pictures").mkdir()
    place = folder / "surveys" / "pictures" / "room.png"
    room.save(place)
    data = tmp_path_factory.mktemp("server") / "data"
    made = Server(data, ("--curriculum", str(folder))).start()
    yield made
    made.stop()


@pytest.fixture
def asked(server: Server) -> Held:
    """A session of its own."""
    return server.create_session()


def test_a_room_points_at_a_picture(
    asked: Held, windows: Windows, trainer: Console, tmp_path: Path
) -> None:
    phone = windows.phone("en")
    plain = windows.phone("es", java_script_enabled=False)
    wall = windows.wall()
    desk = windows.window(1366, 768, "en")
    desk.goto(asked.server.desk_url)
    desk.goto(f"{asked.server.url}/console/{asked.id}")
    trainer.move("open_poll", poll="where")
    expect(wall.locator("main")).to_contain_text("Point at the picture on your phone")
    expect(wall.get_by_role("img", name="A waiting room")).to_be_visible()

    pad, told = phone.locator(".point-pad"), phone.locator("#point-place")
    box = pad.bounding_box()
    assert box
    pad.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.5})
    expect(told).to_have_text("Back door: 20 % from the left, 50 % from the top")
    pad.focus()
    phone.keyboard.press("Shift+ArrowRight")
    phone.keyboard.press("ArrowDown")
    expect(told).to_have_text("Back door: 30 % from the left, 51 % from the top")
    phone.get_by_label("2. Desk").check()
    expect(told).to_contain_text("Desk: 73 % from the left")
    _drag_the_mark(phone, 0.1, 0.3)
    expect(told).to_contain_text("Back door: 10 % from the left")
    windows.look(phone, wall)
    picture(phone, "phone", tmp_path)
    picture(wall, "wall", tmp_path)
    phone.get_by_role("button", name="Send answer").click()
    expect(phone.locator("[data-state=saved]")).to_be_visible()

    plain.reload()
    picture(plain, "plain", tmp_path)
    windows.narrow(plain)
    plain.locator("input[type=image]").click(position={"x": 216, "y": 108})
    expect(plain.locator(".state-saved").first).to_be_visible()
    others_answer(asked, "where", ["150,320", "120,310", "0,0"])
    trainer.move("close_and_show", poll="where")
    expect(wall.locator(".results, .result-none").first).to_be_visible()
    picture(wall, "wall-results", tmp_path)
    in_hand = desk.locator(".in-hand")
    for screen in (phone.locator("main"), wall.locator("main"), in_hand):
        expect(screen.locator(".point-chart .map-dot")).to_have_count(5)
        row = screen.locator(".point-chart tbody tr").first
        expect(row).to_contain_text("Back door")
        expect(row.locator("td")).to_have_text("60% (3)")
    plain.reload()
    expect(plain.locator(".plain-results")).to_contain_text("Puerta trasera")
    windows.look(phone, wall, desk)
    picture(phone, "phone-results", tmp_path)
    picture(desk, "desk", tmp_path)
    _look_into_the_files(asked)


def _drag_the_mark(phone: Page, across: float, down: float) -> None:
    """Drag the mark to a place, in shares of the picture."""
    phone.locator(".point-pad").scroll_into_view_if_needed()
    mark = phone.locator(".point-mark").bounding_box()
    box = phone.locator(".point-pad").bounding_box()
    assert mark
    assert box
    phone.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    phone.mouse.down()
    phone.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    phone.mouse.up()


def _look_into_the_files(asked: Held) -> None:
    rows = [row for row in cells(asked, "polls", "points") if row[0] == "where"]
    assert (75, 66.6) in {(row[2], row[3]) for row in rows}
    assert sorted(str(row[4]) for row in rows) == [
        *("Back door", "Back door", "Back door", "Desk", "Elsewhere")
    ]
    slides = f"{asked.server.url}/desk/sessions/{asked.id}/results.pptx"
    deck = Presentation(BytesIO(asked.server.trainer.get(slides).content))
    charts = [s.chart for page in deck.slides for s in page.shapes if s.has_chart]
    assert ["✓ Back door", "Desk", "Elsewhere"] in [
        list(chart.plots[0].categories) for chart in charts
    ]
