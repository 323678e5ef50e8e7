"""The door at the desk: by whose word people sign in, and from when."""

from dataclasses import dataclass, replace
from typing import Literal

from flask import request
from flask.typing import ResponseReturnValue

from facilitator.domain.session import OPENINGS
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.web.desk.session import SessionDesk

DOORS: dict[str, Literal["open", "codes"]] = {"open": "open", "codes": "codes"}


@dataclass(frozen=True, slots=True)
class DoorRoutes:
    """The form about the door."""

    desk: SessionDesk

    def change(self, session_id: str) -> ResponseReturnValue:
        """Keep how people sign in and out, and when sign-in opens."""
        room = self.desk.rooms.room(session_id)
        details = room.session.details
        try:
            door = DOORS.get(request.form.get("door", ""))
            if door is None:
                raise BadInputError(what="door")
            opens = _opening(request.form.get("opens"), details.opens_before)
            room.change_details(replace(details, door=door, opens_before=opens))
        except FacilitatorError as refusal:
            return self.desk.refused(room, "door", refusal)
        return self.desk.back(session_id, "door", "door")


def _opening(typed: str | None, kept: int | None) -> int | None:
    """Return how many minutes before the start sign-in opens; None is at once."""
    if typed is None:
        return kept
    if not typed:
        return None
    if typed not in [str(minutes) for minutes in OPENINGS]:
        raise BadInputError(what=typed[:20])
    return int(typed)
