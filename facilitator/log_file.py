"""The log file: what went wrong, and never more than the disk can bear."""

from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

NAME: Final = "facilitator.log"
# Whoever sends nonsense for hours writes a line for each message of it.
LARGEST_BYTES: Final = 2 * 1024 * 1024


def log_file(folder: Path) -> RotatingFileHandler:
    """Return the handler that writes to the log in `folder`, and keeps one before."""
    return RotatingFileHandler(
        folder / NAME, maxBytes=LARGEST_BYTES, backupCount=1, encoding="utf-8"
    )
