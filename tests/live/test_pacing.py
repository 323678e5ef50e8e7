"""How fast it goes: a number for the trainer, which fades; never a phone."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.stage.pace import STRETCH_SECONDS
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live.room import Room
from facilitator.store.database import FILE_NAME

Clock = Any  # the fixture of conftest

FOUR = ("fast", "right", "right", "lost")


def phones(room: Room, *paces: str) -> list[str]:
    """Let so many new phones say how fast it goes."""
    made = [room.participant(room.join()) for _ in paces]
    for phone, pace in zip(made, paces, strict=True):
        room.say_pace_as(phone, pace)
    return made


def test_fewer_than_five_phones_are_not_shown(room: Room) -> None:
    phones(room, *FOUR)
    assert room.pace_now() is None

    phones(room, "lost")

    assert room.pace_now() == {"fast": 1, "right": 2, "lost": 2}


def test_a_phone_counts_once_and_takes_it_back(room: Room) -> None:
    phones(room, *FOUR)
    (phone,) = phones(room, "lost")

    for _ in range(3):
        room.say_pace_as(phone, "right")
    assert room.pace_now() == {"fast": 1, "right": 3, "lost": 1}
    assert room.say_pace_as(phone, None) == 0

    assert room.pace_now() is None


def test_it_fades_within_six_minutes(room: Room, clock: Clock) -> None:
    phones(room, *FOUR, "lost")
    (phone,) = phones(room, "lost")
    seconds = room.say_pace_as(phone, "lost")

    assert STRETCH_SECONDS < seconds <= 2 * STRETCH_SECONDS
    clock.pass_minutes(2)
    assert room.pace_now() == {"fast": 1, "right": 2, "lost": 3}
    clock.pass_minutes(4)
    assert room.pace_now() is None
    assert room.pace_turns_in() is None


def test_a_clock_that_is_set_back_shows_nothing_old(room: Room, clock: Clock) -> None:
    phones(room, *FOUR, "lost")
    clock.pass_minutes(-60)

    assert room.pace_now() is None


@pytest.mark.parametrize("pace", ["", "slow", 1, True, ["lost"], {}])
def test_there_are_three_things_to_say(room: Room, pace: object) -> None:
    with pytest.raises(BadInputError):
        room.say_pace_as(room.participant(room.join()), pace)


def test_nothing_of_it_outlives_the_session_or_reaches_the_disk(
    room: Room, tmp_path: Path
) -> None:
    before = (tmp_path / FILE_NAME).read_bytes()
    (phone, *_) = phones(room, *FOUR, "lost")
    assert (tmp_path / FILE_NAME).read_bytes() == before
    room.move("finish", {})

    assert room.pace_now() is None
    with pytest.raises(SessionClosedError):
        room.say_pace_as(phone, "lost")
