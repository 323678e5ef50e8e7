"""A PowerPoint deck's slides as pictures, as far as this laptop can draw them."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from facilitator.documents.builds import played_in_words
from facilitator.documents.deck_fonts import (
    drawn_fonts,
    missing_fonts,
    named_fonts,
)
from facilitator.documents.errors import DrawingError, NoLibreOfficeError
from facilitator.documents.legibility import page_findings
from facilitator.documents.libreoffice import convert_to_pdf
from facilitator.documents.page_matching import Words, match_pages, slide_words, words
from facilitator.documents.pdf_pages import opened, page_lines
from facilitator.documents.safe_copy import write_safe_copy
from facilitator.documents.slide_pictures import draw_pages
from facilitator.domain.decks.deck import Deck, Slide, SlidePicture
from facilitator.domain.decks.findings import Finding
from facilitator.errors import FacilitatorError

Tell = Callable[[str, int, int], None]
Pages = Sequence[int | None]


def draw_deck(
    deck: Deck, source: Path, folder: Path, soffice: Path | None, tell: Tell
) -> Deck:
    """Return the deck with pictures, or as it was with a finding that says why not.

    Its slides are drawn whole: clicks are `click_pictures`.

    Args:
        deck: what `powerpoint.read_presentation` read.
        source: the file it was read from.
        folder: where the pictures go.
        soffice: LibreOffice's program (None: there is none).
        tell: hears the stage, how much is done, of how much.
    """
    try:
        if soffice is None:
            raise NoLibreOfficeError
        return _drawn(deck, source, folder, soffice, tell)
    except DrawingError as error:
        return _in_words(deck, Finding(error.code, _said(error)))
    except FacilitatorError:
        # The deck can be read but not copied or drawn whole.
        return _in_words(deck, Finding(DrawingError.code))


def _in_words(deck: Deck, finding: Finding) -> Deck:
    slides = tuple(map(played_in_words, deck.slides))
    return _with_finding(replace(deck, slides=slides), finding)


def _said(error: DrawingError) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(fact)) for name, fact in error.facts.items())


def _drawn(deck: Deck, source: Path, folder: Path, soffice: Path, tell: Tell) -> Deck:
    # Within the caller's folder: if this is killed, nothing stays elsewhere.
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch:
        pdf = _converted(deck, source, Path(scratch), soffice, tell)
        with opened(pdf, deck.source) as document:
            pages = _pages_of_slides(deck.slides, document)
            drawn = drawn_fonts(document)
        found: dict[int, tuple[Finding, ...]] = {}

        def look(pdf: pypdfium2.PdfDocument, page: int, image: Image.Image) -> None:
            found[page] = page_findings(pdf, page, image)

        def told(done: int, of: int) -> None:
            tell("pictures", done, of)

        digests = draw_pages(pdf, deck.source, folder, told, look)
    slides = tuple(
        _undrawn(slide)
        if page is None or not digests[page]
        else _with_picture(slide, digests[page], found.get(page, ()))
        for slide, page in zip(deck.slides, pages, strict=True)
    )
    missing = missing_fonts(named_fonts(source, deck.source), drawn)
    deck = replace(deck, slides=slides)
    if not missing:
        return deck
    fonts = (("fonts", ", ".join(missing)),)
    return _with_finding(deck, Finding("fonts-missing", fonts))


def _converted(
    deck: Deck, source: Path, scratch: Path, soffice: Path, tell: Tell
) -> Path:
    """Return a PDF with a page for each slide, in order."""
    total = len(deck.slides)
    tell("converting", 0, total)
    copy = scratch / "deck.pptx"
    write_safe_copy(source, deck.source, copy)
    pdf = convert_to_pdf(soffice, copy, scratch, lambda: tell("converting", 0, total))
    tell("converting", total, total)
    return pdf


def _undrawn(slide: Slide) -> Slide:
    slide = played_in_words(slide)
    return replace(slide, findings=(*slide.findings, Finding("not-drawn")))


def _with_picture(slide: Slide, digest: str, found: tuple[Finding, ...]) -> Slide:
    """Return a slide with its picture: whole, until its clicks are drawn too."""
    return replace(
        slide,
        pictures=(*slide.pictures, SlidePicture("libreoffice", digest)),
        findings=(*slide.findings, *found),
    )


def _pages_of_slides(
    slides: tuple[Slide, ...], document: pypdfium2.PdfDocument
) -> Pages:
    """Return the page of each slide (None: it has none)."""
    if len(document) == len(slides):
        return list(range(len(slides)))
    words_of_pages = [_page_words(document, index) for index in range(len(document))]
    return match_pages([slide_words(slide) for slide in slides], words_of_pages)


def _page_words(document: pypdfium2.PdfDocument, index: int) -> Words:
    try:
        return words(" ".join(page_lines(document, index)))
    except pypdfium2.PdfiumError:
        return frozenset()


def _with_finding(deck: Deck, finding: Finding) -> Deck:
    return replace(deck, findings=(*deck.findings, finding))
