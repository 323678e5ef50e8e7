"""What is on stage once the running order or the deck under it has changed."""

from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.decks.running_order import Order, Step
from facilitator.domain.stage.seen import parts_with, seen_with
from facilitator.domain.stage.stage import Screen, Stage


def reordered(
    stage: Stage,
    before: Order,
    order: Order,
    moved: Mapping[int, int] | None = None,
) -> Stage:
    """Return the stage in a changed running order: the room keeps its slide.

    A slide that the room sees whole stays whole, also where it has clicks now. Where
    its click is gone, it is the last one that the slide still has; where the slide or
    poll is gone, the nearest place that there is. The stage that undo goes back to
    moves along.

    Args:
        stage: as it was.
        before: the running order until now, its slides as the deck counts them now.
        order: the one from now on.
        moved: where the slides of an earlier deck are (None: it is the same deck).
    """
    there = before[stage.step] if stage.step < len(before) else None
    seen = stage.seen if moved is None else [moved.get(one) for one in stage.seen]
    if there and there.slide in seen and _is_whole(stage, before, there):
        step = _same_slide(order, there, min(stage.step, len(order) - 1))
    elif there in order:
        step = order.index(there)
    else:
        step = _same_slide(order, there, min(stage.step, len(order) - 1))
    is_note = 0 <= step < len(order) and order[step].kind == "note"
    if stage.screen == "slide" or (stage.screen == "note" and not is_note):
        step = _slide_near(order, step)
    # Where a note is gone, its slide is shown.
    note: Screen = "note" if is_note else "slide"
    return replace(
        stage,
        step=step,
        screen=note if stage.screen == "note" else stage.screen,
        uncovered=note if stage.uncovered == "note" else stage.uncovered,
        undo=stage.undo and reordered(stage.undo, before, order, moved),
    )


def _is_whole(stage: Stage, before: Order, there: Step) -> bool:
    """Whether the place on stage shows all of a slide."""
    return there.kind == "slide" and _same_slide(before, there, -1) == stage.step


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
        playing="",
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
