"""What a camera sees: a code in the middle, and nothing that is not a frame."""

import pytest
from PIL import Image

from facilitator.documents import qr
from facilitator.documents.qr_reading import FrameError, read_frame


def drawn(text: str, scale: int) -> Image.Image:
    rows = qr.modules(text)
    side = len(rows)
    picture = Image.new("L", (side, side))
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def frame(*codes: tuple[str, int, int], tilt: int = 0) -> bytes:
    """Return a frame of 480 by 480 with codes at places, seen as by a camera."""
    whole = Image.new("L", (480, 480), 200)
    for text, x, y in codes:
        whole.paste(drawn(text, 4), (x, y))
    return whole.rotate(tilt, fillcolor=200).point(lambda v: 60 + v // 2).tobytes()


def test_the_code_nearest_to_the_middle_comes_first() -> None:
    seen = read_frame(frame(("P:NEAR", 190, 180), ("P:FAR", 190, 340), tilt=17), 480)

    assert [one.text for one in seen] == ["P:NEAR", "P:FAR"]
    assert seen[0].off < 1 < seen[1].off


def test_a_frame_without_a_code_shows_none() -> None:
    assert read_frame(bytes(480 * 360), 480) == ()


@pytest.mark.parametrize(
    ("grey", "width"),
    [
        (b"", 480),
        (bytes(480 * 360 + 1), 480),
        (bytes(480 * 360), 0),
        (bytes(480 * 360), -480),
        (bytes(64 * 20), 64),
        (bytes(1300 * 100), 1300),
        (bytes(1024 * 1025), 1024),
    ],
)
def test_what_is_no_frame_or_too_large_is_refused(grey: bytes, width: int) -> None:
    with pytest.raises(FrameError):
        read_frame(grey, width)
