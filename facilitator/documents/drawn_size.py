"""The size of a picture that was drawn here."""

from pathlib import Path

from PIL import Image


def size_of(file: Path) -> tuple[int, int]:
    """Return the width and height of a picture in pixels.

    The file is one of our own drawing: nothing from outside is opened here.
    """
    with Image.open(file, formats=("WEBP",)) as picture:
        return picture.size
