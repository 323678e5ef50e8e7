"""Follow-ups, when they are taken, and where the codes of people lead."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from facilitator.domain.surveys.survey import Answer
from facilitator.store.database import Database
from facilitator.store.parting import lay_in_order
from facilitator.store.schema import follow_up_codes, follow_up_forms, follow_ups

_KEEP_CODE = insert(follow_up_codes)
_new = insert(follow_ups)
_OPEN = _new.on_conflict_do_update(
    index_elements=["session_id"], set_={"closed_on": None}
)
_new_form = insert(follow_up_forms)
_KEEP_FORM = _new_form.on_conflict_do_update(
    index_elements=[column.name for column in follow_up_forms.primary_key],
    set_={
        "answers": _new_form.excluded.answers,
        "at_the_end": _new_form.excluded.at_the_end,
    },
)


@dataclass(frozen=True, slots=True)
class KeptFollowUp:
    """From when follow-ups were taken, and until when; None while they are."""

    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowUpForm:
    """One person's follow-up, by a name that leads to nobody.

    `at_the_end` is what the same person said then of what is asked again; None where
    it came without a code.
    """

    person: str
    answers: Mapping[str, Answer]
    at_the_end: Mapping[str, Answer] | None = None


class FollowUpStore:
    """Codes as slow hashes with a way sealed by them, and what came by them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_code(
        self, session_id: str, code_hash: str, participant: str, seal: str
    ) -> None:
        """Keep that a code was given to a phone; returns once it is on the disk.

        `seal` is what the way to its answers is sealed with when the session ends.
        """
        row = {
            "session_id": session_id,
            "code_hash": code_hash,
            "participant": participant,
            "seal": seal,
        }
        self._database.add(_KEEP_CODE, row)

    def sealed_way(self, session_id: str, code_hash: str) -> str:
        """Return the way that a code opens once the session has ended; "" for none."""
        query = select(follow_up_codes.c.seal).where(
            follow_up_codes.c.session_id == session_id,
            follow_up_codes.c.code_hash == code_hash,
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or ""

    def codes_of(self, session_id: str, participant: str) -> int:
        """Return how many codes a phone was given."""
        query = select(func.count()).where(
            follow_up_codes.c.session_id == session_id,
            follow_up_codes.c.participant == participant,
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def count_coded(self, session_id: str) -> int:
        """Return how many phones were given a code, of a session that goes on."""
        query = select(func.count(follow_up_codes.c.participant.distinct())).where(
            follow_up_codes.c.session_id == session_id
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def keep_follow_ups(self, session_id: str, given: Sequence[FollowUpForm]) -> bool:
        """Keep follow-ups, all or none; one of the same person replaces.

        Return whether they are taken: meanwhile they may have been closed or erased.
        """
        rows = [
            {
                "session_id": session_id,
                "person": one.person,
                "answers": _text(one.answers),
                "at_the_end": None if one.at_the_end is None else _text(one.at_the_end),
            }
            for one in given
        ]
        is_open = select(follow_ups).where(
            follow_ups.c.session_id == session_id, follow_ups.c.closed_on.is_(None)
        )

        def work(connection: Connection) -> bool:
            if connection.execute(is_open).first() is None:
                return False
            connection.execute(_KEEP_FORM, rows)
            return True

        return self._database.write(work)

    def followed_up(self, session_id: str) -> frozenset[str]:
        """Return the names of those whose follow-up is kept."""
        query = select(follow_up_forms.c.person).where(
            follow_up_forms.c.session_id == session_id
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def follow_up_forms(self, session_id: str) -> tuple[FollowUpForm, ...]:
        """Return every follow-up, ordered by names that are hashes."""
        query = select(follow_up_forms).where(
            follow_up_forms.c.session_id == session_id
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            FollowUpForm(
                row.person,
                json.loads(row.answers),
                json.loads(row.at_the_end) if row.at_the_end else None,
            )
            for row in rows
        )

    def follow_up(self, session_id: str) -> KeptFollowUp | None:
        """Return when follow-ups are or were taken; None where they never were."""
        query = select(follow_ups).where(follow_ups.c.session_id == session_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        closed = date.fromisoformat(row.closed_on) if row.closed_on else None
        return KeptFollowUp(date.fromisoformat(row.opened_on), closed)

    def open_follow_up(self, session_id: str, today: date) -> None:
        """Take follow-ups, from the first day on which they were."""
        row = {"session_id": session_id, "opened_on": today.isoformat()}
        self._database.add(_OPEN, row)

    def close_follow_up(self, session_id: str, today: date) -> None:
        """Take no more; no file then tells in which order the answers came."""
        mine = follow_ups.c.session_id == session_id
        change = update(follow_ups).where(mine).values(closed_on=today.isoformat())

        def work(connection: Connection) -> None:
            connection.execute(change)
            lay_in_order(connection, session_id)

        self._database.write(work)
        self._database.truncate_log()


def _text(answers: Mapping[str, Answer]) -> str:
    return json.dumps(dict(answers), ensure_ascii=False, separators=(",", ":"))
