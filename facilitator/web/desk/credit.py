"""Credit at the desk: what somebody told the trainer, or signed on paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from facilitator.domain.credit.asking import Told
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.desk.credit_rows import LONGEST_VERSION
from facilitator.web.desk.people import PeopleRoutes
from facilitator.web.desk.session import wants_page

_LONGEST_FIELD = 1_000


@dataclass(frozen=True, slots=True)
class CreditRoutes:
    """What the trainer writes down about somebody's credit."""

    rooms: Rooms
    people: PeopleRoutes

    def write(
        self, session_id: str, person_id: str, credit_type: str
    ) -> ResponseReturnValue:
        """Keep what somebody told the trainer, or signed on paper."""
        room = self.rooms.room(session_id)
        given = _given()
        try:
            _written(room, person_id, credit_type, given)
        except FacilitatorError as refusal:
            if not wants_page():
                raise
            return self.people.page_of(room, person_id, refusal, credit_type, given)
        there = url_for(
            "desk.person", session_id=session_id, person_id=person_id, done="credit"
        )
        return redirect(f"{there}#credit", 303)

    def books(self, session_id: str) -> ResponseReturnValue:
        """Close claims and details, or open them again."""
        closed = {"close": True, "open": False}.get(request.form.get("books", ""))
        if closed is None:
            raise BadInputError(what="books")
        self.rooms.room(session_id).close_books(closed=closed)
        there = url_for("desk.people", session_id=session_id, done="books")
        return redirect(f"{there}#books", 303)


def _given() -> dict[str, str]:
    return {name: value[:_LONGEST_FIELD] for name, value in request.form.items()}


def _written(
    room: Room, person_id: str, credit_type: str, given: Mapping[str, str]
) -> None:
    version = given.get("consent", "")[:LONGEST_VERSION]
    attested = given.get("attestation", "")[:LONGEST_VERSION]
    match given.get("do"):
        case "keep":
            told = Told(given, version, agreed_by="trainer")
            room.ask_for_credit(person_id, credit_type, told)
        case "claim":
            typed = given.get("amount", "")
            room.claim_credit(person_id, credit_type, typed, attested, "trainer")
        case "disagree":
            room.no_longer_agree(person_id, credit_type, "trainer")
        case "none":
            room.no_credit(person_id, credit_type, "trainer")
        case _:
            raise BadInputError(what="credit")
