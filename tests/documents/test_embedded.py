"""The pictures that lie in a deck."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.util import Inches

from facilitator.documents import embedded
from facilitator.documents.powerpoint import read_presentation
from facilitator.domain.decks.deck import Deck

from .conftest import Rewrite
from .deck_writing import new_deck, saved

MEDIA = "ppt/media/image1.png"


def _png(width: int, height: int, colour: str = "red", mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (width, height), colour).save(target, "PNG")
    return target.getvalue()


def _deck(*pictures: bytes) -> Any:
    deck = new_deck()
    for content in pictures:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_picture(io.BytesIO(content), 0, 0, Inches(2))
    return deck


def _images(deck: Deck) -> list[str]:
    return [slide.texts[0].blocks[0].image for slide in deck.slides]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_picture_is_known_by_its_own_bytes_and_kept_for_the_desk(
    tmp_path: Path, folder: Path
) -> None:
    wide, small = _png(3000, 1500), _png(40, 20, "#00ff0080", "RGBA")
    source = saved(_deck(wide, small, wide), tmp_path / "d")
    deck = read_presentation(source, "d.pptx", folder)
    first, second = (hashlib.sha256(c).hexdigest()[:32] for c in (wide, small))
    assert _images(deck) == [first, second, first]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [f"{first}-960.webp", f"{second}-960.webp"]
    )
    with Image.open(folder / f"{first}-960.webp") as kept:
        assert (kept.size, kept.format) == ((960, 480), "WEBP")
    with Image.open(folder / f"{second}-960.webp") as kept:
        assert (kept.size, kept.mode) == ((40, 20), "RGBA")
    assert {first, second} <= deck.digests


def test_without_a_folder_no_picture_is_opened(tmp_path: Path) -> None:
    source = saved(_deck(_png(10, 10)), tmp_path / "d")
    assert _images(read_presentation(source, "d.pptx")) == [""]


@pytest.mark.parametrize(
    "content",
    [
        b"\x01\x00\x00\x00" + bytes(200),  # an EMF begins like this
        b"\xd7\xcd\xc6\x9a" + bytes(200),  # and a WMF like this
        _png(10, 10)[:40],
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_cannot_be_drawn_is_left_out(
    tmp_path: Path, folder: Path, rewritten: Rewrite, content: bytes
) -> None:
    whole = saved(_deck(_png(10, 10)), tmp_path / "d")
    source = rewritten(whole, tmp_path / "e", {MEDIA: lambda _: content})
    assert _images(read_presentation(source, "d.pptx", folder)) == [""]
    assert list(folder.iterdir()) == []


def test_a_picture_of_too_many_pixels_is_not_unpacked(
    tmp_path: Path, folder: Path
) -> None:
    source = saved(_deck(_png(9_000, 6_000, mode="1", colour="white")), tmp_path / "d")
    assert _images(read_presentation(source, "d.pptx", folder)) == [""]


def test_pictures_without_end_are_not_all_kept(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "MAX_PICTURES", 2)
    colours = ("red", "green", "blue")
    source = saved(_deck(*(_png(9, 9, colour) for colour in colours)), tmp_path / "d")
    images = _images(read_presentation(source, "d.pptx", folder))
    assert [bool(image) for image in images] == [True, True, False]


def test_pictures_of_every_kind_are_drawn(tmp_path: Path, folder: Path) -> None:
    pictures = []
    for kind, mode in (("JPEG", "CMYK"), ("GIF", "P"), ("BMP", "RGB"), ("TIFF", "L")):
        target = io.BytesIO()
        Image.new(mode, (30, 20)).save(target, kind)
        pictures.append(target.getvalue())
    source = saved(_deck(*pictures), tmp_path / "d")
    images = _images(read_presentation(source, "d.pptx", folder))
    assert all(images)
    assert len(set(images)) == 4
