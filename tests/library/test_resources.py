"""The card of numbers to turn to."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from facilitator.domain.resource import Resource
from facilitator.domain.text import Text
from facilitator.library.problems import CurriculumError
from facilitator.library.resources import resources

Damage = Callable[[str, str, str], None]


def test_the_card_is_read_whole(folder: Path) -> None:
    assert resources(folder) == (
        Resource(
            name=Text("Danger", "Peligro"),
            number="911",
            detail=Text("Police.", "Policía."),
            verified_on=date(2025, 8, 31),
        ),
    )


def test_a_broken_card_is_refused_with_file_and_line(
    folder: Path, damage: Damage
) -> None:
    damage("handouts/resources.yaml", "2025-08-31", "last summer")
    with pytest.raises(CurriculumError) as refused:
        resources(folder)
    assert str(refused.value) == (
        "The curriculum files have mistakes to correct (1). The first is in "
        "handouts/resources.yaml, line 5: verified_on: write a date as "
        "year-month-day, such as "
        "2025-08-31, not `last summer`."
    )


def test_only_digits_are_dialled() -> None:
    there = Resource(Text(), "+1 (888) 373-7888", Text(), date(2025, 8, 31))
    assert there.dialled == "+18883737888"
