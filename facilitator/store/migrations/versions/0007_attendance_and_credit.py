"""Credit asked for and claimed, mended details, invited devices, and people put right."""

from typing import Any


import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    "completion_lists",
    "completions",
    "head_counts",
    "phone_looks",
    "phone_marks",
    "apart",
    "merges",
)


def upgrade() -> None:
    op.add_column(
        "remotes",
        sa.Column("role", sa.String(12), nullable=False, server_default="remote"),
    )
    _credit()
    _merging()
    _shared_phones()
    _numbered(
        "head_counts",
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
    _prework()


def _credit() -> None:
    op.create_table(
        "credit_requests",
        *_whose("credit_requests"),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("given_name", sa.Text, nullable=False, server_default=""),
        sa.Column("family_name", sa.Text, nullable=False, server_default=""),
        sa.Column("asked_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint(
            "session_id", "attendee_id", "type", name="pk_credit_requests"
        ),
    )
    op.create_table(
        "claims",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        *_whose("claims"),
        sa.Column("type", sa.String(12), nullable=False),
        sa.Column("quarters", sa.Integer, nullable=False),
        sa.Column("attestation", sa.String(12), nullable=False),
        sa.Column("attested_at", sa.String(40), nullable=False),
        sa.Column("attested_by", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_claims"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claims_session_id", "claims", ["session_id"])
    op.create_table(
        "details_log",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        *_whose("details_log"),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", sa.String(12), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_details_log"),
    )
    op.create_index("ix_details_log_session_id", "details_log", ["session_id"])
    op.create_table(
        "links",
        *_whose("links"),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("attendee_id", name="pk_links"),
        sa.UniqueConstraint("address", name="uq_links_address"),
    )
    op.create_index("ix_links_session_id", "links", ["session_id"])
    op.create_index("ix_scans_attendee_id", "scans", ["attendee_id"])
    op.create_index("ix_attendees_expected_id", "attendees", ["expected_id"])
    _after_the_session()
    _questions_of_the_room()


def _after_the_session() -> None:
    op.create_table(
        "lefts",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        *_whose("lefts"),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("written_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_lefts"),
    )
    op.create_index("ix_lefts_session_id", "lefts", ["session_id"])
    op.create_table(
        "mark_corrections",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        *_whose("mark_corrections")[:1],
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("written_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_mark_corrections"),
        _whose("mark_corrections")[2],
    )
    op.create_index(
        "ix_mark_corrections_session_id", "mark_corrections", ["session_id"]
    )
    op.create_table(
        "handovers",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        *_whose("handovers")[:1],
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("written_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_handovers"),
        _whose("handovers")[2],
    )
    op.create_index("ix_handovers_session_id", "handovers", ["session_id"])
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("cleaned_at", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_receipts"),
    )
    op.create_index("ix_receipts_session", "receipts", ["session"])


def _questions_of_the_room() -> None:
    op.create_table(
        "audience_questions",
        *_whose("audience_questions")[:1],
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "session_id", "participant", "key", name="pk_audience_questions"
        ),
        _whose("audience_questions")[2],
        sqlite_with_rowid=False,
    )
    op.create_table(
        "question_votes",
        *_whose("question_votes")[:1],
        sa.Column("asked", sa.String(16), nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "session_id", "asked", "participant", name="pk_question_votes"
        ),
        _whose("question_votes")[2],
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_question_votes_participant",
        "question_votes",
        ["session_id", "participant"],
    )


def _whose(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return the columns that say of which session and person a row is."""
    return (
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("attendee_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=f"fk_{table}_session_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name=f"fk_{table}_attendee_id"
        ),
    )


def _session(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    return (
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=f"fk_{table}_session_id",
            ondelete="CASCADE",
        ),
    )


def _numbered(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        *_session(table),
        *columns,
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_session_id", table, ["session_id"])


def _merging() -> None:
    _numbered(
        "merges",
        sa.Column("kept_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("listed", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_table(
        "apart",
        *_session("apart"),
        sa.Column("one_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "one_id", "other_id", name="pk_apart"),
    )


def _shared_phones() -> None:
    op.create_table(
        "phone_marks",
        sa.Column("attendee_id", sa.String(32), nullable=False),
        *_session("phone_marks"),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("attendee_id", name="pk_phone_marks"),
    )
    op.create_index("ix_phone_marks_session_id", "phone_marks", ["session_id"])
    _numbered(
        "phone_looks",
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )


def _prework() -> None:
    op.create_table(
        "completions",
        sa.Column("id", sa.String(32), nullable=False),
        *_session("completions"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("tied_to", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_completions"),
    )
    op.create_index("ix_completions_session_id", "completions", ["session_id"])
    op.create_table(
        "completion_lists",
        *_session("completion_lists"),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("mapped", sa.Text(), nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name="pk_completion_lists"),
    )


def downgrade() -> None:
    op.drop_index("ix_attendees_expected_id", "attendees")
    op.drop_index("ix_scans_attendee_id", "scans")
    for table in ("question_votes", "audience_questions"):
        op.drop_table(table)
    for table in (*_TABLES, "receipts", "handovers", "mark_corrections", "lefts"):
        op.drop_table(table)
    for table in ("links", "details_log", "claims", "credit_requests"):
        op.drop_table(table)
    op.drop_column("remotes", "role")
