"""Counts of people by setting and profession, without those that would point at few.

A number of people below the limit is hidden, and so is whatever would give it away
together with the totals. Zero is shown: it points at nobody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from facilitator.domain.attendance.people import PROFESSIONS, SETTINGS, Person
from facilitator.domain.credit.learner_categories import CATEGORIES, category

LEAST = 5
NOT_SAID = ""

Place = tuple[int, int]
Node = tuple[int, int]  # 0 and a row, or 1 and a column
Cells = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """People by setting, by profession and by category; None is a hidden number.

    Settings and professions end with `NOT_SAID`. The total is shown, as other sheets
    tell it; where it is small, or tells with any list who is who, nothing is shown.
    """

    total: int | None
    settings: Mapping[str, int | None]
    professions: Mapping[str, int | None]
    categories: Mapping[str, int | None]


def people_counts(people: Iterable[Person], least: int = LEAST) -> PeopleCounts:
    """Return how many people there are, by setting, by profession and by category.

    Args:
        people: everybody to be counted.
        least: the smallest number of people that is shown.
    """
    settings = (*dict(SETTINGS), NOT_SAID)
    professions = (*dict(PROFESSIONS), NOT_SAID)
    present = tuple(people)
    counts = Counter(("setting", person.setting) for person in present)
    counts.update(("profession", person.profession) for person in present)
    # A table in which each row has one number, in the column that it is a part of.
    rows = [[counts["setting", s], *(0 for _ in CATEGORIES)] for s in settings]
    rows += [
        [0, *(counts["profession", p] * (category(p) == c) for c in CATEGORIES)]
        for p in professions
    ]
    cells = _parts(rows, least)
    parts = [line[-1] for line in cells[:-1]]
    return PeopleCounts(
        cells[-1][0],
        dict(zip(settings, parts, strict=False)),
        dict(zip(professions, parts[len(settings) :], strict=True)),
        dict(zip(CATEGORIES, cells[-1][1:-1], strict=True)),
    )


def _parts(rows: Sequence[Sequence[int]], least: int) -> Cells:
    """Return such a table with its totals, small numbers hidden as None.

    The first column is a list of all people; the others together are all people, too.
    So the total of the first column is the total of the session, which is known.
    """
    table = _Table(rows)
    height, width = table.last
    table.known = frozenset({(height, 0), (height, width)})
    everybody = table.counts[height, 0]
    if everybody and (everybody < least or not table.cover(least)):
        return tuple((None,) * (width + 1) for _ in range(height + 1))
    return table.shown()


def suppressed(rows: Sequence[Sequence[int]], least: int = LEAST) -> Cells:
    """Return a table of counts with its totals, small numbers hidden as None.

    A row and a column of totals are added. Whoever knows every number shown, and that
    no hidden one is zero, can still not tell any: each could be one more or one fewer.
    Nor do hidden ones of a row or a column with its total add up to less than `least`.
    """
    table = _Table(rows)
    table.cover(least)
    return table.shown()


def suppressed_under_totals(
    rows: Sequence[Sequence[int]], least: int = LEAST
) -> Cells | None:
    """Return the same of a table whose totals of columns are told elsewhere.

    They stay, and nothing can be worked out by them. None where that cannot be: all
    that is left to tell are the totals.
    """
    table = _Table(rows)
    height, width = table.last
    table.known = frozenset((height, column) for column in range(width + 1))
    few = any(0 < table.counts[place] < least for place in table.known)
    return table.shown() if not few and table.cover(least) else None


class _Table:
    """Counts with totals, and which of them are hidden.

    Rows and columns are the nodes of a graph, the counts its edges; with totals taken
    as minus, those of each node add up to zero. So a hidden count can be another one
    exactly where a circle of hidden counts leads through it, along which they change
    by one, up and down in turn, and none to zero.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        wide = [[*row, sum(row)] for row in rows]
        wide.append([sum(column) for column in zip(*wide, strict=True)])
        self.last = (len(wide) - 1, len(wide[0]) - 1)
        self.counts = {
            (r, c): n for r, row in enumerate(wide) for c, n in enumerate(row)
        }
        self.hidden: set[Place] = set()
        self.known: frozenset[Place] = frozenset()

    def cover(self, least: int) -> bool:
        """Hide small counts with what gives them away; tell whether that can be.

        It always can be, unless some counts are `known` and cannot be hidden.
        """
        if not all(map(self.hide, self.small(least))):
            return False
        while thin := self.thin_line(least):
            if not self.hide(min(thin, key=self.cost)):
                return False
        return True

    def small(self, least: int) -> list[Place]:
        """Return the places of the counts that point at few people."""
        return [place for place, count in self.counts.items() if 0 < count < least]

    def hide(self, place: Place) -> bool:
        """Hide a count, and as little more as keeps it from being worked out.

        Returns:
            Whether there is a way to do so.
        """
        row, column = (0, place[0]), (1, place[1])
        ways = [
            self._cheapest(start, end, place)
            for start, end in ((column, row), (row, column))
            if self._may_change(place, start)
        ]
        # All counts of one place up by one, with its totals, is always a circle.
        found = min(filter(None, ways), default=None)
        if found:
            self.hidden |= {place, *found[1]}
        return found is not None

    def cost(self, place: Place) -> int:
        """Return what is lost by hiding a count: totals are missed the most."""
        return self.counts[place] + self._totals(place) * self.counts[self.last]

    def thin_line(self, least: int) -> list[Place]:
        """Return what a line still shows whose hidden counts add up to few."""
        for axis in (0, 1):
            for number in range(self.last[axis] + 1):
                line = [p for p, n in self.counts.items() if n and p[axis] == number]
                away = self.hidden.intersection(line)
                if 0 < sum(map(self.counts.__getitem__, away)) < least and not any(
                    p[1 - axis] == self.last[1 - axis] for p in away
                ):
                    return [p for p in line if p not in away | self.known]
        return []

    def shown(self) -> Cells:
        """Return the table row by row."""
        height, width = self.last
        return tuple(
            tuple(
                None if (r, c) in self.hidden else self.counts[r, c]
                for c in range(width + 1)
            )
            for r in range(height + 1)
        )

    def _totals(self, place: Place) -> int:
        return sum(at == end for at, end in zip(place, self.last, strict=True))

    def _may_change(self, place: Place, towards: Node) -> bool:
        """Whether a count can change as a circle leads over it to a row or column."""
        up = (self._totals(place) == 1) == (towards[0] == 0)
        return up or self.counts[place] > 1

    def _cheapest(
        self, start: Node, end: Node, without: Place
    ) -> tuple[int, tuple[Place, ...]] | None:
        """Return the cost of the cheapest way, and the shown counts along it."""
        ways: list[tuple[int, tuple[Place, ...], Node]] = [(0, (), start)]
        been: set[Node] = set()
        while ways:
            cost, shown, here = heappop(ways)
            if here == end:
                return cost, shown
            if here in been:
                continue
            been.add(here)
            for place, there in self._steps(here):
                if place == without or not self._may_change(place, there):
                    continue
                if place in self.hidden:
                    heappush(ways, (cost, shown, there))
                else:
                    more = cost + self.cost(place)
                    heappush(ways, (more, (*shown, place), there))
        return None

    def _steps(self, here: Node) -> Iterator[tuple[Place, Node]]:
        axis, number = here
        for other in range(self.last[1 - axis] + 1):
            place = (number, other) if axis == 0 else (other, number)
            if self.counts[place] and place not in self.known:
                yield place, (1 - axis, other)
