"""Pre-work: looked at, taken over, found for people who come later, tied by hand."""

from datetime import date

import pytest

from facilitator.domain.attendance.people import Person
from facilitator.domain.attendance.prework import Completion, NoDateColumnError
from facilitator.domain.attendance.roster import ListedPeople
from facilitator.live import reports
from facilitator.live.expecting import NoListError
from facilitator.live.listing import NoSuchPersonError
from facilitator.live.prework import NoSuchCompletionError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

HEADER = ("Name", "Email", "Course", "Completed on")
ROWS = (
    (2, ("Ana Ruiz", "ana@x.org", "HT 101", "2026-05-02")),
    (3, ("Bo Chen", "", "HT 101", "5/3/2026")),
    (4, ("Lee Park", "", "HT 101", "")),
    (5, ("Z. Quill", "", "HT 101", "2026-05-04")),
)
MAPPED = {"name": 0, "email": 1, "module": 2, "done_on": 3}
ANA = Completion(Person("Ana Ruiz", "ana@x.org"), "HT 101", date(2026, 5, 2))


def take_over(room: Room) -> None:
    room.bring_completions("done.csv", ListedPeople(HEADER, ROWS))
    assert room.take_over_completions(MAPPED, day_first=False) == 3


def test_nothing_is_kept_before_the_list_was_looked_at(room: Room) -> None:
    room.bring_completions("done.csv", ListedPeople(HEADER, ROWS))

    preview = room.completion_preview()

    assert preview
    assert preview.brought.mapped == MAPPED
    assert [line.number for line in preview.good] == [2, 3, 5]
    assert [line.problems[0].code for line in preview.wrong] == ["no-date"]
    assert room.completions() == ()
    room.drop_completions()
    assert room.completion_preview() is None
    with pytest.raises(NoListError):
        room.take_over_completions(MAPPED, day_first=False)


def test_people_are_found_whenever_they_come(room: Room) -> None:
    take_over(room)
    assert len(room.prework().unmatched) == 3

    room.sign_in({"name": "A. Ruiz", "email": "ANA@x.org"}, "en", "phone")
    who = room.people()[0].attendee.id

    assert room.done_by(who) == (ANA,)
    assert reports.attendance(room).prework == {who: (ANA,)}
    assert [one.completion.person.name for one in room.prework().unmatched] == [
        "Bo Chen",
        "Z. Quill",
    ]


def test_a_row_that_nobody_was_found_for_is_tied_by_hand(room: Room) -> None:
    take_over(room)
    zoe = room.walk_up({"name": "Zoe Quill"}, "en").attendee.id
    row = room.prework().unmatched[-1]
    with pytest.raises(NoSuchPersonError):
        room.tie_completion(row.id, "0" * 32)
    with pytest.raises(NoSuchCompletionError):
        room.tie_completion("0" * 32, zoe)

    room.tie_completion(row.id, zoe)

    assert room.done_by(zoe) == (row.completion,)
    # One of two entries of a person: it is the person's.
    other = room.walk_up({"name": "Zoë Quill"}, "en").attendee.id
    kept = room.merge(other, zoe, (), "").kept.id
    assert room.done_by(kept) == (row.completion,)
    room.tie_completion(row.id, "")
    assert room.done_by(kept) == ()


def test_taken_over_again_nothing_is_kept_twice_and_columns_are_remembered(
    room: Room, rooms: Rooms
) -> None:
    swapped = {**MAPPED, "name": 2, "module": 0}
    room.bring_completions("done.csv", ListedPeople(HEADER, ROWS))
    room.take_over_completions(swapped, day_first=False)
    room.bring_completions("done.csv", ListedPeople(HEADER, ROWS))

    preview = room.completion_preview()

    assert preview
    assert (preview.brought.mapped, preview.good) == (swapped, ())
    # A roster with the same columns holds something else by them.
    room.bring_list("people.csv", ListedPeople(HEADER, ROWS))
    roster = room.preview()
    assert roster
    assert roster.brought.mapped == {"name": 0, "email": 1}
    assert len(room.completions()) == 3
    room.forget_completions()
    assert room.completions() == ()
    assert rooms.sessions()


def test_columns_that_say_too_little_are_refused_and_the_list_stays(room: Room) -> None:
    room.bring_completions("done.csv", ListedPeople(HEADER, ROWS))

    with pytest.raises(NoDateColumnError):
        room.map_completions({"name": 0}, day_first=False)

    preview = room.completion_preview()
    assert preview
    assert preview.brought.mapped == MAPPED
