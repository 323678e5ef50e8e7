"""The places of the running order, told once for each deck and not with every move."""

import json
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from facilitator.domain.decks.deck import Slide
from facilitator.domain.decks.running_order import Step
from facilitator.live import cases, pictures

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]

# A thumbnail of words shows about as many.
LONGEST_WORDS = 160


def of(room: "HeldSession") -> JSON:
    """Return the places with a version that changes when they do.

    A slide is one place, however many clicks it takes: `step` is its first.
    """
    found: list[JSON] = []
    number = 0
    numbered = enumerate(room.order)
    for _, steps in groupby(numbered, key=lambda pair: _place(pair[1])):
        (first, step), *more = steps
        if step.kind == "slide":
            number += 1
            place = _slide(room, step, number, 1 + len(more))
            found.append({"step": first, **place})
        else:
            found.append({"step": first, **other(room, step)})
    written = json.dumps(found, sort_keys=True).encode()
    return {"v": sha256(written).hexdigest()[:16], "places": found}


def _place(step: Step) -> tuple[str, int, str]:
    return step.kind, step.slide, step.poll


def _slide(room: "HeldSession", step: Step, number: int, clicks: int) -> JSON:
    assert room.deck is not None  # noqa: S101  # its steps come from a deck
    slide = room.deck.slides[step.slide]
    picture = pictures.shown(slide, slide.steps)
    return {
        "kind": "slide",
        "n": number,
        "clicks": clicks,
        "title": {text.language: text.title for text in slide.texts},
        "picture": picture,
        "words": {} if picture else _words(slide),
    }


def _words(slide: Slide) -> dict[str, str]:
    """Return the beginning of what a slide without a picture says."""
    said = {
        text.language: " · ".join(block.text for block in text.blocks if block.text)
        for text in slide.texts
    }
    return {language: text[:LONGEST_WORDS] for language, text in said.items()}


def other(room: "HeldSession", step: Step) -> JSON:
    """Return a place that is no slide: a poll, a content note or a break."""
    if step.kind == "poll":
        question = room.polls.question(step.poll)
        label = question.label.as_dict() if question else {}
        case = cases.brief(question) if question else None
        return {"kind": "poll", "poll": step.poll, "label": label, "case": case}
    if step.kind == "break":
        return {"kind": "break", "minutes": step.minutes}
    return {"kind": "note", "note": note(room, step)}


def note(room: "HeldSession", step: Step) -> dict[str, str]:
    """Return the content note that a place says, by language."""
    if room.deck is None or step.kind != "note":
        return {}
    texts = room.deck.slides[step.slide].texts
    return {text.language: text.content_note for text in texts if text.content_note}
