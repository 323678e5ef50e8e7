"""Evaluations of several people on one phone, without scripts."""

import re
import secrets

import pytest
from credited import Credited
from visiting import Visitor, words

from facilitator.live.room import Room


@pytest.fixture
def phone(program: Credited) -> Visitor:
    """A phone on which Ana has signed in, with the evaluation open."""
    visitor = Visitor(program, program.hold())
    visitor.sign_in(name="Ana Ruiz", profession="nurse")
    visitor.room.move("evaluation", {"open": True})
    visitor.client.get(f"/s/{visitor.room.session.code}")
    return visitor


def joined(phone: Visitor, name: str) -> None:
    """Let somebody else sign in on the phone."""
    answer = phone.sign_in(
        name=name, profession="nurse", another="1", once=secrets.token_hex(16)
    )
    assert answer.status_code == 303


def hand_in(phone: Visitor, remark: str) -> None:
    """Fill in the form that the person's own page leads to, and note it."""
    there = f"/s/{phone.room.session.code}/evaluation"
    if f'action="{there}/another"' in phone.client.get(phone.me).text:
        assert phone.client.post(f"{there}/another").headers["Location"] == there
    form = phone.client.get(there)
    assert "Send the evaluation" in form.text, words(form)
    assert f"{there}?lang" in form.text
    sent = phone.client.post(there, data={"improve": remark})
    assert sent.status_code == 303, words(sent)
    page = phone.client.get(sent.headers["Location"]).text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert ticket
    assert phone.send("/evaluated", ticket=ticket[1]).status_code == 303


def handed_in(room: Room) -> list[tuple[str, object]]:
    forms = room.responses.forms(room.session.id, "evaluation")
    return [(who, answers["improve"]) for who, answers in forms]


def evaluated(room: Room) -> dict[str, bool]:
    return {p.attendee.person.name: p.attendee.evaluated for p in room.people()}


def test_everybody_on_a_shared_phone_hands_in_a_form_of_their_own(
    phone: Visitor,
) -> None:
    hand_in(phone, "First")
    joined(phone, "Bo Chen")
    assert evaluated(phone.room) == {"Ana Ruiz": True, "Bo Chen": False}
    assert "Fill in the evaluation" in phone.see()

    hand_in(phone, "Second")
    joined(phone, "Cy Diaz")
    hand_in(phone, "Third")

    kept = handed_in(phone.room)
    assert sorted(str(said) for _, said in kept) == ["First", "Second", "Third"]
    assert len({who for who, _ in kept}) == 3
    assert evaluated(phone.room) == {
        "Ana Ruiz": True,
        "Bo Chen": True,
        "Cy Diaz": True,
    }
    # What a form is kept under stays where forms are, away from who somebody is.
    cookie = phone.client.get_cookie(
        "form", path=f"/s/{phone.room.session.code}/evaluation"
    )
    assert cookie
    assert phone.client.get_cookie("form", path=phone.me) is None


def test_a_shared_phone_says_that_one_form_is_in_and_where_the_next_begins(
    phone: Visitor,
) -> None:
    joined(phone, "Bo Chen")
    hand_in(phone, "First")

    there = f"/s/{phone.room.session.code}"
    for path in (there, f"{there}/evaluation"):
        page = phone.client.get(path)
        assert "An evaluation is in from this phone." in words(page)
        assert f'href="{phone.me}"' in page.text


def test_a_phone_of_one_person_hands_in_one(phone: Visitor) -> None:
    hand_in(phone, "First")

    there = f"/s/{phone.room.session.code}/evaluation"
    assert phone.client.post(f"{there}/another").status_code == 303

    assert "Your evaluation is in." in words(phone.client.get(there))
    phone.client.set_cookie("form", "x" * 300, path=there)
    assert "Your evaluation is in." in words(phone.client.get(there))
    assert len(handed_in(phone.room)) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Answer at least one question to send it."),
        ("es", "Conteste al menos una pregunta para enviar."),
    ],
)
def test_an_empty_form_is_asked_for_one_answer_and_not_for_the_first(
    program: Credited, phone: Visitor, language: str, said: str
) -> None:
    empty = program.phone(language)
    empty.get(f"/s/{phone.room.session.code}")
    there = f"/s/{phone.room.session.code}/evaluation"
    page = empty.post(there, data={"improve": " "})
    assert page.status_code == 422
    assert said in words(page)
    answer = empty.post(
        there, json={"answers": {}}, headers={"Accept": "application/json"}
    )
    assert answer.json == {"ok": False, "code": "empty-form", "message": said}
    # A question of a poll is one question: there the answer itself is missing.
    phone.room.move("open_poll", {"poll": "work_setting"})
    poll = {"question": "work_setting", "round": 1, "answer": ""}
    refused = empty.post(
        f"/s/{phone.room.session.code}/answer",
        json=poll,
        headers={"Accept": "application/json"},
    )
    assert refused.json
    assert refused.json["code"] == "empty-answer"
