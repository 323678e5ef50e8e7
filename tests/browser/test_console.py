"""The console: moves by key and button, what it shows of answers and people."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from running import Console, Held, Phone, Server

SIZES = ((1366, 768), (390, 844))


@pytest.fixture
def page(chromium: Browser, session: Held) -> Iterator[Page]:
    """A console, let in, whose scripts raise nothing."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.on(
        "console",
        lambda said: raised.append(said.text) if "Policy" in said.text else None,
    )
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/console/{session.id}")
    expect(page.get_by_text("Connected", exact=True)).to_be_visible()
    yield page
    context.close()
    assert raised == []


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    """A second console, which hears what the page's moves do."""
    console = session.console()
    yield console
    console.close()


@pytest.fixture
def phones(session: Held) -> Iterator[list[Phone]]:
    """Six phones in the room."""
    phones = [session.phone().join() for _ in range(6)]
    yield phones
    for phone in phones:
        phone.close()


def on_screen(trainer: Console, screen: str) -> None:
    trainer.wait("state", lambda state: state["screen"] == screen)


def polls_of(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {poll["name"]: poll for poll in state["polls"]}


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("ArrowRight", "slide"),
        ("PageDown", "slide"),
        ("Space", "slide"),
        ("b", "black"),
        (".", "black"),
        ("c", "calm"),
        ("s", "sign-out"),
    ],
)
def test_a_key_brings_its_screen(
    page: Page, trainer: Console, key: str, screen: str
) -> None:
    on_screen(trainer, "lobby")
    page.keyboard.press(key)
    on_screen(trainer, screen)


def test_a_clicker_goes_on_and_back_and_its_other_keys_do_nothing(
    page: Page, trainer: Console
) -> None:
    page.keyboard.press("PageDown")
    on_screen(trainer, "slide")
    page.keyboard.press("PageDown")
    trainer.wait("state", lambda state: state["step"] == 1)
    page.keyboard.press("F5")
    page.keyboard.press("Escape")
    page.keyboard.press("PageUp")
    state = trainer.wait("state", lambda state: state["step"] == 0)
    assert state["screen"] == "slide"
    expect(page.locator("#now-title")).to_contain_text("Slide 1 of")


def test_black_and_calm_go_back_to_where_the_room_was(
    page: Page, trainer: Console
) -> None:
    page.keyboard.press("ArrowRight")
    on_screen(trainer, "slide")
    now = page.locator("#now-title")
    for key, screen in (("b", "Black"), ("c", "Calm")):
        page.keyboard.press(key)
        expect(now).to_contain_text(screen)
        page.keyboard.press(key)
        expect(now).to_contain_text("Slide 1 of")


def test_undo_takes_the_last_move_back(page: Page, trainer: Console) -> None:
    page.keyboard.press("c")
    on_screen(trainer, "calm")
    page.keyboard.press("u")
    on_screen(trainer, "lobby")


def test_a_poll_is_opened_closed_and_hidden_by_key(
    page: Page, trainer: Console, phones: list[Phone]
) -> None:
    trainer.move("choose_poll", poll="under_18")
    expect(page.locator(".in-hand h3")).to_contain_text("16-year-old")
    page.keyboard.press("o")
    trainer.wait("state", lambda s: polls_of(s)["under_18"]["phase"] == "open")
    choices = ["must_be_shown", *["need_not_be_shown"] * 4]
    for phone, choice in zip(phones, choices, strict=False):
        assert phone.answer("under_18", choice)["ok"]
    expect(page.locator(".answered")).to_have_text("5 answered, 6 phones")
    numbers = page.locator(".in-hand .result-count")
    expect(numbers).to_have_text(["1", "4", "0"])
    page.keyboard.press("x")
    shown = trainer.wait("state", lambda s: s["results"] is not None)
    assert polls_of(shown)["under_18"]["phase"] == "closed"
    expect(page.locator(".in-hand-state")).to_contain_text("Closed, results shown")
    page.keyboard.press("r")
    trainer.wait("state", lambda s: s["results"] is None)


# Says of a poll's first button what it takes as soon as its words have changed.
WATCH_THE_FIRST_BUTTON = """() => {
  window.taken = new Promise((told) => {
    new MutationObserver((_, observer) => {
      const button = document.querySelector(".in-hand [data-deed=open]");
      if (!button) return;
      observer.disconnect();
      const { x, y } = button.getBoundingClientRect();
      told(button.contains(document.elementFromPoint(x + 20, y + 20)));
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}"""

# Says whether a button takes a key that is held down.
TAKES_A_HELD_KEY = """(button) => button.dispatchEvent(new KeyboardEvent("keydown", {
  key: "Enter", repeat: true, bubbles: true, cancelable: true,
}))"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_who_presses_as_the_poll_closes_does_not_open_it_again(
    page: Page, trainer: Console, motion: Literal["reduce", "no-preference"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    trainer.move("open_poll", poll="under_18")
    expect(page.locator(".in-hand [data-deed=close]")).to_be_visible()
    page.evaluate(WATCH_THE_FIRST_BUTTON)
    trainer.move("close_poll", poll="under_18")
    assert page.evaluate("window.taken") is False
    page.get_by_role("button", name="Open again").click()
    trainer.wait("state", lambda s: polls_of(s)["under_18"]["phase"] == "open")


def test_the_keyboard_stays_where_it_was_as_a_poll_opens_and_closes(
    page: Page, trainer: Console
) -> None:
    trainer.move("choose_poll", poll="under_18")
    page.get_by_role("button", name="Open the poll").focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("button", name="Close and show results")
    expect(first).to_be_focused()
    assert first.evaluate(TAKES_A_HELD_KEY) is False
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open again")).to_be_focused()


def test_asking_again_says_that_the_first_answers_are_kept(
    page: Page, trainer: Console
) -> None:
    trainer.move("open_poll", poll="under_18")
    trainer.move("close_poll", poll="under_18")
    # The buttons change places when a poll closes.
    expect(page.get_by_role("button", name="Open again")).to_be_visible()
    page.get_by_role("button", name="Ask again…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("kept apart, as round 1")
    dialog.get_by_role("button", name="Ask again").click()
    state = trainer.wait("state", lambda s: polls_of(s)["under_18"]["round"] == 2)
    assert polls_of(state)["under_18"]["phase"] == "open"


BROKEN = "export function Rounds() { throw new TypeError('broken'); }"


def test_results_that_cannot_be_drawn_take_nothing_else_along(
    page: Page, trainer: Console
) -> None:
    page.route(
        "**/rounds.js",
        lambda route: route.fulfill(body=BROKEN, content_type="text/javascript"),
    )
    page.reload()
    trainer.move("open_poll", poll="under_18")
    trainer.move("close_and_show", poll="under_18")
    panel = page.locator(".in-hand")
    expect(panel).to_contain_text("These results cannot be drawn here.")
    expect(page.locator(".now .lobby")).to_be_visible()
    panel.get_by_role("button", name="Hide results").click()
    expect(page.locator(".now .poll h1")).to_contain_text("16-year-old")
    page.keyboard.press("c")
    on_screen(trainer, "calm")


def test_written_answers_are_held_until_each_is_shown(
    page: Page, trainer: Console, phones: list[Phone]
) -> None:
    trainer.move("open_poll", poll="first_step")
    assert phones[0].answer("first_step", "Ask in private")["ok"]
    assert phones[1].answer("first_step", "Offer a choice")["ok"]
    expect(page.locator(".held li")).to_have_count(2)
    trainer.move("close_and_show", poll="first_step")
    wall = page.locator(".now")
    expect(wall.locator(".result-none")).to_be_visible()
    page.get_by_role("button", name="Show Ask in private").click()
    expect(wall.locator(".result-cards li")).to_have_text(["Ask in private"])
    page.get_by_role("button", name="Hide Ask in private").click()
    expect(wall.locator(".result-cards li")).to_have_count(0)


def test_counts_of_people_are_in_the_bar(page: Page, phones: list[Phone]) -> None:
    for phone in phones[:3]:
        assert phone.post("/me/sign-in", name="Jo Lee").ok
    expect(page.locator(".fact-connected dd")).to_have_text("6")
    expect(page.locator(".fact-inside dd")).to_have_text("3")
    expect(page.locator(".fact-out dd")).to_have_text("0")
    expect(page.locator(".fact-expected")).to_have_count(0)


def test_go_to_finds_a_slide_by_number_or_by_words(
    page: Page, trainer: Console
) -> None:
    page.keyboard.press("g")
    page.get_by_label("Slide number").fill("4")
    page.keyboard.press("Enter")
    state = trainer.wait("state", lambda s: s["screen"] == "slide")
    assert state["slide"]["n"] == 4
    expect(page.get_by_role("dialog")).to_have_count(0)
    title = state["slide"]["texts"]["en"]["title"]
    page.keyboard.press("g")
    page.get_by_label("Slide number").fill("no slide says this")
    expect(page.get_by_text("No slide or poll has these words.")).to_be_visible()
    page.get_by_label("Slide number").fill(title.upper())
    expect(page.locator(".places button").first).to_contain_text(title)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_switches_and_language_reach_the_room(page: Page, trainer: Console) -> None:
    page.get_by_role("switch", name="Evaluation on phones").click()
    trainer.wait("state", lambda s: s["evaluation"] is True)
    page.get_by_role("switch", name="Address in the corner").click()
    trainer.wait("state", lambda s: s["corner"] is False)
    page.get_by_role("switch", name="Slides on phones").click()
    trainer.wait("state", lambda s: s["follow"] is False)
    page.get_by_role("radio", name="Español").click()
    trainer.wait("state", lambda s: s["language"] == "es")


def test_an_agenda_item_begins_when_the_trainer_says_so(
    page: Page, trainer: Console
) -> None:
    page.get_by_role("tab", name="Agenda").click()
    page.locator(".agenda li").first.get_by_role("button").click()
    trainer.wait("state", lambda s: s["agenda"][0]["began"])
    expect(page.locator(".fact-item dd")).to_have_text("8 minutes left")
    expect(page.locator(".agenda [aria-current]")).to_have_count(1)


def test_a_deck_that_names_no_part_has_a_button_that_starts_the_clock(
    page: Page, trainer: Console
) -> None:
    start = page.locator("[data-deed=next-part]")
    expect(start).to_have_count(0)
    trainer.move("open_poll", poll="under_18")
    expect(start).to_contain_text("Start: Welcome and content note")
    start.click()
    trainer.wait("state", lambda s: s["agenda"][0]["began"])
    expect(start).to_have_count(0)
    expect(page.locator(".fact-time dd")).to_have_text("0 min")
    page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=9))
    expect(start).to_contain_text("Start next: Stop")
    expect(page.locator(".fact-time dd")).to_have_text("9 min")


def test_n_starts_the_next_part_and_says_when_there_is_none(
    page: Page, trainer: Console
) -> None:
    for item in trainer.newest["state"]["agenda"]:
        page.keyboard.press("n")
        expect(page.locator(".fact-item dt")).to_have_text(item["title"]["en"])
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("Every part of the agenda")


def test_the_help_lists_full_screen_and_says_what_is_counted(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("h2")).to_be_focused()
    expect(dialog).to_contain_text("Full screen, in the projector’s window")
    expect(dialog).to_contain_text("also without a name")
    expect(dialog).to_contain_text("On the roster and not signed in yet")


def test_a_worksheet_is_read_whole_and_shown_page_by_page(
    chromium: Browser, server: Server, axe: Callable[[Page], None]
) -> None:
    held = server.create_session("organization")
    trainer = held.console()
    trainer.move("worksheet", open=True)
    written = {
        "table_name": "Table 4",
        "protocols_now": "A form",
        "protocols_due": "2027-03-01",
        "outreach_gap": "Nobody knows us",
    }
    assert held.phone().post("/worksheet", **written).ok
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(server.desk_url)
    page.goto(f"{server.url}/console/{held.id}")
    page.get_by_role("tab", name="Worksheets").click()
    page.get_by_role("button", name="Read Table 4").click()
    dialog = page.get_by_role("dialog")
    for words in ("A form", "March 1, 2027", "Nobody knows us"):
        expect(dialog).to_contain_text(words)
    axe(page)
    dialog.get_by_role("button", name="Show on the projector").click()
    wall = page.locator(".now .worksheet")
    expect(wall.locator("dt")).to_have_text(["What we do now", "Due date"])
    expect(wall).to_contain_text("March 1, 2027")
    axe(page)
    page.get_by_role("button", name="Next page").click()
    expect(wall.locator("h1")).to_have_text("Outreach strategies")
    expect(wall.locator("dd")).to_have_text(["Nobody knows us"])
    trainer.move("language", language="es")
    expect(wall.locator("h1")).to_have_text("Estrategias de alcance comunitario")
    page.get_by_role("button", name="Take off the projector").click()
    expect(wall).to_have_count(0)
    trainer.close()
    context.close()


def test_finishing_says_what_it_destroys_and_then_nothing_moves(
    page: Page, trainer: Console
) -> None:
    page.get_by_role("button", name="Finish…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The answer key is destroyed")
    expect(dialog).to_contain_text("can no longer send or change answers")
    dialog.get_by_role("button", name="Cancel").click()
    assert trainer.newest["state"]["finished"] is False
    page.get_by_role("button", name="Finish…").click()
    dialog.get_by_role("button", name="Finish and destroy the key").click()
    trainer.wait("state", lambda s: s["finished"] is True)
    page.keyboard.press("PageDown")
    expect(page.get_by_role("alert")).to_contain_text("This session has ended")
    ended = page.get_by_role("region", name="The session has ended.")
    expect(ended.get_by_role("link", name="After the session")).to_be_visible()
    expect(page.locator(".fact-time dt")).to_have_text("Ended")
    expect(page.locator(".fact-pace, .switches, .queue")).to_have_count(0)


def test_a_lost_line_is_seen_and_a_move_then_says_that_it_was_not_made(
    chromium: Browser, tmp_path: Any
) -> None:
    server = Server(tmp_path / "data").start()
    held = server.create_session()
    page = chromium.new_page()
    try:
        page.goto(server.desk_url)
        page.goto(f"{server.url}/console/{held.id}")
        expect(page.get_by_text("Connected", exact=True)).to_be_visible()
        server.kill()
        expect(page.get_by_text("Connection lost")).to_be_visible()
        page.keyboard.press("PageDown")
        expect(page.get_by_role("alert")).to_contain_text("Not done")
        server.start()
        expect(page.get_by_text("Connected", exact=True)).to_be_visible(timeout=60_000)
        page.keyboard.press("PageDown")
        expect(page.locator("#now-title")).to_contain_text("Slide 1 of")
    finally:
        page.context.close()
        server.stop()


@pytest.mark.parametrize("size", SIZES)
def test_the_console_has_no_barriers_and_fits_its_width(
    page: Page,
    trainer: Console,
    phones: list[Phone],
    axe: Callable[[Page], None],
    size: tuple[int, int],
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    axe(page)
    trainer.move("next")
    trainer.move("open_poll", poll="ready_to_ask")
    for phone, choice in zip(phones, ["low", "high", "high"], strict=False):
        phone.answer("ready_to_ask", choice)
    expect(page.locator(".answered")).to_have_text("3 answered, 6 phones")
    axe(page)
    on_laptop = ("Keys", "Go to", "Finish…", "Projector…", "Remotes…")
    for name in on_laptop if size[0] > 700 else ("Go to", "Time", "More"):
        page.get_by_role("button", name=name, exact=name != "Keys").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        axe(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    for tab in ("Agenda", "Polls"):
        page.get_by_role("tab", name=tab).click()
        axe(page)
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= size[0]


@pytest.mark.parametrize(
    ("minutes", "began", "wanted"),
    [
        # Nothing has begun: ten minutes to go.
        (-10, (None, None), {"item": None, "untilStart": 10}),
        # The first item began on time, and is half over.
        (4, (0, None), {"item": "one", "elapsed": 4, "left": 4, "behind": 0}),
        # It began five minutes late: so is everything after it.
        (8, (5, None), {"item": "one", "elapsed": 8, "left": 5, "behind": 5}),
        # The first item runs three minutes over.
        (11, (0, None), {"item": "one", "elapsed": 11, "left": -3, "behind": 3}),
        # The second began two minutes early.
        (7, (0, 6), {"item": "two", "elapsed": 7, "left": 24, "behind": -2}),
    ],
)
def test_the_clock_says_where_the_session_stands(
    page: Page,
    minutes: int,
    began: tuple[int | None, int | None],
    wanted: dict[str, Any],
) -> None:
    found = page.evaluate(
        """async ([minutes, began]) => {
            const { standing } = await import("/static/console/clock.js");
            const start = Date.parse("2026-05-14T09:00:00-05:00");
            const at = (minute) => new Date(start + minute * 60000);
            const iso = (minute) => minute === null ? null : at(minute).toISOString();
            const agenda = [
                { name: "one", minutes: 8, began: iso(began[0]) },
                { name: "two", minutes: 25, began: iso(began[1]) },
            ];
            const given = { agenda, starts_at: at(0).toISOString() };
            const said = standing(given, at(minutes).getTime());
            return { ...said, item: said.item && said.item.name };
        }""",
        [minutes, list(began)],
    )
    assert {name: found[name] for name in wanted} == wanted
