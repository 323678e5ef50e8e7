"""How many answered what: rows counted anew each time, never a stored sum."""

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from facilitator.domain.results import FEWEST_SHOWN
from facilitator.domain.stage import PollState
from facilitator.domain.survey import Option
from facilitator.store.responses import Response

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]
ID_LENGTH = 12


def counts(room: "HeldSession") -> dict[str, int]:
    """Return the numbers of people; none of them says who."""
    signed_in, inside, evaluated = room.attendance.counts(room.session.id)
    expected, awaited = room.roster.counts(room.session.id)
    poll = _subject(room)
    return {
        "connected": room.audience.connected(room.session.id),
        "signed_in": signed_in,
        "inside": inside,
        "expected": expected,
        "awaited": awaited,
        "evaluated": evaluated,
        "answered": answered(room, poll) if poll.name else 0,
    }


def _subject(room: "HeldSession") -> PollState:
    """Return the poll that counts are about: the open one, else the one on stage."""
    return room.stage.open_poll or room.stage.poll_state(room.stage.poll)


def of(room: "HeldSession", *, everything: bool) -> JSON | None:
    """Return the counts of the poll on stage, or None where none is to be seen.

    Phones and projector (`everything` false) see results only while they are shown,
    and of the written answers only those that the trainer let through. They get no
    counts of fewer than `FEWEST_SHOWN` answers: those could tell who gave them.
    """
    state = _subject(room)
    question = room.polls.question(state.name)
    seen = room.stage.screen == "poll" and state.results_shown
    if question is None or not (everything or seen):
        return None
    texts: list[JSON] = []
    if question.kind == "text":
        given = room.responses.answers(room.session.id, state.name, state.round)
        texts = [_written(room, state, response) for response in given]
        total = len(texts)
        if not everything:
            texts = [text for text in texts if text["shown"]]
        counted: Counter[str] = Counter()
    else:
        counted, total = _count(room, state)
    few = bool(question.choices) and total < FEWEST_SHOWN
    shown = question.choices if everything or not few else ()
    return {
        "poll": state.name,
        "round": state.round,
        "answered": total,
        "few": few,
        "counts": [_choice(choice, counted) for choice in shown],
        "texts": texts,
    }


def with_earlier(room: "HeldSession", *, everything: bool) -> JSON | None:
    """Return `of`, and the earlier round that the trainer compares it with.

    `earlier` has a count for each choice, in order; none of too few answers. Phones
    do without it.
    """
    told = of(room, everything=everything)
    if told is None:
        return None
    state = room.stage.poll_state(told["poll"])
    return {**told, "earlier": _earlier(room, state) if state.compared else None}


def _earlier(room: "HeldSession", state: PollState) -> JSON | None:
    question = room.polls.question(state.name)
    if question is None:
        return None
    counted, total = _count(room, PollState(state.name, state.compared))
    few = total < FEWEST_SHOWN
    counts = [] if few else [counted[choice.name] for choice in question.choices]
    return {"round": state.compared, "answered": total, "few": few, "counts": counts}


def _choice(choice: Option, counted: Counter[str]) -> JSON:
    return {
        "name": choice.name,
        "label": choice.label.as_dict(),
        "count": counted[choice.name],
        "right": choice.right,
    }


def _count(room: "HeldSession", state: PollState) -> tuple[Counter[str], int]:
    counted: Counter[str] = Counter()
    total = 0
    tally = room.responses.tally(room.session.id, state.name, state.round)
    for answer, phones in tally:
        total += phones
        for name in [answer] if isinstance(answer, str) else answer:
            counted[name] += phones
    return counted, total


def answered(room: "HeldSession", state: PollState) -> int:
    """Return how many phones answered one round."""
    tally = room.responses.tally(room.session.id, state.name, state.round)
    return sum(phones for _, phones in tally)


def shown_texts(room: "HeldSession", poll: str, round_: int) -> tuple[str, ...]:
    """Return the written answers of a round that the trainer let through.

    They come in the order in which they were let through, not in that of writing.
    """
    state = PollState(poll, round_)
    given = room.responses.answers(room.session.id, poll, round_)
    written = [_written(room, state, response) for response in given]
    texts = {one["id"]: str(one["text"]) for one in written}
    return tuple(texts[name] for name in room.stage.shown_texts if name in texts)


def _written(room: "HeldSession", state: PollState, response: Response) -> JSON:
    seed = f"{state.name}:{state.round}:{response.participant}:{response.change}"
    # Change and words are part of the id: a text that was let through and then changed
    # by its writer, or sent again with other words, is held again.
    seed += f":{response.answer}"
    name = sha256(seed.encode()).hexdigest()[:ID_LENGTH]
    shown = name in room.stage.shown_texts
    return {"id": name, "text": response.answer, "shown": shown}
