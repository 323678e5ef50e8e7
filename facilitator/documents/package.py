"""A PowerPoint file: its parts, and how they refer to each other."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError, ExpandingFileError

CONTENT_TYPES = "[Content_Types].xml"
# The largest slide part among 777 real decks is under 5 MB.
MAX_XML_BYTES = 32 * 1024**2
# Elements and attributes together; each takes a hundred bytes of memory once read.
# A slide of 5 MB has half as many.
MAX_XML_NODES = 1_000_000
# A real deck of 103 slides has 1.5 MB; a slide that is listed again is read again.
MAX_XML_BYTES_IN_ALL = 256 * 1024**2

_PRESENTATION = (
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation"
    b".main+xml"
)
# Presentation, show and template, with and without macros.
_MAIN_TYPE = re.compile(
    rb"application/vnd\.(?:"
    rb"openxmlformats-officedocument\.presentationml\.(?:presentation|slideshow|template)"
    rb"|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled"
    rb")\.main\+xml"
)
_STRICT = b"http://purl.oclc.org/ooxml/"
# Files saved as "Strict Open XML" use other names for the same things.
_STRICT_NAMES = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(presentationml|drawingml|officeDocument)/"
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's reference to another: what for, and the other part's name."""

    kind: str
    target: str


class Package:
    """The parts of an Office file as XML; what leads outside is apart.

    Raises:
        DamagedDeckError: a part is missing, broken or too large.
        ExpandingFileError: all parts together are too large.
    """

    def __init__(self, archive: Archive, filename: str) -> None:
        self._archive = archive
        self._filename = filename
        self._left = MAX_XML_BYTES_IN_ALL

    def xml(self, name: str) -> etree._Element:
        """Return the root element of an XML part."""
        data = self._archive.read(name, MAX_XML_BYTES)
        self._left -= len(data)
        if self._left < 0:
            raise ExpandingFileError(filename=self._filename)
        if data.count(b"<") + data.count(b"=") > MAX_XML_NODES:
            raise DamagedDeckError(filename=self._filename)
        if _STRICT in data:
            data = _STRICT_NAMES.sub(
                rb"http://schemas.openxmlformats.org/\1/2006/", data
            )
        try:
            return etree.fromstring(data, parser())
        except etree.XMLSyntaxError as error:
            raise DamagedDeckError(filename=self._filename) from error

    def related(self, name: str) -> Mapping[str, Relationship]:
        """Return a part's references to other parts by their id (none: it has none)."""
        folder = name.rpartition("/")[0]
        return {
            rel.get("Id", ""): Relationship(
                kind=rel.get("Type", "").rpartition("/")[2],
                target=resolved(folder, rel.get("Target", "")),
            )
            for rel in self._relationships(name)
            if rel.get("TargetMode") != "External"
        }

    def outside(self, name: str) -> Mapping[str, str]:
        """Return where a part's references out of the file lead, by their id."""
        return {
            rel.get("Id", ""): rel.get("Target", "")
            for rel in self._relationships(name)
            if rel.get("TargetMode") == "External"
        }

    def _relationships(self, name: str) -> Iterator[etree._Element]:
        rels = relationships_part(name)
        if rels in self._archive:
            yield from self.xml(rels).iter("{*}Relationship")

    def related_of_kind(self, name: str, kind: str) -> str | None:
        """Return the name of the first part of that kind that `name` refers to."""
        for relationship in self.related(name).values():
            if relationship.kind == kind:
                return relationship.target
        return None


def is_presentation(archive: Archive) -> bool:
    """Tell whether a zip file says of itself that it is a presentation."""
    if CONTENT_TYPES not in archive:
        return False
    return _MAIN_TYPE.search(archive.read(CONTENT_TYPES, MAX_XML_BYTES)) is not None


def as_presentation(types: bytes) -> bytes:
    """Return the list of content types of a show or template as a presentation's."""
    return _MAIN_TYPE.sub(_PRESENTATION, types)


def without_links(relationships: etree._Element) -> bytes:
    """Return a part's references without those that lead out of the file."""
    for rel in list(relationships.iter("{*}Relationship")):
        if rel.get("TargetMode") == "External":
            remove(rel)
    return etree.tostring(relationships, xml_declaration=True, encoding="UTF-8")


def remove(element: etree._Element) -> None:
    """Take an element out of the one that it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def relationships_part(name: str) -> str:
    """Return the name of the part that holds a part's references."""
    folder, _, base = name.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def resolved(folder: str, target: str) -> str:
    """Return the name of the part that a reference in a folder means."""
    return posixpath.normpath(posixpath.join("/" + folder, unquote(target)))[1:]


def parser() -> etree.XMLParser:
    """Return a parser that expands nothing and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
