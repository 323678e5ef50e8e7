"""One person of two entries, in every place; and two again, as if nothing had been."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.attendance.merging import (
    Merge,
    NamelessError,
    NotMergedError,
    SamePersonError,
)
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.roster import ListedPeople
from facilitator.domain.session import SessionDetails
from facilitator.errors import BadInputError
from facilitator.library.curriculum import shipped_folder
from facilitator.live import reports
from facilitator.live.listing import NoSuchPersonError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

Clock = Any  # the fixture of conftest
START = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)


class Turned:
    """A clock that is turned by hand, for a room that is not a fixture's."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


def expect_people(room: Room, *rows: tuple[str, str]) -> None:
    """Put people with these names and emails on the roster."""
    room.bring_list("a.csv", ListedPeople(("Name", "Email"), tuple(enumerate(rows, 2))))
    room.take_over_list({"name": 0, "email": 1})


def named(room: Room, name: str) -> Attendee:
    """Return the one person with this name."""
    found = [one.attendee for one in room.people() if one.attendee.person.name == name]
    (person,) = found
    return person


def all_that_counts(room: Room) -> tuple[object, ...]:
    """Return everything that anybody is shown of the people."""
    return (
        reports.attendance(room),
        reports.results(room).attendance,
        reports.all_records(room),
        sorted(room.people(), key=lambda one: one.attendee.id),
        room.awaited(),
        room.counts(),
        room.likely_pairs(),
        room.likely_expected(),
    )


def test_a_merged_person_counts_once_everywhere(
    room: Room, rooms: Rooms, clock: Clock
) -> None:
    expect_people(room, ("Ana Ruiz", "ana@x.org"))
    phone = room.sign_in({"name": "Ana Ruiz G."}, "en", "phone")
    clock.pass_minutes(5)
    tapped = room.walk_up({"name": "Ruiz, Ana"}, "en").attendee.id
    clock.pass_minutes(55)
    room.tap(tapped, inside=False)
    kept = room.attendee(phone)
    assert kept
    before = room.counts()
    assert (before["signed_in"], before["inside"], before["awaited"]) == (2, 1, 0)

    room.merge(tapped, kept.id, ("email",), "Told me")

    after = room.counts()
    assert (after["signed_in"], after["inside"], after["awaited"]) == (1, 0, 0)
    (one,) = reports.attendance(room).attendees
    assert (one.id, one.person.name, one.minutes) == (kept.id, "Ana Ruiz G.", 60)
    assert [scan.kind for scan in one.scans] == ["in", "in", "out"]
    (record,) = reports.all_records(room)
    assert room.find_record(record.number) == one
    assert reports.results(room).attendance.signed_in == 1
    assert [summary.attendees for summary in rooms.sessions()] == [1]
    assert room.likely_pairs() == ()
    # Whoever follows an old link finds the person, and so does either cookie.
    assert room.listed(tapped).attendee == one
    assert room.attendee(phone) == one


def test_either_phone_goes_on_working_and_its_lines_stay_its_own(
    room: Room, clock: Clock
) -> None:
    first = room.sign_in({"name": "Ana Ruiz"}, "en", "phone")
    second = room.sign_in({"name": "Ana Ruíz"}, "en", "phone")
    one, other = room.attendee(first), room.attendee(second)
    assert one
    assert other
    room.merge(one.id, other.id, (), "")
    clock.pass_minutes(30)

    left = room.sign_out(second, "phone")
    clock.pass_minutes(5)
    back = room.sign_back_in(first, "phone")

    assert (left.id, left.minutes) == (one.id, 30)
    assert [scan.kind for scan in back.scans] == ["in", "in", "out", "re-entry"]
    (merge,) = room.merges().standing
    room.undo_merge(merge.number)
    kinds = {
        name: [scan.kind for scan in named(room, name).scans]
        for name in ("Ana Ruiz", "Ana Ruíz")
    }
    assert kinds == {"Ana Ruiz": ["in", "re-entry"], "Ana Ruíz": ["in", "out"]}


def test_a_correction_of_a_merged_log_belongs_to_the_entry_it_corrects(
    room: Room, clock: Clock
) -> None:
    first = room.walk_up({"name": "Ana Ruiz"}, "en").attendee
    second = room.walk_up({"name": "Ana Ruíz"}, "en").attendee
    room.merge(first.id, second.id, (), "")
    (line,) = second.scans
    clock.pass_minutes(10)

    room.correct(first.id, "void", line.at, supersedes=line.number, reason="Twice")

    (merge,) = room.merges().standing
    room.undo_merge(merge.number)
    assert room.listed(first.id).inside
    assert not room.listed(second.id).inside


def test_an_evaluation_of_either_counts_for_the_person(room: Room) -> None:
    first = room.walk_up({"name": "Ana Ruiz"}, "en").attendee.id
    phone = room.sign_in({"name": "Ana Ruiz"}, "en", "phone")
    room.move("evaluation", {"open": True})
    answers = {"confidence_ask": {"now": "high"}}
    room.evaluated(phone, room.submit(room.join(), "evaluation", answers))
    second = room.attendee(phone)
    assert second

    room.merge(first, second.id, (), "")

    assert room.listed(first).attendee.evaluated
    assert room.counts()["evaluated"] == 1


def test_people_said_to_be_two_are_not_suggested_again(room: Room) -> None:
    one = room.walk_up({"name": "Lee Park"}, "en").attendee.id
    other = room.walk_up({"name": "Park Lee"}, "en").attendee.id
    (pair,) = room.likely_pairs()
    assert (pair.kept.id, pair.other.id) == (one, other)

    room.say_apart(other, one)
    room.say_apart(one, other)

    assert room.likely_pairs() == ()
    # A person may think better of it.
    room.merge(one, other, (), "")
    assert len(room.people()) == 1


def test_a_stray_is_tied_to_who_is_expected_and_untied(room: Room) -> None:
    expect_people(room, ("Ana Ruiz", "ana@x.org"), ("Bo Chen", "bo@x.org"))
    room.sign_in({"name": "Ana Ruis"}, "es", "phone")
    who = named(room, "Ana Ruis").id
    assert room.counts()["awaited"] == 2
    (pair,) = room.likely_expected()
    assert (pair.kept.id, pair.other.person.name) == (who, "Ana Ruiz")

    room.merge(pair.other.id, who, ("name",), "")

    assert room.counts()["awaited"] == 1
    assert room.listed(who).attendee.person == Person(
        "Ana Ruiz", "ana@x.org", language="es"
    )
    assert [one.person.name for one in room.awaited()] == ["Bo Chen"]
    assert room.likely_expected() == ()
    (merged,) = room.merged()
    assert (merged.kept.name, merged.other.name) == ("Ana Ruis", "Ana Ruiz")
    # The roster goes, and what was taken from it stays with who came.
    room.expect_nobody()
    assert room.listed(who).attendee.person.email == "ana@x.org"
    room.undo_merge(merged.merge.number)
    assert room.listed(who).attendee.person == Person("Ana Ruis", language="es")


def test_what_makes_no_sense_is_refused_and_nothing_is_written(room: Room) -> None:
    expect_people(room, ("Bo Chen", ""), ("Cy Diaz", ""))
    ana = room.walk_up({"name": "Ana Ruiz"}, "en").attendee.id
    cookie = room.sign_in({"anonymous": "1"}, "en", "phone")
    nameless = room.attendee(cookie)
    assert nameless
    bo, cy = (one.id for one in room.awaited())
    refusals: list[tuple[type[Exception], str, str, tuple[str, ...], str]] = [
        (SamePersonError, ana, ana, (), ""),
        (NoSuchPersonError, ana, "0" * 32, (), ""),
        (NoSuchPersonError, bo, cy, (), ""),
        (NamelessError, ana, nameless.id, (), ""),
        (BadInputError, ana, bo, ("language",), ""),
        (BadInputError, ana, bo, (), "x" * 301),
    ]

    for error, one, other, taken, reason in refusals:
        with pytest.raises(error):
            room.merge(one, other, taken, reason)
    with pytest.raises(NotMergedError):
        room.undo_merge(1)

    assert room.people_kept.merges.lines(room.session.id) == ()


def test_a_merge_is_undone_once(room: Room) -> None:
    one = room.walk_up({"name": "Ana Ruiz"}, "en").attendee.id
    other = room.walk_up({"name": "Ruiz Ana"}, "en").attendee.id
    room.merge(one, other, (), "Told me")
    room.undo_merge(1)

    with pytest.raises(NotMergedError):
        room.undo_merge(1)
    with pytest.raises(NotMergedError):
        room.undo_merge(2)

    lines = room.people_kept.merges.lines(room.session.id)
    assert lines == (
        Merge(one, other, START, reason="Told me", number=1),
        Merge(one, other, START, number=2, undoes=1),
    )


@contextmanager
def held() -> Iterator[tuple[Room, Turned]]:
    """Yield a room on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder), Turned()
        database = open_database(path)
        rooms = Rooms(database, path, shipped_folder(), clock)
        details = SessionDetails(starts_at=START, time_zone="America/Chicago")
        yield rooms.room(rooms.create("conference-2h", details).id), clock
        database.close()


NAMES = ("Ana Ruiz", "Ana Ruíz", "Ruiz Ana", "Anna Ruiz")
PEOPLE = st.integers(0, len(NAMES) - 1)
DEEDS = st.lists(st.tuples(PEOPLE, st.sampled_from(["tap", "void"])), max_size=8)
PAIRS = st.lists(st.tuples(PEOPLE, PEOPLE, st.booleans()), min_size=1, max_size=4)


def play(room: Room, clock: Turned, deeds: list[tuple[int, str]]) -> list[str]:
    """Let people come and go, and be corrected; return their ids."""
    ids = []
    for number, name in enumerate(NAMES):
        given = {"name": name, "email": f"a{number}@x.org" if number % 2 else ""}
        ids.append(room.walk_up(given, "en").attendee.id)
    for who, deed in deeds:
        clock.pass_minutes(7)
        there = room.listed(ids[who])
        if deed == "tap":
            room.tap(ids[who], inside=not there.inside)
            continue
        for line in there.attendee.scans[-1:]:
            if line.kind != "void":
                room.correct(
                    ids[who], "void", line.at, supersedes=line.number, reason="No"
                )
    return ids


def merge_some(room: Room, ids: list[str], pairs: list[tuple[int, int, bool]]) -> None:
    for one, other, taken in pairs:
        try:
            room.merge(ids[one], ids[other], ("name",) if taken else (), "")
        except SamePersonError:
            continue


@settings(max_examples=12, deadline=None)
@given(DEEDS, PAIRS, st.randoms(use_true_random=False))
def test_merged_and_undone_everything_is_as_it_was(
    deeds: list[tuple[int, str]], pairs: list[tuple[int, int, bool]], chance: Any
) -> None:
    with held() as (room, clock):
        ids = play(room, clock, deeds)
        before = all_that_counts(room)

        merge_some(room, ids, pairs)
        standing = list(room.merges().standing)
        assert len(room.people()) == len(NAMES) - len(standing)
        assert room.counts()["signed_in"] == len(NAMES) - len(standing)
        inside = sum(one.inside for one in room.people())
        assert room.counts()["inside"] == inside
        chance.shuffle(standing)
        for merge in standing:
            room.undo_merge(merge.number)

        assert all_that_counts(room) == before


@settings(max_examples=8, deadline=None)
@given(DEEDS, st.permutations(range(len(NAMES))))
def test_in_whatever_order_entries_are_merged_one_person_has_one_log(
    deeds: list[tuple[int, str]], order: list[int]
) -> None:
    with held() as (room, clock):
        ids = play(room, clock, deeds)
        for other in order[1:]:
            room.merge(ids[order[0]], ids[other], (), "")
        (one,) = reports.attendance(room).attendees
        standing = room.merges().standing
        for merge in standing:
            room.undo_merge(merge.number)
        for earlier, later in pairwise(order):
            room.merge(ids[later], ids[earlier], (), "")
        (again,) = reports.attendance(room).attendees

        assert (again.scans, again.minutes) == (one.scans, one.minutes)
        assert again.id == one.id == ids[0], "who came first is kept"


def test_who_is_tied_to_the_roster_passes_the_door_by_it(room: Room) -> None:
    expect_people(room, ("Ana Ruiz", "ana@x.org"))
    first = room.walk_up({"name": "Ana Ruis"}, "en").attendee.id
    second = room.walk_up({"name": "A. Ruiz"}, "en").attendee.id
    (listed,) = room.awaited()
    room.merge(second, listed.id, (), "")
    room.merge(first, second, (), "")

    # In by both entries: the kiosk sees one person, who is in.
    assert room.enter(listed.id, "kiosk").line == 0
    assert room.leave(listed.id, "kiosk").attendee.id == first
    assert not room.listed(second).inside
    (row,) = room.sheet_rows()
    assert row.attendee
    assert (row.id, row.attendee.id) == (listed.id, first)


def test_details_of_somebody_who_was_erased_meanwhile_are_nobodys(room: Room) -> None:
    ana = room.walk_up({"name": "Ana Ruiz"}, "en").attendee
    gone = replace(ana.person, name="Ana Díaz")

    with pytest.raises(NoSuchPersonError):
        room.keep_details("0" * 32, ana.person, gone, "person")

    room.attendance.change_person(room.session.id, "0" * 32, gone, room.clock())
    assert [one.attendee.person.name for one in room.people()] == ["Ana Ruiz"]
