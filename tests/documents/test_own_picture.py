"""Pictures of the trainer's own, whatever the file really is."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from facilitator.documents.deck_worker import draw_picture
from facilitator.documents.errors import (
    DocumentError,
    HugePictureError,
    NotAPictureError,
)
from facilitator.documents.own_picture import draw
from facilitator.documents.slide_pictures import picture_name


def drawn(folder: Path, source: Path) -> tuple[Image.Image, Image.Image]:
    """Return both widths of what is made of a file."""
    out = folder / "out"
    out.mkdir()
    digest = draw(source, source.name, out)
    assert {path.name for path in out.iterdir()} == {
        picture_name(digest, 1920),
        picture_name(digest, 960),
    }
    with (
        Image.open(out / picture_name(digest, 1920)) as wide,
        Image.open(out / picture_name(digest, 960)) as narrow,
    ):
        return wide.convert("RGB"), narrow.convert("RGB")


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("size", "wide", "narrow"),
    [
        ((3840, 2160), (1920, 1080), (960, 540)),
        ((640, 360), (640, 360), (640, 360)),
        ((1000, 1000), (1000, 1000), (960, 960)),
        ((100, 9000), (30, 2716), (30, 2716)),
    ],
)
def test_a_picture_becomes_both_widths_and_is_never_blown_up(
    tmp_path: Path,
    size: tuple[int, int],
    wide: tuple[int, int],
    narrow: tuple[int, int],
) -> None:
    Image.new("RGB", size, "navy").save(tmp_path / "a.png")

    sizes = [picture.size for picture in drawn(tmp_path, tmp_path / "a.png")]

    assert sizes == [wide, narrow]


def test_what_is_transparent_is_white_and_sixteen_bits_of_grey_are_grey(
    tmp_path: Path,
) -> None:
    Image.new("RGBA", (64, 36), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    Image.new("I;16", (64, 36), 32768).save(tmp_path / "grey.png")
    Image.new("CMYK", (64, 36), (0, 0, 0, 255)).save(tmp_path / "black.jpg")
    wanted = {
        "clear.png": (255, 255, 255),
        "grey.png": (128, 128, 128),
        "black.jpg": (0, 0, 0),
    }

    for name, colour in wanted.items():
        folder = tmp_path / name.partition(".")[0]
        folder.mkdir()
        assert near(drawn(folder, tmp_path / name)[0].getpixel((30, 18)), colour)


def test_a_photograph_stands_upright_and_does_not_say_where_it_was_taken(
    tmp_path: Path,
) -> None:
    photo = Image.new("RGB", (64, 36), "white")
    facts = photo.getexif()
    facts[0x0112] = 6  # the camera was turned by a quarter
    facts[0x010E] = "Shelter, 12 Elm Street"
    photo.save(tmp_path / "a.jpg", exif=facts)

    wide, _ = drawn(tmp_path, tmp_path / "a.jpg")

    assert wide.size == (36, 64)
    for written in (tmp_path / "out").iterdir():
        assert b"Elm Street" not in written.read_bytes()


def png(width: int, height: int) -> bytes:
    """Return a PNG that says it is large and is not."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return (
            struct.pack(">I", len(content))
            + checked
            + struct.pack(">I", zlib.crc32(checked))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def saved(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 36), "navy").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        saved("GIF"),
        saved("TIFF"),
        saved("PNG")[:60],
        saved("JPEG")[:300],
        png(100, 100),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 200,
    ],
)
def test_what_is_no_whole_picture_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes
) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(content)

    with pytest.raises(NotAPictureError, match=r"a\.png is not a picture"):
        draw(source, "a.png", tmp_path)

    assert list(tmp_path.iterdir()) == [source]


def test_too_many_pixels_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(png(60_000, 60_000))

    with pytest.raises(HugePictureError, match="more than 50 million pixels"):
        draw(source, "a.png", tmp_path)


def test_the_picture_is_made_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "good.webp").write_bytes(saved("WEBP"))
    (tmp_path / "bad.webp").write_bytes(b"RIFF")

    digest = draw_picture(tmp_path / "good.webp", "good.webp", tmp_path)

    assert (tmp_path / picture_name(digest, 960)).is_file()
    with pytest.raises(DocumentError, match=r"bad\.webp is not a picture"):
        draw_picture(tmp_path / "bad.webp", "bad.webp", tmp_path)
