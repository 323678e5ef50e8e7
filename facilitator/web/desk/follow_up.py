"""The follow-up at the desk: when it is taken, and what is sent and printed for it."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.documents import qr
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.live.follow_up import FollowUpNow
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk import session_form
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of
from facilitator.web.phone.pages import sections

_LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class FollowUpRoutes:
    """The page of one session's follow-up, its letter, and its form on paper."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show how far it is."""
        return self._page(self.rooms.room(session_id))

    def change(self, session_id: str) -> ResponseReturnValue:
        """Take follow-ups, or take no more."""
        room = self.rooms.room(session_id)
        wanted = request.form.get("do", "")
        try:
            if wanted == "open":
                room.open_follow_up()
            elif wanted == "close":
                room.close_follow_up()
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        there = url_for("desk.follow_up", session_id=session_id, done=wanted)
        return redirect(there, 303)

    def letter(self, session_id: str) -> ResponseReturnValue:
        """Show the letter to print, and the same words to send."""
        room = self.rooms.room(session_id)
        return _shown("desk/follow_up_letter.html", room, _address(room))

    def paper(self, session_id: str) -> ResponseReturnValue:
        """Show the form to print."""
        room = self.rooms.room(session_id)
        survey = room.follow_up
        made = sections(survey) if survey else ()
        facts = {"survey": survey, "sections": made, **_address(room)}
        return _shown("desk/follow_up_paper.html", room, facts)

    @staticmethod
    def _page(
        room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        facts = {
            "trouble": sentence_of(refusal) if refusal else "",
            "done": request.args.get("done", ""),
            **_address(room),
        }
        page = _shown("desk/follow_up.html", room, facts)
        return page, refusal.status if refusal else 200


def _shown(template: str, room: Room, facts: dict[str, Any]) -> str:
    now = _now(room)
    return render_template(template, room=room, session=room.session, now=now, **facts)


def _now(room: Room) -> FollowUpNow:
    now = room.follow_up_now()
    if now is None:
        raise NotFoundError
    return now


def _address(room: Room) -> dict[str, Any]:
    """Return the address that letters lead to: as typed here, else the session's."""
    typed = request.args.get("address", "").strip()[:_LONGEST_ADDRESS]
    fits = not typed or session_form.is_address(typed)
    place = (typed if fits else "") or room.session.details.address or request.host
    there = f"http://{place}/f/{room.session.code}"
    return {
        "place": typed or place,
        "address": there,
        "address_wrong": not fits,
        "code_drawn": qr.svg(there.upper()),
    }
