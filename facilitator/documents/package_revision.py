"""A copy of an Office file with some of its parts changed, added or left out."""

import posixpath
import re
import zipfile
from pathlib import Path

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.package import (
    CONTENT_TYPES,
    MAX_XML_BYTES,
    Package,
    links_name,
    parsed,
    plain_types,
)

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NO_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"/>'
)
_MACROS = "application/vnd.ms-office.vbaProject"
_NAMES = re.compile(
    rb"http://schemas\.openxmlformats\.org/(presentationml|drawingml|officeDocument)"
    rb"/2006/"
)
_STRICT_NAMES = rb"http://purl.oclc.org/ooxml/\1/"


class PackageRevision:
    """What is to be different in the copy; all else is copied as it is.

    Raises:
        DamagedDeckError: a part that is asked for is missing or broken.
    """

    def __init__(self, archive: Archive, filename: str) -> None:
        self.package = Package(archive, filename)
        self._archive = archive
        self._filename = filename
        self._parts: dict[str, bytes] = {}
        self._left_out: set[str] = set()
        self._links: dict[str, etree._Element] = {}
        self._types = parsed(archive.read(CONTENT_TYPES, MAX_XML_BYTES), filename)
        main = self.package.main
        # "Strict" files have other names for the same things, in every part.
        self._strict = b"purl.oclc.org/ooxml" in archive.read(main, MAX_XML_BYTES)

    def put(self, name: str, content: bytes, kind: str = "") -> None:
        """Change a part, or add one with its content type."""
        if kind:
            entry = etree.SubElement(self._types, f"{_TYPES}Override")
            entry.set("PartName", f"/{name}")
            entry.set("ContentType", kind)
        self._parts[name] = content

    def put_xml(self, name: str, content: etree._Element | str, kind: str = "") -> None:
        """Change or add a part of XML, which has the usual names of things."""
        if isinstance(content, str):
            data = content.encode()
        else:
            data = etree.tostring(
                content, xml_declaration=True, encoding="UTF-8", standalone=True
            )
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
        entry = etree.SubElement(links, _LINK, Id=f"rId{number}")
        kinds = self._named(_KINDS.encode() + b"/").decode().rstrip("/")
        entry.set("Type", f"{kinds}/{kind}")
        entry.set("Target", posixpath.relpath(target, posixpath.dirname(name) or "."))
        return f"rId{number}"

    def unlink(self, name: str, link: str) -> None:
        """Take a reference away; the part that it led to stays until left out."""
        links = self._links_of(name)
        for entry in list(links):
            if entry.get("Id") == link:
                links.remove(entry)

    def leave_out(self, name: str) -> None:
        """Leave out a part with its references and its content type."""
        self._left_out |= {name.lower(), links_name(name).lower()}
        for entry in list(self._types):
            if entry.get("PartName", "").lower() == f"/{name.lower()}":
                self._types.remove(entry)

    def make_plain(self) -> None:
        """Make a show, a template or a file with macros a plain presentation.

        Macros go, and with them the buttons and the signature of the whole file that
        would no longer be right.
        """
        for owner, kinds in (
            (self.package.main, {"vbaProject"}),
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
                self._types.remove(entry)

    def write(self, target: Path) -> None:
        """Write the copy; every byte passes through the limits of `Archive`."""
        types = etree.tostring(self._types, xml_declaration=True, encoding="UTF-8")
        changed = {**self._parts, CONTENT_TYPES: plain_types(types)}
        for name, links in self._links.items():
            changed[links_name(name)] = etree.tostring(
                links, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        with zipfile.ZipFile(target, "w", compresslevel=1) as copy:
            for name in self._archive.names():
                if name in changed:
                    _write(copy, name, changed.pop(name))
                elif name.lower() not in self._left_out:
                    self._copy(copy, name)
            for name, content in changed.items():
                _write(copy, name, content)

    def _copy(self, copy: zipfile.ZipFile, name: str) -> None:
        part = zipfile.ZipInfo(name)
        if self._archive.packs_well(name):
            part.compress_type = zipfile.ZIP_DEFLATED
        with copy.open(part, "w", force_zip64=True) as stream:
            for chunk in self._archive.stream(name):
                stream.write(chunk)

    def _links_of(self, name: str) -> etree._Element:
        if name not in self._links:
            links = links_name(name)
            there = links in self._archive
            data = self._archive.read(links, MAX_XML_BYTES) if there else _NO_LINKS
            self._links[name] = parsed(data, self._filename)
        return self._links[name]

    def _named(self, data: bytes) -> bytes:
        return _NAMES.sub(_STRICT_NAMES, data) if self._strict else data


def _write(copy: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    copy.writestr(part, content)
