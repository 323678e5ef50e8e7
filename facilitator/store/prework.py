"""Completions of online modules, kept; and the list they come from until taken over."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from facilitator.domain.attendance.prework import Completion, KeptCompletion
from facilitator.domain.attendance.roster import ListedPeople
from facilitator.domain.records import as_text, from_record
from facilitator.store.database import Database
from facilitator.store.people_schema import completion_lists, completions
from facilitator.store.waiting_lists import WaitingList, people_of


@dataclass(frozen=True, slots=True)
class KeptCompletionList:
    """A list that was brought, what its columns hold, and how it writes days."""

    filename: str
    people: ListedPeople
    mapped: Mapping[str, int]
    day_first: bool


class PreworkStore:
    """The pre-work of each session; like attendance, it knows no answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # A list of the same columns may be a roster, and hold something else by them.
        self._waiting = WaitingList(database, completion_lists, "completions")

    def keep_list(self, session_id: str, brought: KeptCompletionList) -> None:
        """Keep a list in place of an earlier one."""
        self._waiting.keep(
            session_id,
            brought.filename,
            brought.people,
            brought.mapped,
            day_first=brought.day_first,
        )

    def list(self, session_id: str) -> KeptCompletionList | None:
        """Return the list that waits to be taken over, or None."""
        row = self._waiting.row(session_id)
        if row is None:
            return None
        return KeptCompletionList(row.filename, *people_of(row), row.day_first)

    def drop_list(self, session_id: str) -> None:
        """Forget the list that waits."""
        self._waiting.drop(session_id)

    def remembered(self, header: Sequence[str]) -> Mapping[str, int] | None:
        """Return what the columns of a list with this header were said to hold."""
        return self._waiting.remembered(header)

    def take_over(
        self,
        session_id: str,
        done: Sequence[Completion],
        header: Sequence[str],
        mapped: Mapping[str, int],
    ) -> None:
        """Keep these too, remember the columns, and forget the list.

        All or nothing: one transaction.
        """

        def work(connection: Connection) -> None:
            here = completions.c.session_id == session_id
            last = select(func.coalesce(func.max(completions.c.position), 0))
            first = connection.execute(last.where(here)).scalar_one() + 1
            rows = [
                {
                    "id": secrets.token_hex(16),
                    "session_id": session_id,
                    "position": first + place,
                    "record": as_text(one),
                }
                for place, one in enumerate(done)
            ]
            if rows:
                connection.execute(insert(completions), rows)
            self._waiting.taken(connection, session_id, header, mapped)

        self._database.write(work)

    def all(self, session_id: str) -> tuple[KeptCompletion, ...]:
        """Return every completion, in the order of the lists."""
        query = (
            select(completions)
            .where(completions.c.session_id == session_id)
            .order_by(completions.c.position)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            KeptCompletion(
                row.id,
                from_record(Completion, json.loads(row.record)),
                row.tied_to or "",
            )
            for row in rows
        )

    def tie(self, session_id: str, completion_id: str, person_id: str) -> bool:
        """Say whose a completion is ("": nobody's); return whether there is one."""
        this = (completions.c.session_id == session_id) & (
            completions.c.id == completion_id
        )
        tied = update(completions).where(this).values(tied_to=person_id or None)
        return self._database.write(lambda c: c.execute(tied).rowcount > 0)

    def forget(self, session_id: str) -> None:
        """Keep no completion any more."""
        gone = delete(completions).where(completions.c.session_id == session_id)
        self._database.write(lambda connection: connection.execute(gone) and None)
