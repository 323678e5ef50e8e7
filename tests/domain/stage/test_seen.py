"""What the room has seen, slide by slide and click by click."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.decks.running_order import running_order
from facilitator.domain.stage.restaging import with_new_deck
from facilitator.domain.stage.seen import numbered, ranges, step_seen
from facilitator.domain.stage.stage import (
    Stage,
    show_screen,
    show_step,
    undone,
)


def slide(steps: int = 1, *, hidden: bool = False) -> Slide:
    return Slide((SlideText("en", "A title"),), steps=steps, hidden=hidden)


ORDER = running_order(Deck("", (slide(), slide(3), slide(hidden=True), slide()), ""))


def shown(*steps: int) -> Stage:
    """Return the stage after these steps of the running order."""
    stage = Stage()
    for step in steps:
        stage = show_step(stage, ORDER, step)
    return stage


def test_slides_are_numbered_without_the_hidden_ones() -> None:
    assert numbered(ORDER) == (0, 1, 3)


def test_a_slide_left_halfway_was_seen_as_far_as_it_was_clicked() -> None:
    stage = shown(0, 1, 2, 4)

    assert (stage.seen, stage.part_seen) == ((0, 1, 3), ((1, 1),))
    assert ORDER[step_seen(ORDER, stage.part_seen, 1)].build == 1


def test_what_was_seen_whole_stays_so_when_the_room_goes_back() -> None:
    stage = shown(1, 2, 3, 2, 1)

    assert stage.part_seen == ()
    assert ORDER[step_seen(ORDER, stage.part_seen, 1)].build == 2


def test_a_slide_seen_halfway_twice_keeps_the_furthest_click() -> None:
    assert shown(1, 2, 0, 1).part_seen == ((1, 1),)
    assert shown(1, 2, 0, 1, 2, 3).part_seen == ()


def test_a_move_that_is_undone_was_not_seen() -> None:
    assert undone(shown(0, 4)).seen == (0,)


def test_of_another_deck_only_what_is_on_was_seen() -> None:
    stage = with_new_deck(shown(0, 1, 4), ORDER[:3], {})
    assert (stage.seen, stage.part_seen) == ((), ())

    stage = with_new_deck(shown(0, 4, 1), ORDER, {})
    assert (stage.seen, stage.part_seen) == ((1,), ((1, 0),))
    assert stage.undo is not None
    assert stage.undo.seen == (3,)

    covered = show_screen(shown(0, 4), "lobby")
    assert with_new_deck(covered, ORDER, {}).seen == ()


def test_a_slide_that_is_gone_has_no_place() -> None:
    assert step_seen(ORDER, (), 2) == -1


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_numbers(numbers: set[int]) -> None:
    runs = ranges(sorted(numbers))

    held = [n for first, last in runs for n in range(first, last + 1)]
    assert held == sorted(numbers)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(runs))
