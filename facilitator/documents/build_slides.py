"""A slide before each of its clicks, with what has not appeared made invisible.

Nothing else may move: the pictures are shown one after the other. Checked by eye with
LibreOffice 7.4.
"""

import copy
from collections.abc import Iterator

from lxml import etree

from facilitator.documents.builds import Builds, read_builds
from facilitator.documents.office_text import A, whole
from facilitator.documents.package import remove
from facilitator.documents.slide_list import P

_SHAPES = tuple(
    f"{P}{kind}" for kind in ("sp", "cxnSp", "pic", "graphicFrame", "grpSp")
)
# Placeholders whose bullets may come from the layout.
_LISTS = {"body", "obj"}
_BULLETS = tuple(f"{A}{kind}" for kind in ("buChar", "buAutoNum", "buBlip", "buNone"))
_AFTER_BULLET = {f"{A}{kind}" for kind in ("tabLst", "defRPr", "extLst")}
# Without a bullet the words would move to the left and break at other places; this
# one has neither a shape nor a width, and the words keep the indent of a bullet.
_NO_BULLET = "\u200b"
_TINTS = tuple(
    f"{A}{kind}"
    for kind in (
        *("ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"),
        *("effectLst", "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill"),
        *("hlinkClick", "hlinkMouseOver"),
    )
)
_FRAME = tuple(
    f"{A}{kind}"
    for kind in (
        *("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "ln"),
        *("effectLst", "effectDag", "scene3d", "sp3d"),
    )
)


def slides_before_clicks(root: etree._Element, number: int) -> Iterator[bytes]:
    """Yield the slide of that number as it is before each click, in order."""
    builds = read_builds(root)
    for step in range(builds.steps - 1):
        slide = copy.deepcopy(root)
        for moving in slide.findall(f"{P}timing") + slide.findall(f"{P}transition"):
            slide.remove(moving)
        _hide(slide, builds, step)
        _write_number(slide, number)
        yield etree.tostring(slide, xml_declaration=True, encoding="UTF-8")


def _write_number(slide: etree._Element, number: int) -> None:
    """Write a slide's number out: it will stand at another place."""
    for field in list(slide.iter(f"{A}fld")):
        parent = field.getparent()
        if is_slide_number(field) and parent is not None:
            run = etree.Element(f"{A}r")
            run.extend(field.findall(f"{A}rPr"))
            etree.SubElement(run, f"{A}t").text = str(number)
            parent.replace(field, run)


def is_slide_number(field: etree._Element) -> bool:
    """Tell whether a field is filled in with the number of its slide."""
    return field.get("type", "").lower().startswith("slidenum")


def _hide(slide: etree._Element, builds: Builds, step: int) -> None:
    shapes = [
        (naming.get("id", ""), shape)
        for shape in slide.iter(*_SHAPES)
        if (naming := _naming(shape)) is not None
    ]
    glued = {end.get("id", "") for end in slide.iter(f"{A}stCxn", f"{A}endCxn")}
    for name, shape in shapes:
        if builds.backgrounds.get(name, 0) > step:
            _hide_frame(shape)
        _hide_paragraphs(shape, name, builds, step)
    for name, shape in shapes:
        if builds.of_shape(name) > step:
            _hide_shape(shape, glued)


def _naming(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"./*/{P}cNvPr")


def _placeholder(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"./*/{P}nvPr/{P}ph")


def _hide_shape(shape: etree._Element, glued: set[str]) -> None:
    """Take a shape away; one that a connector holds on to stays and is not drawn.

    A connector whose end is gone finds itself another way across the slide. Only
    plain shapes and pictures can be there without being drawn.
    """
    parts = [shape, *shape.iter(*_SHAPES)]
    names = {naming.get("id", "") for p in parts if (naming := _naming(p)) is not None}
    if not names & glued:
        remove(shape)
        return
    for part in parts:
        naming = _naming(part)
        stays = part.tag in (f"{P}sp", f"{P}pic") and _placeholder(part) is None
        if stays and naming is not None:
            naming.set("hidden", "1")
        elif part.tag != f"{P}grpSp":
            remove(part)


def _hide_frame(shape: etree._Element) -> None:
    """Take a shape's fill, line and shadow away, and leave its words."""
    for style in shape.iterfind(f"{P}style/*"):
        if style.tag != f"{A}fontRef":
            style.set("idx", "0")
    look = shape.find(f"{P}spPr")
    if look is None:
        return
    for kind in list(look.iterchildren(*_FRAME)):
        look.remove(kind)
    etree.SubElement(look, f"{A}noFill")
    etree.SubElement(etree.SubElement(look, f"{A}ln"), f"{A}noFill")


def _hide_paragraphs(
    shape: etree._Element, name: str, builds: Builds, step: int
) -> None:
    body = shape.find(f"{P}txBody")
    paragraphs = body.findall(f"{A}p") if body is not None else []
    hidden = [
        paragraph
        for place, paragraph in enumerate(paragraphs)
        if builds.paragraphs.get((name, place), 0) > step
    ]
    if not hidden:
        return
    _keep_numbers(paragraphs, hidden)
    placeholder = _placeholder(shape)
    listed = placeholder is not None and placeholder.get("type", "obj") in _LISTS
    listed = listed or shape.find(f"{P}txBody/{A}lstStyle//{A}buChar") is not None
    for paragraph in hidden:
        _hide_words(paragraph)
        _hide_bullet(paragraph, listed=listed)


def _hide_words(paragraph: etree._Element) -> None:
    for run in paragraph.iter(f"{A}r", f"{A}fld", f"{A}br"):
        look = run.find(f"{A}rPr")
        if look is None:
            look = etree.Element(f"{A}rPr")
            run.insert(0, look)
        for tint in list(look.iterchildren(*_TINTS)):
            look.remove(tint)
        fill = etree.Element(f"{A}solidFill")
        colour = etree.SubElement(fill, f"{A}srgbClr", val="000000")
        etree.SubElement(colour, f"{A}alpha", val="0")
        look.insert(0, fill)


def _hide_bullet(paragraph: etree._Element, *, listed: bool) -> None:
    look = paragraph.find(f"{A}pPr")
    own = _bullet(look)
    if (own is None and not listed) or (own is not None and own.tag == f"{A}buNone"):
        return
    if look is None:
        look = etree.Element(f"{A}pPr")
        paragraph.insert(0, look)
    if own is not None:
        look.remove(own)
    place = next(
        (i for i, child in enumerate(look) if child.tag in _AFTER_BULLET), len(look)
    )
    look.insert(place, etree.Element(f"{A}buChar", char=_NO_BULLET))


def _bullet(look: etree._Element | None) -> etree._Element | None:
    return next(look.iterchildren(*_BULLETS), None) if look is not None else None


def _keep_numbers(
    paragraphs: list[etree._Element], hidden: list[etree._Element]
) -> None:
    """Say the numbers that numbered paragraphs have, which they would lose.

    The ones that are hidden have no number any more, so the next would begin again.
    """
    counts: dict[int, tuple[tuple[str, str], int]] = {}
    for paragraph in paragraphs:
        look = paragraph.find(f"{A}pPr")
        level = whole(look.get("lvl", "")) if look is not None else 0
        counts = {one: count for one, count in counts.items() if one <= level}
        mark = _bullet(look)
        if mark is None or mark.tag != f"{A}buAutoNum":
            if paragraph.find(f"{A}r") is not None:
                counts.pop(level, None)
            continue
        kind = (mark.get("type", ""), mark.get("startAt", "1"))
        before = counts.get(level)
        number = before[1] + 1 if before and before[0] == kind else whole(kind[1])
        counts[level] = (kind, number)
        if paragraph not in hidden and number > 1:
            mark.set("startAt", str(number))
