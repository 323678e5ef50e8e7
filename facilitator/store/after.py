"""What is noted at the desk after a session; every line is only ever appended."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import insert, select, update

from facilitator.domain.attendance.agenda_corrections import MarkCorrection
from facilitator.domain.attendance.settling import Left
from facilitator.domain.credit.handover import Handover, HandoverKind
from facilitator.domain.purge import Receipt
from facilitator.domain.records import as_text, from_record
from facilitator.store.after_schema import (
    handovers,
    lefts,
    mark_corrections,
    receipts,
)
from facilitator.store.database import Database
from facilitator.store.schema import credit_requests


class AfterStore:
    """The lines about records, times, hand-overs, and the receipts of purges."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def leave(self, session_id: str, left: tuple[Left, ...]) -> None:
        """Append that records are left incomplete, all in one transaction."""
        rows = [
            {
                "session_id": session_id,
                "attendee_id": one.attendee,
                "line": one.line,
                "reason": one.reason,
                "written_at": one.written_at.isoformat(),
            }
            for one in left
        ]

        self._database.write(lambda one: one.execute(insert(lefts), rows) and None)

    def lefts(self, session_id: str) -> tuple[Left, ...]:
        """Return the records left incomplete, in the order they were noted."""
        query = (
            select(lefts)
            .where(lefts.c.session_id == session_id)
            .order_by(lefts.c.number)
        )
        with self._database.reading() as connection:
            return tuple(
                Left(
                    row.attendee_id,
                    row.line,
                    row.reason,
                    datetime.fromisoformat(row.written_at),
                )
                for row in connection.execute(query)
            )

    def correct_mark(self, session_id: str, line: MarkCorrection) -> None:
        """Append when a part of the agenda really began."""
        row = {
            "session_id": session_id,
            "item": line.item,
            "at": line.at.isoformat() if line.at else None,
            "reason": line.reason,
            "written_at": line.written_at.isoformat(),
        }
        self._database.add(insert(mark_corrections), row)

    def mark_corrections(self, session_id: str) -> tuple[MarkCorrection, ...]:
        """Return the corrections of a session's times, in the order of the log."""
        query = (
            select(mark_corrections)
            .where(mark_corrections.c.session_id == session_id)
            .order_by(mark_corrections.c.number)
        )
        with self._database.reading() as connection:
            return tuple(
                MarkCorrection(
                    row.item,
                    datetime.fromisoformat(row.at) if row.at else None,
                    row.reason,
                    datetime.fromisoformat(row.written_at),
                )
                for row in connection.execute(query)
            )

    def hand_over(self, session_id: str, line: Handover) -> None:
        """Append what passed between the trainer and the provider."""
        row = {
            "session_id": session_id,
            "kind": line.kind,
            "day": line.day.isoformat(),
            "note": line.note,
            "written_at": line.written_at.isoformat(),
        }
        self._database.add(insert(handovers), row)

    def handovers(self, session_id: str) -> tuple[Handover, ...]:
        """Return the hand-overs of a session, in the order of the log."""
        return self.all_handovers(session_id).get(session_id, ())

    def all_handovers(self, session_id: str = "") -> Mapping[str, tuple[Handover, ...]]:
        """Return the hand-overs of every session by its id, or of one."""
        query = select(handovers).order_by(handovers.c.number)
        if session_id:
            query = query.where(handovers.c.session_id == session_id)
        found: dict[str, tuple[Handover, ...]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                line = Handover(
                    cast("HandoverKind", row.kind),
                    date.fromisoformat(row.day),
                    row.note,
                    datetime.fromisoformat(row.written_at),
                )
                earlier = found.get(row.session_id, ())
                found[row.session_id] = (*earlier, line)
        return found

    def asked_for(self, credit_type: str) -> frozenset[str]:
        """Return the ids of the sessions where somebody asked for this credit."""
        query = (
            select(credit_requests.c.session_id)
            .where(credit_requests.c.type == credit_type)
            .distinct()
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def receipts(self, session_id: str = "") -> tuple[Receipt, ...]:
        """Return the receipts of one session or of all, oldest first."""
        query = select(receipts).order_by(receipts.c.number)
        if session_id:
            query = query.where(receipts.c.session == session_id)
        with self._database.reading() as connection:
            return tuple(
                replace(from_record(Receipt, json.loads(row.record)), number=row.number)
                for row in connection.execute(query)
            )

    def keep_cleaned(self, receipt: Receipt) -> None:
        """Keep that the files are clean, too, and what was removed of them."""
        row = {"record": as_text(receipt)}
        if receipt.cleaned_at:
            row["cleaned_at"] = receipt.cleaned_at.isoformat()
        this = receipts.c.number == receipt.number

        self._database.write(
            lambda one: one.execute(update(receipts).where(this).values(row)) and None
        )
