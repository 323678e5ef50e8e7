"""Which pictures a place in the running order shows, and which to fetch ahead."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from facilitator.domain.decks.deck import Slide
from facilitator.domain.decks.running_order import Order, step_after, step_before
from facilitator.domain.stage.turns import following

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

Pictures = dict[str, str]

# Whoever presses "next" twice waits no longer.
STEPS_ON = 2


def shown(slide: Slide, build: int) -> Pictures:
    """Return the digest of the picture for each language ("" for every other one)."""
    made: Pictures = {}
    for language in dict.fromkeys(("", *(one.language for one in slide.pictures))):
        picture = slide.picture(language)
        if picture:
            builds = (*picture.builds, picture.digest)
            made[language] = builds[min(build, len(builds) - 1)]
    return made


def coming(room: "HeldSession", step: int) -> Pictures:
    """Return the pictures of the slide or click after a place, to be fetched ahead."""
    there = next(_slides(room.order, step_after(room.order, step), step_after), step)
    return {} if there == step else _at(room, there)


def around(room: "HeldSession") -> list[Pictures]:
    """Return what the next moves may show, likeliest first.

    These are the next slides or clicks, also behind a poll, a note or a break, the one
    to come back to, and the one before.
    """
    stage, order = room.stage, room.order
    onward = following(stage, order)
    places = chain(
        () if onward is None else islice(_slides(order, onward, step_after), STEPS_ON),
        (stage.step,),
        islice(_slides(order, step_before(order, stage.step), step_before), 1),
    )
    found = [_at(room, place) for place in dict.fromkeys(places) if order]
    return [pictures for pictures in found if pictures]


def _at(room: "HeldSession", step: int) -> Pictures:
    here = room.order[step]
    if room.deck is None or here.kind != "slide":
        return {}
    return shown(room.deck.slides[here.slide], here.build)


def _slides(order: Order, step: int, way: Callable[[Order, int], int]) -> Iterator[int]:
    """Yield the places of slides from one on; a jump back does not lead in circles."""
    passed: set[int] = set()
    while step not in passed and 0 <= step < len(order):
        passed.add(step)
        if order[step].kind == "slide":
            yield step
        step = way(order, step)
