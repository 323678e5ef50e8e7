"""The doors to slides that the room has seen."""

import re
from typing import Any

from flask import Blueprint, jsonify, request, url_for
from flask.wrappers import Response

from facilitator.errors import FacilitatorError
from facilitator.live.following import NotSeenError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web import slide_words

JSON = dict[str, Any]

_NUMBER = re.compile("[0-9]{1,4}")
_QUIET = ("calm", "black")


class FollowingDoors:
    """Earlier slides, one at a time."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Add the routes."""
        phone.add_url_rule("/s/<code>/slides/<number>", "slide", self.slide)

    def slide(self, code: str, number: str) -> Response:
        """Return a slide that the room has seen."""
        room = self.rooms.room_by_code(code)
        response = jsonify(room.earlier_slide(_number(number)))
        response.headers["Cache-Control"] = "no-store"
        return response


def _number(typed: str) -> int:
    if not _NUMBER.fullmatch(typed):
        raise NotSeenError
    return int(typed)


def facts(room: Room, snapshot: JSON) -> dict[str, Any]:
    """Return what the page needs to show a slide: which, its words, where to go."""
    slide = earlier(room)
    number = slide["n"] if slide else None
    return {
        "earlier": slide,
        "ways": ways(snapshot, slide),
        "slide_parts": slide_words.parts,
        "linked": slide_words.linked,
        "language_page": url_for("phone.session", code=room.session.code, slide=number),
    }


def earlier(room: Room) -> JSON | None:
    """Return the earlier slide that the address asks for, if it may be on view now.

    What is for everybody at once comes first: an open question, a moment of calm.
    """
    asked, stage = request.args.get("slide", ""), room.stage
    if not asked or stage.finished or stage.open_poll or stage.screen in _QUIET:
        return None
    try:
        return room.earlier_slide(_number(asked))
    except FacilitatorError:
        return None  # the page then shows what is on


def ways(snapshot: JSON, slide: JSON | None) -> tuple[int, int]:
    """Return the seen slides before and after the one on view (0: there is none)."""
    on_view = slide or snapshot["slide"]
    here = on_view["n"] if on_view else 0
    seen = [n for first, last in snapshot["seen"] for n in range(first, last + 1)]
    before = (n for n in reversed(seen) if not here or n < here)
    after = (n for n in seen if here and n > here)
    return next(before, 0), next(after, 0)
