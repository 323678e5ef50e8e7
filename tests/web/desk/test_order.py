"""The running order at the desk, of a deck whose notes say a lot."""

import re
import time
from pathlib import Path

from pptx import Presentation
from running import Held

NOTES = {0: "[[break 10]]", 1: "[[poll]]", 2: "[[content-note: Hard words]]"}


def write_deck(path: Path) -> Path:
    deck = Presentation()
    for index, title in enumerate(("Stop", "Who is here?", "Ask")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "Nurses\nTeachers"
        slide.notes_slide.notes_text_frame.text = NOTES[index]
    deck.save(str(path))
    return path


def test_breaks_and_slides_that_are_polls_have_their_place_and_notes_none(
    session: Held, tmp_path: Path
) -> None:
    server = session.server
    there = f"{server.url}/desk/sessions/{session.id}"
    with write_deck(tmp_path / "a.pptx").open("rb") as file:
        server.trainer.post(f"{there}/decks", files={"deck": file}).raise_for_status()
    until = time.monotonic() + 120
    while not server.trainer.get(f"{there}/facts").json()["decks"][-1]["used"]:
        assert time.monotonic() < until
        time.sleep(0.1)

    page = server.trainer.get(there).text

    rows = re.findall(r"<li class=\"order-[^>]+>.*?</li>", page, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert said[-4:] == [
        "1 Stop",
        "A break of 10 minutes Placed by the deck's notes",
        "2. Who is here? This slide is the poll",
        "3 Ask",
    ]
    assert 'data-slide="1"' in rows[-2]
