"""Pictures that polls point at: drawn anew for a session, and kept as long as it."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pptx import Presentation

from facilitator.documents.decks.results import results_deck
from facilitator.domain.session import SessionDetails
from facilitator.errors import FacilitatorError
from facilitator.library.curriculum import shipped_folder
from facilitator.live import reports
from facilitator.live.purging import Purging
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

Clock = Any  # the fixture of conftest
POINT = """
  - name: where
    kind: point
    label: {en: Where?, es: ¿Dónde?}
    picture: pictures/room.png
    alt: {en: A room., es: Una sala.}
"""
SECRET = "taken at the shelter"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A curriculum whose polls point at a picture."""
    own = tmp_path / "own"
    for part in ("sessions", "slides", "surveys", "handouts"):
        shutil.copytree(shipped_folder() / part, own / part)
    with (own / "surveys" / "conference-2h-polls.yaml").open(
        "a", encoding="utf-8"
    ) as file:
        file.write(POINT)
    (own / "surveys" / "pictures").mkdir()
    words = PngInfo()
    words.add_text("Comment", SECRET)
    place = own / "surveys" / "pictures" / "room.png"
    Image.new("RGB", (1600, 900), "teal").save(place, pnginfo=words)
    return own


@pytest.fixture
def details(clock: Clock) -> SessionDetails:
    return SessionDetails(clock.now, "America/Chicago")


def test_a_session_has_its_own_drawing_of_a_picture(
    folder: Path, tmp_path: Path, clock: Clock, details: SessionDetails
) -> None:
    rooms = Rooms(open_database(tmp_path), tmp_path, folder, clock)
    room = rooms.room(rooms.create("conference-2h", details).id)
    shutil.rmtree(folder)  # the plan is frozen
    room.move("open_poll", {"poll": "where"})
    shown = room.phone_snapshot()["poll"]["question"]["picture"]
    assert (shown["wide"], shown["high"], len(shown["areas"])) == (1600, 900, 9)
    kept = list((tmp_path / "pictures").glob(f"{shown['digest']}-*.webp"))
    assert len(kept) == 2
    assert all(SECRET.encode() not in file.read_bytes() for file in kept)
    rooms.deck_desk.tidy_pictures()
    assert all(file.exists() for file in kept)
    for place in ("10,10", "10,10", "500,500", "990,990"):
        room.answer(room.join(), "where", 1, place, 1)
    room.move("close_and_show", {"poll": "where"})
    assert room.phone_snapshot()["results"]["points"] == []
    room.move("open_poll", {"poll": "where"})
    room.answer(room.join(), "where", 1, "0,1000", 1)
    room.move("close_and_show", {"poll": "where"})
    results = room.phone_snapshot()["results"]
    assert results["points"] == [
        [0, 1000, 1],
        [10, 10, 2],
        [500, 500, 1],
        [990, 990, 1],
    ]
    assert [row["count"] for row in results["counts"]] == [2, 0, 0, 0, 1, 0, 1, 0, 1]


def test_a_phone_does_not_learn_which_area_is_right(
    folder: Path, tmp_path: Path, clock: Clock, details: SessionDetails
) -> None:
    area = "{name: door, label: {en: Door, es: Puerta}, left: 0, top: 0, "
    area += "width: 40, height: 50, right: true}"
    with (folder / "surveys" / "conference-2h-polls.yaml").open(
        "a", encoding="utf-8"
    ) as file:
        file.write(f"    areas: [{area}]\n")
    rooms = Rooms(open_database(tmp_path), tmp_path, folder, clock)
    room = rooms.room(rooms.create("conference-2h", details).id)
    room.move("open_poll", {"poll": "where"})
    assert "right" not in str(room.phone_snapshot()["poll"])


def test_the_results_deck_draws_a_dot_where_enough_people_pointed(
    folder: Path, tmp_path: Path, clock: Clock, details: SessionDetails
) -> None:
    areas = """    areas:
      - {name: door, label: {en: Door, es: Puerta}, left: 0, top: 0, width: 40, height: 50}
      - {name: desk, label: {en: Desk, es: Mesa}, left: 50, top: 50, width: 50, height: 50}
"""  # noqa: E501
    with (folder / "surveys" / "conference-2h-polls.yaml").open(
        "a", encoding="utf-8"
    ) as file:
        file.write(areas)
    rooms = Rooms(open_database(tmp_path), tmp_path, folder, clock)
    room = rooms.room(rooms.create("conference-2h", details).id)
    for round_, places in enumerate((["800,700"] * 4, ["200,200", *["800,700"] * 4])):
        room.move("ask_again" if round_ else "open_poll", {"poll": "where"})
        for place in places:
            room.answer(room.join(), "where", round_ + 1, place, 1)
    room.move("close_poll", {"poll": "where"})

    made = results_deck(reports.results(room), "es", rooms.deck_desk.pictures)

    slides = {s.shapes.title.text: s for s in Presentation(BytesIO(made)).slides}
    # Four answered the first round: nothing of it is drawn.
    assert [title for title in slides if "Dónde" in title] == [
        "¿Dónde? (ronda 2)",
        "¿Dónde? (por zona) (rondas 1 y 2)",
    ]
    (drawn,) = [s for s in slides["¿Dónde? (ronda 2)"].shapes if hasattr(s, "image")]
    words = [
        s.text_frame.text
        for s in slides["¿Dónde? (ronda 2)"].placeholders
        if s.has_text_frame
    ]
    assert any("5 respondieron\n1. Puerta: 20%\n2. Mesa: 80%\n" in w for w in words)
    described = drawn.element.xpath(".//p:cNvPr")[0].get("descr")
    assert described.startswith("Una sala.")
    assert "Puerta 1 (20%)" in described
    with Image.open(BytesIO(drawn.image.blob)) as picture:
        (wide, high), grey = picture.size, picture.convert("L").tobytes()
    looked_at = {
        "one": (0.2, 0.2),
        "four": (0.8, 0.7),
        "beside one": (0.218, 0.2),
        "beside four": (0.818, 0.7),
        "nothing": (0.5, 0.2),
        "number": (0.045, 0.03 * wide / high),
    }
    ink = {
        n: grey[round(y * high) * wide + round(x * wide)]
        for n, (x, y) in looked_at.items()
    }
    dark = {name for name, shade in ink.items() if shade < ink["nothing"] - 20}
    assert dark == {"one", "four", "beside four", "number"}


@pytest.mark.parametrize("cut", [100, 2000])
def test_a_picture_that_is_cut_off_makes_no_session(
    folder: Path, tmp_path: Path, clock: Clock, details: SessionDetails, cut: int
) -> None:
    place = folder / "surveys" / "pictures" / "room.png"
    Image.effect_noise((400, 400), 90).save(place)
    place.write_bytes(place.read_bytes()[:cut])
    rooms = Rooms(open_database(tmp_path), tmp_path, folder, clock)
    with pytest.raises(FacilitatorError) as refused:
        rooms.create("conference-2h", details)
    assert refused.value.status < 500
    assert rooms.sessions_kept.all() == ()
    assert list((tmp_path / "pictures").glob("*.webp")) == []


def test_pictures_go_with_the_last_session_that_shows_them(
    folder: Path, tmp_path: Path, clock: Clock, details: SessionDetails
) -> None:
    rooms = Rooms(open_database(tmp_path), tmp_path, folder, clock)
    session = rooms.create("conference-2h", details)
    pictures = tmp_path / "pictures"
    assert len(list(pictures.glob("*.webp"))) == 2
    Purging(rooms).purge(session.id, "session", session.code)
    assert list(pictures.glob("*.webp")) == []
