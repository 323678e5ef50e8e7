"""The real program, as a child process of a rehearsal."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from facilitator.rehearsal.errors import ServerNotStartedError

if sys.platform != "win32":
    import resource

START_SECONDS, STOP_SECONDS = 60.0, 15.0
_LOOK_SECONDS = 0.05
_ENOUGH_DESCRIPTORS = 16_384


@dataclass(frozen=True, slots=True)
class Serving:
    """A program that is running: where the trainer and where the phones go."""

    desk_url: str
    phone_url: str
    data: Path


@contextmanager
def serving(data: Path | None, curriculum: Path) -> Iterator[Serving]:
    """Run the program on a free port, with `data` or with a folder thrown away after.

    Raises:
        ServerNotStartedError: it ended, or said nothing for a minute.
    """
    with TemporaryDirectory(prefix="facilitator-rehearsal-") as scratch:
        folder = data or Path(scratch) / "data"
        ready = Path(scratch) / "ready.json"
        command = [sys.executable, "-m", "facilitator", "serve", "--no-browser"]
        command += ["--host", "127.0.0.1", "--port", "0"]
        command += ["--data", str(folder), "--ready-file", str(ready)]
        command += ["--curriculum", str(curriculum)]
        with TemporaryFile() as said:
            program = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=_plain(),
            )
            try:
                if not _is_ready(program, ready):
                    said.seek(0)
                    words = said.read().decode("utf-8", "replace").strip()
                    raise ServerNotStartedError(said=words[-2000:] or "nothing")
                facts = json.loads(ready.read_text(encoding="utf-8"))
                yield Serving(facts["desk_url"], facts["phone_url"], folder)
            finally:
                _stop(program)


def allow_many_connections() -> None:
    """Let this process hold a connection for each of a thousand phones."""
    if sys.platform == "win32":
        return  # sockets are not counted there
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _ENOUGH_DESCRIPTORS
    if hard != resource.RLIM_INFINITY:
        most = min(hard, most)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _plain() -> dict[str, str]:
    """Return the environment without settings meant for a server in earnest."""
    return {k: v for k, v in os.environ.items() if not k.startswith("FACILITATOR_")}


def _is_ready(program: "subprocess.Popen[bytes]", ready: Path) -> bool:
    end = time.monotonic() + START_SECONDS
    while not ready.exists():
        if program.poll() is not None or time.monotonic() > end:
            return False
        time.sleep(_LOOK_SECONDS)
    return True


def _stop(program: "subprocess.Popen[bytes]") -> None:
    program.terminate()
    try:
        program.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
