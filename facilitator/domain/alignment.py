"""Two sequences laid side by side: which of the one goes with which of the other."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def aligned(
    ones: Sequence[T], others: Sequence[T], likeness: Callable[[T, T], float]
) -> list[int | None]:
    """Return, for each of `ones`, the index of its counterpart (None: it has none).

    Among all pairings that keep the order of both, the one with the greatest sum of
    likenesses wins, early ones first; what has no likeness at all is never paired.
    """
    alike = [[likeness(one, other) for other in others] for one in ones]
    # best[i][j]: the most that ones from i and others from j can have in common.
    best = [[0.0] * (len(others) + 1) for _ in range(len(ones) + 1)]
    for i in range(len(ones) - 1, -1, -1):
        for j in range(len(others) - 1, -1, -1):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    matched: list[int | None] = []
    j = 0
    while len(matched) < len(ones):
        i = len(matched)
        here = best[i][j]
        is_left = j < len(others)
        if is_left and alike[i][j] and here == alike[i][j] + best[i + 1][j + 1]:
            matched.append(j)
            j += 1
        elif is_left and here == best[i][j + 1]:
            j += 1
        else:
            matched.append(None)
    return matched
