"""Decks that come in as PDF: a page is a slide."""

from pathlib import Path, PurePath

import pypdfium2

from facilitator.documents.errors import DamagedPdfError
from facilitator.documents.pdf_pages import first_aspect, language, opened, page_lines
from facilitator.documents.remarks import Remarks
from facilitator.domain.decks.deck import Block, Deck, Slide, SlideText


def read_pdf(path: Path, filename: str) -> Deck:
    """Return a PDF's pages as slides: the first line the title, the rest paragraphs.

    A PDF has no notes, and one language at most for all its pages (`und`: none).

    Raises:
        ProtectedPdfError: it asks for a password.
        DamagedPdfError: it cannot be opened, or none of its pages can be read.
        EmptyDeckError: it has no pages.
        TooManySlidesError: it has more than 1,000 pages.
    """
    remarks = Remarks()
    slides = []
    readable = 0
    with opened(path, filename) as document:
        spoken = language(document)
        aspect = first_aspect(document)
        for index in range(len(document)):
            remarks.start_slide()
            try:
                lines = page_lines(document, index)
                readable += 1
            except pypdfium2.PdfiumError:
                remarks.add("slide-damaged")
                lines = []
            else:
                if not lines:
                    remarks.add("no-words")
            slides.append(_slide(spoken, lines, remarks))
    if not readable:
        raise DamagedPdfError(filename=filename)
    return Deck(
        title=slides[0].texts[0].title or PurePath(filename).stem,
        slides=tuple(slides),
        source=filename,
        aspect=aspect,
    )


def _slide(spoken: str, lines: list[str], remarks: Remarks) -> Slide:
    return Slide(
        texts=(
            SlideText(
                language=spoken,
                title=lines[0] if lines else "",
                blocks=tuple(Block(kind="paragraph", text=line) for line in lines[1:]),
            ),
        ),
        findings=remarks.findings(),
    )
