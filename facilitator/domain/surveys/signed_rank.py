"""Whether people moved between two answers, and how far: the signed-rank test.

Pairs without a change say nothing of a direction and are left out, as Wilcoxon did.
Equal changes share the mean of their ranks. Sources: Wilcoxon, Biometrics Bulletin 1
(1945) 80-83; the effect size is Kerby's simple difference, Comprehensive Psychology 3
(2014) 11.IT.3.1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, sqrt

# With five changes even five rises have no p below 0.06: a figure would mislead.
FEWEST_MOVED = 6
# Up to here every way in which the signs could have fallen is counted.
MOST_EXACT = 25


@dataclass(frozen=True, slots=True)
class SignedRank:
    """The sums of the ranks of rises and of falls among the `moved` of all `pairs`.

    Of those who moved, so many `rose`.

    `p` is two-sided: exact up to 25 changes, beyond by the normal distribution with
    the variance that ties leave, without a correction for continuity. It is None
    where fewer than six people moved.
    """

    pairs: int
    moved: int
    rose: int
    up: Fraction
    down: Fraction
    p: float | None

    @property
    def exact(self) -> bool:
        """Whether `p` counts every way the signs could have fallen."""
        return self.p is not None and self.moved <= MOST_EXACT

    @property
    def w(self) -> Fraction:
        """The statistic: the smaller of the two sums."""
        return min(self.up, self.down)

    @property
    def rank_biserial(self) -> Fraction | None:
        """The matched-pairs rank-biserial correlation, from -1 (all fell) to 1.

        None where nobody moved.
        """
        return (self.up - self.down) / (self.up + self.down) if self.moved else None


def signed_rank(changes: Iterable[int]) -> SignedRank:
    """Return the test of `changes`, one whole number a pair, now minus before."""
    everybody = tuple(changes)
    moved = [change for change in everybody if change]
    doubled = _doubled_ranks([abs(change) for change in moved])
    up = sum(rank for rank, change in zip(doubled, moved, strict=True) if change > 0)
    down = sum(doubled) - up
    p = _p(doubled, min(up, down)) if len(moved) >= FEWEST_MOVED else None
    rose = sum(change > 0 for change in moved)
    sums = Fraction(up, 2), Fraction(down, 2)
    return SignedRank(len(everybody), len(moved), rose, *sums, p)


def _doubled_ranks(sizes: Sequence[int]) -> list[int]:
    """Return twice the rank of each: equal ones share a mean, which may be a half."""
    ordered = sorted(sizes)
    ranks, first = {}, 1
    for size in sorted(set(sizes)):
        count = ordered.count(size)
        ranks[size] = 2 * first + count - 1
        first += count
    return [ranks[size] for size in sizes]


def _p(doubled: Sequence[int], smaller: int) -> float:
    if len(doubled) > MOST_EXACT:
        # Each rank is a rise or a fall by chance: its variance is a quarter square.
        spread = sqrt(sum(rank * rank for rank in doubled)) / 2
        return erfc((sum(doubled) / 2 - smaller) / spread / sqrt(2))
    ways = [1] + [0] * sum(doubled)
    for rank in doubled:
        for total in range(len(ways) - 1, rank - 1, -1):
            ways[total] += ways[total - rank]
    tail = Fraction(sum(ways[: smaller + 1]), 2 ** len(doubled))
    return float(min(Fraction(1), 2 * tail))
