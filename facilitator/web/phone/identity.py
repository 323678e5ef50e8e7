"""The doors behind the identity cookie: signing in, signing out, what is kept."""

import secrets
from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.attendance.door import Direction
from facilitator.domain.attendance.people import (
    FIELDS,
    LONGEST,
    PROFESSIONS,
    SETTINGS,
    Attendee,
    Method,
    NotSignedInError,
    wrong_fields,
)
from facilitator.domain.credit.policy import provider_names
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web import policy
from facilitator.web.downloads import PDF, attached, called, record_pdf
from facilitator.web.locale import get_language, sentence_of
from facilitator.web.phone import sharing as phone_sharing
from facilitator.web.phone.door import (
    has_ticket,
    is_about_the_door,
    take_ticket,
    ticket_given,
)
from facilitator.web.phone.forms import read_fields, read_json, wants_page
from facilitator.web.phone.own import Own
from facilitator.web.phone.pages import is_shared, page, remember
from facilitator.web.phone.papers import paper_facts

LONGEST_TICKET = 200
# With and without scripts the normal pages are forms of the person's own phone.
_METHOD: Method = "phone"


def sign_in_facts(room: Room) -> dict[str, Any]:
    """Return what the sign-in form is drawn from."""
    return {
        "guarded": room.is_guarded,
        "admitted": has_ticket("in"),
        "asked": room.plan.sign_in,
        "providers": provider_names(room.plan.credit),
        "once": secrets.token_hex(16),
        "labels": {name: label[get_language()] for name, label in FIELDS.items()},
        "settings": SETTINGS,
        "professions": PROFESSIONS,
        "longest": LONGEST,
        "typed": {},
        "message": "",
        "wrong": {},
        "another": False,
    }


class IdentityDoors:
    """The routes under /s/CODE/me, the only ones that see who somebody is."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        me = "/s/<code>/me"
        phone.add_url_rule(me, "me", self.me)
        phone.add_url_rule(f"{me}/name", "name", self.name)
        phone.add_url_rule(f"{me}/another", "another", self.another)
        phone.add_url_rule(f"{me}/record.pdf", "record", self.record)
        for name, door in (
            ("sign-in", self.sign_in),
            ("sign-out", self.sign_out),
            ("evaluated", self.evaluated),
        ):
            phone.add_url_rule(f"{me}/{name}", name, door, methods=["POST"])

    def me(self, code: str) -> ResponseReturnValue:
        """Say how the visitor's own attendance stands."""
        room = self.rooms.room_by_code(code)
        person = room.attendee(_identity())
        if not wants_page(request):
            return _as_json(person, room)
        if person is None:
            return redirect(url_for("phone.session", code=room.session.code))
        return self._done(room, person)

    def name(self, code: str) -> ResponseReturnValue:
        """Say whose phone this is, in a frame of pages that do not know it."""
        room = self.rooms.room_by_code(code)
        person = room.attendee(_identity())
        name = person.person.name if person else ""
        response = page(self.rooms, room, "name", who=name)
        response.headers[policy.HEADER] = policy.PREVIEW
        return response

    def record(self, code: str) -> ResponseReturnValue:
        """Hand out the visitor's own record of attendance.

        Raises:
            NotSignedInError: the phone holds nobody's cookie.
        """
        room = self.rooms.room_by_code(code)
        person = room.attendee(_identity())
        if person is None:
            raise NotSignedInError
        made = record_pdf(self.rooms, room, person, get_language())
        return attached(made, PDF, f"{called('record')}-{room.session.code}.pdf")

    def another(self, code: str) -> ResponseReturnValue:
        """Show the form by which somebody else signs in on this phone."""
        room = self.rooms.room_by_code(code)
        if room.attendee(_identity()) is None or room.stage.finished:
            return redirect(url_for("phone.session", code=room.session.code))
        facts = sign_in_facts(room) | {"another": True}
        return page(self.rooms, room, "sign_in", **facts)

    def sign_in(self, code: str) -> ResponseReturnValue:
        """Sign a person in; a second press signs nobody in twice."""
        room = self.rooms.room_by_code(code)
        given: dict[str, str] = {}
        try:
            given = _read_sign_in()
            phone_sharing.check_shown_as(given)
            return self._signed_in(room, given)
        except FacilitatorError as problem:
            somebody_else = isinstance(problem, phone_sharing.SomebodyElseError)
            if somebody_else or not wants_page(request):
                raise
            facts = sign_in_facts(room) | _wrong(room, problem, given)
            facts["another"] = another = bool(given.get("another"))
            back = url_for("phone.session", code=room.session.code, step="sign-in")
            if another:
                back = url_for("phone.another", code=room.session.code)
            return page(
                self.rooms,
                room,
                "sign_in",
                problem.status,
                language_page=back,
                **facts,
            )

    def _signed_in(self, room: Room, given: dict[str, str]) -> ResponseReturnValue:
        identity, ticket = _identity(), _ticket(room, "in", given)
        earlier = person = room.attendee(identity)
        once, another = given.get("once", ""), bool(given.get("another"))
        if person is None:
            identity = room.sign_in(given, get_language(), _METHOD, once, ticket)
        elif another:
            if once != identity:
                phone_sharing.check_space()
            identity = room.sign_in_beside(
                identity, given, get_language(), _METHOD, once, ticket
            )
        else:
            if given.get("name") and not person.person.name:
                room.give_name(identity, given, get_language(), ticket)
            room.sign_back_in(identity, _METHOD, ticket)
        person = room.attendee(identity)
        first = another or earlier is None or not earlier.person.name
        named = bool(person and person.person.name)
        asks = first and named and bool(room.plan.credit)
        response = self._answer(room, person, "credit" if asks else "session")
        if person:
            phone_sharing.hold(response, room, identity, person)
        take_ticket(response, room, "in")
        return response

    def sign_out(self, code: str) -> ResponseReturnValue:
        """Note that the visitor leaves."""
        room = self.rooms.room_by_code(code)
        try:
            given = _read_sign_in()
            phone_sharing.check_shown_as(given)
            ticket = _ticket(room, "out", given)
            person = room.sign_out(_identity(), _METHOD, ticket)
        except FacilitatorError as problem:
            present = room.attendee(_identity())
            if not wants_page(request) or present is None:
                raise
            return self._done(room, present, sentence_of(problem), problem.status)
        response = self._answer(room, person)
        remember(response, room, "out")
        take_ticket(response, room, "out")
        return response

    def evaluated(self, code: str) -> ResponseReturnValue:
        """Take the ticket that an evaluation was handed in."""
        room = self.rooms.room_by_code(code)
        given = read_json() if request.is_json else read_fields()
        ticket = given.get("ticket", "")
        if not isinstance(ticket, str) or not 0 < len(ticket) <= LONGEST_TICKET:
            raise BadInputError(what="ticket")
        try:
            person = room.evaluated(_identity(), ticket)
        except NotSignedInError:
            if not wants_page(request):
                raise
            # The evaluation is in; there is only nobody to note it for.
            return redirect(url_for("phone.session", code=room.session.code), 303)
        return self._answer(room, person)

    def _answer(
        self, room: Room, person: Attendee | None, page: str = "me"
    ) -> Response:
        if not wants_page(request):
            return _as_json(person, room)
        where = url_for(f"phone.{page}", code=room.session.code)
        response = redirect(where, 303)
        assert isinstance(response, Response)  # noqa: S101 - Flask's own class
        return response

    def _done(
        self, room: Room, person: Attendee, message: str = "", status: int = 200
    ) -> ResponseReturnValue:
        return page(
            self.rooms,
            room,
            "done",
            status,
            person=person,
            own=Own(self.rooms, room, person),
            standings=room.credit(person),
            done=request.args.get("done", ""),
            stage=room.stage,
            zone=room.session.details.time_zone,
            message=message,
            **paper_facts(room, person),
            guarded=room.is_guarded and bool(person.person.name),
            admitted={"in": has_ticket("in"), "out": has_ticket("out")},
            beside=phone_sharing.people_beside(room),
            may_have_code=_may_have_code(room, person),
            language_page=url_for("phone.me", code=room.session.code),
        )


def _identity() -> str:
    return request.cookies.get("identity", "")


def _may_have_code(room: Room, person: Attendee) -> bool:
    """Whether this phone is offered a code for the follow-up on the person's page."""
    # Several people hand in their forms one by one: the code is of the last of these.
    is_theirs = person.evaluated or not is_shared()
    is_over = room.stage.finished
    phone = request.cookies.get("participant", "")
    return is_theirs and not is_over and room.may_have_code(phone)


def _ticket(room: Room, direction: Direction, given: dict[str, str]) -> str:
    """Return the ticket that somebody comes with; a nameless person needs none."""
    if given.get("anonymous"):
        return ""
    return ticket_given(room, direction, given.get("door", ""))


def _read_sign_in() -> dict[str, str]:
    if not request.is_json:
        return {name: value[:1000] for name, value in read_fields().items()}
    given = {name: value for name, value in read_json().items() if value is not None}
    for name, value in given.items():
        if not isinstance(value, str):
            raise BadInputError(what=name[:40])
    return {name: str(value) for name, value in given.items()}


def _wrong(
    room: Room, problem: FacilitatorError, given: dict[str, str]
) -> dict[str, Any]:
    """Return all that is wrong with the form by field, or else one message."""
    is_form = isinstance(problem, BadInputError) and "anonymous" not in given
    found = wrong_fields(given, room.plan.sign_in) if is_form else {}
    wrong = {field: sentence_of(each) for field, each in found.items()}
    if is_about_the_door(problem):
        wrong["door"] = sentence_of(problem)
    message = "" if wrong else sentence_of(problem)
    return {"typed": given, "message": message, "wrong": wrong}


def _as_json(person: Attendee | None, room: Room) -> Response:
    came = person.came if person else None
    left = person.left if person else None
    is_early = came is not None and came > room.clock()
    response = jsonify(
        ok=True,
        signed_in=person is not None,
        name=person.person.name if person else "",
        in_at=came.isoformat() if came else None,
        out_at=left.isoformat() if left else None,
        early=is_early,
        evaluated=person.evaluated if person else False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
