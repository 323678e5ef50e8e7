"""The follow-up at the desk: opened and closed, its letter, and its form on paper."""

import pytest
from credited import Credited
from visiting import words

from facilitator.live.room import Room


@pytest.fixture
def room(program: Credited) -> Room:
    return program.hold()


def there(room: Room) -> str:
    return f"/desk/sessions/{room.session.id}/follow-up"


def test_it_is_opened_and_closed_once_the_session_is_finished(
    program: Credited, room: Room
) -> None:
    desk = program.desk()
    early = desk.post(there(room), data={"do": "open"}, headers={"Accept": "text/html"})
    assert early.status_code == 409
    assert "once the session is finished" in words(early)
    room.move("finish", {})

    assert "Open the follow-up" in words(desk.get(there(room)))
    assert desk.post(there(room), data={"do": "open"}).status_code == 303
    assert room.takes_follow_up
    room.send_follow_up("", "a" * 32, {"confidence_ask": "low"})
    page = words(desk.get(there(room)))
    assert "It is open. 1 answer came in." in page
    assert "Answered without one 1" in page
    assert "It is open. 1 answer came in." in words(
        desk.get(f"/desk/sessions/{room.session.id}")
    )
    assert desk.post(there(room), data={"do": "close"}).status_code == 303
    assert not room.takes_follow_up
    assert "Open it again" in words(desk.get(there(room)))
    assert desk.post(there(room), data={"do": "burn"}).status_code == 422


def test_nobody_but_the_trainer_opens_it(program: Credited, room: Room) -> None:
    room.move("finish", {})
    phone = program.phone()
    for path in ("", "/letter", "/paper"):
        assert phone.get(f"{there(room)}{path}").status_code == 403
    assert phone.post(there(room), data={"do": "open"}).status_code == 403
    assert not room.takes_follow_up


def test_the_letter_leads_where_the_trainer_says_and_holds_no_code(
    program: Credited, room: Room
) -> None:
    desk = program.desk()
    letter = words(desk.get(f"{there(room)}/letter?address=10.0.0.7:9000"))
    assert f"http://10.0.0.7:9000/f/{room.session.code}" in letter
    spanish = words(desk.get(f"{there(room)}/letter?lang=es"))
    assert "Nos gustaría saber qué ha cambiado" in spanish
    wrong = desk.get(f"{there(room)}?address=<script>&lang=en")
    assert "This is not an address" in words(wrong)
    assert "<script>&" not in wrong.text


def test_the_form_on_paper_has_every_question_and_a_place_for_the_code(
    program: Credited, room: Room
) -> None:
    survey = room.follow_up
    assert survey
    for language in ("en", "es"):
        page = words(program.desk().get(f"{there(room)}/paper?lang={language}"))
        for question in survey.questions:
            assert question.label[language] in page
            assert all(o.label[language] in page for o in question.choices)
