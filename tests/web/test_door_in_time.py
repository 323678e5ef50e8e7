"""Codes and tickets as time goes by: one time, one way, one session."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from clocked import Clock, clocked
from running import Held, Phone, Server

NINE = datetime(2026, 5, 14, 14, 0, 5, tzinfo=UTC)  # five seconds into a code's time
CODE_SECONDS = 25
Running = tuple[Server, Clock]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A program whose clock the tests hold."""
    folder: Path = tmp_path_factory.mktemp("door")
    with clocked(folder, NINE) as both:
        yield both


@pytest.fixture
def held(running: Running) -> Held:
    """A guarded session at nine o'clock."""
    return guarded(running)


def guarded(running: Running) -> Held:
    server, clock = running
    clock.set(NINE)
    held = server.create_session()
    there = f"{server.url}/desk/sessions/{held.id}/door"
    server.trainer.post(there, data={"door": "codes"}).raise_for_status()
    return held


def code(held: Held, direction: str) -> str:
    """Return what a console, just loaded, shows."""
    console = held.console()
    told = console.wait("door", lambda _: True)[direction]["code"]
    console.close()
    return str(told)


def scan(phone: Phone, direction: str, door_code: str) -> str:
    """Scan a code; return the ticket that the phone has then, if any."""
    letter = {"in": "I", "out": "O"}[direction]
    there = f"{phone.held.server.url}/{letter}/{phone.held.code}/{door_code}"
    phone.web.get(there, allow_redirects=False)
    return str(phone.web.cookies.get(f"ticket_{direction}", default=""))


def holding(held: Held, ticket: str, direction: str = "in") -> Phone:
    """Return a phone that holds this ticket, wherever it has it from."""
    phone = held.phone()
    path = f"/s/{held.code}/me"
    name = f"ticket_{direction}"
    phone.web.cookies.set(name, ticket, domain="127.0.0.1", path=path)
    return phone


def is_refused(answer: requests.Response) -> bool:
    return (answer.status_code, answer.json()["code"]) == (403, "door-code")


def signed_in(held: Held) -> int:
    console = held.console()
    told = console.wait("count", lambda _: True)["signed_in"]
    console.close()
    return int(told)


@pytest.mark.parametrize(
    ("later", "opens"),
    [(0, True), (19, True), (44, True), (45, False), (3600, False)],
    ids=["at once", "its last second", "the next code's last second", "over", "photo"],
)
def test_a_code_opens_in_its_own_time_and_in_the_next_codes(
    held: Held, running: Running, later: int, opens: bool
) -> None:
    shown = code(held, "in")
    running[1].set(NINE + timedelta(seconds=later))
    scanned, typed = held.phone(), held.phone()

    ticket = scan(scanned, "in", shown)
    answer = typed.post("/me/sign-in", name="Ana Ruiz", door=shown)

    assert (bool(ticket), answer.ok) == (opens, opens)
    assert opens or is_refused(answer)
    assert signed_in(held) == opens


def test_a_code_of_a_time_to_come_opens_nothing(held: Held, running: Running) -> None:
    running[1].set(NINE + timedelta(seconds=CODE_SECONDS))
    coming = code(held, "in")
    running[1].set(NINE)

    assert scan(held.phone(), "in", coming) == ""
    assert is_refused(held.phone().post("/me/sign-in", name="Ana", door=coming))


@pytest.mark.parametrize(("later", "opens"), [(299, True), (301, False)])
def test_a_ticket_outlasts_its_code_by_five_minutes_and_no_more(
    held: Held, running: Running, later: int, opens: bool
) -> None:
    phone = held.phone()
    assert scan(phone, "in", code(held, "in"))
    running[1].set(NINE + timedelta(seconds=later))

    answer = phone.post("/me/sign-in", name="Ana Ruiz")

    assert answer.ok == opens
    assert opens or is_refused(answer)


def test_a_form_sent_again_after_its_ticket_is_over_is_the_same_person(
    held: Held, running: Running
) -> None:
    phone, form = held.phone(), {"name": "Ana Ruiz", "once": "cd" * 16}
    scan(phone, "in", code(held, "in"))
    assert phone.post("/me/sign-in", **form).ok
    phone.web.cookies.clear()
    running[1].set(NINE + timedelta(minutes=10))

    assert phone.post("/me/sign-in", **form).json()["name"] == "Ana Ruiz"
    assert signed_in(held) == 1


def test_a_ticket_that_was_changed_anywhere_opens_nothing(held: Held) -> None:
    whole = scan(held.phone(), "in", code(held, "in"))
    letter, expires, nonce, mac = whole.split(".")
    changed = [
        f"O.{expires}.{nonce}.{mac}",
        f"{letter}.{int(expires) + 3600}.{nonce}.{mac}",
        f"{letter}.{expires}.{'0' * len(nonce)}.{mac}",
        f"{letter}.{expires}.{nonce}.{'0' * len(mac)}",
        f"{letter}.{expires}.{nonce}",
        mac,
        ".",
        "....",
        f"{whole}{whole}",
    ]

    for ticket in changed:
        forged = holding(held, ticket)
        assert is_refused(forged.post("/me/sign-in", name="Ana Ruiz")), ticket
    assert signed_in(held) == 0
    assert holding(held, whole).post("/me/sign-in", name="Ana Ruiz").ok


def test_a_ticket_opens_one_way_and_one_session(held: Held, running: Running) -> None:
    other = guarded(running)
    inward = scan(held.phone(), "in", code(held, "in"))
    outward = scan(held.phone(), "out", code(held, "out"))

    assert is_refused(holding(held, outward).post("/me/sign-in", name="Ana"))
    assert is_refused(holding(other, inward).post("/me/sign-in", name="Ana"))
    ana = holding(held, inward)
    assert ana.post("/me/sign-in", name="Ana").ok
    for ticket in (inward, outward.replace("O.", "I.")):
        path = f"/s/{held.code}/me"
        ana.web.cookies.set("ticket_out", ticket, domain="127.0.0.1", path=path)
        assert is_refused(ana.post("/me/sign-out"))
    ana.web.cookies.set("ticket_out", outward, domain="127.0.0.1", path=path)
    assert ana.post("/me/sign-out").ok
    assert signed_in(other) == 0


def test_a_ticket_out_is_used_up_by_whoever_leaves_first(held: Held) -> None:
    people = []
    for name in ("Ana Ruiz", "Bo Chen"):
        phone = held.phone()
        scan(phone, "in", code(held, "in"))
        assert phone.post("/me/sign-in", name=name).ok
        people.append(phone)
    ticket = scan(people[0], "out", code(held, "out"))
    path = f"/s/{held.code}/me"
    people[1].web.cookies.set("ticket_out", ticket, domain="127.0.0.1", path=path)

    assert people[0].post("/me/sign-out").ok
    assert is_refused(people[1].post("/me/sign-out"))
    assert people[1].post("/me/sign-out", door=code(held, "out")).json()["out_at"]
