"""The desk's forms for one deck in two languages."""

import time
from pathlib import Path

import pytest
import requests
from pptx import Presentation
from running import Held

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
ENGLISH = ("What to look for", "Who to call, and what to say")
SPANISH = ("Lo que se ve", "A quién llamar y qué decir")


def add_deck(held: Held, path: Path, titles: tuple[str, ...]) -> str:
    """Add a deck of these titles and return its id once it was read."""
    deck = Presentation()
    for title in titles:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    deck.save(str(path))
    server = held.server
    with path.open("rb") as file:
        answer = server.trainer.post(
            f"{server.url}/desk/sessions/{held.id}/decks",
            files={"deck": (path.name, file)},
            headers=JSON,
        )
    deck_id = str(answer.json()["deck"])
    until = time.monotonic() + 120
    while time.monotonic() < until:
        facts = server.trainer.get(f"{server.url}/desk/sessions/{held.id}/facts").json()
        found = next(d for d in facts["decks"] if d["id"] == deck_id)
        if found["status"] == "ready":
            return deck_id
        assert found["status"] != "failed", found
        time.sleep(0.1)
    raise AssertionError(found)


@pytest.fixture
def decks(session: Held, tmp_path: Path) -> tuple[str, str]:
    """An English deck, and a Spanish one in use, which the English one came to."""
    spanish = add_deck(session, tmp_path / "es.pptx", SPANISH)
    return add_deck(session, tmp_path / "en.pptx", ENGLISH), spanish


def post(held: Held, deck: str, form: str, **given: object) -> requests.Response:
    url = f"{held.server.url}/desk/sessions/{held.id}/decks/{deck}/{form}"
    return held.server.trainer.post(url, data=given, headers=PAGE)


def titles(held: Held) -> dict[str, str]:
    """Return the title of the first slide on the projector, by language."""
    console = held.console()
    console.move("go_to", step=0)
    state = console.wait("state", lambda s: s["screen"] == "slide")
    console.close()
    return {code: text["title"] for code, text in state["slide"]["texts"].items()}


def test_two_decks_are_paired_put_right_and_separated(
    session: Held, decks: tuple[str, str]
) -> None:
    english, spanish = decks
    page = session.server.trainer.get(
        f"{session.server.url}/desk/sessions/{session.id}"
    ).text
    assert page.count("Pair with its version in the other language") == 2
    assert "“What to look for” looks like this deck in the other language." in page

    paired = post(session, english, "pair", **{"with": spanish})

    assert "The two decks are one in two languages now." in paired.text
    assert "Spanish is this deck, English comes from" in paired.text
    assert "Gives “Lo que se ve” its other language." in paired.text
    assert titles(session) == {"en": ENGLISH[0], "es": SPANISH[0]}
    kept = post(session, spanish, "pairs", language="es", slide=["2", ""])
    assert "The pairs are saved." in kept.text
    assert "Slide 1 of “What to look for” is paired with nothing" in kept.text
    assert titles(session) == {"en": ENGLISH[1], "es": SPANISH[0]}
    apart = post(session, spanish, "separate")
    assert "The decks are separate again." in apart.text
    assert list(titles(session).values()) == [SPANISH[0]]


WRONG: tuple[dict[str, object], ...] = (
    {"language": "fr", "slide": ["1", "2"]},
    {"language": "es", "slide": ["1"]},
    {"language": "es", "slide": ["1", "3"]},
    {"language": "es", "slide": ["1", "-1"]},
    {"language": "es", "slide": ["1", "9" * 5000]},
    {"language": "es"},
    {"slide": ["1", "2"]},
)


def test_pairs_that_cannot_be_are_refused_with_a_sentence(
    session: Held, decks: tuple[str, str]
) -> None:
    english, spanish = decks
    post(session, english, "pair", **{"with": spanish})

    for form in WRONG:
        refused = post(session, spanish, "pairs", **form)
        assert refused.status_code == 422, form
        assert "could not be used. Check it and try again." in refused.text

    assert titles(session) == {"en": ENGLISH[0], "es": SPANISH[0]}


def test_a_deck_is_paired_with_nothing_that_is_not_there(
    session: Held, decks: tuple[str, str]
) -> None:
    english, _ = decks

    for other, status in (("nope", 404), ("", 404), (english, 422)):
        assert post(session, english, "pair", **{"with": other}).status_code == status
    assert post(session, english, "separate").status_code == 404
    assert post(session, english, "pairs", language="en").status_code == 404


def test_a_visitor_pairs_nothing(session: Held) -> None:
    for form in ("pair", "pairs", "separate"):
        url = f"{session.server.url}/desk/sessions/{session.id}/decks/x/{form}"
        assert requests.post(url, timeout=30).status_code == 403
