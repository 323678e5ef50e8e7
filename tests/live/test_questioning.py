"""What the room asks: held, let through, voted for, merged, taken back."""

import secrets

import pytest

from facilitator.domain.stage.audience_questions import (
    LONGEST,
    MOST_OF_A_PHONE,
    MOST_OPEN,
    EmptyQuestionError,
    EnoughQuestionsError,
    LongQuestionError,
    ManyQuestionsError,
    NotOnListError,
    QuestionsClosedError,
)
from facilitator.domain.stage.stage import NoSuchStepError
from facilitator.errors import BadInputError, FacilitatorError, SessionClosedError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.live.tokens import NotJoinedError


@pytest.fixture
def asking(room: Room) -> Room:
    room.move("questions", {"open": True})
    return room


def key() -> str:
    return secrets.token_hex(16)


def ids(room: Room) -> dict[str, str]:
    """Return the id of each question at the console, by its words."""
    lines = room.questions_at_console()["questions"]
    return {line["text"]: line["id"] for line in lines}


def asked(room: Room, text: str, *, let_through: bool = True) -> str:
    room.ask(room.join(), key(), text, 1)
    question = ids(room)[text]
    if let_through:
        room.move("let_question_through", {"question": question})
    return question


def on_phones(room: Room) -> list[tuple[str, int]]:
    lines = room.questions(room.join())["questions"]
    return [(line["text"], line["votes"]) for line in lines]


def standing(room: Room, question: str) -> str:
    lines = room.questions_at_console()["questions"]
    return str(next(line["standing"] for line in lines if line["id"] == question))


def test_questions_are_off_until_the_trainer_opens_them(room: Room) -> None:
    phone = room.join()
    with pytest.raises(QuestionsClosedError):
        room.ask(phone, key(), "May I?", 1)
    assert room.questions(phone)["open"] is False
    assert room.phone_snapshot()["questions"] is None

    room.move("questions", {"open": True})
    room.ask(phone, key(), "May I?", 1)

    assert list(ids(room)) == ["May I?"]


def test_a_question_is_held_until_it_is_let_through(asking: Room) -> None:
    question = asked(asking, "Who pays?", let_through=False)
    assert on_phones(asking) == []
    assert asking.phone_snapshot()["questions"] == 0

    asking.move("let_question_through", {"question": question})

    assert on_phones(asking) == [("Who pays?", 0)]
    assert asking.phone_snapshot()["questions"] == 1


def test_a_phone_votes_once_and_can_take_it_back(asking: Room) -> None:
    question, phone = asked(asking, "Who pays?"), asking.join()

    for change in (1, 1, 2):
        asking.vote(phone, question, given=True, change=change)
    assert on_phones(asking) == [("Who pays?", 1)]
    asking.vote(phone, question, given=False, change=3)
    assert on_phones(asking) == [("Who pays?", 0)]
    # A late resend of an older vote.
    asking.vote(phone, question, given=True, change=2)

    assert on_phones(asking) == [("Who pays?", 0)]


def test_a_changed_question_is_held_again_and_loses_its_votes(asking: Room) -> None:
    phone, own = asking.join(), key()
    asking.ask(phone, own, "A kind question", 1)
    question = ids(asking)["A kind question"]
    asking.move("let_question_through", {"question": question})
    asking.vote(asking.join(), question, given=True, change=1)

    asking.ask(phone, own, "Something else", 2)

    assert on_phones(asking) == []
    assert asking.phone_snapshot()["questions"] == 0
    changed = ids(asking)["Something else"]
    assert (standing(asking, changed), len(ids(asking))) == ("held", 1)


def test_other_words_under_the_same_change_are_held_too(asking: Room) -> None:
    phone, own = asking.join(), key()
    asking.ask(phone, own, "A kind question", 1)
    asking.move("let_question_through", {"question": ids(asking)["A kind question"]})

    asking.ask(phone, own, "Something else", 1)

    assert on_phones(asking) == []


def test_a_question_on_stage_that_is_taken_back_leaves_the_wall(asking: Room) -> None:
    asking.move("next", {})
    phone, own = asking.join(), key()
    asking.ask(phone, own, "Private after all", 1)
    question = ids(asking)["Private after all"]
    asking.move("stage_question", {"question": question})
    shown = asking.projector_snapshot()
    assert shown["asked"] == {"id": question, "text": "Private after all"}

    asking.take_back_question(phone, own, 2)

    shown = asking.projector_snapshot()
    assert (shown["screen"], shown["asked"]) == ("slide", None)
    asking.move("undo", {})
    assert asking.projector_snapshot()["asked"] is None
    assert ids(asking) == {}
    # The first message, come late, does not bring it back.
    asking.ask(phone, own, "Private after all", 1)
    assert ids(asking) == {}


def test_nothing_is_on_the_wall_that_was_not_chosen(asking: Room) -> None:
    held = asked(asking, "Held", let_through=False)
    shown = asked(asking, "Shown")

    seen = str(asking.projector_snapshot())

    assert "Held" not in seen
    assert "Shown" not in seen
    assert {held, shown} == set(ids(asking).values())


def test_answered_takes_it_off_the_wall_and_back_to_what_was_on(asking: Room) -> None:
    asking.move("next", {})
    question = asked(asking, "Who pays?")
    asking.move("stage_question", {"question": question})
    assert asking.phone_snapshot()["screen"] == "question"

    asking.move("answer_question", {"question": question})

    assert asking.stage.screen == "slide"
    assert standing(asking, question) == "answered"
    with pytest.raises(NotOnListError):
        asking.vote(asking.join(), question, given=True, change=1)
    asking.move("undo", {})
    assert asking.projector_snapshot()["asked"]["text"] == "Who pays?"


def test_next_leaves_a_question_for_the_slide_that_was_on(asking: Room) -> None:
    asking.move("next", {})
    step = asking.stage.step
    asking.move("stage_question", {"question": asked(asking, "Who pays?")})

    asking.move("next", {})

    assert (asking.stage.screen, asking.stage.step) == ("slide", step)


def test_calm_over_a_question_comes_back_to_it(asking: Room) -> None:
    asking.move("next", {})
    question = asked(asking, "Who pays?")
    asking.move("stage_question", {"question": question})
    asking.move("calm", {})
    assert asking.projector_snapshot()["asked"] is None
    asking.move("uncover", {})
    assert asking.projector_snapshot()["asked"]["id"] == question
    asking.move("calm", {})
    asking.move("hide_question", {"question": question})

    screens = [asking.stage.screen]
    asking.move("uncover", {})
    assert [*screens, asking.stage.screen] == ["calm", "slide"]


def test_merged_questions_count_each_phone_once(asking: Room) -> None:
    one, two = asked(asking, "Who pays?"), asked(asking, "Who pays for it?")
    both, first, second = (asking.join() for _ in range(3))
    for phone, question in ((both, one), (both, two), (first, one), (second, two)):
        asking.vote(phone, question, given=True, change=1)

    asking.move("merge_questions", {"question": two, "into": one})
    assert on_phones(asking) == [("Who pays?", 3)]
    assert asking.questions(second)["questions"][0]["voted"] is True
    with pytest.raises(NotOnListError):
        asking.vote(asking.join(), two, given=True, change=1)
    asking.vote(second, one, given=False, change=2)
    assert on_phones(asking) == [("Who pays?", 2)]

    asking.move("separate_question", {"question": two})
    assert on_phones(asking) == [("Who pays?", 2), ("Who pays for it?", 1)]


def test_questions_cannot_be_merged_in_a_ring(asking: Room) -> None:
    one, two, three = (asked(asking, text) for text in ("One?", "Two?", "Three?"))
    asking.move("merge_questions", {"question": two, "into": one})

    for question, into in ((one, two), (one, one), (two, one), (three, two)):
        with pytest.raises(BadInputError):
            asking.move("merge_questions", {"question": question, "into": into})
    asking.move("merge_questions", {"question": one, "into": three})

    assert on_phones(asking) == [("Three?", 0)]
    assert len(asking.questions_at_console()["questions"][0]["merged"]) == 2


def test_a_phone_has_only_a_few_open_and_hears_it_kindly(asking: Room) -> None:
    phone, keys = asking.join(), [key() for _ in range(MOST_OPEN)]
    for number, own in enumerate(keys):
        asking.ask(phone, own, f"Question {number}", 1)
    with pytest.raises(EnoughQuestionsError, match="room for the next"):
        asking.ask(phone, key(), "One more", 1)
    # Sent again and changed it is none more; another phone is not concerned.
    asking.ask(phone, keys[0], "Question 0", 1)
    asking.ask(phone, keys[0], "Question 0, put better", 2)
    asked(asking, "Of another")

    asking.move("answer_question", {"question": ids(asking)["Question 1"]})
    asking.ask(phone, key(), "One more", 1)
    asking.take_back_question(phone, keys[2], 2)
    asking.ask(phone, key(), "And one more", 1)

    assert len(ids(asking)) == MOST_OPEN + 2


def test_a_phone_cannot_fill_the_laptop(asking: Room) -> None:
    phone = asking.join()
    for _ in range(MOST_OF_A_PHONE):
        own = key()
        asking.ask(phone, own, "Again", 1)
        asking.take_back_question(phone, own, 2)

    with pytest.raises(ManyQuestionsError):
        asking.ask(phone, key(), "Again", 1)
    with pytest.raises(ManyQuestionsError):
        asking.take_back_question(phone, key(), 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Who\r\n pays?\t", "Who pays?"),
        ("Quién paga 👩🏽\u200d⚕️?", "Quién paga 👩🏽\u200d⚕️?"),
        ("\u202eabc\u2066 def\x00\x07", "abc def"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_what_is_typed_is_kept_as_plain_words(
    asking: Room, typed: str, kept: str
) -> None:
    asking.ask(asking.join(), key(), typed, 1)

    assert list(ids(asking)) == [kept]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", EmptyQuestionError),
        (" \n\u200d\u202e", EmptyQuestionError),
        ("x" * (LONGEST + 1), LongQuestionError),
        ("x" * 10_000, LongQuestionError),
        (7, BadInputError),
        (None, BadInputError),
        (["x"], BadInputError),
    ],
)
def test_what_is_no_question_is_refused(
    asking: Room, typed: object, error: type[FacilitatorError]
) -> None:
    with pytest.raises(error):
        asking.ask(asking.join(), key(), typed, 1)

    assert ids(asking) == {}


@pytest.mark.parametrize("own", ["", "x" * 32, "A" * 32, "0" * 33, 7, None])
def test_a_phones_own_id_has_one_form(asking: Room, own: object) -> None:
    with pytest.raises(BadInputError):
        asking.ask(asking.join(), own, "Who pays?", 1)


def test_votes_for_what_is_not_on_the_list_are_refused(
    asking: Room, rooms: Rooms
) -> None:
    other = rooms.room(rooms.create("conference-2h", asking.session.details).id)
    other.move("questions", {"open": True})
    held = asked(asking, "Held", let_through=False)
    hidden = asked(asking, "Hidden")
    asking.move("hide_question", {"question": hidden})

    for question in (held, hidden, asked(other, "Elsewhere"), "", "0" * 16, None, 7):
        with pytest.raises(NotOnListError):
            asking.vote(asking.join(), question, given=True, change=1)
    with pytest.raises(NotJoinedError):
        asking.vote(other.join(), held, given=True, change=1)


@pytest.mark.parametrize("change", [0, -1, 1_000_001])
def test_an_impossible_change_is_refused(asking: Room, change: int) -> None:
    question = asked(asking, "Who pays?")

    with pytest.raises(BadInputError):
        asking.ask(asking.join(), key(), "May I?", change)
    with pytest.raises(BadInputError):
        asking.vote(asking.join(), question, given=True, change=change)


def test_two_phones_with_the_same_id_have_two_questions(asking: Room) -> None:
    own = key()
    asking.ask(asking.join(), own, "Mine", 1)
    asking.ask(asking.join(), own, "No, mine", 9)

    assert sorted(ids(asking)) == ["Mine", "No, mine"]


def test_moves_name_a_question_that_is_there(asking: Room) -> None:
    for given in ({}, {"question": "0" * 16}, {"question": 7}):
        with pytest.raises(NoSuchStepError):
            asking.move("stage_question", given)


def test_a_phone_sees_what_became_of_its_own(asking: Room) -> None:
    phone, own = asking.join(), key()
    asking.ask(phone, own, "Mine", 1)

    def told() -> str:
        (line,) = asking.questions(phone)["own"]
        return str(line["standing"])

    question, seen = ids(asking)["Mine"], [told()]
    for move in ("let_question_through", "stage_question", "answer_question"):
        asking.move(move, {"question": question})
        seen.append(told())
    asking.move("hide_question", {"question": question})

    assert [*seen, told()] == ["held", "shown", "on-stage", "answered", "hidden"]
    assert asking.questions(asking.join())["own"] == []


def test_the_end_forgets_the_order_and_takes_no_more(asking: Room) -> None:
    for number in range(12):
        asked(asking, f"Question {number}")
    phone = asking.join()

    asking.move("finish", {})

    assert list(asking.stage.asking.shown) == sorted(asking.stage.asking.shown)
    with pytest.raises(SessionClosedError):
        asking.ask(phone, key(), "Too late", 1)
    assert asking.questions(phone)["questions"] == []


def test_after_a_restart_all_stands_as_it_did(asking: Room, rooms: Rooms) -> None:
    phone, question = asking.join(), asked(asking, "Who pays?")
    asking.vote(phone, question, given=True, change=1)
    asking.move("stage_question", {"question": question})
    rooms.forget(asking.session.id)

    again = rooms.room(asking.session.id)

    assert again.projector_snapshot()["asked"]["id"] == question
    (line,) = again.questions(phone)["questions"]
    assert (line["votes"], line["voted"]) == (1, True)
