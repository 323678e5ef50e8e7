"""A slide is at hand before its key is pressed: nothing is fetched for the change."""

import statistics
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import comes
from made_decks import picture_deck, pictures_of, put_deck, varied_deck
from playwright.sync_api import Browser, Page, expect
from running import Held

SLIDES = 12
CHANGES = SLIDES - 1
PHONES = 2

# Notes each picture that becomes visible: its digest, whether it was there already,
# and the moment after it was painted, by the clock that all pages of a browser share.
WATCH = """selector => {
    window.seen = [];
    const now = () => performance.timeOrigin + performance.now();
    let last = "";
    const look = () => {
        const image = document.querySelector(selector);
        const address = image?.src || "";
        const digest = address.match(/([0-9a-f]{32})-/)?.[1] ?? "";
        if (!digest || digest === last) return;
        last = digest;
        const changed = now();
        const wasThere = image.complete && image.naturalWidth > 0;
        image.decode().then(() => requestAnimationFrame(() => setTimeout(() =>
            window.seen.push({ digest, address, wasThere, changed, painted: now() }))));
    };
    new MutationObserver(look).observe(document.body, {
        subtree: true, childList: true, attributes: true,
        attributeFilter: ["class", "src"],
    });
    look();
}"""

PRESSES = """() => {
    window.pressed = [];
    document.addEventListener("keydown", () => {
        window.pressed.push(performance.timeOrigin + performance.now());
    }, { capture: true });
}"""

CAME = """digest => performance.getEntriesByType("resource")
    .some(({ name, responseEnd }) => name.includes(digest) && responseEnd > 0)"""

# The moment at which the picture at `address` had come in.
FETCHED = """address => {
    const found = performance.getEntriesByName(address)
        .map(({ responseEnd }) => performance.timeOrigin + responseEnd);
    return found.length ? Math.min(...found) : null;
}"""


@pytest.fixture
def trainer_page(chromium: Browser, session: Held) -> Iterator[Callable[..., Page]]:
    """Open pages that the trainer may open, all in one browser."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    entry = context.new_page()
    entry.goto(session.server.desk_url)

    def opened(path: str) -> Page:
        page = context.new_page()
        page.goto(session.server.url + path)
        return page

    yield opened
    context.close()


@pytest.fixture
def phone_pages(chromium: Browser, session: Held) -> Iterator[list[Page]]:
    """Phones that are past the questions at the door."""
    pages = []
    for _ in range(PHONES):
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(f"{session.server.url}/J/{session.code}")
        page.locator("main a[hreflang=en]").click()
        page.locator("main a.button").click()
        page.locator("#without-name button").click()
        page.wait_for_url(session.url())
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()


def shows(page: Page, digest: str) -> None:
    page.wait_for_function(
        "digest => window.seen.at(-1)?.digest === digest", arg=digest
    )


def said(name: str, waits: list[float]) -> str:
    middle, most = statistics.median(waits), max(waits)
    return (
        f"{name}: median {middle:.0f} ms, longest {most:.0f} ms, {len(waits)} changes"
    )


def test_a_change_shows_a_picture_that_was_there_before_the_key(
    session: Held,
    trainer_page: Callable[..., Page],
    phone_pages: list[Page],
    capsys: pytest.CaptureFixture[str],
) -> None:
    put_deck(session, picture_deck(pictures_of(session), SLIDES))
    leader = session.console()
    wall = trainer_page(f"/projector/{session.id}")
    wall.set_viewport_size({"width": 1920, "height": 1080})
    leader.move("next")
    watched = {"projector": wall}
    watched |= {f"phone {n}": page for n, page in enumerate(phone_pages, 1)}
    for name, page in watched.items():
        is_wall = name == "projector"
        page.evaluate(WATCH, ".slide-picture-seen" if is_wall else ".slide-picture")
    console = trainer_page(f"/console/{session.id}")
    expect(console.get_by_text("Connected", exact=True)).to_be_visible()
    console.evaluate(PRESSES)
    state = leader.newest["state"]
    for page in watched.values():
        shows(page, state["slide"]["picture"][""])
    shown: dict[str, list[dict[str, Any]]] = {name: [] for name in watched}
    for change in range(CHANGES):
        # While the trainer stays, the next picture comes in.
        for page in watched.values():
            page.wait_for_function(CAME, arg=state["ahead"][0][""])
        console.keyboard.press("ArrowRight")
        state = leader.wait("state", lambda s, at=change: s["step"] == at + 1)
        for name, page in watched.items():
            shows(page, state["slide"]["picture"][""])
            shown[name].append(page.evaluate("window.seen.at(-1)"))
    leader.close()
    pressed = console.evaluate("window.pressed")

    with capsys.disabled():
        print()  # noqa: T201  # what was measured is worth reading, not asserting
        for name, seen in shown.items():
            waits = [one["painted"] - at for one, at in zip(seen, pressed, strict=True)]
            print(said(name, waits))  # noqa: T201
    assert len(pressed) == CHANGES
    for name, seen in shown.items():
        for one, at in zip(seen, pressed, strict=True):
            came = watched[name].evaluate(FETCHED, one["address"])
            assert came is not None, (name, one)
            assert came < at, (name, one, came, at)
    assert all(one["wasThere"] for one in shown["projector"])


def test_clicks_the_slide_behind_a_poll_and_the_one_before_are_at_hand(
    session: Held, trainer_page: Callable[..., Page]
) -> None:
    put_deck(session, varied_deck(pictures_of(session)))
    leader = session.console()
    wall = trainer_page(f"/projector/{session.id}")
    leader.move("next")
    pictures = wall.locator(".slide-picture")
    shown = wall.locator(".slide-picture-seen")
    wanted: list[str] = []
    for _ in range(12):
        state = leader.newest["state"]
        ahead = [pictures[""] for pictures in state["ahead"]]
        for digest in ahead:
            expect(wall.locator(f".slide-picture[src*='{digest}']")).to_have_count(1)
        if state["screen"] == "slide" and state["slide"]["picture"]:
            digest = state["slide"]["picture"][""]
            expect(
                wall.locator(f".slide-picture-seen[src*='{digest}']")
            ).to_be_visible()
            assert not wanted or digest in wanted
        elif state["screen"] != "slide":
            expect(shown).not_to_be_visible()
        wanted = ahead
        before = state["v"]
        leader.move("next")
        leader.wait("state", lambda s, v=before: s["v"] > v)
    comes(wall, lambda: pictures.count() <= 9)
    leader.move("previous")
    back = leader.wait("state", lambda s: s["made_by"] == "previous")
    assert back["slide"]["picture"][""] in wanted
    leader.close()
