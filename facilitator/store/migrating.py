"""An older database brought up to date; the only module that knows Alembic."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from facilitator.store.errors import NewerDataError

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(migrations: Path = MIGRATIONS) -> Config:
    """Return Alembic's view of the migrations that come with the program."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    return config


def migrate(
    engine: Engine, path: Path, found: str | None, migrations: Path = MIGRATIONS
) -> None:
    """Bring a database at the revision `found` up to date.

    Before that its file is copied beside itself, named by its revision.

    Raises:
        NewerDataError: this program does not know the revision; nothing is changed.
    """
    steps = ScriptDirectory.from_config(configuration(migrations)).walk_revisions()
    if found and found not in {step.revision for step in steps}:
        engine.dispose()
        raise NewerDataError(place=path)
    if found:
        _copy(engine, path, path.with_name(f"{path.stem}-before-{found}.sqlite3"))
    config = configuration(migrations)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy(engine: Engine, path: Path, copy: Path) -> None:
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    shutil.copy2(path, copy)
