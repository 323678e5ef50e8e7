"""The projector: what the room reads on the wall, at every size."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
import requests
from browsing import comes, scanned
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from running import Console, Held, Phone, Server, soon

SIZES = ((1920, 1080), (1024, 768), (3840, 2160))
# A twenty-fifth of the height reads from ten metres.
SMALLEST_WORDS = 1 / 25
SMALLEST_QR = 0.45
READ_SECONDS = 120
COLOURS = ((20, 90, 160), (200, 120, 30), (60, 140, 80))


@pytest.fixture
def wall(chromium: Browser, session: Held) -> Iterator[Page]:
    """The projector's window, whose scripts raise nothing."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.on(
        "console",
        lambda said: raised.append(said.text) if "Policy" in said.text else None,
    )
    page.goto(session.server.desk_url)
    page.goto(f"{session.server.url}/projector/{session.id}")
    expect(page.locator(".lobby-qr")).to_be_visible()
    yield page
    context.close()
    assert raised == []


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    """The console that leads."""
    console = session.console()
    yield console
    console.close()


@pytest.fixture
def phones(session: Held) -> Iterator[list[Phone]]:
    """Five phones in the room."""
    phones = [session.phone().join() for _ in range(5)]
    yield phones
    for phone in phones:
        phone.close()


def until_ready(session: Held, deck: str) -> None:
    """Wait until the pictures of a deck are made."""
    desk = f"{session.server.url}/desk/sessions/{session.id}/facts"

    def is_ready() -> bool:
        decks = session.server.trainer.get(desk).json()["decks"]
        return any(d["id"] == deck and d["status"] == "ready" for d in decks)

    soon(is_ready, READ_SECONDS)


def height_of(page: Page, selector: str) -> float:
    """Return an element's share of the window's height."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box
    assert size
    return box["height"] / size["height"]


# The smallest drawn font size among elements, as a share of the window's height.
SIZE_OF_WORDS = """selector => Math.min(
    ...[...document.querySelectorAll(selector)].map(one => {
        const surface = one.closest('.canvas-surface');
        const drawn = surface.getBoundingClientRect().height;
        const size = parseFloat(getComputedStyle(one).fontSize);
        return size * drawn / surface.offsetHeight / innerHeight;
    }))"""
# The words that lie outside the window or their own place.
CUT_OFF = """() => [...document.querySelectorAll('.wall *')].filter(one => {
    if (one.closest('svg, .visually-hidden, .result-table')) return false;
    const box = one.getBoundingClientRect();
    const isOut = box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
    const isFit = one.classList.contains('fit');
    return isOut || (isFit && one.scrollHeight > one.clientHeight + 1);
}).map(one => one.className + ': ' + one.textContent.slice(0, 60))"""


# What is drawn is made to fit once it is there: a moment later.


def reads_from_afar(page: Page, selector: str) -> None:
    def look() -> None:
        assert SMALLEST_WORDS <= page.evaluate(SIZE_OF_WORDS, selector) < 1

    comes(page, look)


def nothing_is_cut_off(page: Page) -> None:
    def look() -> None:
        assert page.evaluate(CUT_OFF) == []

    comes(page, look)


@pytest.mark.parametrize("size", SIZES)
def test_the_lobbys_code_leads_a_phone_to_its_page(
    wall: Page, session: Held, size: tuple[int, int]
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    (found,) = scanned(wall)
    answer = requests.get(found, timeout=30)
    assert answer.url == session.url()
    assert session.server.trainer.get(answer.url).status_code == 200
    comes(wall, lambda: height_of(wall, ".lobby-qr") >= SMALLEST_QR)


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_lobby_says_how_to_join_in_words_that_read_from_afar(
    wall: Page, session: Held, phones: list[Phone], size: tuple[int, int]
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    lobby = wall.locator(".lobby")
    expect(lobby.locator("h1")).to_have_text("Two-hour conference session")
    expect(lobby).to_contain_text("County Health")
    expect(lobby.locator(".join-address")).to_have_text(
        f"127.0.0.1:{session.server.port}"
    )
    expect(lobby.locator(".join-code > [aria-hidden]")).to_have_text(session.code)
    expect(lobby.locator(".lobby-count")).to_have_text("5 phones have joined")
    expect(lobby.locator(".lobby-languages")).to_have_text("EnglishEspañol")
    expect(lobby.locator(".lobby-note")).to_contain_text("You can step out")
    assert len(phones) == 5
    words = ".lobby h1, .lobby h2, .lobby p, .lobby-note p, .other-language"
    reads_from_afar(wall, words)
    nothing_is_cut_off(wall)


def test_the_wifi_is_step_one_where_it_is_set(
    wall: Page, session: Held, trainer: Console
) -> None:
    answer = session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/wifi",
        data={"name": "Room 2; guests", "password": "a:long,secret"},
    )
    assert answer.ok
    assert trainer.newest["state"]["screen"] == "lobby"
    expect(wall.locator(".lobby-wifi")).to_contain_text("Room 2; guests")
    expect(wall.locator(".lobby-password")).to_have_text("a:long,secret")
    for size in SIZES[:2]:
        wall.set_viewport_size({"width": size[0], "height": size[1]})
        assert scanned(wall, 2) == [
            f"HTTP://127.0.0.1:{session.server.port}/J/{session.code}",
            r"WIFI:T:WPA;S:Room 2\; guests;P:a\:long\,secret;;",
        ]
        boxes = [box.bounding_box() for box in wall.locator(".lobby-qr").all()]
        tops = {(round(box["y"]), round(box["height"])) for box in boxes if box}
        assert (len(boxes), len(tops)) == (2, 1)
        nothing_is_cut_off(wall)


def test_results_on_the_wall_are_the_answers_that_were_sent(
    wall: Page, trainer: Console, phones: list[Phone]
) -> None:
    trainer.move("open_poll", poll="under_18")
    choices = ["must_be_shown", *["need_not_be_shown"] * 3, "not_sure"]
    for phone, choice in zip(phones, choices, strict=True):
        assert phone.answer("under_18", choice)["ok"]
    expect(wall.locator(".poll-answered")).to_have_text("5 answered")
    expect(wall.locator(".results")).to_have_count(0)
    trainer.move("close_and_show", poll="under_18")
    expect(wall.locator(".result-count")).to_have_text(["1", "3", "1"])
    expect(wall.locator(".result-number b")).to_have_text(["20%", "60%", "20%"])
    expect(wall.locator(".poll-phase")).to_have_text(re.compile("Closed"))
    trainer.move("hide_results", poll="under_18")
    expect(wall.locator(".results")).to_have_count(0)


def test_a_scale_shows_its_mean(
    wall: Page, trainer: Console, phones: list[Phone]
) -> None:
    trainer.move("open_poll", poll="ready_to_ask")
    chosen = ["low", "high", "very_high", "low", "very_high"]
    for phone, choice in zip(phones, chosen, strict=True):
        assert phone.answer("ready_to_ask", choice)["ok"]
    trainer.move("close_and_show", poll="ready_to_ask")
    expect(wall.locator(".result-mean text")).to_have_text("Mean 3.6 of 5")
    expect(wall.locator(".result-count")).to_have_text(["0", "2", "0", "1", "2"])


# The widths of a scale's steps, and how many have words that hang out.
STEPS = """() => {
    const steps = [...document.querySelectorAll(".poll-scale li")];
    const out = steps.filter((li) => {
        const range = document.createRange();
        range.selectNodeContents(li.querySelector(".fit-word"));
        const words = range.getBoundingClientRect();
        const box = li.getBoundingClientRect();
        return words.left < box.left + 4 || words.right > box.right - 4;
    });
    const width = (li) => Math.round(li.getBoundingClientRect().width);
    return [steps.map(width), out.length];
}"""


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_steps_of_a_scale_are_equally_wide_and_hold_their_words(
    wall: Page, trainer: Console, size: tuple[int, int], language: str
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    trainer.move("language", language=language)
    for poll in ("ready_to_ask", "workplace_ready"):
        trainer.move("open_poll", poll=poll)
        words = trainer.newest["state"]["poll"]["question"]["label"][language]
        expect(wall.locator(".poll-question")).to_have_text(words)
        expect(wall.locator(".poll-scale li")).to_have_count(5)

        def look() -> None:
            widths, hanging = wall.evaluate(STEPS)
            assert max(widths) - min(widths) <= 1
            assert hanging == 0

        comes(wall, look)


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("letters", [40, 110, 300])
def test_a_worksheet_reads_from_afar_however_much_is_written(
    chromium: Browser, server: Server, size: tuple[int, int], letters: int
) -> None:
    held = server.create_session("organization")
    trainer = held.console()
    trainer.move("worksheet", open=True)
    words = ("We ask everybody in private, without family. " * 9)[:letters]
    written = {f"protocols_{name}": words for name in ("now", "gap", "action")}
    written |= {"protocols_owner": words[:100], "protocols_due": "2027-03-01"}
    written |= {"table_name": "Community health"}
    assert held.phone().post("/worksheet", **written).ok
    (sheet,) = trainer.wait("state", lambda s: s["worksheets"])["worksheets"]
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(server.desk_url)
    page.goto(f"{server.url}/projector/{held.id}")
    pages = len(sheet["pages"])
    for language in ("en", "es"):
        trainer.move("language", language=language)
        for number in range(pages):
            trainer.move("show_worksheet", worksheet=sheet["id"], page=number)
            place = f"{number + 1} (of|de) {pages}" if pages > 1 else "Community"
            head = page.locator(f"[lang={language}] .worksheet-head")
            expect(head).to_contain_text(re.compile(place))
            words_shown = ".worksheet dt, .worksheet dd, .worksheet-head p"
            reads_from_afar(page, words_shown)
            nothing_is_cut_off(page)
    trainer.close()
    context.close()


def test_only_written_answers_that_were_let_through_are_on_the_wall(
    wall: Page, trainer: Console, phones: list[Phone]
) -> None:
    trainer.move("open_poll", poll="first_step")
    for phone, text in zip(phones, ["Ask in private", "<b>Call</b>"], strict=False):
        assert phone.answer("first_step", text)["ok"]
    trainer.move("close_and_show", poll="first_step")
    expect(wall.locator(".result-none")).to_be_visible()
    held = trainer.wait("results", lambda told: len(told["texts"]) == 2)["texts"]
    wanted = next(text["id"] for text in held if text["text"] == "<b>Call</b>")
    trainer.move("show_text", text=wanted)
    expect(wall.locator(".result-cards li")).to_have_text(["<b>Call</b>"])


def test_no_name_is_ever_on_the_wall(
    wall: Page, trainer: Console, phones: list[Phone]
) -> None:
    assert phones[0].post("/me/sign-in", name="Marisol Quiroga").ok
    for move, screen in (
        ("lobby", ".lobby"),
        ("next", ".slide-title"),
        ("sign_out", ".sign-out"),
        ("calm", ".calm"),
    ):
        trainer.move(move)
        expect(wall.locator(screen)).to_be_visible()
        assert "Marisol" not in wall.content()


@pytest.mark.parametrize("size", SIZES)
def test_every_slide_fits_and_every_word_on_it_is_there(
    wall: Page, session: Held, trainer: Console, size: tuple[int, int]
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    for language in ("en", "es"):
        trainer.move("language", language=language)
        for place in session.places():
            trainer.move("go_to", step=place["step"])
            if place["kind"] == "poll":
                title = wall.locator(".poll-question")
                expect(title).to_have_text(place["label"][language])
            else:
                title = wall.locator(".slide-title")
                expect(title).to_have_text(place["title"][language])
            nothing_is_cut_off(wall)


def test_the_corner_is_there_until_the_trainer_hides_it(
    wall: Page, session: Held, trainer: Console
) -> None:
    trainer.move("next")
    expect(wall.locator(".corner b")).to_have_text(session.code)
    trainer.move("corner", on=False)
    expect(wall.locator(".corner")).to_have_count(0)


def middle_of(page: Page) -> tuple[int, ...]:
    """Return the colour in the middle of a screen of 1920 by 1080."""
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    middle = seen.getpixel((960, 540))
    assert isinstance(middle, tuple)
    return middle


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_the_next_picture_is_there_before_it_is_wanted(
    wall: Page, session: Held, trainer: Console
) -> None:
    pages = [Image.new("RGB", (1600, 900), colour) for colour in COLOURS]
    pdf = io.BytesIO()
    pages[0].save(pdf, "PDF", save_all=True, append_images=pages[1:])
    desk = f"{session.server.url}/desk/sessions/{session.id}/decks"
    file = {"deck": ("colours.pdf", pdf.getvalue(), "application/pdf")}
    deck = session.server.trainer.post(desk, files=file).json()["deck"]
    until_ready(session, deck)
    session.server.trainer.post(f"{desk}/{deck}/use").raise_for_status()
    trainer.wait("state", lambda state: state["slide"] and state["slide"]["picture"])
    trainer.move("go_to", step=0)
    expect(wall.locator(".slide-picture")).to_have_count(3)
    wall.wait_for_function(
        """() => [...document.querySelectorAll(".slide-picture")].every(
            one => one.complete && one.naturalWidth)"""
    )
    wall.route("**/pictures/**", lambda route: route.abort())
    for place, colour in ((0, COLOURS[0]), (1, COLOURS[1]), (0, COLOURS[0])):
        trainer.move("go_to", step=place)
        digest = trainer.wait("state", lambda s, at=place: s["step"] == at)["slide"]
        shown = wall.locator(".slide-picture-seen")
        expect(shown).to_have_attribute("src", re.compile(str(digest["picture"][""])))
        comes(wall, lambda wanted=colour: close(wanted, middle_of(wall)))  # type: ignore[misc]


def test_sign_out_shows_the_way_and_what_is_left(
    wall: Page, session: Held, trainer: Console
) -> None:
    trainer.move("sign_out")
    expect(wall.locator(".sign-out li")).to_have_count(2)
    expect(wall.locator(".sign-out")).to_contain_text("0 evaluations received")
    (found,) = scanned(wall)
    assert requests.get(found, timeout=30).url == session.url()
    nothing_is_cut_off(wall)


def test_f_is_full_screen_and_other_keys_reach_the_console(
    wall: Page, session: Held, trainer: Console
) -> None:
    console = wall.context.new_page()
    console.goto(f"{session.server.url}/console/{session.id}")
    expect(console.get_by_text("Connected", exact=True)).to_be_visible()
    wall.bring_to_front()
    wall.keyboard.press("f")
    expect(wall.locator(".window-hint")).to_have_count(0)
    wall.keyboard.press("PageDown")
    trainer.wait("state", lambda state: state["screen"] == "slide")
    wall.keyboard.press("F")
    expect(wall.locator(".window-hint")).to_have_count(1)


def test_a_lost_line_keeps_the_picture_and_comes_back_by_itself(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = Server(tmp_path_factory.mktemp("lost") / "data").start()
    held = server.create_session()
    console = held.console()
    page = chromium.new_page()
    try:
        page.goto(server.desk_url)
        page.goto(f"{server.url}/projector/{held.id}")
        console.move("next")
        title = page.locator(".slide-title")
        expect(title).to_be_visible()
        before = title.text_content()
        server.kill()
        expect(page.locator(".lost-line")).to_be_visible()
        expect(title).to_have_text(before or "")
        server.start()
        again = held.console()
        again.move("calm")
        expect(page.locator(".calm")).to_be_visible(timeout=60_000)
        expect(page.locator(".lost-line")).to_have_count(0)
        again.close()
    finally:
        page.context.close()
        server.stop()


def test_the_cursor_rests(wall: Page) -> None:
    resting = re.compile("resting")
    expect(wall.locator("body")).to_have_class(resting)
    wall.evaluate(
        """() => {
            window.woke = 0;
            new MutationObserver(() => {
                window.woke += !document.body.classList.contains("resting");
            }).observe(document.body, { attributeFilter: ["class"] });
        }"""
    )
    wall.mouse.move(100, 100)
    wall.wait_for_function("window.woke > 0")
    expect(wall.locator("body")).to_have_class(resting)


def test_no_screen_has_a_barrier(
    wall: Page,
    trainer: Console,
    phones: list[Phone],
    axe: Callable[[Page], None],
) -> None:
    axe(wall)
    trainer.move("next")
    expect(wall.locator(".slide-title")).to_be_visible()
    axe(wall)
    for poll, choice in (("under_18", "not_sure"), ("ready_to_ask", "high")):
        trainer.move("open_poll", poll=poll)
        expect(wall.locator(".poll-instruction")).to_be_visible()
        axe(wall)
        for phone in phones:
            phone.answer(poll, choice)
        trainer.move("close_and_show", poll=poll)
        expect(wall.locator(".results")).to_be_visible()
        axe(wall)
    for move, screen in (("sign_out", ".sign-out"), ("calm", ".calm")):
        trainer.move(move)
        expect(wall.locator(screen)).to_be_visible()
        axe(wall)
