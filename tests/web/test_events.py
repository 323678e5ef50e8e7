"""Real sockets: who may connect, what an answer's acknowledgement promises."""

import json
import sqlite3
import time
from contextlib import closing

import pytest
from running import Console, Held, Phone, Screen, soon
from socketio.exceptions import ConnectionError as Refused

POLL = "work_setting"


@pytest.fixture
def console(session: Held) -> Console:
    return session.console()


@pytest.mark.parametrize("transports", [("websocket",), ("polling",)])
def test_an_answer_is_acknowledged_over_both_transports(
    session: Held, console: Console, transports: tuple[str, ...]
) -> None:
    phone = session.phone().join(transports)
    console.move("open_poll", poll=POLL)
    phone.wait("state", lambda s: s["poll"] and s["poll"]["phase"] == "open")

    answer = phone.answer(POLL, "housing")

    assert answer == {"ok": True, "question": POLL, "round": 1, "change": 1}
    results = console.wait("results", lambda r: r["answered"] == 1)
    counted = {c["name"]: c["count"] for c in results["counts"] if c["count"]}
    assert counted == {"housing": 1}


def test_a_resend_and_a_second_tab_count_once(session: Held, console: Console) -> None:
    console.move("open_poll", poll=POLL)
    phone = session.phone().join()
    tab = Screen(session.server.url, "/phone")
    tab.connect({"code": session.code, "participant": phone.participant})
    payload = {"question": POLL, "round": 1, "answer": "housing", "change": 1}

    for screen in (phone, tab, phone):
        assert screen.call("answer", payload)["ok"]

    assert console.wait("results", lambda r: r["answered"] >= 1)["answered"] == 1


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({}, "bad-input"),
        ([], "bad-input"),
        ("x", "bad-input"),
        ({"question": POLL}, "bad-input"),
        ({"question": POLL, "round": "1", "change": 1}, "bad-input"),
        ({"question": POLL, "round": 1, "change": True}, "bad-input"),
        ({"question": POLL, "round": 1, "change": 2**53}, "bad-input"),
        ({"question": "x" * 500, "round": 1, "change": 1}, "bad-input"),
        ({"question": "other", "round": 1, "change": 1}, "poll-not-open"),
        ({"question": POLL, "round": 2, "change": 1}, "poll-not-open"),
        ({"question": POLL, "round": 1, "change": 1, "answer": "no"}, "not-an-answer"),
        ({"question": POLL, "round": 1, "change": 1, "answer": {}}, "not-an-answer"),
        ({"question": POLL, "round": 1, "change": 1, "answer": ""}, "empty-answer"),
        ({"question": POLL, "round": 1, "change": 1}, "not-an-answer"),
    ],
)
def test_a_bad_message_gets_a_sentence_and_stores_nothing(
    session: Held, console: Console, payload: object, code: str
) -> None:
    console.move("open_poll", poll=POLL)
    phone = session.phone().join()

    answer = phone.call("answer", payload)

    assert (answer["ok"], answer["code"]) == (False, code)
    assert answer["message"].endswith(".")
    nothing = {"answers": {}, "evaluated": False, "sent": [], "more_time": False}
    assert phone.call("mine") == {"ok": True, **nothing}


def test_a_phone_reads_refusals_in_its_language(
    session: Held, console: Console
) -> None:
    assert console
    phone = session.phone("es").join()

    answer = phone.answer(POLL, "housing")

    assert answer["message"].startswith("Esta pregunta")


def refused(session: Held, namespace: str, auth: object, cookies: str = "") -> object:
    screen = Screen(session.server.url, namespace)
    with pytest.raises(Refused):
        screen.client.connect(
            screen.url,
            headers={"Cookie": cookies} if cookies else {},
            namespaces=[namespace],
            auth=auth,
            transports=["websocket"],
        )
    screen.client.disconnect()
    return None


@pytest.mark.parametrize(
    "auth",
    [
        None,
        "x",
        {},
        {"code": "ZZZZZZ", "participant": "a.b"},
        {"code": 7, "participant": "a.b"},
        {"code": "x" * 10_000},
    ],
)
def test_a_phone_without_session_or_token_stays_outside(
    session: Held, auth: object
) -> None:
    refused(session, "/phone", auth)


def test_a_forged_token_stays_outside(session: Held) -> None:
    genuine = session.phone().participant
    forged = genuine[:-1] + ("0" if genuine[-1] != "0" else "1")

    refused(session, "/phone", {"code": session.code, "participant": forged})


@pytest.mark.parametrize("namespace", ["/console", "/projector"])
def test_nobody_without_the_trainers_cookie_gets_a_trainers_screen(
    session: Held, namespace: str
) -> None:
    phone = session.phone()
    cookies = f"participant={phone.participant}; trainer={'0' * 64}"

    refused(session, namespace, {"session": session.id})
    refused(session, namespace, {"session": session.id}, cookies)


def test_a_page_of_another_site_cannot_open_the_console(session: Held) -> None:
    screen = Screen(session.server.url, "/console")
    cookie = "trainer=" + session.server.trainer.cookies["trainer"]
    with pytest.raises(Refused):
        screen.client.connect(
            screen.url,
            headers={"Cookie": cookie, "Origin": "http://evil.example"},
            namespaces=["/console"],
            auth={"session": session.id},
            transports=["websocket"],
        )
    screen.client.disconnect()


def test_a_phone_cannot_make_a_trainers_move(session: Held, console: Console) -> None:
    phone = session.phone().join()
    phone.client.emit("move", {"move": "next"}, namespace="/phone")

    assert phone.call("mine")["ok"]
    assert console.newest["state"]["v"] == 0


def test_a_late_phone_lands_where_the_room_is(session: Held, console: Console) -> None:
    console.move("next")
    console.move("open_poll", poll=POLL)

    late = session.phone().join()

    assert late.newest["state"]["poll"]["name"] == POLL


def test_a_phone_that_comes_back_has_its_answers(
    session: Held, console: Console
) -> None:
    console.move("open_poll", poll=POLL)
    phone = session.phone().join()
    phone.answer(POLL, "housing")
    phone.close()

    back = Screen(session.server.url, "/phone")
    back.connect({"code": session.code.lower(), "participant": phone.participant})

    assert back.call("mine")["answers"] == {
        f"{POLL}:1": {"answer": "housing", "change": 1}
    }


def test_phones_get_nothing_when_others_answer(session: Held, console: Console) -> None:
    phones: list[Phone] = [session.phone().join() for _ in range(8)]
    console.move("open_poll", poll=POLL)
    for phone in phones:
        phone.wait("state", lambda s: s["poll"])
    before = [len(phone.heard) for phone in phones]

    for phone in phones:
        assert phone.answer(POLL, "housing")["ok"]
    console.wait("results", lambda r: r["answered"] == len(phones))

    assert [len(phone.heard) for phone in phones] == before


def test_a_slow_disk_holds_up_only_who_waits_for_it(
    session: Held, console: Console
) -> None:
    waiting, other = session.phone().join(), session.phone().join()
    console.move("open_poll", poll=POLL)
    payload = {"question": POLL, "round": 1, "answer": "housing", "change": 1}
    said: list[object] = []
    path = session.server.data / "facilitator.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as disk:
        disk.execute("BEGIN IMMEDIATE")
        waiting.client.emit(
            "answer", payload, namespace=waiting.namespace, callback=said.append
        )
        time.sleep(0.2)

        assert other.call("mine")["answers"] == {}
        assert said == []
        disk.execute("ROLLBACK")

    console.wait("results", lambda r: r["answered"] == 1)
    assert waiting.call("mine")["answers"][f"{POLL}:1"]["answer"] == "housing"
    soon(lambda: said)
    assert [answer["ok"] for answer in said if isinstance(answer, dict)] == [True]


def test_one_phones_messages_are_done_in_their_order(
    session: Held, console: Console
) -> None:
    phone = session.phone().join()
    console.move("open_poll", poll=POLL)
    for change in range(1, 31):
        answer = "housing" if change % 2 else "other"
        payload = {"question": POLL, "round": 1, "answer": answer, "change": change}
        phone.client.emit("answer", payload, namespace=phone.namespace)

    mine = phone.call("mine")["answers"]

    assert mine == {f"{POLL}:1": {"answer": "other", "change": 30}}


def test_results_reach_phones_only_when_shown(session: Held, console: Console) -> None:
    phone = session.phone().join()
    console.move("open_poll", poll=POLL)
    phone.answer(POLL, "housing")
    console.move("close_poll", poll=POLL)
    closed = phone.wait("state", lambda s: s["poll"] and s["poll"]["phase"] == "closed")
    assert closed["results"] is None

    console.move("show_results", poll=POLL)

    shown = phone.wait("state", lambda s: s["results"])
    assert shown["results"]["answered"] == 1
    assert "participant" not in str(shown)


def test_an_answer_with_half_a_character_is_kept_without_it(
    session: Held, console: Console
) -> None:
    console.move("open_poll", poll="first_step")
    phone = session.phone().join()

    # Python's client, as a browser, sends the half of an emoji as an escape.
    assert phone.answer("first_step", "Call first \ud83d")["ok"]

    results = console.wait("results", lambda r: r["answered"] == 1)
    assert [text["text"] for text in results["texts"]] == ["Call first"]


@pytest.mark.parametrize(
    "nonsense",
    [
        "4",
        "4x",
        "42/phone,",
        "42/phone,{}",
        "42/phone,[]",
        "42/phone,[[]]",
        '42/phone,["connect"]',
        '42/phone,["connect",{},{}]',
        '42/phone,["disconnect"]',
        '42/phone,["__disconnect_final"]',
        '42/phone,["mine",NaN]',
        '42/phone,["mine",' + "[" * 9000,
        "42/phone," + "9" * 200 + '["mine"]',
        '451-/phone,["mine",{"_placeholder":true,"num":7}]',
        '4599-/phone,["mine"]',
        "44/phone,{}",
        "49",
    ],
)
def test_whoever_sends_nonsense_is_let_go_and_counts_no_more(
    session: Held, console: Console, nonsense: str
) -> None:
    phone, other = session.phone().join(), session.phone().join()
    console.wait("count", lambda c: c["connected"] == 2)

    # Below Socket.IO's client, which sends no such thing.
    phone.client.eio.send(nonsense[1:])

    console.wait("count", lambda c: c["connected"] == 1)
    assert other.call("mine")["ok"]


def test_a_phone_counts_on_a_page_without_a_line_and_never_twice(
    session: Held, console: Console
) -> None:
    phone, other = session.phone().join(), session.phone().join()
    console.wait("count", lambda c: c["connected"] == 2)
    phone.web.get(session.url("/questions"), headers={"Accept": "text/html"})
    phone.close()
    other.close()
    console.wait("count", lambda c: c["connected"] == 1)

    plain = session.phone()
    for _ in range(2):
        plain.web.get(session.url(""))
        session.phone()  # the first page of another one, which keeps no cookie yet
    console.wait("count", lambda c: c["connected"] == 2)
    phone.join()
    other.join()
    console.wait("count", lambda c: c["connected"] == 3)
    phone.close()
    console.wait("count", lambda c: c["connected"] == 2)


def test_a_polled_message_that_is_too_large_is_refused_at_once(session: Held) -> None:
    polling = f"{session.server.url}/socket.io/?EIO=4&transport=polling"
    web = session.phone().web
    line = polling + "&sid=" + json.loads(web.get(polling).text[1:])["sid"]

    refused = web.post(line, data="4" * 65_537, timeout=30)

    assert refused.status_code == 400
    assert web.get(line, timeout=30).status_code == 400
