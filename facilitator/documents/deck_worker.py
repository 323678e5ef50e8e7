"""Decks read in a process of their own, so that no phone waits for a picture."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

import facilitator
from facilitator.documents import process_family
from facilitator.documents.errors import (
    ReadingStoppedError,
    SlowDeckError,
    from_facts,
)
from facilitator.domain.deck import Deck
from facilitator.domain.records import from_record

TIMEOUT_SECONDS = 600

_DECK_FILE = "deck.json"
_LAST_WORDS_BYTES = 4_000

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]


def read_deck(
    source: Path,
    filename: str,
    outdir: Path,
    progress: Progress,
    executable: str | None = None,
    *,
    soffice: str | None = None,
    timeout: float = TIMEOUT_SECONDS,
) -> Deck:
    """Return the deck in an uploaded file, its pictures written into `outdir`.

    Runs `facilitator.documents.read_deck` and waits; under gevent only the calling
    greenlet waits. However this ends, by an answer, an error, a timeout or because
    the caller is killed, nothing that it started goes on running.

    Args:
        source: where the upload was stored.
        filename: the name it had on the visitor's machine.
        outdir: an existing folder for `deck.json` and the pictures.
        progress: hears the stage (`reading`, `converting`, `pictures`), how much is
            done, of how much.
        executable: the Python interpreter (this one by default).
        soffice: LibreOffice's program (empty: do without; None: look for it).
        timeout: seconds until the reading is given up.

    Raises:
        DocumentError: the file is not a deck that can be read.
    """
    command: list[str | Path] = [
        executable or sys.executable,
        # Not from the current folder, which may be anybody's.
        "-P",
        "-m",
        "facilitator.documents.read_deck",
        source,
        filename,
        outdir,
    ]
    if soffice is not None:
        command.append(soffice)
    with tempfile.TemporaryFile() as last_words:
        process = process_family.start(
            command,
            stdout=subprocess.PIPE,
            stderr=last_words,
            environment=_environment(),
        )
        late = threading.Event()
        alarm = threading.Timer(timeout, _give_up, (process, late))
        alarm.daemon = True
        try:
            alarm.start()
            _listen(process, progress)
            process.wait()
        finally:
            alarm.cancel()
            process_family.end(process)
        if late.is_set():
            raise SlowDeckError(filename=filename, minutes=round(timeout / 60))
        if process.returncode:
            _log.error("reading a deck ended: %s", _tail(last_words))
            raise ReadingStoppedError(filename=filename)
    return from_record(Deck, json.loads(Path(outdir, _DECK_FILE).read_bytes()))


def _environment() -> dict[str, str]:
    """Return this process's environment, in which the worker finds this package."""
    here = str(Path(facilitator.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([here, others]) if others else here
    return {**os.environ, "PYTHONPATH": path}


def _listen(process: subprocess.Popen[bytes], progress: Progress) -> None:
    """Pass the worker's progress on until it has no more to say."""
    if process.stdout is None:
        return
    with process.stdout as lines:
        for line in lines:
            told = json.loads(line)
            if "error" in told:
                raise from_facts(told["error"], told["facts"])
            progress(told["stage"], told["done"], told["of"])


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process_family.end(process)


def _tail(stream: IO[bytes]) -> str:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _LAST_WORDS_BYTES))
    return stream.read().decode("utf-8", "replace")
