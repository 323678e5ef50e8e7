"""The camera at the desk: codes of the printed sheet, read and taken back."""

from dataclasses import dataclass

import gevent
from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from facilitator.documents.qr_reading import MOST_BYTES, FrameError, read_frame
from facilitator.domain.attendance.door import Direction
from facilitator.domain.attendance.personal_codes import PREFIX
from facilitator.errors import BadInputError
from facilitator.live.entering import Passed
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.phone.forms import limit_size, read_json

LONGEST_CODE = 40
LONGEST_ID = 32
_MOST_DIGITS = 4
_DIRECTIONS: dict[str, Direction] = {"in": "in", "out": "out"}
# Its own page alone may ask for the camera; every other page of ours may not.
PERMISSIONS = "geolocation=(), microphone=(), camera=(self)"


@dataclass(frozen=True, slots=True)
class CameraRoutes:
    """The page with the camera, and what its script asks for."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show the camera's page."""
        room = self.rooms.room(session_id)
        page = render_template(
            "desk/camera.html",
            session=room.session,
            facts={"session": session_id, "time_zone": room.session.details.time_zone},
        )
        return page, 200, {"Permissions-Policy": PERMISSIONS}

    def look(self, session_id: str) -> ResponseReturnValue:
        """Return the personal code in the middle of a frame, "" where there is none.

        Nothing of the frame is kept.
        """
        self.rooms.room(session_id)
        width = request.args.get("width", "")
        if not (width.isascii() and width.isdigit() and len(width) <= _MOST_DIGITS):
            raise FrameError
        # A frame takes the processor for some milliseconds; phones are served.
        found = gevent.get_hub().threadpool.apply(
            read_frame, (_read_grey(), int(width))
        )
        # A neighbour's code, half out of the frame, is nobody's scan.
        codes = (
            one.text for one in found if one.off < 1 and one.text.startswith(PREFIX)
        )
        return _private(jsonify(ok=True, code=next(codes, "")[:LONGEST_CODE]))

    def passes(self, session_id: str) -> ResponseReturnValue:
        """Note that whoever's code it is came in or left."""
        limit_size()
        room, given = self.rooms.room(session_id), _read()
        way = _DIRECTIONS.get(given.get("direction", ""))
        if way is None:
            raise BadInputError(what="direction")
        passed = room.pass_by_code(given.get("code", "")[:LONGEST_CODE], way)
        return _told(room, passed, way)

    def take_back(self, session_id: str) -> ResponseReturnValue:
        """Strike out what was just noted."""
        limit_size()
        room, given = self.rooms.room(session_id), _read()
        line = given.get("line", "")
        if not (line.isascii() and line.isdigit() and len(line) < LONGEST_ID):
            raise BadInputError(what="line")
        person = given.get("person", "")[:LONGEST_ID]
        reason = _("Taken back at the camera at once.")
        room.take_back(person, int(line), reason)
        return _private(jsonify(ok=True))


def _read() -> dict[str, str]:
    given = read_json()
    for name, value in given.items():
        if not isinstance(value, str):
            raise BadInputError(what=name[:40])
    return {name: str(value) for name, value in given.items()}


def _read_grey() -> bytes:
    request.max_content_length = MOST_BYTES
    if (request.content_length or 0) > MOST_BYTES:
        raise FrameError
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge as wrong:
        raise FrameError from wrong


def _told(room: Room, passed: Passed, way: Direction) -> Response:
    came = passed.attendee.came
    is_early = way == "in" and came is not None and came > room.clock()
    return _private(
        jsonify(
            ok=True,
            name=passed.attendee.person.name,
            person=passed.attendee.id,
            line=str(passed.line),
            counts_from=came.isoformat() if came and is_early else None,
        )
    )


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
