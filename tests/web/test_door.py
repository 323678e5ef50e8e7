"""Signing in and out by the code of the moment, with scripts and without."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from running import Console, Held, Phone, Server

JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}


@pytest.fixture
def guarded(session: Held) -> Held:
    """A session whose door is kept by codes."""
    answer = session.server.trainer.post(
        f"{session.server.url}/desk/sessions/{session.id}/door",
        data={"door": "codes"},
        headers=PAGE,
    )
    assert "The projector follows at once." in answer.text
    return session


@pytest.fixture
def console(guarded: Held) -> Iterator[Console]:
    screen = guarded.console()
    yield screen
    screen.close()


def door(console: Console) -> dict[str, Any]:
    """Return the codes that the screens show now."""
    return dict(console.wait("door", lambda told: "in" in told))


def scan(phone: Phone, letter: str, code: str) -> requests.Response:
    held = phone.held
    return phone.web.get(f"{held.server.url}/{letter}/{held.code}/{code}", headers=PAGE)


def test_without_a_code_nobody_signs_in_with_a_name(guarded: Held) -> None:
    phone = guarded.phone()

    refused = phone.post("/me/sign-in", name="Ana Ruiz")

    assert (refused.status_code, refused.json()["code"]) == (403, "door-code")
    assert "not the code on the screen now" in refused.json()["message"]
    assert phone.post("/me/sign-in", anonymous="1").json()["signed_in"]


def test_a_scanned_code_lets_in_and_out_once(guarded: Held, console: Console) -> None:
    phone, codes = guarded.phone(), door(console)
    scan(phone, "I", codes["in"]["code"])

    assert phone.post("/me/sign-in", name="Ana Ruiz").json()["name"] == "Ana Ruiz"
    assert phone.post("/me/sign-out").json()["code"] == "door-code"
    scan(phone, "O", codes["out"]["code"])
    assert phone.post("/me/sign-out").json()["out_at"]
    assert phone.post("/me/sign-in").json()["code"] == "door-code"


def test_a_ticket_opens_once_even_when_it_is_copied(
    guarded: Held, console: Console
) -> None:
    first, second = guarded.phone(), guarded.phone()
    scan(first, "I", door(console)["in"]["code"])
    ticket = str(first.web.cookies.get("ticket_in"))
    path = f"/s/{guarded.code}/me"
    second.web.cookies.set("ticket_in", ticket, domain="127.0.0.1", path=path)

    assert first.post("/me/sign-in", name="Ana Ruiz").ok
    assert second.post("/me/sign-in", name="Bo Chen").json()["code"] == "door-code"
    told = console.wait("count", lambda count: count["signed_in"])
    assert told["signed_in"] == 1


def test_a_name_given_later_uses_a_ticket_up(guarded: Held, console: Console) -> None:
    first, second = guarded.phone(), guarded.phone()
    first.post("/me/sign-in", anonymous="1")
    scan(first, "I", door(console)["in"]["code"])
    ticket = str(first.web.cookies.get("ticket_in"))
    path = f"/s/{guarded.code}/me"
    second.web.cookies.set("ticket_in", ticket, domain="127.0.0.1", path=path)

    assert first.post("/me/sign-in", name="Ana Ruiz").json()["name"] == "Ana Ruiz"
    assert second.post("/me/sign-in", name="Bo Chen").json()["code"] == "door-code"


@pytest.mark.parametrize("wrong", ["out", "another", "old"])
def test_a_code_of_another_kind_opens_nothing(
    guarded: Held, console: Console, server: Server, wrong: str
) -> None:
    other = server.create_session()
    server.trainer.post(
        f"{server.url}/desk/sessions/{other.id}/door", data={"door": "codes"}
    )
    elsewhere = other.console()
    code = {
        "out": door(console)["out"]["code"],
        "another": door(elsewhere)["in"]["code"],
        "old": "234567",
    }[wrong]
    elsewhere.close()
    phone = guarded.phone()

    page = scan(phone, "I", code)

    assert page.ok
    assert "ticket_in" not in phone.web.cookies
    assert phone.post("/me/sign-in", name="Ana", door=code).status_code == 403


def test_typed_with_the_form_the_code_lets_in(guarded: Held, console: Console) -> None:
    phone = guarded.phone()
    code = door(console)["in"]["code"].lower()

    assert phone.post("/me/sign-in", name="Ana Ruiz", door=f" {code} ").ok


def test_typed_alone_the_code_is_changed_for_a_ticket(
    guarded: Held, console: Console
) -> None:
    phone = guarded.phone()
    code = door(console)["in"]["code"]

    assert phone.post("/me/door", direction="in", door=code).json() == {"ok": True}
    assert phone.post("/me/sign-in", name="Ana Ruiz").ok
    wrong = phone.post("/me/door", direction="in", door="234567")
    assert wrong.json()["code"] == "door-code"
    for given in ({"direction": "up", "door": code}, {"direction": "in"}, {}):
        assert phone.post("/me/door", **given).status_code == 422


def test_typed_on_the_first_page_the_code_joins_and_lets_in(
    guarded: Held, console: Console
) -> None:
    phone = guarded.phone()
    phone.web.cookies.clear()

    page = phone.web.get(
        guarded.server.url, params={"code": door(console)["in"]["code"]}, headers=PAGE
    )

    assert page.url == guarded.url()
    assert phone.post("/me/sign-in", name="Ana Ruiz").ok


def test_without_scripts_the_form_comes_back_with_all_but_the_code(
    guarded: Held, console: Console
) -> None:
    phone = guarded.phone()
    form = {"name": "Ana Ruiz", "door": "234567"}

    again = phone.web.post(guarded.url("/me/sign-in"), data=form, headers=PAGE)

    assert again.status_code == 403
    assert 'value="Ana Ruiz"' in again.text
    assert re.search(r'id="door"[^>]*aria-invalid="true"', again.text)
    form["door"] = door(console)["in"]["code"]
    done = phone.web.post(guarded.url("/me/sign-in"), data=form, headers=PAGE)
    assert done.ok
    assert done.url == guarded.url()
    out = {"door": door(console)["out"]["code"]}
    left = phone.web.post(guarded.url("/me/sign-out"), data=out, headers=PAGE)
    assert "You are signed out. Thank you." in left.text


def test_a_sent_form_that_is_sent_again_is_the_same_person(
    guarded: Held, console: Console
) -> None:
    phone = guarded.phone()
    scan(phone, "I", door(console)["in"]["code"])
    ticket = str(phone.web.cookies.get("ticket_in"))
    form = {"name": "Ana Ruiz", "once": "ab" * 16}
    phone.post("/me/sign-in", **form)
    phone.web.cookies.clear()
    path = f"/s/{guarded.code}/me"
    phone.web.cookies.set("ticket_in", ticket, domain="127.0.0.1", path=path)

    assert phone.post("/me/sign-in", **form).json()["name"] == "Ana Ruiz"
    state = console.wait("count", lambda count: count["signed_in"])
    assert state["signed_in"] == 1


def test_the_door_stays_as_it_was_after_a_restart(
    guarded: Held, console: Console
) -> None:
    phone = guarded.phone()
    scan(phone, "I", door(console)["in"]["code"])
    console.close()

    guarded.server.kill()
    guarded.server.start()

    assert phone.post("/me/sign-in", name="Ana Ruiz").ok


def test_an_open_door_sends_no_codes(session: Held) -> None:
    console = session.console()
    console.wait("count", lambda _: True)

    assert "door" not in console.heard
    assert console.newest["state"]["guarded"] is False
    assert session.phone().post("/me/sign-in", name="Ana Ruiz").ok
    console.close()
