"""Two entries that are one person: joined for what counts, and apart underneath."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal

from facilitator.domain.attendance.people import Attendee, Person
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError

# Of what kind the entry is that is taken for somebody: one who signed in as well, or
# one of the roster.
OtherKind = Literal["attendee", "expected"]
# What may differ between the two, and is taken from one of them.
DETAILS = tuple(f.name for f in fields(Person) if f.name != "language")


class SamePersonError(BadInputError):
    """The two entries are one already."""

    code = "same-person"
    sentence = "These two are one person already. Load the page again."


class NamelessError(FacilitatorError):
    """One of the two gave no name, and nobody else gives it for them."""

    code = "nameless"
    status = 409
    sentence = (
        "Somebody who takes part without a name stays so. They can give their name "
        "on their own phone."
    )


class NotMergedError(NotFoundError):
    """There is no such merge, or it was undone before."""

    code = "not-merged"
    sentence = "These two were separated before. Load the page again."


@dataclass(frozen=True, slots=True)
class Merge:
    """One line of the append-only list: `other` is the person `kept`.

    `taken` are the details of `DETAILS` that count as the other gave them. Where the
    other is one of the roster, `listed` says what stood there. A line that `undoes`
    an earlier one, by its number, says that the two are apart again.
    """

    kept: str
    other: str
    at: datetime
    kind: OtherKind = "attendee"
    taken: tuple[str, ...] = ()
    listed: Person | None = None
    reason: str = ""
    number: int = 0
    undoes: int = 0


@dataclass(frozen=True, slots=True)
class Merges:
    """The merges that stand, looked up by either side.

    Nobody is taken for two people, nor in a circle: `merge` sees to it.
    """

    standing: tuple[Merge, ...] = ()
    _kept: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Merge]) -> "Merges":
        """Return what stands of the whole list, oldest first."""
        found = {line.number: line for line in lines}
        gone = {line.undoes for line in found.values()}
        standing = tuple(
            found[number]
            for number in sorted(found)
            if not found[number].undoes and number not in gone
        )
        kept = {m.other: m.kept for m in standing if m.kind == "attendee"}
        return cls(standing, kept)

    def __bool__(self) -> bool:
        return bool(self.standing)

    def person_of(self, entry: str) -> str:
        """Return the id that somebody with this entry counts under."""
        while entry in self._kept:
            entry = self._kept[entry]
        return entry

    def entries_of(self, person: str) -> tuple[str, ...]:
        """Return the ids of all entries of a person, the one they count under first."""
        kept = self.person_of(person)
        merged = [other for other in self._kept if self.person_of(other) == kept]
        return (kept, *merged)

    @property
    def entries(self) -> frozenset[str]:
        """Everybody's entries that a merge is about; of the roster none."""
        of_attendees = [m for m in self.standing if m.kind == "attendee"]
        both = [(m.kept, m.other) for m in of_attendees]
        return frozenset(one for pair in both for one in pair)

    @property
    def tied(self) -> Mapping[str, str]:
        """Who was said to be which of the roster: the entry, by the roster's id."""
        return {m.other: m.kept for m in self.standing if m.kind == "expected"}

    def joined(self, entries: Sequence[Attendee]) -> tuple[Attendee, ...]:
        """Return the people that entries are, with the scans of all that are theirs.

        The log of each is in the order in which it was written.
        """
        if not self:
            return tuple(entries)
        groups: defaultdict[str, list[Attendee]] = defaultdict(list)
        for entry in entries:
            groups[self.person_of(entry.id)].append(entry)
        persons = self._persons(entries)
        return tuple(
            _person(kept, persons[kept], group)
            for kept, group in groups.items()
            if kept in persons
        )

    def _persons(self, entries: Sequence[Attendee]) -> dict[str, Person]:
        """Return each entry's details, with what it takes from those merged into it."""
        persons = {entry.id: entry.person for entry in entries}
        for merge in self.standing:
            other = merge.listed or persons.get(merge.other)
            if other is not None and merge.kept in persons:
                mine = persons[merge.kept]
                persons[merge.kept] = with_details(mine, other, merge.taken)
        return persons


def _person(kept: str, person: Person, entries: list[Attendee]) -> Attendee:
    scans = [scan for entry in entries for scan in entry.scans]
    scans.sort(key=lambda scan: scan.number)
    evaluated = any(entry.evaluated for entry in entries)
    return Attendee(kept, person, tuple(scans), evaluated)


def with_details(mine: Person, other: Person, taken: Iterable[str]) -> Person:
    """Return one person of two: what is `taken` from the other, and what I lack."""
    wanted = {*taken, *(name for name in DETAILS if not getattr(mine, name))}
    given = {name: getattr(other, name) for name in wanted & set(DETAILS)}
    return replace(mine, **{name: value for name, value in given.items() if value})


def differing(mine: Person, other: Person) -> tuple[str, ...]:
    """Return the details that both gave, and not alike."""
    return tuple(
        name
        for name in DETAILS
        if getattr(mine, name)
        and getattr(other, name)
        and getattr(mine, name) != getattr(other, name)
    )


def pair(one: str, other: str) -> tuple[str, str]:
    """Return two ids as a pair that does not depend on their order."""
    return (one, other) if one < other else (other, one)
