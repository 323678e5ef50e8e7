"""Slides on the phone: in its language, looked at closely, looked back at."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import comes
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from running import Console, Held, Server

SIZES = ((320, 568), (390, 844), (412, 915))
MIDDLE = 390
Axe = Callable[[Page], None]

ENGLISH = {
    "signs": ("What to look for", "At work and on the way", "3 of 10 people"),
    "calls": ("Who called in the last 2 years", "Year", "Calls"),
    "chart": ("How many trained people there are", "Trained"),
    "plan": ("The plan of the day", "Write it down", "In 24 hours"),
    "note": ("The next slide is about a threat.",),
}
SPANISH = {
    "signs": ("Lo que se ve", "En el trabajo y en el camino", "3 de 10 personas"),
    "calls": ("Quién llamó en los últimos 2 años", "Año", "Llamadas"),
    "chart": ("Cuántas personas capacitadas hay", "Capacitadas"),
    "plan": ("El plan del día", "Escríbalo", "En 24 horas"),
    "note": ("La próxima diapositiva trata de una amenaza.",),
}
PLAN = 4  # the place of the last slide, after its content note
SITE = "https://example.org/plan"


def write_deck(path: Path, words: dict[str, tuple[str, ...]]) -> Path:
    """Write a list, a table, a chart, and a list with a link and a content note."""
    deck = Presentation()

    def add(name: str, layout: int) -> Any:
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = words[name][0]
        return slide

    for name in ("signs", "calls", "chart", "plan"):
        slide = add(name, 5 if name in ("calls", "chart") else 1)
        room = (Inches(1), Inches(2), Inches(7), Inches(3))
        if name == "calls":
            cells = (words[name][1:], ("2025", "120"), ("2026", "340"))
            table = slide.shapes.add_table(3, 2, *room).table
            for row, line in enumerate(cells):
                for column, cell in enumerate(line):
                    table.cell(row, column).text = cell
        elif name == "chart":
            data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
            data.categories = ["2025", "2026"]
            data.add_series(words[name][1], (12, 34))
            slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *room, data)
        else:
            frame = slide.placeholders[1].text_frame
            frame.text = words[name][1]
            below = frame.add_paragraph()
            below.level, run = 1, below.add_run()
            run.text = words[name][2]
            if name == "plan":
                run.hyperlink.address = SITE
    notes = slide.notes_slide.notes_text_frame
    notes.text = f"[[content-note: {words['note'][0]}]]"
    deck.save(str(path))
    return path


def add_deck(held: Held, path: Path) -> str:
    """Add a deck, wait until it is drawn, and return its id."""
    url = f"{held.server.url}/desk/sessions/{held.id}"
    with path.open("rb") as file:
        answer = held.server.trainer.post(
            f"{url}/decks",
            files={"deck": (path.name, file)},
            headers={"Accept": "application/json"},
        )
    deck_id = str(answer.json()["deck"])
    until = time.monotonic() + 120
    while time.monotonic() < until:
        decks = held.server.trainer.get(f"{url}/facts").json()["decks"]
        found = next(deck for deck in decks if deck["id"] == deck_id)
        if found["status"] == "ready":
            return deck_id
        assert found["status"] != "failed", found
        time.sleep(0.1)
    raise AssertionError(found)


@pytest.fixture(scope="module")
def held(
    server: Server, libreoffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Held:
    """A session whose English deck is paired with its Spanish one."""
    assert libreoffice
    folder = tmp_path_factory.mktemp("decks")
    session = server.create_session()
    english = add_deck(session, write_deck(folder / "en.pptx", ENGLISH))
    spanish = add_deck(session, write_deck(folder / "es.pptx", SPANISH))
    url = f"{server.url}/desk/sessions/{session.id}/decks/{english}/pair"
    server.trainer.post(url, data={"with": spanish}).raise_for_status()
    return session


@pytest.fixture
def trainer(held: Held) -> Iterator[Console]:
    """The console, at the first slide, which alone the room has seen."""
    console = held.console()
    console.move("lobby")
    for deck in (0, 1):
        use_deck(held, deck)
    console.move("follow", on=True)
    console.move("language", language="en")
    console.move("go_to", step=0)
    yield console
    console.close()


def use_deck(held: Held, place: int) -> None:
    """Use the starter deck, or the one after: of another deck nothing was seen."""
    url = f"{held.server.url}/desk/sessions/{held.id}"
    deck = held.server.trainer.get(f"{url}/facts").json()["decks"][place]["id"]
    held.server.trainer.post(f"{url}/decks/{deck}/use").raise_for_status()


class Handset:
    """A phone that is in, whose scripts must raise nothing."""

    def __init__(
        self, chromium: Browser, held: Held, language: str, **options: Any
    ) -> None:
        self.context = chromium.new_context(
            **{
                "viewport": {"width": 390, "height": 844},
                "locale": f"{language}-US",
                "has_touch": True,
                **options,
            }
        )
        self.context.add_cookies(
            [
                {"url": held.url(), "name": "here", "value": "anonymous"},
                {"url": held.server.url, "name": "language", "value": language},
            ]
        )
        self.page = self.context.new_page()
        self.raised: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.raised.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(held.url())

    def drawn(self) -> Page:
        """Return the page once its scripts have drawn the slide."""
        expect(self.page.locator(".zoom-buttons")).to_be_visible()
        return self.page


Make = Callable[..., Handset]


@pytest.fixture
def handset(chromium: Browser, held: Held) -> Iterator[Make]:
    """Make phones."""
    made: list[Handset] = []

    def make(language: str = "en", **options: Any) -> Handset:
        made.append(Handset(chromium, held, language, **options))
        return made[-1]

    yield make
    for phone in made:
        phone.context.close()
        assert phone.raised == []


def title(page: Page) -> Any:
    return page.locator("#now h1")


def width(page: Page) -> float:
    """Return how many times wider than its box the picture is."""
    return float(
        page.evaluate(
            "document.querySelector('.slide-picture').clientWidth /"
            "document.querySelector('.slide-view').clientWidth"
        )
    )


def at_width(page: Page, wanted: float) -> None:
    """Wait until the picture is so many times wider than its box."""
    comes(page, lambda: abs(width(page) - wanted) < 0.05)


def fits(page: Page) -> bool:
    return bool(
        page.evaluate(
            "[document.documentElement, document.querySelector('main')]"
            ".every(e => e.scrollWidth <= e.clientWidth)"
        )
    )


def test_a_spanish_phone_follows_in_spanish(handset: Make, trainer: Console) -> None:
    phone = handset("es")
    page = phone.page
    pictures = trainer.newest["state"]["slide"]["picture"]
    assert pictures["en"] != pictures["es"]
    expect(title(page)).to_have_text(SPANISH["signs"][0])
    picture = page.locator(".slide-picture")
    expect(picture).to_have_attribute("src", f"/pictures/{pictures['es']}-960.webp")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
    words = page.locator(".slide-text")
    expect(words).to_have_attribute("lang", "es")
    expect(words.locator("ul ul li")).to_have_text(SPANISH["signs"][2])
    following = trainer.newest["state"]["slide"]["next"]["es"]
    comes(page, lambda: any(following in url for url in phone.asked))

    trainer.move("next")

    expect(page.locator("th[scope=col]")).to_have_text(list(SPANISH["calls"][1:]))
    trainer.move("next")
    expect(page.locator("th[scope=row]")).to_have_text(["2025", "2026"])
    expect(page.get_by_role("region", name="Gráfica")).to_be_visible()
    shown = " ".join(phone.asked)
    assert all(digest not in shown for digest in (pictures["en"], pictures[""]))


def test_an_english_phone_and_the_projector_follow_their_own_language(
    handset: Make, trainer: Console, chromium: Browser, held: Held
) -> None:
    pictures = trainer.newest["state"]["slide"]["picture"]
    expect(title(handset("en").page)).to_have_text(ENGLISH["signs"][0])
    context = chromium.new_context(viewport={"width": 1024, "height": 768})
    context.add_cookies(
        [
            {
                "name": "trainer",
                "value": str(held.server.trainer.cookies["trainer"]),
                "url": held.server.url,
            }
        ]
    )
    wall = context.new_page()
    wall.goto(f"{held.server.url}/projector/{held.id}")
    seen = wall.locator(".slide-picture-seen")
    expect(seen).to_have_attribute("src", re.compile(pictures["en"]))
    trainer.move("language", language="es")
    expect(seen).to_have_attribute("src", re.compile(pictures["es"]))
    context.close()


def test_the_picture_grows_by_buttons_and_keys_and_is_whole_on_a_new_slide(
    handset: Make, trainer: Console
) -> None:
    phone = handset()
    page = phone.page
    larger = page.get_by_role("button", name="Larger")
    smaller = page.get_by_role("button", name="Smaller")
    expect(smaller).to_have_attribute("aria-disabled", "true")
    larger.click()
    at_width(page, 1.5)
    larger.click()
    expect(page.locator(".zoom-size")).to_have_text("200%")
    expect(page.locator(".slide-picture")).to_have_attribute(
        "src", re.compile("-1920.webp")
    )
    smaller.click()
    at_width(page, 1.5)
    box = page.locator(".slide-view")
    box.focus()
    expect(box).to_have_accessible_name("Picture of this slide, closer")
    before = box.evaluate("box => box.scrollLeft")
    page.keyboard.press("ArrowRight")
    comes(page, lambda: float(box.evaluate("box => box.scrollLeft")) > before)
    page.keyboard.press("+")
    at_width(page, 2)
    page.keyboard.press("0")
    at_width(page, 1)
    larger.click()
    page.get_by_role("button", name="Whole slide").click()
    at_width(page, 1)
    larger.click()

    trainer.move("next")

    expect(title(page)).to_have_text(ENGLISH["calls"][0])
    at_width(page, 1)
    expect(page.locator(".zoom-size")).to_have_text("100%")


class Fingers:
    """Touches on the picture, as a screen sends them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire = page.context.new_cdp_session(page)
        box = page.locator(".slide-view").bounding_box()
        assert box is not None
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def send(self, kind: str, *offsets: tuple[float, float], at: float = 0) -> None:
        points = [{"x": self.x + x, "y": self.y + y} for x, y in offsets]
        touch: dict[str, Any] = {"type": kind, "touchPoints": points}
        if at:
            touch["timestamp"] = at
        self.wire.send("Input.dispatchTouchEvent", touch)

    def pinch(self, first: float, last: float) -> None:
        """Move two fingers from one distance to another."""
        self.send("touchStart", (-first / 2, 0), (first / 2, 0))
        for step in range(1, 11):
            apart = first + (last - first) * step / 10
            self.send("touchMove", (-apart / 2, 0), (apart / 2, 0))
        self.send("touchEnd")

    def tap_twice(self) -> None:
        """Tap twice in a fifth of a second, however long this machine takes for it."""
        now = time.time()
        for late in (0.0, 0.2):
            self.send("touchStart", (60, 20), at=now + late)
            self.send("touchEnd", at=now + late + 0.02)


def page_scale(page: Page) -> float:
    return float(page.evaluate("visualViewport.scale"))


def test_two_fingers_size_the_picture_and_leave_the_page_alone(
    handset: Make, trainer: Console
) -> None:
    page = handset(is_mobile=True).drawn()
    assert trainer.newest["state"]["slide"]
    fingers = Fingers(page)

    fingers.pinch(60, 180)

    at_width(page, 3)
    expect(page.locator(".zoom-size")).to_have_text("300%")
    shares = "b => [b.scrollLeft / b.clientWidth, b.scrollTop / b.clientHeight]"
    box = page.locator(".slide-view")
    comes(page, lambda: bool(box.evaluate(shares) == pytest.approx([1, 1], abs=0.05)))
    assert page_scale(page) == 1
    fingers.pinch(180, 30)
    at_width(page, 1)
    fingers.tap_twice()
    at_width(page, 2)
    fingers.tap_twice()
    at_width(page, 1)


def test_the_page_itself_can_be_zoomed_everywhere(
    handset: Make, trainer: Console
) -> None:
    page = handset(is_mobile=True).drawn()
    assert trainer.newest["state"]["slide"]
    wire = page.context.new_cdp_session(page)
    wire.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    # On a page that is zoomed, two fingers on the picture are the page's again.
    expect(page.locator(".slide-view")).to_have_css("touch-action", "auto")
    wire.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    expect(page.locator(".slide-view")).to_have_css("touch-action", "pan-x pan-y")
    content = page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "user-scalable" not in content
    assert "maximum-scale" not in content


def go_through(trainer: Console, *steps: int) -> None:
    for step in steps:
        trainer.move("go_to", step=step)


def test_looking_back_outlives_a_refresh_and_the_room_going_on(
    handset: Make, trainer: Console, held: Held
) -> None:
    go_through(trainer, 1, 2)
    page = handset().drawn()
    expect(title(page)).to_have_text(ENGLISH["chart"][0])
    expect(page.get_by_role("link", name="Later slide")).to_have_count(0)
    page.get_by_role("link", name="Earlier slide").click()
    expect(title(page)).to_have_text(ENGLISH["calls"][0])
    expect(title(page)).to_be_focused()
    expect(page.locator(".over")).to_have_text("Slide 2 of 4 · earlier slide")
    expect(page.locator("#said")).to_have_text(ENGLISH["calls"][0])
    page.get_by_role("link", name="Earlier slide").click()
    expect(title(page)).to_have_text(ENGLISH["signs"][0])
    expect(page.get_by_role("link", name="Earlier slide")).to_have_count(0)

    trainer.move("go_to", step=PLAN)

    expect(page.locator(".ways-room")).to_have_text("The room is at slide 4")
    expect(page.locator("#said")).to_have_text("The room is at slide 4")
    expect(title(page)).to_have_text(ENGLISH["signs"][0])
    page.reload()
    expect(title(page)).to_have_text(ENGLISH["signs"][0])
    page.locator("#language").click()
    expect(title(page)).to_have_text(SPANISH["signs"][0])
    page.get_by_role("link", name="Diapositiva siguiente").click()
    expect(title(page)).to_have_text(SPANISH["calls"][0])
    page.locator(".ways-back").get_by_text("Volver al grupo").click()
    expect(title(page)).to_have_text(SPANISH["plan"][0])
    assert page.url == held.url()
    page.reload()
    expect(title(page)).to_have_text(SPANISH["plan"][0])


def test_the_last_step_forward_is_live_again(handset: Make, trainer: Console) -> None:
    go_through(trainer, 1)
    page = handset().drawn()
    page.get_by_role("link", name="Earlier slide").click()
    expect(page.locator(".ways-back")).to_be_visible()
    page.get_by_role("link", name="Later slide").click()
    expect(page.locator(".ways-back")).to_have_count(0)
    trainer.move("next")
    expect(title(page)).to_have_text(ENGLISH["chart"][0])


def test_back_to_live_is_in_reach_on_a_long_slide(
    handset: Make, trainer: Console
) -> None:
    go_through(trainer, 1, 2)
    page = handset(viewport={"width": 320, "height": 568}).drawn()
    page.get_by_role("link", name="Earlier slide").click()
    for top in (0, 10_000):
        page.evaluate("top => document.querySelector('main').scrollTo(0, top)", top)
        expect(page.get_by_text("Back to live")).to_be_in_viewport(ratio=1)


def test_a_question_comes_to_the_front_and_calm_only_covers(
    handset: Make, trainer: Console
) -> None:
    go_through(trainer, 1, 2)
    page = handset().drawn()
    page.get_by_role("link", name="Earlier slide").click()
    expect(title(page)).to_have_text(ENGLISH["calls"][0])
    trainer.move("calm")
    expect(page.locator(".quiet")).to_be_visible()
    trainer.move("uncover")
    expect(title(page)).to_have_text(ENGLISH["calls"][0])
    trainer.move("lobby")
    expect(page.locator(".ways-room")).to_have_text("The room is not at a slide now")
    trainer.move("open_poll", poll="work_setting")
    expect(page.locator(".choice").first).to_be_visible()
    expect(page.locator("#said")).to_contain_text("New question:")
    expect(page.locator(".ways")).to_have_count(0)
    trainer.move("close_poll", poll="work_setting")
    expect(page.get_by_text("This question is closed.").first).to_be_visible()
    trainer.move("go_to", step=2)
    expect(title(page)).to_have_text(ENGLISH["chart"][0])
    trainer.move("lobby")
    page.get_by_role("link", name="Look at earlier slides").click()
    expect(title(page)).to_have_text(ENGLISH["chart"][0])
    trainer.move("sign_out")
    expect(title(page)).to_have_text("Before you go")


def test_an_earlier_slide_that_does_not_come_is_a_sentence(
    handset: Make, trainer: Console
) -> None:
    go_through(trainer, 1)
    phone = handset()
    page = phone.drawn()
    earlier = page.get_by_role("link", name="Earlier slide")
    expect(earlier).to_be_visible()
    phone.context.set_offline(offline=True)
    earlier.click()
    expect(page.locator(".ways [role=status]")).to_contain_text("Try again.")
    phone.context.set_offline(offline=False)
    earlier.click()
    expect(page.locator(".ways-back")).to_be_visible()


def test_an_earlier_slide_with_a_content_note_waits_to_be_wanted(
    handset: Make, trainer: Console, axe: Axe
) -> None:
    go_through(trainer, PLAN, 1)
    page = handset("es").drawn()
    page.get_by_role("link", name="Diapositiva siguiente").click()
    expect(title(page)).to_have_text("Antes de ver esta diapositiva")
    expect(page.locator(".slide")).to_contain_text(SPANISH["note"][0])
    expect(page.locator(".slide-picture")).to_have_count(0)
    axe(page)
    page.get_by_role("button", name="Mostrar esta diapositiva").click()
    expect(title(page)).to_have_text(SPANISH["plan"][0])
    expect(title(page)).to_be_focused()
    link = page.get_by_role("link", name=re.compile("^En 24 horas"))
    expect(link).to_have_attribute("href", SITE)
    expect(link).to_have_attribute("rel", "noopener noreferrer")

    plain = handset("en", java_script_enabled=False).page
    plain.get_by_role("link", name="Later slide").click()
    expect(plain.locator(".slide")).to_contain_text(ENGLISH["note"][0])
    expect(plain.locator(".slide-picture")).to_have_count(0)
    plain.get_by_role("link", name="Show this slide").click()
    expect(title(plain)).to_have_text(ENGLISH["plan"][0])
    link = plain.get_by_role("link", name=re.compile("^In 24 hours"))
    expect(link).to_have_attribute("href", SITE)


def test_what_draws_slides_comes_later_and_its_loss_is_a_sentence(
    handset: Make, trainer: Console
) -> None:
    trainer.move("lobby")
    use_deck(trainer.held, 0)
    phone = handset()
    page = phone.page
    expect(title(page)).to_contain_text("You are in")
    assert not [url for url in phone.asked if "/phone/slide" in url]
    page.route("**/phone/slide.js", lambda route: route.abort())

    trainer.move("next")

    again = page.get_by_role("link", name="Load this page again")
    expect(again).to_be_visible(timeout=15_000)
    page.unroute("**/phone/slide.js")
    again.click()
    expect(page.locator(".slide-text")).to_be_visible()


def test_with_following_off_a_phone_shows_and_asks_for_no_slide(
    handset: Make, trainer: Console
) -> None:
    go_through(trainer, 1)
    phone = handset()
    page = phone.drawn()
    page.get_by_role("link", name="Earlier slide").click()
    expect(page.locator(".ways-back")).to_be_visible()

    trainer.move("follow", on=False)

    expect(page.locator(".slide")).to_have_count(0)
    expect(page.locator(".ways")).to_have_count(0)
    late = handset()
    expect(title(late.page)).to_contain_text("You are in")
    trainer.move("next")
    late.page.wait_for_timeout(300)
    assert not [url for url in late.asked if "/pictures/" in url or "/slides/" in url]
    trainer.move("follow", on=True)
    expect(title(late.page)).to_have_text(ENGLISH["chart"][0])


def test_slides_are_followed_and_looked_back_at_without_javascript(
    handset: Make, trainer: Console
) -> None:
    go_through(trainer, 1)
    page = handset("es", java_script_enabled=False).page
    expect(title(page)).to_have_text(SPANISH["calls"][0])
    expect(page.locator("thead th[scope=col]")).to_have_text(list(SPANISH["calls"][1:]))
    assert fits(page)
    page.get_by_role("link", name="Diapositiva anterior").click()
    expect(title(page)).to_have_text(SPANISH["signs"][0])
    expect(page.locator(".slide-text ul ul li")).to_have_text(SPANISH["signs"][2])
    page.reload()
    expect(title(page)).to_have_text(SPANISH["signs"][0])
    large = page.locator(".slide-view").get_attribute("href") or ""
    assert page.request.get(page.url.partition("/s/")[0] + large).ok
    page.get_by_role("link", name="Volver al grupo").click()
    expect(title(page)).to_have_text(SPANISH["calls"][0])


@pytest.mark.parametrize("language", ["en", "es"])
def test_following_fits_and_is_accessible(
    handset: Make, trainer: Console, axe: Axe, language: str
) -> None:
    page = handset(language).page

    def look() -> None:
        for width, height in reversed(SIZES):
            page.set_viewport_size({"width": width, "height": height})
            comes(page, lambda: fits(page))
            if width != MIDDLE:
                axe(page)

    words = {"en": ENGLISH, "es": SPANISH}[language]
    for step, name in enumerate(("signs", "calls", "chart")):
        trainer.move("go_to", step=step)
        expect(title(page)).to_have_text(words[name][0])
        expect(page.locator(".zoom-buttons")).to_be_visible()
        look()
    page.locator(".zoom-buttons button").nth(1).click()
    look()
    page.locator(".ways a").first.click()
    expect(page.locator(".ways-back")).to_be_visible()
    for _ in range(3):
        look()
        page.locator("#text-size").click()
    for button in page.locator(".zoom-buttons button, .ways a").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def spoken(page: Page) -> list[str]:
    """Return the names of what a screen reader comes to, in its order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    known = {node["nodeId"]: node for node in nodes["nodes"]}

    def names(node: dict[str, Any]) -> Iterator[str]:
        if not node["ignored"]:
            yield str(node.get("name", {}).get("value", ""))
        for child in node.get("childIds", ()):
            yield from names(known[child])

    return list(names(nodes["nodes"][0]))


def test_title_words_and_picture_are_read_in_this_order(
    handset: Make, trainer: Console
) -> None:
    page = handset().drawn()
    assert trainer.newest["state"]["slide"]
    order = (*ENGLISH["signs"], "Picture of this slide", "Larger")

    def heard() -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in spoken(page) if name in order))

    comes(page, lambda: heard() == order)
    picture, words = (
        page.locator(part).bounding_box() for part in (".slide-view", ".slide-text")
    )
    assert picture is not None
    assert words is not None
    assert picture["y"] < words["y"]


BLOCKS = [
    {
        "kind": "paragraph",
        "text": "See the site, or write.",
        "links": [
            {"text": "the site", "address": "https://example.org/a"},
            {"text": "gone", "address": "mailto:a@example.org"},
            {"text": "See", "address": "javascript:alert(1)"},
        ],
    },
    {"kind": "paragraph", "text": "שלום לכולם", "language": "he"},
    {"kind": "diagram", "text": "Stop\nObserve\nAsk"},
    {"kind": "picture", "text": "A map of the county"},
    {"kind": "chart", "text": "Calls by year", "rows": [["", "Calls"], ["2025", "12"]]},
    {
        "kind": "table",
        "rows": [["Who", "Where"], ["Line", "call us"]],
        "header": True,
        "links": [{"text": "call us", "address": "https://example.org/call"}],
    },
]
DRAW = """async blocks => {
  const { html, render } = await import("/static/vendor/preact-htm.js");
  const { Words } = await import("/static/phone/slide_words.js");
  const box = document.querySelector("#main");
  box.replaceChildren();
  render(html`<h1>Words</h1><${Words} blocks=${blocks} spoken="en" />`, box);
}"""


def test_links_diagrams_and_other_languages_are_real_text(
    handset: Make, trainer: Console, axe: Axe
) -> None:
    page = handset(viewport={"width": 320, "height": 568}).page
    assert trainer.newest["state"]["slide"]
    expect(page.locator(".zoom-buttons")).to_be_visible()

    page.evaluate(DRAW, BLOCKS)

    first = page.locator(".slide-text > p").first
    expect(first).to_contain_text("See the site (opens in a new tab), or write. gone")
    links = page.locator("main a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://example.org/a",
        "mailto:a@example.org",
        "https://example.org/call",
    ]
    for link in links.all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"
    hebrew = page.locator("[lang=he]")
    expect(hebrew).to_have_css("direction", "rtl")
    expect(page.get_by_role("list", name="Diagram").locator("li")).to_have_text(
        ["Stop", "Observe", "Ask"]
    )
    expect(page.locator(".described").first).to_have_text(
        "Picture: A map of the county"
    )
    expect(page.locator("th[scope=row]")).to_have_text(["2025"])
    expect(page.locator("th[scope=col]")).to_have_text(["Calls", "Who", "Where"])
    axe(page)
    assert fits(page)


def test_the_desk_pairs_decks_and_lets_pairs_be_put_right(
    chromium: Browser, held: Held, trainer: Console, axe: Axe
) -> None:
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-US"
    )
    page = context.new_page()
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    page.goto(held.server.desk_url)
    page.goto(f"{held.server.url}/desk/sessions/{held.id}")
    row = page.locator(".deck-used")
    expect(row).to_contain_text("English is this deck, Spanish comes from")
    row.get_by_text("Pairs of slides").click()
    axe(page)
    second = row.get_by_label("Slide 2 in the other language")
    expect(second).to_have_value("2")
    second.select_option("0")
    row.get_by_role("button", name="Save the pairs").click()
    expect(page.locator("#live")).to_have_text("The pairs are saved.")
    expect(second).to_have_value("0")
    expect(row).to_contain_text("Slide 2 of “Lo que se ve” is paired with nothing")
    trainer.move("go_to", step=1)
    state = trainer.wait("state", lambda s: s["slide"]["n"] == 2)
    assert [text["title"] for text in state["slide"]["texts"].values()] == [
        ENGLISH["calls"][0]
    ]
    row.get_by_role("button", name="Separate the two decks").click()
    expect(page.locator("#live")).to_have_text("The decks are separate again.")
    expect(row).to_contain_text("looks like this deck in the other language.")
    axe(page)
    row.locator("form button", has_text="Pair").click()
    expect(second).to_have_value("2")
    context.close()
    assert raised == []
