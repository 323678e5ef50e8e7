"""Who asked for which credit, and what they claim; claims are only ever appended."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select

from facilitator.domain.attendance.details import DetailsChange
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.records import as_text, from_record
from facilitator.store import details_log
from facilitator.store.database import Database
from facilitator.store.schema import claims, credit_requests

_Line = Row[tuple[object, ...]]


class CreditStore:
    """The credit side of identities; like attendance, it knows no answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        session_id: str,
        request: CreditRequest,
        at: datetime,
        who: str = "person",
    ) -> None:
        """Keep a request in place of an earlier one of the same type.

        Its claim is not kept with it: `claim` appends one. That an earlier one changed
        is noted in the log of changes; `who` changed it: "person" or "trainer".
        """
        row = {
            "session_id": session_id,
            "attendee_id": request.attendee,
            "type": request.type,
            "fields": as_text(request.fields),
            "given_name": request.given_name,
            "family_name": request.family_name,
            "asked_at": at.isoformat(),
        }
        earlier = _of(credit_requests, session_id, request.attendee, request.type)

        def work(connection: Connection) -> bool:
            replaced = connection.execute(delete(credit_requests).where(earlier))
            if replaced.rowcount:
                told = (DetailsChange(request.type, "", "", who, at),)
                details_log.append(connection, session_id, request.attendee, told)
            connection.execute(insert(credit_requests).values(row))
            return bool(replaced.rowcount)

        if self._database.write(work):
            # What was given before is still in the log until it is cut.
            self._database.truncate_log()

    def claim(self, session_id: str, attendee_id: str, claim: Claim) -> None:
        """Append a claim; one that says the same as the newest is that one, resent."""

        def work(connection: Connection) -> None:
            newest = _newest(connection, session_id, attendee_id, claim.type)
            same = newest and (newest.quarters, newest.attestation)
            if same != (claim.quarters, claim.attestation):
                _append(connection, session_id, attendee_id, claim)

        self._database.write(work)

    def withdraw(
        self,
        session_id: str,
        attendee_id: str,
        credit_type: str,
        at: datetime,
        who: str = "person",
    ) -> None:
        """Forget a request and its details; a line of no credit takes its claim back.

        Nothing was asked for: nothing changes.
        """
        which = _of(credit_requests, session_id, attendee_id, credit_type)

        def work(connection: Connection) -> None:
            if connection.execute(delete(credit_requests).where(which)).rowcount:
                told = (DetailsChange(credit_type, "", "", who, at),)
                details_log.append(connection, session_id, attendee_id, told)
            newest = _newest(connection, session_id, attendee_id, credit_type)
            if newest and newest.quarters:
                back = replace(newest, quarters=0, attestation="", attested_at=at)
                _append(connection, session_id, attendee_id, back)

        self._database.write(work)
        self._database.truncate_log()

    def of(self, session_id: str, attendee_id: str) -> tuple[CreditRequest, ...]:
        """Return what one person asked for, by type."""
        found = self._requests(session_id, attendee_id)
        return found.get(attendee_id, ())

    def all(self, session_id: str) -> Mapping[str, tuple[CreditRequest, ...]]:
        """Return what everybody asked for, by the attendee's id."""
        return self._requests(session_id)

    def _requests(
        self, session_id: str, attendee_id: str = ""
    ) -> dict[str, tuple[CreditRequest, ...]]:
        with self._database.reading() as connection:
            asked = connection.execute(
                select(credit_requests)
                .where(_of(credit_requests, session_id, attendee_id))
                .order_by(credit_requests.c.type)
            ).all()
            lines = connection.execute(
                select(claims)
                .where(_of(claims, session_id, attendee_id))
                .order_by(claims.c.number)
            ).all()
        newest = {(line.attendee_id, line.type): line for line in lines}
        return _by_person(asked, newest)


def _by_person(
    asked: Iterable[_Line], newest: Mapping[tuple[str, str], _Line]
) -> dict[str, tuple[CreditRequest, ...]]:
    found: defaultdict[str, list[CreditRequest]] = defaultdict(list)
    for row in asked:
        line = newest.get((row.attendee_id, row.type))
        request = CreditRequest(
            attendee=row.attendee_id,
            type=row.type,
            fields=from_record(CreditFields, json.loads(row.fields)),
            given_name=row.given_name,
            family_name=row.family_name,
            claim=_claim(line) if line and line.quarters else None,
        )
        found[row.attendee_id].append(request)
    return {attendee: tuple(requests) for attendee, requests in found.items()}


def _of(
    table: Table, session_id: str, attendee_id: str = "", credit_type: str = ""
) -> ColumnElement[bool]:
    """Return which rows: those of a session, of one person, of one type."""
    which = table.c.session_id == session_id
    if attendee_id:
        which &= table.c.attendee_id == attendee_id
    return which & (table.c.type == credit_type) if credit_type else which


def _newest(
    connection: Connection, session_id: str, attendee_id: str, credit_type: str
) -> Claim | None:
    query = (
        select(claims)
        .where(_of(claims, session_id, attendee_id, credit_type))
        .order_by(claims.c.number.desc())
        .limit(1)
    )
    line = connection.execute(query).first()
    return _claim(line) if line else None


def _append(
    connection: Connection, session_id: str, attendee_id: str, claim: Claim
) -> None:
    row = {
        "session_id": session_id,
        "attendee_id": attendee_id,
        "type": claim.type,
        "quarters": claim.quarters,
        "attestation": claim.attestation,
        "attested_at": claim.attested_at.isoformat(),
        "attested_by": claim.attested_by,
    }
    connection.execute(insert(claims).values(row))


def _claim(line: _Line) -> Claim:
    at = datetime.fromisoformat(line.attested_at)
    return Claim(line.type, line.quarters, line.attestation, at, line.attested_by)
