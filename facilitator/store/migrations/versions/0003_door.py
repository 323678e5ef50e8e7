"""Codes at the door: a key for each session, and the tickets that were used."""

import os

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

sessions = sa.table(
    "sessions", sa.column("id", sa.String), sa.column("door_key", sa.LargeBinary)
)


def upgrade() -> None:
    op.add_column("sessions", sa.Column("door_key", sa.LargeBinary, nullable=True))
    connection = op.get_bind()
    for session_id in connection.execute(sa.select(sessions.c.id)).scalars().all():
        connection.execute(
            sa.update(sessions)
            .where(sessions.c.id == session_id)
            .values(door_key=os.urandom(32))
        )
    op.create_table(
        "tickets",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "nonce", name="pk_tickets"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_tickets_session_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("tickets")
    op.drop_column("sessions", "door_key")
