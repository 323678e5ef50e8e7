"""Two sides asked in turns, and what may be said of their ratio."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import psutil

from bench.load import Round

RESAMPLES: Final = 2_000
_CHANCE: Final = random.Random(7)


@dataclass
class Pairs:
    """The rounds of both sides, and how busy this process and the others were."""

    ours: list[Round] = field(default_factory=list)
    reference: list[Round] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    foreign: list[float] = field(default_factory=list)

    def facts(self) -> dict[str, object]:
        """Return the figures of both sides and their ratio."""
        ratios = [
            a.last / b.last for a, b in zip(self.ours, self.reference, strict=True)
        ]
        missing = sum(one.missing for one in self.ours + self.reference)
        assert not missing, f"{missing} phones did not get what they waited for"
        return {
            "rounds": len(ratios),
            "ours": spread(self.ours),
            "reference": spread(self.reference),
            "ratio": round(statistics.median(ratios), 3),
            "interval": interval(ratios),
            "ratio_of_medians": round(
                statistics.median(one.last for one in self.ours)
                / statistics.median(one.last for one in self.reference),
                3,
            ),
            "client_busy": round(statistics.median(self.busy), 2),
            "foreign_cores": round(statistics.median(self.foreign), 2),
        }


def in_turns(
    ours: Callable[[], Round],
    reference: Callable[[], Round],
    rounds: int,
    prepare: Callable[[], None],
    server_cpu: Callable[[], float],
) -> Pairs:
    """Ask both sides once per round, in random order.

    `prepare` comes before each round; `server_cpu` is what the servers have used.
    """
    pairs = Pairs()
    sides = [(ours, pairs.ours), (reference, pairs.reference)]
    for _ in range(rounds):
        prepare()
        for ask, kept in _CHANCE.sample(sides, 2):
            wall, mine = time.perf_counter(), time.process_time()
            theirs, everybody = server_cpu(), all_cores()
            kept.append(ask())
            wall, mine = time.perf_counter() - wall, time.process_time() - mine
            theirs, everybody = server_cpu() - theirs, all_cores() - everybody
            pairs.busy.append(mine / wall)
            pairs.foreign.append(max(0.0, everybody - mine - theirs) / wall)
    return pairs


def spread(rounds: Sequence[Round]) -> dict[str, float]:
    """Return when the last phone had it, and the middle phone, in milliseconds."""
    lasts = sorted(one.last for one in rounds)
    return {
        "last_median_ms": round(statistics.median(lasts), 2),
        "last_p99_ms": round(lasts[min(len(lasts) - 1, int(0.99 * len(lasts)))], 2),
        "p50_ms": round(statistics.median(one.percentile(0.5) for one in rounds), 2),
        "p99_ms": round(statistics.median(one.percentile(0.99) for one in rounds), 2),
    }


def interval(ratios: Sequence[float]) -> list[float]:
    """Return the bootstrap interval (95 %) of the median."""
    medians = sorted(
        statistics.median(_CHANCE.choices(ratios, k=len(ratios)))
        for _ in range(RESAMPLES)
    )
    return [round(medians[int(share * RESAMPLES)], 3) for share in (0.025, 0.975)]


def all_cores() -> float:
    """Return the seconds for which any core worked for anybody."""
    spent = psutil.cpu_times()
    return float(sum(spent) - spent.idle - getattr(spent, "iowait", 0.0))
