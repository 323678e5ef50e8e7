"""The log of changes to people's details, appended to by whatever changes them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from facilitator.domain.attendance.details import DetailsChange
from facilitator.store.schema import details_log


def append(
    connection: Connection,
    session_id: str,
    attendee_id: str,
    changes: Iterable[DetailsChange],
) -> None:
    """Append lines, in the transaction of the change itself."""
    for change in changes:
        row = {
            "session_id": session_id,
            "attendee_id": attendee_id,
            "at": change.at.isoformat(),
            "who": change.who,
            "field": change.field,
            "before": change.before,
            "after": change.after,
        }
        connection.execute(insert(details_log).values(row))


def read(
    connection: Connection, session_id: str, attendee_id: str
) -> tuple[DetailsChange, ...]:
    """Return what was changed about one person, oldest first."""
    query = (
        select(details_log)
        .where(
            details_log.c.session_id == session_id,
            details_log.c.attendee_id == attendee_id,
        )
        .order_by(details_log.c.number)
    )
    return tuple(
        DetailsChange(
            line.field,
            line.before,
            line.after,
            line.who,
            datetime.fromisoformat(line.at),
        )
        for line in connection.execute(query)
    )
