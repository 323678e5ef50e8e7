"""The servers that are measured: started, pinned to one core, watched and stopped."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import psutil

if sys.platform != "win32":
    import resource

HERE: Final = Path(__file__).parent
START_SECONDS: Final = 60.0
SERVER_CORE, CLIENT_CORE = 0, 1


class Child:
    """A server process: what it costs, read from the system."""

    def __init__(
        self, pid: int, url: str, desk_url: str = "", data: Path | None = None
    ) -> None:
        self.url, self.desk_url, self.data = url, desk_url, data
        self._process = psutil.Process(pid)
        self._pid = pid

    def cpu(self) -> float:
        """Return the processor seconds it has used."""
        if sys.platform == "linux":  # to the nanosecond; `times` counts in hundredths
            return time.clock_gettime((~self._pid << 3) | 2)
        return float(sum(self._process.cpu_times()[:2]))

    def kilobytes(self) -> float:
        """Return the memory it holds."""
        return float(self._process.memory_info().rss) / 1_024

    def descriptors(self) -> int:
        """Return how many files and sockets it holds open."""
        if sys.platform == "win32":
            return self._process.num_handles()
        return self._process.num_fds()


def pin(pid: int, core: int) -> None:
    """Keep a process to one core, where there are several."""
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        psutil.Process(pid).cpu_affinity([core])


def allow_connections() -> None:
    """Let this process hold the phones of two servers."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        enough = 16_384 if hard == resource.RLIM_INFINITY else min(hard, 16_384)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, hard))


@contextmanager
def product(*, stored: bool = True, pinned: bool = True) -> Iterator[Child]:
    """Run the program with a new data folder, or the one that does not store."""
    module = "facilitator" if stored else "bench.unstored_server"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ready = Path(folder) / "ready.json"
        command = [sys.executable, "-m", module, "serve", "--no-browser"]
        command += ["--host", "127.0.0.1", "--port", "0"]
        command += ["--data", f"{folder}/data", "--ready-file", str(ready)]
        with _running(command) as process:
            until = time.monotonic() + START_SECONDS
            while not ready.exists():
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < until, "the server does not start"
                time.sleep(0.005)
            if pinned:
                pin(process.pid, SERVER_CORE)
            desk = json.loads(ready.read_text(encoding="utf-8"))["desk_url"]
            url = desk.partition("/desk")[0]
            yield Child(process.pid, url, desk, Path(folder) / "data")


@contextmanager
def bare(*, pinned: bool = True) -> Iterator[Child]:
    """Run bare Flask-SocketIO."""
    with _bare([str(HERE / "bare_server.py")], pinned=pinned) as child:
        yield child


@contextmanager
def bare_door() -> Iterator[Child]:
    """Run the server whose one form stores one row."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [str(HERE / "bare_door.py"), f"{folder}/rows.sqlite3"]
        with _bare(command, pinned=True) as child:
            yield child


@contextmanager
def _bare(command: list[str], *, pinned: bool) -> Iterator[Child]:
    with _running([sys.executable, *command]) as process:
        assert process.stdout is not None
        url = f"http://127.0.0.1:{int(process.stdout.readline())}"
        wait_for_page(url)
        if pinned:
            pin(process.pid, SERVER_CORE)
        yield Child(process.pid, url)


def wait_for_page(url: str) -> None:
    """Return once a page is answered with 200."""
    until = time.monotonic() + START_SECONDS
    visitor = build_opener(ProxyHandler({}), HTTPCookieProcessor())
    while True:
        try:
            with visitor.open(url) as answer:
                assert answer.status == 200  # noqa: PLR2004 - what a page is
                return
        except OSError:
            assert time.monotonic() < until, "no page is served"
            time.sleep(0.005)


@contextmanager
def _running(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HERE.parent,
        env={k: v for k, v in os.environ.items() if not k.startswith("FACILITATOR_")},
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
