"""Phones that are there: each once, on a line or for a while on a page without one."""

import pytest

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
