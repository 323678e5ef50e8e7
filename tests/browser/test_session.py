"""One whole session: desk, console, projector and five phones open at once."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from browsing import scanned
from playwright.sync_api import Browser, BrowserContext, Page, expect
from running import Held, Server

OWN_SERVER = True  # its first page lists every session
READ_MS = 180_000
NAMES = ("Ana Ruiz", "Luis Peña", "Bo Chen", "=1+1", "")
LANGUAGES = ("en", "es", "es", "en", "es")
# Place of the choice that each phone takes: two, one, two.
CHOICES = (0, 1, 5, 5, 0)
Axe = Callable[[Page], None]


class Room:
    """The windows of one session."""

    def __init__(self, chromium: Browser, server: Server, axe: Axe) -> None:
        self.chromium, self.server, self.axe = chromium, server, axe
        self.contexts: list[BrowserContext] = []
        self.raised: list[str] = []
        self.desk = self.window(1366, 768, trainer=True)
        self.phones: list[Page] = []

    def window(
        self, width: int, height: int, language: str = "en", *, trainer: bool = False
    ) -> Page:
        context = self.chromium.new_context(
            viewport={"width": width, "height": height}, locale=f"{language}-US"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.raised.append(str(error)))
        if trainer:
            page.goto(self.server.desk_url)
        return page

    def prepare(self, deck: Path) -> None:
        """Make the session at the desk, with a deck of the trainer's own."""
        desk = self.desk
        desk.get_by_role("link", name=re.compile("Use this plan.*Two-hour")).click()
        desk.get_by_label("Date").fill("2026-09-30")
        desk.get_by_label("Starts at").fill("13:30")
        desk.get_by_label("Place").fill("Library")
        desk.get_by_role("button", name="Create the session").click()
        desk.wait_for_url(re.compile(r"/sessions/[0-9a-f]{32}"))
        self.id = desk.url.rpartition("/")[2].partition("?")[0]
        self.server.trainer.post(
            f"{self.server.url}/desk/sessions/{self.id}/network",
            data={"address": f"127.0.0.1:{self.server.port}"},
        ).raise_for_status()
        desk.set_input_files("#deck-file", deck)
        row = desk.locator(".deck", has_text=deck.name)
        expect(row).to_contain_text("In use", timeout=READ_MS)

    def open_screens(self) -> None:
        """Open console and projector."""
        self.console = self.window(1366, 768, trainer=True)
        self.console.goto(f"{self.server.url}/console/{self.id}")
        expect(self.console.get_by_text("Connected", exact=True)).to_be_visible()
        self.wall = self.window(1920, 1080, trainer=True)
        self.wall.goto(f"{self.server.url}/projector/{self.id}")
        expect(self.wall.locator(".lobby-qr")).to_be_visible()

    def scanned(self) -> str:
        """Return what a phone's camera reads off the wall."""
        (found,) = scanned(self.wall)
        return found

    def arrive(self, address: str) -> None:
        """Let five phones scan, choose a language, read the note and sign in."""
        for name, language in zip(NAMES, LANGUAGES, strict=True):
            page = self.window(320, 568, language)
            page.goto(address)
            page.locator(f"main a[hreflang={language}]").click()
            page.locator("main a.button").click()
            if name:
                page.locator("#name").fill(name)
                page.locator("#sign-in button").click()
            else:
                page.locator("#without-name button").click()
            expect(page.locator("#now h1")).to_be_visible()
            self.phones.append(page)

    def look(self, *pages: Page) -> None:
        """Assert that axe finds nothing on these pages."""
        for page in pages:
            self.axe(page)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.raised == []


@pytest.fixture
def room(chromium: Browser, server: Server, axe: Axe) -> Iterator[Room]:
    opened = Room(chromium, server, axe)
    yield opened
    opened.close()


@pytest.fixture
def deck(libreoffice: str, shared_decks: Path) -> Path:
    """A real deck; starter decks are on the wall of most other stories."""
    assert libreoffice
    return shared_decks / "poi_aptia.pptx"


def rows(content: bytes, sheet: str) -> list[dict[str, object]]:
    """Return a sheet's rows by their headers."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    headers, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headers), row, strict=True)) for row in found]


def follow_slides(room: Room) -> None:
    """Turn two slides by clicker; every phone shows the second one."""
    room.console.keyboard.press("PageDown")
    room.console.keyboard.press("PageDown")
    for phone in room.phones:
        expect(phone.locator(".slide")).to_contain_text(re.compile(r"\b2\b"))
    expect(room.wall.locator(".slide-picture-seen")).to_be_visible()
    expect(room.phones[0].locator("img[src*='-960.webp']").first).to_be_visible()


def answer_a_poll(room: Room) -> None:
    """Ask where people work; the wall and a Spanish phone show the results."""
    trainer = Held(room.server, room.id).console()
    trainer.move("open_poll", poll="work_setting")
    for phone, place in zip(room.phones, CHOICES, strict=True):
        phone.locator(".choice").nth(place).click()
        phone.locator("#now form button.button").click()
        expect(phone.locator("[data-state=saved]")).to_be_visible()
    expect(room.console.locator("body")).to_contain_text("5 answered, 5 phones")
    room.console.keyboard.press("x")
    expect(room.wall.locator(".results")).to_contain_text("40%")
    expect(room.wall.locator(".results")).to_contain_text("20%")
    expect(room.phones[1].locator(".results")).to_contain_text("Atención médica")
    trainer.close()


def evaluate_and_leave(room: Room) -> None:
    """Let three of the five evaluate and sign out."""
    room.console.keyboard.press("s")
    for phone in room.phones[:3]:
        phone.locator("a[href$=evaluation]").click()
        # Until its script is there the form is sent as a page without scripts does.
        phone.wait_for_url("**/evaluation")
        phone.locator("input[name='confidence_ask.before']").nth(1).check()
        phone.locator("input[name='confidence_ask.now']").nth(4).check()
        phone.locator("#survey button").click()
        expect(phone.locator(".tasks .state-saved")).to_be_visible()
        phone.locator("#now form button").click()
        expect(phone.locator(".times")).to_be_visible()


def check_workbooks(room: Room) -> None:
    """Hold the three workbooks against what was done."""

    def fetched(kind: str, sheet: str) -> list[dict[str, object]]:
        one = f"{room.server.url}/desk/sessions/{room.id}/{kind}.xlsx"
        return rows(room.server.trainer.get(one).content, sheet)

    roster = fetched("attendance", "Roster")
    named = sorted(str(row["Name"]) for row in roster)
    assert named == sorted([*filter(None, NAMES), "No name given"])
    assert len([row for row in roster if row["Minutes present"] is not None]) == 3
    answers = fetched("polls", "results")
    counts = [row["Count"] for row in answers if row["Variable"] == "work_setting"]
    assert counts == [2, 1, 0, 0, 0, 2, 0]
    codes = fetched("evaluation", "responses_codes")
    assert [row["confidence_ask_now"] for row in codes] == [5, 5, 5]
    assert [row["confidence_ask_before"] for row in codes] == [2, 2, 2]


@pytest.mark.timeout(600)
def test_a_session_from_the_desk_to_the_workbooks(room: Room, deck: Path) -> None:
    room.prepare(deck)
    room.open_screens()
    room.look(room.desk, room.wall)
    address = room.scanned()
    assert address.startswith(f"HTTP://127.0.0.1:{room.server.port}/J/")
    room.arrive(address)
    expect(room.wall.locator(".lobby-count")).to_have_text("5 phones have joined")
    follow_slides(room)
    room.look(room.console, room.wall, *room.phones[:2])
    answer_a_poll(room)
    room.look(room.console, room.wall, *room.phones[:2])
    evaluate_and_leave(room)
    room.look(room.console, room.wall, *room.phones[2:4])
    check_workbooks(room)


@pytest.mark.timeout(600)
def test_a_table_fills_in_its_action_plan_and_the_room_sees_it(room: Room) -> None:
    held = room.server.create_session("organization")
    room.id = held.id
    room.open_screens()
    room.arrive(room.scanned())
    table = room.phones[0]
    room.console.keyboard.press("PageDown")
    trainer = held.console()
    trainer.move("worksheet", open=True)
    table.locator("a[href$=worksheet]").click()
    table.wait_for_url("**/worksheet")
    room.look(table)
    table.locator("input[name=table_name]").fill("Table 4")
    table.locator("textarea[name=service_delivery_now]").fill("One desk for all")
    table.locator("input[name=service_delivery_due]").fill("2026-12-01")
    table.locator("#survey button").click()
    expect(table.locator(".thanks")).to_contain_text("Thank you.")
    room.console.get_by_role("tab", name="Worksheets").click()
    expect(room.console.locator("body")).to_contain_text("Table 4")
    room.look(room.console)
    room.console.get_by_role("button", name=re.compile("^Show")).last.click()
    expect(room.wall.locator("body")).to_contain_text("One desk for all")
    room.look(room.wall)
    trainer.close()
    plans = rows(held.download("polls"), "action_plans")
    assert "One desk for all" in plans[0].values()
