"""Finding a time zone by what a trainer types."""

from zoneinfo import ZoneInfo

import pytest

from facilitator.web.desk import time_zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("America/Chicago", "America/Chicago"),
        ("america/chicago", "America/Chicago"),
        ("  Mexico   City ", "America/Mexico_City"),
        ("denver", "America/Denver"),
        ("utc", "UTC"),
        ("", ""),
        ("Nowhere", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_a_name_or_a_city_is_found(typed: str, zone: str) -> None:
    assert time_zones.find(typed) == zone


def test_the_zone_of_this_machine_is_one_that_can_be_used() -> None:
    assert ZoneInfo(time_zones.local())


def test_every_zone_offered_can_be_found_again() -> None:
    assert [n for n in time_zones.world() if time_zones.find(n) != n] == []
