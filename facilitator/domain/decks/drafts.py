"""Slides drawn in the trainer's browser, and what the trainer decides about them."""

from dataclasses import replace
from typing import Literal

from facilitator.domain.decks.deck import Deck, Slide, SlidePicture
from facilitator.domain.decks.findings import mark
from facilitator.errors import FacilitatorError, NotFoundError

Choice = Literal["use", "text", "wait"]
CHOICES: tuple[Choice, ...] = ("use", "text", "wait")

# The reasons to look closely at a draft, in English.
SENTENCES: dict[str, str] = {
    # Read from the slide itself.
    "vector-picture": mark(
        "Has a drawing in a Windows format (EMF or WMF), which no browser can draw: "
        "check that nothing is missing."
    ),
    "chart": mark("Has a chart: check that every bar, line and label is there."),
    "diagram": mark("Has a diagram: check that every part of it is there."),
    "film": mark("Has a video: check that its first picture is there."),
    "embedded": mark(
        "Holds something that another program made: check that it is there."
    ),
    "table": mark(
        "Has a table: check that every row is there and every word can be read."
    ),
    "shrunk-text": mark(
        "Its text was made smaller to fit: check that it can be read and none is "
        "missing."
    ),
    # Seen in the browser.
    "tiny-text": mark("Some of its text came out too small to read."),
    "cut-text": mark("Some of its text is cut off."),
    "missing-words": mark("Some of its words are not in the picture."),
    "missing-part": mark("A picture, a chart or a shape could not be drawn."),
    # Seen when the picture came in.
    "empty": mark("The picture is empty, but the slide is not."),
}
SEEN = frozenset({"tiny-text", "cut-text", "missing-words", "missing-part"})


class NoSuchSlideError(NotFoundError):
    """The deck has no slide with this number."""

    code = "no-such-slide"
    sentence = "There is no such slide in this deck."


class DraftChangedError(FacilitatorError):
    """The draft that was decided about is no longer the slide's."""

    code = "draft-changed"
    status = 409
    sentence = "This slide was drawn again meanwhile. Look at the new picture."


def slide_at(deck: Deck, index: int) -> Slide:
    """Return the slide at a zero-based index.

    Raises:
        NoSuchSlideError: there is none.
    """
    if not 0 <= index < len(deck.slides):
        raise NoSuchSlideError
    return deck.slides[index]


def draft_of(slide: Slide) -> SlidePicture | None:
    """Return the slide's draft, unless a better picture is shown."""
    shown = slide.picture()
    if shown and shown.way != "draft":
        return None
    return next((one for one in slide.pictures if one.way == "draft"), None)


def undrawn(deck: Deck) -> tuple[int, ...]:
    """Return the indexes of the slides that have neither a picture nor a draft."""
    return tuple(
        index
        for index, slide in enumerate(deck.slides)
        if not slide.picture() and not draft_of(slide)
    )


def drawable(deck: Deck) -> tuple[int, ...]:
    """Return the indexes of the slides that show no picture, with a draft or not."""
    return tuple(i for i, slide in enumerate(deck.slides) if not slide.picture())


def with_draft(deck: Deck, index: int, digest: str, flags: frozenset[str]) -> Deck:
    """Return the deck with a draft of a slide that nobody has looked at yet.

    A slide that shows a picture meanwhile keeps it, so that nothing on the projector
    changes by itself; a draft that came out as before keeps what was decided.

    Raises:
        NoSuchSlideError: there is no such slide.
    """
    slide = slide_at(deck, index)
    if slide.picture():
        return deck
    before = draft_of(slide)
    draft = SlidePicture("draft", digest, confirmed=False)
    if before and before.digest == digest:
        draft = before
    told = tuple(flag for flag in SENTENCES if flag in flags)
    return _with_slide(deck, index, _with_picture(slide, replace(draft, flags=told)))


def decided(deck: Deck, chosen: tuple[tuple[int, str], ...], choice: Choice) -> Deck:
    """Return the deck after a decision about drafts, each an index and a digest.

    `use` shows the picture, `text` shows the slide as text for good, and `wait` takes
    either back.

    Raises:
        NoSuchSlideError: there is no such slide.
        DraftChangedError: the slide has another draft, or none.
    """
    for index, digest in chosen:
        slide = slide_at(deck, index)
        draft = draft_of(slide)
        if draft is None or draft.digest != digest:
            raise DraftChangedError
        draft = replace(draft, confirmed=choice == "use", declined=choice == "text")
        deck = _with_slide(deck, index, _with_picture(slide, draft))
    return deck


def words(slide: Slide) -> tuple[str, ...]:
    """Return the lines that a picture of the slide must hold."""
    mended = any(mend.what == "title" for mend in slide.mends)
    text = slide.texts[0]
    lines = [] if mended else [text.title]
    for block in text.blocks:
        if block.kind == "table":
            lines += [cell for row in block.rows for cell in row]
        elif block.kind in ("paragraph", "item", "diagram"):
            lines.append(block.text)
    return tuple(line for line in lines if line.strip())


def read_aloud(slide: Slide) -> tuple[str, ...]:
    """Return all that the slide says, line by line, for eyes that compare.

    Rows of tables and charts are lines, and pictures are named by their description.
    """
    text = slide.texts[0]
    lines = [text.title]
    for block in text.blocks:
        lines += [block.text, *(" · ".join(filter(None, row)) for row in block.rows)]
    return tuple(line for line in lines if line.strip())


def _with_picture(slide: Slide, draft: SlidePicture) -> Slide:
    others = (one for one in slide.pictures if one.way != "draft")
    return replace(slide, pictures=(*others, draft))


def _with_slide(deck: Deck, index: int, slide: Slide) -> Deck:
    slides = (*deck.slides[:index], slide, *deck.slides[index + 1 :])
    return replace(deck, slides=slides)
