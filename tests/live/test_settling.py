"""Records settled one by one and many at once: all of them or none."""

from datetime import time, timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.corrections import ReasonNeededError
from facilitator.domain.attendance.settling import (
    NothingChosenError,
    NothingToSettleError,
    StillOpenError,
)
from facilitator.live import reports
from facilitator.live.listing import NoSuchPersonError
from facilitator.live.room import Room

Clock = Any  # the fixture of conftest
# In Chicago the session begins at nine.
ELEVEN = time(11, 0)


@pytest.fixture
def held(room: Room, clock: Clock) -> Room:
    """A session that ended at eleven: Ana signed out, nobody else did."""
    ana = room.sign_in({"name": "Ana"}, "en", "phone")
    for name in ("Bo", "Carmen", "Dana"):
        room.sign_in({"name": name}, "en", "phone")
    clock.pass_minutes(100)
    room.sign_in({"name": "Late"}, "en", "phone")
    clock.pass_minutes(20)
    room.sign_out(ana, "phone")
    assert room.unsettled() == ()
    room.move("finish", {})
    clock.pass_minutes(30)
    return room


def names(room: Room) -> list[str]:
    return [one.attendee.person.name for one in room.unsettled()]


def ids(room: Room, *wanted: str) -> list[str]:
    people = {p.attendee.person.name: p.attendee.id for p in room.people()}
    return [people[name] for name in wanted]


def test_everybody_without_a_sign_out_is_to_be_settled(held: Room) -> None:
    assert names(held) == ["Bo", "Carmen", "Dana", "Late"]
    assert {one.doubts for one in held.unsettled()} == {("no-sign-out",)}


def test_many_are_settled_with_one_reason_and_a_line_each(
    held: Room, clock: Clock
) -> None:
    held.settle(ids(held, "Bo", "Carmen"), "out", ELEVEN, reason="Seen until the end")

    assert names(held) == ["Dana", "Late"]
    lines = [(line.attendee.person.name, line.reason) for line in held.settled_lines()]
    assert sorted(lines) == [
        ("Bo", "Seen until the end"),
        ("Carmen", "Seen until the end"),
    ]
    [bo] = [a for a in reports.attendance(held).attendees if a.person.name == "Bo"]
    assert bo.minutes == 120
    assert bo.scans[-1].at == clock.now - timedelta(minutes=30)
    assert bo.scans[-1].method == "trainer"


def test_where_one_time_cannot_be_nothing_is_written(held: Room) -> None:
    half_past_ten = time(10, 30)

    with pytest.raises(StillOpenError, match="Late"):
        held.settle(ids(held, "Bo", "Late"), "out", half_past_ten, reason="Left")

    assert names(held) == ["Bo", "Carmen", "Dana", "Late"]
    assert held.settled_lines() == ()


def test_left_incomplete_the_list_reaches_nobody(held: Room) -> None:
    held.leave_incomplete(ids(held, "Bo", "Carmen", "Dana"), "Nobody saw them go")
    held.settle(ids(held, "Late"), "out", ELEVEN, reason="Stayed")

    assert names(held) == []
    assert [line.scan is None for line in held.settled_lines()].count(True) == 3
    left = reports.attendance(held).left
    assert {one.reason for one in left.values()} == {"Nobody saw them go"}
    # No time was made up for them.
    assert [p.minutes for p in reports.attendance(held).attendees].count(None) == 3


def test_a_later_line_opens_a_record_that_was_left(held: Room, clock: Clock) -> None:
    [bo] = ids(held, "Bo")
    held.leave_incomplete([bo], "Nobody saw")
    assert "Bo" not in names(held)

    held.correct(bo, "in", clock.now, supersedes=0, reason="Came back")

    assert "Bo" in names(held)


def test_what_was_settled_elsewhere_is_not_settled_twice(held: Room) -> None:
    chosen = ids(held, "Bo", "Carmen")
    held.settle(chosen[:1], "out", ELEVEN, reason="Seen")

    with pytest.raises(NothingToSettleError, match="Bo"):
        held.settle(chosen, "out", ELEVEN, reason="Seen")
    with pytest.raises(NothingToSettleError, match="Bo"):
        held.leave_incomplete(chosen, "Unseen")

    assert "Carmen" in names(held)


def test_nobody_and_no_reason_are_refused(held: Room) -> None:
    with pytest.raises(NothingChosenError):
        held.settle([], "out", ELEVEN, reason="Seen")
    with pytest.raises(ReasonNeededError):
        held.settle(ids(held, "Bo"), "out", ELEVEN, reason="  ")
    with pytest.raises(ReasonNeededError):
        held.leave_incomplete(ids(held, "Bo"), "")
    with pytest.raises(NoSuchPersonError):
        held.settle(["f" * 32], "out", ELEVEN, reason="Seen")
    assert held.settled_lines() == ()
