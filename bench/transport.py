"""Our transport beside bare Flask-SocketIO: the same bytes, the same phones, in turns.

    python -m bench.transport [--phones 200,500,1000] [--rounds 20]

Both servers run at once on one core, the phones on another where there are two. Each
round asks both, in random order, so that a busy moment of the computer hits both; the
ratio is the median of the rounds' ratios. Nothing is stored by either.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

import psutil

from bench.load import Crowd, Phone, Round

ROOM: Final = "/phone"
SERVER: Final = Path(__file__).with_name("bare_server.py")
PAYLOAD: Final = {
    "version": 7,
    "slide": 3,
    "title": "x" * 200,
    "language": ["en", "es"],
}


class Side:
    """One of the two servers, its phones and what was measured on it."""

    def __init__(self, url: str, process: psutil.Process, count: int) -> None:
        self.process = process
        before = process.memory_info().rss
        self.crowd = Crowd(url, count, ROOM)
        self.presenter = Phone(url, ROOM, None)
        self.crowd.look_after(self.presenter)
        self.crowd.ask("watch", lambda _number: None)
        self.kilobytes = (process.memory_info().rss - before) / 1024 / count
        self.rounds: dict[str, list[Round]] = {"broadcast": [], "answers": []}
        self.cpu = {"broadcast": 0.0, "answers": 0.0}

    def broadcast(self) -> Round:
        """Have the server broadcast the payload."""
        message = f"42{ROOM},{json.dumps(['trigger', PAYLOAD])}"
        return self.crowd.broadcast(lambda: self.presenter.send(message), "state")

    def answers(self) -> Round:
        """Have every phone answer at once."""
        return self.crowd.ask("answer", lambda number: {"choice": number % 4})

    def measure(self, what: str, ask: Callable[[], Round]) -> None:
        """Do one round, and note the processor time it took the server."""
        before = sum(self.process.cpu_times()[:2])
        self.rounds[what].append(ask())
        self.cpu[what] += sum(self.process.cpu_times()[:2]) - before

    def cpu_milliseconds(self, what: str) -> float:
        """Return the server's processor time for one round."""
        return self.cpu[what] / len(self.rounds[what]) * 1_000


@contextmanager
def serving(*flags: str) -> Iterator[tuple[str, psutil.Process]]:
    """Start a server on the first core; yield its URL and process."""
    command = [sys.executable, str(SERVER), *flags]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as started:
        try:
            assert started.stdout is not None
            port = int(started.stdout.readline())
            process = psutil.Process(started.pid)
            pin(process, 0)
            wait_until_listening(port)
            yield f"http://127.0.0.1:{port}", process
        finally:
            started.kill()


def wait_until_listening(port: int) -> None:
    for _ in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def pin(process: psutil.Process, core: int) -> None:
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        process.cpu_affinity([core])


def compare(count: int, rounds: int) -> None:
    chance = random.Random(count)
    with ExitStack() as stack:
        sides = [
            Side(*stack.enter_context(serving(*flags)), count)
            for flags in ((), ("--ours",))
        ]
        for side in sides:  # our collector freezes once the room has settled
            side.crowd.rest(5)
        for what in ("broadcast", "answers"):
            for _ in range(rounds):
                for side in chance.sample(sides, 2):
                    side.measure(what, getattr(side, what))
            report(count, what, *sides)
        stock, ours = sides
        print(
            f"| {count} | memory per phone, kB | {stock.kilobytes:.0f} |"
            f" {ours.kilobytes:.0f} | {ours.kilobytes / stock.kilobytes:.2f} | | | |"
        )
        assert stock.crowd.lost + ours.crowd.lost == 0, "a phone was dropped"


def report(count: int, what: str, stock: Side, ours: Side) -> None:
    lasts = [[one.last for one in side.rounds[what]] for side in (stock, ours)]
    ratio = statistics.median(b / a for a, b in zip(*lasts, strict=True))
    worst = [max(side) for side in lasts]
    print(
        f"| {count} | {what}, last phone, ms | {statistics.median(lasts[0]):.1f} |"
        f" {statistics.median(lasts[1]):.1f} | {ratio:.2f} |"
        f" {worst[0]:.0f} / {worst[1]:.0f} |"
        f" {stock.cpu_milliseconds(what):.1f} | {ours.cpu_milliseconds(what):.1f} |",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", default="200,500,1000")
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    pin(psutil.Process(), 1)
    print("| phones | what | bare | ours | ratio | worst | bare CPU | our CPU |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in chosen.phones.split(","):
        compare(int(count), chosen.rounds)


if __name__ == "__main__":
    main()
