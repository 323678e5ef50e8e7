"""What to look at in a deck, slide by slide, with what can be put right at the desk."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _

from facilitator.domain.decks.deck import Deck, Slide
from facilitator.domain.decks.findings import SENTENCES, Finding
from facilitator.domain.decks.mending import Undescribed, undescribed, untitled
from facilitator.live.moves import item_of_section
from facilitator.live.room import Room
from facilitator.web.locale import filled, get_language

# These have a field of their own beside the slide.
_WITH_A_FIELD = frozenset({"no-title", "no-description"})


@dataclass(frozen=True, slots=True)
class Untitled:
    """A slide's words in a language in which it came without a title."""

    language: str
    title: str


@dataclass(frozen=True, slots=True)
class SlideReport:
    """One slide with something to look at: sentences, and what can be written here."""

    number: int
    slide: Slide
    sentences: tuple[str, ...]
    titles: tuple[Untitled, ...]
    pictures: tuple[Undescribed, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of what was found, and of what was put right."""
        found = {finding.kind for finding in self.slide.findings}
        mended = {"no-title"} if self.titles else set()
        return frozenset(
            found | mended | ({"no-description"} if self.pictures else set())
        )


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the deck, its first slide counted from one, and its agenda item."""

    name: str
    number: int
    item: str
    by_hand: bool


def report(deck: Deck | None, kind: str = "") -> tuple[SlideReport, ...]:
    """Return the slides with something to look at, in order; `kind` keeps one kind."""
    slides = enumerate(deck.slides if deck else (), 1)
    lines = [_line(number, slide) for number, slide in slides]
    return tuple(
        line
        for line in lines
        if (line.sentences or line.titles or line.pictures)
        and (not kind or kind in line.kinds)
    )


def _line(number: int, slide: Slide) -> SlideReport:
    said = [f for f in slide.findings if f.kind not in _WITH_A_FIELD]
    titles = {text.language: text.title for text in slide.texts}
    return SlideReport(
        number,
        slide,
        tuple(sentence_about(finding) for finding in said),
        tuple(Untitled(one, titles[one]) for one in untitled(slide)),
        undescribed(slide),
    )


def sections(room: Room) -> tuple[SectionRow, ...]:
    """Return the sections of the deck in use, in order."""
    rows: dict[str, SectionRow] = {}
    by_hand = dict(room.session.sections)
    for number, slide in enumerate(room.deck.slides if room.deck else (), 1):
        name = slide.section
        if name and name not in rows:
            item = item_of_section(room, name)
            rows[name] = SectionRow(name, number, item, name in by_hand)
    return tuple(rows.values())


def sentence_about(finding: Finding) -> str:
    """Return what a finding says, in the visitor's language."""
    return filled(SENTENCES[finding.kind], dict(finding.facts), get_language())


def about_the_deck(deck: Deck | None) -> tuple[str, ...]:
    """Return what there is to say of a whole deck, in the visitor's language."""
    return tuple(sentence_about(finding) for finding in deck.findings) if deck else ()


def kinds(lines: tuple[SlideReport, ...]) -> tuple[tuple[str, str, int], ...]:
    """Return each kind with what it is called and its number of slides."""
    counted = Counter(kind for line in lines for kind in line.kinds)
    called = _called()
    order = [kind for kind in SENTENCES if kind in counted]
    return tuple((kind, called.get(kind, kind), counted[kind]) for kind in order)


def _called() -> dict[str, str]:
    return {
        "no-title": _("No title"),
        "no-description": _("Pictures without a description"),
        "slide-damaged": _("Damaged slides"),
        "notes-damaged": _("Notes that could not be read"),
        "shape-damaged": _("Shapes that could not be read"),
        "chart-unread": _("Charts without figures"),
        "no-words": _("Slides without words"),
        "not-drawn": _("Slides that could not be drawn"),
        "many-agenda-items": _("More than one part of the agenda"),
        "unknown-mark": _("Marks that mean nothing"),
        "media-linked": _("Videos and sounds that are not in the file"),
        "media-not-played": _("Videos and sounds that do not play"),
        "picture-linked": _("Pictures that are not in the file"),
        "animation-not-played": _("Animations that do not play"),
        "clicks-not-drawn": _("Clicks that were not drawn"),
        "poll-unusable": _("Slides that cannot be a poll"),
        "break-unusable": _("Breaks of no known length"),
        "skip-unusable": _("Skips that lead nowhere"),
        "small-text": _("Text too small for the back row"),
        "low-contrast": _("Text that hardly stands out"),
    }
