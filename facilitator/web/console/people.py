"""Who is in the room, at the console: names for the trainer, and a head count."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from facilitator.domain.attendance.room_count import RoomCount
from facilitator.domain.attendance.roster import Expected
from facilitator.errors import BadInputError
from facilitator.live.listing import Listed
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

JSON = dict[str, Any]
_LONGEST = 2_000


class PeopleDoors:
    """The routes of the console's list; a remote has none of them."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, console: Blueprint) -> None:
        """Open the doors."""
        one = "/console/<session_id>"
        add = console.add_url_rule
        add(f"{one}/people", "people", self.people)
        add(f"{one}/people/<person_id>/tap", "tap", self.tap, methods=["POST"])
        add(f"{one}/awaited/<person_id>", "came", self.came, methods=["POST"])
        add(f"{one}/count", "count", self.count, methods=["POST"])

    def people(self, session_id: str) -> Response:
        """Return who is in, who left and who is awaited."""
        return _answer(self.rooms.room(session_id))

    def tap(self, session_id: str, person_id: str) -> Response:
        """Note that somebody came in or went out now."""
        room = self.rooms.room(session_id)
        inside = {"in": True, "out": False}.get(request.form.get("direction", ""))
        if inside is None:
            raise BadInputError(what="direction")
        room.tap(person_id, inside=inside)
        return _answer(room)

    def came(self, session_id: str, person_id: str) -> Response:
        """Note that somebody of the roster came now."""
        room = self.rooms.room(session_id)
        room.tap_expected(person_id)
        return _answer(room)

    def count(self, session_id: str) -> Response:
        """Keep a count of heads beside the list as it is now."""
        room = self.rooms.room(session_id)
        note = request.form.get("note", "")[:_LONGEST]
        room.settle_count(request.form.get("counted", "")[:20], note)
        return _answer(room)


def _answer(room: Room) -> Response:
    """Return the room by name; every change is answered with the whole of it."""
    present = room.present()
    last = present.counts[-1] if present.counts else None
    awaited = {one.id for one in present.awaited}
    response = jsonify(
        ok=True,
        inside=[_listed(one) for one in present.inside],
        out=[_listed(one) for one in present.out],
        awaited=[_expected(one) for one in present.awaited],
        expected=[
            _expected(one) | {"came": one.id not in awaited} for one in present.expected
        ],
        last_count=_count(last) if last else None,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _listed(one: Listed) -> JSON:
    who = one.attendee
    at = who.came if one.inside else who.left
    return {
        "id": who.id,
        "name": who.person.name,
        "organization": who.person.organization,
        "at": at.isoformat() if at else None,
    }


def _expected(one: Expected) -> JSON:
    person = one.person
    return {"id": one.id, "name": person.name, "organization": person.organization}


def _count(count: RoomCount) -> JSON:
    return {
        "at": count.at.isoformat(),
        "counted": count.counted,
        "listed": count.listed,
        "note": count.note,
    }
