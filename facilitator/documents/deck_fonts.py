"""Fonts that a deck names and this laptop does not have."""

import ctypes
import re
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from facilitator.documents.archive import Archive
from facilitator.documents.errors import DamagedDeckError
from facilitator.documents.office_text import A
from facilitator.documents.package import Package
from facilitator.documents.slide_list import read_slide_list

# These have the same widths, letter by letter, so lines break where they did.
_STAND_INS = {
    "calibri": "carlito",
    "cambria": "caladea",
    "arial": "liberationsans",
    "helvetica": "liberationsans",
    "arialnarrow": "liberationsansnarrow",
    "timesnewroman": "liberationserif",
    "times": "liberationserif",
    "couriernew": "liberationmono",
    "courier": "liberationmono",
    "calibrilight": "carlito",
}
# LibreOffice draws bullets with its own.
_BULLETS = {"opensymbol", "symbol", "wingdings"}
# Formulas are drawn with what LibreOffice has, and look right.
_FORMULAS = {"Cambria Math"}

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,].*$")
_NAME_BYTES = 256


def named_fonts(path: Path, filename: str) -> set[str]:
    """Return the fonts that a deck asks for: of its theme, and of its words.

    Raises:
        DamagedDeckError: the list of slides cannot be read.
    """
    found: set[str] = set()
    with Archive(path, filename) as archive:
        package = Package(archive, filename)
        for part in (_theme(package), *read_slide_list(package, filename).parts):
            # A part that cannot be read was remarked on with its slide.
            with suppress(DamagedDeckError):
                latins = package.xml(part).iter(f"{A}latin")
                found |= {latin.get("typeface", "") for latin in latins}
    return {font for font in found if font and not font.startswith("+")} - _FORMULAS


def drawn_fonts(document: pypdfium2.PdfDocument) -> set[str]:
    """Return the names of the fonts in a PDF, as it spells them.

    A page that cannot be read is passed over.
    """
    found: set[str] = set()
    name = ctypes.create_string_buffer(_NAME_BYTES)
    for index in range(len(document)):
        with suppress(pypdfium2.PdfiumError), closing(document[index]) as page:
            for words in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(words)
                raw.FPDFFont_GetBaseFontName(font, name, _NAME_BYTES)
                found.add(name.value.decode("utf-8", "replace"))
    return found


def missing_fonts(named: Iterable[str], drawn: Iterable[str]) -> list[str]:
    """Return the named fonts that others stand in for, in alphabetical order.

    A font that is named and not drawn may just not be used. Something stood in for it
    only if a font was drawn that the deck does not name.
    """
    asked = {_plain(font): font for font in named}
    seen = {_plain(_STYLE.sub("", _SUBSET.sub("", font))) for font in drawn}
    expected = asked.keys() | {_STAND_INS.get(font, "") for font in asked} | _BULLETS
    if seen <= expected:
        return []
    return sorted(
        written
        for font, written in asked.items()
        if font not in seen and _STAND_INS.get(font) not in seen
    )


def _theme(package: Package) -> str:
    """Return the part with the deck's theme (empty: none can be found)."""
    try:
        main = package.related_of_kind("", "officeDocument") or ""
        master = package.related_of_kind(main, "slideMaster") or main
        return package.related_of_kind(master, "theme") or ""
    except DamagedDeckError:
        return ""


def _plain(font: str) -> str:
    return re.sub(r"[\s_]", "", font).lower()
