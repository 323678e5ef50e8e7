"""The follow-up without scripts: a code at the end, a form months later."""

import re

import pytest
from credited import Credited
from hypothesis import given, settings
from hypothesis import strategies as st
from visiting import Visitor, words
from werkzeug.test import TestResponse

from facilitator.documents.workbooks.evaluation import evaluation_workbook
from facilitator.live import reports
from facilitator.live.forms import read_form
from facilitator.live.purging import Purging
from facilitator.live.room import Room


@pytest.fixture
def phone(program: Credited) -> Visitor:
    """A phone whose evaluation is in."""
    visitor = Visitor(program, program.hold())
    room = visitor.room
    room.move("evaluation", {"open": True})
    visitor.client.get(f"/s/{room.session.code}")
    path = f"/s/{room.session.code}"
    visitor.client.set_cookie("here", "anonymous", domain="localhost", path=path)
    sent = visitor.client.post(
        f"/s/{room.session.code}/evaluation",
        data={"confidence_ask.before": "low", "confidence_ask.now": "high"},
    )
    assert sent.status_code == 303
    return visitor


def take_code(phone: Visitor) -> str:
    there = f"/s/{phone.room.session.code}/evaluation/code"
    assert "Show my code" in phone.client.get(there).text
    page = phone.client.post(there)
    assert page.headers["Cache-Control"] == "no-store"
    shown = re.search(r'id="code">(.*?)</p>', page.text)
    assert shown
    return re.sub(r"<[^>]+>", "", shown[1])


def send(program: Credited, room: Room, **given: str) -> TestResponse:
    return program.phone().post(f"/f/{room.session.code}", data=given)


def kept(room: Room) -> list[object]:
    return [f.answers for f in room.responses.follow_up_forms(room.session.id)]


def test_a_code_is_offered_once_the_evaluation_is_in(
    program: Credited, phone: Visitor
) -> None:
    room = phone.room
    page = phone.client.get(f"/s/{room.session.code}").text
    assert "Keep a code for the follow-up" in page
    other = Visitor(program, room)
    other.client.get(f"/s/{room.session.code}")
    there = f"/s/{room.session.code}/evaluation/code"
    assert "Show my code" not in other.client.get(there).text
    refused = other.client.post(there)
    assert refused.status_code == 409
    assert "Hand in the evaluation first" in words(refused)

    code = take_code(phone)

    assert re.fullmatch(r"(?:[2-9A-HJKMNP-Z]{4}-?){3}", code)
    assert code not in phone.client.get(there).text


def test_an_answer_months_later_stands_beside_that_of_the_end(
    program: Credited, phone: Visitor
) -> None:
    room, code = phone.room, take_code(phone)
    there = f"/f/{room.session.code}"
    assert "not open yet" in words(program.phone().get(there))
    room.move("finish", {})
    room.open_follow_up()
    assert f'href="{there}"' in program.phone().get(f"/s/{room.session.code}").text
    assert program.phone().get(f"/F/{room.session.code}").headers["Location"] == there

    typed = code.lower().replace("-", " ")
    sent = send(program, room, code=typed, confidence_ask="very_high")

    assert sent.headers["Location"] == f"{there}?sent=code"
    assert "beside those of the session" in words(program.phone().get(sent.location))
    assert kept(room) == [{"confidence_ask": "very_high"}]
    # Without scripts whoever sends a form again has sent it once.
    form = program.phone().get(there).text
    once = re.search(r'name="once" value="([0-9a-f]{32})"', form)
    assert once
    for said in ("low", "moderate"):
        sent = send(program, room, code="", once=once[1], confidence_ask=said)
        assert sent.headers["Location"] == f"{there}?sent=alone"
    assert {"confidence_ask": "moderate"} in kept(room)
    assert len(kept(room)) == 2
    room.close_follow_up()
    assert "is closed" in words(program.phone().get(there))
    late = send(program, room, code=code, confidence_ask="low")
    assert "is closed" in words(late)
    assert len(kept(room)) == 2
    room.open_follow_up()
    again = send(program, room, code=code, confidence_ask="low")
    assert "replace what was sent" in words(program.phone().get(again.location))
    Purging(program.rooms).purge(room.session.id, "answers", room.session.code)
    gone = words(program.phone().get(there))
    assert "A code leads nowhere any more" in gone
    assert "not open yet" not in gone


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345", "not a follow-up code"),
        ("<b>EFGH-JKMN-PQRS", "not a follow-up code"),
        ("A" * 5000, "not a follow-up code"),
        ("ABCD-EFGH-JKMN", "no such code"),
    ],
)
def test_a_code_of_nobody_is_said_at_its_field_and_nothing_is_lost(
    program: Credited, phone: Visitor, typed: str, said: str
) -> None:
    room = phone.room
    room.move("finish", {})
    room.open_follow_up()

    page = send(
        program, room, code=typed, confidence_ask="low", would_help="<i>Time</i>"
    )

    assert page.status_code == 422
    assert said in words(page)
    assert re.search(r'id="code"[^>]* aria-invalid="true"', page.text)
    assert re.search(r'name="confidence_ask" value="low" checked', page.text)
    assert "&lt;i&gt;Time&lt;/i&gt;" in page.text
    assert "<b>EFGH" not in page.text
    assert not kept(room)


def test_scripts_are_told_the_same(program: Credited, phone: Visitor) -> None:
    room, code = phone.room, take_code(phone)
    room.move("finish", {})
    room.open_follow_up()

    def post(given: object) -> TestResponse:
        return program.phone().post(
            f"/f/{room.session.code}",
            json=given,
            headers={"Accept": "application/json"},
        )

    answers = {"confidence_ask": "low"}
    assert post({"code": code, "answers": answers}).json == {
        "ok": True,
        "sent": "code",
    }
    for sent, refused in (
        ({"code": "ABCD-EFGH-JKMN", "answers": answers}, "unknown-follow-up-code"),
        ({"code": 12, "answers": {"confidence_ask": ["low"]}}, "bad-input"),
        ({"code": "", "answers": []}, "bad-input"),
        ({"code": "", "answers": {}}, "empty-form"),
        ({"answers": {"nobody_asked": "x"}}, "bad-input"),
    ):
        answer = post(sent)
        assert answer.json
        assert not answer.json["ok"]
        assert answer.json["code"] in (refused, "not-an-answer"), answer.json
    assert kept(room) == [answers]


def test_it_is_in_spanish_too(program: Credited, phone: Visitor) -> None:
    room = phone.room
    room.move("finish", {})
    room.open_follow_up()
    spanish = program.phone("es")
    page = words(spanish.get(f"/f/{room.session.code}"))
    assert "Su código de la sesión" in page
    assert "¿Ha hecho algo de otra manera en su trabajo" in page
    wrong = spanish.post(
        f"/f/{room.session.code}", data={"code": "ABC", "would_help": "x"}
    )
    assert "Esto no es un código de seguimiento" in words(wrong)


_ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=60),
    st.lists(st.text(max_size=5), max_size=3),
    st.sampled_from(["\x00", "\u202eABCD", "=1+1", "A" * 9000, "ABCD-EFGH-JKMN"]),
)


def test_whatever_is_sent_is_refused_or_kept_as_one_follow_up(
    program: Credited, phone: Visitor
) -> None:
    room, code = phone.room, take_code(phone)
    room.move("finish", {})
    room.open_follow_up()
    client, there = program.phone(), f"/f/{room.session.code}"
    names = ["confidence_ask", "law_under_18", "what_differently", "would_help", "x"]

    @settings(max_examples=60, deadline=None, database=None)
    @given(
        st.one_of(_ANY, st.just(code)),
        _ANY,
        st.one_of(_ANY, st.dictionaries(st.sampled_from(names), _ANY, max_size=4)),
    )
    def send_it(typed: object, once: object, answers: object) -> None:
        before = len(kept(room))
        sent = {"code": typed, "once": once, "answers": answers}
        answer = client.post(there, json=sent, headers={"Accept": "application/json"})
        assert answer.status_code < 500
        assert answer.json
        assert len(kept(room)) - before in ((0, 1) if answer.json["ok"] else (0,))
        as_form = {k: str(v) for k, v in sent.items()}
        assert client.post(there, data=as_form).status_code < 500

    send_it()
    survey = room.follow_up
    assert survey
    for form in room.responses.follow_up_forms(room.session.id):
        assert read_form(survey, form.answers) == form.answers
    assert evaluation_workbook(reports.evaluation(room))


def test_whoever_sends_the_evaluation_after_signing_out_is_offered_a_code_as_well(
    program: Credited,
) -> None:
    rosa = Visitor(program, program.hold())
    code = rosa.room.session.code
    offer = f'href="/s/{code}/evaluation/code"'
    rosa.sign_in()
    rosa.room.move("evaluation", {"open": True})
    rosa.client.get(f"/s/{code}")
    rosa.sign_out()
    assert offer not in rosa.client.get(rosa.me).text

    sent = rosa.client.post(f"/s/{code}/evaluation", data={"confidence_ask.now": "low"})
    page = rosa.client.get(sent.location).text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert ticket
    noted = rosa.send("/evaluated", ticket=ticket[1])

    assert noted.location == rosa.me
    assert offer in rosa.client.get(noted.location).text
    assert take_code(rosa)
    # Somebody else on the same phone has handed in nothing to come back to.
    rosa.sign_in(name="Bo Chen", profession="nurse", another="1", once="0" * 32)
    assert offer not in rosa.client.get(rosa.me).text
    program.finish(rosa.room)
    assert offer not in rosa.client.get(rosa.me).text
