"""What a deck of slides says, whoever made it."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "item", "table", "picture", "chart", "diagram"]
Way = Literal["libreoffice", "pdf", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a slide's text, in reading order.

    `paragraph`, `item` and `diagram` say `text` (an item sits at `level` 0–8);
    `table` has `rows` of cells, the first a header where `header`; `picture` and
    `chart` carry their description in `text` (empty: nobody wrote one) and a chart
    its figures as `rows`.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class SlideText:
    """The words of one slide in one language (`en`, `es`, or `und` where unknown)."""

    language: str
    title: str
    blocks: tuple[Block, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `texts` has one entry, or one per language of a bilingual deck.

    `picture` is the content digest of its pictures (empty: shown as a text slide).
    `polls` are the names that its notes place after it; `agenda_item` the item it
    opens or belongs to (empty: not tied).
    """

    texts: tuple[SlideText, ...]
    hidden: bool = False
    polls: tuple[str, ...] = ()
    agenda_item: str = ""
    picture: str = ""

    def text(self, language: str) -> SlideText:
        """Return the words in `language`, else the first language the slide has."""
        for text in self.texts:
            if text.language == language:
                return text
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, where they came from, and how their pictures were made."""

    title: str
    slides: tuple[Slide, ...]
    way: Way
    source: str
    warnings: tuple[str, ...] = ()

    def shown(self) -> tuple[int, ...]:
        """Return the zero-based indexes of the slides that are not hidden."""
        return tuple(i for i, slide in enumerate(self.slides) if not slide.hidden)


DeckStatus = Literal["reading", "converting", "pictures", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class DeckFacts:
    """A deck of a session as the desk lists it; `done` of `of` while it is read.

    `way` is empty until known; `sentence` says why reading failed, in English with
    places for `facts`, and is translated where it is shown; `slides` counts them once
    read.
    """

    id: str
    filename: str
    title: str = ""
    source: Literal["starter", "file"] = "file"
    way: Literal["", "libreoffice", "pdf", "text"] = ""
    status: DeckStatus = "reading"
    done: int = 0
    of: int = 0
    sentence: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    slides: int = 0
