"""The program that reads one deck, apart from the server and its phones.

    python -m facilitator.documents.read_deck SOURCE FILENAME FOLDER [SOFFICE]

It writes `deck.json` and the pictures into FOLDER, and tells of its progress in lines
of JSON. SOFFICE names LibreOffice's program (empty: do without; left out: look for it).
"""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType

from facilitator.documents.deck_drawing import Tell, draw_deck
from facilitator.documents.libreoffice import find_libreoffice
from facilitator.documents.pdf import read_pdf
from facilitator.documents.powerpoint import read_presentation
from facilitator.documents.slide_pictures import draw_pages
from facilitator.documents.uploads import base_name, check_upload
from facilitator.domain.deck import Deck, Slide, SlidePicture
from facilitator.domain.findings import Finding
from facilitator.domain.records import as_record
from facilitator.errors import FacilitatorError

if sys.platform != "win32":
    import resource

DECK_FILE = "deck.json"
# Phones come before pictures when both want the processor.
_NICENESS = 10
# Address space, of which LibreOffice and PDFium together touch a tenth.
_MAX_MEMORY_BYTES = 4 * 1024**3


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
        digests = draw_pages(
            source, filename, folder, lambda done, of: tell("pictures", done, of)
        )
        pages = enumerate(zip(deck.slides, digests, strict=True))
        slides = tuple(_with_page(slide, one, page) for page, (slide, one) in pages)
        return replace(deck, slides=slides, pages=digests)
    deck = read_presentation(source, filename, folder)
    tell("reading", 1, 1)
    return draw_deck(deck, source, folder, soffice, tell)


def _with_page(slide: Slide, digest: str, page: int) -> Slide:
    if not digest:
        return replace(slide, findings=(*slide.findings, Finding("not-drawn")))
    return replace(slide, pictures=(SlidePicture("pdf", digest, page=page),))


def main(arguments: list[str]) -> int:
    """Read the deck that the arguments name, and return the exit code."""
    source, filename, folder, *choice = arguments
    soffice = _chosen(choice[0]) if choice else find_libreoffice()
    signal.signal(signal.SIGTERM, _stop)
    _give_way()
    try:
        deck = read(Path(source), filename, Path(folder), soffice, _tell)
    except FacilitatorError as error:
        _say(error=error.code, sentence=error.sentence, facts=error.facts)
        return 1
    written = json.dumps(as_record(deck), ensure_ascii=False)
    Path(folder, DECK_FILE).write_text(written, encoding="utf-8")
    return 0


def _chosen(soffice: str) -> Path | None:
    return Path(soffice) if soffice else None


def _give_way() -> None:
    """Take less than the server, and stop before a decoding bomb fills the laptop."""
    if sys.platform != "win32":
        os.nice(_NICENESS)
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, hard))


def _tell(stage: str, done: int, of: int) -> None:
    _say(stage=stage, done=done, of=of)


def _say(**facts: object) -> None:
    # When the server is gone this raises BrokenPipeError, which ends LibreOffice and
    # then this program.
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _stop(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
