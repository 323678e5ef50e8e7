"""Slides click by click, with polls, notes and breaks between them."""

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.decks.running_order import (
    Step,
    running_order,
    step_after,
    step_before,
)


def deck(*slides: Slide) -> Deck:
    return Deck("A deck", slides, "a.pptx")


def slide(note: str = "", **facts: object) -> Slide:
    text = SlideText("en", "A title", content_note=note)
    return Slide((text,), **facts)  # type: ignore[arg-type]


def test_a_slide_takes_a_step_for_each_click() -> None:
    assert running_order(deck(slide(steps=3), slide())) == (
        Step("slide", 0, build=0),
        Step("slide", 0, build=1),
        Step("slide", 0, build=2),
        Step("slide", 1),
    )


def test_a_note_comes_before_its_slide_and_polls_and_a_break_after() -> None:
    order = running_order(deck(slide("Hard words", polls=("a",), break_minutes=10)))

    assert order == (
        Step("note", 0),
        Step("slide", 0),
        Step("poll", 0, poll="a"),
        Step("break", 0, minutes=10),
    )


def test_a_slide_that_is_a_poll_is_asked_in_its_place() -> None:
    asked = deck(slide(), slide(question="q"))

    assert running_order(asked)[1] == Step("poll", 1, poll="q")
    assert running_order(asked, known=())[1] == Step("slide", 1)


def test_polls_that_the_plan_lacks_are_left_out() -> None:
    order = running_order(deck(slide(polls=("a", "b"))), ((0, "c"),), known={"b"})

    assert order == (Step("slide", 0), Step("poll", 0, poll="b"))


def test_skipping_goes_to_the_slide_and_back_to_where_it_came_from() -> None:
    jumps = deck(slide(skip_to=3, polls=("a",)), slide(), slide(), slide("Note"))
    order = running_order(jumps)

    assert [step.kind for step in order] == [
        *("slide", "poll", "slide", "slide", "note", "slide"),
    ]
    assert step_after(order, 0) == 1
    assert step_after(order, 1) == 4
    assert step_before(order, 4) == 1
    assert step_before(order, 3) == 2
    assert step_after(order, 5) == 5


def test_skipping_to_a_slide_that_is_not_shown_skips_nothing() -> None:
    for target in (1, 9):
        order = running_order(deck(slide(skip_to=target), slide(hidden=True), slide()))
        assert step_after(order, 0) == 1


def test_before_the_first_step_is_the_first() -> None:
    assert step_before(running_order(deck(slide(), slide())), 0) == 0
