"""What a deck says, read in a process of its own that stays within limits."""

from pathlib import Path

from facilitator.documents import worker
from facilitator.documents.uploads import base_name
from facilitator.documents.worker import Terms
from facilitator.domain.decks.deck import Deck
from facilitator.domain.records import from_record

TIMEOUT_SECONDS = 180


def read_words(path: Path) -> Deck:
    """Return the deck in a .pptx or .pdf without pictures.

    Raises:
        DocumentError: it is not a deck that can be read, or not within the limits.
    """
    filename = base_name(path.name)
    terms = Terms(TIMEOUT_SECONDS)
    answer = worker.run("read_words", [path, filename], filename, terms)
    return from_record(Deck, answer)
