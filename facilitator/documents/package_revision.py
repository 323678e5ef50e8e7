"""A copy of an Office file with some of its parts changed, added or left out."""

import posixpath
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.package import (
    CONTENT_TYPES,
    MAX_XML_BYTES,
    Package,
    as_presentation,
    parser,
    relationships_part,
    remove,
)

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NO_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"/>'
)
_MACROS = "application/vnd.ms-office.vbaProject"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL_NAMES = re.compile(
    rb"http://schemas\.openxmlformats\.org/"
    rb"(presentationml|drawingml|officeDocument)/2006/"
)


class PackageRevision:
    """What is to be different in the copy; all else is copied as it is.

    `main` is the part that lists the slides.

    Raises:
        DamagedDeckError: a part that is asked for is missing or broken.
    """

    def __init__(self, archive: Archive, filename: str, main: str) -> None:
        self.package = Package(archive, filename)
        self.main = main
        self._archive = archive
        self._filename = filename
        self._parts: dict[str, bytes] = {}
        self._left_out: set[str] = set()
        self._links: dict[str, etree._Element] = {}
        self._types = self._parsed(archive.read(CONTENT_TYPES, MAX_XML_BYTES))
        # "Strict" files have other names for the same things, in every part.
        self._strict = _STRICT in archive.read(main, MAX_XML_BYTES)

    def put(self, name: str, content: bytes, kind: str = "") -> None:
        """Change a part, or add one with its content type."""
        if kind:
            entry = etree.SubElement(self._types, f"{_TYPES}Override")
            entry.set("PartName", f"/{name}")
            entry.set("ContentType", kind)
        self._parts[name] = content

    def put_xml(self, name: str, content: etree._Element | str, kind: str = "") -> None:
        """Change or add a part of XML, in which things have their usual names."""
        data = content.encode() if isinstance(content, str) else _written(content)
        self.put(name, self._named(data), kind)

    def free_name(self, pattern: str) -> str:
        """Return a name that no part has, such as `ppt/slides/slide{}.xml`."""
        number = 1
        while (name := pattern.format(number)) in self._archive or name in self._parts:
            number += 1
        return name

    def link(self, name: str, kind: str, target: str) -> str:
        """Let a part refer to another, and return the id of the reference."""
        links = self._links_of(name)
        taken = {entry.get("Id", "") for entry in links}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        folder = posixpath.dirname(name)
        entry = etree.SubElement(links, _LINK, Id=f"rId{number}")
        entry.set("Type", self._named(f"{_KINDS}/{kind}".encode()).decode())
        entry.set("Target", posixpath.relpath(f"/{target}", f"/{folder}"))
        return f"rId{number}"

    def unlink(self, name: str, link: str) -> None:
        """Take a reference away; the part that it led to stays until left out."""
        for entry in list(self._links_of(name)):
            if entry.get("Id") == link:
                remove(entry)

    def leave_out(self, name: str) -> None:
        """Leave out a part with its references and its content type."""
        self._left_out |= {name.lower(), relationships_part(name).lower()}
        for entry in list(self._types):
            if entry.get("PartName", "").lower() == f"/{name.lower()}":
                remove(entry)

    def make_plain(self) -> None:
        """Let a show, a template or a file with macros be a plain presentation.

        Macros go, and with them the buttons that call them and a signature of the
        whole file, which would no longer be right.
        """
        for owner, kinds in (
            (self.main, {"vbaProject"}),
            ("", {"extensibility", "origin"}),
        ):
            for link, found in self.package.related(owner).items():
                if found.kind in kinds:
                    self.unlink(owner, link)
                    for below in self.package.related(found.target).values():
                        self.leave_out(below.target)
                    self.leave_out(found.target)
        for entry in list(self._types):
            if entry.get("ContentType") == _MACROS:
                remove(entry)

    def write(self, target: Path) -> None:
        """Write the copy; every byte passes through the limits of `Archive`."""
        changed = {**self._parts, CONTENT_TYPES: as_presentation(_written(self._types))}
        for name, links in self._links.items():
            changed[relationships_part(name)] = _written(links)
        with zipfile.ZipFile(target, "w", compresslevel=1) as copy:
            for name in self._archive.names():
                if name in changed:
                    _add(copy, name, [changed.pop(name)], packed=True)
                elif name.lower() not in self._left_out:
                    packed = self._archive.packs_well(name)
                    _add(copy, name, self._archive.stream(name), packed=packed)
            for name, content in changed.items():
                _add(copy, name, [content], packed=True)

    def _links_of(self, name: str) -> etree._Element:
        if name not in self._links:
            part = relationships_part(name)
            there = part in self._archive
            data = self._archive.read(part, MAX_XML_BYTES) if there else _NO_LINKS
            self._links[name] = self._parsed(data)
        return self._links[name]

    def _parsed(self, data: bytes) -> etree._Element:
        try:
            return etree.fromstring(data, parser())
        except etree.XMLSyntaxError as error:
            raise DamagedDeckError(filename=self._filename) from error

    def _named(self, data: bytes) -> bytes:
        return _USUAL_NAMES.sub(_STRICT + rb"\1/", data) if self._strict else data


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add(
    copy: zipfile.ZipFile, name: str, content: Iterable[bytes], *, packed: bool
) -> None:
    part = zipfile.ZipInfo(name)
    if packed:
        part.compress_type = zipfile.ZIP_DEFLATED
    with copy.open(part, "w", force_zip64=True) as stream:
        for chunk in content:
            stream.write(chunk)
