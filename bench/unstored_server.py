"""The very same program, but that answers are acknowledged without being stored.

    python -m bench.unstored_server serve [the options of `facilitator serve`]

What the commit costs shows in the difference between the two. Never use it in a room.
"""

from facilitator import serve  # isort: skip - it replaces parts of the library first

import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Executable

from facilitator import cli
from facilitator.store.database import Database, open_database
from facilitator.store.responses import KEEP_ANSWER


class Unstored(Database):
    """A database that forgets the answers to polls; everything else is kept."""

    def add(self, statement: Executable, row: Mapping[str, object]) -> None:
        """Return at once, where it is an answer."""
        if statement is not KEEP_ANSWER:
            super().add(statement, row)


def open_unstored(folder: Path) -> Database:
    """Return the database in `folder`, forgetful."""
    made = open_database(folder)
    made.close()  # its writer; the engine opens again by itself
    return Unstored(made.engine)


if __name__ == "__main__":
    serve.open_database = open_unstored  # type: ignore[attr-defined]
    sys.exit(cli.run(lambda: cli.commands(standalone_mode=False)))
