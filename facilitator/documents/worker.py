"""Programs of this package run beside the server, so that no phone waits for them."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import facilitator
from facilitator.documents import process_family
from facilitator.documents.errors import (
    ReadingStoppedError,
    SlowDeckError,
    from_facts,
)

TIMEOUT_SECONDS = 600

_LAST_WORDS_BYTES = 4_000

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]


class HaltedError(Exception):
    """Somebody ended the program on purpose; there is nothing to tell them."""


class Halt:
    """Ends a program from elsewhere, also one that has not been started yet."""

    def __init__(self) -> None:
        self.is_called = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """End this program when called."""
        with self._lock:
            self._process = process
        if self.is_called:
            process_family.end(process)

    def check(self) -> None:
        """Raise HaltedError once called."""
        if self.is_called:
            raise HaltedError

    def __call__(self) -> None:
        """End what is being watched, and whatever will be."""
        with self._lock:
            self.is_called = True
            process = self._process
        if process:
            process_family.end(process)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a program is run: seconds until it is given up, and what else may end it.

    `executable` is the Python interpreter (empty: this one); `progress` hears the
    stage, how much is done, of how much.
    """

    timeout: float = TIMEOUT_SECONDS
    halt: Halt = field(default_factory=Halt)
    executable: str = ""
    progress: Progress = lambda _stage, _done, _of: None


def run(
    module: str, arguments: Sequence[str | Path], filename: str, terms: Terms
) -> object:
    """Return what a program of this package answers.

    Blocks the caller for as long as it takes; under gevent only the calling greenlet
    waits. However this ends, by an answer, an error, a timeout or because the caller
    is killed, nothing that it started goes on running.

    Raises:
        DocumentError: what the program says is wrong with the file, or that it ended
            without an answer or not in time.
        HaltedError: it was ended by `terms.halt`.
    """
    command: list[str | Path] = [
        terms.executable or sys.executable,
        # Not from the current folder, which may be anybody's.
        "-P",
        "-m",
        f"facilitator.documents.{module}",
        *arguments,
    ]
    terms.halt.check()
    with tempfile.TemporaryFile() as last_words:
        process = process_family.start(
            command,
            stdout=subprocess.PIPE,
            stderr=last_words,
            environment=_environment(),
        )
        late = threading.Event()
        alarm = threading.Timer(terms.timeout, _give_up, (process, late))
        alarm.daemon = True
        try:
            alarm.start()
            terms.halt.watch(process)
            answer = _listen(process, terms.progress)
            process.wait()
        finally:
            alarm.cancel()
            process_family.end(process)
        terms.halt.check()
        if late.is_set():
            raise SlowDeckError(filename=filename, minutes=round(terms.timeout / 60))
        if process.returncode:
            _log.error("%s ended: %s", module, _tail(last_words))
            raise ReadingStoppedError(filename=filename)
    return answer


def _environment() -> dict[str, str]:
    """Return this process's environment, in which the worker finds this package."""
    here = str(Path(facilitator.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([here, others]) if others else here
    return {**os.environ, "PYTHONPATH": path}


def _listen(process: subprocess.Popen[bytes], progress: Progress) -> object:
    """Pass the program's progress on until it has no more to say; return its answer."""
    answer: object = None
    if process.stdout is None:
        return answer
    with process.stdout as lines:
        for line in lines:
            told = json.loads(line)
            if "error" in told:
                raise from_facts(told["error"], told["facts"])
            if "answer" in told:
                answer = told["answer"]
            else:
                progress(told["stage"], told["done"], told["of"])
    return answer


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process_family.end(process)


def _tail(stream: IO[bytes]) -> str:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _LAST_WORDS_BYTES))
    return stream.read().decode("utf-8", "replace")
