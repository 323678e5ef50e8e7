"""Who signed in and out, kept; the scans are only ever appended."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_not

from facilitator.domain.attendance.details import DetailsChange, changes
from facilitator.domain.attendance.door import DoorCodeError
from facilitator.domain.attendance.merging import Merges
from facilitator.domain.attendance.people import (
    Attendee,
    Person,
    Scan,
    is_inside,
    standing,
)
from facilitator.domain.records import as_text, from_record
from facilitator.store import details_log
from facilitator.store.database import Database
from facilitator.store.entries import arrived_entry, log_of, read_scan, scan_row
from facilitator.store.merges import merges_of
from facilitator.store.schema import attendees, scans, tickets

# Made once: a whole room signs in within the same minute, and comes to one writer.
_KEEP_PERSON = (
    insert_or_not(attendees)
    .on_conflict_do_nothing(index_elements=["identity"])
    .execution_options(preserve_rowcount=True)
)
_KEEP_SCAN = insert(scans).inline()
_USE_TICKET = (
    insert_or_not(tickets)
    .on_conflict_do_nothing()
    .execution_options(preserve_rowcount=True)
)

# What became of a sign-in: it is kept, or somebody has this cookie, or has come as
# who of the roster it was taken for.
Arrival = Literal["kept", "known", "taken"]


class AttendanceStore:
    """The identity side of the store: nothing here knows an answer.

    People come as what counts: entries that were said to be one person are one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def sign_in(
        self,
        session_id: str,
        identity: str,
        person: Person,
        scan: Scan,
        ticket: str = "",
        expected: str = "",
        told: Sequence[DetailsChange] = (),
    ) -> Arrival:
        """Keep a person, by the hash of their cookie, and their first scan.

        Where somebody has this hash, or has come as who is expected, it changes
        nothing: of two devices at one instant, the writer takes one first. `ticket` is
        the random part of the door's ticket (empty: none was asked for), `expected` the
        id of who of the roster this is (empty: nobody), `told` what was filled from it.

        Raises:
            DoorCodeError: the ticket was used before; nothing is kept.
        """
        row = {
            "id": scan.attendee,
            "session_id": session_id,
            "identity": identity,
            "person": as_text(person),
            "evaluated": False,
            "expected_id": expected or None,
        }

        same = select(attendees.c.id).where(attendees.c.identity == identity)

        def work(connection: Connection) -> Arrival:
            if expected and arrived_entry(connection, session_id, expected):
                return "known" if connection.execute(same).first() else "taken"
            if not connection.execute(_KEEP_PERSON, row).rowcount:
                return "known"
            _use(connection, session_id, ticket)
            connection.execute(_KEEP_SCAN, scan_row(session_id, scan))
            details_log.append(connection, session_id, scan.attendee, told)
            return "kept"

        return self._database.write(work)

    def scan(self, session_id: str, scan: Scan) -> None:
        """Append a scan."""
        row = scan_row(session_id, scan)
        self._database.write(lambda one: one.execute(_KEEP_SCAN, row) and None)

    def turn(self, session_id: str, scan: Scan, ticket: str = "") -> None:
        """Append a scan, unless the person's newest line says the same.

        So a way in or out that is sent twice at the same moment is one line.

        Raises:
            DoorCodeError: the door's ticket was used before; nothing is kept.
        """

        def work(connection: Connection) -> None:
            lines = standing(log_of(connection, session_id, scan.attendee))
            if lines and (lines[-1].kind == "out") == (scan.kind == "out"):
                return
            _use(connection, session_id, ticket)
            connection.execute(_KEEP_SCAN, scan_row(session_id, scan))

        self._database.write(work)

    def scan_all(self, session_id: str, lines: Sequence[Scan]) -> None:
        """Append several scans, of one person or many, in one transaction."""
        rows = [scan_row(session_id, scan) for scan in lines]
        self._database.write(lambda one: one.execute(insert(scans), rows) and None)

    def change_person(
        self,
        session_id: str,
        attendee_id: str,
        person: Person,
        at: datetime,
        *,
        who: str = "person",
        ticket: str = "",
    ) -> None:
        """Keep what was put right about a person, and in the log what it was before.

        `who` put it right: "person" or "trainer".

        Raises:
            DoorCodeError: the door's ticket was used before; nothing is kept.
        """
        which = (attendees.c.session_id == session_id) & (attendees.c.id == attendee_id)
        known = select(attendees.c.person).where(which)

        def work(connection: Connection) -> None:
            _use(connection, session_id, ticket)
            kept = connection.execute(known).scalar_one_or_none()
            if kept is None:  # erased since
                return
            before = from_record(Person, json.loads(kept))
            record = as_text(person)
            connection.execute(update(attendees).where(which).values(person=record))
            told = changes(before, person, who, at)
            details_log.append(connection, session_id, attendee_id, told)

        self._database.write(work)

    def changes(self, session_id: str, attendee_id: str) -> tuple[DetailsChange, ...]:
        """Return what was changed about a person since they signed in."""
        with self._database.reading() as connection:
            return details_log.read(connection, session_id, attendee_id)

    def mark_evaluated(self, attendee_id: str) -> None:
        """Note that this person handed an evaluation in; never which, never when."""

        def work(connection: Connection) -> None:
            connection.execute(
                update(attendees)
                .where(attendees.c.id == attendee_id)
                .values(evaluated=True)
            )

        self._database.write(work)

    def entry(self, session_id: str, identity: str) -> str:
        """Return the id of the entry whose cookie hashes to `identity`, or ""."""
        query = select(attendees.c.id).where(
            attendees.c.session_id == session_id, attendees.c.identity == identity
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none() or ""

    def find(self, session_id: str, identity: str) -> Attendee | None:
        """Return the person whose cookie hashes to `identity`, or None."""
        return self._one(session_id, attendees.c.identity == identity)

    def person(self, session_id: str, attendee_id: str) -> Attendee | None:
        """Return the person of this session with this id, or None."""
        return self._one(session_id, attendees.c.id == attendee_id)

    def _one(self, session_id: str, which: ColumnElement[bool]) -> Attendee | None:
        query = select(attendees).where(attendees.c.session_id == session_id, which)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            merges = merges_of(connection, session_id)
            if not merges:
                return _entries(connection, [row], scans.c.attendee_id == row.id)[0]
            # Of the one person alone: a thousand phones ask at the end.
            found = _of_entries(connection, merges, set(merges.entries_of(row.id)))
        return found[0]

    def all(self, session_id: str) -> tuple[Attendee, ...]:
        """Return everybody of a session with their scans."""
        with self._database.reading() as connection:
            merges = merges_of(connection, session_id)
            return merges.joined(_everybody(connection, session_id))

    def entries(self, session_id: str) -> tuple[Attendee, ...]:
        """Return every entry as it was made, whatever it was merged into."""
        with self._database.reading() as connection:
            return _everybody(connection, session_id)

    def counts(self, session_id: str) -> tuple[int, int, int]:
        """Return (signed in, now in the room, evaluated) as numbers of people."""
        here = scans.c.session_id == session_id
        with self._database.reading() as connection:
            merges = merges_of(connection, session_id)
            # Of whoever was corrected or merged the last line tells nothing: their
            # log is read.
            corrected = select(scans.c.attendee_id).where(here, scans.c.reason != "")
            apart = {*connection.execute(corrected).scalars(), *merges.entries}
            last = (
                select(func.max(scans.c.number))
                .where(here, scans.c.attendee_id.not_in(apart))
                .group_by(scans.c.attendee_id)
            )
            people = connection.execute(
                select(func.count(), func.count().filter(attendees.c.evaluated)).where(
                    attendees.c.session_id == session_id, attendees.c.id.not_in(apart)
                )
            ).one()
            inside = connection.execute(
                select(func.count()).where(
                    scans.c.number.in_(last), scans.c.kind != "out"
                )
            ).scalar_one()
            read = _of_entries(connection, merges, apart)
        return (
            people[0] + len(read),
            inside + sum(is_inside(one.scans) for one in read),
            people[1] + sum(one.evaluated for one in read),
        )


def _of_entries(
    connection: Connection, merges: Merges, ids: set[str]
) -> tuple[Attendee, ...]:
    """Return the people whose entries have these ids."""
    if not ids:
        return ()
    rows = connection.execute(select(attendees).where(attendees.c.id.in_(ids))).all()
    return merges.joined(_entries(connection, rows, scans.c.attendee_id.in_(ids)))


def _everybody(connection: Connection, session_id: str) -> tuple[Attendee, ...]:
    query = select(attendees).where(attendees.c.session_id == session_id)
    rows = connection.execute(query).all()
    return _entries(connection, rows, scans.c.session_id == session_id)


def _entries(
    connection: Connection,
    rows: Sequence[Row[tuple[object, ...]]],
    which: ColumnElement[bool],
) -> tuple[Attendee, ...]:
    """Return entries, each with its lines of the log among those of `which`."""
    query = select(scans).where(which).order_by(scans.c.number)
    by_person: defaultdict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
    for line in connection.execute(query).all():
        by_person[line.attendee_id].append(line)
    return tuple(_attendee(row, by_person[row.id]) for row in rows)


def _use(connection: Connection, session_id: str, nonce: str) -> None:
    """Use a ticket up, in the transaction of what it is used for."""
    if not nonce:
        return
    row = {"session_id": session_id, "nonce": nonce}
    if not connection.execute(_USE_TICKET, row).rowcount:
        raise DoorCodeError


def _attendee(
    row: Row[tuple[object, ...]], lines: Sequence[Row[tuple[object, ...]]]
) -> Attendee:
    return Attendee(
        id=row.id,
        person=from_record(Person, json.loads(row.person)),
        scans=tuple(read_scan(line) for line in lines),
        evaluated=row.evaluated,
    )
