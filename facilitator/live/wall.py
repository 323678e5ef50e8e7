"""Written answers as cards: all of them for the console, the wall's for the room."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from facilitator.domain.stage.moderation import (
    Card,
    FrozenCard,
    FrozenWall,
    Said,
    Spelling,
    cards,
    frozen_cards,
)
from facilitator.domain.stage.stage import PollState
from facilitator.domain.surveys.survey import Question, is_declined, other_text
from facilitator.domain.surveys.words import folded
from facilitator.store.responses import Response

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]
ID_LENGTH = 12
# What a console scrolls through, and what a room can read.
MOST_HELD, MOST_ON_WALL = 400, 40


def told(room: "HeldSession", state: PollState, *, everything: bool) -> JSON:
    """Return the cards of a round as a part of RESULTS.

    The console gets all of them, the room those on the wall; `more` is how many cards
    there are beside those told, `left_out` the words that clouds do without.
    """
    question = room.polls.question(state.name)
    if question is None or not _is_written(question):
        return {"texts": []}
    if not everything:
        return {"texts": [_on_wall(card) for card in on_wall(room, state)]}
    said, weights = _said(room, question, state)
    found = cards(said, weights, room.stage.shown_texts, room.stage.moderation)
    if question.kind == "words":
        found = tuple(sorted(found, key=largest_first))
    kept = found[:MOST_HELD]
    return {
        "texts": [_on_console(card) for card in kept],
        "wall": [_on_wall(c) for c in _wall(room, question, state, (said, found))],
        "more": len(found) - len(kept),
        "left_out": _left_out(room, question, state),
        "frozen": room.stage.moderation.wall(state.name, state.round) is not None,
    }


def all_cards(room: "HeldSession", state: PollState) -> tuple[Card, ...]:
    """Return every card of a round, let through or not."""
    question = room.polls.question(state.name)
    if question is None or not _is_written(question):
        return ()
    said, weights = _said(room, question, state)
    return cards(said, weights, room.stage.shown_texts, room.stage.moderation)


def on_wall(room: "HeldSession", state: PollState) -> tuple[Card, ...]:
    """Return the cards that the room sees: as they were frozen, else as they are."""
    question = room.polls.question(state.name)
    if question is None or not _is_written(question):
        return ()
    said, weights = _said(room, question, state)
    found = cards(said, weights, room.stage.shown_texts, room.stage.moderation)
    return _wall(room, question, state, (said, found))


def let_through(room: "HeldSession", state: PollState) -> tuple[Card, ...]:
    """Return the cards let through: pinned ones, then by size or as let through."""
    question = room.polls.question(state.name)
    return _in_order(room, question, all_cards(room, state)) if question else ()


def _wall(
    room: "HeldSession",
    question: Question,
    state: PollState,
    written: tuple[Sequence[Said], Sequence[Card]],
) -> tuple[Card, ...]:
    said, found = written
    frozen = room.stage.moderation.wall(state.name, state.round)
    if frozen:
        return frozen_cards(frozen, said, room.stage.shown_texts)
    return _in_order(room, question, found)[:MOST_ON_WALL]


def _in_order(
    room: "HeldSession", question: Question, found: Sequence[Card]
) -> tuple[Card, ...]:
    shown = [card for card in found if card.shown]
    if question.kind == "words":
        shown.sort(key=largest_first)
    else:
        order = {name: at for at, name in enumerate(room.stage.shown_texts)}
        shown.sort(key=lambda card: order[card.id])
    pinned = room.stage.moderation.pinned
    first = sorted((c for c in shown if c.pinned), key=lambda c: pinned.index(c.id))
    return (*first, *(card for card in shown if not card.pinned))


def as_frozen(room: "HeldSession", state: PollState) -> FrozenWall:
    """Return the wall of a round as it stands now."""
    kept = tuple(FrozenCard(c.id, c.count, c.pinned) for c in on_wall(room, state))
    return FrozenWall(state.name, state.round, kept)


def spellings(
    room: "HeldSession", state: PollState, chosen: Collection[str]
) -> tuple[str, ...]:
    """Return the ids that are let through with some cards."""
    question = room.polls.question(state.name)
    said = _said(room, question, state)[0] if question else ()
    return tuple(s.id for one in said if one.id in chosen for s in one.spellings)


def has_cards(room: "HeldSession", state: PollState) -> bool:
    """Whether people write to a poll."""
    question = room.polls.question(state.name)
    return question is not None and _is_written(question)


def _is_written(question: Question) -> bool:
    return question.kind in ("text", "words") or question.other


def largest_first(card: Card) -> tuple[int, str]:
    """Return the place of a word among others: by size, then by its letters."""
    return -card.count, folded(card.text)


def _on_wall(card: Card) -> JSON:
    kept = {"id": card.id, "text": card.text, "count": card.count, "shown": True}
    return {**kept, "pinned": card.pinned}


def _on_console(card: Card) -> JSON:
    return {
        "id": card.id,
        "text": card.text,
        "count": card.count,
        "shown": card.shown,
        "flagged": card.flagged,
        "pinned": card.pinned,
        "hidden": card.hidden,
        "also": list(card.also),
        "merged": [{"id": one, "text": text} for one, text in card.merged],
    }


def _said(
    room: "HeldSession", question: Question, state: PollState
) -> tuple[tuple[Said, ...], Sequence[int]]:
    """Return what was written in a round, and the phones behind each number in it."""
    if question.kind == "words":
        return _said_words(room, state)
    given = room.responses.answers(room.session.id, state.name, state.round)
    said = tuple(
        _said_text(room, state, number, one)
        for number, one in enumerate(given)
        if not is_declined(one.answer) and _text_of(question, one)
    )
    return said, [1] * len(given)


def _text_of(question: Question, response: Response) -> str:
    if question.other:
        return other_text(response.answer)
    return response.answer if isinstance(response.answer, str) else ""


def _said_text(
    room: "HeldSession", state: PollState, number: int, response: Response
) -> Said:
    name = text_id(state, response)
    text = other_text(response.answer) or str(response.answer)
    flagged = room.word_lists().flags(text)
    return Said(name, (Spelling(name, text),), frozenset({number}), flagged)


def text_id(state: PollState, response: Response) -> str:
    """Return the id of the card that an answer is, where it is written.

    Change and words are part of it: a text that was let through and then changed by its
    writer, or sent again with other words, is held again.
    """
    seed = f"{state.name}:{state.round}:{response.participant}:{response.change}"
    return _id(f"{seed}:{response.answer}")


def _said_words(
    room: "HeldSession", state: PollState
) -> tuple[tuple[Said, ...], Sequence[int]]:
    lists, by = room.word_lists(), _by_spelling(room, state)
    weights = [phones for _, phones in by]
    groups: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (words, _) in enumerate(by):
        for word in words:
            groups[folded(word)][word].append(number)
    said = tuple(
        _said_word(state, key, found, weights, lists.flags(key))
        for key, found in sorted(groups.items())
        if not lists.leaves_out(key)
    )
    return said, weights


def _by_spelling(
    room: "HeldSession", state: PollState
) -> tuple[tuple[list[str], int], ...]:
    given = room.responses.tally(room.session.id, state.name, state.round)
    return tuple((words, n) for words, n in given if isinstance(words, list))


def _said_word(
    state: PollState,
    key: str,
    found: dict[str, list[int]],
    weights: Sequence[int],
    flagged: bool,
) -> Said:
    place = f"{state.name}:{state.round}"
    spelled = (
        Spelling(_id(f"{place}:spelling:{word}"), word, sum(weights[n] for n in by))
        for word, by in found.items()
    )
    ordered = sorted(spelled, key=lambda one: (-one.count, one.text.swapcase()))
    numbers = frozenset(number for by in found.values() for number in by)
    return Said(_id(f"{place}:word:{key}"), tuple(ordered), numbers, flagged)


def _id(seed: str) -> str:
    return sha256(seed.encode()).hexdigest()[:ID_LENGTH]


def _left_out(room: "HeldSession", question: Question, state: PollState) -> list[str]:
    if question.kind != "words":
        return []
    lists = room.word_lists()
    words = {word for words, _ in _by_spelling(room, state) for word in words}
    found = {folded(word) for word in words if lists.leaves_out(word)}
    return sorted(found)[:MOST_ON_WALL]
