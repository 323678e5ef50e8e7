"""What is on, and how it moves."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.decks.deck import Deck, Slide, SlideText
from facilitator.domain.decks.running_order import Order, Step, running_order
from facilitator.domain.stage.restaging import reordered
from facilitator.domain.stage.stage import (
    AgendaMark,
    NoSuchStepError,
    NothingToUndoError,
    PollNotOpenError,
    PollState,
    Screen,
    Stage,
    ask_again,
    begin_item,
    choose_poll,
    close_poll,
    open_poll,
    show_results,
    show_screen,
    show_step,
    show_texts,
    uncover,
    undone,
)
from facilitator.domain.stage.turns import advance, following


def slide(*polls: str, hidden: bool = False) -> Slide:
    """Return a slide whose notes place these polls."""
    return Slide((SlideText("en", "A title"),), hidden=hidden, polls=polls)


DECK = Deck("A deck", (slide("a"), slide(hidden=True), slide()), "x.pptx")
PLACES = ((-1, "first"), (0, "b"), (0, "a"), (2, "c"))
ORDER = running_order(DECK, PLACES)


def test_the_running_order_has_slides_that_show_with_polls_between() -> None:
    assert running_order(DECK, PLACES) == (
        Step("poll", poll="first"),
        Step("slide", slide=0),
        Step("poll", slide=0, poll="b"),
        Step("poll", slide=0, poll="a"),
        Step("slide", slide=2),
        Step("poll", slide=2, poll="c"),
    )


def test_without_a_deck_only_polls_before_it_have_a_place() -> None:
    assert running_order(None, ((-1, "first"), (3, "c"))) == (
        Step("poll", poll="first"),
    )


def test_going_on_shows_slides_and_polls_in_turn_and_stops_at_the_ends() -> None:
    stage = show_step(Stage(), ORDER, 4)
    last = advance(advance(stage, ORDER, 1), ORDER, 1)
    first = show_step(Stage(), ORDER, 0)

    assert (stage.screen, stage.step, stage.poll) == ("slide", 4, "")
    assert (last.screen, last.step, last.poll) == ("poll", 5, "c")
    assert advance(stage, ORDER, -1).step == 3
    assert advance(first, ORDER, -1).step == 0
    assert (first.screen, first.step, first.poll) == ("poll", 0, "first")


def test_a_poll_comes_up_ready_and_not_yet_open() -> None:
    assert show_step(Stage(), ORDER, 2).open_poll is None


@pytest.mark.parametrize("step", [-1, 6])
def test_a_place_outside_the_running_order_is_refused(step: int) -> None:
    with pytest.raises(NoSuchStepError, match="There is no such slide here"):
        show_step(Stage(), ORDER, step)


def test_nothing_can_be_shown_of_an_empty_session() -> None:
    with pytest.raises(NoSuchStepError):
        advance(Stage(), (), 1)


def test_the_first_step_out_of_the_lobby_is_where_the_room_was() -> None:
    lobby = show_screen(show_step(Stage(), ORDER, 3), "lobby")

    assert advance(lobby, ORDER, 1).step == 3


def test_calm_and_black_hide_what_was_on_and_give_it_back() -> None:
    stage = show_step(Stage(), ORDER, 3)
    dark = show_screen(show_screen(stage, "calm"), "black")

    assert (dark.screen, dark.uncovered) == ("black", "poll")
    assert uncover(dark).screen == "poll"
    assert (advance(dark, ORDER, 1).screen, advance(dark, ORDER, 1).step) == ("poll", 3)


def test_opening_a_poll_closes_the_one_that_was_open() -> None:
    stage = open_poll(open_poll(Stage(), "a"), "b")

    assert stage.polls == (PollState("a", 1, "closed"), PollState("b", 1, "open"))
    assert stage.open_poll == PollState("b", 1, "open")


def test_closing_can_show_the_results_in_the_same_move() -> None:
    stage = open_poll(Stage(), "a")
    closed = close_poll(stage, "a", show=True)

    assert closed.poll_state("a") == PollState("a", 1, "closed", results_shown=True)
    assert closed.version == stage.version + 1


def test_a_poll_that_is_not_open_cannot_be_closed() -> None:
    with pytest.raises(PollNotOpenError):
        close_poll(Stage(), "a")


def test_results_are_hidden_again_when_a_poll_opens_again() -> None:
    stage = show_results(close_poll(open_poll(Stage(), "a"), "a"), "a", shown=True)

    assert open_poll(stage, "a").poll_state("a") == PollState("a", 1, "open")


def test_asking_again_begins_a_round_of_its_own() -> None:
    stage = show_texts(close_poll(open_poll(Stage(), "a"), "a"), ["t"], shown=True)
    again = ask_again(stage, "a")

    assert again.poll_state("a") == PollState("a", 2, "open")
    assert again.shown_texts == ("t",)


def test_a_text_is_let_through_once_and_taken_away() -> None:
    stage = show_texts(show_texts(Stage(), ["t"], shown=True), ["t"], shown=True)

    assert stage.shown_texts == ("t",)
    assert show_texts(stage, ["t"], shown=False).shown_texts == ()


def test_an_agenda_item_begins_once() -> None:
    first, later = (datetime(2026, 3, 10, 13, m, tzinfo=UTC) for m in (0, 9))
    stage = begin_item(begin_item(Stage(), "stop", first), "stop", later)

    assert stage.agenda == (AgendaMark("stop", first),)


def test_the_room_keeps_its_slide_when_the_running_order_changes() -> None:
    slides = tuple(Step("slide", slide=index) for index in range(4))
    poll = Step("poll", poll="one")
    stage = show_step(show_step(Stage(), slides, 2), slides, 3)

    later = reordered(stage, slides, (poll, *slides))
    shorter = reordered(stage, slides, (slides[0], poll))

    assert (later.step, later.undo and later.undo.step) == (4, 3)
    assert (shorter.step, shorter.undo and shorter.undo.step) == (0, 0)
    assert reordered(stage, slides, ()).step == 0


def test_undo_gives_the_last_move_back_once() -> None:
    stage = show_step(Stage(), ORDER, 3)
    back = undone(open_poll(stage, "a"))

    assert (back.screen, back.step, back.open_poll) == ("poll", 3, None)
    assert back.version == stage.version + 2
    with pytest.raises(NothingToUndoError):
        undone(back)


def test_a_poll_whose_turn_came_waits_while_another_is_brought_in_between() -> None:
    waiting = show_step(Stage(), ORDER, 2)  # "b" has come up, and was not opened
    between = close_poll(open_poll(waiting, "z"), "z", show=True)
    asked = close_poll(open_poll(waiting, "b"), "b")

    assert following(between, ORDER) == 2
    back = advance(between, ORDER, 1)
    assert (back.screen, back.step, back.poll) == ("poll", 2, "b")
    # Once it was asked, or passed over while it was on, the session goes on.
    assert advance(choose_poll(asked, "z"), ORDER, 1).step == 3
    assert advance(back, ORDER, 1).step == 3


def test_a_poll_brought_out_of_order_comes_again_when_its_turn_comes() -> None:
    slide_on = show_step(Stage(), ORDER, 4)
    early = choose_poll(close_poll(open_poll(slide_on, "c"), "c"), "z")

    there = advance(early, ORDER, 1)

    assert (there.step, there.poll) == (5, "c")
    assert there.poll_state("c").phase == "closed"


@pytest.mark.parametrize("order", [ORDER, ORDER[1:], (Step("note", 0), *ORDER[1:])])
def test_a_poll_out_of_the_lobby_does_not_pass_over_what_comes_first(
    order: Order,
) -> None:
    icebreaker = close_poll(open_poll(Stage(), "z"), "z")

    first = advance(icebreaker, order, 1)

    assert following(icebreaker, order) == 0
    assert (first.step, first.screen) == (0, order[0].kind)
    assert advance(first, order, 1).step == 1


Move = Callable[[Stage], Stage]
_SCREENS: tuple[Screen, ...] = ("lobby", "calm", "black", "sign-out")
_NAMES = st.sampled_from("abc")
_MOVES: st.SearchStrategy[Move] = st.one_of(
    st.integers(0, 5).map(lambda n: lambda s: show_step(s, ORDER, n)),
    st.sampled_from([-1, 1]).map(lambda n: lambda s: advance(s, ORDER, n)),
    _NAMES.map(lambda name: lambda s: open_poll(s, name)),
    _NAMES.map(lambda name: lambda s: close_poll(s, name, show=True)),
    _NAMES.map(lambda name: lambda s: ask_again(s, name)),
    _NAMES.map(lambda name: lambda s: choose_poll(s, name)),
    _NAMES.map(lambda name: lambda s: show_results(s, name, shown=True)),
    st.sampled_from(_SCREENS).map(lambda screen: lambda s: show_screen(s, screen)),
    st.sampled_from([uncover, undone]),
)


@given(st.lists(_MOVES, max_size=30))
def test_whatever_the_trainer_does_one_poll_is_open_and_versions_grow(
    moves: list[Move],
) -> None:
    stage = Stage()
    for move in moves:
        try:
            after = move(stage)
        except (PollNotOpenError, NothingToUndoError):
            continue
        assert after.version == stage.version + 1
        assert sum(p.phase == "open" for p in after.polls) <= 1
        assert len({p.name for p in after.polls}) == len(after.polls)
        assert after.undo is None or after.undo.undo is None
        stage = after


def test_the_room_keeps_its_slide_when_its_clicks_go_or_come() -> None:
    clicks = (*(Step("slide", 0, build=n) for n in range(3)), Step("slide", 1))
    whole = (Step("slide", 0), Step("slide", 1))
    last_click = Stage(screen="slide", step=2)

    assert reordered(last_click, clicks, whole).step == 0
    assert reordered(Stage(screen="slide", step=3), clicks, whole).step == 1
    assert reordered(Stage(screen="slide", step=1), whole, clicks).step == 3


def test_a_slide_that_was_seen_whole_stays_whole_when_its_clicks_come() -> None:
    clicks = (*(Step("slide", 0, build=n) for n in range(3)), Step("slide", 1))
    whole = (Step("slide", 0), Step("slide", 1))
    seen = show_step(Stage(), whole, 0)

    assert reordered(seen, whole, clicks).step == 2
    assert reordered(show_screen(seen, "break"), whole, clicks).step == 2
    assert advance(reordered(seen, whole, clicks), clicks, 1).step == 3
    back = undone(reordered(show_screen(seen, "calm"), whole, clicks))
    assert back.step == 2
    # One that nobody has seen yet begins before its first click,
    assert reordered(Stage(screen="lobby"), whole, clicks).step == 0
    # and so does one of another deck, and of a newer version that was not seen there.
    assert reordered(seen, whole, clicks, {}).step == 0
    assert reordered(seen, whole, clicks, {0: 1}).step == 0
    assert reordered(seen, whole, clicks, {0: 0}).step == 2
    # Half way through it stays where it is.
    assert reordered(show_step(seen, clicks, 1), clicks, clicks).step == 1
