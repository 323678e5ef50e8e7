"""What was collected, erased at the desk: what goes, what stays, and the receipts."""

from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.purge import STEPS, Step
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.live.purging import Purging
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.erasing import WORDS
from facilitator.web.desk import time_zones
from facilitator.web.desk.session import wants_page
from facilitator.web.downloads import attached, called
from facilitator.web.locale import sentence_of


def _step(name: str) -> Step:
    for step in STEPS:
        if step == name:
            return step
    raise NotFoundError


@dataclass(frozen=True, slots=True)
class PurgeRoutes:
    """The steps of a purge, and what stays of one."""

    rooms: Rooms
    purging: Purging

    def overview(self, session_id: str) -> ResponseReturnValue:
        """Show what is kept of a session, and what was erased."""
        room = self.rooms.room(session_id)
        return render_template(
            "desk/purge.html",
            room=room,
            session=room.session,
            offers=self.purging.offers(room),
            steps=STEPS,
            words=WORDS,
            receipts=self.purging.receipts(session_id),
            done=request.args.get("done", ""),
        )

    def step(self, session_id: str, step: str) -> ResponseReturnValue:
        """Show in numbers what would go and what would stay."""
        return self._step(self.rooms.room(session_id), _step(step))

    def purge(self, session_id: str, step: str) -> ResponseReturnValue:
        """Erase it, once the session's code was typed."""
        wanted = _step(step)
        try:
            receipt = self.purging.purge(
                session_id, wanted, request.form.get("code", "")
            )
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._step(self.rooms.room(session_id), wanted, refusal)
        if wanted == "session":
            there = url_for("desk.receipts", done=receipt.number)
        else:
            there = url_for("desk.purge", session_id=session_id, done=receipt.number)
        return redirect(there, 303)

    def _step(
        self, room: Room, step: Step, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        offer = self.purging.offer(room, step)
        page = render_template(
            "desk/purge_step.html",
            room=room,
            session=room.session,
            offer=offer,
            offers={one.step: one for one in self.purging.offers(room)},
            copies=self.purging.copies(room),
            steps=STEPS,
            words=WORDS,
            people=room.counts()["signed_in"],
            unreported=room.details_needed(),
            earns_credit=bool(room.plan.credit),
            trouble=sentence_of(refusal) if refusal else "",
            typed=request.form if refusal else {},
        )
        return page, refusal.status if refusal else 200

    def receipts(self) -> ResponseReturnValue:
        """Show every receipt, also of sessions that are gone."""
        return render_template(
            "desk/receipts.html",
            # Sessions may be gone, and their zones with them.
            zone=time_zones.local(),
            receipts=tuple(reversed(self.purging.receipts())),
            steps=STEPS,
            words=WORDS,
            done=request.args.get("done", ""),
        )

    def receipt(self, number: int) -> Response:
        """Return a receipt as a text file, in the visitor's language."""
        receipt = self.purging.receipt(number)
        text = render_template(
            "desk/receipt_text.html", receipt=receipt, steps=STEPS, words=WORDS
        )
        name = f"{called('purge-receipt')}-{receipt.number}.txt"
        return attached(text.encode(), "text/plain", name)
