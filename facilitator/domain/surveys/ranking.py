"""Rankings: an order that a person makes, and what a room's orders come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from facilitator.domain.surveys.survey import Answer, Option, Question
from facilitator.errors import BadInputError

# More cannot be held in mind, or in a hand: a phone shows them below each other.
MOST_RANKED = 10
# Of an option that a person left out of the first ones.
NOT_RANKED = 0


class SamePlaceError(BadInputError):
    """Two options have the same place."""

    code = "same-place"
    sentence = (
        "Place {place} is given to “{one}” and to “{other}”. "
        "Give each place to one option only."
    )


class EmptyPlaceError(BadInputError):
    """A place in the middle has no option."""

    code = "empty-place"
    sentence = "Place {place} is empty. Give the places in order, beginning with 1."


class NotAllRankedError(BadInputError):
    """A ranking of all options lacks some."""

    code = "not-all-ranked"
    sentence = "Give every option a place: {ranked} of {all} have one."


class TooManyRankedError(BadInputError):
    """More options have a place than were asked for."""

    code = "too-many-ranked"
    sentence = "Give a place to {most} options at most."


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a room put one option.

    `places` counts who gave it place 1, 2, …; `first` is the first of these. `mean` is
    over everybody who answered: whoever left the option out of the first ones gives it
    the mean of the places that were left.
    """

    option: Option
    places: tuple[int, ...]
    mean: float

    @property
    def first(self) -> int:
        """How many put it first."""
        return self.places[0]


def places_of(question: Question) -> int:
    """Return how many places a ranking gives away."""
    return question.most or len(question.options)


def read_ranking(question: Question, given: object) -> list[str] | None:
    """Return names in order, best first; None: it is no order of these options.

    A form without scripts gives the place of each option instead of an order:
    `{"hotline": "2", …}`, where an empty place says nothing.

    Raises:
        BadInputError: a place is given twice or skipped, or there are too few or too
            many for the question.
    """
    order = _by_place(question, given) if isinstance(given, dict) else given
    names = {option.name for option in question.options}
    if not isinstance(order, list) or len(order) > len(names):
        return None
    if not all(isinstance(name, str) for name in order):
        return None
    if not names.issuperset(order) or len(set(order)) < len(order):
        return None
    most = places_of(question)
    if len(order) > most:
        raise TooManyRankedError(most=most)
    if order and not question.most and len(order) < most:
        raise NotAllRankedError(ranked=len(order), all=most)
    return [str(name) for name in order]


def _by_place(question: Question, given: Mapping[object, object]) -> list[str] | None:
    labels = {option.name: option.label for option in question.options}
    numbers = {str(place): place for place in range(1, len(labels) + 1)}
    taken: dict[int, str] = {}
    for name, place in given.items():
        if not isinstance(name, str) or name not in labels or type(place) is not str:
            return None
        if place == "":
            continue
        if place not in numbers:
            return None
        before = taken.setdefault(numbers[place], name)
        if before != name:
            one, other = labels[before], labels[name]
            raise SamePlaceError(place=place, one=one, other=other)
    for place in range(1, len(taken) + 1):
        if place not in taken:
            raise EmptyPlaceError(place=place)
    return [taken[place] for place in sorted(taken)]


def orders_of(question: Question, answers: Iterable[Answer]) -> list[list[str]]:
    """Return the orders that people gave; what is no order of these is left out."""
    known = {option.name for option in question.options}
    return [a for a in answers if isinstance(a, list) and a and known.issuperset(a)]


def place_in(order: Sequence[str], name: str) -> int:
    """Return an option's place in one order, `NOT_RANKED` where it was left out."""
    return order.index(name) + 1 if name in order else NOT_RANKED


def placings(question: Question, answers: Iterable[Answer]) -> tuple[Placing, ...]:
    """Return where the room put each option, in the question's own order."""
    orders = orders_of(question, answers)
    return tuple(_placing(question, orders, option) for option in question.options)


def best_first(placed: Iterable[Placing]) -> tuple[Placing, ...]:
    """Return placings by their mean; of equal ones, first what more people put first.

    What is equal in both stays in the question's own order.
    """
    return tuple(sorted(placed, key=lambda one: (round(one.mean, 9), -one.first)))


def _placing(
    question: Question, orders: Sequence[Sequence[str]], option: Option
) -> Placing:
    places = [place_in(order, option.name) for order in orders]
    counts = tuple(places.count(n) for n in range(1, places_of(question) + 1))
    counted = [
        place or _left_over(len(order), len(question.options))
        for place, order in zip(places, orders, strict=True)
    ]
    return Placing(option, counts, fmean(counted) if counted else 0.0)


def _left_over(ranked: int, of: int) -> float:
    """Return the mean of the places that an order gives to nothing."""
    return (ranked + 1 + of) / 2
