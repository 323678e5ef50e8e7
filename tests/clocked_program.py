"""The real program with a clock that is handed in, and a power cut that can be had.

    python -m tests.clocked_program CLOCK serve [options of `serve`]

CLOCK is a file of eight bytes: microseconds since 1970, as whoever rehearses sets
them. While a file CLOCK.cut lies beside it, the next write is the last thing that the
program does: it is on the disk, and nobody was told.
"""

from facilitator import serve  # isort: skip - it replaces parts of the library first

import mmap
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from facilitator import cli
from facilitator.store.database import Database, open_database

T = TypeVar("T")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FileClock:
    """The time that a file holds."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._bytes = mmap.mmap(opened.fileno(), 8, access=mmap.ACCESS_READ)

    def __call__(self) -> datetime:
        return EPOCH + timedelta(microseconds=int.from_bytes(self._bytes[:8], "big"))


class OnABattery(Database):
    """A database whose computer may lose power right after a commit."""

    cut: Path

    def write(self, work: Callable[[Connection], T]) -> T:
        """Write, and then perhaps nothing ever again."""
        done = super().write(work)
        if self.cut.exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return done


def open_on_a_battery(cut: Path, folder: Path) -> Database:
    """Return the database in `folder`; the file `cut` takes its power away."""
    made = open_database(folder)
    made.close()  # its writer; the engine opens again by itself
    database = OnABattery(made.engine)
    database.cut = cut
    return database


if __name__ == "__main__":
    clock = Path(sys.argv.pop(1))
    serve.open_database = partial(  # type: ignore[attr-defined]
        open_on_a_battery, clock.with_suffix(".cut")
    )
    serve.serve = partial(serve.serve, clock=FileClock(clock))
    sys.exit(cli.run(lambda: cli.commands(standalone_mode=False)))
