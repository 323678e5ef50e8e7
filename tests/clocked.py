"""A running program whose clock the test holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from running import Server

PROGRAM = "tests.clocked_program"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """The hour of the running program: it stands still until it is set."""

    def __init__(self, file: Path, now: datetime) -> None:
        self._file = file
        file.write_bytes(bytes(8))
        self.set(now)

    def set(self, now: datetime) -> None:
        """Make it so late."""
        self.now = now
        passed = (now - EPOCH) // timedelta(microseconds=1)
        with self._file.open("r+b") as opened:  # the same file: the program watches it
            opened.write(passed.to_bytes(8, "big"))

    def cut_power(self) -> None:
        """Let the next write be the last thing that the program does."""
        self._file.with_suffix(".cut").touch()

    def restore_power(self) -> None:
        """Let it live again once it is started."""
        self._file.with_suffix(".cut").unlink()


@contextmanager
def clocked(
    folder: Path, now: datetime, *options: str
) -> Iterator[tuple[Server, Clock]]:
    """Run the program in a folder, with its clock at `now`."""
    file = folder / "now.clock"
    clock = Clock(file, now)
    server = Server(folder / "data", options, program=("-m", PROGRAM, str(file)))
    try:
        yield server.start(), clock
    finally:
        server.stop()
