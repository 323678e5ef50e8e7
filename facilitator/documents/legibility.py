"""Whether a slide reads from the back: the size of its letters, and their contrast.

Read from the PDF that the pictures are made of, where every letter has its real size
and colour. Source for the size: from ten metres, letters under a thirty-sixth of the
picture's height (15 points on a PowerPoint slide) cannot be read; for the contrast:
WCAG 2.2, 1.4.3, which asks 3:1 of large text.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from facilitator.domain.decks.findings import Finding

SMALLEST = 1 / 36
LEAST_CONTRAST = 3.0
# A PowerPoint slide is 7.5 inches high, on which people know their point sizes.
_POINTS = 540

# A label here and a number there are no text that somebody would read.
_LETTERS_THAT_MATTER = 20
_LETTERS_OF_A_WORD = 3
# Footers, dates and slide numbers stand below this share of the height.
_FOOT = 0.07
_SAID_LETTERS = 60
_TEXT_BYTES = 400
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_OPAQUE = 128
# Colours are told apart in steps of this size, so that a gradient is a few of them.
_STEP = 24
# Where no colour fills this share of the place, the background is a photograph.
_DOMINANT = 0.4
_MOST_OBJECTS = 2_000

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are drawn: letters high as a share of the page, colour, place.

    `box` is left, bottom, right, top as shares of the page, counted from below.
    """

    text: str
    height: float
    colour: Colour
    box: Box


def page_findings(
    document: pypdfium2.PdfDocument, index: int, picture: Image.Image
) -> tuple[Finding, ...]:
    """Return what is hard to read on one page; a page that cannot be read has nothing.

    Args:
        document: the PDF.
        index: the page, counted from zero.
        picture: the page as it was drawn.
    """
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            words = list(_words(page, text))
    except pypdfium2.PdfiumError:
        return ()
    return (*_small(words), *_faint(words, picture))


def _small(words: list[Words]) -> Iterator[Finding]:
    small = [one for one in words if one.height < SMALLEST and one.box[3] > _FOOT]
    if sum(_letters(one.text) for one in small) < _LETTERS_THAT_MATTER:
        return
    least = min(small, key=lambda one: one.height)
    points = str(max(1, round(least.height * _POINTS)))
    yield Finding("small-text", (("points", points), ("words", _said(least.text))))


def _faint(words: list[Words], picture: Image.Image) -> Iterator[Finding]:
    lowest, faint, letters = LEAST_CONTRAST, None, 0
    small = picture.reduce(max(1, picture.width // 480))
    for one in words:
        behind = _background(one, small)
        contrast = _contrast(one.colour, behind) if behind else LEAST_CONTRAST
        if contrast >= LEAST_CONTRAST:
            continue
        letters += _letters(one.text)
        if contrast < lowest:
            lowest, faint = contrast, one
    if faint and letters >= _LETTERS_OF_A_WORD * 2:
        ratio = f"{lowest:.1f}"
        yield Finding("low-contrast", (("ratio", ratio), ("words", _said(faint.text))))


def _words(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[Words]:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        return
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    for _, thing in zip(range(_MOST_OBJECTS), found, strict=False):
        said = _text_of(thing, text)
        if _letters(said) < _LETTERS_OF_A_WORD or not _is_seen(thing):
            continue
        left, bottom, right, top = thing.get_bounds()
        box = (left / width, bottom / height, right / width, top / height)
        if box[2] <= 0 or box[0] >= 1 or box[3] <= 0 or box[1] >= 1:
            continue  # beside the page
        yield Words(said, _size(thing) / height, _colour(thing), box)


def _text_of(thing: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    buffer = ctypes.create_string_buffer(_TEXT_BYTES)
    target = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    size = raw.FPDFTextObj_GetText(thing, text, target, _TEXT_BYTES)
    return (
        buffer.raw[: min(size, _TEXT_BYTES)].decode("utf-16-le", "replace").strip("\0 ")
    )


def _is_seen(thing: pypdfium2.PdfObject) -> bool:
    if raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE:
        return False
    *_, alpha = _rgba(thing)
    return alpha >= _OPAQUE


def _size(thing: pypdfium2.PdfObject) -> float:
    """Return the size of the font as it is drawn, in points of the page."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing, size)
    matrix = thing.get_matrix()
    # The length of the upright unit: text may be turned.
    upright: float = (matrix.c**2 + matrix.d**2) ** 0.5
    return size.value * upright


def _rgba(thing: pypdfium2.PdfObject) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _colour(thing: pypdfium2.PdfObject) -> Colour:
    return _rgba(thing)[:3]


def _background(words: Words, picture: Image.Image) -> Colour | None:
    """Return the colour that most of the place around the words has, if one does."""
    left, bottom, right, top = words.box
    across, down = picture.size
    place = (
        max(0, int(left * across) - 1),
        max(0, int((1 - top) * down) - 1),
        min(across, int(right * across) + 2),
        min(down, int((1 - bottom) * down) + 2),
    )
    if place[2] - place[0] < 2 or place[3] - place[1] < 2:  # noqa: PLR2004
        return None
    part = picture.crop(place)
    counted: Counter[Colour] = Counter()
    for count, pixel in part.getcolors(part.width * part.height) or ():
        if not isinstance(pixel, tuple):
            return None
        seen = (int(pixel[0]), int(pixel[1]), int(pixel[2]))
        if not _is_near(seen, words.colour):
            counted[_stepped(seen)] += count
    if not counted:
        # Nothing but the letters' own colour: they cannot be seen at all.
        return words.colour
    colour, count = counted.most_common(1)[0]
    return colour if count >= _DOMINANT * part.width * part.height else None


def _stepped(colour: Colour) -> Colour:
    red, green, blue = map(_step_of, colour)
    return red, green, blue


def _step_of(part: int) -> int:
    # White and black stay what they are.
    if part < _STEP or part > 255 - _STEP:
        return 0 if part < _STEP else 255
    return part // _STEP * _STEP + _STEP // 2


def _is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _STEP // 2 for a, b in zip(one, other, strict=True))


def _contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def _said(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SAID_LETTERS else f"{words[:_SAID_LETTERS]}…"
