"""What is on for one phone: its own time for a question, its own order of choices."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from facilitator.domain.surveys.shuffling import offered
from facilitator.live import cases
from facilitator.live.room import Room

JSON = dict[str, Any]


def own_view(room: Room, snapshot: JSON, mine: Mapping[str, Any], order: str) -> JSON:
    """Return the phones' snapshot as the page of one of them shows it.

    A question whose time is over is still open to a phone with more time, its choices
    come in the `order` of the phone, and a case has what the phone answered before.
    Scripts do the same by themselves.
    """
    poll, late = snapshot["poll"], snapshot["late"]
    if late and mine.get("more_time") and not _is_over(room, late["longer_until"]):
        poll = {**late, "phase": "open"}
        snapshot = {**snapshot, "results": None}
    question = room.polls.question(poll["name"]) if poll else None
    if question is None:
        return snapshot
    by_name = {choice["name"]: choice for choice in poll["question"]["choices"]}
    choices = [by_name[option.name] for option in offered(question, order)]
    asked = {**poll["question"], "choices": choices}
    told = cases.with_own(room, poll["case"], mine["answers"])
    return {**snapshot, "poll": {**poll, "question": asked, "case": told}}


def poll_key(view: JSON) -> str:
    """Return under what a phone's answer to the question on it is kept, "" for none."""
    poll = view["poll"]
    return f"{poll['name']}:{poll['round']}" if poll else ""


def _is_over(room: Room, until: str) -> bool:
    return room.clock() >= datetime.fromisoformat(until)
