"""What the room asks and votes for, kept by a keyed hash of the phone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from facilitator.domain.stage.audience_questions import (
    MOST_OF_A_PHONE,
    MOST_OF_A_SESSION,
    MOST_OPEN,
    EnoughQuestionsError,
    ManyQuestionsError,
    question_id,
)
from facilitator.store.database import Database
from facilitator.store.question_schema import audience_questions as questions
from facilitator.store.question_schema import question_votes as votes

_new_question = insert(questions)
# As with answers: a resend replaces, a late resend of an older one does not.
KEEP_QUESTION = _new_question.on_conflict_do_update(
    index_elements=[c.name for c in questions.primary_key],
    set_={
        "text": _new_question.excluded.text,
        "change": _new_question.excluded.change,
    },
    where=_new_question.excluded.change >= questions.c.change,
)
_new_vote = insert(votes)
KEEP_VOTE = _new_vote.on_conflict_do_update(
    index_elements=[c.name for c in votes.primary_key],
    set_={"given": _new_vote.excluded.given, "change": _new_vote.excluded.change},
    where=_new_vote.excluded.change >= votes.c.change,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A phone's question; `key` is the phone's own id of it, "" text is taken back."""

    participant: str
    key: str
    text: str
    change: int = 1

    @property
    def id(self) -> str:
        """What it is known by outside the store."""
        return question_id(self.participant, self.key, self.change, self.text)


class QuestionStore:
    """Questions and votes: nothing here knows a person or a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, session_id: str, asked: Asked, closed: Collection[str]) -> None:
        """Keep a question, or that it was taken back; returns once it is on the disk.

        `closed` are the ids of questions that do not count as open any more.

        Raises:
            EnoughQuestionsError: the phone has MOST_OPEN others.
            ManyQuestionsError: the phone or the session has asked as much as is kept.
        """
        row = {
            "session_id": session_id,
            "participant": asked.participant,
            "key": asked.key,
            "text": asked.text,
            "change": asked.change,
        }

        def work(connection: Connection) -> None:
            _check_room(connection, session_id, asked, closed)
            connection.execute(KEEP_QUESTION, row)

        self._database.write(work)

    def all(self, session_id: str) -> tuple[Asked, ...]:
        """Return every question that was not taken back, by the phone's hash."""
        with self._database.reading() as connection:
            kept = _of(connection, session_id)
        return tuple(one for one in kept if one.text)

    def of_phone(self, session_id: str, participant: str) -> tuple[Asked, ...]:
        """Return one phone's questions, with those taken back, ordered by their key."""
        with self._database.reading() as connection:
            return _of(connection, session_id, participant)

    def vote(
        self,
        session_id: str,
        asked: Collection[str],
        participant: str,
        *,
        given: bool,
        change: int,
    ) -> None:
        """Keep a phone's vote for each of some questions, or that it was taken back."""
        rows = [
            {
                "session_id": session_id,
                "asked": one,
                "participant": participant,
                "given": given,
                "change": change,
            }
            for one in asked
        ]
        self._database.write(lambda connection: _keep_votes(connection, rows))

    def votes(self, session_id: str) -> Mapping[str, int]:
        """Return how many phones vote for each question."""
        query = (
            select(votes.c.asked, func.count())
            .where(votes.c.session_id == session_id, votes.c.given)
            .group_by(votes.c.asked)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.asked: int(row[1]) for row in rows}

    def votes_together(self, session_id: str, asked: Collection[str]) -> int:
        """Return how many phones vote for any of these questions, each counted once."""
        query = select(func.count(votes.c.participant.distinct())).where(
            votes.c.session_id == session_id, votes.c.given, votes.c.asked.in_(asked)
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def votes_of_phone(
        self, session_id: str, participant: str
    ) -> tuple[frozenset[str], int]:
        """Return what a phone votes for, and the number of its newest change."""
        query = select(votes.c.asked, votes.c.given, votes.c.change).where(
            votes.c.session_id == session_id, votes.c.participant == participant
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        given = frozenset(row.asked for row in rows if row.given)
        return given, max((row.change for row in rows), default=0)


def _keep_votes(connection: Connection, rows: list[dict[str, object]]) -> None:
    for row in rows:
        connection.execute(KEEP_VOTE, row)


def _of(
    connection: Connection, session_id: str, participant: str = ""
) -> tuple[Asked, ...]:
    query = select(
        questions.c.participant, questions.c.key, questions.c.text, questions.c.change
    ).where(questions.c.session_id == session_id)
    if participant:
        query = query.where(questions.c.participant == participant)
    return tuple(Asked(*row) for row in connection.execute(query))


def _check_room(
    connection: Connection, session_id: str, asked: Asked, closed: Collection[str]
) -> None:
    own = _of(connection, session_id, asked.participant)
    others = [one for one in own if one.key != asked.key]
    if len(others) >= MOST_OF_A_PHONE:
        raise ManyQuestionsError
    if not asked.text:
        return
    if sum(bool(one.text) and one.id not in closed for one in others) >= MOST_OPEN:
        raise EnoughQuestionsError(most=MOST_OPEN)
    if len(others) < len(own):
        return
    kept = select(func.count()).where(
        questions.c.session_id == session_id, questions.c.text != ""
    )
    if connection.execute(kept).scalar_one() >= MOST_OF_A_SESSION:
        raise ManyQuestionsError
