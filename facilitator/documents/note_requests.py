"""What a slide's notes ask for, done to the slide."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.documents.deck_polls import DeckPoll, poll_of
from facilitator.documents.remarks import Remarks
from facilitator.documents.speaker_notes import SpeakerNotes
from facilitator.domain.decks.deck import Block, Slide
from facilitator.domain.decks.directives import LONGEST_BREAK
from facilitator.domain.decks.findings import POLL_PROBLEMS, Finding
from facilitator.domain.surveys.survey import Question

_MOST_UNKNOWN = 3
_LONGEST_UNKNOWN = 80


def requested(
    slide: Slide, notes: SpeakerNotes, remarks: Remarks
) -> tuple[Slide, Question | None]:
    """Return a slide as its notes want it, and the poll that it is, if it is one.

    What cannot be done is remarked on and left as it is. Whether the slide that comes
    next is there at all, `checked_skips` tells once all slides are read.
    """
    for written in notes.unknown[:_MOST_UNKNOWN]:
        remarks.add("unknown-mark", mark=written[:_LONGEST_UNKNOWN])
    items = notes.values("agenda")
    if len(items) > 1:
        remarks.add("many-agenda-items")
    (text,) = slide.texts
    text = replace(
        text, notes=notes.text, content_note=" ".join(notes.values("content-note"))
    )
    slide = replace(
        slide,
        texts=(text,),
        polls=notes.values("poll"),
        agenda_item=items[0] if items else "",
        break_minutes=_break(notes, remarks),
        skip_to=_skip(notes, remarks),
    )
    if notes.values("code"):
        # It was made for one address and one session; another may be held here.
        remarks.add("code-slide")
        slide = replace(slide, hidden=True)
    asks = notes.values("ask")
    return _as_poll(slide, asks, remarks) if asks else (slide, None)


def _break(notes: SpeakerNotes, remarks: Remarks) -> int:
    minutes = notes.number("break")
    if minutes is None or 1 <= minutes <= LONGEST_BREAK:
        return minutes or 0
    remarks.add("break-unusable", minutes=str(minutes))
    return 0


def _skip(notes: SpeakerNotes, remarks: Remarks) -> int:
    number = notes.number("skip-to")
    if number == 0:
        remarks.add("skip-unusable", number="0")
    return number - 1 if number else -1


def _as_poll(
    slide: Slide, asks: Sequence[str], remarks: Remarks
) -> tuple[Slide, Question | None]:
    (text,) = slide.texts
    poll = poll_of(text, "multiple" if "multiple" in asks else "single")
    if not isinstance(poll, DeckPoll):
        remarks.add("poll-unusable", why=POLL_PROBLEMS[poll])
        return slide, None
    # A poll is asked as a whole: no click shows its options one by one.
    words = replace(poll.text, blocks=tuple(map(_from_the_start, poll.text.blocks)))
    asked = replace(slide, texts=(words,), question=poll.question.name, steps=1)
    return asked, poll.question


def _from_the_start(block: Block) -> Block:
    return replace(block, step=0)


def checked_skips(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Return the slides; one that skips to what is not shown goes on to the next."""
    shown = {place for place, slide in enumerate(slides) if not slide.hidden}
    return tuple(
        slide
        if slide.skip_to < 0 or slide.skip_to in shown - {place}
        else _without_skip(slide)
        for place, slide in enumerate(slides)
    )


def _without_skip(slide: Slide) -> Slide:
    lost = Finding("skip-unusable", (("number", str(slide.skip_to + 1)),))
    return replace(slide, skip_to=-1, findings=(*slide.findings, lost))
