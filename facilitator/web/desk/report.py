"""What the trainer puts right in a deck at the desk; kept at once."""

from dataclasses import dataclass

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from facilitator.errors import BadInputError, FacilitatorError
from facilitator.web.desk.session import SessionDesk, wants_page

LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class ReportRoutes:
    """What the trainer writes about slides; kept at once."""

    desk: SessionDesk

    def title(self, session_id: str, deck_id: str, slide: int) -> ResponseReturnValue:
        """Keep a title for a slide without one."""
        room = self.desk.rooms.room(session_id)
        try:
            typed = request.form.get("title", "")
            language = request.form.get("language", "")[:LONGEST_KEY]
            room.mend_title(deck_id, slide, typed, language)
        except FacilitatorError as refusal:
            return self.desk.refused(room, "report", refusal)
        return self._done(session_id, "title-kept")

    def description(
        self, session_id: str, deck_id: str, slide: int
    ) -> ResponseReturnValue:
        """Keep what a picture shows, or that it only decorates."""
        room = self.desk.rooms.room(session_id)
        try:
            room.mend_description(
                deck_id,
                slide,
                request.form.get("key", "")[:LONGEST_KEY],
                request.form.get("text", ""),
                decorative=request.form.get("decorative") == "yes",
            )
        except FacilitatorError as refusal:
            return self.desk.refused(room, "report", refusal)
        return self._done(session_id, "description-kept")

    def section(self, session_id: str) -> ResponseReturnValue:
        """Tie a section to an item of the agenda."""
        room = self.desk.rooms.room(session_id)
        try:
            if "section" not in request.form or "item" not in request.form:
                raise BadInputError(what="section")
            room.tie_section(request.form["section"], request.form["item"])
        except FacilitatorError as refusal:
            return self.desk.refused(room, "order", refusal)
        return self._done(session_id, "section-tied", "order")

    def _done(
        self, session_id: str, done: str, section: str = "report"
    ) -> ResponseReturnValue:
        if not wants_page():
            return jsonify(ok=True)
        return self.desk.back(session_id, section, done)
