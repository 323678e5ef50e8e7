"""People put right: merges, shared phones, head counts, and work done before."""

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


def upgrade() -> None:
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
    for table in _TABLES:
        op.drop_table(table)
