"""Counts that point at few people are hidden, and cannot be worked out again."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitator.domain.attendance.people import PROFESSIONS, SETTINGS, Person
from facilitator.domain.credit.small_cells import (
    LEAST,
    NOT_SAID,
    Cells,
    PeopleCounts,
    people_counts,
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


POOL_SETTINGS = ("health_care", "housing", "education")
POOL_PROFESSIONS = ("nurse", "case_manager", "school_counselor")
Counted = dict[str, int]


def people(settings: Counted, professions: Counted) -> list[Person]:
    """Return people counted so; both add up to the same."""
    where = [name for name, count in settings.items() for _ in range(count)]
    what = [name for name, count in professions.items() for _ in range(count)]
    return [
        Person("p", setting=s, profession=p) for s, p in zip(where, what, strict=True)
    ]


def could_have_been(
    counts: PeopleCounts, settings: Counted, professions: Counted
) -> Iterator[dict[str, int]]:
    """Yield countings near the true one that look the same, name by name."""
    true = settings | professions
    shown = {**counts.settings, **counts.professions}
    ways = [
        range(max(n - 1, 1), n + 2) if n and shown[name] is None else [n]
        for name, n in true.items()
    ]
    other = counts.categories["other"]
    for numbers in product(*ways):
        world = dict(zip(true, numbers, strict=True))
        total = sum(world[name] for name in settings)
        rest = world["case_manager"] + world["school_counselor"]
        if (
            total == sum(settings.values())
            and total == sum(world[name] for name in professions)
            and (other is None or other == rest)
        ):
            yield world | {"other learners": rest}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=3, max_size=3),
    st.lists(st.integers(0, 12), min_size=2, max_size=2),
)
def test_three_lists_of_the_same_people_give_no_hidden_number_away(
    first: list[int], second: list[int]
) -> None:
    rest = sum(first) - sum(second)
    assume(rest >= 0)
    places = dict(zip(POOL_SETTINGS, first, strict=True))
    work = dict(zip(POOL_PROFESSIONS, [*second, rest], strict=True))
    counts = people_counts(people(places, work))
    assume(counts.total is not None)

    worlds = list(could_have_been(counts, places, work))

    for name, count in {**counts.settings, **counts.professions}.items():
        true = (places | work).get(name, 0)
        assert count in (true, None)
        assert count is None or count == 0 or count >= LEAST
        if count is None:
            assert len({world[name] for world in worlds}) > 1
    if counts.categories["other"] is None:
        assert len({world["other learners"] for world in worlds}) > 1


def test_few_among_many_take_only_the_next_smallest_with_them() -> None:
    places = {"health_care": 40, "housing": 9, "education": 3}
    work = {"nurse": 3, "case_manager": 20, "school_counselor": 29}

    counts = people_counts(people(places, work))

    assert counts.total == 52
    shown = {name: n for name, n in counts.settings.items() if n != 0}
    assert shown == {"health_care": 40, "housing": None, "education": None}
    # Who knows the others and all can tell the nurses; so the others are hidden, too,
    # and of these the fewer.
    shown = {name: n for name, n in counts.professions.items() if n != 0}
    assert shown == {"nurse": None, "case_manager": None, "school_counselor": 29}
    assert counts.categories["nurse"] is None
    assert counts.categories["other"] is None
    assert counts.categories["physician"] == 0


def test_the_limit_of_counts_can_be_eleven() -> None:
    places = {"health_care": 40, "housing": 11, "education": 10}
    work = {"nurse": 61}

    assert people_counts(people(places, work), 11).settings["education"] is None
    assert people_counts(people(places, work)).settings["education"] == 10


@pytest.mark.parametrize("places", [{"housing": 4}, {s: 1 for s, _ in SETTINGS[:6]}])
def test_of_few_people_or_one_each_nothing_is_shown(places: Counted) -> None:
    counts = people_counts(people(places, {"nurse": sum(places.values())}))

    assert counts.total is None
    every = {**counts.settings, **counts.professions, **counts.categories}
    assert set(every.values()) == {None}


def test_a_session_of_nobody_has_zeros() -> None:
    counts = people_counts([])

    assert counts.total == 0
    assert set(counts.settings.values()) == {0}
    assert tuple(counts.settings) == (*dict(SETTINGS), NOT_SAID)
    assert tuple(counts.professions) == (*dict(PROFESSIONS), NOT_SAID)


def test_who_said_nothing_is_counted_too() -> None:
    counts = people_counts([Person()] * 6)

    assert counts.settings[NOT_SAID] == counts.professions[NOT_SAID] == 6
    assert counts.categories["other"] == 6


def test_five_thousand_people_are_counted_at_once() -> None:
    places = [name for name, _ in SETTINGS]
    names = [name for name, _ in PROFESSIONS]
    crowd = [
        Person("p", setting=places[n * n % 8], profession=names[n * n % 14])
        for n in range(5_000)
    ]

    counts = people_counts(crowd)

    assert counts.total == 5_000
    assert sum(n or 0 for n in counts.professions.values()) == 5_000
