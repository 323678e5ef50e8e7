"""People who come by way of the roster, and rows of the paper sheet: each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from facilitator.domain.attendance.details import DetailsChange
from facilitator.domain.attendance.people import Person, Scan, is_inside
from facilitator.domain.records import as_text
from facilitator.errors import FacilitatorError
from facilitator.store import details_log
from facilitator.store.attendance import AttendanceStore
from facilitator.store.entries import arrived_entry, log_of, scan_row
from facilitator.store.merges import merges_of
from facilitator.store.schema import attendees, scans


class CameMeanwhileError(FacilitatorError):
    """Somebody signed in while their row of the sheet was being typed in."""

    code = "came-meanwhile"
    status = 409
    sentence = (
        "{name} signed in meanwhile, so nothing was saved. Load the page again and "
        "look at that row."
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with their first lines.

    `identity` is the hash of the cookie they would have, `expected` their id on the
    roster ("" for somebody who is not on it), `told` what was filled from there.
    """

    identity: str
    person: Person
    scans: tuple[Scan, ...]
    expected: str = ""
    told: tuple[DetailsChange, ...] = ()


class ArrivalStore(AttendanceStore):
    """The identity side of the store, with ways in that can be tried twice."""

    def arrive(self, session_id: str, newcomer: Newcomer) -> str:
        """Keep somebody of the roster; return their id, the old one if they came."""

        def work(connection: Connection) -> str:
            there = arrived_entry(connection, session_id, newcomer.expected)
            if there is None:
                _keep(connection, session_id, newcomer)
            return there or newcomer.scans[0].attendee

        return self._database.write(work)

    def arrived_as(self, session_id: str, expected_id: str) -> str | None:
        """Return the attendee's id of somebody of the roster, or None."""
        with self._database.reading() as connection:
            return arrived_entry(connection, session_id, expected_id)

    def arrived(self, session_id: str) -> Mapping[str, str]:
        """Return the attendees' ids by those of the roster."""
        query = select(attendees.c.expected_id, attendees.c.id).where(
            attendees.c.session_id == session_id, attendees.c.expected_id.is_not(None)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            merges = merges_of(connection, session_id)
        found = {str(expected): str(attendee) for expected, attendee in rows}
        found |= merges.tied
        return {expected: merges.person_of(who) for expected, who in found.items()}

    def pass_door(self, session_id: str, scan: Scan) -> int:
        """Append a line if by it somebody comes in or goes out; return its number.

        Sent again, it changes nothing, and 0 is returned.
        """

        def work(connection: Connection) -> int:
            inside = is_inside(log_of(connection, session_id, scan.attendee))
            if inside == (scan.kind != "out"):
                return 0
            row = scan_row(session_id, scan)
            made = connection.execute(insert(scans).values(row)).inserted_primary_key
            return int(made[0]) if made else 0

        return self._database.write(work)

    def write_sheet(
        self, session_id: str, newcomers: Sequence[Newcomer], lines: Sequence[Scan]
    ) -> None:
        """Keep rows of the paper sheet: all of them, or none.

        Raises:
            CameMeanwhileError: somebody of the roster has signed in.
        """

        def work(connection: Connection) -> None:
            for one in newcomers:
                if one.expected and arrived_entry(connection, session_id, one.expected):
                    raise CameMeanwhileError(name=one.person.name)
                _keep(connection, session_id, one)
            for scan in lines:
                connection.execute(insert(scans).values(scan_row(session_id, scan)))

        self._database.write(work)


def _keep(connection: Connection, session_id: str, newcomer: Newcomer) -> None:
    known = select(attendees.c.id).where(attendees.c.identity == newcomer.identity)
    if connection.execute(known).first():
        return
    record = as_text(newcomer.person)
    connection.execute(
        insert(attendees).values(
            id=newcomer.scans[0].attendee,
            session_id=session_id,
            identity=newcomer.identity,
            person=record,
            evaluated=False,
            expected_id=newcomer.expected or None,
        )
    )
    for scan in newcomer.scans:
        connection.execute(insert(scans).values(scan_row(session_id, scan)))
    who = newcomer.scans[0].attendee
    details_log.append(connection, session_id, who, newcomer.told)
