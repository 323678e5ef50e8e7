"""What to look at in a deck, in the visitor's language."""

from collections.abc import Iterator

import pytest
from flask import Flask

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.decks.findings import Finding
from facilitator.web import locale
from facilitator.web.desk.deck_report import about_the_deck, kinds, report


@pytest.fixture(autouse=True, params=["en", "es"])
def visitor(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask("facilitator.web", static_folder=None)
    locale.install(app, "en")
    with app.test_request_context(f"/?lang={request.param}"):
        yield str(request.param)


def slide(*findings: Finding, title: str = "A title") -> Slide:
    return Slide((SlideText("en", title),), findings=findings)


def test_slides_with_nothing_to_look_at_are_left_out() -> None:
    odd = Finding("unknown-mark", (("mark", "[[x]]"),))
    deck = Deck("A", (slide(), slide(odd), slide(title="")), "a.pptx")

    second, third = report(deck)

    assert (second.number, third.number) == (2, 3)
    assert "[[x]]" in second.sentences[0]
    assert (third.sentences, third.titles[0].language) == ((), "en")
    assert [line.number for line in report(deck, "no-title")] == [3]
    assert [(kind, n) for kind, _, n in kinds(report(deck))] == [
        ("no-title", 1),
        ("unknown-mark", 1),
    ]


def test_what_is_about_the_whole_deck_is_said_apart() -> None:
    deck = Deck("A", (slide(),), "a.pptx", findings=(Finding("no-libreoffice"),))

    (said,) = about_the_deck(deck)

    assert "LibreOffice" in said
    assert about_the_deck(None) == ()
