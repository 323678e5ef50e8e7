"""Two sequences laid side by side: which of the one goes with which of the other."""

from collections.abc import Sequence

# For each of the one sequence, the index of its counterpart (None: it has none).
Places = list[int | None]


def aligned(likeness: Sequence[Sequence[float]]) -> Places:
    """Return the counterpart of each of `likeness`, which has a row for each of them.

    A row has the likeness to each of the others. Among all pairings that keep the
    order of both, the one with the greatest sum wins, early ones first; what has no
    likeness at all is never paired.
    """
    ones, others = len(likeness), len(likeness[0]) if likeness else 0
    # best[i][j]: the most that ones from i and others from j can have in common.
    best = [[0.0] * (others + 1) for _ in range(ones + 1)]
    for i in range(ones - 1, -1, -1):
        for j in range(others - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    matched: Places = []
    j = 0
    while len(matched) < ones:
        i = len(matched)
        here = best[i][j]
        is_left = j < others
        if is_left and likeness[i][j] and here == likeness[i][j] + best[i + 1][j + 1]:
            matched.append(j)
            j += 1
        elif is_left and here == best[i][j + 1]:
            j += 1
        else:
            matched.append(None)
    return matched
