"""What is on now: one value that every screen is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from facilitator.domain.decks.running_order import Order
from facilitator.domain.stage.asking import Asking
from facilitator.domain.stage.moderation import Moderation
from facilitator.domain.stage.seen import Parts, Seen, parts_with, seen_with
from facilitator.errors import FacilitatorError

Screen = Literal[
    "lobby",
    "slide",
    "poll",
    "note",
    "break",
    "worksheet",
    "question",
    "sign-out",
    "calm",
    "black",
]
# The screens of the running order; the others lie over it.
IN_ORDER: frozenset[Screen] = frozenset({"slide", "poll", "note", "break"})
Region = tuple[float, float, float, float]
Phase = Literal["ready", "open", "closed"]


class NoSuchStepError(FacilitatorError):
    """A move names a slide or a poll that the session does not have."""

    code = "no-such-step"
    status = 404
    sentence = "There is no {what} here."


class PollNotOpenError(FacilitatorError):
    """An answer or a move needs an open poll, and this one is not."""

    code = "poll-not-open"
    status = 409
    sentence = "This question is closed. Your earlier answer, if any, still counts."


class NothingToUndoError(FacilitatorError):
    """Undo was asked for before the first move."""

    code = "nothing-to-undo"
    status = 409
    sentence = "There is nothing to undo."


@dataclass(frozen=True, slots=True)
class PollState:
    """One question as it is being asked: its round, whether it takes answers.

    `compared` is the earlier round shown beside this one, 0 for none. A countdown runs
    from `begun_at` to `closes_at`; a closed poll that has them was closed by it.
    """

    name: str
    round: int = 1
    phase: Phase = "ready"
    results_shown: bool = False
    compared: int = 0
    begun_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def untimed(self) -> "PollState":
        """The same without a countdown: nobody's answer is waited for any more."""
        return replace(self, begun_at=None, closes_at=None)


@dataclass(frozen=True, slots=True)
class AgendaMark:
    """The moment an agenda item actually began."""

    item: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the screens show, but for the words and the counts.

    `step` is the place in the running order; `polls` holds one state per poll asked
    so far, newest round; `poll` names the one on stage ("" for none). `shown_texts`
    are the random ids of written answers that the trainer let through, `moderation`
    what else was decided about them; `shown_page` is the zero-based page of the
    worksheet shown. `language` is the projector's.
    `phone_results` says whether phones see results once they are shown.
    `uncovered` is the screen under calm or black. `zoom` is the part of the slide that
    fills the wall: left, top, width and height as shares of it. `timer_ends` is when
    the countdown on the wall is over, `playing` the digest of the video or sound that
    plays. `seen` are the slides that the room has seen, by zero-based index, ascending;
    `part_seen` has the furthest click of those not clicked through. `asking` is about
    the room's questions, `under` the screen under the one on stage. `ended_at` is when
    the session was finished; so many phones were `coded` for the follow-up by then.
    `made_by` is the name of the trainer's move that led here, which undo takes back.
    """

    version: int = 0
    screen: Screen = "lobby"
    uncovered: Screen = "lobby"
    step: int = 0
    poll: str = ""
    polls: tuple[PollState, ...] = ()
    shown_texts: tuple[str, ...] = ()
    moderation: Moderation = field(default_factory=Moderation)
    shown_worksheet: str = ""
    shown_page: int = 0
    evaluation_open: bool = False
    worksheet_open: bool = False
    pre_open: bool = False
    post_open: bool = False
    sign_out_open: bool = False
    follow: bool = True
    phone_results: bool = True
    corner: bool = True
    language: str = "en"
    zoom: Region | None = None
    timer_ends: datetime | None = None
    playing: str = ""
    seen: Seen = ()
    part_seen: Parts = ()
    coded: int = 0
    agenda: tuple[AgendaMark, ...] = ()
    asking: Asking = field(default_factory=Asking)
    under: Screen = "lobby"
    finished: bool = False
    ended_at: datetime | None = None
    made_by: str = ""
    undo: "Stage | None" = field(default=None, compare=False)

    def poll_state(self, name: str) -> PollState:
        """Return how the poll stands; a poll never asked is ready for round 1."""
        return next((p for p in self.polls if p.name == name), PollState(name))

    @property
    def open_poll(self) -> PollState | None:
        """The poll that takes answers now; at most one does."""
        return next((p for p in self.polls if p.phase == "open"), None)


def moved(stage: Stage, **changes: object) -> Stage:
    """Return the next version of the stage, which remembers this one for undo.

    A break that is left takes its countdown along, and what plays on a slide stops
    when the slide is covered or left.
    """
    after = replace(
        stage,
        version=stage.version + 1,
        undo=replace(stage, undo=None),
        **changes,  # type: ignore[arg-type]
    )
    if stage.uncovered == "break" and after.uncovered != "break":
        after = replace(after, timer_ends=None)
    return after if after.screen == "slide" else replace(after, playing="")


def show_step(
    stage: Stage, order: Order, step: int, now: datetime | None = None
) -> Stage:
    """Show a place in the running order; a poll comes up ready, not yet open.

    A break's countdown begins `now`, when it is first shown; without it the break has
    no end.
    """
    if not 0 <= step < len(order):
        raise NoSuchStepError(what="such slide")
    there = order[step]
    ends = stage.timer_ends
    if there.kind == "break" and (stage.screen, stage.step) != ("break", step):
        ends = now + timedelta(minutes=there.minutes) if now else None
    return moved(
        stage,
        step=step,
        screen=there.kind,
        uncovered=there.kind,
        poll=there.poll,
        zoom=None,
        playing="",
        timer_ends=ends,
        seen=seen_with(stage.seen, there),
        part_seen=parts_with(stage.part_seen, stage.seen, order, there),
    )


def show_screen(stage: Stage, screen: Screen) -> Stage:
    """Show a screen that is no step: lobby, sign-out, worksheet, calm, black."""
    if screen in ("calm", "black"):
        under = stage.uncovered if stage.screen in ("calm", "black") else stage.screen
        return moved(stage, screen=screen, uncovered=under)
    return moved(stage, screen=screen, uncovered=screen)


def uncover(stage: Stage) -> Stage:
    """Take calm or black away."""
    return moved(stage, screen=stage.uncovered)


def _with_poll(stage: Stage, state: PollState, **changes: object) -> Stage:
    others = tuple(p for p in stage.polls if p.name != state.name)
    if state.phase == "open":
        others = tuple(
            replace(p.untimed, phase="closed") if p.phase == "open" else p.untimed
            for p in others
        )
    return moved(stage, polls=(*others, state), **changes)


def choose_poll(stage: Stage, name: str) -> Stage:
    """Put a poll on stage without opening it."""
    return moved(stage, poll=name, screen="poll", uncovered="poll")


def open_poll(stage: Stage, name: str, *, live: bool = False) -> Stage:
    """Let phones answer; any other open poll closes.

    `live` shows the results on the wall while they come in.
    """
    before = stage.poll_state(name).untimed
    state = replace(before, phase="open", results_shown=live)
    return _with_poll(stage, state, poll=name, screen="poll", uncovered="poll")


def close_poll(stage: Stage, name: str, *, show: bool = False) -> Stage:
    """Stop taking answers, and show the results in the same move if asked."""
    state = stage.poll_state(name)
    if state.phase != "open":
        raise PollNotOpenError
    shown = show or state.results_shown
    return _with_poll(
        stage, replace(state.untimed, phase="closed", results_shown=shown)
    )


def show_results(stage: Stage, name: str, *, shown: bool) -> Stage:
    """Show or hide the results of a poll.

    Whoever still has time for a closed one has none once its results are shown.
    """
    state = stage.poll_state(name)
    if shown and state.phase == "closed":
        state = state.untimed
    return _with_poll(stage, replace(state, results_shown=shown))


def compare_rounds(stage: Stage, name: str, earlier: int) -> Stage:
    """Show an earlier round beside the newest, or none (0); whether shown stays."""
    state = stage.poll_state(name)
    if not 0 <= earlier < state.round:
        raise NoSuchStepError(what="such round")
    return _with_poll(stage, replace(state, compared=earlier))


def ask_again(stage: Stage, name: str, last: int = 0, *, live: bool = False) -> Stage:
    """Ask the question anew; answers of the earlier rounds are kept, apart.

    So are the texts let through: they belong to their round.
    `last` is the highest round that has an answer: an undo may have taken the stage
    back behind it.
    """
    state = stage.poll_state(name)
    number = max(state.round, last) + 1
    fresh = PollState(name, round=number, phase="open", results_shown=live)
    return _with_poll(stage, fresh, poll=name, screen="poll", uncovered="poll")


def show_texts(stage: Stage, texts: Sequence[str], *, shown: bool) -> Stage:
    """Let written answers through to the projector, or take them away."""
    kept = tuple(t for t in stage.shown_texts if t not in texts)
    return moved(stage, shown_texts=(*kept, *texts) if shown else kept)


def begin_item(stage: Stage, item: str, at: datetime) -> Stage:
    """Note that an agenda item began; going back to an earlier item changes nothing."""
    if any(mark.item == item for mark in stage.agenda):
        return stage
    return replace(stage, agenda=(*stage.agenda, AgendaMark(item, at)))


def undone(stage: Stage) -> Stage:
    """Return the stage before the last move, as a newer version."""
    if stage.undo is None:
        raise NothingToUndoError
    return replace(stage.undo, version=stage.version + 1, undo=None)
