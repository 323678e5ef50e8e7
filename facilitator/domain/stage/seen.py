"""Which slides the room has seen, and how far each was clicked through."""

from collections.abc import Iterable

from facilitator.domain.decks.running_order import Order, Step

# Zero-based slide indexes, ascending.
Seen = tuple[int, ...]
# (slide, highest click seen) of slides that were not clicked through to their end.
Parts = tuple[tuple[int, int], ...]


def seen_with(seen: Seen, there: Step) -> Seen:
    """Return the slides seen once the room has come to a step."""
    if there.kind != "slide" or there.slide in seen:
        return seen
    return tuple(sorted((*seen, there.slide)))


def parts_with(parts: Parts, seen: Seen, order: Order, there: Step) -> Parts:
    """Return the slides seen in part once the room has come to a step.

    Args:
        parts: those before.
        seen: the slides seen before.
        order: the running order.
        there: the step that the room comes to.
    """
    if there.kind != "slide":
        return parts
    slide, last = there.slide, _last_click(order, there.slide)
    known = dict(parts)
    before = known.pop(slide, last if slide in seen else 0)
    if (furthest := max(before, there.build)) < last:
        known[slide] = furthest
    return tuple(sorted(known.items()))


def step_seen(order: Order, parts: Parts, slide: int) -> int:
    """Return the place that shows as much of a seen slide as the room has seen.

    -1 where the running order does not have the slide.
    """
    clicks = {
        step.build: place
        for place, step in enumerate(order)
        if step.kind == "slide" and step.slide == slide
    }
    if not clicks:
        return -1
    furthest = dict(parts).get(slide, max(clicks))
    return clicks[min(furthest, max(clicks))]


def numbered(order: Order) -> Seen:
    """Return the slides that are shown, in the order in which screens number them."""
    return tuple(dict.fromkeys(s.slide for s in order if s.kind == "slide"))


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return ascending whole numbers as (first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _last_click(order: Order, slide: int) -> int:
    clicks = (s.build for s in order if s.kind == "slide" and s.slide == slide)
    return max(clicks, default=0)
