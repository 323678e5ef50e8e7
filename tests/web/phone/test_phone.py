"""The phone's HTTP doors, and what they say to whatever is thrown at them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from running import Console, Held, Phone, Server

JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}
ANSWER = {"question": "work_setting", "round": "1", "change": "1"}


@pytest.fixture
def trainer(session: Held) -> Iterator[Console]:
    """The console that leads."""
    console = session.console()
    yield console
    console.close()


@pytest.fixture
def phone(session: Held) -> Phone:
    """A phone that loaded the page."""
    return session.phone()


def send_json(phone: Phone, path: str, body: object) -> requests.Response:
    """Post JSON, or the very bytes given."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {**JSON, "Content-Type": "application/json"}
    return phone.web.post(phone.held.url(path), data=data, headers=headers)


def refused(response: requests.Response) -> tuple[int, str]:
    """Return the status and the code of a refusal, which always has a sentence."""
    said = response.json()
    assert said["ok"] is False
    assert said["message"].endswith(".")
    return response.status_code, said["code"]


def count(trainer: Console) -> dict[str, int]:
    """Return the counts of the poll on stage."""
    rows = trainer.newest["results"]["counts"]
    return {row["name"]: row["count"] for row in rows if row["count"]}


def test_the_code_leads_to_the_session_in_either_case(
    session: Held, phone: Phone
) -> None:
    home, code = session.server.url, session.code
    for address in (
        f"{home}/?code={code.lower()}",
        f"{home}/?code={code[:3]}-{code[3:]}",
        f"{home}/J/{code.lower()}",
        f"{home}/s/{code.lower()}",
    ):
        assert phone.web.get(address).url == session.url()


def test_a_wrong_code_is_asked_for_again(session: Held, phone: Phone) -> None:
    page = phone.web.get(f"{session.server.url}/?code=ZZ<b>ZZ", headers=PAGE)
    assert page.status_code == 404
    assert "Check the code on the screen" in page.text
    assert 'value="ZZ&lt;b&gt;ZZ"' in page.text


def test_an_unknown_session_is_a_sentence_everywhere(
    session: Held, phone: Phone
) -> None:
    for path in ("", "/state", "/mine", "/me", "/evaluation", "/resources", "/break"):
        answer = phone.web.get(f"{session.server.url}/s/ZZZZZZ{path}", headers=JSON)
        assert refused(answer) == (404, "no-such-session")


def test_a_phone_keeps_its_token_and_a_forged_one_is_replaced(
    session: Held, phone: Phone
) -> None:
    first = phone.participant
    assert "Set-Cookie" not in phone.web.get(session.url()).headers
    assert phone.participant == first
    forged = requests.get(
        session.url(), cookies={"participant": "0" * 24 + "." + "0" * 32}, timeout=30
    )
    cookie = forged.headers["Set-Cookie"]
    assert cookie.startswith("participant=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_a_form_answer_counts_once_however_often_it_is_sent(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("open_poll", poll="work_setting")
    for _ in range(3):
        answer = phone.post("/answer", **ANSWER, choice="housing")
        assert answer.json() == {
            "ok": True,
            "question": "work_setting",
            "round": 1,
            "change": 1,
        }
    trainer.wait("results", lambda r: r["answered"] == 1)
    assert count(trainer) == {"housing": 1}
    assert phone.web.get(phone.held.url("/mine")).json() == {
        "answers": {"work_setting:1": {"answer": "housing", "change": 1}},
        "evaluated": False,
        "sent": [],
        "more_time": False,
    }


def test_a_changed_mind_replaces_and_an_older_one_is_kept_out(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("open_poll", poll="work_setting")
    body: dict[str, Any] = {"question": "work_setting", "round": 1}
    send_json(phone, "/answer", {**body, "answer": "housing", "change": 2})
    send_json(phone, "/answer", {**body, "answer": "health_care", "change": 1})
    trainer.wait("results", lambda r: r["answered"] == 1)
    assert count(trainer) == {"housing": 1}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"choice": "nowhere"}, "not-an-answer"),
        ({"choice": ""}, "empty-answer"),
        ({}, "empty-answer"),
        ({"choice": "x" * 5000}, "not-an-answer"),
        ({"choice": "housing", "question": "no_such_poll"}, "poll-not-open"),
        ({"choice": "housing", "question": "ready_to_ask"}, "poll-not-open"),
        ({"choice": "housing", "question": ""}, "bad-input"),
        ({"choice": "housing", "question": "q" * 81}, "bad-input"),
        ({"choice": "housing", "round": "2"}, "poll-not-open"),
        ({"choice": "housing", "round": "-1"}, "bad-input"),
        ({"choice": "housing", "round": "one"}, "bad-input"),
        ({"choice": "housing", "round": "²"}, "bad-input"),
        ({"choice": "housing", "change": "0"}, "bad-input"),
        ({"choice": "housing", "change": "1000001"}, "bad-input"),
        ({"choice": "housing", "change": "9" * 5000}, "bad-input"),
    ],
)
def test_a_bad_form_answer_is_refused_and_nothing_is_kept(
    phone: Phone, trainer: Console, fields: dict[str, str], code: str
) -> None:
    trainer.move("open_poll", poll="work_setting")
    assert refused(phone.post("/answer", **{**ANSWER, **fields}))[1] == code
    assert phone.web.get(phone.held.url("/mine")).json()["answers"] == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 30_000,
        [],
        "text",
        None,
        {},
        {"question": ["work_setting"], "round": 1, "answer": "housing"},
        {"question": "work_setting", "round": True, "answer": "housing"},
        {"question": "work_setting", "round": 1.5, "answer": "housing"},
        {"question": "work_setting", "round": 1, "change": True, "answer": "housing"},
        {"question": "work_setting", "round": 1, "change": 10**30, "answer": "x"},
        {"question": "work_setting", "round": 1, "answer": ["housing"]},
        {"question": "work_setting", "round": 1, "answer": {"before": "housing"}},
        {"question": "work_setting", "round": 1, "answer": 7},
        {"question": "work_setting", "round": 1},
    ],
)
def test_bad_json_is_refused_and_nothing_is_kept(
    phone: Phone, trainer: Console, body: object
) -> None:
    trainer.move("open_poll", poll="work_setting")
    assert refused(send_json(phone, "/answer", body))[0] == 422
    assert phone.web.get(phone.held.url("/mine")).json()["answers"] == {}


def test_a_closed_poll_says_so_and_shows_the_question_again(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("open_poll", poll="work_setting")
    trainer.move("close_poll", poll="work_setting")
    phone.web.cookies.set("here", "in")
    page = phone.web.post(
        phone.held.url("/answer"), data={**ANSWER, "choice": "housing"}, headers=PAGE
    )
    assert page.status_code == 409
    assert "This question is closed." in page.text
    assert "Where do you do most of your work?" in page.text


def test_a_text_that_is_too_long_is_shown_again_as_it_was_typed(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("open_poll", poll="first_step")
    typed = "<i>" + "a" * 200
    page = phone.web.post(
        phone.held.url("/answer"),
        data={"question": "first_step", "round": "1", "change": "1", "text": typed},
        headers=PAGE,
    )
    assert page.status_code == 422
    assert "203 characters, at most 140" in page.text
    assert "&lt;i&gt;" + "a" * 200 in page.text


def test_an_answer_without_a_token_is_refused(session: Held, trainer: Console) -> None:
    trainer.move("open_poll", poll="work_setting")
    for cookies in ({}, {"participant": "x"}, {"participant": "0" * 4000}):
        answer = requests.post(
            session.url("/answer"),
            data={**ANSWER, "choice": "housing"},
            headers=JSON,
            cookies=cookies,
            timeout=30,
        )
        assert refused(answer) == (403, "not-joined")


def test_too_much_is_refused_however_it_is_sent(phone: Phone, trainer: Console) -> None:
    trainer.move("open_poll", poll="first_step")
    much = "x" * 70_000
    url = phone.held.url("/answer")
    fields = {"question": "first_step", "round": "1", "text": much}
    as_form = phone.web.post(url, data=fields, headers=JSON)
    assert refused(as_form) == (413, "too-big")
    as_json = send_json(phone, "/answer", {**fields, "answer": much})
    assert refused(as_json) == (413, "too-big")
    kind = "application/x-www-form-urlencoded"
    chunks = iter([b"question=first_step&round=1&text=", much.encode()])
    unsized = phone.web.post(url, data=chunks, headers={**JSON, "Content-Type": kind})
    # Without a stated length, reading stops at the limit.
    assert refused(unsized) == (422, "too-long")
    parts = [("text", (None, "x"))] * 500
    many = phone.web.post(url, files=parts, headers=JSON)
    assert refused(many)[0] == 413


def test_signing_in_keeps_only_what_is_asked_and_only_once(
    phone: Phone, trainer: Console
) -> None:
    person = {
        "name": "  Ana \n Ruiz ",
        "email": "ana@example.org",
        "setting": "housing",
        "admin": "1",
    }
    first = phone.post("/me/sign-in", **person)
    assert first.json()["name"] == "Ana Ruiz"
    assert first.json()["signed_in"] is True
    assert first.json()["out_at"] is None
    again = phone.post("/me/sign-in", **person).json()
    assert again["in_at"] == first.json()["in_at"]
    trainer.wait("count", lambda c: c["signed_in"] == 1)
    identity = next(c for c in phone.web.cookies if c.name == "identity")
    assert identity.path == f"/s/{phone.held.code}/me"
    assert identity.has_nonstandard_attr("HttpOnly")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "missing-field"),
        ({"name": " \t "}, "missing-field"),
        ({"name": "x" * 121}, "field-too-long"),
        ({"name": "Ana", "email": "ana"}, "bad-email"),
        ({"name": "Ana", "email": "a@b@c.org"}, "bad-email"),
        ({"name": "Ana", "setting": "moon"}, "bad-input"),
        ({"name": "Ana", "profession": "x" * 5000}, "field-too-long"),
    ],
)
def test_a_bad_sign_in_is_shown_again_with_what_was_typed(
    phone: Phone, fields: dict[str, str], code: str
) -> None:
    assert refused(phone.post("/me/sign-in", **fields)) == (422, code)
    typed = {**fields, "organization": "<Clinic>"}
    page = phone.web.post(phone.held.url("/me/sign-in"), data=typed, headers=PAGE)
    assert page.status_code == 422
    assert 'id="wrong"' in page.text
    assert 'value="&lt;Clinic&gt;"' in page.text
    assert phone.web.get(phone.held.url("/me")).json()["signed_in"] is False


def test_a_sign_in_of_the_wrong_kind_is_refused(phone: Phone) -> None:
    bodies: list[object] = [[], {"name": 7}, {"name": ["Ana"]}, {"name": {}}, b"{"]
    for body in bodies:
        assert refused(send_json(phone, "/me/sign-in", body)) == (422, "bad-input")


def test_taking_part_without_a_name(phone: Phone) -> None:
    phone.post("/me/sign-in", anonymous="1")
    me = phone.web.get(phone.held.url("/me")).json()
    assert (me["signed_in"], me["name"]) == (True, "")
    assert phone.web.cookies.get("here") == "anonymous"


def test_only_ones_own_phone_says_ones_name(session: Held, phone: Phone) -> None:
    phone.post("/me/sign-in", name="Ana <b> Ruiz")
    there = session.url("/me/name")
    live = phone.web.get(session.url(), headers=PAGE)
    assert f'<iframe class="whose" src="/s/{session.code}/me/name"' in live.text
    # The page that answers come from does not know it.
    assert "Ana" not in live.text
    frame = phone.web.get(there, headers=PAGE)
    assert "Ana &lt;b&gt; Ruiz" in frame.text
    assert frame.headers["Cache-Control"] == "no-store"
    for language, nobody in (("en", "No name given"), ("es", "Sin nombre")):
        other = session.phone(language)
        other.post("/me/sign-in", anonymous="1")
        said = other.web.get(there, headers=PAGE).text
        assert nobody in said
        assert "Ana" not in said
        page = other.web.get(session.url(), headers=PAGE).text
        assert "<iframe" not in page


def test_all_that_is_wrong_with_a_sign_in_is_told_at_once(phone: Phone) -> None:
    typed = {"name": "  ", "email": "ana@nowhere"}
    url = phone.held.url("/me/sign-in")
    page = phone.web.post(url, data=typed, headers=PAGE).text
    assert '<a href="#name">Please fill in: Name.</a>' in page
    assert '<a href="#email">That email address is not complete.' in page
    assert page.count("autofocus") == 1


def test_whoever_must_leave_early_signs_out_and_may_come_back(
    phone: Phone, trainer: Console
) -> None:
    assert refused(phone.post("/me/sign-out")) == (409, "not-signed-in")
    phone.post("/me/sign-in", name="Ana")
    now = phone.web.get(phone.held.url(), headers=PAGE).text
    assert "I have to leave now" in now
    me = phone.web.get(phone.held.url("/me"), headers=PAGE).text
    assert "Do you have to leave now?" in me
    out = phone.post("/me/sign-out").json()
    assert out["out_at"] is not None
    me = phone.web.get(phone.held.url("/me"), headers=PAGE).text
    assert "I am back" in me
    assert phone.post("/me/sign-in").json()["out_at"] is None
    assert phone.web.cookies.get("here") == "in"
    phone.post("/me/sign-out")
    trainer.move("finish")
    me = phone.web.get(phone.held.url("/me"), headers=PAGE).text
    assert "I am back" not in me
    assert phone.post("/me/sign-in").json()["out_at"] is not None


def test_signing_out_twice_is_once(phone: Phone, trainer: Console) -> None:
    phone.post("/me/sign-in", name="Ana")
    trainer.move("sign_out")
    out = phone.post("/me/sign-out").json()
    assert out["out_at"] is not None
    assert phone.post("/me/sign-out").json() == out
    assert phone.web.cookies.get("here") == "out"
    page = phone.web.get(phone.held.url("/me"), headers=PAGE).text
    assert "You are signed out. Thank you." in page


def test_an_evaluation_gives_a_ticket_that_the_attendance_takes(
    phone: Phone, trainer: Console
) -> None:
    answers = {
        "confidence_stop": {"before": "low", "now": "high"},
        "improve": "More time",
    }
    phone.post("/me/sign-in", name="Ana")
    early = send_json(phone, "/evaluation", {"answers": answers})
    assert refused(early) == (409, "form-not-open")
    trainer.move("sign_out")
    sent = send_json(phone, "/evaluation", {"answers": answers}).json()
    assert set(sent) == {"ok", "ticket"}
    assert phone.web.get(phone.held.url("/mine")).json()["evaluated"] is True
    assert phone.post("/me/evaluated", ticket="forged").json()["evaluated"] is False
    noted = phone.post("/me/evaluated", ticket=sent["ticket"]).json()
    assert noted["evaluated"] is True
    trainer.wait("count", lambda c: c["evaluated"] == 1)


@pytest.mark.parametrize(
    "answers",
    [
        None,
        [],
        {},
        {"no_such_question": "x"},
        {"confidence_stop": "high"},
        {"confidence_stop": {"before": "nowhere"}},
        {"confidence_stop": {"later": "high"}},
        {"improve": 7},
        {"improve": "x" * 3000},
        {str(n): "x" for n in range(500)},
    ],
)
def test_a_bad_evaluation_is_refused_whole(
    phone: Phone, trainer: Console, answers: object
) -> None:
    trainer.move("sign_out")
    assert refused(send_json(phone, "/evaluation", {"answers": answers}))[0] == 422
    assert phone.web.get(phone.held.url("/mine")).json()["evaluated"] is False


def test_a_form_with_a_mistake_comes_back_filled_in(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("sign_out")
    typed = {
        "confidence_stop.now": "high",
        "objective_stop": "nowhere",
        "improve": "<More time>",
    }
    page = phone.web.post(phone.held.url("/evaluation"), data=typed, headers=PAGE)
    assert page.status_code == 422
    assert 'href="#q-objective_stop"' in page.text
    assert "&lt;More time&gt;" in page.text
    assert 'name="confidence_stop.now" value="high" checked' in page.text


def test_a_sent_action_plan_comes_back_filled_in_and_is_replaced(
    server: Server,
) -> None:
    held = server.create_session("organization")
    phone, other, trainer = held.phone(), held.phone(), held.console()
    trainer.move("worksheet", open=True)
    for action in ("Train <two> people", "Train the front desk"):
        typed = {"table_name": "Table 4", "outreach_action": action}
        sent = phone.web.post(held.url("/worksheet"), data=typed, headers=PAGE)
        assert "“Action plan” is sent." in sent.text
    page = phone.web.get(held.url("/worksheet"), headers=PAGE).text
    assert "This is what you sent." in page
    assert 'value="Table 4"' in page
    assert ">Train the front desk</textarea>" in page
    assert "worksheet" not in re.sub(r"<[^>]*>", "", page)
    assert "Table 4" not in other.web.get(held.url("/worksheet"), headers=PAGE).text
    trainer.close()


def test_a_plan_without_a_worksheet_has_no_page_for_it(phone: Phone) -> None:
    answer = phone.web.get(phone.held.url("/worksheet"), headers=JSON)
    assert refused(answer) == (404, "not-found")


def test_a_form_that_is_not_open_says_so(phone: Phone) -> None:
    page = phone.web.get(phone.held.url("/evaluation"), headers=PAGE)
    assert "The evaluation is not open now." in page.text


def test_help_is_there_in_both_languages_for_who_has_no_script(phone: Phone) -> None:
    for path in ("/resources", "/break"):
        english = phone.web.get(phone.held.url(path) + "?lang=en", headers=PAGE).text
        spanish = phone.web.get(phone.held.url(path) + "?lang=es", headers=PAGE).text
        assert '<html lang="en"' in english
        assert '<html lang="es"' in spanish
    card = phone.web.get(phone.held.url("/resources") + "?lang=en").text
    assert "tel:18883737888" in card
    assert "sms:233733" in card


def test_the_card_of_help_holds_no_note_for_editors(phone: Phone) -> None:
    for language, words in (("en", ("erif", "Checked")), ("es", ("erifi", "Revisado"))):
        card = phone.web.get(phone.held.url("/resources") + f"?lang={language}").text
        assert [word for word in words if word in card] == []


def test_the_neutral_page_names_no_session(session: Held, phone: Phone) -> None:
    page = phone.web.get(f"{session.server.url}/away").text
    assert session.code not in page
    assert "County Health" not in page


def test_pages_about_a_person_are_never_kept_in_a_cache(phone: Phone) -> None:
    for path in ("", "/me", "/state", "/mine"):
        answer = phone.web.get(phone.held.url(path))
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_finished_session_thanks_and_takes_nothing_more(
    phone: Phone, trainer: Console
) -> None:
    trainer.move("open_poll", poll="work_setting")
    trainer.move("finish")
    answer = phone.post("/answer", **ANSWER, choice="housing")
    assert refused(answer) == (409, "session-closed")
    assert refused(phone.post("/me/sign-in", name="Ana")) == (409, "session-closed")
    page = phone.web.get(phone.held.url(), headers=PAGE).text
    assert "This session has ended. Thank you for taking part." in page
