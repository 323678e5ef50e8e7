"""What is on now: one value that every screen is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from facilitator.domain.running_order import Order, Step, step_after, step_before
from facilitator.domain.seen import Parts, Seen, parts_with, seen_with
from facilitator.errors import FacilitatorError

Screen = Literal[
    "lobby",
    "slide",
    "poll",
    "note",
    "break",
    "worksheet",
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
    """One question as it is being asked: its round, whether it takes answers."""

    name: str
    round: int = 1
    phase: Phase = "ready"
    results_shown: bool = False


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
    are the random ids of written answers that the trainer let through; `shown_page`
    is the zero-based page of the worksheet shown. `language` is the projector's.
    `uncovered` is the screen under calm or black. `zoom` is the part of the slide that
    fills the wall: left, top, width and height as shares of it. `timer_ends` is when
    the countdown on the wall is over, `playing` the digest of the video or sound that
    plays. `seen` are the slides that the room has seen, by zero-based index, ascending;
    `part_seen` has the furthest click of those not clicked through. `ended_at` is when
    the session was finished.
    """

    version: int = 0
    screen: Screen = "lobby"
    uncovered: Screen = "lobby"
    step: int = 0
    poll: str = ""
    polls: tuple[PollState, ...] = ()
    shown_texts: tuple[str, ...] = ()
    shown_worksheet: str = ""
    shown_page: int = 0
    evaluation_open: bool = False
    worksheet_open: bool = False
    sign_out_open: bool = False
    follow: bool = True
    corner: bool = True
    language: str = "en"
    zoom: Region | None = None
    timer_ends: datetime | None = None
    playing: str = ""
    seen: Seen = ()
    part_seen: Parts = ()
    agenda: tuple[AgendaMark, ...] = ()
    finished: bool = False
    ended_at: datetime | None = None
    undo: "Stage | None" = field(default=None, compare=False)

    def poll_state(self, name: str) -> PollState:
        """Return how the poll stands; a poll never asked is ready for round 1."""
        return next((p for p in self.polls if p.name == name), PollState(name))

    @property
    def open_poll(self) -> PollState | None:
        """The poll that takes answers now; at most one does."""
        return next((p for p in self.polls if p.phase == "open"), None)


def moved(stage: Stage, **changes: object) -> Stage:
    """Return the next version of the stage, which remembers this one for undo."""
    before = replace(stage, undo=None)
    return replace(
        stage,
        version=stage.version + 1,
        undo=before,
        **changes,  # type: ignore[arg-type]
    )


def show_step(stage: Stage, order: Order, step: int) -> Stage:
    """Show a place in the running order; a poll comes up ready, not yet open."""
    if not 0 <= step < len(order):
        raise NoSuchStepError(what="such slide")
    there = order[step]
    return moved(
        stage,
        step=step,
        screen=there.kind,
        uncovered=there.kind,
        poll=there.poll,
        zoom=None,
        playing="",
        seen=seen_with(stage.seen, there),
        part_seen=parts_with(stage.part_seen, stage.seen, order, there),
    )


def advance(stage: Stage, order: Order, by: int) -> Stage:
    """Go one step on or back; out of lobby, calm or black return to where we were."""
    if not order:
        raise NoSuchStepError(what="slide")
    if stage.screen in ("calm", "black") and stage.uncovered in IN_ORDER:
        return uncover(stage)
    if stage.screen not in IN_ORDER:
        return show_step(stage, order, min(stage.step, len(order) - 1))
    way = step_after if by > 0 else step_before
    return show_step(stage, order, way(order, stage.step))


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
    others = tuple(
        replace(p, phase="closed") if p.phase == "open" and state.phase == "open" else p
        for p in stage.polls
        if p.name != state.name
    )
    return moved(stage, polls=(*others, state), **changes)


def choose_poll(stage: Stage, name: str) -> Stage:
    """Put a poll on stage without opening it."""
    return moved(stage, poll=name, screen="poll", uncovered="poll")


def open_poll(stage: Stage, name: str) -> Stage:
    """Let phones answer; any other open poll closes."""
    state = replace(stage.poll_state(name), phase="open", results_shown=False)
    return _with_poll(stage, state, poll=name, screen="poll", uncovered="poll")


def close_poll(stage: Stage, name: str, *, show: bool = False) -> Stage:
    """Stop taking answers, and show the results in the same move if asked."""
    state = stage.poll_state(name)
    if state.phase != "open":
        raise PollNotOpenError
    return _with_poll(stage, replace(state, phase="closed", results_shown=show))


def show_results(stage: Stage, name: str, *, shown: bool) -> Stage:
    """Show or hide the results of a poll."""
    return _with_poll(stage, replace(stage.poll_state(name), results_shown=shown))


def ask_again(stage: Stage, name: str, last: int = 0) -> Stage:
    """Ask the question anew; answers of the earlier rounds are kept, apart.

    So are the texts let through: they belong to their round.
    `last` is the highest round that has an answer: an undo may have taken the stage
    back behind it.
    """
    state = stage.poll_state(name)
    fresh = PollState(name, round=max(state.round, last) + 1, phase="open")
    return _with_poll(stage, fresh, poll=name, screen="poll", uncovered="poll")


def show_text(stage: Stage, text: str, *, shown: bool) -> Stage:
    """Let one written answer through to the projector, or take it away."""
    kept = tuple(t for t in stage.shown_texts if t != text)
    return moved(stage, shown_texts=(*kept, text) if shown else kept)


def begin_item(stage: Stage, item: str, at: datetime) -> Stage:
    """Note that an agenda item began; going back to an earlier item changes nothing."""
    if any(mark.item == item for mark in stage.agenda):
        return stage
    return replace(stage, agenda=(*stage.agenda, AgendaMark(item, at)))


def reordered(stage: Stage, before: Order, order: Order) -> Stage:
    """Return the stage in a changed running order: the room keeps its slide.

    Where its click is gone, it is the last one that the slide still has; where the
    slide or poll is gone, the nearest place that there is. The stage that undo goes
    back to moves along.
    """
    there = before[stage.step] if stage.step < len(before) else None
    if there in order:
        step = order.index(there)
    else:
        step = _same_slide(order, there, min(stage.step, len(order) - 1))
    if stage.screen == "slide":
        step = _slide_near(order, step)
    undo = stage.undo and reordered(stage.undo, before, order)
    return replace(stage, step=step, undo=undo)


def _same_slide(order: Order, there: Step | None, otherwise: int) -> int:
    same = (
        index
        for index, step in enumerate(order)
        if there and step.kind == there.kind == "slide" and step.slide == there.slide
    )
    return max(same, default=max(0, otherwise))


def _slide_near(order: Order, step: int) -> int:
    slides = [index for index, there in enumerate(order) if there.kind == "slide"]
    return min(slides, key=lambda index: abs(index - step), default=step)


def with_new_deck(stage: Stage, order: Order, moved: Mapping[int, int]) -> Stage:
    """Return the stage with another deck on it.

    Of a newer version the room has seen what it saw of the earlier one: `moved` says
    where those slides are now. Of any other deck it has seen what is on. The stage
    that undo goes back to has seen as little.
    """
    undo = stage.undo and with_new_deck(stage.undo, order, moved)
    fresh = replace(
        stage,
        seen=tuple(sorted(moved[slide] for slide in stage.seen if slide in moved)),
        part_seen=tuple(
            sorted((moved[slide], n) for slide, n in stage.part_seen if slide in moved)
        ),
        zoom=None,
        undo=undo,
    )
    if stage.screen != "slide" or stage.step >= len(order):
        return fresh
    there = order[stage.step]
    return replace(
        fresh,
        seen=seen_with(fresh.seen, there),
        part_seen=parts_with(fresh.part_seen, fresh.seen, order, there),
    )


def undone(stage: Stage) -> Stage:
    """Return the stage before the last move, as a newer version."""
    if stage.undo is None:
        raise NothingToUndoError
    return replace(stage.undo, version=stage.version + 1, undo=None)
