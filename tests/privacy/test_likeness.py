"""Orders that follow each other are told from those that do not."""

import random

import pytest

from .likeness import alike, better_than_chance

ORDER = random.Random(5).sample(range(24), 24)
OWN = {person: person for person in ORDER}
# Four answers, each of six people.
FEW = {person: person % 4 for person in ORDER}


def in_pairs(order: list[int]) -> list[int]:
    """Return the order with neighbours changed about, as a clock of minutes has it."""
    return [order[place ^ 1] for place in range(len(order))]


@pytest.mark.parametrize(
    ("letters", "rows"),
    [
        (OWN, ORDER),
        (OWN, ORDER[::-1]),
        (OWN, in_pairs(ORDER)),
        (OWN, ORDER[:18]),
        (OWN, ORDER[4:] + ORDER[:4]),
        (OWN, [one for one in ORDER for _ in range(2)]),
        (FEW, [person % 4 for person in ORDER]),
        (FEW, [person % 4 for person in ORDER[::-1]]),
    ],
)
def test_rows_that_follow_an_order_are_found(
    letters: dict[int, int], rows: list[int]
) -> None:
    assert alike(ORDER, letters, rows)


def test_no_order_of_chance_is_taken_for_one() -> None:
    chance = random.Random(6)

    for _ in range(500):
        rows = chance.sample(ORDER, 24)
        assert not alike(ORDER, OWN, rows)
        assert not alike(ORDER, FEW, [person % 4 for person in rows])


def test_guesses_are_right_by_chance_now_and_then_and_not_always() -> None:
    assert better_than_chance(24, 1.0, 24)
    assert better_than_chance(20, 1.0, 24)
    assert not better_than_chance(5, 1.0, 24)
    assert not better_than_chance(24, 24.0, 24)
    assert not better_than_chance(0, 0.0, 24)
