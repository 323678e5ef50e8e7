"""Pictures that polls point at: drawn anew for a session, and kept as long as it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from facilitator.domain.session import SessionDetails
from facilitator.errors import FacilitatorError
from facilitator.library.curriculum import shipped_folder
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
