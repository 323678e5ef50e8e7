"""The pictures of a deck at the desk in a browser: its PDF, its pages, its own."""

import base64
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import comes
from deck_files import broken_libreoffice, write_export, write_pptx
from documents.pdf_writing import write_pdf
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from running import Held, Server

SIZES = ((1366, 768), (1440, 900))
TARGETS = "#pages :is(button, select, summary, input)"
LEAST_SIDE = """all => Math.min(...all
    .filter(one => one.checkVisibility())
    .map(one => one.getBoundingClientRect())
    .map(({ width, height }) => Math.min(width, height)))"""
READ_MS = 120_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose LibreOffice draws nothing."""
    folder = tmp_path_factory.mktemp("server")
    broken_libreoffice(folder / "bin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        running = Server(folder / "data").start()
    yield running
    running.stop()


@pytest.fixture
def desk(chromium: Browser, session: Held) -> Iterator[Page]:
    """The page of a new session, whose scripts raise nothing."""
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


@pytest.fixture
def pptx(tmp_path: Path) -> Path:
    return write_pptx(tmp_path / "session.pptx")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return write_export(tmp_path / "export.pdf")


def row(page: Page, name: str) -> Locator:
    return page.locator(".deck", has_text=name)


def ready(page: Page, path: Path) -> None:
    page.set_input_files("#deck-file", path)
    expect(row(page, path.name)).to_have_attribute(
        "data-status", "ready", timeout=READ_MS
    )


def paired(page: Page, pptx: Path, pdf: Path) -> None:
    """Drop a deck and its PDF on the page at once."""
    page.set_input_files("#deck-file", [pdf, pptx])
    expect(page.locator(".deck-pdf")).to_have_attribute(
        "data-status", "ready", timeout=READ_MS
    )
    expect(row(page, pptx.name)).to_contain_text("In use")


def opened(page: Page) -> Locator:
    """Open the list of slides and pages."""
    panel = page.locator("#pages")
    if not panel.evaluate("panel => panel.open"):
        panel.locator("summary").first.click()
    return panel


def drop(page: Page, path: Path, target: str) -> None:
    """Drop a file on an element."""
    transfer = page.evaluate_handle(
        """([name, content]) => {
          const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
          const dropped = new DataTransfer();
          dropped.items.add(new File([bytes], name));
          return dropped;
        }""",
        [path.name, base64.b64encode(path.read_bytes()).decode()],
    )
    for name in ("dragenter", "dragover", "drop"):
        page.dispatch_event(target, name, {"dataTransfer": transfer})


def test_a_deck_and_its_pdf_dropped_at_once_are_paired_and_it_is_said(
    desk: Page, pptx: Path, pdf: Path
) -> None:
    paired(desk, pptx, pdf)

    expect(desk.locator("#live")).to_contain_text("export.pdf is shown as the PDF of")
    expect(desk.locator(".deck-pdf")).to_contain_text("export.pdf · 4 pages")
    expect(desk.locator(".way")).to_contain_text("the pages of your PDF")
    rows = opened(desk).locator(".page-row")
    expect(rows).to_have_count(4)
    for number in range(4):
        expect(rows.nth(number)).to_contain_text(f"Page {number + 1}")
    shown = rows.nth(2).locator("figure").nth(1).locator("img")
    shown.scroll_into_view_if_needed()
    desk.wait_for_function(
        "p => p.complete && p.naturalWidth === 960", arg=shown.element_handle()
    )


def test_a_page_is_mended_by_keyboard_and_saved_at_once(
    desk: Page, pptx: Path, tmp_path: Path
) -> None:
    paired(desk, pptx, write_export(tmp_path / "export.pdf", without=(1,)))
    panel = opened(desk)
    expect(panel.locator("#unpaired")).to_contain_text("2")
    expect(desk.locator(".way")).to_contain_text("3 as pages of your PDF, 1 as text.")
    expect(desk.locator("#slide-2 .tag-way")).to_have_text("Text")
    expect(desk.locator("#slide-1 .tag-way")).to_have_count(0)

    desk.locator("#page-2").focus()
    for _ in range(2):
        desk.keyboard.press("ArrowDown")

    expect(desk.locator("#live")).to_have_text("The page is saved.")
    expect(desk.locator("#picture-2")).to_contain_text("The page is saved.")
    expect(desk.locator("#picture-2")).to_contain_text("Page 2")
    expect(desk.locator("#page-2")).to_be_focused()
    expect(panel.locator("#unpaired")).to_have_count(0)
    desk.reload()
    expect(desk.locator("#page-2")).to_have_value("2")


def test_a_pair_in_doubt_is_marked_until_the_trainer_says_it_is_right(
    desk: Page, pptx: Path, tmp_path: Path
) -> None:
    pages = [["Stop", "Take one slow breath before you act"]]
    pages += [["Observe", "Look around for what was added"]]
    pages += [["Ask", "Speak in private and offer a choice of questions"]]
    pages += [["Respond", "Share the hotline number and make the next plan together"]]
    paired(desk, pptx, write_pdf(tmp_path / "export.pdf", pages))

    expect(desk.locator("#doubtful")).to_contain_text("2")
    doubt = desk.locator("#picture-2")
    expect(doubt).to_contain_text("few words in common")
    desk.locator("#right-2").focus()
    desk.keyboard.press("Enter")

    expect(desk.locator("#doubtful")).to_have_count(0)
    expect(doubt).not_to_contain_text("few words in common")
    expect(doubt).to_contain_text("Page 2")


def test_a_pdf_dropped_on_a_deck_or_chosen_there_comes_beside_it(
    desk: Page, pptx: Path, tmp_path: Path
) -> None:
    ready(desk, pptx)
    other = write_pdf(tmp_path / "other.pdf", [["Alto"], ["Observe"]])

    drop(desk, other, ".deck[data-pdf]")

    expect(desk.locator(".deck-pdf")).to_contain_text(
        "other.pdf · 2 pages", timeout=READ_MS
    )
    row(desk, pptx.name).get_by_text("Add a newer PDF export").click()
    newer = write_export(tmp_path / "newer.pdf")
    desk.locator(".pdf-form input").set_input_files(newer)
    expect(desk.get_by_text("newer.pdf · 4 pages")).to_be_visible(timeout=READ_MS)
    expect(desk.locator(".deck-pdf")).to_have_count(1)


def test_a_pdf_that_was_taken_becomes_a_deck_of_its_own_and_comes_back(
    desk: Page, pptx: Path, pdf: Path
) -> None:
    paired(desk, pptx, pdf)

    desk.get_by_role("button", name="Make it a deck of its own export.pdf").click()

    expect(desk.locator("#live")).to_have_text("The PDF is a deck of its own now.")
    expect(desk.locator(".deck-pdf")).to_have_count(0)
    alone = row(desk, "export.pdf")
    alone.get_by_text("This is the PDF export of a PowerPoint deck").click()
    alone.get_by_role("button", name="Show its pages there").click()
    expect(desk.locator(".deck-pdf")).to_contain_text("export.pdf · 4 pages")


def test_a_picture_of_ones_own_takes_the_place_of_a_slide_and_goes_again(
    desk: Page, session: Held, pptx: Path, pdf: Path, tmp_path: Path
) -> None:
    paired(desk, pptx, pdf)
    panel = opened(desk)
    own, wrong = tmp_path / "own.png", tmp_path / "own.webp"
    Image.new("RGB", (1920, 1080), "navy").save(own)
    wrong.write_bytes(b"hello")
    third = desk.locator("#picture-3")
    third.locator("#own-3").focus()
    desk.keyboard.press("Enter")

    desk.locator("#own-file-3").set_input_files(wrong)
    expect(third.get_by_role("alert")).to_contain_text("own.webp is not a picture")
    desk.locator("#own-file-3").set_input_files(own)

    expect(desk.locator("#live")).to_have_text("Your picture is shown for this slide.")
    expect(third.locator(".tag-way")).to_have_text("Your picture")
    expect(third).to_be_focused()
    expect(panel).to_be_visible()
    expect(desk.locator(".way")).to_contain_text("1 as a picture of yours")
    before = desk.locator("#slide-3 img").get_attribute("src")

    desk.locator("#way-3").select_option("text")
    expect(third.locator(".tag-way")).to_have_text("Text")
    desk.locator("#way-3").select_option("")
    expect(third.locator(".tag-way")).to_have_text("Your picture")
    third.get_by_role("button", name="Remove my picture").click()

    expect(third.locator(".tag-way")).to_have_text("Page of the PDF")
    assert before
    expect(desk.locator("#slide-3 img")).not_to_have_attribute("src", before)
    assert session.code


def test_the_first_pictures_are_seen_early_and_a_reading_can_be_cancelled(
    desk: Page, tmp_path: Path
) -> None:
    long = write_pdf(tmp_path / "long.pdf", [[f"Page {n}"] for n in range(120)])
    desk.set_input_files("#deck-file", long)

    first = desk.locator(".drawn img").first
    expect(first).to_be_visible(timeout=READ_MS)
    desk.wait_for_function(
        "p => p.complete && p.naturalWidth === 960", arg=first.element_handle()
    )
    cancel = desk.get_by_role("button", name="Cancel long.pdf")
    cancel.focus()
    desk.keyboard.press("Enter")

    expect(desk.locator("#live")).to_contain_text("The reading was cancelled")
    expect(row(desk, "long.pdf")).to_have_count(0)


def test_everything_works_without_scripts(
    chromium: Browser, session: Held, pptx: Path, pdf: Path, tmp_path: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(session.server.desk_url)
    here = f"{session.server.url}/desk/sessions/{session.id}"
    page.goto(here)
    page.set_input_files("#deck-file", [pdf, pptx])
    page.get_by_role("button", name="Add this file").click()

    def is_read() -> bool:
        page.goto(here)
        return page.locator(".deck-pdf[data-status=ready]").count() > 0

    comes(page, is_read, READ_MS / 1_000)
    page.locator("#pages summary").first.click()
    page.locator("#page-1").select_option("0")
    page.locator("#keep-page-1").click()
    expect(page.locator("#picture-1")).to_contain_text("The page is saved.")
    expect(page.locator("#picture-1")).to_contain_text("No page")

    own = tmp_path / "own.png"
    Image.new("RGB", (320, 180), "navy").save(own)
    page.locator("#own-1").click()
    page.locator("#own-file-1").set_input_files(own)
    page.locator("#picture-1").get_by_role("button", name="Use this picture").click()
    expect(page.locator("#picture-1 .tag-way")).to_have_text("Your picture")
    context.close()


def test_a_picture_whose_file_is_gone_leaves_the_words_on_every_screen(
    desk: Page, session: Held, pptx: Path, pdf: Path
) -> None:
    paired(desk, pptx, pdf)
    for picture in (session.server.data / "pictures").glob("*.webp"):
        picture.unlink()
    console = session.console()
    console.move("next")
    projector = desk.context.new_page()
    projector.goto(f"{session.server.url}/projector/{session.id}")
    phone = desk.context.new_page()
    phone.goto(f"{session.server.url}/J/{session.code.lower()}")
    phone.locator("main a[hreflang=en]").click()
    phone.locator("main a.button").click()
    phone.locator("#name").fill("Ana Ruiz")
    phone.locator("#sign-in button").click()

    expect(projector.locator(".text-slide")).to_contain_text("Take one slow breath")
    expect(phone.locator("main")).to_contain_text("Take one slow breath")
    expect(phone.locator("img.slide-picture")).to_have_count(0)
    console.close()


def test_the_pages_are_accessible_and_fit(
    desk: Page, pptx: Path, tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    pages = [["Stop", "Take one slow breath before you act"], ["Notice"]]
    paired(desk, pptx, write_pdf(tmp_path / "session.pdf", pages))
    # In a window of its own: axe tries inline styles, which the policy reports.
    page = desk.context.new_page()
    for language in ("en", "es"):
        page.goto(f"{desk.url}?lang={language}")
        opened(page).locator(".page-row details summary").first.click()
        assert not re.search(r"\{\w+\}|%\(", page.locator("#deck").inner_text())
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wide = "document.documentElement.scrollWidth > innerWidth"
            assert not page.evaluate(wide)
            assert page.eval_on_selector_all(TARGETS, LEAST_SIDE) >= 24
            axe(page)
