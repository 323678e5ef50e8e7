"""Answers: one per phone and round, only while the question is open."""

import pytest

from facilitator.domain.stage.stage import PollNotOpenError
from facilitator.domain.surveys.answer_errors import (
    NotAnAnswerError,
    TooLongError,
)
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live.answering import FormNotOpenError
from facilitator.live.audience import Nobody
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.live.tokens import NotJoinedError

POLL = "work_setting"
TEXT_POLL = "first_step"


def first_choices(room: Room, poll: str = POLL) -> list[str]:
    question = room.polls.question(poll)
    assert question
    return [option.name for option in question.choices]


def counted(room: Room) -> dict[str, int]:
    results = room.results(everything=True)
    assert results
    return {c["name"]: c["count"] for c in results["counts"] if c["count"]}


def test_changing_your_mind_counts_once(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    a, b, *_ = first_choices(room)
    phone = room.join()

    room.answer(phone, POLL, 1, a, 1)
    room.answer(phone, POLL, 1, b, 2)

    assert counted(room) == {b: 1}


def test_a_resend_of_an_older_answer_changes_nothing(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    a, b, *_ = first_choices(room)
    phone = room.join()

    room.answer(phone, POLL, 1, b, 2)
    room.answer(phone, POLL, 1, a, 1)
    room.answer(phone, POLL, 1, b, 2)

    assert counted(room) == {b: 1}


def test_two_phones_count_twice(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    a, *_ = first_choices(room)

    for _ in range(2):
        room.answer(room.join(), POLL, 1, a, 1)

    assert counted(room) == {a: 2}


def test_a_poll_takes_answers_only_while_it_is_open(room: Room) -> None:
    phone, (a, *_) = room.join(), first_choices(room)
    with pytest.raises(PollNotOpenError):
        room.answer(phone, POLL, 1, a, 1)
    room.move("open_poll", {"poll": POLL})
    room.answer(phone, POLL, 1, a, 1)
    room.move("close_poll", {"poll": POLL})
    with pytest.raises(PollNotOpenError):
        room.answer(phone, POLL, 1, a, 2)

    assert counted(room) == {a: 1}


def test_asking_again_keeps_the_first_round_apart(room: Room) -> None:
    phone, (a, b, *_) = room.join(), first_choices(room)
    room.move("open_poll", {"poll": POLL})
    room.answer(phone, POLL, 1, a, 1)
    room.move("ask_again", {"poll": POLL})
    room.answer(phone, POLL, 2, b, 1)
    with pytest.raises(PollNotOpenError):
        room.answer(phone, POLL, 1, b, 9)

    assert counted(room) == {b: 1}
    assert set(room.mine(phone)["answers"]) == {f"{POLL}:1", f"{POLL}:2"}


@pytest.mark.parametrize("given", ["no_such_option", 7, None, ["a"], {"a": 1}, True])
def test_what_is_no_choice_is_refused(room: Room, given: object) -> None:
    room.move("open_poll", {"poll": POLL})

    with pytest.raises(NotAnAnswerError):
        room.answer(room.join(), POLL, 1, given, 1)

    assert counted(room) == {}


@pytest.mark.parametrize("change", [0, -1, 1_000_001])
def test_an_impossible_change_is_refused(room: Room, change: int) -> None:
    room.move("open_poll", {"poll": POLL})

    with pytest.raises(BadInputError):
        room.answer(room.join(), POLL, 1, first_choices(room)[0], change)


def test_forged_phones_are_refused(room: Room, rooms: Rooms) -> None:
    room.move("open_poll", {"poll": POLL})
    other = rooms.room(rooms.create("conference-2h", room.session.details).id)
    nonce, _, mac = room.join().partition(".")
    turned = "1" if nonce.endswith("0") else "0"
    forged = ["", "x", f"{nonce}.{mac[:-1]}0x", f"{nonce[:-1]}{turned}.{mac}"]
    forged.append(other.join())

    for token in forged:
        with pytest.raises(NotJoinedError):
            room.answer(token, POLL, 1, first_choices(room)[0], 1)

    assert counted(room) == {}


def test_a_long_text_is_refused_with_its_length(room: Room) -> None:
    room.move("open_poll", {"poll": TEXT_POLL})

    with pytest.raises(TooLongError, match="5000"):
        room.answer(room.join(), TEXT_POLL, 1, "x" * 5000, 1)


def test_a_written_answer_is_held_until_it_is_shown(room: Room) -> None:
    room.move("open_poll", {"poll": TEXT_POLL})
    phone = room.join()
    room.answer(phone, TEXT_POLL, 1, "Call the hotline together", 1)
    room.move("close_and_show", {"poll": TEXT_POLL})
    held = room.results(everything=True)
    assert held
    assert [t["text"] for t in held["texts"]] == ["Call the hotline together"]
    projected = room.results(everything=False)
    assert projected
    assert projected["texts"] == []

    room.move("show_text", {"text": held["texts"][0]["id"]})

    shown = room.phone_snapshot()["results"]["texts"]
    assert [t["text"] for t in shown] == ["Call the hotline together"]


def test_a_text_changed_after_it_was_let_through_is_held_again(room: Room) -> None:
    room.move("open_poll", {"poll": TEXT_POLL})
    phone = room.join()
    room.answer(phone, TEXT_POLL, 1, "Kind words", 1)
    held = room.results(everything=True)
    assert held
    room.move("show_text", {"text": held["texts"][0]["id"]})
    room.answer(phone, TEXT_POLL, 1, "Unkind words", 2)
    room.move("close_and_show", {"poll": TEXT_POLL})

    projected = room.results(everything=False)

    assert projected
    assert projected["texts"] == []


def test_an_evaluation_is_kept_once_and_only_while_open(room: Room) -> None:
    phone = room.join()
    given = {"confidence_stop": {"before": "low", "now": "high"}}
    with pytest.raises(FormNotOpenError):
        room.submit(phone, "evaluation", given)
    room.move("evaluation", {"open": True})
    room.submit(phone, "evaluation", given)
    room.submit(phone, "evaluation", {"confidence_stop": {"now": "very_high"}})

    kept = room.responses.forms(room.session.id, "evaluation")

    assert [answers for _, answers in kept] == [
        {"confidence_stop": {"now": "very_high"}}
    ]


def test_a_phone_sees_the_form_it_sent_and_no_other(rooms: Rooms, room: Room) -> None:
    room = rooms.room(rooms.create("organization", room.session.details).id)
    room.move("worksheet", {"open": True})
    assert room.worksheet
    name = next(q.name for q in room.worksheet.questions if q.kind == "text")
    required = {
        q.name: q.choices[0].name if q.choices else "2026-06-01"
        for q in room.worksheet.questions
        if q.required and q.kind != "text"
    }
    texts = {q.name: "Table 4" for q in room.worksheet.questions if q.kind == "text"}
    ours, theirs = room.join(), room.join()
    room.submit(ours, "worksheet", {**required, **texts})
    room.submit(ours, "worksheet", {**required, **texts, name: "Table 5"})

    assert room.mine_form(ours, "worksheet") == {**required, **texts, name: "Table 5"}
    assert room.mine_form(theirs, "worksheet") == {}
    assert room.mine_form("", "worksheet") == {}
    assert room.mine_form(ours, "evaluation") == {}


def test_an_evaluation_with_an_unknown_question_keeps_nothing(room: Room) -> None:
    room.move("evaluation", {"open": True})

    with pytest.raises(BadInputError):
        room.submit(room.join(), "evaluation", {"nonsense": "x"})

    assert room.responses.forms(room.session.id, "evaluation") == ()


def test_nothing_more_comes_in_once_the_session_ended(room: Room) -> None:
    room.move("open_poll", {"poll": POLL})
    phone = room.join()
    room.answer(phone, POLL, 1, first_choices(room)[0], 1)

    room.move("finish", {})

    with pytest.raises(SessionClosedError):
        room.answer(phone, POLL, 1, first_choices(room)[1], 2)
    with pytest.raises(SessionClosedError):
        room.submit(phone, "evaluation", {"confidence_stop": {"now": "high"}})
    assert room.join() == ""
    nothing = {"answers": {}, "evaluated": False, "sent": [], "more_time": False}
    assert room.mine(phone) == nothing


class EndsAtTheFirstForm(Nobody):
    """A trainer who ends the session while a form is being kept."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def people_changed(self, session_id: str) -> None:  # noqa: ARG002
        self.room.move("finish", {})


def test_an_evaluation_that_meets_the_end_of_the_session_is_acknowledged(
    room: Room,
) -> None:
    room.move("evaluation", {"open": True})
    phone = room.join()
    question = next(q for q in room.evaluation.questions if q.kind == "text")
    required = {
        q.name: q.choices[0].name for q in room.evaluation.questions if q.required
    }
    room.audience = EndsAtTheFirstForm(room)

    ticket = room.submit(phone, "evaluation", {**required, question.name: "Thanks"})

    assert ticket
    assert len(room.responses.forms(room.session.id, "evaluation")) == 1
