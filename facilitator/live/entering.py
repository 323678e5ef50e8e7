"""People pass the door without a phone of their own: kiosk, camera, paper sheet."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from facilitator.domain.attendance import name_search, opening
from facilitator.domain.attendance.door import Direction
from facilitator.domain.attendance.name_search import Named, Search
from facilitator.domain.attendance.people import (
    Attendee,
    Method,
    ScanKind,
    is_inside,
    standing,
)
from facilitator.domain.attendance.personal_codes import PersonalCodes
from facilitator.domain.session import SessionDetails
from facilitator.errors import SessionClosedError
from facilitator.live import tokens
from facilitator.live.leading import Leading
from facilitator.live.listing import Listing, NoSuchPersonError
from facilitator.store.arrivals import Newcomer

SharedMethod = Literal["kiosk", "camera"]


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody at the door; `line` is the number of the line written, 0 for none.

    None is written for somebody who is in already, or has left already.
    """

    attendee: Attendee
    line: int


class Entering(Leading, Listing):
    """The doors that several people pass one after the other."""

    def seek(self, letters: str, direction: Direction) -> Search:
        """Return whose names begin with what was typed.

        On the way in these are the expected and whoever has been here, on the way out
        those who are in the room.
        """
        came = self.attendance.all(self.session.id)
        named = [Named(one.id, one.person.name) for one in came if one.person.name]
        if direction == "out":
            inside = {one.id for one in came if is_inside(one.scans)}
            return name_search.find((n for n in named if n.id in inside), letters)
        waiting = [Named(one.id, one.person.name) for one in self.awaited()]
        return name_search.find((*waiting, *named), letters)

    def enter(self, person_id: str, method: SharedMethod, language: str = "") -> Passed:
        """Note that somebody came in, by their id of the roster or of the attendance.

        Sent again it writes nothing. `language` is what they read the kiosk in.

        Raises:
            NoSuchPersonError: nobody has this id.
            SessionClosedError: the session has ended.
        """
        if self.stage.finished:
            raise SessionClosedError
        there = self.attendance.person(self.session.id, person_id)
        arrived = there.id if there else self._arrived(person_id)
        if arrived is None:
            return self._enter_expected(person_id, method, language)
        return self._pass(self.listed(arrived).attendee, "in", method)

    def leave(self, person_id: str, method: SharedMethod) -> Passed:
        """Note that somebody left; sent again it writes nothing.

        Raises:
            NoSuchPersonError: nobody who came has this id.
            SignOutClosedError: the session has been over for too long.
        """
        there = self.attendance.person(self.session.id, person_id)
        arrived = there.id if there else self._arrived(person_id)
        if arrived is None:
            raise NoSuchPersonError
        opening.check_sign_out(self.stage.ended_at, self.clock())
        return self._pass(self.listed(arrived).attendee, "out", method)

    def enter_unlisted(
        self, given: Mapping[str, str], language: str, once: str
    ) -> Attendee:
        """Sign somebody in who typed who they are at the kiosk, or gave no name.

        A guarded door asks the kiosk for no code: it stands in the room itself.

        Raises:
            BadInputError: a field is missing or wrong.
        """
        ticket = self.door.ticket("in", secrets.token_hex(12), self.clock())
        identity = self.sign_in(given, language, "kiosk", once, ticket)
        return self._signed_in(identity)

    def personal_codes(self) -> Mapping[str, str]:
        """Return the codes of the sign-in sheet by the ids of the roster."""
        expected = self.directory().expected
        return self._codes.codes(one.id for one in expected)

    def pass_by_code(self, given: str, direction: Direction) -> Passed:
        """Note that whoever's code was scanned or typed came in or left.

        Raises:
            UnknownPersonalCodeError: it is nobody's of this session.
        """
        expected = self.directory().expected
        who = self._codes.whose(given, (one.id for one in expected))
        if direction == "in":
            return self.enter(who, "camera")
        if self._arrived(who) is None:
            person = next(one.person for one in expected if one.id == who)
            return Passed(Attendee("", person), 0)
        return self.leave(who, "camera")

    def take_back(self, attendee_id: str, line: int, reason: str) -> Passed:
        """Strike a line out that was a mistake, by a later line with a reason.

        Raises:
            NoSuchScanError: the line is not this person's, or was corrected before.
        """
        now = self.clock()
        struck = self.correct(attendee_id, "void", now, supersedes=line, reason=reason)
        return Passed(struck.attendee, 0)

    def change_details(self, details: SessionDetails) -> None:
        """Keep new details; whoever was early counts from the new opening.

        Saved again, that is made good which a stop between the two left.
        """
        super().change_details(details)
        opens = self.session.details.opens_at
        moved = [
            line
            for one in self.attendance.all(self.session.id)
            for line in opening.reopened(one.scans, opens)
        ]
        if moved:
            self.attendance.write_sheet(self.session.id, (), moved)
            self.audience.people_changed(self.session.id)

    @property
    def _codes(self) -> PersonalCodes:
        return PersonalCodes(self.kept_door_key, self.session.id)

    def _arrived(self, expected_id: str) -> str | None:
        return self.attendance.arrived_as(self.session.id, expected_id)

    def _enter_expected(
        self, expected_id: str, method: Method, language: str
    ) -> Passed:
        for one in self.directory().expected:
            if one.id == expected_id:
                break
        else:
            raise NoSuchPersonError
        person = replace(one.person, language=language or one.person.language)
        # Nobody holds the cookie of somebody without a phone.
        identity = tokens.identity_hash(secrets.token_hex(16))
        line = self.line(secrets.token_hex(16), "in", method)
        kept = self.attendance.arrive(
            self.session.id, Newcomer(identity, person, (line,), expected_id)
        )
        self.audience.people_changed(self.session.id)
        attendee = self.listed(kept).attendee
        return Passed(
            attendee, attendee.scans[0].number if kept == line.attendee else 0
        )

    def _pass(self, person: Attendee, direction: Direction, method: Method) -> Passed:
        came_before = bool(standing(person.scans))
        kind: ScanKind = "out"
        if direction == "in":
            kind = "re-entry" if came_before else "in"
        line = self.line(person.id, kind, method)
        number = self.attendance.pass_door(self.session.id, line)
        if number:
            self.audience.people_changed(self.session.id)
        return Passed(self.listed(person.id).attendee, number)
