"""A PowerPoint file: its parts, and how they refer to each other."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError

CONTENT_TYPES = "[Content_Types].xml"
# The largest slide part among 777 real decks is under 5 MB.
MAX_XML_BYTES = 32 * 1024**2

_PLAIN = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
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
    """The parts of an Office file as XML; links that lead outside do not exist.

    Raises:
        DamagedDeckError: a part is missing, broken or too large.
    """

    def __init__(self, archive: Archive, filename: str) -> None:
        self._archive = archive
        self._filename = filename

    def xml(self, name: str) -> etree._Element:
        """Return the root element of an XML part."""
        data = self._archive.read(name, MAX_XML_BYTES)
        if _STRICT in data:
            data = _STRICT_NAMES.sub(
                rb"http://schemas.openxmlformats.org/\1/2006/", data
            )
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise DamagedDeckError(filename=self._filename) from error

    def related(self, name: str) -> Mapping[str, Relationship]:
        """Return a part's references by their id (none where it has none)."""
        folder, _, base = name.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels not in self._archive:
            return {}
        return {
            rel.get("Id", ""): Relationship(
                kind=rel.get("Type", "").rpartition("/")[2],
                target=_resolved(folder, rel.get("Target", "")),
            )
            for rel in self.xml(rels).iter("{*}Relationship")
            if rel.get("TargetMode") != "External"
        }

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


def write_safe_copy(source: Path, filename: str, target: Path) -> None:
    """Write the deck again as a plain .pptx that reaches for nothing outside it.

    Shows, templates and files with macros become presentations, and references to
    other machines and files are left out. Every byte passes through the limits of
    `Archive`, so that the program that opens the copy meets no surprise.

    Raises:
        DamagedDeckError: the source is broken.
        ExpandingFileError: a part is larger than it claims to be.
    """
    with (
        Archive(source, filename) as archive,
        zipfile.ZipFile(target, "w", compresslevel=1) as copy,
    ):
        for name in archive.names():
            part = zipfile.ZipInfo(name)
            if archive.packs_well(name):
                part.compress_type = zipfile.ZIP_DEFLATED
            with copy.open(part, "w", force_zip64=True) as stream:
                if name == CONTENT_TYPES:
                    types = archive.read(name, MAX_XML_BYTES)
                    stream.write(_MAIN_TYPE.sub(_PLAIN.encode(), types))
                elif name.endswith(".rels"):
                    rels = archive.read(name, MAX_XML_BYTES)
                    stream.write(_without_links(rels, filename))
                else:
                    for chunk in archive.stream(name):
                        stream.write(chunk)


def _without_links(rels: bytes, filename: str) -> bytes:
    try:
        root = etree.fromstring(rels, _parser())
    except etree.XMLSyntaxError as error:
        raise DamagedDeckError(filename=filename) from error
    for rel in list(root.iter("{*}Relationship")):
        parent = rel.getparent()
        if rel.get("TargetMode") == "External" and parent is not None:
            parent.remove(rel)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, unquote(target)))[1:]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
