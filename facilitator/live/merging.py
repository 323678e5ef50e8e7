"""Two entries that are one person: suggested, decided by a person, and undone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.domain.attendance.corrections import LONGEST_REASON, ReasonTooLongError
from facilitator.domain.attendance.details import CHANGEABLE
from facilitator.domain.attendance.likeness import (
    Entry,
    Likely,
    entry_of,
    likely_expected,
    likely_same,
)
from facilitator.domain.attendance.merging import (
    DETAILS,
    Merge,
    NamelessError,
    NotMergedError,
    OtherKind,
    SamePersonError,
    differing,
    pair,
)
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.roster import Expected
from facilitator.domain.text import is_kept
from facilitator.errors import BadInputError
from facilitator.live.listing import Listing, NoSuchPersonError


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries that are looked at side by side.

    `attendee` is None for somebody of the roster who has not come.
    """

    id: str
    person: Person
    attendee: Attendee | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person; `likely` says why, where something does."""

    kept: Side
    other: Side
    likely: Likely | None = None

    @property
    def kind(self) -> OtherKind:
        """Whether the other came as well, or is only expected."""
        return "attendee" if self.other.attendee else "expected"

    @property
    def differing(self) -> tuple[str, ...]:
        """The details of which one has to be chosen."""
        return differing(self.kept.person, self.other.person)

    @property
    def nameless(self) -> bool:
        """Whether one of the two gave no name, so that they stay two."""
        return not (self.kept.person.name and self.other.person.name)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that stands, with the two as they are without it."""

    merge: Merge
    kept: Person
    other: Person


class Merging(Listing):
    """The trainer says who is one person and who is two."""

    _counted: tuple[tuple[int, ...], int] = ((), 0)

    def likely_pairs(self) -> tuple[Pair, ...]:
        """Return entries that may be one person, but those said to be two."""
        people = self.attendance.all(self.session.id)
        return self._looked_at(likely_same([entry_of(one) for one in people]), people)

    def likely_expected(self) -> tuple[Pair, ...]:
        """Return who of the roster may be somebody who was not found on it."""
        waiting = self.awaited()
        if not waiting:
            return ()
        strays = self._strays()
        listed = [Entry(one.id, one.person, "list") for one in waiting]
        found = likely_expected([entry_of(one) for one in strays], listed)
        return self._looked_at(found, strays, waiting)

    def _strays(self) -> tuple[Attendee, ...]:
        """Return who came and was not found on the roster by any of their entries."""
        merges, known = self.merges(), self.roster.found(self.session.id)
        entries = self.attendance.entries(self.session.id)
        found = {merges.person_of(entry) for entry in known}
        found |= {merges.person_of(m.kept) for m in merges.standing if m.listed}
        people = merges.joined(entries)
        return tuple(one for one in people if one.id not in found)

    def to_review(self) -> int:
        """Return how many pairs there are to decide about.

        Counted anew when somebody came or something was decided: a large room takes a
        fifth of a second, and its list is drawn after every tap.
        """
        kept, here = self.people_kept.merges, self.session.id
        came, (_, awaited) = self.attendance.counts(here)[0], self.roster.counts(here)
        now = (came, awaited, len(kept.lines(here)), len(kept.apart(here)))
        if self._counted[0] != now:
            number = len(self.likely_pairs()) + len(self.likely_expected())
            self._counted = (now, number)
        return self._counted[1]

    def _looked_at(
        self,
        likely: Sequence[Likely],
        people: Sequence[Attendee],
        waiting: Sequence[Expected] = (),
    ) -> tuple[Pair, ...]:
        apart = self.people_kept.merges.apart(self.session.id)
        came = {one.id: one for one in people}
        listed = {one.id: one for one in waiting}
        return tuple(
            _pair(came[one.one], came.get(one.other) or listed[one.other], one)
            for one in likely
            if pair(one.one, one.other) not in apart
        )

    def pair(self, one: str, other: str) -> Pair:
        """Return two entries to be looked at side by side; who came first is kept.

        Raises:
            NoSuchPersonError: one of them is nobody here.
            SamePersonError: they are one person already.
        """
        first, second = self._side(one), self._side(other)
        if first.id == second.id:
            raise SamePersonError
        if isinstance(first, Expected):
            first, second = second, first
        if isinstance(first, Expected):
            raise NoSuchPersonError
        return _pair(first, second, self._why(first, second))

    def _side(self, entry: str) -> Attendee | Expected:
        found = self.attendance.person(self.session.id, entry)
        if found:
            return found
        for one in self.awaited():
            if one.id == entry:
                return one
        raise NoSuchPersonError

    @staticmethod
    def _why(one: Attendee, other: Attendee | Expected) -> Likely | None:
        if isinstance(other, Attendee):
            found = likely_same([entry_of(one), entry_of(other)])
        else:
            listed = Entry(other.id, other.person, "list")
            found = likely_expected([entry_of(one)], [listed])
        return found[0] if found else None

    def merge(self, one: str, other: str, taken: Sequence[str], reason: str) -> Pair:
        """Say that two entries are one person; return them as they were.

        `taken` are the details that count as the other of the `Pair` gave them.

        Raises:
            NoSuchPersonError: one of them is nobody here.
            SamePersonError: they are one person already.
            NamelessError: one of them gave no name.
            BadInputError: no such detail, or a reason that is too long.
        """
        if set(taken) - set(DETAILS):
            raise BadInputError(what="taken")
        why = _reason(reason)
        with self.lock:
            both = self.pair(one, other)
            if both.nameless:
                raise NamelessError
            merge = Merge(
                kept=both.kept.id,
                other=both.other.id,
                at=self.clock(),
                kind=both.kind,
                taken=tuple(name for name in both.differing if name in taken),
                listed=None if both.other.attendee else both.other.person,
                reason=why,
            )
            self.people_kept.merges.add(self.session.id, merge)
        self.audience.people_changed(self.session.id)
        return both

    def keep_details(
        self, attendee_id: str, before: Person, after: Person, who: str
    ) -> None:
        """Keep changed details with the entry that the person counts as.

        What was taken from another entry and changes now is taken from it no longer;
        the other entry stays as it is.

        Raises:
            NoSuchPersonError: they were erased meanwhile.
        """
        with self.lock:
            changed = {n for n in CHANGEABLE if getattr(before, n) != getattr(after, n)}
            entries = self.attendance.entries(self.session.id)
            persons = {one.id: one.person for one in entries}
            if attendee_id not in persons:  # erased since
                raise NoSuchPersonError
            own = persons[attendee_id]
            told = {name: getattr(after, name) for name in changed}
            # First: stopped before the rest, it is sent again and found as it was.
            super().keep_details(attendee_id, own, replace(own, **told), who)
            lines: list[Merge] = []
            for merge in self.merges().standing:
                if merge.kept == attendee_id and changed & set(merge.taken):
                    taken = tuple(n for n in merge.taken if n not in changed)
                    again = replace(merge, taken=taken, at=self.clock())
                    lines += (self._undo_of(merge), again)
            self.people_kept.merges.add(self.session.id, *lines)

    def _undo_of(self, merge: Merge) -> Merge:
        return Merge(
            merge.kept, merge.other, self.clock(), merge.kind, undoes=merge.number
        )

    def undo_merge(self, number: int) -> Merge:
        """Say that two entries are two people after all; both are as they were.

        Raises:
            NotMergedError: there is no such merge any more.
        """
        with self.lock:
            merge = next(
                (m for m in self.merges().standing if m.number == number), None
            )
            if merge is None:
                raise NotMergedError
            self.people_kept.merges.add(self.session.id, self._undo_of(merge))
        self.audience.people_changed(self.session.id)
        return merge

    def say_apart(self, one: str, other: str) -> Pair:
        """Remember that two entries are two people.

        Raises:
            NoSuchPersonError: one of them is nobody here.
            SamePersonError: they are one person already.
        """
        both, now = self.pair(one, other), self.clock()
        self.people_kept.merges.say_apart(
            self.session.id, both.kept.id, both.other.id, now
        )
        return both

    def merged(self) -> tuple[Merged, ...]:
        """Return the merges that stand, newest first."""
        entries = self.attendance.entries(self.session.id)
        persons = {entry.id: entry.person for entry in entries}
        return tuple(
            Merged(m, persons[m.kept], m.listed or persons[m.other])
            for m in reversed(self.merges().standing)
        )


def _pair(one: Attendee, other: Attendee | Expected, likely: Likely | None) -> Pair:
    """Return two entries, who came first before the other."""
    if isinstance(other, Expected):
        return Pair(_came(one), Side(other.id, other.person), likely)
    first, second = sorted((one, other), key=_since)
    return Pair(_came(first), _came(second), likely)


def _since(attendee: Attendee) -> int:
    return attendee.scans[0].number if attendee.scans else 0


def _came(attendee: Attendee) -> Side:
    return Side(attendee.id, attendee.person, attendee)


def _reason(given: str) -> str:
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if len(kept) > LONGEST_REASON:
        raise ReasonTooLongError(longest=LONGEST_REASON)
    return kept
