"""The tables about people beside the attendance: merges, phones, counts, pre-work.

They know no answer, and share no column with the answers but the session's id.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from facilitator.store.after_schema import metadata
from facilitator.store.schema import of_session

__all__ = ["metadata"]  # with these tables and all others

# Which entry stands for which, only ever added to: a later line undoes an earlier one.
merges = Table(
    "merges",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    Column("kept_id", String(32), nullable=False),
    Column("other_id", String(32), nullable=False),
    Column("kind", String(12), nullable=False),  # domain.merging.OtherKind
    Column("taken", Text, nullable=False),  # details taken from the other, as JSON
    Column("listed", Text, nullable=True),  # domain.attendance.Person as JSON
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("undoes", Integer, nullable=False, server_default="0"),
    Index("ix_merges_session_id", "session_id"),
)

# Two entries that were said to be two people, so that nobody is asked again.
apart = Table(
    "apart",
    metadata,
    of_session(is_key=True),
    Column("one_id", String(32), primary_key=True),
    Column("other_id", String(32), primary_key=True),
    Column("at", String(40), nullable=False),
)

# Who signed in on a phone on which somebody else had: a random mark for each such
# phone, made by the laptop, and nothing for phones of one person.
phone_marks = Table(
    "phone_marks",
    metadata,
    Column("attendee_id", String(32), primary_key=True),
    of_session(),
    Column("mark", String(32), nullable=False),
    Index("ix_phone_marks_session_id", "session_id"),
)

# That a trainer looked at a shared phone, and how many people it had then.
phone_looks = Table(
    "phone_looks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    Column("mark", String(32), nullable=False),
    Column("people", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index("ix_phone_looks_session_id", "session_id"),
)

# Heads counted in the room, and people in it by the list, then.
head_counts = Table(
    "head_counts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    of_session(),
    Column("at", String(40), nullable=False),
    Column("counted", Integer, nullable=False),
    Column("listed", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_head_counts_session_id", "session_id"),
)

# Who completed which online module before the session.
completions = Table(
    "completions",
    metadata,
    Column("id", String(32), primary_key=True),
    of_session(),
    Column("position", Integer, nullable=False),
    Column("record", Text, nullable=False),  # domain.prework.Completion as JSON
    Column("tied_to", String(32), nullable=True),  # who it was said to be
    Index("ix_completions_session_id", "session_id"),
)

# A list of completions that was brought and not yet taken over.
completion_lists = Table(
    "completion_lists",
    metadata,
    of_session(is_key=True),
    Column("filename", Text, nullable=False),
    Column("people", Text, nullable=False),  # domain.roster.ListedPeople as JSON
    Column("mapped", Text, nullable=False),  # which column holds what, as JSON
    Column("day_first", Boolean, nullable=False),
)
