"""The roster at the desk, person by person: looked up, changed, removed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.people import LONGEST_SEARCH
from facilitator.web.desk.person_details import details_facts, given_details
from facilitator.web.desk.session import wants_page
from facilitator.web.locale import sentence_of

_LONGEST_ID = 32


@dataclass(frozen=True, slots=True)
class ExpectedRoutes:
    """Who is expected, each to be put right."""

    rooms: Rooms

    def show(self, session_id: str) -> ResponseReturnValue:
        """Show who is expected, and the one that was chosen."""
        who = request.args.get("who", "")[:_LONGEST_ID]
        return self._page(self.rooms.room(session_id), who)

    def change(self, session_id: str, expected_id: str) -> ResponseReturnValue:
        """Keep what was put right about one person, or take them off the roster."""
        room, given = self.rooms.room(session_id), given_details()
        wanted = request.form.get("do", "")
        try:
            if wanted == "keep":
                room.change_expected(expected_id, given)
            elif wanted == "remove":
                room.expect_no_longer(expected_id)
            else:
                raise BadInputError(what="do")
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self._page(room, expected_id, refusal, given)
        done = "changed" if wanted == "keep" else "removed"
        return redirect(url_for("desk.expected", session_id=session_id, done=done), 303)

    @staticmethod
    def _page(
        room: Room,
        who: str,
        refusal: FacilitatorError | None = None,
        given: Mapping[str, str] | None = None,
    ) -> ResponseReturnValue:
        sought = request.args.get("q", "")[:LONGEST_SEARCH]
        everybody = room.expected_people(sought)
        listed = room.directory().expected
        one = next((each for each in listed if each.id == who), None)
        page = render_template(
            "desk/expected.html",
            session=room.session,
            sought=sought,
            expected=everybody,
            arrived=room.roster.arrived(room.session.id),
            one=one,
            trouble=sentence_of(refusal) if refusal else "",
            done=request.args.get("done", ""),
            **(details_facts(one.person, given) if one else {}),
        )
        return page, refusal.status if refusal else 200
