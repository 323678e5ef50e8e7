"""PDF files opened for reading, page by page.

PDFium is not thread-safe: one thread of one process uses it at a time.
"""

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from facilitator.documents.errors import (
    DamagedPdfError,
    EmptyDeckError,
    ProtectedPdfError,
    TooManySlidesError,
)
from facilitator.domain.decks.deck import WIDESCREEN, aspect_of

MAX_PAGES = 1_000
# A page of dense print has 6,000 letters; more than this is not a slide.
MAX_PAGE_LETTERS = 100_000

_LANGUAGE_BYTES = 128


@contextmanager
def opened(path: Path, filename: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF of at most `MAX_PAGES` pages.

    Raises:
        ProtectedPdfError: it asks for a password.
        DamagedPdfError: it cannot be opened.
        EmptyDeckError: it has no pages.
        TooManySlidesError: it has more pages than `MAX_PAGES`.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ProtectedPdfError(filename=filename) from error
        raise DamagedPdfError(filename=filename) from error
    with closing(document):
        pages = len(document)
        if pages == 0:
            raise EmptyDeckError(filename=filename)
        if pages > MAX_PAGES:
            raise TooManySlidesError(filename=filename, slides=pages, limit=MAX_PAGES)
        yield document


def language(document: pypdfium2.PdfDocument) -> str:
    """Return the primary subtag of the language a PDF says it is in (or `und`)."""
    name = ctypes.create_string_buffer(_LANGUAGE_BYTES)
    # UTF-16 with a zero at the end; 0 where nothing is said.
    length = raw.FPDFCatalog_GetLanguage(
        document, ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR)), _LANGUAGE_BYTES
    )
    said = name.raw[: min(length, _LANGUAGE_BYTES)].decode("utf-16-le", "replace")
    primary = said.rstrip("\0").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() else "und"


def first_aspect(document: pypdfium2.PdfDocument) -> float:
    """Return the first page's width divided by its height."""
    try:
        with closing(document[0]) as page:
            width, height = page.get_size()
    except pypdfium2.PdfiumError:
        return WIDESCREEN
    return aspect_of(width, height)


def page_lines(document: pypdfium2.PdfDocument, index: int) -> list[str]:
    """Return the lines of text on a page, without empty ones.

    Raises:
        pypdfium2.PdfiumError: the page cannot be read.
    """
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        letters = min(text.count_chars(), MAX_PAGE_LETTERS)
        written: str = text.get_text_range(0, letters)
    # A soft hyphen at a line's end comes out as U+FFFE, a missing letter as U+FFFD.
    written = written.replace("\ufffe", "-").replace("\x00", "")
    return [line for row in written.splitlines() if (line := " ".join(row.split()))]
