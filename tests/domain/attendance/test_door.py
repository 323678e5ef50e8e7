"""Codes that change, and the tickets that they open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.door import (
    CODE_SECONDS,
    DIRECTIONS,
    TICKET_LIFE,
    Direction,
    Door,
    DoorCodeError,
    SignsInError,
    SignsOutError,
)
from facilitator.domain.session import CODE_ALPHABET

# The beginning of a code's life.
NOON = datetime.fromtimestamp(1_800_000_000 // CODE_SECONDS * CODE_SECONDS, UTC)
LIFE = timedelta(seconds=CODE_SECONDS)
DOOR = Door(b"s" * 32, "a session")
moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001  # the strategy adds the zone
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(moments, st.sampled_from(DIRECTIONS))
def test_a_code_opens_while_it_is_shown_and_once_more(
    at: datetime, direction: Direction
) -> None:
    shown = DOOR.code(direction, at)

    assert len(shown.code) == 6
    assert set(shown.code) <= set(CODE_ALPHABET)
    assert at < shown.until <= at + LIFE
    for later in (at, shown.until, shown.until + LIFE - timedelta(seconds=1)):
        assert DOOR.opens(direction, shown.code, later)
    assert not DOOR.opens(direction, shown.code, shown.until + LIFE)
    assert not DOOR.opens(direction, shown.code, at - LIFE)


def test_a_code_is_of_its_session_and_direction() -> None:
    code = DOOR.code("in", NOON).code

    assert not DOOR.opens("out", code, NOON)
    assert not Door(b"s" * 32, "another").opens("in", code, NOON)
    assert not Door(b"t" * 32, "a session").opens("in", code, NOON)


def test_a_code_is_typed_in_either_case_and_with_spaces_around() -> None:
    code = DOOR.code("in", NOON).code

    assert DOOR.opens("in", f" {code.lower()} ", NOON)


@given(st.text(max_size=40))
def test_no_other_text_opens(typed: str) -> None:
    shown = {DOOR.code("in", at).code for at in (NOON, NOON - LIFE)}

    assert DOOR.opens("in", typed, NOON) == (typed.strip().upper() in shown)


def test_codes_hardly_ever_repeat() -> None:
    codes = {DOOR.code("in", NOON + n * LIFE).code for n in range(2_000)}

    assert len(codes) > 1_995


def test_a_ticket_outlasts_the_code_by_minutes() -> None:
    ticket = DOOR.ticket("in", "abc", NOON)

    assert DOOR.nonce_of("in", ticket, NOON + TICKET_LIFE) == "abc"
    with pytest.raises(DoorCodeError, match="not the code on the screen now"):
        DOOR.nonce_of("in", ticket, NOON + TICKET_LIFE + timedelta(seconds=1))


def test_a_ticket_is_of_its_session_and_direction() -> None:
    ticket = DOOR.ticket("in", "abc", NOON)

    with pytest.raises(DoorCodeError):
        DOOR.nonce_of("out", ticket, NOON)
    with pytest.raises(DoorCodeError):
        Door(b"s" * 32, "another").nonce_of("in", ticket, NOON)


@given(st.text(max_size=200))
def test_a_forged_ticket_is_refused(ticket: str) -> None:
    with pytest.raises(DoorCodeError):
        DOOR.nonce_of("in", ticket, NOON)


@given(st.data())
def test_a_changed_ticket_is_refused(data: st.DataObject) -> None:
    ticket = DOOR.ticket("in", "abc", NOON)
    place = data.draw(st.integers(0, len(ticket) - 1))
    letter = data.draw(
        st.characters(codec="ascii").filter(lambda c: c != ticket[place])
    )

    with pytest.raises(DoorCodeError):
        DOOR.nonce_of("in", f"{ticket[:place]}{letter}{ticket[place + 1 :]}", NOON)


def test_a_code_for_the_other_way_says_so() -> None:
    signs_in, signs_out = (DOOR.code(one, NOON).code for one in DIRECTIONS)

    with pytest.raises(SignsInError):
        DOOR.check("out", f" {signs_in.lower()}", NOON + LIFE)
    with pytest.raises(SignsOutError):
        DOOR.check("in", signs_out, NOON)
    with pytest.raises(DoorCodeError) as old:
        DOOR.check("out", signs_in, NOON + 2 * LIFE)
    DOOR.check("out", signs_out, NOON)

    assert type(old.value) is DoorCodeError
