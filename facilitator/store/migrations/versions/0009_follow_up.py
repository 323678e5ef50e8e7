"""Follow-ups months later, and the codes that join them to earlier answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up_codes",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "code_hash", name="pk_follow_up_codes"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_follow_up_codes_session_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "follow_up_forms",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("at_the_end", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("session_id", "person", name="pk_follow_up_forms"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_follow_up_forms_session_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "follow_ups",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("opened_on", sa.String(10), nullable=False),
        sa.Column("closed_on", sa.String(10), nullable=True),
        sa.PrimaryKeyConstraint("session_id", name="pk_follow_ups"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_follow_ups_session_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("follow_ups")
    op.drop_table("follow_up_forms")
    op.drop_table("follow_up_codes")
