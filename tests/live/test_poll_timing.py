"""Polls that close by themselves, late answers, and answers that are taken back."""

from datetime import timedelta
from itertools import permutations

import pytest

from facilitator.domain.stage.poll_time import TimeIsUpError
from facilitator.domain.stage.stage import PollNotOpenError
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live.room import Room

from .conftest import Clock

POLL = "work_setting"
WITHDRAWN = {"withdrawn": "yes"}


def choices(room: Room) -> list[str]:
    question = room.polls.question(POLL)
    assert question
    return [option.name for option in question.choices]


def counted(room: Room) -> dict[str, int]:
    results = room.results(everything=True)
    assert results
    return {c["name"]: c["count"] for c in results["counts"] if c["count"]}


def wait(room: Room, clock: Clock, seconds: float) -> None:
    """Let time go by, and the laptop look at its clock."""
    clock.now += timedelta(seconds=seconds)
    room.close_when_over()


def phase(room: Room) -> str:
    return str(room.phone_snapshot()["poll"]["phase"])


def test_only_a_phone_that_asked_in_time_answers_later(
    room: Room, clock: Clock
) -> None:
    room.move("open_poll", {"poll": POLL, "seconds": 30})
    quick, slow = room.join(), room.join()
    room.ask_for_more_time(room.participant(slow), wanted=True)

    wait(room, clock, 33)

    assert phase(room) == "closed"
    a, b, *_ = choices(room)
    with pytest.raises(PollNotOpenError):
        room.answer(quick, POLL, 1, a, 1)
    with pytest.raises(TimeIsUpError):
        room.ask_for_more_time(room.participant(quick), wanted=True)
    room.answer(slow, POLL, 1, b, 1)
    assert counted(room) == {b: 1}
    wait(room, clock, 30)
    with pytest.raises(PollNotOpenError):
        room.answer(slow, POLL, 1, a, 2)
    assert counted(room) == {b: 1}
    # From now on everybody may ask again: nothing is open that others answered.
    room.ask_for_more_time(room.participant(quick), wanted=True)
    assert room.phones_with_more_time() == 2


def test_an_answer_on_its_way_when_the_time_ends_counts(
    room: Room, clock: Clock
) -> None:
    room.move("open_poll", {"poll": POLL, "seconds": 30})
    phone = room.join()

    wait(room, clock, 31.5)
    room.answer(phone, POLL, 1, choices(room)[0], 1)

    assert counted(room) == {choices(room)[0]: 1}


def test_showing_the_results_ends_all_longer_time(room: Room, clock: Clock) -> None:
    room.move("open_poll", {"poll": POLL, "seconds": 30})
    slow = room.join()
    room.ask_for_more_time(room.participant(slow), wanted=True)
    wait(room, clock, 31)
    assert room.phone_snapshot()["late"]["name"] == POLL
    room.move("lobby", {})
    assert room.phone_snapshot()["late"]["name"] == POLL

    room.move("show_results", {"poll": POLL})

    assert room.phone_snapshot()["late"] is None
    with pytest.raises(PollNotOpenError):
        room.answer(slow, POLL, 1, choices(room)[0], 1)


def test_more_time_is_for_one_session_and_gone_with_it(room: Room) -> None:
    phone = room.join()
    room.ask_for_more_time(room.participant(phone), wanted=True)
    room.ask_for_more_time(room.participant(phone), wanted=True)
    assert room.phones_with_more_time() == 1
    assert room.mine(phone)["more_time"] is True
    room.ask_for_more_time(room.participant(phone), wanted=False)
    assert (room.phones_with_more_time(), room.mine(phone)["more_time"]) == (0, False)
    room.ask_for_more_time(room.participant(phone), wanted=True)
    hashed = room.participant(phone)

    room.move("finish", {})

    assert room.phones_with_more_time() == 0
    with pytest.raises(SessionClosedError):
        room.ask_for_more_time(hashed, wanted=True)


def test_undo_brings_back_no_poll_whose_time_is_over(room: Room, clock: Clock) -> None:
    room.move("open_poll", {"poll": POLL, "seconds": 30})
    room.move("hide_results", {"poll": POLL})
    wait(room, clock, 31)

    room.move("undo", {})

    assert room.stage.open_poll is None
    assert phase(room) == "closed"


def test_a_prepared_time_holds_unless_another_is_chosen(
    room: Room, clock: Clock
) -> None:
    room.move("open_poll", {"poll": POLL, "seconds": 30, "live": True})
    assert room.projector_snapshot()["results"]["few"] is True
    # Phones hear of no other phone's answer, so that they see none while it is open.
    assert room.phone_snapshot()["results"] is None
    room.move("poll_time", {"poll": POLL, "seconds": 30})
    wait(room, clock, 59)
    assert phase(room) == "open"
    room.move("stop_poll_time", {"poll": POLL})
    wait(room, clock, 3_600)
    assert phase(room) == "open"
    room.move("ask_again", {"poll": POLL, "seconds": 0})
    assert room.closes_at is None


@pytest.mark.parametrize(
    "given",
    [
        {"seconds": 1},
        {"seconds": -5},
        {"seconds": 4},
        {"seconds": 1_801},
        {"seconds": 30.0},
        {"seconds": "30"},
        {"seconds": True},
        {"seconds": None},
        {"live": 0},
        {"live": None},
    ],
)
def test_no_other_time_is_taken(room: Room, given: dict[str, object]) -> None:
    with pytest.raises(BadInputError):
        room.move("open_poll", {"poll": POLL, **given})
    assert room.stage.open_poll is None


def test_the_newest_word_of_a_phone_counts_in_whatever_order_all_come(
    room: Room,
) -> None:
    room.move("open_poll", {"poll": POLL})
    a, b, *_ = choices(room)
    said: list[tuple[object, int]] = [(a, 1), (WITHDRAWN, 2), (b, 3), (b, 3)]
    orders = sorted(set(permutations(range(len(said)))))
    for order in orders:
        phone = room.join()
        for place in order:
            answer, change = said[place]
            room.answer(phone, POLL, 1, answer, change)
        assert room.mine(phone)["answers"] == {f"{POLL}:1": {"answer": b, "change": 3}}

    assert counted(room) == {b: len(orders)}


def test_an_answer_taken_back_is_in_no_count_and_in_no_file(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    phone, other = room.join(), room.join()
    a, b, *_ = choices(room)
    room.answer(phone, POLL, 1, a, 1)
    room.answer(phone, POLL, 1, WITHDRAWN, 2)
    # The answer that was on its way before does not bring it back.
    room.answer(phone, POLL, 1, a, 1)

    assert counted(room) == {}
    assert room.counts()["answered"] == 0
    assert room.responses.answers(room.session.id, POLL, 1) == ()
    assert room.responses.rounds(room.session.id) == ()
    room.answer(other, POLL, 1, b, 1)
    assert counted(room) == {b: 1}
    room.answer(phone, POLL, 1, b, 3)
    assert counted(room) == {b: 2}


def test_nothing_is_answered_before_its_round_or_after_it(room: Room) -> None:
    phone, a = room.join(), choices(room)[0]
    for round_ in (1, 2):
        with pytest.raises(PollNotOpenError):
            room.answer(phone, POLL, round_, a, 1)
    room.move("open_poll", {"poll": POLL})
    with pytest.raises(PollNotOpenError):
        room.answer(phone, POLL, 2, a, 1)
    room.move("ask_again", {"poll": POLL})
    with pytest.raises(PollNotOpenError):
        room.answer(phone, POLL, 1, a, 1)
    room.answer(phone, POLL, 2, a, 1)
    assert counted(room) == {a: 1}
