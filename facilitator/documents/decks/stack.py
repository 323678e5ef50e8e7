"""Words, tables and pictures of one slide, one below the other in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from facilitator.documents.decks import tables
from facilitator.documents.decks.base import Page, Shape
from facilitator.documents.decks.fitting import text_height
from facilitator.documents.decks.layouts import BODY, EMU_PER_POINT, LEAST_POINTS, Box
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.words import Paragraph, describe

TABLE, WORDS = 13, 16  # the placeholders of the layout for tables

_SIZES = (LEAST_POINTS, 20, 18, 16)
_BEFORE, _BETWEEN, _INDENT = 10, 18, 27
_LEAST_PICTURE = 90
_FEET = './/p:ph[@type="ftr" or @type="sldNum"]'
_LEFT, _TOP, _WIDE, _HIGH = (side * 72 for side in BODY)


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs, or the rows of a table, or a picture with its description."""

    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False
    picture: BytesIO | None = None
    description: str = ""


def stack(outgoing: OutgoingDeck, page: Page, pieces: Sequence[Piece]) -> None:
    """Put pieces on a slide of the layout for tables, in order, from the top."""
    points = next((p for p in _SIZES if _needed(pieces, p) <= _HIGH), _SIZES[-1])
    pictures = sum(piece.picture is not None for piece in pieces)
    spare = max(0.0, _HIGH - _needed(pieces, points)) / max(1, pictures)
    free = {TABLE, WORDS}
    top = _TOP
    for piece in pieces:
        high = _height(piece, points) + (spare if piece.picture else 0)
        shape = _put(outgoing, page, piece, points, (_LEFT, top, _WIDE, high), free)
        bring_before_foot(page, shape)
        top += high + _BETWEEN
    for index in free:
        unused = page.placeholders[index].element
        unused.getparent().remove(unused)


def bring_before_foot(page: Page, shape: Shape) -> None:
    """Let a shape be read after all that is there, but before the slide's foot."""
    feet = [s.element for s in page.placeholders if s.element.xpath(_FEET)]
    feet[0].addprevious(shape.element)


def _needed(pieces: Sequence[Piece], points: int) -> float:
    between = _BETWEEN * (len(pieces) - 1)
    return sum(_height(piece, points) for piece in pieces) + between


def _height(piece: Piece, points: int) -> float:
    if piece.rows:
        return sum(tables.row_heights(piece.rows, points, _WIDE))
    if piece.picture:
        return _LEAST_PICTURE
    texts = [paragraph.text for paragraph in piece.paragraphs]
    return text_height(texts, LEAST_POINTS, _WIDE - _INDENT, before=_BEFORE)


def _put(
    outgoing: OutgoingDeck,
    page: Page,
    piece: Piece,
    points: int,
    box: Box,
    free: set[int],
) -> Shape:
    if piece.picture:
        shape = page.shapes.add_picture(piece.picture, 0, 0)
        describe(shape, piece.description)
        place_whole(shape, box)
        return shape
    if piece.rows:
        shape = _new_table(page, piece, free)
        place(shape, box)
        tables.fill_table(
            shape, piece.rows, points, outgoing.language, header=piece.header
        )
        return shape
    paragraphs = piece.paragraphs
    if WORDS not in free:  # a plain box puts no bullets before the points of a list
        paragraphs = tuple(replace(p, mark=p.mark or "bullet") for p in paragraphs)
    shape = _new_words(page, free)
    place(shape, box)
    outgoing.fill(shape, paragraphs, (LEAST_POINTS,))
    return shape


def _new_table(page: Page, piece: Piece, free: set[int]) -> Shape:
    size = (len(piece.rows), len(piece.rows[0]))
    if TABLE in free:
        free.remove(TABLE)
        return page.placeholders[TABLE].insert_table(*size)
    return page.shapes.add_table(*size, 0, 0, 0, 0)


def _new_words(page: Page, free: set[int]) -> Shape:
    if WORDS in free:
        free.remove(WORDS)
        return page.placeholders[WORDS]
    shape = page.shapes.add_textbox(0, 0, 0, 0)
    shape.text_frame.word_wrap = True
    return shape


def place(shape: Shape, box: Box) -> None:
    """Put a shape into a box given in points."""
    shape.left, shape.top, shape.width, shape.height = (
        round(side * EMU_PER_POINT) for side in box
    )


def place_whole(picture: Shape, box: Box) -> None:
    """Put a picture into a box given in points, whole and in its own proportions."""
    left, top, width, height = box
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    place(picture, (left, top + (height - high) / 2, wide, high))
