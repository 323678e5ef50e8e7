"""A PowerPoint deck's slides as pictures, as far as this laptop can draw them."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2

from facilitator.documents.deck_fonts import (
    drawn_fonts,
    missing_fonts,
    named_fonts,
)
from facilitator.documents.errors import DrawingError, NoLibreOfficeError
from facilitator.documents.libreoffice import convert_to_pdf
from facilitator.documents.package import write_safe_copy
from facilitator.documents.page_matching import Words, match_pages, slide_words, words
from facilitator.documents.pdf_pages import opened, page_lines
from facilitator.documents.slide_pictures import draw_pages
from facilitator.domain.deck import Deck, Slide, SlidePicture
from facilitator.domain.findings import Finding
from facilitator.errors import FacilitatorError

Tell = Callable[[str, int, int], None]


def draw_deck(
    deck: Deck, source: Path, folder: Path, soffice: Path | None, tell: Tell
) -> Deck:
    """Return the deck with pictures, or as it was with a finding that says why not.

    Args:
        deck: what `powerpoint.read_presentation` read.
        source: the file it was read from.
        folder: where the pictures go.
        soffice: LibreOffice's program (None: there is none).
        tell: hears the stage, how much is done, of how much.
    """
    try:
        digests, missing = _draw(deck, source, folder, soffice, tell)
    except DrawingError as error:
        return _with_finding(deck, Finding(error.code, _said(error)))
    except FacilitatorError:
        # The deck can be read but not copied or drawn whole.
        return _with_finding(deck, Finding(DrawingError.code))
    slides = tuple(
        _drawn(slide, digest)
        for slide, digest in zip(deck.slides, digests, strict=True)
    )
    drawn = replace(deck, slides=slides)
    if missing:
        fonts = (("fonts", ", ".join(missing)),)
        drawn = _with_finding(drawn, Finding("fonts-missing", fonts))
    return drawn


def _drawn(slide: Slide, digest: str) -> Slide:
    if not digest:
        return replace(slide, findings=(*slide.findings, Finding("not-drawn")))
    picture = SlidePicture("libreoffice", digest)
    return replace(slide, pictures=(*slide.pictures, picture))


def _said(error: DrawingError) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(fact)) for name, fact in error.facts.items())


def _draw(
    deck: Deck, source: Path, folder: Path, soffice: Path | None, tell: Tell
) -> tuple[list[str], list[str]]:
    """Return a digest for each slide (empty: no page shows it) and missing fonts."""
    if soffice is None:
        raise NoLibreOfficeError
    total = len(deck.slides)
    tell("converting", 0, total)
    # Within the caller's folder: if this is killed, nothing stays elsewhere.
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch:
        copy = Path(scratch, "deck.pptx")
        write_safe_copy(source, deck.source, copy)
        pdf = convert_to_pdf(
            soffice, copy, Path(scratch), lambda: tell("converting", 0, total)
        )
        tell("converting", total, total)
        with opened(pdf, deck.source) as document:
            pages = _pages_of_slides(deck.slides, document)
            drawn = drawn_fonts(document)
        digests = draw_pages(
            pdf, deck.source, folder, lambda done, of: tell("pictures", done, of)
        )
    missing = missing_fonts(named_fonts(source, deck.source), drawn)
    return [digests[page] if page is not None else "" for page in pages], missing


def _pages_of_slides(
    slides: tuple[Slide, ...], document: pypdfium2.PdfDocument
) -> list[int | None]:
    if len(document) == len(slides):
        return list(range(len(slides)))
    pages = [_page_words(document, index) for index in range(len(document))]
    return match_pages([slide_words(slide) for slide in slides], pages)


def _page_words(document: pypdfium2.PdfDocument, index: int) -> Words:
    try:
        return words(" ".join(page_lines(document, index)))
    except pypdfium2.PdfiumError:
        return frozenset()


def _with_finding(deck: Deck, finding: Finding) -> Deck:
    return replace(deck, findings=(*deck.findings, finding))
