"""The desk in a browser: a session prepared from first start to the room check."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from browsing import comes, scanned
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from running import Held, Server

OWN_SERVER = True  # its first page lists every session
SIZES = ((1366, 768), (1440, 900))
READ_MS = 120_000
PRACTICE_MS = 60_000


@pytest.fixture
def desk(chromium: Browser, server: Server) -> Iterator[Page]:
    """The trainer's window, let in, whose scripts raise nothing."""
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
    page.goto(server.desk_url)
    yield page
    context.close()
    assert raised == []


@pytest.fixture
def opened(desk: Page, session: Held) -> Page:
    """The page of a new session."""
    desk.goto(f"{session.server.url}/desk/sessions/{session.id}")
    return desk


def read_code(page: Page, selector: str) -> str:
    (found,) = scanned(page.locator(selector))
    return found


def order(page: Page) -> list[str]:
    """Return the running order as slide numbers and poll names."""
    found: list[str] = page.eval_on_selector_all(
        "#order-list > li",
        "rows => rows.map(r => r.dataset.poll || r.dataset.fixed || r.dataset.slide)",
    )
    return found


def add_deck(page: Page, path: Path) -> None:
    page.set_input_files("#deck-file", path)
    row = page.locator(".deck", has_text=path.name)
    expect(row).to_have_attribute("data-status", "ready", timeout=READ_MS)
    expect(row).to_contain_text("In use", timeout=READ_MS)


def test_a_session_is_made_from_the_first_page(desk: Page) -> None:
    desk.get_by_role("link", name=re.compile("Use this plan.*Two-hour")).click()
    desk.get_by_label("Date").fill("2026-09-30")
    desk.get_by_label("Starts at").fill("13:30")
    desk.get_by_label("Time zone").fill("Denver")
    desk.get_by_label("Place").fill("Library")
    desk.get_by_label("Trainers").fill("Ana Ruiz\nLee Park")
    desk.get_by_role("button", name="Create the session").click()

    expect(desk.get_by_role("status").first).to_contain_text("The session is created.")
    expect(desk.locator(".session-facts")).to_contain_text(
        "Wednesday, September 30, 2026, 1:30"
    )
    first = desk.locator(".agenda tbody tr").first
    expect(first).to_contain_text("1:38")
    expect(desk.locator(".agenda tfoot")).to_contain_text("120 creditable minutes")
    desk.get_by_role("link", name="All sessions").click()
    expect(desk.locator(".sessions")).to_contain_text("America/Denver")


def test_a_mistake_stands_beside_its_field(desk: Page) -> None:
    desk.get_by_role("link", name=re.compile("Use this plan.*Two-hour")).click()
    desk.get_by_label("Time zone").fill("Nowhere")
    desk.get_by_role("button", name="Create the session").click()

    summary = desk.get_by_role("alert")
    expect(summary).to_contain_text("2 fields need another look.")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Time zone").click()
    expect(desk.get_by_label("Time zone")).to_be_focused()
    expect(desk.get_by_label("Time zone")).to_have_value("Nowhere")
    expect(desk.get_by_label("Time zone")).to_have_accessible_description(
        re.compile("No time zone has this name.")
    )


def test_details_are_saved_without_leaving_the_page(opened: Page) -> None:
    opened.get_by_label("Place", exact=True).fill("Room 9")
    opened.get_by_role("button", name="Save details").click()

    expect(opened.locator("#details")).to_contain_text("The details are saved.")
    expect(opened.locator(".session-facts")).to_contain_text("Room 9")
    expect(opened.locator("#details-save")).to_be_focused()


def test_what_is_typed_elsewhere_survives_a_save(opened: Page) -> None:
    opened.get_by_label("Place", exact=True).fill("Not saved yet")
    opened.get_by_label("Network name").fill("Guests")
    opened.get_by_role("button", name="Make the Wi-Fi code").click()

    expect(opened.locator(".wifi-code")).to_be_visible()
    expect(opened.get_by_label("Place", exact=True)).to_have_value("Not saved yet")


def test_a_deck_is_read_and_its_slides_appear(
    opened: Page,
    shared_decks: Path,
    libreoffice: str,
    axe: Callable[[Page], None],
) -> None:
    assert libreoffice
    add_deck(opened, shared_decks / "glimpse_product.pptx")

    expect(opened.locator(".way")).to_contain_text("drawn by LibreOffice")
    picture = opened.locator(".thumb img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    drawn = "p => p.complete && p.naturalWidth === 960"
    opened.wait_for_function(drawn, arg=picture.element_handle())
    expect(opened.locator("#waiting")).to_contain_text("(6)")
    # In a window of its own: axe tries inline styles, which the policy reports.
    other = opened.context.new_page()
    other.goto(opened.url)
    axe(other)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_deck_leads_to_a_copy_with_codes(
    opened: Page, shared_decks: Path, axe: Callable[[Page], None], language: str
) -> None:
    add_deck(opened, shared_decks / "glimpse_product.pptx")
    page = opened.context.new_page()
    page.goto(f"{opened.url.partition('#')[0]}?lang={language}")
    row = page.locator(".deck-used")
    row.get_by_text("With codes" if language == "en" else "Con códigos").first.press(
        "Enter"
    )
    page.evaluate(
        "document.querySelectorAll('.deck-files').forEach(d => d.open = true)"
    )
    axe(page)

    with page.expect_download() as download:
        row.locator(".deck-files button").press("Enter")

    deck = Presentation(str(download.value.path()))
    slides = [slide.shapes for slide in deck.slides]
    assert len(slides) == 3
    called = "with-codes" if language == "en" else "con-codigos"
    assert called in download.value.suggested_filename
    codes = [
        shape.image.blob for shapes in slides for shape in shapes if shape.name == "QR"
    ]
    pictures = [Image.open(io.BytesIO(code)) for code in codes]
    found = [code.text for one in pictures for code in zxingcpp.read_barcodes(one)]
    assert len(found) == 2
    assert all(text.startswith("HTTP://127.0.0.1:") for text in found)


def test_a_refused_file_is_told_beside_the_button(
    opened: Page, shared_decks: Path
) -> None:
    opened.set_input_files("#deck-file", shared_decks / "aspose_encrypted.pptx")
    trouble = opened.locator("#drop-trouble")
    expect(trouble).to_contain_text("aspose_encrypted.pptx is protected by a password.")

    opened.set_input_files("#deck-file", shared_decks / "manifest.csv")
    expect(trouble).to_contain_text("manifest.csv is neither a PowerPoint deck")
    expect(opened.locator(".deck")).to_have_count(1)


def test_a_poll_is_placed_and_moved_by_keyboard_alone(
    opened: Page, shared_decks: Path
) -> None:
    add_deck(opened, shared_decks / "unstr_eng_spa.pptx")
    slides = order(opened)
    poll = opened.locator("#waiting .order-poll").first.get_attribute("data-poll")
    assert poll

    opened.locator(f"#spot-{poll}").focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(opened.locator("#live")).to_contain_text("is after slide")
    expect(opened.locator("#order [role=status]")).to_contain_text("is after slide")
    expect(opened.locator(f"#put-{poll}")).to_be_focused()
    expect(opened.locator(f"#order-list [data-poll={poll}]")).to_contain_text(
        "Placed here"
    )
    expect(opened.locator(f"#put-{poll}")).to_be_in_viewport()
    placed = order(opened)
    there = placed.index(poll)

    opened.locator(f"#up-{poll}").focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#order-list > li").nth(there - 1)).to_have_attribute(
        "data-poll", poll
    )
    expect(opened.locator(f"#up-{poll}")).to_be_focused()

    opened.locator(f"#out-{poll}").focus()
    opened.keyboard.press("Enter")
    expect(opened.locator(f"#waiting [data-poll={poll}]")).to_be_visible()
    comes(opened, lambda: order(opened) == slides)
    opened.reload()
    assert order(opened) == slides


def test_a_poll_is_dragged_between_slides_and_back(
    opened: Page, shared_decks: Path
) -> None:
    add_deck(opened, shared_decks / "unstr_eng_spa.pptx")
    poll = opened.locator("#waiting .order-poll").first.get_attribute("data-poll")
    assert poll

    # Both ends in view: scrolling between press and move would drag something else.
    opened.set_viewport_size({"width": 1366, "height": 1800})
    opened.locator("#order").scroll_into_view_if_needed()
    opened.drag_and_drop(
        f"[data-poll={poll}] .grip",
        "#order-list > li:first-child",
        target_position={"x": 300, "y": 50},
    )
    expect(opened.locator("#live")).to_have_text("The running order is saved.")
    comes(opened, lambda: order(opened)[1] == poll)

    opened.drag_and_drop(f"[data-poll={poll}] .grip", "#waiting h3")
    expect(opened.locator(f"#waiting [data-poll={poll}]")).to_be_visible()
    opened.reload()
    assert poll not in order(opened)


def test_polls_that_the_notes_place_are_marked_and_fixed(opened: Page) -> None:
    fixed = opened.locator(".order-fixed").first

    expect(fixed).to_contain_text("Placed by the deck's notes")
    assert fixed.locator("button").count() == 0


def test_the_codes_lead_phones_into_the_wifi_and_the_session(
    opened: Page, session: Held
) -> None:
    address = f"127.0.0.1:{session.server.port}"
    assert read_code(opened, ".room-try .qr") == f"HTTP://{address}/J/{session.code}"

    opened.get_by_label("Network name").fill("Sala; 2")
    opened.get_by_label("Password").fill("se:creto1")
    opened.get_by_role("button", name="Make the Wi-Fi code").click()
    expect(opened.locator(".wifi-code")).to_be_visible()

    assert (
        read_code(opened, ".wifi-code .qr") == r"WIFI:T:WPA;S:Sala\; 2;P:se\:creto1;;"
    )


def test_a_wifi_password_that_is_none_is_told_beside_its_field(opened: Page) -> None:
    opened.get_by_label("Network name").fill("Guests")
    opened.get_by_label("Password").fill("short")
    opened.get_by_role("button", name="Make the Wi-Fi code").click()

    password = opened.get_by_label("Password")
    expect(password).to_be_focused()
    expect(password).to_have_accessible_description(re.compile("8 to 63 characters"))
    expect(opened.locator("#room > .message-bad")).to_have_count(0)


def test_a_file_needs_no_button_where_scripts_send_it_at_once(opened: Page) -> None:
    expect(opened.locator("#deck-file")).to_be_visible()
    expect(opened.locator("#deck-add")).to_be_hidden()


def test_the_marks_for_the_notes_are_listed_by_name(opened: Page) -> None:
    opened.get_by_text("Let the deck place polls").click()

    expect(opened.locator("#order .marks")).to_contain_text("[[poll: under_18]]")
    expect(opened.locator("#order .marks")).to_contain_text("[[agenda: welcome]]")


def test_a_phone_that_arrives_is_counted(opened: Page, session: Held) -> None:
    expect(opened.locator("#connected")).to_have_text("0 phones connected")
    phone = session.phone().join()

    expect(opened.locator("#connected")).to_have_text("1 phone connected")
    phone.close()


def test_practice_phones_come_and_go(opened: Page) -> None:
    opened.get_by_label("Number of phones").fill("3")
    opened.get_by_role("button", name="Let them join").click()
    expect(opened.locator("#practice")).to_contain_text("3 practice phones take part")
    expect(opened.locator("#connected")).to_have_text(
        "3 phones connected", timeout=PRACTICE_MS
    )
    expect(opened.locator("#after")).to_contain_text(
        "3 people signed in.", timeout=PRACTICE_MS
    )

    opened.get_by_role("button", name="Send them home").click()
    expect(opened.locator("#connected")).to_have_text(
        "0 phones connected", timeout=PRACTICE_MS
    )


def test_an_address_that_went_away_is_told(opened: Page, session: Held) -> None:
    session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/network",
        data={"address": f"192.168.77.77:{session.server.port}"},
    )
    opened.reload()

    expect(opened.locator("#gone")).to_contain_text("no longer has the address")


def test_forms_work_without_scripts(
    chromium: Browser, session: Held, shared_decks: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/desk/sessions/{session.id}")
    page.set_input_files("#deck-file", shared_decks / "aspose_encrypted.pptx")
    page.get_by_role("button", name="Add this file").click()
    expect(page.locator("#deck [role=alert]").first).to_contain_text(
        "protected by a password"
    )
    page.set_input_files("#deck-file", shared_decks / "unstr_eng_spa.pptx")
    page.get_by_role("button", name="Add this file").click()
    expect(page.locator("#deck")).to_contain_text("The deck arrived")
    context.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_accessible_and_fits(
    desk: Page, session: Held, axe: Callable[[Page], None], language: str
) -> None:
    page = desk.context.new_page()
    base = f"{session.server.url}/desk"
    one = f"/sessions/{session.id}"
    for path in ("", "/sessions?plan=conference-2h", one, f"{one}/hand-off"):
        mark = "&" if "?" in path else "?"
        page.goto(f"{base}{path}{mark}lang={language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wide = "document.documentElement.scrollWidth > innerWidth"
            assert not page.evaluate(wide), path
            axe(page)
