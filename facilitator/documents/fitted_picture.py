"""A picture from outside as a slide shows it."""

import struct

from PIL import Image, ImageOps

from facilitator.documents.slide_pictures import TALLEST, WIDE

# What Pillow raises for files that are cut off or made to hurt.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    struct.error,
    MemoryError,
)


def fitted(picture: Image.Image) -> Image.Image:
    """Return a picture upright, on white, and no larger than that of a slide.

    Raises:
        Exception: one of `BROKEN`, where the file that it was opened from is.
    """
    drawn = _on_white(ImageOps.exif_transpose(picture))
    scale = min(1.0, WIDE / drawn.width, TALLEST / drawn.height)
    if scale == 1:
        return drawn
    size = (_scaled(drawn.width, scale), _scaled(drawn.height, scale))
    return drawn.resize(size, Image.Resampling.LANCZOS)


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
