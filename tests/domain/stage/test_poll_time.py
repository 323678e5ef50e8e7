"""When a poll takes answers: its countdown, the grace, and longer time."""

from datetime import UTC, datetime, timedelta

import pytest

from facilitator.domain.stage.poll_time import (
    GRACE,
    MOST_SECONDS,
    add_seconds,
    closed_when_over,
    counting_down,
    late_poll,
    longer_until,
    stop_counting,
    takes_answers,
)
from facilitator.domain.stage.stage import (
    PollNotOpenError,
    PollState,
    Stage,
    ask_again,
    close_poll,
    open_poll,
    show_results,
    undone,
)

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def asked(seconds: int = 30) -> Stage:
    """Return a stage on which a poll with a countdown was opened at noon."""
    return counting_down(open_poll(Stage(), "a"), "a", NOON, seconds)


def takes(stage: Stage, seconds: float, *, more: bool = False) -> bool:
    return takes_answers(stage.poll_state("a"), after(seconds), has_more_time=more)


def test_a_poll_without_a_countdown_is_open_until_somebody_closes_it() -> None:
    stage = open_poll(Stage(), "a")

    assert closed_when_over(stage, after(86_400)) is stage
    assert takes(stage, 86_400)
    assert not takes(close_poll(stage, "a"), 0, more=True)


def test_a_poll_closes_when_its_time_is_over_and_not_before() -> None:
    stage = asked()

    assert closed_when_over(stage, after(29.999)) is stage
    closed = closed_when_over(stage, after(30))
    assert closed.poll_state("a") == PollState(
        "a", phase="closed", begun_at=NOON, closes_at=after(30)
    )
    assert closed.version == stage.version + 1


@pytest.mark.parametrize(
    ("seconds", "everybody", "with_more_time"),
    [
        (30, True, True),
        (30 + GRACE.total_seconds(), True, True),
        (32.001, False, True),
        (60 + GRACE.total_seconds(), False, True),
        (62.001, False, False),
    ],
)
def test_late_answers_count_within_the_grace_and_within_twice_the_time(
    seconds: float, everybody: bool, with_more_time: bool
) -> None:
    # Whether or not somebody has noticed yet that the time is over.
    for stage in (asked(), closed_when_over(asked(), after(30))):
        assert takes(stage, seconds) is everybody
        assert takes(stage, seconds, more=True) is with_more_time


def test_whoever_has_more_time_has_twice_what_everybody_got() -> None:
    stage = add_seconds(asked(), "a", after(20), 30)

    state = stage.poll_state("a")
    assert (state.closes_at, longer_until(state)) == (after(60), after(120))


def test_time_added_to_a_poll_without_a_countdown_begins_one() -> None:
    stage = add_seconds(open_poll(Stage(), "a"), "a", after(7), 30)

    state = stage.poll_state("a")
    assert (state.begun_at, state.closes_at) == (after(7), after(37))


def test_no_poll_is_open_longer_than_the_longest_by_its_countdown() -> None:
    stage = asked()
    for _ in range(100):
        stage = add_seconds(stage, "a", NOON, MOST_SECONDS)

    assert stage.poll_state("a").closes_at == after(MOST_SECONDS)


def test_a_countdown_that_is_stopped_leaves_the_poll_open() -> None:
    stage = stop_counting(asked(), "a")

    assert stage.poll_state("a") == PollState("a", phase="open")
    assert closed_when_over(stage, after(31)) is stage


def test_time_is_added_to_open_polls_alone() -> None:
    closed = closed_when_over(asked(), after(30))
    for move in (stop_counting, lambda s, n: add_seconds(s, n, after(31), 30)):
        with pytest.raises(PollNotOpenError):
            move(closed, "a")


@pytest.mark.parametrize(
    "end",
    [
        lambda stage: show_results(stage, "a", shown=True),
        lambda stage: open_poll(stage, "b"),
        lambda stage: ask_again(stage, "a"),
    ],
    ids=["results shown", "another poll", "another round"],
)
def test_longer_time_ends_with_what_would_tell_the_answer(end: object) -> None:
    closed = closed_when_over(asked(), after(30))
    assert late_poll(closed, after(40)) == closed.poll_state("a")

    ended = end(closed)  # type: ignore[operator]

    assert late_poll(ended, after(40)) is None


def test_a_poll_closed_by_hand_is_closed_for_everybody() -> None:
    closed = close_poll(asked(), "a")

    assert late_poll(closed, after(10)) is None
    assert not takes(closed, 10, more=True)


def test_undo_after_the_time_takes_back_the_trainers_move() -> None:
    stage = asked()
    closed = closed_when_over(stage, after(30))

    assert undone(closed).poll_state("a") == PollState("a")


def test_hidden_results_leave_whoever_needs_it_their_time() -> None:
    closed = closed_when_over(asked(), after(30))

    hidden = show_results(closed, "a", shown=False)

    assert late_poll(hidden, after(59)) == hidden.poll_state("a")
    assert late_poll(hidden, after(60)) is None
