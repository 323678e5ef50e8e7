"""Designated credit against the times as they really were."""

from credit_delivery import AGENDA, PLANNED, TWO, held

from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.lint import lint_held
from facilitator.domain.text import Text


def lacks(began: dict[str, int] | None = None, end: int | None = 145) -> list[str]:
    times = held(began, end).times
    return [finding.kind for finding in lint_held(TWO, AGENDA, times)]


def test_a_session_as_planned_is_long_enough() -> None:
    assert lacks() == []


def test_a_break_that_took_too_long_is_named_with_its_minutes() -> None:
    times = held({**PLANNED, "ask": 80}).times

    assert lint_held(TWO, AGENDA, times) == (
        CreditFinding(
            "session-short", (("minutes", 110), ("credits", "2.00"), ("needed", 113))
        ),
    )


def test_a_forgotten_mark_is_named_also_where_the_rest_is_enough() -> None:
    without = {item: m for item, m in PLANNED.items() if item != "ask"}
    long_first = {"stop": 0, "break": 130, "wrap_up": 140}

    assert lacks(without) == ["no-mark", "session-short"]
    assert lacks(long_first) == ["no-mark"]
    [finding] = lint_held(TWO, AGENDA, held(long_first).times)
    assert finding.facts == (("item", Text("Ask", "Pregunte")),)


def test_a_part_without_an_end_is_named() -> None:
    assert lacks({"stop": 0, "ask": 70}, end=None) == ["no-end", "session-short"]
