"""The trainer's two screens while presenting: the console, and the projector."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from facilitator.live.rooms import Rooms


def create_console(rooms: Rooms) -> Blueprint:
    """Return the pages of console and projector; what happens on them is in events."""
    console = Blueprint("console", __name__)

    @console.get("/console/<session_id>")
    def console_page(session_id: str) -> ResponseReturnValue:
        room = rooms.room(session_id)
        facts = {
            "session": session_id,
            "state": room.console_snapshot(),
            "count": room.counts(),
            "results": room.results(everything=True),
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
        }
        return render_template("projector/page.html", session=room.session, facts=facts)

    return console
