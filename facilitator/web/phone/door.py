"""The phone at the door: a code read off the screen becomes a ticket in a cookie.

The ticket travels to /s/CODE/me only, where nothing is answered.
"""

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.attendance.door import (
    DIRECTIONS,
    LONGEST_TICKET,
    TICKET_LIFE,
    Direction,
    DoorCodeError,
)
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.phone.forms import read_fields, read_json, wants_page

LONGEST_CODE = 40
_DIRECTIONS: dict[str, Direction] = {"i": "in", "o": "out"}


class DoorDoors:
    """The routes that the codes at the door lead to."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        for letter in ("I", "i", "O", "o"):
            way = {"direction": _DIRECTIONS[letter.lower()]}
            rule = f"/{letter}/<code>/<door_code>"
            phone.add_url_rule(rule, f"door_{letter}", self.scanned, defaults=way)
        phone.add_url_rule("/s/<code>/me/door", "door", self.typed, methods=["POST"])

    def scanned(
        self, code: str, door_code: str, direction: Direction
    ) -> ResponseReturnValue:
        """Lead from a QR code at the door to the session, with a ticket if it opens.

        An old code leads there as well: the page asks for the one on the screen.
        """
        room = self.rooms.room_by_code(code[:LONGEST_CODE])
        target = "phone.session" if direction == "in" else "phone.me"
        response = redirect(url_for(target, code=room.session.code))
        assert isinstance(response, Response)  # noqa: S101 - Flask's own class
        if room.is_guarded and room.door.opens(direction, door_code, room.clock()):
            hand_ticket(response, room, direction, room.ticket(direction, door_code))
        return response

    def typed(self, code: str) -> ResponseReturnValue:
        """Give a ticket for a code that was typed; a script asks while it is fresh."""
        room = self.rooms.room_by_code(code[:LONGEST_CODE])
        given = read_json() if request.is_json else read_fields()
        direction, typed = given.get("direction"), given.get("door")
        if direction not in DIRECTIONS or not isinstance(typed, str):
            raise BadInputError(what="door")
        way: Direction = "in" if direction == "in" else "out"
        ticket = room.ticket(way, typed)
        if wants_page(request):
            target = "phone.session" if way == "in" else "phone.me"
            step = "sign-in" if way == "in" else None
            there = url_for(target, code=room.session.code, step=step)
            response = redirect(there, 303)
            assert isinstance(response, Response)  # noqa: S101 - Flask's own class
        else:
            response = jsonify(ok=True)
        hand_ticket(response, room, way, ticket)
        return response


def hand_ticket(
    response: Response, room: Room, direction: Direction, ticket: str
) -> None:
    """Put a ticket into its cookie, and a mark of it where pages can see it."""
    path, seconds = f"/s/{room.session.code}", int(TICKET_LIFE.total_seconds())
    response.set_cookie(
        f"ticket_{direction}",
        ticket,
        max_age=seconds,
        path=f"{path}/me",
        httponly=True,
        samesite="Lax",
    )
    response.set_cookie(
        f"admitted_{direction}", "yes", max_age=seconds, path=path, samesite="Lax"
    )


def take_ticket(response: Response, room: Room, direction: Direction) -> None:
    """Take a used ticket away."""
    path = f"/s/{room.session.code}"
    response.delete_cookie(f"ticket_{direction}", path=f"{path}/me")
    response.delete_cookie(f"admitted_{direction}", path=path)


def has_ticket(direction: Direction) -> bool:
    """Whether the phone holds a ticket, as far as its pages can see."""
    return request.cookies.get(f"admitted_{direction}") == "yes"


def ticket_given(room: Room, direction: Direction, typed: str = "") -> str:
    """Return the visitor's ticket, or a new one for a code that was just typed.

    Raises:
        DoorCodeError: the code that was typed is not the one on the screen.
    """
    if not room.is_guarded:
        return ""
    if typed.strip():
        return room.ticket(direction, typed)
    return request.cookies.get(f"ticket_{direction}", "")[:LONGEST_TICKET]


def is_about_the_door(problem: FacilitatorError) -> bool:
    """Whether what went wrong is the code at the door."""
    return isinstance(problem, DoorCodeError)
