"""Polls closed in time by a running program, also after a power cut."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from clocked import Clock, clocked
from running import Held, Phone, Server

NOON = datetime(2026, 5, 14, 17, 0, tzinfo=UTC)
POLL = "work_setting"
Running = tuple[Server, Clock]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A program whose clock the test holds."""
    with clocked(tmp_path, NOON) as both:
        yield both


def closed(phone: Phone) -> bool:
    """Wait until the phone has heard that the poll is closed."""
    told = phone.wait("state", lambda s: s["poll"] and s["poll"]["phase"] == "closed")
    return bool(told["poll"]["closes_at"])


def with_more_time(held: Held) -> Phone:
    phone = held.phone().join()
    assert phone.call("more_time", {"wanted": True}) == {"ok": True, "wanted": True}
    return phone


def test_a_poll_closes_in_time_for_everybody_and_later_for_whoever_asked(
    running: Running,
) -> None:
    server, clock = running
    held = server.create_session()
    console, quick, slow = held.console(), held.phone().join(), with_more_time(held)
    console.move("open_poll", poll=POLL, seconds=30)
    assert console.wait("count", lambda c: c["more_time"] == 1)
    clock.set(NOON + timedelta(seconds=31))
    assert closed(quick)

    assert quick.answer(POLL, "housing")["ok"]  # it was on its way
    clock.set(NOON + timedelta(seconds=33))
    late = quick.answer(POLL, "other", change=2)
    assert (late["ok"], late["code"]) == (False, "poll-not-open")
    asked = quick.call("more_time", {"wanted": True})
    assert (asked["ok"], asked["code"]) == (False, "time-is-up")
    assert slow.answer(POLL, "housing")["ok"]
    console.wait("results", lambda r: r["answered"] == 2)
    clock.set(NOON + timedelta(seconds=63))
    assert slow.answer(POLL, "other", change=2)["code"] == "poll-not-open"


def test_a_power_cut_neither_stops_a_countdown_nor_loses_who_has_more_time(
    running: Running,
) -> None:
    server, clock = running
    held = server.create_session()
    console, slow = held.console(), with_more_time(held)
    console.move("open_poll", poll=POLL, seconds=30)
    server.kill()
    clock.set(NOON + timedelta(seconds=10))
    server.start()
    quick = held.phone().join()
    assert quick.newest["state"]["poll"]["phase"] == "open"
    assert quick.answer(POLL, "housing")["ok"]
    server.kill()
    clock.set(NOON + timedelta(seconds=40))
    server.start()

    again = held.phone().join()

    assert closed(again)
    assert again.answer(POLL, "housing")["code"] == "poll-not-open"
    returned = Phone(held)
    returned.web.cookies.update(slow.web.cookies)
    returned.join()
    assert returned.call("mine")["more_time"] is True
    assert returned.answer(POLL, "other")["ok"]


def test_a_phone_without_scripts_has_its_own_time_order_and_way_out(
    running: Running,
) -> None:
    server, clock = running
    held = server.create_session()
    console = held.console()
    console.move("open_poll", poll=POLL, seconds=30)
    phone = held.phone()
    page = {"Accept": "text/html"}
    phone.web.cookies.set("here", "anonymous", path=f"/s/{held.code}")

    def see(query: str = "") -> str:
        return phone.web.get(held.url(query), headers=page).text

    assert "I need more time" in see()
    skipped = see(f"?skip={POLL}:1")
    assert "You skipped this question. Nothing was sent." in skipped
    assert 'name="choice"' not in skipped
    phone.web.post(held.url("/more-time"), data={"wanted": "yes"}, headers=page)
    assert "You have twice the time" in see()
    clock.set(NOON + timedelta(seconds=40))
    console.wait("state", lambda s: s["late"])
    form = {"question": POLL, "round": 1, "change": 1}
    answered = phone.web.post(
        held.url("/answer"), data={**form, "choice": "housing"}, headers=page
    )
    assert "Take my answer back" in answered.text
    back = {**form, "change": 2, "withdrawn": "yes"}
    answered = phone.web.post(held.url("/answer"), data=back, headers=page)
    assert "Your answer was taken back." in answered.text
    other = held.phone()
    other.web.cookies.set("here", "anonymous", path=f"/s/{held.code}")
    refused = other.web.post(
        held.url("/more-time"), data={"wanted": "yes"}, headers=page
    )
    assert (refused.status_code, "Ask for more time before" in refused.text) == (
        409,
        True,
    )
