"""Warnings about a deck, as a short list of things to do."""

from collections.abc import Iterator

import pytest
from flask import Flask

from facilitator.web import locale
from facilitator.web.deck_warnings import Warned, gathered


@pytest.fixture(autouse=True)
def visitor() -> Iterator[None]:
    app = Flask("facilitator.web", static_folder=None)
    locale.install(app, "en")
    with app.test_request_context("/?lang=en"):
        yield


def test_warnings_of_one_kind_are_one_line_with_its_slides() -> None:
    found = gathered(
        ("Slide 1 has no title.", "Slide 3 was odd.", "Slide 12 has no title.")
    )

    assert [(w.slides, w.sentence[:9]) for w in found] == [
        ((1, 12), "No title."),
        ((3,), "Was odd."),
    ]


def test_a_mark_in_the_notes_that_means_nothing_is_named() -> None:
    warning = (
        "Slide 2 has [[vote: x]] in its notes, which means nothing here; "
        "write [[poll: name]] or [[agenda: name]]."
    )
    [warned] = gathered((warning,))

    assert warned.slides == (2,)
    assert warned.sentence.startswith("The notes hold [[vote: x]], which means nothing")


def test_what_is_about_the_whole_deck_names_no_slide() -> None:
    assert gathered(("LibreOffice was not found.",)) == (
        Warned("LibreOffice was not found."),
    )
