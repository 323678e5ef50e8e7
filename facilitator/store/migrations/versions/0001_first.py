"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ON_SESSION = {"ondelete": "CASCADE"}


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("curriculum", sa.Text, nullable=False),
        sa.Column("answer_key", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("code", name="uq_sessions_code"),
    )
    op.create_table(
        "decks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("deck", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_decks"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_decks_session_id", **ON_SESSION
        ),
    )
    op.create_index("ix_decks_session_id", "decks", ["session_id"])
    op.create_table(
        "attendees",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("evaluated", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attendees"),
        sa.UniqueConstraint("identity", name="uq_attendees_identity"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_attendees_session_id",
            **ON_SESSION,
        ),
    )
    op.create_index("ix_attendees_session_id", "attendees", ["session_id"])
    op.create_table(
        "scans",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("attendee_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("method", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_scans"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_scans_session_id", **ON_SESSION
        ),
        sa.ForeignKeyConstraint(
            ["attendee_id"], ["attendees.id"], name="fk_scans_attendee_id"
        ),
    )
    op.create_index("ix_scans_session_id", "scans", ["session_id"])
    op.create_table(
        "responses",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "session_id", "question", "round", "participant", name="pk_responses"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_responses_session_id",
            **ON_SESSION,
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_responses_participant", "responses", ["session_id", "participant"]
    )
    op.create_table(
        "forms",
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("survey", sa.String(16), nullable=False),
        sa.Column("participant", sa.String(64), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "session_id", "survey", "participant", name="pk_forms"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_forms_session_id", **ON_SESSION
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("forms", "responses", "scans", "attendees", "decks", "sessions"):
        op.drop_table(table)
