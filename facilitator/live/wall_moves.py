"""Moves about written answers: let through, hidden, merged, pinned, frozen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.domain.stage import stage as on
from facilitator.domain.stage.moderation import Card, Moderation
from facilitator.domain.stage.stage import NoSuchStepError, Stage
from facilitator.errors import BadInputError
from facilitator.live import results, wall

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

Given = Mapping[str, object]
Move = Callable[["HeldSession", Given], Stage]


def _cards(room: "HeldSession") -> dict[str, Card]:
    return {card.id: card for card in wall.all_cards(room, results.subject(room))}


def _card(room: "HeldSession", given: Given, name: str = "text") -> Card:
    card = given.get(name)
    found = _cards(room).get(card) if isinstance(card, str) else None
    if found is None:
        raise NoSuchStepError(what="such answer")
    return found


def _show(room: "HeldSession", given: Given) -> Stage:
    card = _card(room, given)
    moderation = room.stage.moderation.unhide(card.id)
    return replace(_shown(room, [card]), moderation=moderation)


def _show_unflagged(room: "HeldSession", given: Given) -> Stage:
    """Let through what the trainer saw listed: nothing newer, nothing hidden before."""
    listed = given.get("texts")
    if not isinstance(listed, list) or len(listed) > wall.MOST_HELD:
        raise BadInputError(what="texts")
    seen = {one for one in listed if isinstance(one, str)}
    there = _cards(room).values()
    held = [c for c in there if c.id in seen and not (c.flagged or c.hidden)]
    fresh = [card for card in held if not card.shown]
    if not fresh:
        raise NoSuchStepError(what="such answer")
    return _shown(room, fresh)


def _shown(room: "HeldSession", cards: list[Card]) -> Stage:
    ids = wall.spellings(room, results.subject(room), {card.id for card in cards})
    return on.show_texts(room.stage, ids, shown=True)


def _hide(room: "HeldSession", given: Given) -> Stage:
    card = _card(room, given)
    ids = wall.spellings(room, results.subject(room), {card.id})
    moderation = room.stage.moderation.hide(card.id)
    return replace(on.show_texts(room.stage, ids, shown=False), moderation=moderation)


def _merge(room: "HeldSession", given: Given) -> Stage:
    card, into = _card(room, given), _card(room, given, "into")
    if card.id == into.id:
        raise BadInputError(what="into")
    return _decided(room, room.stage.moderation.merge(card.id, into.id))


def _separate(room: "HeldSession", given: Given) -> Stage:
    text = given.get("text")
    merged = {one for card in _cards(room).values() for one, _ in card.merged}
    if not isinstance(text, str) or text not in merged:
        raise NoSuchStepError(what="such answer")
    return _decided(room, room.stage.moderation.separate(text))


def _pin(room: "HeldSession", given: Given) -> Stage:
    card = _card(room, given)
    if not card.shown:
        # Nothing comes onto the wall by being pinned.
        raise BadInputError(what="text")
    return _decided(room, room.stage.moderation.pin(card.id, pinned=True))


def _unpin(room: "HeldSession", given: Given) -> Stage:
    card = _card(room, given)
    return _decided(room, room.stage.moderation.pin(card.id, pinned=False))


def _freeze(room: "HeldSession", _: Given) -> Stage:
    state = results.subject(room)
    if not wall.has_cards(room, state):
        raise NoSuchStepError(what="such poll")
    frozen = wall.as_frozen(room, state)
    return _decided(room, room.stage.moderation.freeze(frozen))


def _let_go(room: "HeldSession", _: Given) -> Stage:
    state = results.subject(room)
    return _decided(room, room.stage.moderation.let_go(state.name, state.round))


def _decided(room: "HeldSession", moderation: Moderation) -> Stage:
    return on.moved(room.stage, moderation=moderation)


MOVES: dict[str, Move] = {
    "show_text": _show,
    "show_unflagged": _show_unflagged,
    "hide_text": _hide,
    "merge_texts": _merge,
    "separate_text": _separate,
    "pin_text": _pin,
    "unpin_text": _unpin,
    "freeze_wall": _freeze,
    "unfreeze_wall": _let_go,
}
