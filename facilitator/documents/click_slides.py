"""A deck with a slide for each click of another, and without that one's own."""

import copy
from collections.abc import Iterator, Mapping

from lxml import etree

from facilitator.documents.build_slides import (
    is_slide_number,
    slides_before_clicks,
)
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.office_text import R_ID, A, whole
from facilitator.documents.package import (
    CONTENT_TYPES,
    Package,
    as_presentation,
    relationships_part,
    remove,
    without_links,
)
from facilitator.documents.slide_list import P, read_slide_list

_SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
# The least id that a slide may have.
_FIRST_ID = 256


class ClickSlides:
    """The parts that are new or change; take all new ones before asking for others.

    Raises:
        DamagedDeckError: the deck is broken, or has other clicks than `clicks` says
            (how many a slide takes, by its zero-based index), or counts its slides
            where the numbers cannot be kept.
    """

    def __init__(
        self, package: Package, filename: str, clicks: Mapping[int, int]
    ) -> None:
        self._package = package
        self._filename = filename
        self._clicks = clicks
        self._listed = read_slide_list(package, filename)
        self._links_part = relationships_part(self._listed.main)
        self._types = package.xml(CONTENT_TYPES)
        self._links = package.xml(self._links_part)
        self._presentation = package.xml(self._listed.main)
        self._last_id = _FIRST_ID
        self._first = whole(self._presentation.get("firstSlideNum", "1"))

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and content of each new part."""
        if self._counts_by_itself():
            raise DamagedDeckError(filename=self._filename)
        entries = self._presentation.findall(f"{P}sldIdLst/{P}sldId")
        self._last_id = max(_FIRST_ID, *(whole(e.get("id", "")) for e in entries))
        for index, count in sorted(self._clicks.items()):
            if index >= len(entries):
                raise DamagedDeckError(filename=self._filename)
            yield from self._slides(entries[index], index, count)
        for entry in entries:
            remove(entry)
        # Lists of slides that are none any more.
        for kind in ("custShowLst", "extLst"):
            for listed in self._presentation.findall(f"{P}{kind}"):
                remove(listed)

    def changed(self, name: str) -> bytes | None:
        """Return what an old part says now (None: the same as before)."""
        part = name.lower()  # names differ in case alone
        if part == CONTENT_TYPES.lower():
            return as_presentation(_bytes(self._types))
        if part == self._links_part.lower():
            return without_links(self._links)
        if part == self._listed.main.lower():
            return _bytes(self._presentation)
        return None

    def _counts_by_itself(self) -> bool:
        """Tell whether a layout shows the number of a slide without being asked.

        What stands in a placeholder there is shown only where the slide has one too.
        """
        masters = self._parts_of_kind(self._listed.main, "slideMaster")
        layouts = [
            layout
            for master in masters
            for layout in self._parts_of_kind(master, "slideLayout")
        ]
        return any(
            is_slide_number(field)
            for part in (*masters, *layouts)
            for shape in self._package.xml(part).iter(f"{P}sp")
            if shape.find(f"./*/{P}nvPr/{P}ph") is None
            for field in shape.iter(f"{A}fld")
        )

    def _parts_of_kind(self, part: str, kind: str) -> list[str]:
        related = self._package.related(part).values()
        return [one.target for one in related if one.kind == kind]

    def _slides(
        self, entry: etree._Element, index: int, clicks: int
    ) -> Iterator[tuple[str, bytes]]:
        part, number = self._listed.parts[index], self._first + index
        references = self._references(part)
        stem = part.removesuffix(".xml")
        made = 0
        for content in slides_before_clicks(self._package.xml(part), number):
            made += 1
            name = f"{stem}-click{made}.xml"
            yield name, content
            yield relationships_part(name), references
            self._list(entry, name)
        if made != clicks:
            raise DamagedDeckError(filename=self._filename)

    def _references(self, part: str) -> bytes:
        """Return a slide's references without its notes, which belong to it alone."""
        root = self._package.xml(relationships_part(part))
        for rel in list(root.iter("{*}Relationship")):
            if rel.get("Type", "").endswith("/notesSlide"):
                remove(rel)
        return without_links(root)

    def _list(self, entry: etree._Element, name: str) -> None:
        """Put a new slide into the three lists, before the one that it comes from."""
        self._last_id += 1
        link = f"rIdClick{self._last_id}"
        named = (rel for rel in self._links if rel.get("Id") == entry.get(R_ID))
        rel = copy.deepcopy(next(named))
        rel.set("Id", link)
        rel.set("Target", f"/{name}")
        self._links.append(rel)
        namespace = etree.QName(self._types.tag).namespace
        override = etree.QName(namespace, "Override")
        etree.SubElement(self._types, override, PartName=f"/{name}", ContentType=_SLIDE)
        again = etree.Element(entry.tag, id=str(self._last_id))
        again.set(R_ID, link)
        entry.addprevious(again)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
