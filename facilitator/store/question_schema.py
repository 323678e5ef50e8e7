"""The tables of what the room asks, on the side of answers.

As there, nothing has a time or a row number, and rows lie in the order of keyed hashes.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from facilitator.store.schema import metadata

__all__ = ["audience_questions", "metadata", "question_votes"]


def _of_session() -> Column[str]:
    return Column(
        "session_id",
        String(32),
        ForeignKey("sessions.id", ondelete="CASCADE"),
        primary_key=True,
    )


audience_questions = Table(
    "audience_questions",
    metadata,
    _of_session(),
    Column("participant", String(64), primary_key=True),
    # Made at random by the phone, so that a question sent again is the same one.
    Column("key", String(32), primary_key=True),
    Column("text", Text, nullable=False),  # "" once it was taken back
    Column("change", Integer, nullable=False),
    sqlite_with_rowid=False,
)

question_votes = Table(
    "question_votes",
    metadata,
    _of_session(),
    Column("asked", String(16), primary_key=True),  # the id of a question's words
    Column("participant", String(64), primary_key=True),
    Column("given", Boolean, nullable=False),  # False: taken back
    Column("change", Integer, nullable=False),
    # A phone that comes back asks for its own votes.
    Index("ix_question_votes_participant", "session_id", "participant"),
    sqlite_with_rowid=False,
)
