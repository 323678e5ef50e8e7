"""Phones of several people: which they are, and who looked."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.shared_phones import (
    Look,
    LookerNeededError,
    SharedPhone,
    read_looker,
    shared_phones,
)

NOW = datetime(2026, 5, 14, 9, tzinfo=UTC)
A, B, C, D = (Attendee(name, Person(name)) for name in "abcd")


def test_a_phone_of_one_person_is_not_shared() -> None:
    # Two entries of one phone that were merged are one person.
    assert shared_phones([("a", "m"), ("a", "m")], (), [A, B]) == ()


def test_phones_nobody_looked_at_come_first() -> None:
    marks = [("a", "m"), ("b", "m"), ("c", "n"), ("d", "n")]
    look = Look("m", 2, "Ana", NOW)

    assert shared_phones(marks, [look], [A, B, C, D]) == (
        SharedPhone("n", (C, D)),
        SharedPhone("m", (A, B), look),
    )


def test_somebody_new_on_a_phone_is_looked_at_anew() -> None:
    marks = [("a", "m"), ("b", "m"), ("c", "m")]

    (phone,) = shared_phones(marks, [Look("m", 2, "Ana", NOW)], [A, B, C])

    assert phone.seen is None


@pytest.mark.parametrize("given", ["", " \u200d ", "x" * 81])
def test_whoever_looked_has_a_name(given: str) -> None:
    assert read_looker("  Ana\n Ruiz ") == "Ana Ruiz"
    with pytest.raises(LookerNeededError):
        read_looker(given)
