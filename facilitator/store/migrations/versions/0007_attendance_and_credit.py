"""What an invited device is for: a remote that leads, or a kiosk at the door."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "remotes",
        sa.Column("role", sa.String(12), nullable=False, server_default="remote"),
    )


def downgrade() -> None:
    op.drop_column("remotes", "role")
