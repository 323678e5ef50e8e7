"""A picture with its areas and where people pointed, as the wall draws it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from math import sqrt
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from facilitator.domain.surveys.points import PERCENT, WHOLE, Area, Dot

_BOLD = Path(__file__).with_name("fonts") / "NotoSans-Bold.ttf"
# Dark with a light rim: seen on light and on dark pictures.
_DARK, _LIGHT = (8, 58, 80), (255, 255, 255)
_OPAQUE, _DOT = 255, 217
_FINER = 4  # times as fine, so that the edges of a round thing are smooth
_QUALITY = 90


def pointed_picture(file: Path, areas: Sequence[Area], dots: Iterable[Dot]) -> BytesIO:
    """Return a JPEG of one of our own drawings, with areas numbered, and dots.

    The more phones chose a place, the larger is its dot.
    """
    with Image.open(file, formats=("WEBP",)) as opened:
        image = opened.convert("RGB")
    unit = max(image.size) / PERCENT
    for number, area in enumerate(areas, start=1):
        _outline(image, area, number, unit)
    for x, y, phones in dots:
        middle = (x / WHOLE * image.width, y / WHOLE * image.height)
        _put(image, _disc(unit * min(4, 1.2 * sqrt(phones)), _DOT), middle)
    target = BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    target.seek(0)
    return target


def _outline(image: Image.Image, area: Area, number: int, unit: float) -> None:
    wide, high = (side / PERCENT for side in image.size)
    left, top = area.left * wide, area.top * high
    right, bottom = left + area.width * wide, top + area.height * high
    draw = ImageDraw.Draw(image)
    draw.rectangle((left, top, right, bottom), outline=_DARK, width=round(unit / 5))
    middle = left + 3 * unit, top + 3 * unit
    _put(image, _disc(2.4 * unit, _OPAQUE), middle)
    font = ImageFont.truetype(_BOLD, round(3 * unit))
    draw.text(middle, str(number), fill=_LIGHT, font=font, anchor="mm")


def _put(image: Image.Image, disc: Image.Image, middle: tuple[float, float]) -> None:
    left, top = (
        round(at - side / 2) for at, side in zip(middle, disc.size, strict=True)
    )
    image.paste(disc, (left, top), disc)


@lru_cache(maxsize=64)
def _disc(radius: float, ink: int) -> Image.Image:
    """Return a dark disc with a light rim, on nothing."""
    rim = max(2.0, radius / 8)
    side = round(2 * (radius + rim))
    whole = (side * _FINER - 1,) * 2
    large = Image.new("RGBA", (side * _FINER,) * 2, (*_LIGHT, 0))
    draw = ImageDraw.Draw(large)
    draw.ellipse((0, 0, *whole), fill=(*_LIGHT, _OPAQUE))
    inset = rim * _FINER
    draw.ellipse((inset, inset, *(end - inset for end in whole)), fill=(*_DARK, ink))
    return large.resize((side, side), Image.Resampling.LANCZOS)
