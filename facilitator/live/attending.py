"""People sign in and out: each known by a cookie that answers never travel with."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from facilitator.domain.attendance.door import Direction, DoorCodeError
from facilitator.domain.attendance.merging import Merges
from facilitator.domain.attendance.opening import check_sign_out, counted
from facilitator.domain.attendance.people import (
    FIELDS,
    Attendee,
    Method,
    NotSignedInError,
    Person,
    Scan,
    ScanKind,
    read_person,
)
from facilitator.errors import SessionClosedError
from facilitator.live import tokens
from facilitator.live.expecting import Expecting

ONCE = re.compile(r"[0-9a-f]{32}")


class Attending(Expecting):
    """The identity side of a session."""

    def sign_in(
        self,
        given: Mapping[str, str],
        language: str,
        method: Method,
        once: str = "",
        ticket: str = "",
    ) -> str:
        """Keep a person's sign-in and return the token of their identity cookie.

        `once` is a random mark of the form: the same form sent again, because its
        answer was lost, is the same person. Where the door is guarded, whoever gives a
        name needs a `ticket`.

        Raises:
            DoorCodeError: no ticket, or not one that still opens.
        """
        if self.stage.finished:
            raise SessionClosedError
        person = self._person(given, language)
        try:
            nonce = self._nonce("in", ticket) if person.name else ""
        except DoorCodeError:
            if self._is_said(once, person):  # sent again, it needs no other ticket
                return once
            raise
        if ONCE.fullmatch(once) and (
            self._came_in(once, person, method, nonce) or self._is_said(once, person)
        ):
            return once
        # No form of ours, or somebody else on the same one.
        identity = secrets.token_hex(16)
        self._came_in(identity, person, method, nonce)
        return identity

    def _came_in(
        self, identity: str, person: Person, method: Method, nonce: str
    ) -> bool:
        """Keep a person who comes in now; False where somebody has this identity."""
        scan = self.line(secrets.token_hex(16), "in", method)
        kept = self.keep_arrival(tokens.identity_hash(identity), person, scan, nonce)
        if kept:
            self.audience.people_changed(self.session.id)
        return kept

    def _is_said(self, once: str, person: Person) -> bool:
        """Whether this form was kept, with just these words.

        What was left empty may have been filled from the roster meanwhile.
        """
        earlier = self.attendee(once)
        if earlier is None:
            return False
        given = {name: getattr(person, name) for name in FIELDS}
        blanks = {n: "" for n, value in given.items() if not value and n != "name"}
        return replace(earlier.person, **blanks) == person

    def _person(self, given: Mapping[str, str], language: str) -> Person:
        if given.get("anonymous"):
            return Person(language=language)
        return read_person(given, self.plan.sign_in, language)

    def ticket(self, direction: Direction, typed: str) -> str:
        """Return a ticket for the code that somebody read off the screen.

        Raises:
            DoorCodeError: the screen does not show this code, or for the other way.
        """
        at = self.clock()
        self.door.check(direction, typed, at)
        return self.door.ticket(direction, secrets.token_hex(12), at)

    def _nonce(self, direction: Direction, ticket: str) -> str:
        """Return what is used up of a ticket, "" where the door is open."""
        if not self.is_guarded:
            return ""
        return self.door.nonce_of(direction, ticket, self.clock())

    def give_name(
        self,
        identity: str,
        given: Mapping[str, str],
        language: str,
        ticket: str = "",
    ) -> Attendee:
        """Let a person who came without a name give it; their scans stay theirs."""
        nonce = self._nonce("in", ticket)
        self._signed_in(identity)
        told, mine = self._person(given, language), self._entry(identity)
        self.attendance.change_person(
            self.session.id, mine, told, self.clock(), ticket=nonce
        )
        return self._signed_in(identity)

    def attendee(self, identity: str) -> Attendee | None:
        """Return the person with this cookie, or None."""
        if not identity:
            return None
        return self.attendance.find(self.session.id, tokens.identity_hash(identity))

    def sign_back_in(self, identity: str, method: Method, ticket: str = "") -> Attendee:
        """Come in again after signing out; a person who is in stays in."""
        person = self._signed_in(identity)
        if person.left is not None and not self.stage.finished:
            nonce = self._nonce("in", ticket) if person.person.name else ""
            self._turn(self.line(self._entry(identity), "re-entry", method), nonce)
        return self._signed_in(identity)

    def sign_out(self, identity: str, method: Method, ticket: str = "") -> Attendee:
        """Note that a person left; a second press changes nothing.

        Raises:
            SignOutClosedError: the session has been over for too long.
        """
        person = self._signed_in(identity)
        if person.left is None:
            check_sign_out(self.stage.ended_at, self.clock())
            nonce = self._nonce("out", ticket) if person.person.name else ""
            self._turn(self.line(self._entry(identity), "out", method), nonce)
        return self._signed_in(identity)

    def evaluated(self, identity: str, ticket: str) -> Attendee:
        """Note that a person handed an evaluation in."""
        self._signed_in(identity)
        if self._key and tokens.is_genuine(self._key, "evaluated", ticket):
            self.attendance.mark_evaluated(self._entry(identity))
            self.audience.people_changed(self.session.id)
        return self._signed_in(identity)

    def _signed_in(self, identity: str) -> Attendee:
        person = self.attendee(identity)
        if person is None:
            raise NotSignedInError
        return person

    def merges(self) -> Merges:
        """Return the merges of entries that stand."""
        return Merges.of(self.people_kept.merges.lines(self.session.id))

    def entries_of(self, person_id: str) -> tuple[str, ...]:
        """Return the ids of the entries that count as one person, their own first."""
        return self.merges().entries_of(person_id)

    def _entry(self, identity: str) -> str:
        """Return the id of the entry of this cookie, whoever it counts as."""
        return self.attendance.entry(self.session.id, tokens.identity_hash(identity))

    def opens_later(self) -> datetime | None:
        """Return when sign-in opens, or None where it has opened."""
        opens = self.session.details.opens_at
        return opens if opens and self.clock() < opens else None

    def line(self, attendee_id: str, kind: ScanKind, method: Method) -> Scan:
        """Return a line of now, parked where the door is not open yet."""
        scan = Scan(attendee_id, kind, self.clock(), method)
        return counted(scan, self.session.details.opens_at)

    def _turn(self, scan: Scan, nonce: str = "") -> None:
        self.attendance.turn(self.session.id, scan, nonce)
        self.audience.people_changed(self.session.id)
