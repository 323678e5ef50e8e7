"""A deck to learn from: each slide says what a mark in its own notes does."""

from datetime import datetime

from facilitator.documents.decks.appearing import appear_one_by_one
from facilitator.documents.decks.bodies import BODY_SIZES
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.sample_words import FOOT, PAGES, SamplePage
from facilitator.documents.decks.words import Paragraph

_CONTENT = 1  # the placeholder below the title


def sample_deck(language: str, made_at: datetime) -> bytes:
    """Return the .pptx; brought to the desk, it does all that it says."""
    first = PAGES[0]
    deck = OutgoingDeck(first.title[language], language, made_at, FOOT[language])
    for page in PAGES:
        _add(deck, page)
    return deck.as_bytes()


def _add(deck: OutgoingDeck, page: SamplePage) -> None:
    language = deck.language
    if page.section[language]:
        deck.begin_section(page.section[language])
    notes = "\n".join(filter(None, (page.notes[language], page.mark[language])))
    slide = deck.add(page.layout, page.title[language], notes, hidden=page.hidden)
    points = [Paragraph(line) for line in page.points[language].split("\n")]
    deck.fill(slide.placeholders[_CONTENT], points, BODY_SIZES)
    if page.appearing:
        appear_one_by_one(slide, slide.placeholders[_CONTENT], len(points))
