"""Counts of people by setting and profession, without those that would point at few.

A number of people below the limit is hidden, and so is whatever would give it away
together with the totals. Zero is shown: it points at nobody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from facilitator.domain.attendance import PROFESSIONS, SETTINGS, Person

LEAST = 5
NOT_SAID = ""

Place = tuple[int, int]
Node = tuple[int, int]  # 0 and a row, or 1 and a column
Cells = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """People by setting (rows) and profession (columns); None is a hidden number.

    Both end with `NOT_SAID`. `cells` has one more row and column, the totals.
    """

    settings: tuple[str, ...]
    professions: tuple[str, ...]
    cells: Cells


def people_table(people: Iterable[Person], least: int = LEAST) -> CountTable:
    """Return how many people there are by setting and profession.

    Args:
        people: everybody to be counted.
        least: the smallest number of people that is shown.
    """
    settings = (*dict(SETTINGS), NOT_SAID)
    professions = (*dict(PROFESSIONS), NOT_SAID)
    counts = Counter((person.setting, person.profession) for person in people)
    rows = [[counts[s, p] for p in professions] for s in settings]
    return CountTable(settings, professions, suppressed(rows, least))


def suppressed(rows: Sequence[Sequence[int]], least: int = LEAST) -> Cells:
    """Return a table of counts with its totals, small numbers hidden as None.

    A row and a column of totals are added. Whoever knows every number shown, and that
    no hidden one is zero, can still not tell any: each could be one more or one fewer.
    Nor do hidden ones of a row or a column with its total add up to less than `least`.
    """
    table = _Table(rows)
    for place in table.small(least):
        table.hide(place)
    while thin := table.thin_line(least):
        table.hide(min(thin, key=table.cost))
    return table.shown()


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

    def small(self, least: int) -> list[Place]:
        """Return the places of the counts that point at few people."""
        return [place for place, count in self.counts.items() if 0 < count < least]

    def hide(self, place: Place) -> None:
        """Hide a count, and as little more as keeps it from being worked out."""
        row, column = (0, place[0]), (1, place[1])
        ways = [
            self._cheapest(start, end, place)
            for start, end in ((column, row), (row, column))
            if self._may_change(place, start)
        ]
        # All counts of one place up by one, with its totals, is always a circle.
        self.hidden |= {place, *min(filter(None, ways))[1]}

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
                    return [place for place in line if place not in away]
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
            if self.counts[place]:
                yield place, (1 - axis, other)
