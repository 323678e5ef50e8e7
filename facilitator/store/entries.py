"""Entries of the attendance as a transaction sees them: their lines, who they are."""

from datetime import datetime

from sqlalchemy import Connection, Row, select

from facilitator.domain.attendance.people import Scan, ScanKind
from facilitator.store.merges import merges_of
from facilitator.store.schema import attendees, scans


def arrived_entry(
    connection: Connection, session_id: str, expected_id: str
) -> str | None:
    """Return the id of who of the roster has come, as they count now, or None."""
    here = attendees.c.session_id == session_id
    query = select(attendees.c.id).where(here, attendees.c.expected_id == expected_id)
    merges = merges_of(connection, session_id)
    found = connection.execute(query).scalars().first()
    who = found or merges.tied.get(expected_id)
    return merges.person_of(str(who)) if who else None


def log_of(
    connection: Connection, session_id: str, attendee_id: str
) -> tuple[Scan, ...]:
    """Return every line of the person that an entry is of, as they were written."""
    entries = merges_of(connection, session_id).entries_of(attendee_id)
    log = select(scans).where(scans.c.attendee_id.in_(entries))
    return tuple(map(read_scan, connection.execute(log.order_by(scans.c.number))))


def scan_row(session_id: str, scan: Scan) -> dict[str, object]:
    """Return a line of the log as a row of the table."""
    return {
        "session_id": session_id,
        "attendee_id": scan.attendee,
        "kind": scan.kind,
        "at": scan.at.isoformat(),
        "method": scan.method,
        "supersedes": scan.supersedes,
        "reason": scan.reason,
        "written_at": scan.written_at.isoformat() if scan.written_at else None,
    }


def read_scan(line: Row[tuple[object, ...]]) -> Scan:
    """Return a row of the table as a line of the log."""
    kind: ScanKind = line.kind
    at = datetime.fromisoformat(line.at)
    written = line.written_at
    return Scan(
        line.attendee_id,
        kind,
        at,
        line.method,
        number=line.number,
        supersedes=line.supersedes,
        reason=line.reason,
        written_at=datetime.fromisoformat(written) if written else None,
    )
