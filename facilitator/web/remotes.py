"""The page on which a device takes an invitation: as a remote, or as a kiosk."""

import re
import secrets

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.stage.remote import DeviceKind, InvitationGoneError, Role
from facilitator.errors import BadInputError
from facilitator.live.rooms import Rooms
from facilitator.web.access import Access, let_device_in

TOKEN = re.compile(r"[0-9A-Za-z]{20,40}")
_PAGES: dict[Role, str] = {"remote": "remote/join.html", "kiosk": "kiosk/join.html"}
_THERE: dict[Role, str] = {
    "remote": "console.console_page",
    "kiosk": "kiosk.kiosk_page",
}
KEY = re.compile(r"[0-9a-f]{32}")
# The first that a browser names itself by; an iPad may call itself a Mac.
DEVICES: tuple[tuple[str, DeviceKind], ...] = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)


def device_kind(agent: str) -> DeviceKind:
    """Return what kind of device a browser says it runs on."""
    for sign, kind in DEVICES:
        if sign in agent:
            is_tablet = kind == "android" and "Mobile" not in agent
            return "tablet" if is_tablet else kind
    return "other"


def create_remotes(rooms: Rooms, access: Access) -> Blueprint:
    """Return the way in for devices; it is open to whoever holds an invitation."""
    remotes = Blueprint("remotes", __name__)

    @remotes.after_request
    def private(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    # The code in the picture is in capitals; the page itself uses nothing up, because
    # messengers and cameras open what they preview.
    @remotes.get("/R/<token>")
    @remotes.get("/r/<token>")
    def invitation(token: str) -> ResponseReturnValue:
        page = _PAGES[rooms.invited_as(_token(token))]
        return render_template(page, token=token, key=secrets.token_hex(16))

    @remotes.post("/r/<token>")
    def join(token: str) -> ResponseReturnValue:
        key = request.form.get("key", "")
        if not KEY.fullmatch(key):
            raise BadInputError(what="The form")
        kind = device_kind(request.user_agent.string)
        room, role = rooms.join_by_invitation(_token(token), key, kind)
        there = url_for(_THERE[role], session_id=room.session.id)
        response = make_response(redirect(there, 303))
        let_device_in(response, access, room, key, role)
        return response

    return remotes


def _token(given: str) -> str:
    if not TOKEN.fullmatch(given):
        raise InvitationGoneError
    return given
