"""Decks as JSON, for files and for other processes."""

import json
from dataclasses import asdict
from typing import Any

from facilitator.domain.deck import Block, Deck, Slide, SlideText


def deck_to_json(deck: Deck) -> str:
    """Return a deck as JSON with the names of its fields."""
    return json.dumps(asdict(deck), ensure_ascii=False)


def deck_from_json(written: str | bytes) -> Deck:
    """Return the deck that `deck_to_json` wrote.

    Raises:
        ValueError: it is not JSON.
        KeyError: a field is missing.
    """
    found: dict[str, Any] = json.loads(written)
    return Deck(
        title=found["title"],
        slides=tuple(_slide(slide) for slide in found["slides"]),
        way=found["way"],
        source=found["source"],
        warnings=tuple(found["warnings"]),
    )


def _slide(found: dict[str, Any]) -> Slide:
    return Slide(
        texts=tuple(_text(text) for text in found["texts"]),
        hidden=found["hidden"],
        polls=tuple(found["polls"]),
        agenda_item=found["agenda_item"],
        picture=found["picture"],
    )


def _text(found: dict[str, Any]) -> SlideText:
    return SlideText(
        language=found["language"],
        title=found["title"],
        blocks=tuple(_block(block) for block in found["blocks"]),
        notes=found["notes"],
    )


def _block(found: dict[str, Any]) -> Block:
    return Block(
        kind=found["kind"],
        text=found["text"],
        level=found["level"],
        rows=tuple(tuple(row) for row in found["rows"]),
        header=found["header"],
    )
