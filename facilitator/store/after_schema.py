"""The tables of what is done at the desk after a session, and all tables together.

Every one but the receipts is only ever appended to, until it is purged.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from facilitator.store.question_schema import metadata

__all__ = ["handovers", "lefts", "mark_corrections", "metadata", "receipts"]


def _of_session() -> Column[str]:
    return Column(
        "session_id",
        String(32),
        ForeignKey("sessions.id", ondelete="CASCADE"),
        nullable=False,
    )


# Records of attendance that the trainer leaves incomplete, and why.
lefts = Table(
    "lefts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_session(),
    Column("attendee_id", String(32), ForeignKey("attendees.id"), nullable=False),
    # The newest line of the person's log then: a later one opens the record again.
    Column("line", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("written_at", String(40), nullable=False),
    Index("ix_lefts_session_id", "session_id"),
)

# When a part of the agenda really began, beside the mark in the stage.
mark_corrections = Table(
    "mark_corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_session(),
    Column("item", String(80), nullable=False),  # "" is the end of the session
    Column("at", String(40), nullable=True),  # empty: it did not begin
    Column("reason", Text, nullable=False),
    Column("written_at", String(40), nullable=False),
    Index("ix_mark_corrections_session_id", "session_id"),
)

# What passed between the trainer and the provider of credit.
handovers = Table(
    "handovers",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_session(),
    Column("kind", String(12), nullable=False),
    Column("day", String(10), nullable=False),
    Column("note", Text, nullable=False),
    Column("written_at", String(40), nullable=False),
    Index("ix_handovers_session_id", "session_id"),
)

# What was erased. A receipt outlives its session, so nothing ties it to one.
receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("session", String(32), nullable=False),
    Column("record", Text, nullable=False),  # domain.purge.Receipt as JSON
    Column("cleaned_at", String(40), nullable=True),
    Index("ix_receipts_session", "session"),
)
