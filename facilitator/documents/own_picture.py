"""The program that turns a picture of somebody's own into pictures of a slide.

    python -m facilitator.documents.own_picture SOURCE FILENAME FOLDER

It writes both widths into FOLDER and answers with their digest. Nothing of the file
as it came in is kept: neither where it was taken nor what else it carries.
"""

import struct
import sys
from pathlib import Path

from PIL import Image, ImageOps

from facilitator.documents import worker_program
from facilitator.documents.errors import HugePictureError, NotAPictureError
from facilitator.documents.slide_pictures import TALLEST, WIDE, write_picture

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 50_000_000
MILLION = 1_000_000

# What Pillow raises for files that are cut off or made to hurt.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    struct.error,
    MemoryError,
)


def draw(source: Path, filename: str, folder: Path) -> str:
    """Write a picture in both widths, and return its digest.

    Raises:
        NotAPictureError: it is no whole PNG, JPEG or WebP.
        HugePictureError: it has more than `MAX_PIXELS`.
    """
    # Our own limit comes first, with a sentence.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(source, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise HugePictureError(filename=filename, limit=MAX_PIXELS // MILLION)
            drawn = _on_white(ImageOps.exif_transpose(picture))
    except _BROKEN as wrong:
        raise NotAPictureError(filename=filename) from wrong
    scale = min(1.0, WIDE / drawn.width, TALLEST / drawn.height)
    if scale < 1:
        size = (_scaled(drawn.width, scale), _scaled(drawn.height, scale))
        drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    return write_picture(drawn, folder)


def _scaled(length: int, scale: float) -> int:
    return max(1, round(length * scale))


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the first frame without transparency, which a wall would show black."""
    picture.load()
    if picture.mode.startswith("I"):
        # Sixteen bits of grey, of which Pillow would keep the lowest eight.
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def main(arguments: list[str]) -> int:
    """Draw the picture that the arguments name, and return the exit code."""
    source, filename, folder = arguments
    work = worker_program.answer
    return work(lambda: draw(Path(source), filename, Path(folder)), filename)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
