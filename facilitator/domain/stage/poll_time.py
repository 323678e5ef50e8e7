"""The time that a poll takes answers, and the longer time of whoever asked for it."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.domain.stage.stage import PollNotOpenError, PollState, Stage, moved
from facilitator.errors import FacilitatorError

# Nobody reads a question in less, and no question takes longer.
LEAST_SECONDS, MOST_SECONDS = 5, 1_800
# What was sent in time and came late, over a slow network.
GRACE = timedelta(seconds=2)
# So many times as long for whoever needs it.
# Source: WCAG 2.2, success criterion 2.2.1: a person can make a time limit longer.
TIMES_AS_LONG = 2


class TimeIsUpError(FacilitatorError):
    """More time is asked for when the time of the question is over already."""

    code = "time-is-up"
    status = 409
    sentence = (
        "The time for this question is over. Ask for more time before the next one, "
        "or while it is open."
    )


def counting_down(stage: Stage, name: str, now: datetime, seconds: int) -> Stage:
    """Let the open poll close after so many seconds from now; 0: by hand alone."""
    state = stage.poll_state(name).untimed
    if seconds:
        ends = now + timedelta(seconds=seconds)
        state = replace(state, begun_at=now, closes_at=ends)
    return _with(stage, state)


def add_seconds(stage: Stage, name: str, now: datetime, seconds: int) -> Stage:
    """Give everybody more time; an open poll without a countdown gets one.

    Raises:
        PollNotOpenError: the poll takes no answers.
    """
    state = _open(stage, name)
    begun = state.begun_at or now
    ends = max(state.closes_at or now, now) + timedelta(seconds=seconds)
    ends = min(ends, begun + timedelta(seconds=MOST_SECONDS))
    return _with(moved(stage), replace(state, begun_at=begun, closes_at=ends))


def stop_counting(stage: Stage, name: str) -> Stage:
    """Take the countdown away: the poll stays open until it is closed by hand."""
    return _with(moved(stage), _open(stage, name).untimed)


def is_over(stage: Stage, now: datetime) -> bool:
    """Whether a poll is open whose time is over."""
    poll = stage.open_poll
    return bool(poll and poll.closes_at and poll.closes_at <= now)


def closed_when_over(stage: Stage, now: datetime) -> Stage:
    """Close the poll whose time is over; undo still takes back the trainer's move."""
    poll = stage.open_poll
    if poll is None or not is_over(stage, now):
        return stage
    closed = _with(stage, replace(poll, phase="closed"))
    return replace(closed, version=stage.version + 1)


def longer_until(state: PollState) -> datetime | None:
    """Return until when phones with more time may answer; None without a countdown."""
    if state.begun_at is None or state.closes_at is None:
        return None
    return state.begun_at + TIMES_AS_LONG * (state.closes_at - state.begun_at)


def late_poll(stage: Stage, now: datetime) -> PollState | None:
    """Return the poll whose time is over, while phones with more time may answer."""
    for state in stage.polls:
        until = longer_until(state)
        if state.phase == "closed" and until and now < until:
            return state
    return None


def takes_answers(state: PollState, now: datetime, *, has_more_time: bool) -> bool:
    """Whether a poll takes an answer that comes now, from a phone with more time."""
    until = longer_until(state)
    if until is None or state.closes_at is None:
        return state.phase == "open"
    ends = max(until, state.closes_at) if has_more_time else state.closes_at
    return state.phase != "ready" and now <= ends + GRACE


def _open(stage: Stage, name: str) -> PollState:
    state = stage.poll_state(name)
    if state.phase != "open":
        raise PollNotOpenError
    return state


def _with(stage: Stage, state: PollState) -> Stage:
    polls = tuple(state if poll.name == state.name else poll for poll in stage.polls)
    return replace(stage, polls=polls)
