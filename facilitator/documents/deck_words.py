"""What a deck says, read in a process of its own that stays within limits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import facilitator
from facilitator.documents import process_family
from facilitator.documents.errors import (
    ReadingStoppedError,
    SlowDeckError,
    from_facts,
)
from facilitator.documents.uploads import base_name
from facilitator.domain.deck import Deck
from facilitator.domain.records import from_record

TIMEOUT_SECONDS = 180


def read_words(path: Path, *, timeout: float = TIMEOUT_SECONDS) -> Deck:
    """Return the deck in a .pptx or .pdf without pictures.

    Raises:
        DocumentError: it is not a deck that can be read, or not within the limits.
    """
    filename = base_name(path.name)
    # Not from the current folder, which may be anybody's.
    program = [sys.executable, "-P", "-m", "facilitator.documents.read_words"]
    process = process_family.start(
        [*program, path, filename],
        stdout=subprocess.PIPE,
        environment=_environment(),
    )
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as late:
        minutes = round(timeout / 60)
        raise SlowDeckError(filename=filename, minutes=minutes) from late
    finally:
        process_family.end(process)
    if process.returncode or not said:
        raise ReadingStoppedError(filename=filename)
    told = json.loads(said)
    if "error" in told:
        raise from_facts(told["error"], told["facts"])
    return from_record(Deck, told["deck"])


def _environment() -> dict[str, str]:
    """Return this process's environment, in which the program finds this package."""
    here = str(Path(facilitator.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([here, others]) if others else here
    return {**os.environ, "PYTHONPATH": path}
