"""A presentation being written: its slides, their notes, its sections and name."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx.oxml import parse_xml

from facilitator.documents.decks.base import Page, Shape, empty_presentation
from facilitator.documents.decks.fitting import line_count
from facilitator.documents.decks.layouts import (
    BODY,
    LAYOUTS,
    OPENING_POINTS,
    TITLE_POINTS,
)
from facilitator.documents.decks.safe_text import TAGS, clean
from facilitator.documents.decks.words import Paragraph, fit, lines_of, write
from facilitator.documents.office_text import A
from facilitator.documents.slide_list import P

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_POINTS = 72  # to an inch
_SURELY = 0.96  # of a line, which two programs never fill quite alike
_MAKER = "Facilitator toolkit"
_NAMES = f'xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"'
_FOOT = (
    '<p:sp {names}><p:nvSpPr><p:cNvPr id="{number}" name=""/><p:cNvSpPr>'
    '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
    "<a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
)
_FIELD = "{5B5E9F5A-3D38-4C5B-9D7B-0F4E0B6C5A01}"
# On one line a title may be large; a long question still reads at the body's size.
_ONE_LINE_SIZES, _TITLE_SIZES = (TITLE_POINTS, 32), (30, 28, 26, 24)
_OPENING_SIZES = (OPENING_POINTS, 40, 36, 32, 28)


class OutgoingDeck:
    """Slides in our own design, all in one language; `foot` stands below each."""

    def __init__(
        self, title: str, language: str, made_at: datetime, foot: str = ""
    ) -> None:
        self.language = language
        self._presentation = empty_presentation(language)
        self._foot = foot
        self._sections: list[tuple[str, list[str]]] = []
        self._titles: set[str] = set()
        about = self._presentation.core_properties
        about.title = clean(title)
        about.language = TAGS[language]
        about.author = about.last_modified_by = _MAKER
        about.created = about.modified = made_at.astimezone(UTC).replace(
            tzinfo=None, microsecond=0
        )

    def begin_section(self, name: str) -> None:
        """Let the slides that are added from now on stand in a section."""
        self._sections.append((clean(name), []))

    def add(
        self, layout: str, title: str, notes: str = "", *, hidden: bool = False
    ) -> Page:
        """Add a slide of one of `LAYOUTS` and return it; the title finds its size.

        Screen readers list slides by title, so a title that is taken gets a number.
        """
        place = list(LAYOUTS).index(layout)
        slides = self._presentation.slides
        slide = slides.add_slide(self._presentation.slide_layouts[place])
        title = self._unlike_others(clean(title))
        write(slide.shapes.title, [Paragraph(title)], self.language)
        opening = layout in ("title", "section")
        sizes = _OPENING_SIZES if opening else _sizes_of(title)
        given = OPENING_POINTS if opening else TITLE_POINTS
        fit(slide.shapes.title, [title], sizes, given, bold=True)
        if hidden:
            slide.element.set("show", "0")
        self._add_feet(slide, numbered=layout != "title")
        if notes:
            # The page of notes is made the first time that it is asked for.
            write(slide.notes_slide.notes_placeholder, lines_of(notes), self.language)
        if self._sections:
            self._sections[-1][1].append(str(slide.slide_id))
        return slide

    def fill(
        self,
        shape: Shape,
        paragraphs: Sequence[Paragraph],
        sizes: Sequence[int],
    ) -> None:
        """Put paragraphs into a placeholder at the largest size at which they fit."""
        write(shape, paragraphs, self.language)
        fit(shape, [paragraph.text for paragraph in paragraphs], sizes, sizes[0])

    def as_bytes(self) -> bytes:
        """Return the finished .pptx file."""
        self._write_sections()
        file = BytesIO()
        self._presentation.save(file)
        return file.getvalue()

    def _unlike_others(self, title: str) -> str:
        name, copy = title, 2
        while name.casefold() in self._titles:
            name, copy = f"{title} ({copy})", copy + 1
        self._titles.add(name.casefold())
        return name

    def _add_feet(self, slide: Page, *, numbered: bool) -> None:
        feet = {"ftr": self._foot, "sldNum": "‹#›" if numbered else ""}
        tree = slide.shapes.element
        for place in slide.slide_layout.placeholders:
            marker = place.element.find(f".//{P}ph")
            words = feet.get(marker.get("type"))
            if words:
                number = 1 + max(int(n) for n in tree.xpath(".//p:cNvPr/@id"))
                shape = parse_xml(_FOOT.format(number=number, names=_NAMES))
                shape.find(f".//{P}cNvPr").set("name", place.name)
                shape.find(f".//{P}nvPr").append(deepcopy(marker))
                _write_foot(shape, marker.get("type"), words, TAGS[self.language])
                tree.append(shape)

    def _write_sections(self) -> None:
        sections = [(name, slides) for name, slides in self._sections if slides]
        if not sections:
            return
        root = self._presentation.element
        extension = etree.SubElement(
            etree.SubElement(root, f"{P}extLst"), f"{P}ext", uri=_SECTIONS
        )
        listed = etree.SubElement(
            extension, f"{_P14}sectionLst", nsmap={"p14": _P14[1:-1]}
        )
        for place, (name, slides) in enumerate(sections):
            number = str(uuid5(NAMESPACE_URL, f"{place}:{name}")).upper()
            section = etree.SubElement(listed, f"{_P14}section", name=name)
            section.set("id", f"{{{number}}}")
            within = etree.SubElement(section, f"{_P14}sldIdLst")
            for slide in slides:
                etree.SubElement(within, f"{_P14}sldId", id=slide)


def _sizes_of(title: str) -> tuple[int, ...]:
    """Return the sizes that a title may have: large where it takes one line."""
    wide = BODY[2] * _POINTS * _SURELY
    for points in _ONE_LINE_SIZES:
        if line_count(title, points, wide, bold=True) == 1:
            return (points,)
    return _TITLE_SIZES


def _write_foot(shape: etree._Element, kind: str, words: str, tag: str) -> None:
    line = shape.find(f".//{A}p")
    if line is None:
        return
    said = etree.SubElement(line, f"{A}r" if kind == "ftr" else f"{A}fld")
    if kind == "sldNum":
        said.set("id", _FIELD)
        said.set("type", "slidenum")
    etree.SubElement(said, f"{A}rPr", lang=tag)
    etree.SubElement(said, f"{A}t").text = clean(words)
