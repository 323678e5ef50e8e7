"""The program that pairs the pages of a PDF with the slides of decks.

    python -m facilitator.documents.pair_pages PDF.json DECK.json …

Each file is a deck that was read. The answer has, for each deck, the page of each
slide, and whether most of the words agree.
"""

import json
import sys
from pathlib import Path

from facilitator.documents import worker_program
from facilitator.documents.page_matching import Slides, match_export, slide_words
from facilitator.domain.decks.deck import Deck
from facilitator.domain.records import as_record, from_record


def pair(pdf: Path, decks: list[Path]) -> list[object]:
    """Return a record of a `Match` for each deck."""
    pages = [slide_words(page) for page in _read(pdf).slides]
    return [as_record(match_export(_slides(_read(deck)), pages)) for deck in decks]


def _slides(deck: Deck) -> Slides:
    return Slides(
        words=tuple(slide_words(slide) for slide in deck.slides),
        hidden=tuple(slide.hidden for slide in deck.slides),
    )


def _read(path: Path) -> Deck:
    return from_record(Deck, json.loads(path.read_bytes()))


def main(arguments: list[str]) -> int:
    """Pair what the arguments name, and return the exit code."""
    pdf, *decks = map(Path, arguments)
    return worker_program.answer(lambda: pair(pdf, decks), pdf.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
