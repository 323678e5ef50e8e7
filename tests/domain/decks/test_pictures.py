"""Which of its pictures a slide shows, and what is left to say about it."""

from dataclasses import replace

import pytest

from facilitator.domain.decks.deck import Deck, Slide, SlidePicture, SlideText
from facilitator.domain.decks.findings import Finding
from facilitator.domain.decks.pictures import (
    as_shown,
    choices,
    shown_as,
    with_earlier_pictures,
    with_own,
    without_own,
)
from facilitator.domain.decks.running_order import running_order
from facilitator.errors import BadInputError

PAGE = SlidePicture("pdf", "p" * 32, page=0)
CLICKS = SlidePicture("libreoffice", "l" * 32, builds=("1" * 32, "2" * 32))
OWN = "o" * 32


def deck(
    *pictures: SlidePicture, steps: int = 1, findings: tuple[str, ...] = ()
) -> Deck:
    found = tuple(map(Finding, findings))
    text = (SlideText("en", "A title"),)
    slide = Slide(text, pictures=pictures, steps=steps, findings=found)
    return Deck("A deck", (slide,), "a.pptx")


def test_a_picture_of_ones_own_comes_first_and_can_go_again() -> None:
    plain = deck(PAGE, CLICKS)

    own = with_own(plain, 0, OWN)

    assert own.slides[0].way == "own"
    assert with_own(own, 0, "x" * 32).digests == {"x" * 32} | plain.digests
    assert without_own(own, 0) == plain


def test_a_slide_is_shown_as_chosen_and_as_the_best_there_is_again() -> None:
    plain = deck(PAGE, CLICKS)

    assert choices(plain.slides[0]) == ("pdf", "libreoffice", "text")
    assert shown_as(plain, 0, "text").ways == {"text": 1}
    assert shown_as(plain, 0, "libreoffice").ways == {"libreoffice": 1}
    assert shown_as(shown_as(plain, 0, "text"), 0, "") == plain


def test_what_was_chosen_and_went_away_leaves_the_best_there_is() -> None:
    chosen = shown_as(deck(PAGE, CLICKS), 0, "pdf")
    slide = replace(chosen.slides[0], pictures=(CLICKS,))

    assert slide.way == "libreoffice"


def test_a_new_picture_of_ones_own_is_shown_whatever_was_chosen() -> None:
    text = shown_as(deck(PAGE), 0, "text")

    assert with_own(text, 0, OWN).slides[0].way == "own"


@pytest.mark.parametrize("way", ["own", "draft", "nonsense", "TEXT"])
def test_a_way_that_a_slide_does_not_have_is_refused(way: str) -> None:
    with pytest.raises(BadInputError):
        shown_as(deck(PAGE), 0, way)
    with pytest.raises(BadInputError):
        shown_as(deck(PAGE), 1, "text")


def test_next_is_never_pressed_without_something_happening() -> None:
    def steps(one: Deck) -> int:
        return len(running_order(one))

    both = deck(PAGE, CLICKS, steps=3)

    assert steps(both) == 1
    assert steps(shown_as(both, 0, "libreoffice")) == 3
    assert steps(shown_as(both, 0, "text")) == 1
    assert steps(deck(steps=3)) == 3
    assert steps(shown_as(deck(PAGE, steps=3), 0, "text")) == 3


def test_a_picture_of_another_language_may_have_the_clicks() -> None:
    spanish = replace(CLICKS, language="es")

    assert deck(PAGE, spanish, steps=3).slides[0].clicks == 3


def kinds(deck: Deck) -> list[str]:
    shown = as_shown(deck)
    found = (*shown.findings, *shown.slides[0].findings)
    return [finding.kind for finding in found]


def test_what_was_found_is_said_as_long_as_it_holds() -> None:
    undrawn = deck(steps=3, findings=("not-drawn", "no-title"))
    with_page = deck(PAGE, steps=3, findings=("not-drawn", "no-title"))

    assert kinds(undrawn) == ["not-drawn", "no-title"]
    assert kinds(with_page) == ["no-title", "animation-whole"]
    assert kinds(deck(PAGE, CLICKS)) == []
    assert kinds(shown_as(deck(PAGE, CLICKS, steps=3), 0, "libreoffice")) == []


@pytest.mark.parametrize(
    ("kind", "way"),
    [("fonts-missing", CLICKS), ("no-libreoffice", None), ("slow-drawing", None)],
)
def test_what_was_found_about_a_way_ends_with_its_last_slide(
    kind: str, way: SlidePicture | None
) -> None:
    facts = (("fonts", "Aptos"),)
    before = replace(deck(*([way] if way else [])), findings=(Finding(kind, facts),))
    after = with_own(before, 0, OWN)

    assert kinds(before) == [kind]
    assert kinds(after) == []


def test_pictures_of_ones_own_and_chosen_ways_go_with_their_slides() -> None:
    one, two = deck(PAGE, CLICKS).slides[0], deck(CLICKS).slides[0]
    earlier = replace(deck(), slides=(one, two, two))
    earlier = shown_as(with_own(earlier, 1, OWN), 2, "text")
    earlier = shown_as(earlier, 0, "pdf")
    newer = replace(deck(), slides=(two, two, two, two))

    kept = with_earlier_pictures(earlier, newer, {0: 3, 1: 0, 2: 1})

    assert [slide.way for slide in kept.slides] == [
        *("own", "text", "libreoffice", "libreoffice"),
    ]
    assert kept.slides[3].shown_as == ""
