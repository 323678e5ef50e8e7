"""Scales by group: few people are hidden, with what would give them away."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.credit.small_cells import suppressed_under_totals
from facilitator.domain.plan import SessionPlan
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.surveys.by_group import by_group, groupings
from facilitator.domain.surveys.survey import Answer, Option, Question, Survey
from facilitator.domain.text import Text

SAME = Text("x", "x")
WORK = Question(
    "work",
    "single",
    SAME,
    options=tuple(Option(name, code, SAME) for code, name in enumerate("abc", 1)),
)
KNOWN = Question("known", "single", SAME, options=(Option("y", 1, SAME, right=True),))
SURE = Question("sure", "confidence", SAME, retrospective=True)
NOW = datetime(2026, 5, 14, tzinfo=UTC)


def report(*responses: Mapping[str, Answer]) -> EvaluationReport:
    survey = Survey("evaluation", "evaluation", SAME, (SURE, KNOWN, WORK))
    plan = SessionPlan("plan", SAME, SAME, SAME, (), (), "deck", "polls", "evaluation")
    session = Session("a" * 32, "ABC234", "plan", SAME, SessionDetails(NOW, "UTC"))
    return EvaluationReport(session, plan, survey, responses, NOW)


def people(group: str, high: int, low: int) -> list[Mapping[str, Answer]]:
    work: dict[str, Answer] = {"work": group} if group else {}
    said: dict[str, int] = {"high": high, "low": low}
    return [
        {"sure": {"now": name}, **work}
        for name, count in said.items()
        for _ in range(count)
    ]


def shown(
    everybody: list[Mapping[str, Answer]], least: int = 5
) -> dict[str | None, tuple[int | None, int | None]]:
    rows = [one for one in by_group(report(*everybody), least) if one.when == "now"]
    return {one.group.name if one.group else None: (one.n, one.top) for one in rows}


def test_people_are_told_apart_by_single_choices_without_a_right_answer() -> None:
    assert groupings(report().survey) == (WORK,)


def test_groups_of_enough_people_are_shown() -> None:
    everybody = [*people("a", 9, 6), *people("b", 8, 0), *people("", 5, 5)]

    assert shown(everybody) == {"a": (15, 9), "b": (8, 8), "c": (0, 0), None: (10, 5)}


def test_a_small_group_takes_another_along() -> None:
    everybody = [*people("a", 30, 20), *people("b", 2, 1), *people("c", 12, 9)]
    found = shown(everybody)

    assert found["b"] == (None, None)
    assert found["a"] == (50, 30)
    assert found["c"] == (None, None)


def test_the_setting_of_eleven_hides_more() -> None:
    everybody = [*people("a", 9, 9), *people("b", 40, 40), *people("c", 50, 30)]

    assert shown(everybody, 5)["a"] == (18, 9)
    assert shown(everybody, 11)["a"][1] is None


@pytest.mark.parametrize("rows", [[(3, 9)], [(1, 20), (2, 20)]])
def test_nothing_is_split_where_the_totals_are_of_few(
    rows: list[tuple[int, int]],
) -> None:
    assert suppressed_under_totals(rows) is None


CELLS = st.integers(0, 9)
Table = list[tuple[int, ...]]


def near(rows: list[tuple[int, int]], totals: list[int]) -> Iterator[Table]:
    """Yield tables near the true one with the same totals of columns."""
    ways = [range(max(n - 2, 0), n + 3) for row in rows[:-1] for n in row]
    for numbers in product(*ways):
        first = list(zip(numbers[::2], numbers[1::2], strict=True))
        last = tuple(
            total - sum(column)
            for total, column in zip(totals, zip(*first, strict=True), strict=True)
        )
        if min(last) >= 0:
            yield [(*row, sum(row)) for row in (*first, last)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=3))
def test_with_the_totals_known_no_hidden_number_can_be_worked_out(
    rows: list[tuple[int, int]],
) -> None:
    cells = suppressed_under_totals(rows)
    if cells is None:
        return
    totals = [sum(column) for column in zip(*rows, strict=True)]
    hidden = [
        (r, c) for r, line in enumerate(cells) for c, n in enumerate(line) if n is None
    ]
    # A hidden number is not zero, since zero is shown.
    fitting = [
        table
        for table in near(rows, totals)
        if all(
            number > 0 if cell is None else cell == number
            for line, row in zip(cells, table, strict=False)
            for cell, number in zip(line, row, strict=True)
        )
    ]

    assert list(cells[-1]) == [*totals, sum(totals)]
    assert [p for p in hidden if len({t[p[0]][p[1]] for t in fitting}) < 2] == []
