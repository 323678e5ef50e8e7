"""What a person decides about people: one or two, and phones that were shared."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.attendance.likeness import REASONS
from facilitator.domain.attendance.merging import DETAILS
from facilitator.domain.attendance.people import FIELDS, PROFESSIONS, SETTINGS
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.merging import Pair
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of

_LONGEST_ID = 32
_LONGEST_REASON = 2_000
_MOST_DIGITS = 9
# A list that nobody would look through is shown in parts.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ReviewRoutes:
    """Entries that may be one person, side by side; and shared phones."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show what there is to decide, and what was decided."""
        return self._page(self.rooms.room(session_id))

    def _page(
        self, room: Room, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        page = render_template(
            "desk/review.html",
            session=room.session,
            pairs=room.likely_pairs(),
            listed=room.likely_expected(),
            phones=room.shared_phones(),
            merged=room.merged(),
            most=MOST_SHOWN,
            reasons=REASONS,
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
        )
        return page, refusal.status if refusal else 200

    def pair(self, session_id: str) -> ResponseReturnValue:
        """Show two entries side by side."""
        room = self.rooms.room(session_id)
        one, other = (request.args.get(name, "") for name in ("one", "other"))
        return self._pair(room, room.pair(one[:_LONGEST_ID], other[:_LONGEST_ID]))

    def _pair(
        self, room: Room, pair: Pair, refusal: FacilitatorError | None = None
    ) -> ResponseReturnValue:
        page = render_template(
            "desk/pair.html",
            session=room.session,
            pair=pair,
            details=DETAILS,
            labels=FIELDS,
            choices={"setting": dict(SETTINGS), "profession": dict(PROFESSIONS)},
            reasons=REASONS,
            trouble=sentence_of(refusal) if refusal else "",
            typed=request.form if refusal else {},
        )
        return page, refusal.status if refusal else 200

    def decide(self, session_id: str) -> ResponseReturnValue:
        """Make one person of two entries, or remember that they are two."""
        room = self.rooms.room(session_id)
        one, other = (
            request.form.get(name, "")[:_LONGEST_ID] for name in ("one", "other")
        )
        wanted = request.form.get("do", "")
        try:
            if wanted == "same":
                taken = [n for n in DETAILS if request.form.get(n) == "other"]
                reason = request.form.get("reason", "")[:_LONGEST_REASON]
                room.merge(one, other, taken, reason)
            elif wanted == "two":
                room.say_apart(one, other)
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._refused(room, one, other, refusal)
        return _back(session_id, wanted)

    def _refused(
        self, room: Room, one: str, other: str, refusal: FacilitatorError
    ) -> ResponseReturnValue:
        try:
            return self._pair(room, room.pair(one, other), refusal)
        except FacilitatorError:
            return self._page(room, refusal)

    def undo(self, session_id: str) -> ResponseReturnValue:
        """Make two people of one again."""
        room = self.rooms.room(session_id)
        number = request.form.get("merge", "")
        try:
            if not (number.isascii() and number.isdecimal()):
                raise BadInputError(what="merge")
            room.undo_merge(int(number[:_MOST_DIGITS]))
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        return _back(session_id, "undone")

    def look(self, session_id: str) -> ResponseReturnValue:
        """Note that somebody looked at a shared phone."""
        room = self.rooms.room(session_id)
        try:
            mark = request.form.get("phone", "")[:_LONGEST_ID]
            room.look_at_phone(mark, request.form.get("by", "")[:_LONGEST_REASON])
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, refusal)
        return _back(session_id, "looked")


def _back(session_id: str, done: str) -> ResponseReturnValue:
    return redirect(url_for("desk.review", session_id=session_id, done=done), 303)
