"""Pictures that a browser drew, checked as files from a stranger are."""

import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from facilitator.documents.draft_pictures import (
    MOST_BYTES,
    NotAPictureError,
    PictureTooLargeError,
    write_draft,
)


def drawn(kind: str, size: tuple[int, int] = (1920, 1080), mode: str = "RGB") -> bytes:
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).rectangle((20, 20, 60, 60), fill="red")
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that claims a size and holds almost nothing."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    chunks = b""
    for name, body in ((b"IHDR", size), (b"IDAT", data), (b"IEND", b"")):
        check = zlib.crc32(name + body)
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_a_picture_is_written_in_both_widths(tmp_path: Path, kind: str) -> None:
    made = write_draft(drawn(kind), tmp_path)

    sizes = {}
    for path in tmp_path.iterdir():
        with Image.open(path) as image:
            sizes[path.name] = (image.format, image.size)
    assert sizes == {
        f"{made.digest}-1920.webp": ("WEBP", (1920, 1080)),
        f"{made.digest}-960.webp": ("WEBP", (960, 540)),
    }
    assert not made.empty


def test_a_larger_one_is_made_to_fit(tmp_path: Path) -> None:
    made = write_draft(drawn("PNG", (2000, 4096)), tmp_path)

    with Image.open(tmp_path / f"{made.digest}-1920.webp") as image:
        assert image.size == (1326, 2716)


def test_what_can_be_seen_through_lies_on_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    target = io.BytesIO()
    image.save(target, "PNG")

    made = write_draft(target.getvalue(), tmp_path)

    assert made.empty
    with Image.open(tmp_path / f"{made.digest}-1920.webp") as written:
        assert written.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def gif() -> bytes:
    return drawn("GIF")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        gif(),
        drawn("BMP"),
        drawn("TIFF"),
        drawn("PNG")[:3000],
        drawn("WEBP")[:400],
        drawn("JPEG")[:400],
        drawn("PNG", (1920, 80)),
        png(1920, 1080),
    ],
    ids=["empty", "svg", "pdf", "gif", "bmp", "tiff", "cut png", "cut webp",
         "cut jpeg", "stripe", "hollow"],
)  # fmt: skip
def test_what_is_no_picture_of_a_slide_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(NotAPictureError):
        write_draft(content, tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        png(30_000, 30_000),
        png(12_000, 9_000),
        png(4_097, 1_080),
        png(1_080, 2**31 - 1),
        b"\x89PNG" + b"\0" * MOST_BYTES,
    ],
    ids=["bomb", "small bomb", "wide", "endless", "heavy"],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(PictureTooLargeError):
        write_draft(content, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_broken_bytes_end_in_a_sentence(tmp_path: Path) -> None:
    for kind in ("PNG", "WEBP", "JPEG"):
        whole = bytearray(drawn(kind, (320, 180)))
        for place in range(8, min(len(whole), 700), 3):
            broken = bytes(whole[:place]) + b"\xff\x00" + bytes(whole[place + 2 :])
            # A changed colour is still a picture; nothing else may be raised.
            with suppress(NotAPictureError, PictureTooLargeError):
                write_draft(broken, tmp_path)
