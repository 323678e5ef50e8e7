"""The trainer's two screens while presenting: the console, and the projector."""

from flask import Blueprint, render_template
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
            "door": room.door_now(),
        }
        return render_template("console/page.html", session=room.session, facts=facts)

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

    return console
