"""Credit is counted in whole numbers: no float anywhere on the way."""

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from credit_delivery import END, held, minute, present, rules

from facilitator.domain.credit.claim import claimed
from facilitator.domain.credit.engine import credit_of
from facilitator.domain.credit.policy import PRESETS

DOMAIN = Path(__file__).parents[3] / "facilitator" / "domain"
COUNTING = (
    "attendance/presence",
    "attendance/item_times",
    "credit/engine",
    "credit/policy",
    "credit/claim",
    "credit/findings",
    "credit/small_cells",
)


@pytest.mark.parametrize("module", COUNTING)
def test_nothing_that_counts_credit_can_make_a_float(module: str) -> None:
    tree = ast.parse((DOMAIN / f"{module}.py").read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    names = {
        ast.unparse(n).rpartition(".")[2] for n in nodes if isinstance(n, ast.expr)
    }

    assert [
        n
        for n in nodes
        if isinstance(n, ast.BinOp | ast.AugAssign) and isinstance(n.op, ast.Div)
    ] == []
    assert [
        n.value
        for n in nodes
        if isinstance(n, ast.Constant) and isinstance(n.value, float)
    ] == []
    assert names & {"float", "round", "total_seconds", "timestamp", "fsum"} == set()


def floats_in(value: object) -> list[float]:
    """Return every float in a value and all that it is made of."""
    if isinstance(value, float):
        return [value]
    if is_dataclass(value):
        return [
            f for part in fields(value) for f in floats_in(getattr(value, part.name))
        ]
    if isinstance(value, tuple):
        return [f for part in value for f in floats_in(part)]
    return []


@pytest.mark.parametrize("partial", [True, False])
@pytest.mark.parametrize("left", [0, 13, 67, 140])
def test_no_result_holds_a_float(left: int, *, partial: bool) -> None:
    result = credit_of(
        present((minute(0, 1), minute(left, 59))), rules(partial=partial), held()
    )

    assert floats_in(result) == []
    if result.earned:
        assert floats_in(claimed(result, result.earned, "1", minute(END))) == []


def test_no_preset_holds_a_float() -> None:
    assert floats_in(tuple(PRESETS.values())) == []
    assert floats_in((1, (0.5,))) == [0.5]
