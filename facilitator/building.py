"""Decks written from the command line: the starter deck of a plan, and the sample."""

from datetime import datetime
from pathlib import Path

from facilitator.documents.decks.sample import sample_deck
from facilitator.documents.decks.starter import starter_deck
from facilitator.file_writing import check_place, write_whole
from facilitator.library.curriculum import load
from facilitator.library.slides import read_deck

_ENDING = ".pptx"


def build(
    plan: str, file: Path, *, curriculum: Path, language: str, now: datetime
) -> bool:
    """Write the starter deck of a plan, and return whether it replaced a file.

    Raises:
        FacilitatorError: there is no such plan, it has mistakes, or the file cannot be
            written.
    """
    check_place(file, _ENDING, plan)
    content = load(curriculum, plan)
    pictures = read_deck(curriculum, content.plan.deck).pictures[language]
    made = starter_deck(content.plan, content.deck, language, now, pictures)
    return write_whole(file, made)


def sample(file: Path, *, language: str, now: datetime) -> bool:
    """Write the deck whose slides say what marks in notes do; return as `build`.

    Raises:
        FacilitatorError: the file cannot be written.
    """
    check_place(file, _ENDING, "sample")
    return write_whole(file, sample_deck(language, now))
