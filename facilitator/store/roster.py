"""Who is expected, kept; and the list they come from until it is taken over."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, Update, delete, func, insert, select, update

from facilitator.domain.attendance.people import Person
from facilitator.domain.attendance.roster import Expected, ListedPeople
from facilitator.domain.records import as_text, from_record
from facilitator.store.database import Database
from facilitator.store.merges import merges_of
from facilitator.store.schema import attendees, expected, lists
from facilitator.store.waiting_lists import WaitingList, people_of


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list that was brought, and what its columns are said to hold."""

    filename: str
    people: ListedPeople
    mapped: Mapping[str, int]


class RosterStore:
    """The roster of each session; like attendance, it knows no answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = WaitingList(database, lists)

    def keep_list(self, session_id: str, brought: KeptList) -> None:
        """Keep a list in place of an earlier one."""
        self._waiting.keep(session_id, brought.filename, brought.people, brought.mapped)

    def list(self, session_id: str) -> KeptList | None:
        """Return the list that waits to be taken over, or None."""
        row = self._waiting.row(session_id)
        return KeptList(row.filename, *people_of(row)) if row else None

    def drop_list(self, session_id: str) -> None:
        """Forget the list that waits."""
        self._waiting.drop(session_id)

    def remembered(self, header: Sequence[str]) -> Mapping[str, int] | None:
        """Return what the columns of a list with this header were said to hold."""
        return self._waiting.remembered(header)

    def take_over(
        self,
        session_id: str,
        people: Sequence[Person],
        header: Sequence[str],
        mapped: Mapping[str, int],
        changed: Mapping[str, Person] | None = None,
    ) -> None:
        """Expect these people too, remember the columns, and forget the list.

        `changed` are people of the roster as they are now, by their ids. All or
        nothing: one transaction.
        """

        def work(connection: Connection) -> None:
            last = select(func.coalesce(func.max(expected.c.position), 0)).where(
                expected.c.session_id == session_id
            )
            first = connection.execute(last).scalar_one() + 1
            rows = [
                {
                    "id": secrets.token_hex(16),
                    "session_id": session_id,
                    "position": first + place,
                    "person": as_text(person),
                }
                for place, person in enumerate(people)
            ]
            if rows:
                connection.execute(insert(expected), rows)
            for one, person in (changed or {}).items():
                connection.execute(_changed(session_id, one, person))
            self._waiting.taken(connection, session_id, header, mapped)

        self._database.write(work)

    def all(self, session_id: str) -> tuple[Expected, ...]:
        """Return everybody who is expected, in the order of the lists."""
        query = (
            select(expected.c.id, expected.c.person)
            .where(expected.c.session_id == session_id)
            .order_by(expected.c.position)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Expected(row.id, from_record(Person, json.loads(row.person)))
            for row in rows
        )

    def arrived(
        self, session_id: str, among: Sequence[str] | None = None
    ) -> frozenset[str]:
        """Return the ids of the expected who have signed in, of all or `among` some."""
        with self._database.reading() as connection:
            return _arrived(connection, session_id, among)

    def found(self, session_id: str) -> Mapping[str, str]:
        """Return who of the roster each entry was found to be, by the entry's id.

        Entries that were found to be nobody are not in it.
        """
        query = select(attendees.c.id, attendees.c.expected_id).where(
            attendees.c.session_id == session_id, attendees.c.expected_id.is_not(None)
        )
        with self._database.reading() as connection:
            return {row.id: row.expected_id for row in connection.execute(query)}

    def counts(self, session_id: str) -> tuple[int, int]:
        """Return (expected, not yet come) as numbers of people."""
        listed = select(func.count()).where(expected.c.session_id == session_id)
        with self._database.reading() as connection:
            everybody = connection.execute(listed).scalar_one()
            tied = tuple(merges_of(connection, session_id).tied)
            came = expected.c.id.in_(_found(session_id)) | expected.c.id.in_(tied)
            arrived = connection.execute(listed.where(came)).scalar_one()
            return everybody, everybody - arrived

    def change(self, session_id: str, expected_id: str, person: Person) -> None:
        """Keep one person of the roster as they are now."""
        changed = _changed(session_id, expected_id, person)
        self._database.write(lambda connection: connection.execute(changed) and None)

    def remove(self, session_id: str, expected_id: str) -> None:
        """Expect one person no more; who has come stays."""

        def work(connection: Connection) -> None:
            here = attendees.c.session_id == session_id
            found = here & (attendees.c.expected_id == expected_id)
            connection.execute(update(attendees).where(found).values(expected_id=None))
            listed = expected.c.session_id == session_id
            which = listed & (expected.c.id == expected_id)
            connection.execute(delete(expected).where(which))

        self._database.write(work)

    def forget(self, session_id: str) -> None:
        """Expect nobody any more; who has come stays."""

        def work(connection: Connection) -> None:
            here = attendees.c.session_id == session_id
            connection.execute(update(attendees).where(here).values(expected_id=None))
            connection.execute(
                delete(expected).where(expected.c.session_id == session_id)
            )

        self._database.write(work)


def _changed(session_id: str, expected_id: str, person: Person) -> Update:
    listed = expected.c.session_id == session_id
    which = listed & (expected.c.id == expected_id)
    return update(expected).where(which).values(person=as_text(person))


def _arrived(
    connection: Connection, session_id: str, among: Sequence[str] | None
) -> frozenset[str]:
    query = _found(session_id)
    tied = frozenset(merges_of(connection, session_id).tied)
    if among is not None:
        query, tied = query.where(attendees.c.expected_id.in_(among)), tied & {*among}
    found = connection.execute(query).scalars()
    return tied.union(str(one) for one in found)


def _found(session_id: str) -> Select[tuple[str]]:
    return select(attendees.c.expected_id).where(
        attendees.c.session_id == session_id, attendees.c.expected_id.is_not(None)
    )
