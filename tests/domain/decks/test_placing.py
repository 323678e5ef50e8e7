"""Moving polls between slides."""

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.decks.placing import put, shifted, spots, taken_out

DECK = Deck(
    title="Four slides, the second hidden",
    slides=tuple(
        Slide((SlideText("en", f"Slide {n}"),), hidden=n == 1) for n in range(4)
    ),
    source="four.pptx",
)


def test_polls_stand_before_the_first_slide_and_after_each_one_shown() -> None:
    assert spots(DECK) == (-1, 0, 2, 3)
    assert spots(None) == (-1,)


def test_a_poll_put_somewhere_stands_there_alone() -> None:
    assert put(((0, "a"), (3, "b")), "a", 2) == ((2, "a"), (3, "b"))


def test_a_poll_put_where_others_stand_comes_last() -> None:
    assert put(((2, "b"), (3, "c")), "a", 2) == ((2, "b"), (2, "a"), (3, "c"))


def test_a_poll_taken_out_is_nowhere() -> None:
    assert taken_out(((0, "a"), (2, "b")), "a") == ((2, "b"),)


def test_moving_passes_a_neighbouring_poll_first() -> None:
    places = ((2, "a"), (2, "b"))

    assert shifted(places, "b", DECK, -1) == ((2, "b"), (2, "a"))
    assert shifted(places, "a", DECK, 1) == ((2, "b"), (2, "a"))


def test_moving_up_passes_a_slide_and_leaves_out_the_hidden_one() -> None:
    assert shifted(((0, "a"), (2, "b")), "b", DECK, -1) == ((0, "a"), (0, "b"))


def test_moving_down_passes_a_slide_and_stands_before_the_polls_there() -> None:
    assert shifted(((0, "a"), (2, "b")), "a", DECK, 1) == ((2, "a"), (2, "b"))


def test_up_and_down_again_is_where_it_was() -> None:
    places = ((0, "a"), (2, "b"), (2, "c"))

    assert shifted(shifted(places, "b", DECK, -1), "b", DECK, 1) == places


def test_at_the_ends_nothing_changes() -> None:
    assert shifted(((-1, "a"),), "a", DECK, -1) == ((-1, "a"),)
    assert shifted(((3, "a"),), "a", DECK, 1) == ((3, "a"),)


def test_a_poll_without_a_place_stays_away() -> None:
    assert shifted(((0, "a"),), "b", DECK, 1) == ((0, "a"),)
    assert shifted(((9, "b"),), "b", DECK, 1) == ((9, "b"),)
