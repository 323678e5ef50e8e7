"""What "next" and "previous" show: each place of the running order in its turn."""

from datetime import datetime

from facilitator.domain.decks.running_order import Order, Step, step_after, step_before
from facilitator.domain.stage.stage import (
    IN_ORDER,
    NoSuchStepError,
    Stage,
    show_step,
    uncover,
)


def _is_at_its_step(stage: Stage, order: Order) -> bool:
    """Whether to go on from the place: the screen is its own, or it had its turn.

    A break may be taken and a poll brought at any place.
    """
    there = order[stage.step] if stage.step < len(order) else None
    if stage.screen == "break":
        return there is not None and there.kind == "break"
    if stage.screen == "poll" and there and there.poll != stage.poll:
        return _had_its_turn(stage, there)
    return stage.screen in IN_ORDER


def _had_its_turn(stage: Stage, there: Step) -> bool:
    """Whether the room saw the slide of a place, or was asked its poll.

    A break is on from the moment at which its turn comes.
    """
    if there.kind == "poll":
        return stage.poll_state(there.poll).phase != "ready"
    return there.kind == "break" or there.slide in stage.seen


def following(stage: Stage, order: Order) -> int | None:
    """Return the place that "next" shows, or None where the order is at its end."""
    if not order:
        return None
    if not _is_at_its_step(stage, order):
        return min(stage.step, len(order) - 1)
    there = step_after(order, stage.step)
    return there if there != stage.step else None


def advance(stage: Stage, order: Order, by: int, now: datetime | None = None) -> Stage:
    """Go one step on or back; out of lobby, calm or black return to where we were."""
    if not order:
        raise NoSuchStepError(what="slide")
    if stage.screen in ("calm", "black") and stage.uncovered in IN_ORDER:
        return uncover(stage)
    if not _is_at_its_step(stage, order):
        return show_step(stage, order, min(stage.step, len(order) - 1), now)
    if by < 0:
        return show_step(stage, order, step_before(order, stage.step), now)
    there = following(stage, order)
    return show_step(stage, order, stage.step if there is None else there, now)
