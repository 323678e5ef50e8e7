"""What the provider of credit got, noted at the desk, and the days left to report."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.credit.handover import KINDS
from facilitator.errors import FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.session import wants_page
from facilitator.web.desk.settle import LONGEST_REASON_SENT
from facilitator.web.locale import sentence_of

_LONGEST_DAY = 20


@dataclass(frozen=True, slots=True)
class HandoverRoutes:
    """The notes of what passed between the trainer and the provider."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show the notes and the days left."""
        return self._page(self.rooms.room(session_id))

    def note(self, session_id: str) -> ResponseReturnValue:
        """Append a note."""
        room = self.rooms.room(session_id)
        try:
            room.hand_over(
                request.form.get("kind", ""),
                request.form.get("day", "")[:_LONGEST_DAY],
                request.form.get("note", "")[:LONGEST_REASON_SENT],
            )
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        there = url_for("desk.handover", session_id=session_id, done="noted")
        return redirect(there, 303)

    @staticmethod
    def _page(
        room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        page = render_template(
            "desk/handover.html",
            room=room,
            session=room.session,
            kinds=KINDS,
            handovers=room.handovers(),
            clock_=room.pharmacy_clock(),
            details=room.credit_details(),
            held=room.day_held(),
            today=room.today(),
            trouble=sentence_of(refusal) if refusal else "",
            typed=request.form if refusal else {},
            done=request.args.get("done", ""),
        )
        return page, refusal.status if refusal else 200
