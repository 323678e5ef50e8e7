"""The pages of a PDF beside a deck."""

from dataclasses import replace

import pytest

from facilitator.domain.decks.deck import Deck, Slide, SlidePicture, SlideText
from facilitator.domain.decks.pages import (
    Pair,
    doubtful,
    page_of,
    unpaired,
    with_page,
    with_pages,
    without_pages,
)
from facilitator.errors import BadInputError

DRAWN = SlidePicture("libreoffice", "l" * 32)
A, B, C = "a" * 32, "b" * 32, "c" * 32


def slide(*pictures: SlidePicture, hidden: bool = False) -> Slide:
    return Slide((SlideText("en", "A title"),), hidden=hidden, pictures=pictures)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "a.pptx")


def shown(deck: Deck) -> list[str]:
    pictures = [one.picture() for one in deck.slides]
    return [picture.digest if picture else "" for picture in pictures]


def test_a_page_is_shown_before_what_libreoffice_drew_which_stays_below() -> None:
    plain = deck(slide(DRAWN), slide(), slide(DRAWN))

    paired = with_pages(plain, (A, B), (Pair(0), Pair(1), None))

    assert shown(paired) == [A, B, DRAWN.digest]
    assert paired.ways == {"pdf": 2, "libreoffice": 1}
    assert paired.way == "pdf"
    assert paired.digests == {A, B, DRAWN.digest}
    assert without_pages(paired) == plain


def test_a_newer_pdf_takes_the_place_of_the_earlier_one() -> None:
    first = with_pages(deck(slide(), slide()), (A, B), (Pair(0), Pair(1)))

    second = with_pages(first, (C,), (None, Pair(0, "few-words")))

    assert shown(second) == ["", C]
    assert second.digests == {C}


def test_a_page_that_cannot_be_drawn_costs_its_slide_one_step_alone() -> None:
    paired = with_pages(deck(slide(DRAWN), slide()), ("", B), (Pair(0), Pair(1)))

    assert shown(paired) == [DRAWN.digest, B]
    assert paired.pages == ("", B)


def test_slides_to_look_at_are_doubtful_or_without_a_page() -> None:
    pairs = (Pair(0, "by-place"), None, Pair(1), None)
    paired = with_pages(
        deck(slide(), slide(), slide(), slide(hidden=True)), (A, B), pairs
    )

    assert doubtful(paired) == (0,)
    assert unpaired(paired) == (1,)
    assert unpaired(without_pages(paired)) == ()


def test_a_page_that_somebody_chose_is_sure() -> None:
    pairs = (Pair(0, "few-words"), None)
    paired = with_pages(deck(slide(), slide()), (A, B), pairs)

    mended = with_page(with_page(paired, 0, 0), 1, 1)

    assert doubtful(mended) == ()
    assert page_of(mended.slides[1]) == SlidePicture("pdf", B, page=1)
    assert shown(with_page(mended, 1, -1)) == [A, ""]


@pytest.mark.parametrize(("index", "page"), [(9, 0), (-1, 0), (0, 2), (0, -2), (0, 1)])
def test_a_slide_or_page_that_is_not_there_changes_nothing(
    index: int, page: int
) -> None:
    paired = with_pages(deck(slide()), (A, ""), (Pair(0),))

    with pytest.raises(BadInputError):
        with_page(paired, index, page)


def test_a_slide_keeps_its_other_facts() -> None:
    one = replace(slide(DRAWN), polls=("a",), steps=3)

    paired = with_pages(deck(one), (A,), (Pair(0),))

    assert replace(paired.slides[0], pictures=(DRAWN,)) == one
