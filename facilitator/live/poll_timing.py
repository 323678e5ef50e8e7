"""Polls that close by themselves, and phones that have more time."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitator.domain.stage import poll_time
from facilitator.domain.stage import stage as on
from facilitator.domain.stage.poll_time import (
    LEAST_SECONDS,
    MOST_SECONDS,
    TimeIsUpError,
)
from facilitator.domain.stage.stage import NoSuchStepError, PollNotOpenError, Stage
from facilitator.domain.surveys.survey import Question
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live import asked_polls
from facilitator.live.held import HeldSession

Given = Mapping[str, object]
Move = Callable[["HeldSession", Given], Stage]

if TYPE_CHECKING:
    from datetime import datetime


class PollTiming(HeldSession):
    """The countdown of the open poll, which the laptop keeps to by its own clock."""

    @property
    def closes_at(self) -> "datetime | None":
        """When the open poll closes by itself; None where it does not."""
        poll = self.stage.open_poll
        return poll.closes_at if poll else None

    def close_when_over(self) -> None:
        """Close the open poll if its time is over, and tell the screens.

        Phones knew when it would be; they are told only what they cannot know.
        """
        if not poll_time.is_over(self.stage, self.clock()):
            return
        with self.lock:
            stage = poll_time.closed_when_over(self.stage, self.clock())
            if stage is self.stage:
                return
            foreseen = asked_polls.after_its_time(self)
            self.sessions.keep_stage(self.session, stage)
            self.stage = stage
            now_seen = asked_polls.phone_poll(self), asked_polls.phone_results(self)
        if now_seen == (foreseen, None):
            self.audience.time_was_up(self.session.id)
        else:
            self.audience.stage_changed(self.session.id)

    def count_anew(self) -> None:
        """Tell the screens what time it is: the laptop's clock was put right."""
        self.audience.stage_changed(self.session.id)

    def ask_for_more_time(self, phone: str, *, wanted: bool) -> None:
        """Keep for this session that a phone needs more time, or that it does not.

        Raises:
            SessionClosedError: the session has ended.
            TimeIsUpError: the question that everybody just answered is over; whoever
                asks now would answer later than the others, knowing more.
        """
        if self.is_over or not phone:
            raise SessionClosedError
        session = self.session.id
        if not wanted:
            self.responses.forget_more_time(session, phone)
        elif not self.responses.has_more_time(session, phone):
            now = self.clock()
            over = poll_time.is_over(self.stage, now)
            if over or poll_time.late_poll(self.stage, now):
                raise TimeIsUpError
            self.responses.keep_more_time(session, phone)
        self.audience.people_changed(session)

    def phones_with_more_time(self) -> int:
        """Return how many phones have more time; never which."""
        return self.responses.count_more_time(self.session.id)


def check_takes(room: HeldSession, question: str, round_: int, phone: str) -> Question:
    """Return the question that an answer is for, where it comes in time.

    Raises:
        PollNotOpenError: the poll is not open, or this phone's time for it is over.
    """
    asked, state = room.polls.question(question), room.stage.poll_state(question)
    if asked is None or state.round != round_:
        raise PollNotOpenError
    now = room.clock()
    if poll_time.takes_answers(state, now, has_more_time=False):
        return asked
    # Only who comes late is looked up: a room that answers in time costs nothing.
    if poll_time.takes_answers(
        state, now, has_more_time=True
    ) and room.responses.has_more_time(room.session.id, phone):
        return asked
    raise PollNotOpenError


def asked_poll(room: HeldSession, given: Given) -> Question:
    """Return the poll that a move names, else the one on stage.

    Raises:
        NoSuchStepError: there is none.
    """
    name = given.get("poll") or room.stage.poll
    question = room.polls.question(name) if isinstance(name, str) else None
    if question is None:
        raise NoSuchStepError(what="such poll")
    return question


def open_poll(room: HeldSession, given: Given) -> Stage:
    """Open a poll, with its prepared time and way of showing or those given."""
    poll = asked_poll(room, given)
    stage = on.open_poll(room.stage, poll.name, live=_live(poll, given))
    return _timed(room, stage, poll, given)


def ask_again(room: HeldSession, given: Given) -> Stage:
    """Ask a poll in a new round; time and way of showing as when it is opened."""
    poll = asked_poll(room, given)
    rounds = room.responses.rounds(room.session.id)
    last = max((number for name, number in rounds if name == poll.name), default=0)
    stage = on.ask_again(room.stage, poll.name, last, live=_live(poll, given))
    return _timed(room, stage, poll, given)


def add_seconds(room: HeldSession, given: Given) -> Stage:
    """Give everybody some seconds more, or begin a countdown of them."""
    name, seconds = asked_poll(room, given).name, _seconds(given)
    return poll_time.add_seconds(room.stage, name, room.clock(), seconds)


def stop_counting(room: HeldSession, given: Given) -> Stage:
    """Leave the poll open until it is closed by hand."""
    return poll_time.stop_counting(room.stage, asked_poll(room, given).name)


def _timed(room: HeldSession, stage: Stage, poll: Question, given: Given) -> Stage:
    seconds = poll.seconds
    if "seconds" in given:
        seconds = 0 if given["seconds"] == 0 else _seconds(given)
    return poll_time.counting_down(stage, poll.name, room.clock(), seconds)


def _seconds(given: Given) -> int:
    seconds = given.get("seconds")
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise BadInputError(what="seconds")
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise BadInputError(what="seconds")
    return seconds


def _live(poll: Question, given: Given) -> bool:
    live = given.get("live", poll.results == "live")
    if not isinstance(live, bool):
        raise BadInputError(what="live")
    return live


MOVES: Mapping[str, Move] = {
    "open_poll": open_poll,
    "ask_again": ask_again,
    "poll_time": add_seconds,
    "stop_poll_time": stop_counting,
}
