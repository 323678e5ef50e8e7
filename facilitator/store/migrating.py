"""An older database brought up to date; the only module that knows Alembic."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's view of the migrations that come with the program."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(engine: Engine, path: Path, found: str | None) -> None:
    """Bring a database at the revision `found` up to date.

    Before that its file is copied beside itself, named by its revision.
    """
    if found:
        _copy(engine, path, path.with_name(f"{path.stem}-before-{found}.sqlite3"))
    config = configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy(engine: Engine, path: Path, copy: Path) -> None:
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    shutil.copy2(path, copy)
