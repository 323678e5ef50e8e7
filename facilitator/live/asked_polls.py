"""Polls as the screens get them."""

from typing import TYPE_CHECKING, Any

from facilitator.domain.stage.poll_time import late_poll, longer_until
from facilitator.domain.stage.stage import PollState
from facilitator.domain.surveys.answers import words_asked
from facilitator.domain.surveys.survey import Question
from facilitator.live import cases, results

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


def asked_as(question: Question) -> JSON:
    """Return a question as every screen gets it."""
    return {
        "name": question.name,
        "kind": question.kind,
        "label": question.label.as_dict(),
        "help": question.help.as_dict(),
        "longest": question.longest,
        "most": words_asked(question) if question.kind == "words" else question.most,
        "other": question.other,
        "fewest": question.fewest,
        "shuffle": question.shuffle,
        "decline": question.decline,
        "number": _number(question),
        "ends": _ends(question),
        "choices": [
            {"name": o.name, "label": o.label.as_dict(), "fixed": o.fixed}
            for o in question.choices
        ],
        "picture": _picture(question),
        "rows": [{"name": r.name, "label": r.label.as_dict()} for r in question.rows],
    }


def _picture(question: Question) -> JSON | None:
    """Return the picture that is pointed at, and its areas but for which is right."""
    picture = question.picture
    if picture is None:
        return None
    return {
        "digest": picture.digest,
        "wide": picture.wide,
        "high": picture.high,
        "alt": question.alt.as_dict(),
        "drawn": bool(question.areas),
        "areas": [
            {
                "name": area.name,
                "label": area.label.as_dict(),
                "box": [area.left, area.top, area.width, area.height],
            }
            for area in question.counted_areas
        ],
    }


def _number(question: Question) -> JSON | None:
    if question.kind != "numeric":
        return None
    return {
        "least": question.least,
        "greatest": question.greatest,
        "decimals": question.decimals,
        "unit": question.unit.as_dict(),
    }


def _ends(question: Question) -> JSON | None:
    if question.kind != "rating":
        return None
    return {"low": question.low.as_dict(), "high": question.high.as_dict()}


def poll(room: "HeldSession", name: str) -> JSON | None:
    """Return a poll with its question, or None where there is none called so."""
    question = room.polls.question(name)
    if question is None:
        return None
    state = room.stage.poll_state(name)
    return {
        "name": name,
        "round": state.round,
        "phase": state.phase,
        "results_shown": state.results_shown,
        **_countdown(state),
        "question": asked_as(question),
        "case": cases.told(room, question, asked_as),
    }


def _countdown(state: PollState) -> JSON:
    longer = longer_until(state)
    return {
        "begun_at": state.begun_at.isoformat() if state.begun_at else None,
        "closes_at": state.closes_at.isoformat() if state.closes_at else None,
        "longer_until": longer.isoformat() if longer else None,
    }


def late_for_phones(room: "HeldSession") -> JSON | None:
    """Return the poll that phones with more time may still answer, and no other."""
    late = late_poll(room.stage, room.clock())
    return poll(room, late.name) if late else None


def phone_results(room: "HeldSession") -> JSON | None:
    """Return what phones see of the results: once the poll is closed.

    While it is open they would stand still: no phone is told of other phones' answers.
    """
    is_open = room.stage.open_poll is not None
    if is_open or not room.stage.phone_results:
        return None
    return results.of(room, everything=False)


def phone_poll(room: "HeldSession") -> JSON | None:
    """A phone sees the open poll; else the one on stage, once it was asked."""
    stage = room.stage
    if stage.open_poll:
        return poll(room, stage.open_poll.name)
    on_stage = stage.screen == "poll" and stage.poll_state(stage.poll).phase != "ready"
    return poll(room, stage.poll) if on_stage else None


def after_its_time(room: "HeldSession") -> JSON | None:
    """Return the poll that phones see by themselves once the open one's time is over.

    They know no more than their last snapshot; `ownState` of `phone/own_time.js`
    draws the same.
    """
    on_phones = phone_poll(room)
    if on_phones is None or room.stage.screen != "poll":
        return None
    return {**on_phones, "phase": "closed"}


def poll_line(room: "HeldSession", question: Question) -> JSON:
    """Return a poll as a line of the console's list."""
    state = room.stage.poll_state(question.name)
    return {
        "name": question.name,
        "label": question.label.as_dict(),
        "case": cases.brief(question),
        "kind": question.kind,
        "choices": [option.label.as_dict() for option in question.options],
        "round": state.round,
        "phase": state.phase,
        "results_shown": state.results_shown,
        "compared": state.compared,
        **_countdown(state),
        "seconds": question.seconds,
        "results": question.results,
        "placed": any(step.poll == question.name for step in room.order),
        "answered": results.answered(room, state) if state.phase != "ready" else 0,
    }
