"""What a slide shows below its title: words, or tables and pictures among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from facilitator.documents.decks.base import Page, Shape
from facilitator.documents.decks.layouts import BODY_POINTS, EMU_PER_POINT, LEAST_POINTS
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.stack import (
    Piece,
    bring_before_foot,
    place_whole,
    stack,
)
from facilitator.documents.decks.words import Mark, Paragraph, describe
from facilitator.domain.decks.deck import Block, Slide, SlideText

BODY_SIZES = (BODY_POINTS, 26, LEAST_POINTS)
_WORDS, _PICTURE = 16, 15  # the placeholders of the layout for a picture
_MOST_BESIDE = 2  # a picture, and words before or after it
_NUMBERED = re.compile(r"(\d{1,3})\. +(.+)", re.DOTALL)


def add_slide(
    outgoing: OutgoingDeck,
    slide: Slide,
    text: SlideText,
    notes: str,
    files: Iterator[Path],
    *,
    opening: bool,
) -> None:
    """Add a slide with these words; `files` are the pictures still to come."""
    pieces = tuple(pieces_of(text.blocks, files))
    plain = all(block.kind == "paragraph" for block in text.blocks)
    layout = "title" if opening and plain and pieces else _layout_for(pieces)
    page = outgoing.add(layout, text.title, notes, hidden=slide.hidden)
    if layout == "table":
        stack(outgoing, page, pieces)
    elif layout == "picture":
        _put_beside(outgoing, page, pieces)
    elif pieces:
        outgoing.fill(page.placeholders[1], pieces[0].paragraphs, BODY_SIZES)


def _layout_for(pieces: Sequence[Piece]) -> str:
    pictures = sum(piece.picture is not None for piece in pieces)
    if any(p.rows for p in pieces) or pictures > 1 or len(pieces) > _MOST_BESIDE:
        return "table"
    if pictures:
        return "picture"
    return "content" if pieces else "title_only"


def pieces_of(blocks: Iterable[Block], files: Iterator[Path]) -> Iterator[Piece]:
    """Yield blocks as pieces of a slide: words that follow each other are one."""
    words: list[Block] = []
    for block in blocks:
        piece = _drawn(block, files)
        if piece is None:
            words.append(block)
            continue
        if words:
            yield Piece(paragraphs=paragraphs_of(words))
        words = []
        yield piece
    if words:
        yield Piece(paragraphs=paragraphs_of(words))


def paragraphs_of(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Return blocks of words as paragraphs; items that begin `1. ` are numbered."""
    alone = len(blocks) == 1
    found: list[Paragraph] = []
    for block in blocks:
        numbered = _NUMBERED.fullmatch(block.text)
        if block.kind != "item":
            found.append(Paragraph(block.text, "none"))
        elif numbered is None:
            # A single line of a list is read as one only if it says so itself.
            mark: Mark = "bullet" if alone else ""
            found.append(Paragraph(block.text, mark, block.level))
        else:
            first = _first_of_list(found, block.level, int(numbered[1]))
            found.append(Paragraph(numbered[2], "number", block.level, first))
    return tuple(found)


def _first_of_list(before: Sequence[Paragraph], level: int, number: int) -> int:
    """Return where the list begins that an item with this number belongs to."""
    run = 0
    for paragraph in reversed(before):
        if paragraph.level < level or paragraph.mark != "number":
            break
        if paragraph.level == level:
            run += 1
            if paragraph.number + run == number:
                return paragraph.number
    return number


def _drawn(block: Block, files: Iterator[Path]) -> Piece | None:
    """Return a block as a table or a picture; None where it is words."""
    if block.rows:
        return Piece(rows=block.rows, header=block.header)
    file = next(files, None) if block.kind == "picture" else None
    return Piece(picture=_readable(file), description=block.text) if file else None


def _put_beside(outgoing: OutgoingDeck, page: Page, pieces: Sequence[Piece]) -> None:
    """Put a picture on a slide with words beside it, read in their own order."""
    for piece in pieces:
        if piece.picture:
            shape = put_picture(page.placeholders[_PICTURE], piece)
        else:
            shape = page.placeholders[_WORDS]
            outgoing.fill(shape, piece.paragraphs, BODY_SIZES)
        bring_before_foot(page, shape)
    if len(pieces) < _MOST_BESIDE:
        unused = page.placeholders[_WORDS].element
        unused.getparent().remove(unused)


def put_picture(place: Shape, piece: Piece) -> Shape:
    """Put a picture into its placeholder: whole, not cut to its proportions."""
    left, top, width, height = (
        side / EMU_PER_POINT
        for side in (place.left, place.top, place.width, place.height)
    )
    picture = place.insert_picture(piece.picture)
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    describe(picture, piece.description)
    picture.width, picture.height = picture.image.size
    place_whole(picture, (left, top, width, height))
    return picture


def _readable(file: Path) -> BytesIO:
    """Return a picture in a format that every PowerPoint shows."""
    with Image.open(file) as image:
        if image.format in ("PNG", "JPEG"):
            return BytesIO(file.read_bytes())
        target = BytesIO()
        image.save(target, "PNG")
    return target
