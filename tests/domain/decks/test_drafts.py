"""Drafts of slides: none is shown unless the trainer says so."""

from dataclasses import replace

import pytest

from facilitator.domain.decks import drafts
from facilitator.domain.decks.deck import (
    Block,
    Deck,
    Mend,
    Slide,
    SlidePicture,
    SlideText,
)
from facilitator.domain.decks.drafts import DraftChangedError, NoSuchSlideError

ONE, TWO = "1" * 32, "2" * 32
NONE: frozenset[str] = frozenset()


def slide(*pictures: SlidePicture) -> Slide:
    return Slide((SlideText("en", "Stop"),), pictures=pictures)


@pytest.fixture
def deck() -> Deck:
    """Two slides without a picture, and one that LibreOffice drew."""
    drawn = slide(SlidePicture("libreoffice", "f" * 32))
    return Deck("A deck", (slide(), slide(), drawn), "a.pptx")


def test_only_slides_without_a_picture_are_drawn(deck: Deck) -> None:
    assert drafts.undrawn(deck) == (0, 1)
    assert drafts.drawable(deck) == (0, 1)


def test_a_draft_is_not_shown_until_it_is_confirmed(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, frozenset({"table", "chart"}))

    assert deck.slides[0].pictures == (
        SlidePicture("draft", ONE, flags=("chart", "table"), confirmed=False),
    )
    assert deck.slides[0].picture() is None
    assert deck.slides[0].way == "text"
    assert deck.digests >= {ONE}
    assert (drafts.undrawn(deck), drafts.drawable(deck)) == ((1,), (0, 1))

    deck = drafts.decided(deck, ((0, ONE),), "use")

    assert deck.slides[0].way == "draft"
    assert drafts.drawable(deck) == (1,)


def test_a_decision_is_taken_back(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, NONE)
    waiting = deck

    for choice in ("use", "text"):
        deck = drafts.decided(deck, ((0, ONE),), choice)
        assert deck != waiting
        deck = drafts.decided(deck, ((0, ONE),), "wait")
        assert deck == waiting


def test_a_declined_draft_is_neither_shown_nor_drawn_anew(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, NONE)
    deck = drafts.decided(deck, ((0, ONE),), "text")

    assert deck.slides[0].picture() is None
    assert drafts.undrawn(deck) == (1,)


def test_drawn_again_it_waits_again_unless_it_came_out_the_same(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, frozenset({"chart"}))
    declined = drafts.decided(deck, ((0, ONE),), "text")

    same = drafts.with_draft(declined, 0, ONE, frozenset({"chart", "tiny-text"}))
    other = drafts.with_draft(declined, 0, TWO, NONE)

    (kept,) = same.slides[0].pictures
    assert (kept.declined, kept.flags) == (True, ("chart", "tiny-text"))
    assert other.slides[0].pictures == (SlidePicture("draft", TWO, confirmed=False),)


def test_what_is_shown_stays_when_a_draft_comes_in(deck: Deck) -> None:
    shown = drafts.decided(drafts.with_draft(deck, 0, ONE, NONE), ((0, ONE),), "use")

    assert drafts.with_draft(shown, 0, TWO, NONE) == shown
    assert drafts.with_draft(deck, 2, TWO, NONE) == deck


def test_a_better_picture_ends_the_draft(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, NONE)
    page = SlidePicture("pdf", "e" * 32, page=0)
    better = replace(deck.slides[0], pictures=(*deck.slides[0].pictures, page))

    assert drafts.draft_of(better) is None
    with pytest.raises(DraftChangedError):
        drafts.decided(replace(deck, slides=(better,)), ((0, ONE),), "use")


def test_a_picture_that_nobody_has_seen_is_not_confirmed(deck: Deck) -> None:
    deck = drafts.with_draft(deck, 0, ONE, NONE)
    again = drafts.with_draft(deck, 0, TWO, NONE)

    for chosen in (((0, ONE),), ((0, TWO), (1, TWO))):
        with pytest.raises(DraftChangedError):
            drafts.decided(again, chosen, "use")
    assert drafts.drawable(again) == (0, 1)


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_draft_of_a_slide_that_is_not_there(deck: Deck, index: int) -> None:
    with pytest.raises(NoSuchSlideError):
        drafts.with_draft(deck, index, ONE, NONE)
    with pytest.raises(NoSuchSlideError):
        drafts.decided(deck, ((index, ONE),), "use")


def test_a_picture_must_hold_what_stands_on_the_slide_itself() -> None:
    blocks = (
        Block("item", "First"),
        Block("picture", "A description"),
        Block("table", rows=(("A", ""), ("B", "2"))),
        Block("chart", "Another", rows=(("x", "1"),)),
    )
    text = SlideText("en", "Title", blocks, notes="Notes")
    mended = Slide((text,), mends=(Mend("title", "Title"),))

    assert drafts.words(Slide((text,))) == ("Title", "First", "A", "B", "2")
    assert drafts.words(mended) == ("First", "A", "B", "2")
    assert drafts.read_aloud(Slide((text,))) == (
        "Title", "First", "A description", "A", "B · 2", "Another", "x · 1",
    )  # fmt: skip
