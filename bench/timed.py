"""Questions that close by themselves: messages to each phone, and votes, also late.

    python -m bench.timed [--phones 500] [--more 0] [--rounds 5]

`--more` phones have more time: they vote after the others' time is over. Prints a line
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


def measure(phones: int, more: int, rounds: int) -> Figures:
    """Ask so many questions, each opened, closed by its countdown, and then shown."""
    with children.product() as child:
        held = Held(child)
        held.join(phones)
        in_time, late = range(phones - more), range(phones - more, phones)
        if more:
            held.crowd.ask("more_time", lambda _: {"wanted": True}, late)
        held.crowd.rest(SETTLING_SECONDS)
        told, spent = _told(held), child.cpu()
        wall, mine = time.perf_counter(), time.process_time()
        everybody = all_cores()
        votes: list[Round] = []
        afterwards: list[Round] = []
        for _ in range(rounds):
            held.ask(seconds=SECONDS)
            votes.append(held.answer(in_time))
            held.crowd.rest(SECONDS + PAUSE_SECONDS)
            if more:
                afterwards.append(held.answer(late))
                held.crowd.rest(PAUSE_SECONDS)
            held.move("show_results", poll=POLL)
            held.crowd.rest(PAUSE_SECONDS)
        assert not held.crowd.lost
        spent = child.cpu() - spent
        known = spent + time.process_time() - mine
        foreign = (all_cores() - everybody - known) / (time.perf_counter() - wall)
        return {
            "phones": phones,
            "more": more,
            "messages": (_told(held) - told) / rounds / phones,
            "cpu_ms": spent / rounds * 1_000,
            "foreign_cores": max(0.0, foreign),
            "votes": _times(votes),
            "late": _times(afterwards) if more else "–",
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
    found = measure(chosen.phones, chosen.more, chosen.rounds)
    print(
        f"| {found['phones']:,} | {found['more']} | {found['messages']:.2f} | "
        f"{found['votes']} | {found['late']} | {found['cpu_ms']:.0f} ms |"
    )
    print(
        f"{datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()}; {chosen.rounds} "
        f"questions of {SECONDS} s; other programs used "
        f"{found['foreign_cores']:.2f} of a core (load average at the start {load})"
    )


if __name__ == "__main__":
    main()
