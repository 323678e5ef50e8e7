"""Heads counted in the room: numbers that can be believed, and notes that fit."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.attendance.room_count import (
    NotACountError,
    NoteTooLongError,
    RoomCount,
    read_count,
    read_note,
)


def test_a_count_knows_how_far_it_is_from_the_list() -> None:
    now = datetime(2026, 5, 14, 9, tzinfo=UTC)

    assert RoomCount(now, 38, 41).difference == -3
    assert RoomCount(now, 38, 36).difference == 2


@pytest.mark.parametrize("given", ["", "-1", "38.5", "²", "٣٨", "10000", "many"])
def test_what_is_no_number_of_people_is_refused(given: str) -> None:
    assert read_count(" 038 ") == 38
    with pytest.raises(NotACountError):
        read_count(given)


def test_a_note_is_tidied_and_has_an_end() -> None:
    assert read_note(" three\n smoking\u202e ") == "three smoking"
    with pytest.raises(NoteTooLongError):
        read_note("x" * 301)
