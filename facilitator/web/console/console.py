"""The trainer's two screens while presenting: the console, and the projector."""

from flask import Blueprint, g, jsonify, render_template
from flask.typing import ResponseReturnValue

from facilitator.documents import qr
from facilitator.domain.stage.remote import INVITATION_LASTS
from facilitator.errors import FacilitatorError
from facilitator.live.rooms import Rooms
from facilitator.web.console.people import PeopleDoors
from facilitator.web.console.polls import add_poll_making


class NoAddressError(FacilitatorError):
    """No address was chosen that other devices could open."""

    code = "no-address"
    status = 409
    sentence = "Choose the address that phones use at the desk first."


def create_console(rooms: Rooms) -> Blueprint:
    """Return the pages of console and projector; what happens on them is in events."""
    console = Blueprint("console", __name__)

    @console.get("/console/<session_id>")
    def console_page(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        facts = {
            "session": session_id,
            "remote": bool(g.leader.remote),
            "state": room.console_snapshot(),
            "count": {
                **room.counts(),
                "pace": room.pace_now(),
                "forms": room.form_counts(),
            },
            "questions": room.questions_at_console(),
            "results": room.results(everything=True),
            "door": room.door_now(),
        }
        return render_template("console/page.html", session=room.session, facts=facts)

    @console.get("/console/<session_id>/outline")
    def outline(session_id: str) -> ResponseReturnValue:
        response = jsonify(rooms.room(session_id).outline())
        response.headers["Cache-Control"] = "no-store"
        return response

    @console.get("/projector/<session_id>")
    def projector_page(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        facts = {
            "session": session_id,
            "state": room.projector_snapshot(),
            "count": room.counts(),
            "door": room.door_now(),
        }
        return render_template("projector/page.html", session=room.session, facts=facts)

    @console.post("/console/<session_id>/remotes")
    def invite(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        address = room.session.details.address
        if not address:
            raise NoAddressError
        url = f"http://{address}/R/{room.invite()}"
        expires = rooms.clock() + INVITATION_LASTS
        answer = {"ok": True, "url": url, "qr": qr.svg(url.upper())}
        response = jsonify({**answer, "expires_at": expires.isoformat()})
        response.headers["Cache-Control"] = "no-store"
        return response

    @console.post("/console/<session_id>/remotes/<remote_id>/remove")
    def remove(session_id: str, remote_id: str) -> ResponseReturnValue:
        rooms.room(session_id).remove_remote(remote_id)
        return jsonify(ok=True)

    PeopleDoors(rooms).add_to(console)
    add_poll_making(console, rooms)
    return console
