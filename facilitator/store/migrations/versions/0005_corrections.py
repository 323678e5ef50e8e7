"""Corrections of the attendance log: later lines with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("supersedes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("written_at", sa.String(40), nullable=True),
    ):
        op.add_column("scans", column)


def downgrade() -> None:
    for name in ("supersedes", "reason", "written_at"):
        op.drop_column("scans", name)
