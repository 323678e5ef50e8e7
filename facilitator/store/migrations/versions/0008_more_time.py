"""Phones whose person needs more time for questions with a countdown."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "more_time",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "participant", name="pk_more_time"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_more_time_session_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("more_time")
