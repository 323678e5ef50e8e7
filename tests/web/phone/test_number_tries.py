"""Numbers of papers cannot be tried by the thousand, and a room is never locked out."""

import re

import pypdfium2
import pytest
import requests
from running import Held

from facilitator.web.phone.number_tries import (
    MOST_ADDRESSES,
    MOST_AT_ONCE,
    SECONDS_EACH,
    NumberTries,
    TooManyNumbersError,
)

JSON = {"Accept": "application/json"}


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def spend(tries: NumberTries, address: str) -> None:
    for _ in range(MOST_AT_ONCE):
        tries.take(address)


def test_tries_come_back_one_by_one_and_are_each_addresss_own() -> None:
    clock = _Clock()
    tries = NumberTries(clock)
    spend(tries, "a")
    with pytest.raises(TooManyNumbersError):
        tries.take("a")
    tries.take("b")

    clock.now = SECONDS_EACH
    tries.take("a")
    with pytest.raises(TooManyNumbersError):
        tries.take("a")

    clock.now += MOST_AT_ONCE * SECONDS_EACH
    spend(tries, "a")


def test_genuine_numbers_cost_nothing() -> None:
    tries = NumberTries(_Clock())
    for _ in range(10 * MOST_AT_ONCE):
        tries.take("a")
        tries.give_back("a")

    spend(tries, "a")


def test_new_addresses_do_not_set_free_who_has_no_try_left() -> None:
    tries = NumberTries(_Clock())
    spend(tries, "a")
    for number in range(MOST_ADDRESSES + 10):
        tries.take(str(number))

    with pytest.raises(TooManyNumbersError):
        tries.take("a")


def test_who_tries_numbers_is_stopped_and_a_room_that_checks_is_not(
    session: Held,
) -> None:
    phone = session.phone()
    phone.post("/me/sign-in", name="Ana")
    phone.post("/me/sign-out")
    record = pypdfium2.PdfDocument(phone.web.get(session.url("/me/record.pdf")).content)
    said = str(record[0].get_textpage().get_text_range())
    record.close()
    found = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{5}-[0-9A-Z]{5}", said)
    assert found
    web = requests.Session()

    def check(number: str) -> requests.Response:
        return web.get(f"{session.server.url}/v/{number}", headers=JSON, timeout=30)

    assert {check(found[0]).status_code for _ in range(MOST_AT_ONCE + 5)} == {200}
    told = [check(f"{session.code}-AAAAA-{n:05}") for n in range(MOST_AT_ONCE * 2)]

    assert told[0].status_code == 404
    refused = [answer for answer in told if answer.status_code == 429]
    assert len(refused) > MOST_AT_ONCE / 2
    assert refused[0].json()["code"] == "too-many-numbers"
