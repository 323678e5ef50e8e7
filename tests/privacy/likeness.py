"""Whether two orders are more alike than chance would have it, and never by mistake."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import comb, factorial, perm

# Innocent orders look as alike as what is reported once in so many times.
ONCE_IN = 10**12
# So many standard errors from nothing a rank correlation is told: t of some 20 people.
TOO_FAR = 11.0
FEWEST_RANKED = 16


def alike(order: Sequence[int], letters: Mapping[int, int], rows: Sequence[int]) -> str:
    """Return in what way rows follow an order of people, "" where they do not.

    Args:
        order: people, in an order that somebody may know.
        letters: the letter of each person.
        rows: letters in the order of the rows.
    """
    expected = [letters[person] for person in order if person in letters]
    if len(set(expected)) == len(expected):
        rows = list(dict.fromkeys(rows))
    needed = _needed(_counts(expected), _counts(rows))
    for way, there in (("", expected), (" backwards", expected[::-1])):
        found = _in_common(there, rows)
        if found >= needed:
            return f"{found} of {len(rows)} rows follow it{way}"
    if len(set(expected)) == len(expected):
        return _ranks(expected, rows)
    return ""


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
    there = set(order) & set(rows)
    first = {one: place for place, one in enumerate(o for o in order if o in there)}
    second = [one for one in rows if one in there]
    n = len(second)
    if n < FEWEST_RANKED:
        return ""
    apart = sum((first[one] - place) ** 2 for place, one in enumerate(second))
    rho = 1 - 6 * apart / (n * (n * n - 1))
    if rho * rho >= TOO_FAR**2 / (TOO_FAR**2 + n - 2):
        return f"the rank correlation of {n} is {rho:.2f}"
    return ""


def better_than_chance(hits: int, expected: float, people: int) -> bool:
    """Whether so many right guesses, of a number expected, are no chance.

    By the expected number of ways in which that many pairs can all be right.
    """
    if hits < 1:
        return False
    drawn = people**hits / perm(people, hits)
    return bool(drawn * expected**hits / factorial(hits) * ONCE_IN <= 1)
