"""The program that turns a picture of somebody's own into pictures of a slide.

    python -m facilitator.documents.own_picture SOURCE FILENAME FOLDER

It writes both widths into FOLDER and answers with their digest. Nothing of the file
as it came in is kept: neither where it was taken nor what else it carries.
"""

import sys
from pathlib import Path

from PIL import Image

from facilitator.documents import worker_program
from facilitator.documents.errors import HugePictureError, NotAPictureError
from facilitator.documents.fitted_picture import BROKEN, fitted
from facilitator.documents.slide_pictures import write_picture

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 50_000_000
MILLION = 1_000_000


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
            drawn = fitted(picture)
    except BROKEN as wrong:
        raise NotAPictureError(filename=filename) from wrong
    return write_picture(drawn, folder)


def main(arguments: list[str]) -> int:
    """Draw the picture that the arguments name, and return the exit code."""
    source, filename, folder = arguments
    work = worker_program.answer
    return work(lambda: draw(Path(source), filename, Path(folder)), filename)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
