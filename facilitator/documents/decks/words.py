"""Words in the shapes of our own decks: paragraphs, their marks, their language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from facilitator.documents.decks.base import Shape
from facilitator.documents.decks.fitting import Room, largest_size
from facilitator.documents.decks.layouts import BULLET, EMU_PER_POINT
from facilitator.documents.decks.safe_text import TAGS, clean
from facilitator.documents.office_text import A

# Nothing where the placeholder decides: a bullet in content, none in titles.
Mark = Literal["", "none", "bullet", "number"]

_INDENT = 342_900
_WIDER_INDENT = 514_350
_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, marked as it says; a list is numbered from its `number` on."""

    text: str
    mark: Mark = ""
    level: int = 0
    number: int = 1


def write(shape: Shape, paragraphs: Sequence[Paragraph], language: str) -> None:
    """Put paragraphs into a shape in place of what it says."""
    write_body(shape.element.txBody, paragraphs, language)


def write_body(
    body: etree._Element,
    paragraphs: Sequence[Paragraph],
    language: str,
    points: int = 0,
) -> None:
    """Put paragraphs into a body of text; `points` where its own size does not do."""
    for old in body.findall(f"{A}p"):
        body.remove(old)
    for paragraph in paragraphs or (Paragraph(""),):
        _append(body, paragraph, language, points)


def fit(
    shape: Shape,
    texts: Sequence[str],
    sizes: Sequence[int],
    given: int,
    *,
    bold: bool = False,
) -> None:
    """Shrink the words of a shape to the largest of `sizes` at which they fit.

    `given` is the size that the layout gives. What is smaller is kept as the shape's
    own shrinking, which PowerPoint works out anew when the text changes.
    """
    room = room_of(shape)
    points = largest_size(texts, sizes, room, before=_BEFORE, bold=bold)
    if points == given:
        return
    properties = shape.element.txBody.find(f"{A}bodyPr")
    for old in list(properties):
        properties.remove(old)
    shrink = etree.SubElement(properties, f"{A}normAutofit")
    shrink.set("fontScale", str(round(points / given * 100) * 1000))


def room_of(shape: Shape) -> Room:
    """Return the room in a shape, in points."""
    return Room(shape.width / EMU_PER_POINT, shape.height / EMU_PER_POINT)


def describe(shape: Shape, text: str) -> None:
    """Give a picture, table or chart its alternative text."""
    naming = shape.element.xpath("./*/p:cNvPr")[0]
    naming.set("descr", clean(text))


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """Return a text of several lines as a plain paragraph each."""
    return tuple(Paragraph(line) for line in text.split("\n"))


def _append(
    body: etree._Element, paragraph: Paragraph, language: str, points: int
) -> None:
    element = etree.SubElement(body, f"{A}p")
    if paragraph.mark or paragraph.level:
        _set_properties(etree.SubElement(element, f"{A}pPr"), paragraph)
    for place, line in enumerate(clean(paragraph.text).split("\n")):
        if place:
            etree.SubElement(element, f"{A}br")
        if line:
            run = etree.SubElement(element, f"{A}r")
            look = etree.SubElement(run, f"{A}rPr", lang=TAGS[language])
            if points:
                look.set("sz", str(points * 100))
            etree.SubElement(run, f"{A}t").text = line


def _set_properties(properties: etree._Element, paragraph: Paragraph) -> None:
    if paragraph.mark == "none":
        properties.set("marL", "0")
        properties.set("indent", "0")
    elif paragraph.mark == "bullet":
        properties.set("marL", str((paragraph.level + 1) * _INDENT))
        properties.set("indent", str(-_INDENT))
    elif paragraph.mark == "number":
        properties.set("marL", str(_WIDER_INDENT + paragraph.level * _INDENT))
        properties.set("indent", str(-_WIDER_INDENT))
    if paragraph.level:
        properties.set("lvl", str(paragraph.level))
    if paragraph.mark == "none":
        etree.SubElement(properties, f"{A}buNone")
    elif paragraph.mark == "bullet":
        etree.SubElement(properties, f"{A}buChar", char=BULLET)
    elif paragraph.mark == "number":
        etree.SubElement(properties, f"{A}buSzPct", val="100000")
        etree.SubElement(properties, f"{A}buFont", typeface="+mj-lt")
        numbers = etree.SubElement(properties, f"{A}buAutoNum", type="arabicPeriod")
        if paragraph.number > 1:
            numbers.set("startAt", str(paragraph.number))
