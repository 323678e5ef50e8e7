"""The signed sheet typed in: rows in its own order, each saved whole or not at all."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.paper import (
    Limits,
    SheetTimes,
    TimeMissingError,
    sheet_lines,
)
from facilitator.domain.attendance.people import Attendee, Person, Scan, read_person
from facilitator.domain.attendance.times_of_day import times_of_row
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live import tokens
from facilitator.live.entering import Entering
from facilitator.live.expecting import Known
from facilitator.live.listing import once_of, owned
from facilitator.store.arrivals import Newcomer


class NamesErasedError(FacilitatorError):
    """The names of the session were erased for good."""

    code = "names-erased"
    status = 409
    sentence = (
        "The names of this session were erased, with a receipt. Nobody can be added "
        "to its attendance any more."
    )


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row to be typed in.

    `id` is the roster's, or the attendance's where somebody is not on the roster;
    `number` is the one printed on the sheet, 0 for those who are not printed. `came`
    and `left` are times of day, "09:05", or empty.
    """

    id: str
    number: int
    person: Person
    attendee: Attendee | None
    came: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """What was typed into a row: times of day, and a reason."""

    came: str
    left: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """The names whose rows were saved, and what is wrong with the others, by id."""

    saved: tuple[str, ...]
    wrong: Mapping[str, BadInputError]


class PaperSheet(Entering):
    """The sheet that was signed on paper."""

    def sheet_rows(self) -> tuple[SheetRow, ...]:
        """Return the expected as they are printed, then whoever else gave a name."""
        came = {one.id: one for one in self.attendance.all(self.session.id)}
        roster = self.roster.all(self.session.id)
        arrived = self.attendance.arrived(self.session.id)
        rows = []
        for number, one in enumerate(roster, 1):
            there = came.pop(arrived.get(one.id, ""), None)
            rows.append(self._row(one.id, number, one.person, there))
        others = sorted(came.values(), key=lambda one: one.person.name.casefold())
        rows += [self._row(o.id, 0, o.person, o) for o in others if o.person.name]
        return tuple(rows)

    def write_rows(self, typed: Mapping[str, TypedRow], noted: str = "") -> SheetResult:
        """Save rows by their ids; those that are wrong are told and left as they were.

        All that is right is saved together, with what was said about each person.
        `noted` is the reason where a row only adds what was missing.

        Raises:
            CameMeanwhileError: somebody signed in meanwhile; nothing was saved.
        """
        with self.lock:  # of two who type the same row in, the second says nothing new
            return self._written(typed, noted)

    def _written(self, typed: Mapping[str, TypedRow], noted: str) -> SheetResult:
        newcomers: list[Newcomer] = []
        lines: list[Scan] = []
        saved, wrong = [], {}
        for row in self.sheet_rows():
            try:
                added = (
                    self._lines(row, typed[row.id], noted) if row.id in typed else ()
                )
            except BadInputError as problem:
                wrong[row.id] = problem
                continue
            if not added:
                continue
            saved.append(row.person.name)
            if row.attendee is None:
                newcomers.append(_newcomer(Known(row.person, row.id), added))
            else:
                lines += [owned(row.attendee, line) for line in added]
        self._write(newcomers, lines)
        return SheetResult(tuple(saved), wrong)

    def write_unlisted(
        self, given: Mapping[str, str], typed: TypedRow, language: str
    ) -> str:
        """Save somebody who wrote themselves into an empty row; return their name.

        The same form sent again is the same person; its field `once` tells.

        Raises:
            BadInputError: the name or a time is missing or wrong.
        """
        person = read_person(given, ("name", *self.plan.sign_in), language)
        row = SheetRow("", 0, person, None)
        lines = self._lines(row, typed)
        if not lines:
            raise TimeMissingError
        newcomer = _newcomer(self.known_as(person), lines, once_of(given))
        self._write([newcomer], [])
        return person.name

    def _write(self, newcomers: list[Newcomer], lines: list[Scan]) -> None:
        receipts = self.after_kept.receipts(self.session.id)
        if any(one.step == "identities" for one in receipts):
            raise NamesErasedError
        if newcomers or lines:
            self.attendance.write_sheet(self.session.id, newcomers, lines)
            self.audience.people_changed(self.session.id)

    def _row(
        self, row_id: str, number: int, person: Person, there: Attendee | None
    ) -> SheetRow:
        came = self._clock(there.came) if there else ""
        left = self._clock(there.left) if there else ""
        return SheetRow(row_id, number, person, there, came, left)

    def _lines(
        self, row: SheetRow, typed: TypedRow, added: str = ""
    ) -> tuple[Scan, ...]:
        there = row.attendee
        times = _time_of(typed.came), _time_of(typed.left)
        details, ended = self.session.details, self.stage.ended_at
        came, left = times_of_row(*times, details.starts_at, self._zone())
        # What was not touched stays to the second, on whatever day it was.
        came = there.came if there and typed.came == row.came else came
        left = there.left if there and typed.left == row.left else left
        limits = Limits(self.clock(), details.opens_at, ended)
        whose = there.id if there else secrets.token_hex(16)
        read = SheetTimes(came, left, typed.reason, added)
        return sheet_lines(whose, there, read, limits)

    def _clock(self, at: datetime | None) -> str:
        return at.astimezone(self._zone()).strftime("%H:%M") if at else ""

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.session.details.time_zone)


def _time_of(typed: str) -> time | None:
    if not typed.strip():
        return None
    try:
        return time.fromisoformat(typed.strip()[:8]).replace(tzinfo=None)
    except ValueError as wrong:
        raise BadInputError(what=typed[:20]) from wrong


def _newcomer(known: Known, lines: tuple[Scan, ...], once: str = "") -> Newcomer:
    identity = tokens.typed_hash(once, known.person.name)
    return Newcomer(identity, known.person, lines, known.expected, known.told)
