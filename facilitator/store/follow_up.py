"""Codes of follow-ups as slow hashes beside the answers, and when answers are taken."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from facilitator.store.database import Database
from facilitator.store.schema import follow_up_codes, follow_ups

_KEEP_CODE = insert(follow_up_codes)
_new = insert(follow_ups)
_OPEN = _new.on_conflict_do_update(
    index_elements=["session_id"], set_={"closed_on": None}
)


@dataclass(frozen=True, slots=True)
class KeptFollowUp:
    """From when follow-ups were taken, and until when; None while they are."""

    opened_on: date
    closed_on: date | None = None


class FollowUpStore:
    """Knows by a code's hash the phone that it was given to, and no code."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_code(self, session_id: str, code_hash: str, participant: str) -> None:
        """Keep whose answers a code leads to; returns once it is on the disk."""
        row = {
            "session_id": session_id,
            "code_hash": code_hash,
            "participant": participant,
        }
        self._database.add(_KEEP_CODE, row)

    def whose_code(self, session_id: str, code_hash: str) -> str:
        """Return the keyed hash of the phone that a code was given to, or ""."""
        query = select(follow_up_codes.c.participant).where(
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

    def with_code(self, session_id: str) -> frozenset[str]:
        """Return the keyed hashes of the phones that were given a code."""
        query = select(follow_up_codes.c.participant).where(
            follow_up_codes.c.session_id == session_id
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

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
        """Take no more; the log, which has the order of the answers, is emptied."""
        mine = follow_ups.c.session_id == session_id
        change = update(follow_ups).where(mine).values(closed_on=today.isoformat())
        self._database.write(lambda one: one.execute(change) and None)
        self._database.truncate_log()
