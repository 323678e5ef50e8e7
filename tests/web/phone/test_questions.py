"""Questions of the room and its pace over real sockets and forms."""

import io
import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from running import Console, Held, Phone, Screen

HINT_SECONDS = 5.0
PHONES = 200


@pytest.fixture
def console(session: Held) -> Console:
    console = session.console()
    console.move("questions", open=True)
    return console


def asks(phone: Phone, text: str, **given: Any) -> Any:
    fields = {"do": "ask", "key": secrets.token_hex(16), "change": 1, **given}
    return phone.post("/questions", text=text, **fields).json()


def asked(console: Console, text: str) -> str:
    """Return the id of a question at the console."""

    def found(told: Any) -> list[str]:
        return [line["id"] for line in told["questions"] if line["text"] == text]

    return found(console.wait("questions", found))[0]


def listed(phone: Phone) -> dict[str, int]:
    return {q["text"]: q["votes"] for q in phone.call("questions")["questions"]}


def test_a_question_goes_from_one_phone_over_the_console_to_another(
    session: Held, console: Console
) -> None:
    phone, other = session.phone().join(), session.phone("es").join()

    answer = asks(phone, "Who pays?")
    assert [own["standing"] for own in answer["own"]] == ["held"]
    assert listed(other) == {}
    question = asked(console, "Who pays?")
    console.move("let_question_through", question=question)
    other.wait("questions", lambda hint: hint == {"questions": 1})
    vote = {"question": question, "given": True, "change": 1}

    assert other.call("vote", vote) == {"ok": True, **vote}
    assert listed(other) == {"Who pays?": 1}
    console.wait("questions", lambda told: told["questions"][0]["votes"] == 1)
    console.move("stage_question", question=question)
    shown = phone.wait("state", lambda state: state["screen"] == "question")
    assert shown["asked"] == {"id": question, "text": "Who pays?"}


def test_a_resend_is_one_question(session: Held, console: Console) -> None:
    phone, key = session.phone().join(), secrets.token_hex(16)

    for _ in range(5):
        assert asks(phone, "Who pays?", key=key)["ok"]

    assert asked(console, "Who pays?")
    assert len(console.newest["questions"]["questions"]) == 1


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "bad-input"),
        ({"question": "0" * 16, "given": True}, "bad-input"),
        ({"question": "0" * 16, "given": 1, "change": 1}, "bad-input"),
        ({"question": ["x"], "given": True, "change": 1}, "bad-input"),
        ({"question": "0" * 16, "given": True, "change": 1}, "not-on-list"),
    ],
)
def test_a_bad_vote_gets_a_sentence(
    session: Held, console: Console, payload: object, code: str
) -> None:
    assert console
    answer = session.phone().join().call("vote", payload)

    assert (answer["ok"], answer["code"]) == (False, code)
    assert answer["message"].endswith(".")


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"text": "x" * 10_000}, 422, "too-long"),
        ({"text": "x" * 70_000}, 413, "too-big"),
        ({"text": "\u202e\u2066 "}, 422, "empty-question"),
        ({"key": "../../etc"}, 422, "bad-input"),
        ({"change": "1e9"}, 422, "bad-input"),
        ({"do": "drop"}, 422, "bad-input"),
    ],
)
def test_a_bad_question_gets_a_sentence(
    session: Held, console: Console, given: Any, status: int, code: str
) -> None:
    fields = {"do": "ask", "key": "0" * 32, "text": "Who?", "change": 1, **given}

    answer = session.phone().post("/questions", **fields)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert console.call("here")["ok"]


def test_forged_phones_neither_ask_nor_vote(session: Held, console: Console) -> None:
    phone = session.phone()
    question = asks(phone, "Who pays?")["own"] and asked(console, "Who pays?")
    console.move("let_question_through", question=question)
    phone.web.cookies.clear()
    phone.web.cookies.set("participant", "0" * 24 + "." + "0" * 32)

    assert asks(phone, "Forged?")["code"] == "not-joined"
    fields = {"do": "vote", "question": question, "change": 1}
    assert phone.post("/questions", **fields).json()["code"] == "not-joined"


def page(phone: Phone, path: str = "/questions") -> str:
    answer = phone.web.get(phone.held.url(path), headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def sent(phone: Phone, html: str, do: str, **typed: str) -> str:
    """Send the first form of a page that does something, as a browser would."""
    forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
    form = next(form for form in forms if f'value="{do}"' in form)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = phone.web.post(
        phone.held.url("/questions"),
        data={**fields, **typed},
        headers={"Accept": "text/html"},
    )
    return answer.text


def test_without_scripts_all_of_it_works(session: Held, console: Console) -> None:
    phone, other = session.phone(), session.phone("es")

    html = sent(phone, page(phone), "ask", text="<b>Who</b> =pays?")
    assert "Sent. The trainer reads it first." in html
    assert "&lt;b&gt;Who&lt;/b&gt; =pays?" in html
    question = asked(console, "<b>Who</b> =pays?")
    console.move("let_question_through", question=question)
    html = sent(other, page(other), "vote")
    assert "Retirar su voto" in html
    html = sent(other, html, "unvote")
    assert "Retirar su voto" not in html
    key = re.findall(r"change=([0-9a-f]{32})", page(phone))[0]
    html = sent(phone, page(phone, f"/questions?change={key}"), "ask", text="Who?")
    assert listed(other.join()) == {}
    html = sent(phone, html, "take_back")

    assert "Who?" not in html
    for way in ("/break", "/resources", "/leave"):
        assert way in html


def test_a_refused_question_is_not_lost(session: Held, console: Console) -> None:
    assert console
    phone, text = session.phone(), "Why? " * 60

    html = sent(phone, page(phone), "ask", text=text)

    assert "too long" in html
    assert text.strip() in html


def test_two_hundred_phones_that_vote_cost_phones_no_message(
    session: Held, console: Console
) -> None:
    question = asks(session.phone(), "Who pays?") and asked(console, "Who pays?")
    console.move("let_question_through", question=question)
    with ThreadPoolExecutor(20) as pool:
        phones = list(pool.map(lambda _: session.phone().join(), range(PHONES)))
        time.sleep(0.2)  # what was under way when they came
        before = [len(phone.heard) for phone in phones]
        told = console.heard.count("questions")
        payload = {"question": question, "given": True, "change": 1}
        begun = time.monotonic()
        answers = list(pool.map(lambda phone: phone.call("vote", payload), phones))
        seconds = time.monotonic() - begun
        console.wait("questions", lambda q: q["questions"][0]["votes"] == PHONES)

        assert all(answer["ok"] for answer in answers)
        assert [len(phone.heard) for phone in phones] == before
        assert console.heard.count("questions") - told <= seconds + 3
        list(pool.map(Phone.close, phones))


def test_moderating_quickly_is_a_few_short_hints_for_phones(
    session: Held, console: Console
) -> None:
    phones = [session.phone().join() for _ in range(4)]
    for number, phone in enumerate(phones):
        for part in "abc":
            assert asks(phone, f"Question {number}{part}?")["ok"]
    told = console.wait("questions", lambda told: len(told["questions"]) == 12)
    states = phones[0].heard.count("state")
    begun = time.monotonic()

    for line in told["questions"]:
        console.move("let_question_through", question=line["id"])
    phones[0].wait("questions", lambda hint: hint == {"questions": 12})

    hints = phones[0].heard.count("questions")
    assert hints <= 2 + (time.monotonic() - begun) / HINT_SECONDS
    assert phones[0].heard.count("state") == states
    assert console.newest["state"]["made_by"] == "let_question_through"


def test_a_slide_does_not_send_the_questions_again(
    session: Held, console: Console
) -> None:
    assert asks(session.phone(), "Who pays?")["ok"]
    assert asked(console, "Who pays?")
    console.move("next")
    console.wait("state", lambda state: state["screen"] == "slide")
    told = console.heard.count("questions")

    for _ in range(3):
        console.move("next")
    console.move("let_question_through", question=asked(console, "Who pays?"))

    console.wait("questions", lambda q: q["questions"][0]["standing"] == "shown")
    assert console.heard.count("questions") == told + 1


def test_the_pace_is_told_to_the_console_alone_from_five_phones_on(
    session: Held, console: Console
) -> None:
    projector = Screen(session.server.url, "/projector")
    trainer = "trainer=" + session.server.trainer.cookies["trainer"]
    projector.connect({"session": session.id}, trainer)
    phones = [session.phone().join() for _ in range(5)]
    for phone, pace in zip(phones, ("fast", "right", "lost", "lost"), strict=False):
        assert phone.call("pace", {"pace": pace})["ok"]
    projector.wait("count", lambda count: count["connected"] == 5)
    time.sleep(0.5)  # more than the counts take
    assert console.wait("count", bool)["pace"] is None

    answer = phones[4].call("pace", {"pace": "lost"})

    assert 180 < answer["for"] <= 360
    pace = console.wait("count", lambda count: count["pace"])["pace"]
    assert pace == {"fast": 1, "right": 1, "lost": 3}
    assert "pace" not in projector.newest["count"]
    assert not {"count", "pace"} & set(phones[0].heard)
    assert phones[0].call("pace", {"pace": "bored"})["code"] == "bad-input"
    assert phones[4].call("pace", {"pace": None}) == {"ok": True, "for": 0}
    console.wait("count", lambda count: count["pace"] is None)


def test_workbook_and_slides_have_what_they_should(
    session: Held, console: Console
) -> None:
    texts = ("Held?", "=1+1", "Answered?")
    ids = []
    for text in texts:
        assert asks(session.phone(), text)["ok"]
        ids.append(asked(console, text))
    voter = session.phone().join()
    for question in ids[1:]:
        console.move("let_question_through", question=question)
    vote = {"question": ids[2], "given": True, "change": 1}
    assert voter.call("vote", vote)["ok"]
    console.move("answer_question", question=ids[2])

    book = openpyxl.load_workbook(io.BytesIO(session.download("polls")))
    rows = list(book["audience_questions"].iter_rows(min_row=2))
    desk = f"{session.server.url}/desk/sessions/{session.id}/results.pptx?language=en"
    deck = Presentation(io.BytesIO(session.server.trainer.get(desk).content))
    words = [
        s.text_frame.text for p in deck.slides for s in p.shapes if s.has_text_frame
    ]

    assert [tuple(cell.value for cell in row) for row in rows] == [
        ("Answered?", 1, "Answered"),
        ("=1+1", 0, "Let through"),
        ("Held?", 0, "Held"),
    ]
    assert rows[1][0].data_type == "s"
    assert "Answered?\n=1+1" in words
    assert "Held?" not in "".join(words)
