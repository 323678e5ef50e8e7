"""Pictures of slides that a browser drew: checked, then written as all others are."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from facilitator.documents.errors import DocumentError
from facilitator.documents.fitted_picture import BROKEN, fitted
from facilitator.documents.slide_pictures import write_picture

MOST_BYTES = 8 * 1024**2
MOST_PIXELS_A_SIDE = 4096
# Less is no slide, and would be a stripe or a dot on the projector.
LEAST_PIXELS_A_SIDE = 90

_KINDS = ("PNG", "WEBP", "JPEG")


class NotAPictureError(DocumentError):
    """What was sent is no picture of one of the kinds that browsers draw."""

    code = "not-a-picture"
    status = 415
    sentence = (
        "The picture of this slide could not be read. Draw the slides again; if it "
        "happens again, add the deck as a PDF."
    )


class PictureTooLargeError(DocumentError):
    """The picture has more bytes or more pixels than a slide needs."""

    code = "picture-too-large"
    status = 413
    sentence = "The picture of this slide is too large. Add the deck as a PDF instead."


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture that was written: its digest, and whether it shows nothing at all."""

    digest: str
    empty: bool


def write_draft(content: bytes, folder: Path) -> DraftPicture:
    """Write a PNG, WebP or JPEG as WebP in both widths into `folder`.

    Nothing is unpacked before the size it claims was checked.

    Raises:
        NotAPictureError: it is something else, broken, or far too small.
        PictureTooLargeError: over `MOST_BYTES` or `MOST_PIXELS_A_SIDE`.
    """
    if len(content) > MOST_BYTES:
        raise PictureTooLargeError
    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as image:
            _check_size(image.size)
            whole = fitted(image)
    except Image.DecompressionBombError as wrong:
        raise PictureTooLargeError from wrong
    except BROKEN as wrong:
        raise NotAPictureError from wrong
    lowest_and_highest = whole.convert("L").getextrema()
    empty = lowest_and_highest[0] == lowest_and_highest[1]
    return DraftPicture(write_picture(whole, folder), empty)


def _check_size(size: tuple[int, int]) -> None:
    if max(size) > MOST_PIXELS_A_SIDE:
        raise PictureTooLargeError
    if min(size) < LEAST_PIXELS_A_SIDE:
        raise NotAPictureError
