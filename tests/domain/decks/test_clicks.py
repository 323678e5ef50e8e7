"""Clicks that come after the slides: which are lacking, and how they come in."""

from dataclasses import replace

from facilitator.domain.decks.clicks import counted, portion, to_draw, with_clicks
from facilitator.domain.decks.deck import Block, Deck, Slide, SlidePicture, SlideText
from facilitator.domain.decks.findings import Finding
from facilitator.domain.decks.mending import with_title
from facilitator.domain.decks.pages import Pair, with_pages
from facilitator.domain.decks.pictures import as_shown, shown_as, with_own
from facilitator.domain.decks.running_order import running_order

WORDS = (Block("item", "One"), Block("item", "Two", step=1))


def slide(steps: int, *, drawn: bool = True) -> Slide:
    pictures = (SlidePicture("libreoffice", f"whole{steps}"),) if drawn else ()
    return Slide((SlideText("en", "", WORDS),), pictures=pictures, steps=steps)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "a.pptx")


def clicks_of(made: Deck) -> list[int]:
    return [one.clicks for one in made.slides]


def test_only_drawn_slides_that_take_clicks_lack_them() -> None:
    made = deck(slide(1), slide(3), slide(4, drawn=False), slide(2))

    assert to_draw(made) == {1: 2, 3: 1}
    assert counted(made) == (0, 3)
    # Until then they are shown whole: nothing happens on a click.
    assert clicks_of(made) == [1, 1, 4, 1]


def test_a_portion_is_of_the_first_slides_and_of_one_at_least() -> None:
    made = deck(slide(31), slide(31), slide(2))

    assert portion(made) == {0: 30, 1: 30}
    assert portion(made, most=59) == {0: 30}
    assert portion(made, most=5) == {0: 30}
    assert portion(deck(slide(1))) == {}


def test_clicks_that_come_in_are_all_that_changes() -> None:
    first = deck(slide(3), slide(2), slide(2))
    meanwhile = with_own(with_title(first, 0, "Mended"), 1, "own")
    meanwhile = with_pages(meanwhile, ("page",), (None, None, Pair(0)))

    done = with_clicks(meanwhile, {0: ("a", "b"), 1: ("c",), 2: ("",)})

    assert counted(done) == (4, 4)
    assert to_draw(done) == {}
    assert [one.pictures[0].builds for one in done.slides] == [
        ("a", "b"),
        ("c",),
        ("whole2",),
    ]
    without = (replace(one.pictures[0], builds=()) for one in done.slides)
    slides = tuple(
        replace(one, pictures=(whole, *one.pictures[1:]))
        for one, whole in zip(done.slides, without, strict=True)
    )
    assert replace(done, slides=slides) == meanwhile
    # The trainer's picture and the page of the PDF are shown, and have no clicks.
    assert clicks_of(done) == [3, 1, 1]
    assert len(running_order(done)) == 5


def test_clicks_that_could_not_be_drawn_leave_the_slide_whole_and_are_said() -> None:
    first = deck(slide(3), slide(2))

    done = with_clicks(first, {0: (), 1: ("a",)})

    assert clicks_of(done) == [1, 2]
    assert (to_draw(done), counted(done)) == ({}, (1, 1))
    assert done.slides[0].findings == (Finding("clicks-not-drawn"),)
    # Neither again nor anew.
    assert with_clicks(done, {0: ("x", "y"), 1: ("z",)}) == done
    # As words it comes click by click, so there is nothing to say.
    assert as_shown(shown_as(done, 0, "text")).slides[0].findings == ()
