"""Phones that are there: each once, on a line or for a while on a page without one."""

import pytest
import requests
from running import Held

from facilitator.web.present_phones import SECONDS_ON_A_PAGE, PresentPhones


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_phone_that_went_to_a_form_counts_for_a_while() -> None:
    clock = _Clock()
    phones = PresentPhones(clock)
    phones.line_opened("s", "ana")
    assert not phones.page_opened("s", "ana")
    phones.line_ended("s", "ana")
    assert phones.number("s") == 1
    clock.now = 60.0
    assert phones.turns_in("s") == pytest.approx(SECONDS_ON_A_PAGE - 60)
    clock.now = SECONDS_ON_A_PAGE + 1
    assert phones.number("s") == 0
    assert phones.turns_in("s") is None


def test_a_phone_that_is_back_counts_no_longer_than_its_line() -> None:
    phones = PresentPhones(_Clock())
    assert phones.page_opened("s", "ana")
    phones.line_opened("s", "ana")
    phones.line_opened("s", "ana")
    assert phones.number("s") == 1
    phones.line_ended("s", "ana")
    phones.line_ended("s", "ana")
    assert (phones.number("s"), phones.number("other")) == (0, 0)


def test_the_end_of_a_session_forgets_who_opened_pages() -> None:
    phones = PresentPhones(_Clock())
    phones.page_opened("s", "ana")
    phones.forget_pages("s")
    assert phones.number("s") == 0


def test_a_phone_that_leaves_counts_no_more_at_once() -> None:
    phones = PresentPhones(_Clock())
    phones.page_opened("s", "ana", "form")
    phones.page_opened("s", "bo", "form")

    assert phones.page_left("s", "ana")
    assert not phones.page_left("s", "ana")
    assert not phones.page_left("other", "bo")
    assert phones.number("s") == 1


def test_a_page_that_is_told_of_late_does_not_take_out_the_next_one() -> None:
    phones = PresentPhones(_Clock())
    phones.page_opened("s", "ana", "form")
    phones.page_opened("s", "ana", "questions")

    assert not phones.page_left("s", "ana", "form")
    assert phones.number("s") == 1
    assert phones.page_left("s", "ana", "questions")
    assert phones.number("s") == 0


def test_a_phone_with_a_line_stays_whatever_page_it_left() -> None:
    phones = PresentPhones(_Clock())
    phones.line_opened("s", "ana")
    phones.page_opened("s", "ana", "form")

    assert not phones.page_left("s", "ana")
    assert phones.number("s") == 1


def test_leaving_without_scripts_takes_out_ones_own_phone_alone(session: Held) -> None:
    console = session.console()
    phones = [session.phone() for _ in range(2)]
    for phone in phones:
        phone.web.get(session.url("/resources"), headers={"Accept": "text/html"})
    console.wait("count", lambda count: count["connected"] == 2)

    stranger = requests.post(session.url("/leave"), data={"page": ""}, timeout=30)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    phones[1].web.get(session.url("/leave"), headers=foreign)
    neutral = phones[0].web.get(session.url("/leave"))

    assert stranger.status_code == 204
    assert neutral.url == f"{session.server.url}/away"
    console.wait("count", lambda count: count["connected"] == 1)
    phones[1].post("/leave", page="another")
    phones[1].post("/leave", page="")
    console.wait("count", lambda count: count["connected"] == 0)
