"""Heads counted in the room beside the list, and settled."""

from datetime import timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.room_count import (
    NotACountError,
    NoteTooLongError,
    RoomCount,
)
from facilitator.domain.attendance.roster import ListedPeople
from facilitator.live import reports
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest


def test_the_room_by_name_is_who_is_in_who_left_and_who_is_awaited(
    room: Room, clock: Clock
) -> None:
    rows = ((2, ("Ana Ruiz",)), (3, ("Bo Chen",)))
    room.bring_list("a.csv", ListedPeople(("Name",), rows))
    room.take_over_list({"name": 0})
    ana = room.sign_in({"name": "Ana Ruiz"}, "en", "phone")
    room.sign_in({"anonymous": "1"}, "en", "phone")
    clock.pass_minutes(9)
    room.sign_out(ana, "phone")

    present = room.present()

    assert [one.attendee.person.name for one in present.inside] == [""]
    assert [one.attendee.person.name for one in present.out] == ["Ana Ruiz"]
    assert [one.person.name for one in present.awaited] == ["Bo Chen"]
    assert [one.person.name for one in present.expected] == ["Ana Ruiz", "Bo Chen"]
    assert present.counts == ()


def test_a_settled_count_stays_as_it_was_and_comes_to_the_report(
    room: Room, clock: Clock
) -> None:
    for name in ("Ana", "Bo", "Cy"):
        room.walk_up({"name": name}, "en")
    first = room.settle_count(" 2 ", "One is in the hallway")
    clock.pass_minutes(20)
    room.walk_up({"name": "Dee"}, "en")
    second = room.settle_count("4", "")

    start = room.session.details.starts_at
    assert first == RoomCount(start, 2, 3, "One is in the hallway")
    assert second == RoomCount(start + timedelta(minutes=20), 4, 4)
    assert reports.attendance(room).head_counts == (first, second)
    assert room.counts()["inside"] == 4, "a number signs nobody in or out"


def test_a_count_that_makes_no_sense_is_not_kept(room: Room) -> None:
    with pytest.raises(NotACountError):
        room.settle_count("some", "")
    with pytest.raises(NoteTooLongError):
        room.settle_count("3", "x" * 301)

    assert room.head_counts() == ()
