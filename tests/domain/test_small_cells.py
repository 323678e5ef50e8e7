"""Counts that point at few people are hidden, and cannot be worked out again."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.attendance import PROFESSIONS, SETTINGS, Person
from facilitator.domain.small_cells import (
    LEAST,
    NOT_SAID,
    Cells,
    people_table,
    suppressed,
)

Rows = list[list[int]]
small_tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width),
        min_size=1,
        max_size=2,
    )
)


def with_totals(rows: Sequence[Sequence[int]]) -> Rows:
    """Return a table with a row and a column of totals."""
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def could_be(rows: Rows, shown: Cells) -> Iterator[Rows]:
    """Yield tables near the true one that show the same: all that a reader knows.

    A hidden number is not zero, since zero is shown.
    """
    ways = [
        [
            [count] if cell is not None else range(max(count - 2, 1), count + 3)
            for count, cell in zip(row, line, strict=False)
        ]
        for row, line in zip(rows, shown, strict=False)
    ]
    for numbers in product(*(way for row in ways for way in row)):
        width = len(rows[0])
        table = with_totals(
            [list(numbers[n : n + width]) for n in range(0, len(numbers), width)]
        )
        if all(
            n == cell if cell is not None else n > 0
            for row, line in zip(table, shown, strict=True)
            for n, cell in zip(row, line, strict=True)
        ):
            yield table


def worked_out(rows: Rows, shown: Cells) -> list[tuple[int, int]]:
    """Return the places of hidden numbers that have one value in all such tables."""
    tables = list(could_be(rows, shown))
    return [
        (r, c)
        for r, line in enumerate(shown)
        for c, cell in enumerate(line)
        if cell is None and len({table[r][c] for table in tables}) == 1
    ]


@pytest.mark.parametrize("shown", [((None, 7, 10), (None, 7, 10))])
def test_the_attack_finds_what_totals_give_away(shown: Cells) -> None:
    assert worked_out([[3, 7]], shown) == [(0, 0), (1, 0)]


def test_the_attack_finds_two_hidden_ones_that_can_only_be_one_each() -> None:
    shown = ((None, None, 9, 11), (None, None, 9, 11))

    assert worked_out([[1, 1, 9]], shown) == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([[6, 7]], ((6, 7, 13), (6, 7, 13))),
        ([[0, 7]], ((0, 7, 7), (0, 7, 7))),
        ([[3, 7, 12]], ((None, None, 12, 22), (None, None, 12, 22))),
        ([[3]], ((None, None), (None, None))),
        ([[0]], ((0, 0), (0, 0))),
        # Two and two could be one and three, but tell of a group of four.
        ([[2, 2, 9]], ((None, None, None, 13), (None, None, None, 13))),
        # Five that add up to five can only be one each.
        ([[1, 1, 1, 1, 1, 9]], (((None,) * 6 + (14,)), ((None,) * 6 + (14,)))),
    ],
)
def test_a_small_count_and_the_next_smallest_are_hidden(
    rows: Rows, shown: Cells
) -> None:
    assert suppressed(rows) == shown


def test_a_count_in_a_table_takes_three_more_with_it() -> None:
    rows = [[20, 30, 40], [20, 4, 40], [20, 30, 40]]

    assert suppressed(rows) == (
        (None, None, 40, 90),
        (None, None, 40, 64),
        (20, 30, 40, 90),
        (60, 64, 120, 244),
    )


def test_the_limit_can_be_higher() -> None:
    assert suppressed([[10, 11, 20]], 11) == (
        (None, None, 20, 41),
        (None, None, 20, 41),
    )
    assert suppressed([[10, 11, 20]]) == ((10, 11, 20, 41), (10, 11, 20, 41))


@settings(max_examples=300, deadline=None)
@given(small_tables, st.sampled_from([LEAST, 3]))
def test_no_hidden_count_can_be_worked_out_from_what_is_shown(
    rows: Rows, least: int
) -> None:
    shown = suppressed(rows, least)

    assert worked_out(rows, shown) == []


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 40), min_size=width, max_size=width),
            min_size=1,
            max_size=6,
        )
    )
)
def test_what_is_shown_is_true_large_enough_and_hides_no_sum_of_few(rows: Rows) -> None:
    full, shown = with_totals(rows), suppressed(rows)

    for row, line in zip(full, shown, strict=True):
        for count, cell in zip(row, line, strict=True):
            assert cell in (count, None)
            assert cell is None or cell == 0 or cell >= LEAST
            assert cell is not None or count > 0
    for counts, cells in (
        *zip(full, shown, strict=True),
        *zip(zip(*full, strict=True), zip(*shown, strict=True), strict=True),
    ):
        if cells[-1] is not None:
            away = sum(n for n, c in zip(counts, cells, strict=True) if c is None)
            assert away == 0 or away >= LEAST


def test_large_counts_are_all_shown() -> None:
    rows = [[5, 6, 0], [7, 8, 9]]

    assert suppressed(rows) == tuple(tuple(row) for row in with_totals(rows))


def test_people_are_counted_by_setting_and_profession() -> None:
    nurses = [Person("n", setting="health_care", profession="nurse")] * 6
    doctors = [Person("d", setting="health_care", profession="physician")] * 8
    unsaid = [Person()] * 5

    table = people_table([*nurses, *doctors, *unsaid])

    assert table.settings == (*dict(SETTINGS), NOT_SAID)
    assert table.professions == (*dict(PROFESSIONS), NOT_SAID)
    care = table.cells[table.settings.index("health_care")]
    assert care[table.professions.index("nurse")] == 6
    assert care[table.professions.index("physician")] == 8
    assert table.cells[-2][-2:] == (5, 5)
    assert table.cells[-1][-1] == 19
    assert sum(n or 0 for row in table.cells[:-1] for n in row[:-1]) == 19


def test_one_nurse_among_many_is_not_pointed_at() -> None:
    doctors = [Person("d", setting="health_care", profession="physician")] * 8
    teachers = [Person("t", setting="education", profession="other")] * 9
    nurse = [Person("n", setting="health_care", profession="nurse")]

    table = people_table([*doctors, *teachers, *nurse])

    care = table.cells[table.settings.index("health_care")]
    assert care[table.professions.index("nurse")] is None
    assert care[table.professions.index("physician")] is None
    assert table.cells[-1][table.professions.index("nurse")] is None


def test_a_thousand_people_are_counted_at_once() -> None:
    names = [name for name, _ in PROFESSIONS]
    places = [name for name, _ in SETTINGS]
    people = [
        Person(str(n), setting=places[n * n % 8], profession=names[n * n % 13])
        for n in range(1_000)
    ]

    table = people_table(people)

    assert table.cells[-1][-1] == 1_000
