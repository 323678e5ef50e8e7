"""Where polls stand between the slides, and how they change places."""

from facilitator.domain.decks.deck import Deck

Places = tuple[tuple[int, str], ...]

BEFORE_FIRST = -1


def spots(deck: Deck | None) -> tuple[int, ...]:
    """Return where polls can stand: before the first slide, and after each shown one.

    A spot is the zero-based index of the slide before it.
    """
    return (BEFORE_FIRST, *(deck.shown() if deck else ()))


def put(places: Places, poll: str, after: int) -> Places:
    """Return the places with `poll` last at the spot `after`, and nowhere else."""
    return _sorted((*taken_out(places, poll), (after, poll)))


def taken_out(places: Places, poll: str) -> Places:
    """Return the places without `poll`."""
    return tuple(place for place in places if place[1] != poll)


def shifted(places: Places, poll: str, deck: Deck | None, by: int) -> Places:
    """Return the places with `poll` moved past one neighbour, a poll or a slide.

    Args:
        places: where the polls stand now; a poll not among them stays away.
        poll: the poll to move.
        deck: the deck in use.
        by: -1 for earlier, 1 for later. At either end nothing changes.
    """
    here = next((after for after, name in places if name == poll), None)
    ways = spots(deck)
    if here not in ways:
        return places
    group = [name for after, name in places if after == here]
    neighbour = group.index(poll) + by
    if 0 <= neighbour < len(group):
        return _swapped(places, (here, poll), (here, group[neighbour]))
    there = ways.index(here) + by
    if not 0 <= there < len(ways):
        return places
    rest = taken_out(places, poll)
    moved = (ways[there], poll)
    return _sorted((*rest, moved) if by < 0 else (moved, *rest))


def _swapped(places: Places, one: tuple[int, str], other: tuple[int, str]) -> Places:
    turn = {one: other, other: one}
    return tuple(turn.get(place, place) for place in places)


def _sorted(places: Places) -> Places:
    """Return the places by slide; polls at one spot keep their order."""
    return tuple(sorted(places, key=lambda place: place[0]))
