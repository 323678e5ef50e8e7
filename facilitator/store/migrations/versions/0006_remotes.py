"""Devices that lead a session beside the trainer's laptop."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remotes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("invitation", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.String(40), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("kind", sa.String(12), nullable=True),
        sa.Column("joined_at", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_remotes"),
        sa.UniqueConstraint("invitation", name="uq_remotes_invitation"),
        sa.UniqueConstraint("key", name="uq_remotes_key"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_remotes_session_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_remotes_session_id", "remotes", ["session_id"])


def downgrade() -> None:
    op.drop_table("remotes")
