"""The dot, the closer look and the films: from the console to the wall."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import comes
from made_decks import pictures_of, put_deck, varied_deck, write_sound
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pptx.util import Inches
from running import Held, soon

TOLERANCE = 0.02
READ_SECONDS = 120


@pytest.fixture
def opened(chromium: Browser, session: Held) -> Iterator[Callable[[str], Page]]:
    """Open pages of the trainer in one browser; their scripts raise nothing."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    raised: list[str] = []
    entry = context.new_page()
    entry.goto(session.server.desk_url)

    def page_of(screen: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: raised.append(str(error)))
        page.on(
            "console",
            lambda said: raised.append(said.text) if "Policy" in said.text else None,
        )
        page.goto(f"{session.server.url}/{screen}/{session.id}")
        if screen == "console":
            expect(page.get_by_text("Connected", exact=True)).to_be_visible()
        return page

    yield page_of
    context.close()
    assert raised == []


def is_at(page: Page, inner: str, outer: str, x: float, y: float) -> bool:
    """Whether the middle of `inner` is there, as shares of `outer`."""
    there = page.evaluate(
        """([inner, outer]) => {
            const a = document.querySelector(inner)?.getBoundingClientRect();
            const b = document.querySelector(outer).getBoundingClientRect();
            return a && [(a.x + a.width / 2 - b.x) / b.width,
                         (a.y + a.height / 2 - b.y) / b.height];
        }""",
        [inner, outer],
    )
    return bool(there == pytest.approx([x, y], abs=TOLERANCE))


# From here on a dot goes only when it is taken away.
NO_FADING = """() => {
    const usual = window.setTimeout;
    window.setTimeout = (act, ms, ...given) =>
        ms === 2000 ? 0 : usual(act, ms, ...given);
}"""


def show_picture(session: Held, console: Page) -> None:
    put_deck(session, varied_deck(pictures_of(session)))
    console.keyboard.press("ArrowRight")
    expect(console.locator(".now .slide-picture-seen")).to_be_visible()


def test_a_dot_follows_the_pointer_and_goes(
    session: Held, opened: Callable[[str], Page]
) -> None:
    console, wall = opened("console"), opened("projector")
    wall.set_viewport_size({"width": 1024, "height": 768})
    show_picture(session, console)
    console.bring_to_front()

    console.keyboard.press("d")
    surface = console.locator("[data-pointing=laser]")
    box = surface.bounding_box()
    assert box is not None

    def stands() -> bool:
        # A hand is never quite still; a dot that nothing moves fades.
        for tremble in (0, 1):
            console.mouse.move(
                box["x"] + 0.3 * box["width"] + tremble, box["y"] + 0.75 * box["height"]
            )
        return is_at(wall, ".dot", ".slide-frame", 0.3, 0.75)

    comes(wall, stands)
    expect(wall.locator(".dot")).to_be_hidden()
    wall.evaluate(NO_FADING)
    console.mouse.move(box["x"] + 20, box["y"] + 20)
    expect(wall.locator(".dot")).to_be_visible()
    console.keyboard.press("d")
    expect(surface).to_be_hidden()
    expect(wall.locator(".dot")).to_be_hidden()


def test_a_part_is_drawn_or_chosen_and_fills_the_wall(
    session: Held, opened: Callable[[str], Page], axe: Callable[[Page], None]
) -> None:
    console, wall = opened("console"), opened("projector")
    show_picture(session, console)
    console.bring_to_front()

    console.keyboard.press("z")
    box = console.locator("[data-pointing=zoom]").bounding_box()
    assert box is not None
    console.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    console.mouse.down()
    console.mouse.move(box["x"] + 0.9 * box["width"], box["y"] + 0.9 * box["height"])
    console.mouse.up()

    expect(console.locator("[data-deed=zoom]")).to_contain_text("Zoom out")
    wall.wait_for_function(
        "() => document.querySelector('.slide-frame').getBoundingClientRect().width"
        " > 2.4 * innerWidth"
    )
    comes(wall, lambda: is_at(wall, ".slide-layer", ".slide-frame", 0.7, 0.7))
    console.keyboard.press("z")
    wall.wait_for_function(
        "() => document.querySelector('.slide-frame').getBoundingClientRect().width"
        " <= innerWidth"
    )
    console.keyboard.press("z")
    expect(console.get_by_role("button", name="Top left")).to_be_focused()
    axe(console)
    console.keyboard.press("Tab")
    console.keyboard.press("Enter")
    wall.wait_for_function(
        "() => document.querySelector('.slide-frame').getBoundingClientRect().width"
        " > 1.9 * innerWidth"
    )


def test_without_a_slide_the_keys_say_so(opened: Callable[[str], Page]) -> None:
    console = opened("console")
    expect(console.locator("[data-deed=zoom]")).to_have_attribute(
        "aria-disabled", "true"
    )

    for key, sentence in (
        ("z", "No slide is on. Show one first."),
        ("d", "No slide is on. Show one first."),
        ("p", "There is no video or sound on this slide."),
    ):
        console.keyboard.press(key)
        expect(console.get_by_role("alert")).to_contain_text(sentence)
        console.get_by_role("alert").get_by_role("button").click()


def sounding_deck(folder: Path) -> Path:
    """Write a PowerPoint deck with a sound on its only slide."""
    sound = folder / "tone.wav"
    write_sound(sound, 30)
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Listen"
    place = (Inches(1), Inches(2), Inches(4), Inches(3))
    slide.shapes.add_movie(str(sound), *place, mime_type="audio/wav")
    path = folder / "sounding.pptx"
    deck.save(str(path))
    return path


def add(session: Held, deck: Path) -> None:
    """Add a deck at the desk and wait until it is in use."""
    web, desk = session.server.trainer, f"/desk/sessions/{session.id}"
    files = {"deck": (deck.name, deck.read_bytes())}
    web.post(f"{session.server.url}{desk}/decks", files=files).raise_for_status()
    facts = f"{session.server.url}{desk}/facts"
    soon(lambda: web.get(facts).json()["decks"][-1]["used"], READ_SECONDS)


def test_a_sound_of_a_real_deck_plays_and_stops(
    session: Held, opened: Callable[[str], Page], tmp_path: Path
) -> None:
    add(session, sounding_deck(tmp_path))
    console, wall = opened("console"), opened("projector")
    console.bring_to_front()
    console.keyboard.press("ArrowRight")
    expect(wall.locator(".film")).to_have_count(1)
    plays = "() => { const a = document.querySelector('.film');"
    plays += " return a && !a.paused && a.currentTime > 0; }"

    play = console.locator("[data-deed=play]")
    play.click()
    wall.wait_for_function(plays)
    # The key does what the console's button says.
    expect(play).to_contain_text("Pause")
    console.keyboard.press("p")
    wall.wait_for_function("() => document.querySelector('.film').paused")
    assert wall.evaluate("() => document.querySelector('.film').currentTime") > 0
    expect(play).to_contain_text("Play")
    console.keyboard.press("p")
    wall.wait_for_function(plays)
    console.keyboard.press("c")
    expect(wall.locator(".film")).to_have_count(0)
    expect(console.locator("#now-title")).to_contain_text("Calm")
    console.keyboard.press("c")
    expect(wall.locator(".film")).to_have_count(1)
    assert wall.evaluate("() => document.querySelector('.film').paused")
