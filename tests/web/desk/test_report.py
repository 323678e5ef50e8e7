"""The report on a deck: what is missing is written at the desk, and stays written."""

import io
import re
import time
from typing import Any

import pytest
import requests
from PIL import Image
from pptx import Presentation
from pptx.util import Inches
from running import Held, Server, is_settled, soon

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
WORDS = (
    "stop and take a breath before you say anything",
    "observe who speaks and who is silent in the room",
    "ask open questions in private and wait for answers",
    "respond with help that the person wants right now",
)


def picture(colour: str) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (160, 90), colour).save(made, "PNG")
    made.seek(0)
    return made


def deck(*words: str) -> bytes:
    """Return a deck: a slide without a title for each words, a picture on the first."""
    made = Presentation()
    for place, said in enumerate(words):
        slide = made.slides.add_slide(made.slide_layouts[6])
        box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(1))
        box.text_frame.text = said
        if place == 0:
            shape = slide.shapes.add_picture(picture("#0b4f6c"), 0, 0)
            shape._element.nvPicPr.cNvPr.set("descr", "")  # noqa: SLF001
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def desk(held: Held, path: str = "") -> str:
    return f"{held.server.url}/desk/sessions/{held.id}{path}"


def post(held: Held, path: str, *, json: bool = True, **given: Any) -> Any:
    headers = JSON if json else PAGE
    return held.server.trainer.post(desk(held, path), headers=headers, **given)


def decks(held: Held) -> list[dict[str, Any]]:
    return list(held.server.trainer.get(desk(held, "/facts")).json()["decks"])


def bring(held: Held, content: bytes, name: str = "mine.pptx") -> str:
    """Add a deck and return its id once it was read."""
    added = str(post(held, "/decks", files={"deck": (name, content)}).json()["deck"])
    until = time.monotonic() + 120
    while time.monotonic() < until:
        facts = held.server.trainer.get(desk(held, "/facts")).json()
        (mine,) = [one for one in facts["decks"] if one["id"] == added]
        if is_settled(mine, facts):
            return added
        time.sleep(0.2)
    raise AssertionError(decks(held))


def page(held: Held, **query: str) -> str:
    return str(held.server.trainer.get(desk(held), params=query).text)


def key(held: Held) -> str:
    found = re.search(r'name="key" value="([0-9a-f]{32})"', page(held))
    assert found
    return found[1]


def mend(held: Held, deck_id: str) -> None:
    slide = f"/decks/{deck_id}/slides/0"
    assert post(held, f"{slide}/title", data={"title": "Breathe"}).json()["ok"]
    about = {"key": key(held), "text": "A calm blue square"}
    assert post(held, f"{slide}/description", data=about).json()["ok"]


def words_of(held: Held, step: int) -> dict[str, Any]:
    """Return what a phone is told of a slide."""
    console = held.console()
    console.move("go_to", step=step)
    console.close()
    state = requests.get(held.url("/state"), timeout=30).json()
    (words,) = state["slide"]["texts"].values()
    return dict(words)


def test_what_is_written_reaches_the_phones_and_outlives_a_restart(
    libreoffice: str, session: Held
) -> None:
    assert libreoffice
    mine = bring(session, deck(*WORDS))
    assert page(session).count("Title for people who listen") == 4
    assert "/pictures/" + key(session) + "-960.webp" in page(session)

    mend(session, mine)

    session.server.kill()
    session.server.start()
    words = words_of(session, 0)
    assert words["title"] == "Breathe"
    assert [b["text"] for b in words["blocks"] if b["kind"] == "picture"] == [
        "A calm blue square"
    ]
    assert "Written here" in page(session)


def test_the_report_can_be_kept_to_one_kind(libreoffice: str, session: Held) -> None:
    assert libreoffice
    bring(session, deck(*WORDS))

    assert page(session).count('class="report-slide"') == 4
    assert page(session, look="no-description").count('class="report-slide"') == 1
    assert page(session, look="low-contrast").count('class="report-slide"') == 0
    assert "Pictures without a description (1)" in page(session)


def test_a_newer_version_keeps_what_was_written_and_the_places_of_polls(
    libreoffice: str, session: Held
) -> None:
    assert libreoffice
    mine = bring(session, deck(*WORDS))
    mend(session, mine)
    places = {"places": [[0, "under_18"], [3, "first_step"]]}
    answer = session.server.trainer.post(desk(session, "/places"), json=places)
    assert answer.json()["ok"]

    changed = (f"{WORDS[0]} please", *WORDS[1:3], "thank you", WORDS[3])
    bring(session, deck("welcome everybody", *changed), "mine, better.pptx")

    shown = page(session)
    assert "1 title was taken over." in shown
    facts = session.server.trainer.get(desk(session, "/facts")).json()
    assert facts["places"] == [[1, "under_18"], [5, "first_step"]]
    assert words_of(session, 1)["title"] == "Breathe"


def test_a_picture_is_known_in_another_session_by_itself(
    libreoffice: str, server: Server, session: Held
) -> None:
    assert libreoffice
    mend(session, bring(session, deck(*WORDS), "shared.pptx"))
    other = server.create_session()

    bring(other, deck(*WORDS), "shared.pptx")

    assert "1 description was taken over." in page(other)


def test_in_another_deck_polls_go_back(libreoffice: str, session: Held) -> None:
    assert libreoffice
    bring(session, deck(*WORDS))
    places = {"places": [[0, "under_18"]]}
    session.server.trainer.post(desk(session, "/places"), json=places)

    bring(session, deck(*(f"{n} figures of the budget {n}" for n in range(4))))

    def places_now() -> object:
        return session.server.trainer.get(desk(session, "/facts")).json()["places"]

    # The deck is read a moment before it is the one in use.
    assert soon(lambda: places_now() == [])


def test_the_room_stays_on_its_slide_when_a_newer_version_is_taken(
    libreoffice: str, session: Held
) -> None:
    assert libreoffice
    bring(session, deck(*WORDS))
    console = session.console()
    console.move("go_to", step=2)
    newer = bring(session, deck("welcome everybody", *WORDS))
    post(session, f"/decks/{newer}/use")

    state = console.wait("state", lambda s: s["step"] == 3)
    console.close()

    assert state["slide"]["n"] == 4


@pytest.fixture(scope="module")
def brought(libreoffice: str, server: Server) -> tuple[Held, str]:
    """A session with a deck of one slide."""
    assert libreoffice
    held = server.create_session()
    return held, bring(held, deck(WORDS[0]))


@pytest.mark.parametrize(
    ("path", "given", "code"),
    [
        ("slides/0/title", {"title": "x" * 201}, "mend-too-long"),
        ("slides/9/title", {"title": "x"}, "nothing-to-mend"),
        ("slides/1/title", {"title": "x"}, "nothing-to-mend"),
        ("slides/0/title", {"title": "x", "language": "fr"}, "nothing-to-mend"),
        ("slides/0/description", {"key": "0" * 32, "text": "x"}, "nothing-to-mend"),
        ("slides/0/description", {"text": "x"}, "nothing-to-mend"),
    ],
)
def test_what_makes_no_sense_is_refused(
    brought: tuple[Held, str], path: str, given: dict[str, str], code: str
) -> None:
    held, mine = brought

    assert post(held, f"/decks/{mine}/{path}", data=given).json()["code"] == code
    other = held.server.create_session()
    refused = post(other, f"/decks/{mine}/{path}", data=given).json()["code"]
    assert refused == "no-such-deck"


def test_a_section_that_is_not_there_cannot_be_tied(session: Held) -> None:
    given = {"section": "Stop", "item": "welcome"}

    assert post(session, "/sections", data=given).json()["code"] == "bad-input"
    assert post(session, "/sections").json()["code"] == "bad-input"
