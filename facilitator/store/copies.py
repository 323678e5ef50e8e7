"""Copies of what is kept, left in the data folder: found and removed."""

import logging
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Literal

log = logging.getLogger(__name__)

Copy = Literal["backups", "lists", "downloads"]

# The database as it was before an update of the program.
_BACKUP = re.compile(r"facilitator-before-[^/]*\.sqlite3(?:-wal|-shm|-journal)?")
# Slides' own files lie there, named by digests.
_NOT_LOOKED_INTO = frozenset({"pictures", "decks"})


def copies(folder: Path, code: str) -> Iterator[tuple[Copy, Path]]:
    """Yield what holds, or may hold, what was collected in the session `code`.

    A backup holds every session. Files of which the program's own name holds the
    session's code were made for it.
    """
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if parts[0] in _NOT_LOOKED_INTO or not path.is_file():
            continue
        if len(parts) == 1 and _BACKUP.fullmatch(path.name):
            yield "backups", path
        elif parts[0] == "uploads" and path.suffix == ".list":
            yield "lists", path
        elif f"-{code}." in path.name:
            yield "downloads", path


def remove_copies(folder: Path, code: str) -> Mapping[str, int]:
    """Remove the copies; return how many of each kind there were.

    Raises:
        OSError: one is held open by another program; the others may be gone.
    """
    removed: Counter[str] = Counter()
    for kind, path in tuple(copies(folder, code)):
        _overwrite(path)
        path.unlink(missing_ok=True)
        removed[kind] += 1
    return dict(removed)


def forget_key(folder: Path, session_id: str) -> None:
    """Destroy the key of a session's answers in copies of the database, too.

    A session that was prepared before an update of the program has its key in the copy.
    """
    for path in folder.glob("facilitator-before-*.sqlite3"):
        try:
            with closing(sqlite3.connect(path)) as copy:
                copy.execute("PRAGMA secure_delete=ON")
                copy.execute(
                    "UPDATE sessions SET answer_key = NULL WHERE id = ?", (session_id,)
                )
                copy.commit()
        except sqlite3.Error:
            log.exception("the key of the answers could not be destroyed in a copy")


def _overwrite(path: Path) -> None:
    """Leave nothing to be found where the file lay."""
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
