"""Whether two orders are more alike than chance would have it, and never by mistake."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import comb, exp, factorial, lgamma, log, perm

# Innocent orders look as alike as what is reported once in so many times.
ONCE_IN = 10**12
FEWEST_RANKED = 16


def alike(order: Sequence[int], letters: Mapping[int, int], rows: Sequence[int]) -> str:
    """Return in what way rows follow an order of people, "" where they do not.

    Args:
        order: people, in an order that somebody may know.
        letters: the letter of each person.
        rows: letters in the order of the rows.
    """
    expected = [letters[person] for person in order if person in letters]
    is_own = len(set(expected)) == len(expected)
    if is_own:
        rows = [one for one in dict.fromkeys(rows) if one in expected]
        expected = [one for one in expected if one in rows]
    needed = _needed(_counts(expected), _counts(rows))
    for way, there in (("", expected), (" backwards", expected[::-1])):
        found = _in_common(there, rows)
        if found >= needed:
            return f"{found} of {len(rows)} rows follow it{way}"
    return _ranks(expected, rows) if is_own else ""


def _counts(letters: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(Counter(letters).values()))


@cache
def _needed(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how long a common subsequence must be to be no chance.

    The expected number of such subsequences bounds the probability of any. What is
    expected is the number of ways to choose the places in both, times the chance that
    a random order has these letters there, at most that of the commonest ones.
    """
    first, second = sum(one), sum(other)
    left, likely, ways = sorted(other), 1, 1
    for length in range(1, min(first, second) + 1):
        left.sort()
        likely *= left[-1]
        left[-1] -= 1
        ways = comb(first, length) * comb(second, length)
        falling = perm(second, length)
        if ways * likely * ONCE_IN <= falling:
            return length
    return max(first, second) + 1


def _in_common(one: Sequence[int], other: Sequence[int]) -> int:
    """Return the length of the longest common subsequence, by its bits."""
    masks: dict[int, int] = {}
    for place, letter in enumerate(one):
        masks[letter] = masks.get(letter, 0) | 1 << place
    every = (1 << len(one)) - 1
    row = every
    for letter in other:
        there = row & masks.get(letter, 0)
        row = ((row + there) | (row - there)) & every
    return len(one) - row.bit_count()


def _ranks(order: Sequence[int], rows: Sequence[int]) -> str:
    """Return the rank correlation where it is no chance."""
    first, n = {one: place for place, one in enumerate(order)}, len(rows)
    if n < FEWEST_RANKED:
        return ""
    apart = sum((first[one] - place) ** 2 for place, one in enumerate(rows))
    rho = 1 - 6 * apart / (n * (n * n - 1))
    if _tail(rho, n - 2) * ONCE_IN <= 1:
        return f"the rank correlation of {n} is {rho:.2f}"
    return ""


def _tail(rho: float, freedom: int) -> float:
    """Return a bound on the chance of a correlation so far from nothing, by t's law."""
    half, rest = freedom / 2, 1 - rho * rho
    if not rho or not rest:
        return 1.0 if rest else 0.0
    # The incomplete beta function of `rest`, by the first term of its series.
    beta = lgamma(half) + lgamma(0.5) - lgamma(half + 0.5)
    return exp(half * log(rest) - log(half) - beta) / abs(rho)


def better_than_chance(hits: int, expected: float, people: int) -> bool:
    """Whether so many right guesses, of a number expected, are no chance.

    By the expected number of ways in which that many pairs can all be right.
    """
    if hits < 1:
        return False
    drawn = people**hits / perm(people, hits)
    return bool(drawn * expected**hits / factorial(hits) * ONCE_IN <= 1)
