"""The signed sheet typed in: whole rows, in one stroke, and nothing twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from facilitator.domain.attendance.agenda_corrections import THE_END
from facilitator.domain.attendance.corrections import ReasonNeededError, TimeToComeError
from facilitator.domain.attendance.paper import OutBeforeInError, TimeMissingError
from facilitator.domain.attendance.people import MissingFieldError, Person
from facilitator.domain.session import SessionDetails
from facilitator.errors import BadInputError
from facilitator.live import reports
from facilitator.live.paper import NamesErasedError, TypedRow
from facilitator.live.purging import Purging
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.arrivals import CameMeanwhileError, Newcomer

Clock = Any  # the fixture of conftest


@pytest.fixture
def expected(room: Room, clock: Clock) -> dict[str, str]:
    """The ids of three people who are expected; it is two hours after the start."""
    people = [Person("Ana Ruiz"), Person("Bo"), Person("Chioma")]
    room.roster.take_over(room.session.id, people, ("Name",), {"name": 0})
    clock.pass_minutes(120)
    return {one.person.name: one.id for one in room.roster.all(room.session.id)}


def minutes(room: Room) -> dict[str, int | None]:
    people = room.attendance.all(room.session.id)
    return {one.person.name: one.minutes for one in people}


def test_right_rows_are_saved_and_wrong_ones_told(
    room: Room, expected: dict[str, str]
) -> None:
    result = room.write_rows(
        {
            expected["Ana Ruiz"]: TypedRow("09:00", "10:30"),
            expected["Bo"]: TypedRow("10:00", "09:30"),
            expected["Chioma"]: TypedRow("", ""),
            "f" * 32: TypedRow("09:00", ""),
        }
    )

    assert result.saved == ("Ana Ruiz",)
    assert {key: type(e) for key, e in result.wrong.items()} == {
        expected["Bo"]: OutBeforeInError
    }
    assert minutes(room) == {"Ana Ruiz": 90}
    assert room.counts()["awaited"] == 2


def test_saved_again_a_row_says_nothing_new(
    room: Room, expected: dict[str, str]
) -> None:
    row = {expected["Ana Ruiz"]: TypedRow("09:00", "10:30")}
    room.write_rows(row)

    assert room.write_rows(row).saved == ()
    (ana,) = room.attendance.all(room.session.id)
    assert [scan.method for scan in ana.scans] == ["paper", "paper"]


def test_a_row_of_somebody_who_scanned_needs_a_reason(
    room: Room, clock: Clock, expected: dict[str, str]
) -> None:
    clock.pass_minutes(-115)
    room.enter(expected["Bo"], "kiosk")
    clock.pass_minutes(115)
    (row,) = [row for row in room.sheet_rows() if row.attendee]
    assert (row.number, row.came, row.left) == (2, "09:05", "")

    refused = room.write_rows({row.id: TypedRow("09:05", "10:45")})
    assert isinstance(refused.wrong[row.id], ReasonNeededError)
    room.write_rows({row.id: TypedRow("09:05", "10:45", "Signed out on paper")})

    assert minutes(room) == {"Bo": 100}
    (bo,) = room.attendance.all(room.session.id)
    assert [(s.method, s.reason) for s in bo.scans] == [
        ("kiosk", ""),
        ("paper", "Signed out on paper"),
    ]


def test_somebody_in_an_empty_row_is_added_with_both_times(
    room: Room, expected: dict[str, str]
) -> None:
    assert expected
    name = room.write_unlisted({"name": "Di O’Hara"}, TypedRow("09:10", "10:10"), "en")

    assert name == "Di O’Hara"
    assert minutes(room) == {"Di O’Hara": 60}
    assert [row.number for row in room.sheet_rows()] == [1, 2, 3, 0]
    with pytest.raises(MissingFieldError):
        room.write_unlisted({"name": ""}, TypedRow("09:10", ""), "en")
    with pytest.raises(TimeMissingError):
        room.write_unlisted({"name": "Eve"}, TypedRow("", ""), "en")
    with pytest.raises(BadInputError):
        room.write_unlisted({"name": "Eve"}, TypedRow("25:99", ""), "en")


def test_whoever_signs_in_meanwhile_stops_the_whole_sheet(
    room: Room, expected: dict[str, str]
) -> None:
    ana = room.enter(expected["Ana Ruiz"], "kiosk").attendee
    rows = [
        Newcomer(
            f"{n:064x}",
            Person(name),
            (replace(ana.scans[0], attendee=f"{n:032x}"),),
            expected[name],
        )
        for n, name in enumerate(("Bo", "Ana Ruiz"))
    ]

    with pytest.raises(CameMeanwhileError):
        room.attendance.write_sheet(room.session.id, rows, ())

    assert list(minutes(room)) == ["Ana Ruiz"]


def test_after_the_names_were_erased_nobody_is_typed_in_again(
    rooms: Rooms, room: Room, expected: dict[str, str]
) -> None:
    room.write_rows({expected["Bo"]: TypedRow("09:00", "10:00")})
    room.move("finish", {})
    Purging(rooms).purge(room.session.id, "identities", room.session.code)

    with pytest.raises(NamesErasedError):
        room.write_unlisted({"name": "Bo"}, TypedRow("09:00", "10:00"), "en")

    assert room.attendance.all(room.session.id) == ()


def test_a_form_sent_again_is_the_same_person(
    room: Room, expected: dict[str, str]
) -> None:
    assert expected
    once = {"once": "a" * 32}
    for name in ("Ana Ruiz", "Eve", "Eve", "Flo", "Ana Ruiz"):
        room.write_unlisted({"name": name, **once}, TypedRow("09:10", "10:10"), "en")
    for name in ("Gus", "Hal", "Gus"):
        came = room.walk_up({"name": name, "once": "b" * 32}, "en")
        assert came.attendee.person.name == name

    names = sorted(one.person.name for one in room.attendance.all(room.session.id))
    assert names == ["Ana Ruiz", "Eve", "Flo", "Gus", "Hal"]
    assert room.counts()["awaited"] == 2


def test_two_who_do_the_same_at_the_same_moment_do_it_once(
    room: Room, expected: dict[str, str]
) -> None:
    room.tap_expected(expected["Bo"])
    row = {expected["Ana Ruiz"]: TypedRow("09:10", "10:10")}
    late = {expected["Bo"]: TypedRow("09:10", "", "Was early")}

    def at_once(do: Callable[[], object]) -> int:
        with ThreadPoolExecutor(8) as trainers:
            found = [trainers.submit(do) for _ in range(8)]
        return sum(one.exception() is None for one in found)

    assert at_once(lambda: room.tap_expected(expected["Chioma"]))
    at_once(lambda: room.write_rows(row))
    at_once(lambda: room.write_rows(late))

    came = room.attendance.all(room.session.id)
    assert sorted(one.person.name for one in came) == ["Ana Ruiz", "Bo", "Chioma"]
    lines = {one.person.name: [s.kind for s in one.scans] for one in came}
    assert lines["Ana Ruiz"] == ["in", "out"]
    assert len(lines["Bo"]) == 2


@pytest.fixture
def evening(rooms: Rooms, clock: Clock) -> Room:
    """A session from nine in the evening in Chicago; it is one in the night there."""
    clock.pass_minutes(12 * 60)
    details = SessionDetails(
        starts_at=clock.now, time_zone="America/Chicago", opens_before=30
    )
    clock.pass_minutes(4 * 60)
    return rooms.room(rooms.create("conference-2h", details).id)


def test_an_evening_that_passes_midnight_takes_rows_of_the_sheet(evening: Room) -> None:
    evening.write_unlisted({"name": "Ana"}, TypedRow("20:50", "00:45"), "en")
    evening.write_unlisted({"name": "Bo"}, TypedRow("00:10", "00:50"), "en")
    evening.write_unlisted({"name": "Eve"}, TypedRow("23:00", ""), "en")
    with pytest.raises(TimeToComeError):
        evening.write_unlisted({"name": "Flo"}, TypedRow("23:00", "01:05"), "en")
    (eve,) = [row for row in evening.sheet_rows() if row.person.name == "Eve"]

    result = evening.write_rows({eve.id: TypedRow("23:00", "00:55", "Left later")})

    assert result.saved == ("Eve",)
    assert minutes(evening) == {"Ana": 235, "Bo": 40, "Eve": 115}
    shown = {row.person.name: (row.came, row.left) for row in evening.sheet_rows()}
    assert shown["Bo"] == ("00:10", "00:50")
    assert evening.write_rows({eve.id: TypedRow("23:00", "00:55")}).saved == ()


def test_after_midnight_a_missing_sign_out_and_the_end_are_put_right(
    evening: Room,
) -> None:
    evening.write_unlisted({"name": "Ana"}, TypedRow("23:30", ""), "en")
    evening.move("finish", {})
    (ana,) = evening.attendance.all(evening.session.id)

    evening.settle([ana.id], "out", time(0, 40), reason="Seen until the end")
    first = evening.plan.agenda[0].name
    evening.correct_time(first, time(21, 5), reason="Forgot to mark it")
    evening.correct_time(THE_END, time(0, 45), reason="Pressed late")

    assert minutes(evening) == {"Ana": 70}
    report = reports.attendance(evening)
    start = evening.session.details.starts_at
    assert report.began[0].at == start + timedelta(minutes=5)
    assert report.ended_at == start + timedelta(minutes=3 * 60 + 45)
