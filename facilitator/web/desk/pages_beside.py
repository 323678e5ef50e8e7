"""What the desk says about the pictures of a deck, slide by slide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from flask_babel import ngettext

from facilitator.domain.decks.deck import Deck, DeckFacts, Slide, SlidePicture, Way
from facilitator.domain.decks.pages import doubtful, page_of, unpaired
from facilitator.domain.decks.pictures import choices
from facilitator.live.room import Room
from facilitator.web.locale import get_language

# A list of more pages than this is no longer looked through; a number is typed.
LONGEST_LIST = 80


@dataclass(frozen=True, slots=True)
class Row:
    """A slide, what it would show without the PDF, the page beside it, and its ways."""

    index: int
    slide: Slide
    otherwise: SlidePicture | None
    page: SlidePicture | None
    doubt: str
    ways: tuple[Way, ...]

    @property
    def own(self) -> bool:
        """Whether the trainer gave it a picture of their own."""
        return "own" in self.ways


@dataclass(frozen=True, slots=True)
class View:
    """The slides of the deck in use, and the pages of the PDF beside it.

    `pages` has the first line of each page (None: it cannot be drawn). `changed` is
    the zero-based slide that was changed just now (-1: none).
    """

    rows: tuple[Row, ...]
    pages: tuple[str | None, ...]
    pdf: DeckFacts | None
    doubtful: tuple[int, ...]
    unpaired: tuple[int, ...]
    shown: str
    changed: int

    @property
    def is_list(self) -> bool:
        """Whether a page is chosen from a list."""
        return len(self.pages) <= LONGEST_LIST


def exports(decks: Iterable[DeckFacts]) -> dict[str, list[DeckFacts]]:
    """Return the PDFs beside each deck, by its id; a deck that is gone has none."""
    there = tuple(decks)
    found: dict[str, list[DeckFacts]] = {deck.id: [] for deck in there}
    for deck in there:
        if deck.beside in found:
            found[deck.beside].append(deck)
    return found


def view(room: Room, changed: str) -> View | None:
    """Return what is said about the pictures of the deck in use.

    Where it has another language from a second deck, these are its own pictures.
    """
    deck = room.stored_deck
    if deck is None:
        return None
    pdfs = [d for d in room.decks() if d.beside == room.session.deck and d.is_ready]
    pdf = pdfs[-1] if pdfs else None
    is_slide = changed.isascii() and changed.isdigit() and len(changed) < len("1000")
    return View(
        rows=tuple(_row(index, slide) for index, slide in enumerate(deck.slides)),
        pages=_pages(room, deck, pdf) if pdf else (),
        pdf=pdf,
        doubtful=doubtful(deck) if pdf else (),
        unpaired=unpaired(deck) if pdf else (),
        shown=shown(deck) if len(deck.ways) > 1 else "",
        changed=int(changed) if is_slide else -1,
    )


def way_names() -> dict[Way, str]:
    """Return what each way is called on a slide."""
    return {
        "own": _("Your picture"),
        "pdf": _("Page of the PDF"),
        "libreoffice": _("LibreOffice"),
        "draft": _("Draft"),
        "text": _("Text"),
    }


def shown(deck: Deck) -> str:
    """Return how many slides are shown in which way, best way first."""
    return ", ".join(_counted(way, number) for way, number in deck.ways.items())


def _counted(way: Way, number: int) -> str:
    sentences = {
        "own": ngettext(
            "%(num)s as a picture of yours", "%(num)s as pictures of yours", number
        ),
        "pdf": ngettext(
            "%(num)s as a page of your PDF", "%(num)s as pages of your PDF", number
        ),
        "libreoffice": ngettext(
            "%(num)s drawn by LibreOffice", "%(num)s drawn by LibreOffice", number
        ),
        "draft": ngettext(
            "%(num)s as a draft that you confirmed",
            "%(num)s as drafts that you confirmed",
            number,
        ),
        "text": ngettext("%(num)s as text", "%(num)s as text", number),
    }
    return str(sentences[way])


def _row(index: int, slide: Slide) -> Row:
    page = page_of(slide)
    others = tuple(one for one in slide.pictures if one.way != "pdf")
    without = replace(slide, pictures=others)
    return Row(
        index=index,
        slide=slide,
        otherwise=without.picture(get_language()),
        page=page,
        doubt=_doubt(page.flags) if page else "",
        ways=choices(slide),
    )


def _doubt(flags: tuple[str, ...]) -> str:
    if "few-words" in flags:
        return str(_("Slide and page have few words in common."))
    if "by-place" in flags:
        return str(_("Paired by its place between the others, not by its words."))
    return ""


def _pages(room: Room, deck: Deck, pdf: DeckFacts) -> tuple[str | None, ...]:
    read = room.sessions.deck(pdf.id)
    titles = [page.texts[0].title for page in read.slides] if read else []
    return tuple(
        (titles[place] if place < len(titles) else "") if digest else None
        for place, digest in enumerate(deck.pages)
    )
