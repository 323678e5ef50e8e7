"""QR codes read out of a frame of a camera: grey values, one byte for each pixel.

No format of pictures is parsed, and nothing of a frame is kept.
"""

from dataclasses import dataclass
from importlib import import_module
from math import hypot

from facilitator.documents.errors import DocumentError

MOST_SIDE = 1_280
MOST_BYTES = 1024 * 1024
FEWEST_SIDE = 64


class FrameError(DocumentError):
    """What was sent is no frame of grey values, or too large a one."""

    code = "frame"
    status = 422
    sentence = "The camera's picture could not be used. Load the page again."


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code in view; `off` is how far it is from the middle, in its own sizes."""

    text: str
    off: float


def read_frame(grey: bytes, width: int) -> tuple[Sighting, ...]:
    """Return the QR codes of a frame, that nearest to its middle first.

    Args:
        grey: the pixels, row by row, 0 black to 255 white.
        width: how many make up a row.

    Raises:
        FrameError: they make up no frame, or one that is too large.
    """
    height, rest = divmod(len(grey), width) if width > 0 else (0, 1)
    sides = range(FEWEST_SIDE, MOST_SIDE + 1)
    if rest or width not in sides or height not in sides or len(grey) > MOST_BYTES:
        raise FrameError
    # What reads codes is loaded by whoever first points a camera.
    reader = import_module("zxingcpp")
    frame = memoryview(grey).cast("B", (height, width))
    found = reader.read_barcodes(frame, formats=reader.BarcodeFormat.QRCode)
    seen = [_sighting(code, width, height) for code in found if code.valid]
    return tuple(sorted(seen, key=lambda one: one.off))


def _sighting(code: object, width: int, height: int) -> Sighting:
    place = code.position  # type: ignore[attr-defined]
    corners = (
        place.top_left,
        place.top_right,
        place.bottom_right,
        place.bottom_left,
    )
    x = sum(corner.x for corner in corners) / 4
    y = sum(corner.y for corner in corners) / 4
    side = hypot(corners[0].x - corners[2].x, corners[0].y - corners[2].y) or 1.0
    off = hypot(x - width / 2, y - height / 2) / side
    return Sighting(str(code.text), off)  # type: ignore[attr-defined]
