"""A visitor's own pages: on the phone that signed in, or by a private address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.attendance.presence import Interval, overlap
from facilitator.domain.credit.asking import earnable
from facilitator.domain.credit.engine import CreditResult
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.text import Text
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.access import owner
from facilitator.web.phone.forms import read_fields
from facilitator.web.phone.pages import page
from facilitator.web.phone.sharing import check_shown_as, handle

# What forms give is cut to this before it is read; everything read is shorter.
LONGEST_FIELD = 1_000
LONGEST_ADDRESS = 80


@dataclass(frozen=True, slots=True)
class Own:
    """Whose pages these are, and where they lie; `token` is "" on the own phone."""

    rooms: Rooms
    room: Room
    attendee: Attendee
    token: str = ""

    @property
    def entry(self) -> str:
        """The id of the entry that the visitor comes by, whoever it counts as."""
        return self.room.entry_of(request.cookies.get("identity", ""), self.token)

    @property
    def shown_as(self) -> str:
        """What forms of these pages say whose they are; "" by a private address."""
        return "" if self.token else handle(request.cookies.get("identity", ""))

    def to(self, name: str, **facts: str) -> str:
        """Return the address of another of these pages, such as "credit"."""
        if self.token:
            values: dict[str, Any] = {"token": self.token, **facts}
            return url_for(f"phone.own_{name}", **values)
        values = {"code": self.room.session.code, **facts}
        return url_for(f"phone.{name}", **values)

    @property
    def offers(self) -> tuple[CreditPolicy, ...]:
        """The credit that the person may earn and has not asked for."""
        asked = {request.type for request in self.room.asked_by(self.attendee.id)}
        profession = self.attendee.person.profession
        may = earnable(self.room.plan.credit, profession)
        return tuple(policy for policy in may if policy.type not in asked)

    @property
    def erased_at(self) -> datetime | None:
        """When the details for reports were erased, None where they were not."""
        receipts = self.rooms.after.receipts(self.room.session.id)
        erased = [one.at for one in receipts if one.step == "licenses"]
        return max(erased, default=None)

    def page(self, template: str, status: int = 200, **facts: object) -> Response:
        """Return one of the pages; no cache keeps it, and no address leaves it."""
        response = page(
            self.rooms,
            self.room,
            template,
            status,
            own=self,
            who=self.attendee,
            **facts,
        )
        # The address is the key: it must not travel to another site.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def own_of(rooms: Rooms, code: str = "", token: str = "") -> Own:
    """Return whose own pages the visitor opens.

    Raises:
        NotSignedInError: the phone holds nobody's cookie.
        NoSuchOwnPageError: the private address leads nowhere.
        SomebodyElseError: a form was shown as that of another person.
    """
    if request.method == "POST" and not token:
        check_shown_as(read_fields())
    token = token[:LONGEST_ADDRESS]
    identity = request.cookies.get("identity", "")
    room, attendee = owner(rooms, code=code, identity=identity, address=token)
    return Own(rooms, room, attendee, token)


def given_fields() -> Mapping[str, str]:
    """Return what a form gave, each field cut to LONGEST_FIELD."""
    return {name: value[:LONGEST_FIELD] for name, value in read_fields().items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """A part of the agenda that counts, when it was on, and whole minutes in it."""

    title: Text
    part: Interval
    minutes: int


def counted(own: Own, result: CreditResult) -> tuple[Counted, ...]:
    """Return the parts that a person's credit was counted from."""
    titles = {item.name: item.title for item in own.room.plan.agenda}
    return tuple(
        Counted(
            titles[time.item],
            part,
            int(overlap(result.intervals, part).total_seconds()) // 60,
        )
        for time in result.times
        if (part := time.interval)
    )


Answer = ResponseReturnValue
