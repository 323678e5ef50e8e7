"""The copy of a deck that LibreOffice draws: safe, and of its slides or its clicks."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from lxml import etree

from facilitator.documents.archive import Archive
from facilitator.documents.click_slides import ClickSlides
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.package import (
    CONTENT_TYPES,
    MAX_XML_BYTES,
    Package,
    as_presentation,
    parser,
    without_links,
)


def write_safe_copy(
    source: Path, filename: str, target: Path, clicks: Mapping[int, int] | None = None
) -> None:
    """Write the deck again as a plain .pptx that reaches for nothing outside it.

    Shows, templates and files with macros become presentations, and references to
    other machines and files are left out. Every byte passes through the limits of
    `Archive`, so that the program that opens the copy meets no surprise.

    With `clicks`, how many some of its slides take by their zero-based index, the
    copy holds these slides as they are before each click, and nothing else.

    Raises:
        DamagedDeckError: the source is broken, or its clicks cannot become slides.
        ExpandingFileError: a part is larger than it claims to be.
    """
    with (
        Archive(source, filename) as archive,
        zipfile.ZipFile(target, "w", compresslevel=1) as written,
    ):
        made = None
        if clicks:
            made = ClickSlides(Package(archive, filename), filename, clicks)
            for name, part in made.parts():
                _write(written, name, [part], packed=True)
        for name in archive.names():
            # No part's name leads out of the file.
            if ".." in name.replace("\\", "/").split("/"):
                continue
            changed = made.changed(name) if made else None
            content = [changed] if changed else _content(archive, filename, name)
            _write(written, name, content, packed=archive.packs_well(name))


def _content(archive: Archive, filename: str, name: str) -> Iterable[bytes]:
    if name == CONTENT_TYPES:
        return [as_presentation(archive.read(name, MAX_XML_BYTES))]
    if not name.endswith(".rels"):
        return archive.stream(name)
    try:
        root = etree.fromstring(archive.read(name, MAX_XML_BYTES), parser())
    except etree.XMLSyntaxError as error:
        raise DamagedDeckError(filename=filename) from error
    return [without_links(root)]


def _write(
    written: zipfile.ZipFile, name: str, content: Iterable[bytes], *, packed: bool
) -> None:
    part = zipfile.ZipInfo(name)
    if packed:
        part.compress_type = zipfile.ZIP_DEFLATED
    with written.open(part, "w", force_zip64=True) as stream:
        for chunk in content:
            stream.write(chunk)
