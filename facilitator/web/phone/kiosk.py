"""The kiosk at the door: one person after the other signs in and out.

It shows names that were typed, and nothing else of anybody. What is sent here is kept
out of addresses and of the browser's history.
"""

from typing import Any

from flask import Blueprint, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.attendance.door import Direction
from facilitator.domain.attendance.people import (
    FIELDS,
    LONGEST,
    PROFESSIONS,
    SETTINGS,
    Attendee,
)
from facilitator.domain.text import LANGUAGES, Text
from facilitator.errors import BadInputError
from facilitator.live.attending import ONCE
from facilitator.live.entering import Passed
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.phone.forms import limit_size, read_json

LONGEST_SEARCH = 200
LONGEST_ID = 32
_DIRECTIONS: dict[str, Direction] = {"in": "in", "out": "out"}
_CHOICES = {"setting": SETTINGS, "profession": PROFESSIONS}


def create_kiosk(rooms: Rooms) -> Blueprint:
    """Return the kiosk's doors; `access` decides which device may open them."""
    kiosk = Blueprint("kiosk", __name__)
    here = "/kiosk/<session_id>"
    kiosk.before_request(limit_size)

    @kiosk.after_request
    def private(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    @kiosk.get(here)
    def kiosk_page(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        # Whatever the trainer reads: the first person is met in the session's own.
        g.language = (*room.session.details.languages, "en")[0]
        return render_template(
            "kiosk/page.html", session=room.session, facts=_facts(room)
        )

    @kiosk.get(f"{here}/state")
    def state(session_id: str) -> ResponseReturnValue:
        return jsonify(ok=True, **_state(rooms.room(session_id)))

    @kiosk.post(f"{here}/find")
    def find(session_id: str) -> ResponseReturnValue:
        given = _read()
        letters, way = given.get("letters", ""), given.get("direction", "")
        if way not in _DIRECTIONS:
            raise BadInputError(what="direction")
        search = rooms.room(session_id).seek(letters[:LONGEST_SEARCH], _DIRECTIONS[way])
        people = [{"id": one.id, "name": one.name} for one in search.matches]
        return jsonify(ok=True, outcome=search.outcome, people=people)

    @kiosk.post(f"{here}/sign-in")
    def sign_in(session_id: str) -> ResponseReturnValue:
        room, given = rooms.room(session_id), _read()
        if given.get("person"):
            person = given["person"][:LONGEST_ID]
            return _passed(room, room.enter(person, "kiosk", given["language"]))
        once = given.get("once", "")
        if not ONCE.fullmatch(once):
            raise BadInputError(what="The form")
        return _told(room, room.enter_unlisted(given, given["language"], once))

    @kiosk.post(f"{here}/sign-out")
    def sign_out(session_id: str) -> ResponseReturnValue:
        room, given = rooms.room(session_id), _read()
        return _passed(room, room.leave(given.get("person", "")[:LONGEST_ID], "kiosk"))

    return kiosk


def _read() -> dict[str, str]:
    """Return what was posted; whatever it leads to is said in its language."""
    given = read_json()
    for name, value in given.items():
        if not isinstance(value, str):
            raise BadInputError(what=name[:40])
    fields = {name: str(value) for name, value in given.items()}
    fields["language"] = fields.get("language", "")
    if fields["language"] not in LANGUAGES:
        raise BadInputError(what="language")
    # The trainer's own choice of a language stays as it was.
    g.language = fields["language"]
    return fields


def _passed(room: Room, passed: Passed) -> Response:
    return _told(room, passed.attendee, changed=bool(passed.line))


def _told(room: Room, person: Attendee, *, changed: bool = True) -> Response:
    """Return what the person is told: their name, and from when they count if early."""
    came = person.came
    is_early = came is not None and came > room.clock()
    return jsonify(
        ok=True,
        name=person.person.name,
        changed=changed,
        counts_from=came.isoformat() if came and is_early else None,
    )


def _state(room: Room) -> dict[str, Any]:
    return {"finished": room.stage.finished, "listed": bool(room.counts()["expected"])}


def _facts(room: Room) -> dict[str, Any]:
    """Return what the page is drawn from: words and fields, and nobody's name."""
    asked = room.plan.sign_in
    return {
        "session": room.session.id,
        "title": room.session.title.as_dict(),
        "host": room.session.details.host,
        "time_zone": room.session.details.time_zone,
        "languages": room.session.details.languages,
        "fields": [_field(name) for name in asked],
        "credit": bool(room.plan.credit),
        **_state(room),
    }


def _field(name: str) -> dict[str, Any]:
    choices = _CHOICES.get(name, ())
    return {
        "name": name,
        "label": FIELDS[name].as_dict(),
        "longest": LONGEST.get(name, 0),
        "choices": [_choice(value, label) for value, label in choices],
    }


def _choice(value: str, label: Text) -> dict[str, Any]:
    return {"value": value, "label": label.as_dict()}
