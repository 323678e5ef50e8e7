"""A case asked in its order, and out of it."""

from dataclasses import dataclass

import pytest

from facilitator.domain.surveys.cases import CaseStep, out_of_order


@dataclass(frozen=True)
class Asked:
    """A question, as far as its case is concerned."""

    case: CaseStep


def asked(*steps: str) -> list[Asked]:
    """Return questions by case and step, such as "a2"; "-" stands in no case."""
    return [
        Asked(CaseStep("" if step == "-" else step[0], step=int(step[1:] or 0)))
        for step in steps
    ]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((), []),
        (("a1", "-", "a2", "b1", "a3"), []),
        (("a3",), []),
        (("a1", "a3"), []),
        (("a1", "a2", "a1", "a2"), []),
        (("a2", "a1"), [(2, 1)]),
        (("a1", "a3", "-", "a2", "a1"), [(3, 2)]),
        (("b2", "a3", "a1", "b1", "a2"), [(3, 1), (2, 1)]),
    ],
)
def test_the_first_two_steps_the_wrong_way_round_are_told_of_each_case(
    steps: tuple[str, ...], found: list[tuple[int, int]]
) -> None:
    swapped = out_of_order(asked(*steps))

    assert [(one.early.step, one.late.step) for one in swapped] == found
