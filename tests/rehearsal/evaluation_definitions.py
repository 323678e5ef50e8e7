"""The figures of an evaluation from their definitions, with nothing of the program's.

It is handed what people answered, as codes, and counts with loops and scipy.
"""

from statistics import fmean, median
from typing import Any

import scipy.stats as scipy_stats

stats: Any = scipy_stats
Z = 1.959963984540054


def scale(codes: list[int], most: int) -> dict[str, float]:
    """Return n, mean, median and the top two boxes with Wilson's interval."""
    n = len(codes)
    top = sum(code >= most - 1 for code in codes)
    # The ends are where the score test just keeps the share: a quadratic in it.
    a, b, c = n + Z * Z, -(2 * top + Z * Z), top * top / n
    root = (b * b - 4 * a * c) ** 0.5
    return {
        "n": n,
        "mean": fmean(codes),
        "median": median(codes),
        "top": top,
        "share": top / n,
        "low": (-b - root) / (2 * a),
        "high": (-b + root) / (2 * a),
    }


def paired(pairs: list[tuple[int, int]]) -> dict[str, float]:
    """Return what changed, by every pair of one rise or fall with another.

    A sum of ranks is what each change outdoes: itself, all smaller, half of equals.
    """
    changes = [now - before for before, now in pairs]
    moved = [change for change in changes if change]

    def rank(change: int) -> float:
        smaller = sum(abs(other) < abs(change) for other in moved)
        return smaller + (sum(abs(other) == abs(change) for other in moved) + 1) / 2

    up = sum(rank(change) for change in moved if change > 0)
    down = sum(rank(change) for change in moved if change < 0)
    p = stats.wilcoxon(moved, correction=False, method="asymptotic").pvalue
    return {
        "pairs": len(pairs),
        "shift": fmean(changes),
        "median": median(changes),
        "rose": sum(change > 0 for change in changes),
        "same": sum(change == 0 for change in changes),
        "fell": sum(change < 0 for change in changes),
        "w": min(up, down),
        "p": p,
        "effect": (up - down) / (up + down),
    }


def knowledge(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    """Return what was right, by a binomial test of those who changed."""
    learned, lost = pairs.count((False, True)), pairs.count((True, False))
    before, now = fmean(b for b, _ in pairs), fmean(n for _, n in pairs)
    return {
        "pairs": len(pairs),
        "before": before,
        "now": now,
        "p": stats.binomtest(learned, learned + lost).pvalue,
        "gain": (now - before) / (1 - before),
    }
