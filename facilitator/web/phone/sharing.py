"""The doors of a phone that is handed on: several people sign in, each as themselves.

The phone keeps the cookies of all of them, where nothing is answered; whose page it
shows is a choice of whoever holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.attendance.people import Attendee, NotSignedInError
from facilitator.domain.attendance.shared_phones import MOST_ON_A_PHONE, FullPhoneError
from facilitator.errors import FacilitatorError
from facilitator.live import tokens
from facilitator.live.attending import ONCE
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.phone.forms import read_fields
from facilitator.web.phone.pages import COOKIE_SECONDS, remember, share

COOKIE = "beside"
_HANDLE = 12
# The field by which a form of a person's own page says whose it was shown as.
SHOWN_AS = "as"


class SomebodyElseError(FacilitatorError):
    """A form of one person's page is sent while the phone shows another's."""

    code = "somebody-else"
    status = 409
    sentence = (
        "This phone shows somebody else's page now, so nothing was kept. Choose whose "
        "page it is, then try again."
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody else who signed in on this phone, and what they are chosen by."""

    handle: str
    person: Attendee


class SharingDoors:
    """The routes by which one phone serves several people."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors."""
        me = "/s/<code>/me"
        phone.add_url_rule(f"{me}/person", "person", self.choose, methods=["POST"])

    def choose(self, code: str) -> ResponseReturnValue:
        """Go on as another of the people who signed in on this phone.

        Raises:
            NotSignedInError: nobody here is chosen by that.
        """
        room = self.rooms.room_by_code(code)
        wanted = read_fields().get("who", "")[:_HANDLE]
        for identity in others():
            person = room.attendee(identity)
            if person and handle(identity) == wanted:
                response = redirect(url_for("phone.me", code=room.session.code), 303)
                assert isinstance(response, Response)  # noqa: S101 - Flask's own class
                hold(response, room, identity, person)
                return response
        raise NotSignedInError


def hold(response: Response, room: Room, identity: str, person: Attendee) -> None:
    """Make somebody the one whose page this phone shows; the others stay on it."""
    kept_before = request.cookies.get("identity", "")
    rest = [one for one in (*others(), kept_before) if one != identity]
    known = [one for one in dict.fromkeys(rest) if one and room.attendee(one)]
    _keep(response, room, "identity", identity)
    if known:
        _keep(response, room, COOKIE, ".".join(known))
        share(response, room)
    named = "in" if person.person.name else "anonymous"
    remember(response, room, "out" if person.left else named)


def _keep(response: Response, room: Room, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_SECONDS,
        path=f"/s/{room.session.code}/me",
        httponly=True,
        samesite="Lax",
    )


def others() -> tuple[str, ...]:
    """Return the cookies of the others who signed in on this phone."""
    given = request.cookies.get(COOKIE, "")[: 40 * MOST_ON_A_PHONE].split(".")
    kept = [one for one in given if ONCE.fullmatch(one)]
    return tuple(dict.fromkeys(kept))[: MOST_ON_A_PHONE - 1]


def people_beside(room: Room) -> tuple[Beside, ...]:
    """Return the others who signed in on this phone, each once."""
    mine = room.attendee(request.cookies.get("identity", ""))
    found: dict[str, Beside] = {}
    for identity in others():
        person = room.attendee(identity)
        if person and (mine is None or person.id != mine.id):
            found.setdefault(person.id, Beside(handle(identity), person))
    return tuple(found.values())


def check_space() -> None:
    """See that one more person fits on this phone.

    Raises:
        FullPhoneError: it does not remember more.
    """
    if len(others()) + 1 >= MOST_ON_A_PHONE:
        raise FullPhoneError(most=MOST_ON_A_PHONE)


def check_shown_as(given: Mapping[str, str]) -> None:
    """See that a form is still that of the person whose page this phone shows.

    Raises:
        SomebodyElseError: another tab has gone on as somebody else meanwhile.
    """
    shown_as, identity = given.get(SHOWN_AS, ""), request.cookies.get("identity", "")
    if shown_as and identity and shown_as != handle(identity):
        raise SomebodyElseError


def handle(identity: str) -> str:
    """Return what a person on this phone is told apart by; it opens nothing."""
    return tokens.identity_hash(identity)[:_HANDLE]
