"""A roster: who is expected, the list it comes from, and who has come."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attendees", sa.Column("expected_id", sa.String(32), nullable=True))
    op.create_table(
        "expected",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_expected"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_expected_session_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_expected_session_id", "expected", ["session_id"])
    op.create_table(
        "lists",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("mapped", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session_id", name="pk_lists"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_lists_session_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "columns",
        sa.Column("header", sa.Text, nullable=False),
        sa.Column("mapped", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("header", name="pk_columns"),
    )


def downgrade() -> None:
    for table in ("columns", "lists", "expected"):
        op.drop_table(table)
    op.drop_column("attendees", "expected_id")
