"""The program that reads one deck, apart from the server and its phones.

    python -m facilitator.documents.read_deck SOURCE FILENAME FOLDER [SOFFICE]

It writes `deck.json` and the pictures into FOLDER, and tells of its progress in lines
of JSON. SOFFICE names LibreOffice's program (empty: do without; left out: look for it).
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from facilitator.documents import worker_program
from facilitator.documents.deck_drawing import Tell, draw_deck
from facilitator.documents.legibility import page_findings
from facilitator.documents.libreoffice import named_libreoffice
from facilitator.documents.pdf import read_pdf
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.slide_pictures import draw_pages
from facilitator.documents.uploads import base_name, check_upload
from facilitator.domain.decks.deck import Deck, Slide, SlidePicture
from facilitator.domain.decks.findings import Finding
from facilitator.domain.records import as_record

DECK_FILE = "deck.json"


def read(
    source: Path, filename: str, folder: Path, soffice: Path | None, tell: Tell
) -> Deck:
    """Return the deck in a file, its pictures written into `folder`.

    Raises:
        DocumentError: the file is not a deck that can be read.
    """
    filename = base_name(filename)
    tell("reading", 0, 1)
    if check_upload(source, filename) == "pdf":
        deck = read_pdf(source, filename)
        tell("reading", 1, 1)
        found: dict[int, tuple[Finding, ...]] = {}

        def look(pdf: pypdfium2.PdfDocument, page: int, image: Image.Image) -> None:
            found[page] = page_findings(pdf, page, image)

        digests = draw_pages(
            source, filename, folder, lambda done, of: tell("pictures", done, of), look
        )
        pages = enumerate(zip(deck.slides, digests, strict=True))
        slides = tuple(
            _with_page(slide, one, page, found.get(page, ()))
            for page, (slide, one) in pages
        )
        return replace(deck, slides=slides, pages=digests)
    deck = read_presentation(source, filename, folder)
    tell("reading", 1, 1)
    return draw_deck(deck, source, folder, soffice, tell)


def _with_page(
    slide: Slide, digest: str, page: int, found: tuple[Finding, ...]
) -> Slide:
    if not digest:
        return replace(slide, findings=(*slide.findings, Finding("not-drawn")))
    return replace(
        slide,
        pictures=(SlidePicture("pdf", digest, page=page),),
        findings=(*slide.findings, *found),
    )


def main(arguments: list[str]) -> int:
    """Read the deck that the arguments name, and return the exit code."""
    source, filename, folder, *choice = arguments

    def work() -> None:
        soffice = named_libreoffice(choice)
        deck = read(Path(source), filename, Path(folder), soffice, worker_program.tell)
        written = json.dumps(as_record(deck), ensure_ascii=False)
        Path(folder, DECK_FILE).write_text(written, encoding="utf-8")

    return worker_program.answer(work, base_name(filename))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
