"""What a deck of slides says and shows, whoever made it."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.decks.findings import Finding
from facilitator.domain.surveys.survey import Question

BlockKind = Literal["paragraph", "item", "table", "picture", "chart", "diagram"]
# How a picture of a slide was made, best first; "text" is a slide without one.
Way = Literal["own", "pdf", "libreoffice", "draft", "text"]
WAYS: tuple[Way, ...] = ("own", "pdf", "libreoffice", "draft", "text")
MediaKind = Literal["video", "audio"]
# What browsers play, by the ending of the file.
MEDIA_ENDINGS: dict[str, MediaKind] = {
    "mp4": "video",
    "m4v": "video",
    "webm": "video",
    "ogv": "video",
    "mp3": "audio",
    "m4a": "audio",
    "wav": "audio",
    "ogg": "audio",
}
Box = tuple[float, float, float, float]

WIDESCREEN = 16 / 9
# PowerPoint's slides have sides of one inch to 56; what is narrower is a mistake.
_NARROWEST, _WIDEST = 0.2, 5.0


def aspect_of(width: float, height: float) -> float:
    """Return width divided by height, or that of a wide screen where it makes none."""
    aspect = width / height if height else 0.0
    return aspect if _NARROWEST <= aspect <= _WIDEST else WIDESCREEN


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an http, https or mailto address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a slide's text, in reading order.

    `paragraph`, `item` and `diagram` say `text` (an item sits at `level` 0–8);
    `table` has `rows` of cells, the first a header where `header`; `picture` and
    `chart` carry their description in `text` (empty: nobody wrote one) and a chart
    its figures as `rows`. `language` is set where it is not the slide's own. `image`
    is the digest of the picture itself, by which its description is kept. `step` is
    the click, counted from zero, at which the block appears.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False
    language: str = ""
    links: tuple[Link, ...] = ()
    image: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class SlideText:
    """The words of one slide in one language (`en`, `es`, or `und` where unknown).

    `content_note` is what people should know before they see the slide.
    """

    language: str
    title: str
    blocks: tuple[Block, ...] = ()
    notes: str = ""
    content_note: str = ""


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """One picture of a slide, by its content digest, and how it was made.

    `language` is empty where it serves every language. `builds` are the slide before
    each further click, first click first (none: it is shown whole). `page` is the
    zero-based page of the PDF that it shows (-1: none). `flags` are the reasons to look
    closely at a draft or at a page of a PDF; a `draft` is shown once it is `confirmed`,
    and the trainer may have `declined` it instead.
    """

    way: Way
    digest: str
    language: str = ""
    builds: tuple[str, ...] = ()
    page: int = -1
    flags: tuple[str, ...] = ()
    confirmed: bool = True
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """A video or sound on a slide: the digest and ending of its file, and its place.

    `box` is left, top, width and height as shares of the slide.
    """

    kind: MediaKind
    digest: str
    ending: str
    box: Box


@dataclass(frozen=True, slots=True)
class Mend:
    """Something that the trainer put right, kept for newer versions of the deck.

    `what` is "title" (of the slide) or "description" (of the picture whose digest is
    `key`; an empty `value` says that it only decorates).
    """

    what: Literal["title", "description"]
    value: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `texts` has one entry, or one per language of a bilingual deck.

    `polls` are the names that its notes place after it; `agenda_item` the item it
    opens or belongs to (empty: not tied); `section` the name of its PowerPoint
    section. `steps` counts the clicks that show it whole (1: all at once).
    `question` names the poll that this slide is. A break of `break_minutes` follows
    it, and `skip_to` is the zero-based slide that comes next (-1: the one after).
    `shown_as` is the way that the trainer chose for it (empty: the best there is).
    """

    texts: tuple[SlideText, ...]
    hidden: bool = False
    polls: tuple[str, ...] = ()
    agenda_item: str = ""
    section: str = ""
    pictures: tuple[SlidePicture, ...] = ()
    steps: int = 1
    media: tuple[Media, ...] = ()
    question: str = ""
    break_minutes: int = 0
    skip_to: int = -1
    findings: tuple[Finding, ...] = ()
    mends: tuple[Mend, ...] = ()
    shown_as: Way | Literal[""] = ""

    def text(self, language: str) -> SlideText:
        """Return the words in `language`, else the first language the slide has."""
        for text in self.texts:
            if text.language == language:
                return text
        return self.texts[0]

    def picture(self, language: str = "") -> SlidePicture | None:
        """Return the picture that is shown, or None for a text slide.

        It is of the way that the trainer chose, where there is one, else the best.
        A picture in `language` comes before one for every language, and both before
        one in another.
        """
        if self.shown_as == "text":
            return None
        shown = [one for one in self.pictures if one.confirmed]
        chosen = [one for one in shown if one.way == self.shown_as]
        fit = {language: 0, "": 1}
        return min(
            chosen or shown,
            key=lambda one: (fit.get(one.language, 2), WAYS.index(one.way)),
            default=None,
        )

    @property
    def clicks(self) -> int:
        """The steps in which it is shown: one where what is shown has no clicks.

        Otherwise a presenter would press "next" and see nothing happen. The words of
        a slide appear click by click unless its clicks are those of a picture.
        """
        drawn = any(one.builds for one in self.pictures)
        languages = {"", *(one.language for one in self.pictures)}
        shown = [self.picture(language) for language in languages]
        has_clicks = any(one.builds if one else not drawn for one in shown)
        return self.steps if has_clicks else 1

    @property
    def way(self) -> Way:
        """How the picture that is shown was made."""
        picture = self.picture()
        return picture.way if picture else "text"

    @property
    def digests(self) -> frozenset[str]:
        """The digests of every picture it may show, of its own pictures and media."""
        drawn = {d for one in self.pictures for d in (one.digest, *one.builds)}
        within = {b.image for text in self.texts for b in text.blocks}
        played = {one.digest for one in self.media}
        return frozenset((drawn | within | played) - {""})


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, and the file they came from.

    `questions` are the polls that its slides are. `pages` are the digests of all
    pages of the PDF beside it (empty: a page that cannot be drawn). `aspect` is the
    slides' width divided by their height.
    """

    title: str
    slides: tuple[Slide, ...]
    source: str
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    pages: tuple[str, ...] = ()
    aspect: float = WIDESCREEN

    def shown(self) -> tuple[int, ...]:
        """Return the zero-based indexes of the slides that are not hidden."""
        return tuple(i for i, slide in enumerate(self.slides) if not slide.hidden)

    @property
    def way(self) -> Way:
        """How most of its pictures were made."""
        return max(self.ways, key=self.ways.__getitem__, default="text")

    @property
    def ways(self) -> dict[Way, int]:
        """How many of its slides are shown in each way, best way first."""
        counted = Counter(slide.way for slide in self.slides)
        return {way: counted[way] for way in WAYS if counted[way]}

    @property
    def digests(self) -> frozenset[str]:
        """The digests of every picture and medium that the deck may show."""
        pages = frozenset(self.pages) - {""}
        return pages.union(*(slide.digests for slide in self.slides))


DeckStatus = Literal["waiting", "reading", "converting", "pictures", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class DeckFacts:
    """A deck of a session as the desk lists it; `done` of `of` while it is read.

    `way` is empty until known; `sentence` says why reading failed, in English with
    places for `facts`, and is translated where it is shown; `slides` counts them once
    read. `kept` is the ending of the file as it came in, where that is still here.
    A deck that is a newer `version_of` another, by id, took over so many `titles` and
    `descriptions` that were put right there.
    `beside` is the id of the deck whose PDF export this is (empty: a deck of its own).
    Of `clicks` on its drawn slides so many are `clicks_drawn`; until they are, those
    slides are shown whole.
    """

    id: str
    filename: str
    title: str = ""
    source: Literal["starter", "file"] = "file"
    way: Literal["", "own", "pdf", "libreoffice", "draft", "text"] = ""
    status: DeckStatus = "reading"
    done: int = 0
    of: int = 0
    sentence: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    slides: int = 0
    kept: Literal["", "presentation", "pdf"] = ""
    version_of: str = ""
    titles: int = 0
    descriptions: int = 0
    beside: str = ""
    clicks: int = 0
    clicks_drawn: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether it was read, and can be shown."""
        return self.status == "ready"

    @property
    def is_reading(self) -> bool:
        """Whether it is still being read, or waits to be."""
        return self.status not in ("ready", "failed")

    @property
    def lacks_clicks(self) -> bool:
        """Whether it can be shown, and some of its clicks are still to be drawn."""
        return self.is_ready and self.clicks_drawn < self.clicks
