"""The trainer's list: people found, tapped in and out, added, and put right."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.attendance.corrections import correction
from facilitator.domain.attendance.people import (
    Attendee,
    Person,
    Scan,
    ScanKind,
    is_inside,
    read_person,
)
from facilitator.domain.attendance.presence import presence
from facilitator.domain.attendance.roster import Expected
from facilitator.domain.credit.records_of_attendance import find_record, record_number
from facilitator.domain.text import plain
from facilitator.errors import NotFoundError, SessionClosedError
from facilitator.live import tokens
from facilitator.live.attending import ONCE, Attending
from facilitator.store.arrivals import Newcomer


class NoSuchPersonError(NotFoundError):
    """Nobody of this session has this id."""

    code = "no-such-person"
    sentence = "There is nobody like this on the list any more. Load the page again."


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who came, as the list shows them.

    `gaps` say what keeps the record from being whole; a person who is still in the
    room has none of that kind while the session goes on.
    """

    attendee: Attendee
    inside: bool
    gaps: tuple[str, ...]


class Listing(Attending):
    """The trainer's side of attendance; every line says that the trainer wrote it."""

    def people(self, sought: str = "") -> tuple[Listed, ...]:
        """Return who came, by name; `sought` are letters of names or organizations."""
        wanted = plain(sought).split()
        found = [
            _listed(one, over=self.stage.finished)
            for one in self.attendance.all(self.session.id)
            if _has(one.person, wanted)
        ]
        return tuple(sorted(found, key=_by_name))

    def awaited(self, sought: str = "") -> tuple[Expected, ...]:
        """Return who is expected and has not come, by name."""
        arrived = self.roster.arrived(self.session.id)
        everybody = self.expected_people(sought)
        return tuple(one for one in everybody if one.id not in arrived)

    def expected_people(self, sought: str = "") -> tuple[Expected, ...]:
        """Return who is on the roster, by name; `sought` as in `people`."""
        wanted = plain(sought).split()
        found = [o for o in self.directory().expected if _has(o.person, wanted)]
        return tuple(sorted(found, key=lambda one: plain(one.person.name)))

    def listed(self, attendee_id: str) -> Listed:
        """Return one person.

        Raises:
            NoSuchPersonError: nobody has this id.
        """
        person = self.attendance.person(self.session.id, attendee_id)
        if person is None:
            raise NoSuchPersonError
        return _listed(person, over=self.stage.finished)

    def tap(self, attendee_id: str, *, inside: bool) -> Listed:
        """Note that somebody came in or went out now; twice changes nothing."""
        there = self.listed(attendee_id)
        if there.inside != inside:
            kind: ScanKind = "re-entry" if inside else "out"
            self._turn(self.line(attendee_id, kind, "trainer"))
        return self.listed(attendee_id)

    def tap_expected(self, expected_id: str) -> Listed:
        """Note that somebody of the roster came now.

        Raises:
            NoSuchPersonError: they are not expected, or have come already.
        """
        if self.stage.finished:
            raise SessionClosedError
        for one in self.awaited():
            if one.id == expected_id:
                break
        else:
            raise NoSuchPersonError
        line = self.line(secrets.token_hex(16), "in", "trainer")
        identity = tokens.typed_hash("", one.person.name)
        kept = self.attendance.arrive(
            self.session.id, Newcomer(identity, one.person, (line,), one.id)
        )
        self.audience.people_changed(self.session.id)
        return self.listed(kept)

    def record_number(self, attendee: Attendee) -> str:
        """Return the number of somebody's record of attendance as it stands."""
        return record_number(self.kept_door_key, self.session.code, attendee)

    def find_record(self, number: str) -> Attendee | None:
        """Return whose record has this number, or None."""
        people = self.attendance.all(self.session.id)
        return find_record(self.kept_door_key, self.session.code, number, people)

    def walk_up(self, given: Mapping[str, str], language: str) -> Listed:
        """Note that somebody without a phone came now.

        The same form sent again is the same person; its field `once` tells.

        Raises:
            BadInputError: a field is missing or wrong.
        """
        if self.stage.finished:
            raise SessionClosedError
        person = read_person(given, ("name", *self.plan.sign_in), language)
        scan = self.line(secrets.token_hex(16), "in", "trainer")
        identity = tokens.typed_hash(once_of(given), person.name)
        if not self.keep_arrival(identity, person, scan):
            return self.listed(self.attendance.entry(self.session.id, identity))
        self.audience.people_changed(self.session.id)
        return self.listed(scan.attendee)

    def keep_details(
        self, attendee_id: str, before: Person, after: Person, who: str
    ) -> None:
        """Keep changed details of a person; `who` changed them: person or trainer."""
        if after != before:
            self.attendance.change_person(
                self.session.id, attendee_id, after, self.clock(), who=who
            )

    def correct(
        self,
        attendee_id: str,
        kind: ScanKind,
        at: datetime,
        *,
        supersedes: int,
        reason: str,
    ) -> Listed:
        """Append a line that puts somebody's log right; nothing is overwritten.

        Raises:
            BadInputError: no reason, no such line, or a time to come.
        """
        with self.lock:
            person = self.listed(attendee_id).attendee
            now = self.clock()
            line = correction(
                person, kind, at, supersedes=supersedes, reason=reason, now=now
            )
            self.attendance.scan(self.session.id, owned(person, line))
        self.audience.people_changed(self.session.id)
        return self.listed(attendee_id)


def once_of(given: Mapping[str, str]) -> str:
    """Return the random mark of a form of ours, "" where it has none."""
    once = given.get("once", "")
    return once if ONCE.fullmatch(once) else ""


def owned(person: Attendee, line: Scan) -> Scan:
    """Return a line of the entry that it corrects, where two entries are one person."""
    owner = (s.attendee for s in person.scans if s.number == line.supersedes)
    return replace(line, attendee=next(owner, line.attendee))


def _listed(attendee: Attendee, *, over: bool) -> Listed:
    inside = is_inside(attendee.scans)
    gaps = presence(attendee.scans).gaps
    if inside and not over:
        gaps = tuple(gap for gap in gaps if gap != "no-sign-out")
    return Listed(attendee, inside, gaps)


def _has(person: Person, wanted: list[str]) -> bool:
    words = plain(f"{person.name} {person.organization}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _by_name(one: Listed) -> tuple[bool, str, str]:
    name = plain(one.attendee.person.name)
    return (not name, name, one.attendee.id)
