"""A slide has pictures, each with the way it was made, in place of one digest."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

decks = sa.table(
    "decks", sa.column("id", sa.String), sa.column("deck", sa.Text)
)


def upgrade() -> None:
    connection = op.get_bind()
    kept = sa.select(decks.c.id, decks.c.deck).where(decks.c.deck.is_not(None))
    for deck_id, written in connection.execute(kept).all():
        deck = json.loads(written)
        way = deck.pop("way", "libreoffice")
        deck.pop("warnings", None)
        for place, slide in enumerate(deck["slides"]):
            digest = slide.pop("picture", "")
            page = place if way == "pdf" else -1
            picture = {"way": way, "digest": digest, "page": page}
            slide["pictures"] = [picture] if digest else []
        changed = json.dumps(deck, ensure_ascii=False, separators=(",", ":"))
        connection.execute(
            sa.update(decks).where(decks.c.id == deck_id).values(deck=changed)
        )


def downgrade() -> None:
    raise NotImplementedError("Take the copy that was made before the change.")
