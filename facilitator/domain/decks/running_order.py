"""The running order: slides click by click, with polls, notes and breaks between."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from facilitator.domain.decks.deck import Deck, Slide

StepKind = Literal["slide", "poll", "note", "break"]


@dataclass(frozen=True, slots=True)
class Step:
    """One place in the running order, tied to a slide by its zero-based index.

    A slide takes one step for each click (`build`, counted from zero); `note` is the
    content note before it, `break` a break of some `minutes` after it. A poll is one
    by name; where a slide is that poll, `slide` is its index, else that of the slide
    before it (-1: none). `onward` is the step that comes next (-1: the one after).
    """

    kind: StepKind
    slide: int = -1
    poll: str = ""
    build: int = 0
    minutes: int = 0
    onward: int = field(default=-1, compare=False)


Order = tuple[Step, ...]


def running_order(
    deck: Deck | None,
    placed: tuple[tuple[int, str], ...] = (),
    known: Container[str] | None = None,
) -> Order:
    """Return the steps of a session: visible slides, with polls between them.

    `placed` are (slide index, poll) pairs put in at the desk; -1 stands before the
    first slide. They win over the place that the deck's own notes give a poll. Polls
    that are not `known` are left out: a deck may name some that this plan lacks.
    """
    if known is not None:
        placed = tuple(place for place in placed if place[1] in known)
    order = [Step("poll", poll=name) for after, name in placed if after < 0]
    moved_at_desk = {name for _, name in placed}
    jumps: dict[int, int] = {}
    for index, slide in enumerate(deck.slides if deck else ()):
        if slide.hidden:
            continue
        order += _steps_of(slide, index, known)
        names = [name for after, name in placed if after == index]
        noted = [name for name in slide.polls if known is None or name in known]
        names += [name for name in noted if name not in moved_at_desk]
        order += [Step("poll", index, poll=name) for name in dict.fromkeys(names)]
        if slide.break_minutes:
            order.append(Step("break", index, minutes=slide.break_minutes))
        if slide.skip_to >= 0:
            jumps[len(order) - 1] = slide.skip_to
    return tuple(
        replace(step, onward=_first_of(order, jumps[place])) if place in jumps else step
        for place, step in enumerate(order)
    )


def _steps_of(slide: Slide, index: int, known: Container[str] | None) -> Iterator[Step]:
    if any(text.content_note for text in slide.texts):
        yield Step("note", index)
    if slide.question and (known is None or slide.question in known):
        yield Step("poll", index, poll=slide.question)
        return
    for build in range(slide.clicks):
        yield Step("slide", index, build=build)


def _first_of(order: list[Step], slide: int) -> int:
    """Return the first place of a slide (-1: it is hidden or not there)."""
    opens = (
        place
        for place, step in enumerate(order)
        if step.slide == slide and step.kind != "break"
    )
    return next(opens, -1)


def step_after(order: Order, step: int) -> int:
    """Return the place that comes after one; the last stays."""
    onward = order[step].onward if step < len(order) else -1
    return onward if onward >= 0 else min(step + 1, len(order) - 1)


def step_before(order: Order, step: int) -> int:
    """Return the place that leads to one; the first stays."""
    leads = (place for place, one in enumerate(order) if one.onward == step)
    return next(leads, max(0, min(step, len(order)) - 1))
