"""The kiosks of a session at the desk: opened here, invited, and sent away."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.documents import qr
from facilitator.domain.stage.remote import INVITATION_LASTS
from facilitator.errors import FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.console.console import NoAddressError
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of


@dataclass(frozen=True, slots=True)
class KioskRoutes:
    """The page about kiosks."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show how a kiosk is opened, and which devices are kiosks."""
        return self._page(self.rooms.room(session_id))

    def invite(self, session_id: str) -> ResponseReturnValue:
        """Show an invitation that one tablet may take."""
        room = self.rooms.room(session_id)
        try:
            address = room.session.details.address
            if not address:
                raise NoAddressError
            url = f"http://{address}/R/{room.invite('kiosk')}"
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal=refusal)
        return self._page(room, url)

    def remove(self, session_id: str, kiosk_id: str) -> ResponseReturnValue:
        """Send a device away."""
        self.rooms.room(session_id).remove_kiosk(kiosk_id)
        there = url_for("desk.kiosks", session_id=session_id, done="removed")
        return redirect(there, 303)

    def _page(
        self, room: Room, url: str = "", refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        page = render_template(
            "desk/kiosks.html",
            session=room.session,
            kiosks=room.kiosks(),
            url=url,
            code=qr.svg(url.upper()) if url else "",
            until=room.clock() + INVITATION_LASTS,
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
        )
        # An invitation must not come back from a cache.
        headers = {"Cache-Control": "no-store"}
        return page, refusal.status if refusal else 200, headers
