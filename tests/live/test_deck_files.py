"""Decks that come in keep their pictures, videos and sounds, and take them along."""

import io
import time
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from facilitator.domain.decks.deck import DeckFacts
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(3_000)


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    """A deck with a picture and a video, as it lies after the upload."""
    film = tmp_path / "film.mp4"
    film.write_bytes(MP4)
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(picture, "PNG")
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_movie(str(film), 0, 0, Inches(1), Inches(1), mime_type="video/mp4")
    slide.shapes.add_picture(picture, 0, 0, Inches(1))
    path = tmp_path / "upload"
    deck.save(str(path))
    return path


def _added(rooms: Rooms, room: Room, path: Path) -> DeckFacts:
    done: list[DeckFacts] = []
    rooms.deck_desk.read(room.session.id, path, "film.pptx", done.append)
    end = time.monotonic() + 120
    while not done and time.monotonic() < end:
        time.sleep(0.05)
    return done[0]


def test_a_deck_s_files_are_kept_until_no_deck_shows_them(
    rooms: Rooms, room: Room, upload: Path
) -> None:
    facts = _added(rooms, room, upload)
    deck = rooms.sessions_kept.deck(facts.id)
    assert deck is not None
    (slide,) = deck.slides
    (film,) = slide.media
    images = {block.image for block in slide.texts[0].blocks} - {""}
    names = {path.name for path in rooms.deck_desk.pictures.iterdir()}
    assert {f"{image}-960.webp" for image in images} | {f"{film.digest}.mp4"} <= names
    rooms.deck_desk.tidy_pictures()
    assert {path.name for path in rooms.deck_desk.pictures.iterdir()} == names
    rooms.deck_desk.forget(facts.id)
    assert list(rooms.deck_desk.pictures.iterdir()) == []
