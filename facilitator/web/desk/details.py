"""The details of one person at the desk, put right by the trainer."""

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from facilitator.errors import FacilitatorError
from facilitator.live.rooms import Rooms
from facilitator.web.desk.people import PeopleRoutes
from facilitator.web.desk.person_details import given_details
from facilitator.web.desk.session import wants_page


@dataclass(frozen=True, slots=True)
class DetailsRoutes:
    """What the trainer puts right about a person."""

    rooms: Rooms
    people: PeopleRoutes

    def put_right(self, session_id: str, person_id: str) -> ResponseReturnValue:
        """Keep what was put right; the log keeps what it was."""
        room, given = self.rooms.room(session_id), given_details()
        try:
            room.put_right_at_desk(person_id, given)
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.people.page_of(room, person_id, refusal, details=given)
        there = url_for(
            "desk.person", session_id=session_id, person_id=person_id, done="details"
        )
        return redirect(f"{there}#details", 303)
