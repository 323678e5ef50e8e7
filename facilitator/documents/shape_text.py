"""What the shapes of a slide say, in the order in which they are read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from facilitator.documents import chart_figures, office_text
from facilitator.documents.builds import WHOLE, Builds
from facilitator.documents.diagram_text import DIAGRAM, diagram_lines
from facilitator.documents.embedded import EmbeddedFiles
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.links import Links
from facilitator.documents.office_text import A, Paragraph
from facilitator.documents.package import Package
from facilitator.documents.remarks import Remarks
from facilitator.documents.slide_list import P
from facilitator.domain.decks.deck import Block

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
_LISTS = {"body", "obj"}
_YES = ("1", "true")

_LONGEST_DESCRIPTION = 2_000
# Programs write these by themselves; they describe nothing.
_FILE_NAME = re.compile(
    r"(?:image|picture|imagen|screen ?shot|graphic|\d+)[ _-]*\d*(?:\.\w{3,4})?"
    r"|(?:\S+|.*[\\/].*)\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?|webp)",
    re.IGNORECASE,
)
_MACHINE_MARK = re.compile(
    r" ?(?:description (?:automatically )?generated(?: automatically)?(?: with .*)?"
    r"|descripción generada automáticamente.*|ai-generated content .*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SlideContext:
    """What a slide's shapes refer to: other parts, addresses, clicks, files."""

    package: Package
    part: str
    remarks: Remarks
    files: EmbeddedFiles
    builds: Builds = WHOLE
    language: str = "und"


class ShapeReader:
    """Reads the shapes of one slide; `title` is filled on the way.

    The order of shapes in the file is the order in which a screen reader takes them;
    only the title goes first wherever it stands. python-pptx leaves out alternative
    content (formulas, newer shapes) and stops at shapes that it does not know, so the
    XML is walked here.
    """

    def __init__(self, context: SlideContext) -> None:
        self.title = ""
        self._context = context
        self._package = context.package
        self._parts = context.package.related(context.part)
        self._links = Links(context.package.outside(context.part))
        self._remarks = context.remarks
        self._readers: dict[str, Callable[[etree._Element], Iterable[Block]]] = {
            "sp": self._shape,
            "cxnSp": self._shape,
            "pic": self._picture,
            "graphicFrame": self._frame,
            "grpSp": self._group,
            "AlternateContent": self._alternatives,
        }

    def blocks(self, tree: Iterable[etree._Element]) -> Iterator[Block]:
        """Yield what the shapes say; a shape that is broken costs only itself."""
        for element in tree:
            if not isinstance(element.tag, str):
                continue
            reader = self._readers.get(element.tag.rpartition("}")[2])
            if reader is None or _is_hidden(element):
                continue
            try:
                yield from self._in_place(element, tuple(reader(element)))
            except DamagedDeckError:
                self._remarks.add("shape-damaged")

    def _in_place(
        self, shape: etree._Element, blocks: tuple[Block, ...]
    ) -> Iterator[Block]:
        """Yield a shape's blocks with its own link, and not before it appears."""
        naming = _naming(shape)
        name = naming.get("id", "") if naming is not None else ""
        step = self._context.builds.of_shape(name)
        for place, block in enumerate(blocks):
            own = self._links.of_shape(naming, block.text) if not place else ()
            links = tuple(dict.fromkeys((*block.links, *own)))
            yield replace(block, links=links, step=max(block.step, step))

    def _shape(self, shape: etree._Element) -> Iterator[Block]:
        placeholder = _placeholder(shape)
        if placeholder in _FURNITURE:
            return
        body = shape.find(f"{P}txBody")
        said = list(office_text.paragraphs(body)) if body is not None else []
        if said and placeholder in _TITLES and not self.title:
            self.title = " ".join(" ".join(p.text.split()) for p in said)
            yield from self._title_links(shape, said)
            return
        listed = placeholder in _LISTS and len(said) > 1
        naming = _naming(shape)
        name = naming.get("id", "") if naming is not None else ""
        for paragraph in said:
            yield self._paragraph(paragraph, name, listed=listed)
        if not said and (description := _description(shape)):
            yield Block(kind="picture", text=description)

    def _title_links(
        self, shape: etree._Element, said: Iterable[Paragraph]
    ) -> Iterator[Block]:
        """Yield a line with where the title leads; the title itself is words alone."""
        runs = (link for one in said for link in self._links.of(one.links))
        links = (*runs, *self._links.of_shape(_naming(shape), self.title))
        if links:
            words = ", ".join(dict.fromkeys(link.text for link in links))
            yield Block(kind="paragraph", text=words, links=links)

    def _paragraph(self, paragraph: Paragraph, shape: str, *, listed: bool) -> Block:
        bullet = paragraph.bullet
        if bullet is None:
            bullet = listed or paragraph.level > 0
        return Block(
            kind="item" if bullet else "paragraph",
            text=paragraph.text,
            level=paragraph.level if bullet else 0,
            language=self._foreign(paragraph.language),
            links=self._links.of(paragraph.links),
            step=self._context.builds.paragraphs.get((shape, paragraph.place), 0),
        )

    def _foreign(self, language: str) -> str:
        """Return a language that is not the slide's own (else empty)."""
        return "" if language in ("und", self._context.language) else language

    def _picture(self, picture: etree._Element) -> Iterator[Block]:
        if _is_decorative(picture):
            return
        description = _description(picture)
        if not description:
            self._remarks.add("no-description")
        yield Block(kind="picture", text=description, image=self._image(picture))

    def _image(self, picture: etree._Element) -> str:
        """Return the digest of the picture's own file (empty: it cannot be shown)."""
        blip = picture.find(f".//{P}blipFill/{A}blip")
        if blip is None:
            return ""
        embedded = self._parts.get(blip.get(f"{_R}embed", ""))
        if embedded is not None:
            return self._context.files.picture(embedded.target)
        if blip.get(f"{_R}link"):
            self._remarks.add("picture-linked")
        return ""

    def _frame(self, frame: etree._Element) -> Iterator[Block]:
        table = frame.find(f".//{A}tbl")
        chart = frame.find(f".//{chart_figures.C}chart")
        diagram = frame.find(f".//{DIAGRAM}relIds")
        if table is not None:
            yield from self._table(table)
        elif chart is not None:
            yield self._chart(frame, chart.get(f"{_R}id", ""))
        elif diagram is not None:
            yield from self._diagram(frame, diagram.get(f"{_R}dm", ""))
        else:
            yield from self._picture(frame)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        properties = table.find(f"{A}tblPr")
        rows = tuple(
            tuple(office_text.line(cell) for cell in row.findall(f"{A}tc"))
            for row in table.findall(f"{A}tr")
        )
        if not any(any(row) for row in rows):
            return
        header = properties is not None and properties.get("firstRow") in _YES
        said = office_text.paragraphs(table)
        yield Block(
            kind="table",
            rows=rows,
            header=header,
            language=self._foreign(office_text.language(table)),
            links=self._links.of(link for one in said for link in one.links),
        )

    def _chart(self, frame: etree._Element, link: str) -> Block:
        description = _description(frame)
        try:
            root = self._linked(link)
        except DamagedDeckError:
            self._remarks.add("chart-unread")
            return Block(kind="chart", text=description)
        rows = chart_figures.chart_rows(root)
        return Block(
            kind="chart",
            text=description or chart_figures.chart_title(root),
            rows=rows,
            header=bool(rows),
        )

    def _diagram(self, frame: etree._Element, link: str) -> Iterator[Block]:
        data = self._linked(link)
        text = "\n".join(diagram_lines(data)) or _description(frame)
        if text:
            language = self._foreign(office_text.language(data))
            yield Block(kind="diagram", text=text, language=language)

    def _group(self, group: etree._Element) -> Iterator[Block]:
        if description := _description(group):
            yield Block(kind="picture", text=description)
        yield from self.blocks(group)

    def _alternatives(self, element: etree._Element) -> Iterator[Block]:
        """Read the first alternative that says anything."""
        title = self.title
        for alternative in element:
            blocks = tuple(self.blocks(alternative))
            yield from blocks
            if blocks or self.title != title:
                return

    def _linked(self, link: str) -> etree._Element:
        if link not in self._parts:
            raise DamagedDeckError(filename="")
        return self._package.xml(self._parts[link].target)


def _placeholder(shape: etree._Element) -> str:
    """Return the kind of placeholder a shape is (empty: none)."""
    placeholder = shape.find(f"./*/{P}nvPr/{P}ph")
    return placeholder.get("type", "obj") if placeholder is not None else ""


def _naming(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"./*/{P}cNvPr")


def _is_hidden(shape: etree._Element) -> bool:
    naming = _naming(shape)
    return naming is not None and naming.get("hidden") in _YES


def _is_decorative(shape: etree._Element) -> bool:
    naming = _naming(shape)
    mark = naming.find(f".//{_DECORATIVE}") if naming is not None else None
    return mark is not None and mark.get("val") in _YES


def _description(shape: etree._Element) -> str:
    naming = _naming(shape)
    written = naming.get("descr", "") if naming is not None else ""
    written = " ".join(written[:_LONGEST_DESCRIPTION].split())
    written = _MACHINE_MARK.sub("", written).strip()
    return "" if _FILE_NAME.fullmatch(written) else written
