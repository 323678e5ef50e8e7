"""Questions that close by themselves: messages to each phone, and votes, also late.

    python -m bench.timed [--phones 500] [--more 0] [--rounds 5]

`--more` phones have more time: they vote after the others' time is over. Prints lines
of the table in `bench/timed.md`, which is kept by hand.
"""

import argparse
import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bench import children
from bench.held import PHONES, POLL, Held
from bench.load import Round
from bench.pairs import all_cores

SECONDS: Final = 5  # the least that a question may have
PAUSE_SECONDS: Final = 0.5  # counts go out some five times a second
SETTLING_SECONDS: Final = 9.0  # our collector freezes once a room has been calm
Figures = dict[str, Any]


def measure(phones: int, more: int, rounds: int) -> list[Figures]:
    """Ask questions, each opened, closed by its countdown, and then shown by hand.

    Where phones have more time, every other question is answered by all in time, so
    that both are measured in the same minutes.
    """
    with children.product() as child:
        held = Held(child)
        held.join(phones)
        if more:
            late = range(phones - more, phones)
            held.crowd.ask("more_time", lambda _: {"wanted": True}, late)
        held.crowd.rest(SETTLING_SECONDS)
        kinds = [Asked(held, number) for number in sorted({0, more})]
        for _ in range(rounds):
            for asked in kinds:
                asked.once()
        assert not held.crowd.lost
        return [asked.facts() for asked in kinds]


class Asked:
    """Questions that so many phones of the room answer late, and what they cost."""

    def __init__(self, held: Held, late: int) -> None:
        self._held, self._late = held, late
        self._in_time: list[Round] = []
        self._afterwards: list[Round] = []
        self._told = 0
        self._cpu = self._wall = self._foreign = 0.0

    def once(self) -> None:
        """Ask once."""
        held, phones = self._held, len(self._held.crowd.phones)
        told, cpu, mine = _told(held), held.child.cpu(), time.process_time()
        wall, everybody = time.perf_counter(), all_cores()
        held.ask(seconds=SECONDS)
        self._in_time.append(held.answer(range(phones - self._late)))
        held.crowd.rest(SECONDS + PAUSE_SECONDS)
        if self._late:
            late = range(phones - self._late, phones)
            self._afterwards.append(held.answer(late))
            held.crowd.rest(PAUSE_SECONDS)
        held.move("show_results", poll=POLL)
        held.crowd.rest(PAUSE_SECONDS)
        spent = held.child.cpu() - cpu
        known = spent + time.process_time() - mine
        self._told += _told(held) - told
        self._cpu += spent
        self._wall += time.perf_counter() - wall
        self._foreign += all_cores() - everybody - known

    def facts(self) -> Figures:
        """Return the figures of one question."""
        rounds, phones = len(self._in_time), len(self._held.crowd.phones)
        return {
            "phones": phones,
            "late": self._late,
            "messages": self._told / rounds / phones,
            "cpu_ms": self._cpu / rounds * 1_000,
            "votes": _times(self._in_time),
            "votes_late": _times(self._afterwards) if self._late else "–",
            "foreign_cores": max(0.0, self._foreign / self._wall),
        }


def _told(held: Held) -> int:
    """Return how many messages the phones got that answer nothing they sent."""
    return held.crowd.count(f"42{PHONES},")


def _times(rounds: Sequence[Round]) -> str:
    """Return p50, p99 and the last of the phones, each the median of the rounds."""
    shown = [
        statistics.median(one.percentile(0.5) for one in rounds),
        statistics.median(one.percentile(0.99) for one in rounds),
        statistics.median(one.last for one in rounds),
    ]
    return f"{' / '.join(f'{one:.1f}' for one in shown)} ms"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench.timed", description=__doc__)
    options.add_argument("--phones", type=int, default=500)
    options.add_argument("--more", type=int, default=0)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    children.allow_connections()
    children.pin(os.getpid(), children.CLIENT_CORE)
    load = f"{os.getloadavg()[0]:.1f}" if sys.platform != "win32" else "–"
    gc.disable()  # a collection in the phones would count as the server's time
    for found in measure(chosen.phones, chosen.more, chosen.rounds):
        print(
            f"| {found['phones']:,} | {found['late']} | {found['messages']:.2f} | "
            f"{found['votes']} | {found['votes_late']} | {found['cpu_ms']:.0f} ms | "
            f"{found['foreign_cores']:.2f} |"
        )
    print(
        f"{datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()}; {chosen.rounds} "
        f"questions of {SECONDS} s each; load average at the start {load}"
    )


if __name__ == "__main__":
    main()
