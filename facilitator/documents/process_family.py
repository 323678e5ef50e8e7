"""Programs started for a while, which leave nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil


def start(
    command: Sequence[str | Path],
    *,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program as the head of a process group of its own, with no input."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        env=environment,
        start_new_session=True,
        creationflags=flags,
    )


def memory_bytes(process: subprocess.Popen[bytes]) -> int:
    """Return the memory that a program and everything it started occupy."""
    total = 0
    for member in _members(process.pid):
        with suppress(psutil.Error):
            total += member.memory_info().rss
    return total


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and everything it started, and wait until it is gone.

    Twice over: the descendants catch what moved to another group, and the groups
    that they head catch what lost its parent.
    """
    members = _members(process.pid)
    if sys.platform != "win32":
        for pid in {process.pid, *(member.pid for member in members)}:
            # Fails for those that head no group, which is meant.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
    for member in members:
        with suppress(psutil.Error):
            member.kill()
    process.wait()


def _members(pid: int) -> list[psutil.Process]:
    try:
        head = psutil.Process(pid)
        return [head, *head.children(recursive=True)]
    except psutil.Error:
        return []
