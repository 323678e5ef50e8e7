"""The starter deck of a plan as PowerPoint: edited there, it can be brought back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from facilitator.documents.decks.bodies import add_slide
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.plan import SessionPlan
from facilitator.domain.text import Text

_NOT_OFFICIAL = Text(
    "Starter curriculum, not an official HHS product",
    "Currículo inicial; no es un producto oficial del HHS",
)


def starter_deck(
    plan: SessionPlan,
    deck: Deck,
    language: str,
    made_at: datetime,
    pictures: Sequence[Path] = (),
) -> bytes:
    """Return a plan's deck as a .pptx in one language.

    What its notes asked for is written into them again, so that the file, dropped on
    the desk, has its polls in place; a section holds the slides of an agenda item.

    Args:
        plan: the plan whose deck it is.
        deck: its slides in every language.
        language: the one to write.
        made_at: when the file is made.
        pictures: the files of the pictures, in the order of the deck's picture blocks;
            where there is none, the description is written in its place.
    """
    titles = {item.name: item.title[language] for item in plan.agenda}
    first = deck.slides[0].text(language).title if deck.slides else ""
    outgoing = OutgoingDeck(
        f"{first}: {plan.title[language]}", language, made_at, _NOT_OFFICIAL[language]
    )
    files = iter(pictures)
    for place, slide in enumerate(deck.slides):
        if slide.agenda_item or not place:
            outgoing.begin_section(titles.get(slide.agenda_item, first))
        text = slide.text(language)
        notes = "\n\n".join(filter(None, (text.notes, "\n".join(_asks(slide, text)))))
        add_slide(outgoing, slide, text, notes, files, opening=not place)
    return outgoing.as_bytes()


def _asks(slide: Slide, text: SlideText) -> Iterator[str]:
    """Yield what a slide asks for, as its notes say it."""
    if slide.agenda_item:
        yield f"[[agenda: {slide.agenda_item}]]"
    if text.content_note:
        yield f"[[content-note: {text.content_note}]]"
    for poll in slide.polls:
        yield f"[[poll: {poll}]]"
    if slide.break_minutes:
        yield f"[[break {slide.break_minutes}]]"
    if slide.skip_to >= 0:
        yield f"[[skip-to: {slide.skip_to + 1}]]"
