"""What the shapes of a slide say, in the order in which they are read."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from facilitator.documents import chart_figures, office_text
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.office_text import A
from facilitator.documents.package import Package
from facilitator.documents.remarks import Remarks
from facilitator.domain.deck import Block

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "hdr", "sldNum", "sldImg"}
_LISTS = {"body", "obj"}
_MEDIA = ("videoFile", "audioFile", "wavAudioFile", "quickTimeFile")

# Programs write these by themselves; they describe nothing.
_FILE_NAME = re.compile(
    r"(?:image|picture|imagen|screen ?shot|graphic|\d+)[ _-]*\d*(?:\.\w{3,4})?"
    r"|\S+\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?)",
    re.IGNORECASE,
)
_MACHINE_MARK = re.compile(
    r"\s*(?:description (?:automatically )?generated (?:automatically|with .*)?"
    r"|descripción generada automáticamente.*|ai-generated content .*)$",
    re.IGNORECASE | re.DOTALL,
)


class ShapeReader:
    """Reads the shapes of one slide; `title` is filled on the way.

    The order of shapes in the file is the order in which a screen reader takes them;
    only the title goes first wherever it stands. python-pptx leaves out alternative
    content (formulas, newer shapes) and stops at shapes that it does not know, so the
    XML is walked here.
    """

    def __init__(self, package: Package, part: str, remarks: Remarks) -> None:
        self.title = ""
        self._package = package
        self._links = package.related(part)
        self._remarks = remarks
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
                yield from tuple(reader(element))
            except DamagedDeckError:
                self._remarks.add("shape-damaged")

    def _shape(self, shape: etree._Element) -> Iterator[Block]:
        placeholder = _placeholder(shape)
        if placeholder in _FURNITURE:
            return
        body = shape.find(f"{P}txBody")
        said = list(office_text.paragraphs(body)) if body is not None else []
        if said and placeholder in _TITLES and not self.title:
            self.title = " ".join(" ".join(p.text.split()) for p in said)
            return
        listed = placeholder in _LISTS and len(said) > 1
        for paragraph in said:
            bullet = paragraph.bullet
            if bullet is None:
                bullet = listed or paragraph.level > 0
            yield Block(
                kind="item" if bullet else "paragraph",
                text=paragraph.text,
                level=paragraph.level if bullet else 0,
            )
        if not said and (description := _description(shape)):
            yield Block(kind="picture", text=description)

    def _picture(self, picture: etree._Element) -> Iterator[Block]:
        if any(picture.find(f".//{A}{kind}") is not None for kind in _MEDIA):
            self._remarks.add("media-not-played")
        if _is_decorative(picture):
            return
        description = _description(picture)
        if not description:
            self._remarks.add("no-description")
        yield Block(kind="picture", text=description)

    def _frame(self, frame: etree._Element) -> Iterator[Block]:
        table = frame.find(f".//{A}tbl")
        chart = frame.find(f".//{chart_figures.C}chart")
        diagram = frame.find(f".//{_DIAGRAM}relIds")
        if table is not None:
            yield from _table(table)
        elif chart is not None:
            yield self._chart(frame, chart.get(f"{_R}id", ""))
        elif diagram is not None:
            yield from self._diagram(frame, diagram.get(f"{_R}dm", ""))
        else:
            yield from self._picture(frame)

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
        nodes = [
            office_text.line(point)
            for point in self._linked(link).iter(f"{_DIAGRAM}pt")
            if point.get("type", "node") in ("node", "asst")
        ]
        text = "\n".join(node for node in nodes if node) or _description(frame)
        if text:
            yield Block(kind="diagram", text=text)

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
        if link not in self._links:
            raise DamagedDeckError(filename="")
        return self._package.xml(self._links[link].target)


def _table(table: etree._Element) -> Iterator[Block]:
    properties = table.find(f"{A}tblPr")
    rows = tuple(
        tuple(office_text.line(cell) for cell in row.findall(f"{A}tc"))
        for row in table.findall(f"{A}tr")
    )
    if any(any(row) for row in rows):
        header = properties is not None and properties.get("firstRow") in ("1", "true")
        yield Block(kind="table", rows=rows, header=header)


def _placeholder(shape: etree._Element) -> str:
    """Return the kind of placeholder a shape is (empty: none)."""
    placeholder = shape.find(f"./*/{P}nvPr/{P}ph")
    return placeholder.get("type", "obj") if placeholder is not None else ""


def _naming(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"./*/{P}cNvPr")


def _is_hidden(shape: etree._Element) -> bool:
    naming = _naming(shape)
    return naming is not None and naming.get("hidden") in ("1", "true")


def _is_decorative(shape: etree._Element) -> bool:
    naming = _naming(shape)
    mark = naming.find(f".//{_DECORATIVE}") if naming is not None else None
    return mark is not None and mark.get("val") in ("1", "true")


def _description(shape: etree._Element) -> str:
    naming = _naming(shape)
    written = naming.get("descr", "") if naming is not None else ""
    written = " ".join(_MACHINE_MARK.sub("", written).split())
    return "" if _FILE_NAME.fullmatch(written) else written
