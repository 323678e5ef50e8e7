"""Findings about a deck, as a short list of things to do."""

from collections.abc import Iterator

import pytest
from flask import Flask

from facilitator.domain.deck import Deck, Slide, SlidePicture, SlideText
from facilitator.domain.findings import Finding
from facilitator.web import locale
from facilitator.web.deck_warnings import gathered


@pytest.fixture(autouse=True, params=["en", "es"])
def visitor(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask("facilitator.web", static_folder=None)
    locale.install(app, "en")
    with app.test_request_context(f"/?lang={request.param}"):
        yield request.param


def slide(*findings: Finding) -> Slide:
    return Slide((SlideText("en", ""),), findings=findings)


def test_findings_of_one_kind_are_one_line_with_its_slides(visitor: str) -> None:
    untitled, odd = Finding("no-title"), Finding("unknown-mark", (("mark", "[[x]]"),))
    deck = Deck("A", (slide(untitled), slide(odd), slide(untitled)), "a.pptx")

    first, second = gathered(deck)

    begins = {"en": ("No title.", "The notes hold [[x]],"), "es": ("Sin título.", "")}
    assert first.slides == (1, 3)
    assert second.slides == (2,)
    assert first.sentence.startswith(begins[visitor][0])
    assert second.sentence.startswith(begins[visitor][1])
    assert "[[x]]" in second.sentence


def test_what_is_about_the_whole_deck_names_no_slide() -> None:
    deck = Deck("A", (slide(),), "a.pptx", findings=(Finding("no-libreoffice"),))

    (warned,) = gathered(deck)

    assert warned.slides == ()
    assert "LibreOffice" in warned.sentence


def test_why_there_was_no_picture_is_not_said_where_there_is_one() -> None:
    undrawn, untitled = Finding("not-drawn"), Finding("no-title")
    picture = (SlidePicture("draft", "a" * 32),)
    first, second = (
        Slide((SlideText("en", ""),), findings=(undrawn, untitled), pictures=picture),
        slide(undrawn),
    )
    why = (Finding("no-libreoffice"),)

    some = gathered(Deck("A", (first, second), "a.pptx", findings=why))
    every = gathered(Deck("A", (first,), "a.pptx", findings=why))

    assert [warned.slides for warned in some] == [(), (1,), (2,)]
    assert [warned.slides for warned in every] == [(1,)]
