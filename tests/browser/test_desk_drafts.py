"""Slides drawn in the browser where LibreOffice is missing, looked at, then shown."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from browsing import comes
from PIL import Image, ImageFont
from playwright.sync_api import Browser, Error, Page, Route, expect
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from running import Held, Server

DRAWN_MS = 120_000
SIZES = ((1366, 768), (1440, 900))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A laptop without LibreOffice."""
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--libreoffice", "none")).start()
    yield running
    running.stop()


@pytest.fixture
def desk(chromium: Browser, session: Held) -> Iterator[Page]:
    """The page of a new session, whose scripts and policies raise nothing."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US"
    )
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.on(
        "console",
        lambda said: raised.append(said.text) if "Policy" in said.text else None,
    )
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/desk/sessions/{session.id}")
    yield page
    context.close()
    assert raised == []


def made_deck(folder: Path, slides: int = 3) -> Path:
    """Write a deck: red words on the first slide, a chart on the second."""
    deck = Presentation()
    for number in range(1, slides + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Slide {number}"
    block = deck.slides[0].shapes.add_shape(1, Inches(1), Inches(2), Inches(4), 2**21)
    block.fill.solid()
    block.fill.fore_color.rgb = RGBColor(200, 0, 0)  # type: ignore[no-untyped-call]
    figures = CategoryChartData()  # type: ignore[no-untyped-call]
    figures.categories = ["before", "after"]
    figures.add_series("confident", (31, 74))  # type: ignore[no-untyped-call]
    place = (Inches(1), Inches(2), Inches(6), Inches(4))
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    deck.slides[1].shapes.add_chart(kind, *place, figures)
    path = folder / "made.pptx"
    deck.save(str(path))
    return path


def add(page: Page, path: Path) -> None:
    page.set_input_files("#deck-file", path)
    # Other rows name it, too, where they offer to be paired with it.
    row = page.locator(".deck", has=page.locator(".hint", has_text=path.name)).last
    expect(row).to_have_attribute("data-status", "ready", timeout=DRAWN_MS)


def add_drawn(page: Page, path: Path) -> None:
    """Add a deck and wait until this browser has drawn its slides."""
    add(page, path)
    expect(page.locator("#live")).to_have_text(
        "The drafts are drawn. Look at them now.", timeout=DRAWN_MS
    )
    expect(page.locator(".draft-work").last).to_be_hidden()


def numbers(page: Page, within: str) -> list[str]:
    return page.locator(f"{within} .thumb-number").all_text_contents()


def reasons(page: Page) -> dict[str, list[str]]:
    """Return the reasons to look closely, by the number of the slide."""
    found: dict[str, list[str]] = page.eval_on_selector_all(
        "[data-draft]",
        """cards => Object.fromEntries(cards.map(card => {
          const reasons = [...card.querySelectorAll('.draft-reasons span')];
          return [card.dataset.number, reasons.map(reason => reason.innerText)];
        }))""",
    )
    return found


def picture(page: Page, number: int) -> Image.Image:
    """Return the large picture of a draft of the deck added last."""
    link = page.locator(f"[data-draft-open][id$='-{number}']").last
    address = str(link.evaluate("link => link.href"))
    return Image.open(io.BytesIO(page.request.get(address).body())).convert("RGB")


def snapshot(held: Held) -> dict[str, Any]:
    """Return what a phone is told now."""
    phone = held.phone()
    state: dict[str, Any] = phone.web.get(held.url("/state")).json()
    return state


def test_slides_are_drawn_by_themselves_and_shown_once_confirmed(
    desk: Page, session: Held, tmp_path: Path
) -> None:
    add_drawn(desk, made_deck(tmp_path))

    comes(desk, lambda: numbers(desk, ".draft-flagged") == ["2"])
    assert numbers(desk, ".scroll-box .draft-grid") == ["1", "3"]
    assert reasons(desk)["2"] == [
        "Has a chart: check that every bar, line and label is there."
    ]
    drawn = picture(desk, 1)
    assert drawn.size == (1920, 1440)
    red, green, _ = drawn.getpixel((600, 700))  # type: ignore[misc]
    assert red > 180
    assert green < 40

    console = session.console()
    console.move("go_to", step=0)
    projector = desk.context.new_page()
    projector.goto(f"{session.server.url}/projector/{session.id}")
    expect(projector.locator("h1, h2").filter(has_text="Slide 1")).to_be_visible()
    expect(projector.locator("img[src^='/pictures/']")).to_have_count(0)
    assert snapshot(session)["slide"]["picture"] == {}

    desk.bring_to_front()
    desk.get_by_role("button", name="Use all 2 pictures").click()
    expect(desk.locator("#live")).to_have_text("The picture is shown from now on.")
    digest = snapshot(session)["slide"]["picture"][""]
    shown = projector.locator(f".slide-picture-seen[src*='{digest}']")
    expect(shown).to_be_visible()
    console.move("next")
    expect(projector.locator("h1, h2").filter(has_text="Slide 2")).to_be_visible()
    assert snapshot(session)["slide"]["picture"] == {}
    console.close()


@pytest.mark.parametrize(
    ("name", "flagged", "said"),
    [
        ("markitdown_test.pptx", ["1", "2", "3", "4"], "came out too small to read"),
        ("poi_hbcu_leadership.pptx", None, "a Windows format (EMF or WMF)"),
        ("glimpse_product.pptx", [], ""),
    ],
)
def test_what_is_lost_in_real_decks_is_flagged(
    desk: Page, shared_decks: Path, name: str, flagged: list[str] | None, said: str
) -> None:
    add_drawn(desk, shared_decks / name)

    found = reasons(desk)
    if flagged is not None:
        assert [number for number, why in found.items() if why] == flagged
    assert said in str(found)
    colours = picture(desk, 1).getcolors(2**24)
    assert colours
    assert len(colours) > 50


def test_table_rows_and_long_words_are_not_lost(desk: Page, shared_decks: Path) -> None:
    add_drawn(desk, shared_decks / "markitdown_test.pptx")

    # The last row of the table lies lower than the height that the file gives it.
    lowest = picture(desk, 3).crop((130, 560, 1150, 720)).getcolors(2**24)
    assert lowest
    assert max(lowest)[1] != (255, 255, 255)


def test_drafts_are_judged_by_keyboard_in_the_larger_view(
    desk: Page, tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    add_drawn(desk, made_deck(tmp_path))
    desk.locator("[data-draft-open]").first.focus()
    desk.keyboard.press("Enter")

    view = desk.get_by_role("dialog")
    expect(view).to_be_visible()
    expect(view.get_by_role("heading", name="Slide 2: Slide 2")).to_be_focused()
    expect(view).to_contain_text("Has a chart")
    expect(view.locator(".draft-words")).to_contain_text("after · 74")
    drawn = "p => p.complete && p.naturalWidth === 1920"
    desk.wait_for_function(drawn, arg=view.locator("img").element_handle())
    # In a window of its own: axe tries inline styles, which the policy reports.
    other = desk.context.new_page()
    other.goto(desk.url)
    other.locator("[data-draft-open]").first.click()
    expect(other.get_by_role("dialog")).to_be_visible()
    axe(other)
    other.close()

    desk.keyboard.press("ArrowRight")
    expect(view.get_by_role("heading", name="Slide 1: Slide 1")).to_be_visible()
    view.get_by_role("button", name="Use this picture").focus()
    desk.keyboard.press("Enter")
    expect(view.get_by_role("heading", name="Slide 3: Slide 3")).to_be_focused()
    view.get_by_role("button", name="Show as text instead").focus()
    desk.keyboard.press("Enter")
    expect(view.get_by_role("heading", name="Slide 2: Slide 2")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(view).to_be_hidden()
    expect(desk.locator("[data-draft-open][id$='-2']")).to_be_focused()

    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#live")).to_have_text("The picture is shown from now on.")
    expect(desk.locator("[data-draft]")).to_have_count(0)
    title = desk.get_by_role("heading", name="Slides drawn in this browser")
    expect(title).to_be_focused()
    expect(desk.locator(".thumb img")).to_have_count(2)


def test_a_decision_is_taken_back(desk: Page, tmp_path: Path) -> None:
    add_drawn(desk, made_deck(tmp_path))
    desk.get_by_role("button", name="Use all 2 pictures").click()
    expect(desk.locator(".thumb img")).to_have_count(2)

    desk.get_by_text("Drafts you have decided about").click()
    desk.get_by_role("button", name="Take it back (slide 1)").click()
    expect(desk.locator(".thumb img")).to_have_count(1)
    comes(desk, lambda: "1" in numbers(desk, ".scroll-box .draft-grid"))
    desk.get_by_role("button", name="Show as text instead (slide 1)").click()
    desk.get_by_role("button", name="Look at it again (slide 1)").click()
    expect(desk.get_by_role("button", name="Use this 1 picture")).to_be_visible()


class Gate:
    """Lets so many drafts reach the program; the others wait until it is opened."""

    def __init__(self, page: Page, room: int) -> None:
        self.room = room
        self.waiting: list[Route] = []
        page.route(re.compile(r"/drafts\?slide="), self._pass)

    def _pass(self, route: Route) -> None:
        if self.room > 0:
            self.room -= 1
            route.continue_()
        else:
            self.waiting.append(route)

    def open(self) -> None:
        """Let all pass, those that wait and those that come."""
        self.room = 1000
        for route in self.waiting:
            with suppress(Error):  # a page that was left took it along
                route.continue_()


def test_drawing_goes_on_after_a_reload_and_ends_when_it_is_stopped(
    desk: Page, tmp_path: Path
) -> None:
    gate = Gate(desk, room=1)
    add(desk, made_deck(tmp_path, slides=6))
    said = desk.locator("[id^='draft-said-']")
    expect(said).to_have_text("Drawing slide 3 of 6", timeout=DRAWN_MS)

    desk.reload()
    expect(said).to_have_text("Drawing slide 2 of 5", timeout=DRAWN_MS)
    expect(desk.locator("[data-draft]")).to_have_count(1)
    desk.get_by_role("button", name="Stop drawing").click()
    gate.open()
    expect(desk.locator("[data-draft]")).to_have_count(3, timeout=DRAWN_MS)
    expect(desk.locator("#live")).to_have_text("Drawing was stopped.", timeout=DRAWN_MS)

    desk.reload()
    again = desk.get_by_role("button", name="Draw the slides in this browser")
    expect(again).to_be_visible()
    expect(desk.locator(".drafts")).to_contain_text("3 slides have no picture.")
    expect(desk.locator(".draft-work")).to_be_hidden()
    again.click()
    expect(desk.locator("[data-draft]")).to_have_count(6, timeout=DRAWN_MS)
    expect(again).to_have_count(0)


def test_two_windows_do_not_draw_the_same_slides(desk: Page, tmp_path: Path) -> None:
    gate = Gate(desk, room=0)
    add(desk, made_deck(tmp_path))
    said = desk.locator("[id^='draft-said-']")
    expect(said).to_have_text("Drawing slide 2 of 3", timeout=DRAWN_MS)

    other = desk.context.new_page()
    other.goto(desk.url)
    expect(other.locator("[id^='draft-trouble-']")).to_contain_text(
        "Another window of the desk is drawing these slides."
    )
    gate.open()
    expect(desk.locator("[data-draft]")).to_have_count(3, timeout=DRAWN_MS)


def test_drafts_are_drawn_again_and_keep_what_was_decided(
    desk: Page, tmp_path: Path
) -> None:
    add_drawn(desk, made_deck(tmp_path))
    desk.get_by_role("button", name="Show as text instead (slide 1)").click()
    expect(desk.locator("[data-draft]")).to_have_count(2)

    desk.evaluate("() => { document.getElementById('live').textContent = ''; }")
    desk.get_by_role("button", name="Draw these drafts again").click()
    expect(desk.get_by_role("button", name="Stop drawing")).to_be_focused()
    expect(desk.locator("#live")).to_have_text(
        "The drafts are drawn. Look at them now.", timeout=DRAWN_MS
    )
    title = desk.get_by_role("heading", name="Slides drawn in this browser")
    expect(title).to_be_focused()
    expect(desk.locator("[data-draft]")).to_have_count(2)


def test_a_program_that_went_away_is_told(desk: Page, tmp_path: Path) -> None:
    desk.route(re.compile(r"/drafts\?slide="), lambda route: route.abort())
    add(desk, made_deck(tmp_path))

    trouble = desk.locator("[id^='draft-trouble-']")
    expect(trouble).to_contain_text("The program does not answer", timeout=DRAWN_MS)
    expect(trouble).to_be_visible()
    expect(
        desk.get_by_role("button", name="Draw the slides in this browser")
    ).to_be_visible()


FONT_LIST = """<p:embeddedFontLst><p:embeddedFont><p:font typeface="Brought"/>
<p:regular r:id="rIdF"/></p:embeddedFont></p:embeddedFontLst>"""
FONT_RELATION = """<Relationship Id="rIdF" Target="fonts/font1.fntdata" Type=
"http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"/>"""
FONT_TYPE = '<Default Extension="fntdata" ContentType="application/x-fontdata"/>'


def with_own_font(path: Path, folder: Path) -> Path:
    """Write a deck again that brings the font its first slide is written in."""
    brought: Any = ImageFont.load_default(20)
    font = brought.path.getvalue()
    # The frame in which PowerPoint and Google Slides put fonts: EOT, not compressed.
    sizes = struct.pack("<IIII", 96 + len(font), len(font), 0x10000, 0)
    weight = b"\0" * 10 + b"\1\0" + struct.pack("<IHH", 400, 0, 0x504C)
    framed = sizes + weight + b"\0" * (96 - len(sizes) - len(weight)) + font
    more = {
        "ppt/presentation.xml": ("<p:defaultTextStyle", FONT_LIST),
        "ppt/_rels/presentation.xml.rels": ("</Relationships>", FONT_RELATION),
        "[Content_Types].xml": ("<Override", FONT_TYPE),
    }
    written = folder / "brought.pptx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in more:
                place, text = more[name]
                part = part.decode().replace(place, text + place, 1).encode()
            new.writestr(name, part)
        new.writestr("ppt/fonts/font1.fntdata", framed)
    return written


def test_fonts_that_a_deck_brings_are_in_the_picture(
    desk: Page, tmp_path: Path
) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(2))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.name, run.font.size = "Own words", "Brought", Inches(1)
    deck.save(str(tmp_path / "plain.pptx"))

    add_drawn(desk, tmp_path / "plain.pptx")
    plain = words_box(picture(desk, 1))
    desk.evaluate("() => { document.getElementById('live').textContent = ''; }")
    add_drawn(desk, with_own_font(tmp_path / "plain.pptx", tmp_path))
    own = words_box(picture(desk, 1))

    # One line in one place, in letters of another width.
    assert plain[0] == pytest.approx(own[0], abs=12)
    assert abs(plain[2] - own[2]) > 30


def words_box(drawn: Image.Image) -> tuple[int, int, int, int]:
    box = drawn.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert box
    return box


def test_the_review_is_accessible_and_fits(
    desk: Page, tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    add_drawn(desk, made_deck(tmp_path))
    desk.get_by_role("button", name="Use this picture (slide 3)").click()
    expect(desk.locator("[data-draft]")).to_have_count(2)
    page = desk.context.new_page()
    for language, heading in (
        ("en", "Look closely at these"),
        ("es", "Mire con atención"),
    ):
        page.goto(f"{desk.url}?lang={language}")
        expect(page.locator(".drafts")).to_contain_text(heading)
        page.locator(".draft-done summary").click()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wide = "document.documentElement.scrollWidth > innerWidth"
            assert not page.evaluate(wide)
            card = page.locator(".draft-flagged .draft-open").bounding_box()
            assert card
            assert card["width"] > 400
            axe(page)
