"""Rows of a list as people who are expected, and what was understood of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitator.domain.attendance.people import FIELDS, Person, read_field
from facilitator.domain.attendance.roster import (
    FAMILY,
    GIVEN,
    Cells,
    Expected,
    ListedPeople,
    Mapped,
    words_of,
)
from facilitator.domain.attendance.written_choices import CHOICES, OTHER, chosen
from facilitator.domain.text import plain
from facilitator.errors import BadInputError


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One row as it would be taken over; `problems` says why it would not be.

    `warnings` are of what is left away of it. Where the person is on the roster
    already, `updates` is their id, `changed` the fields that the row tells otherwise,
    and `person` as they are afterwards.
    """

    number: int
    person: Person
    problems: tuple[BadInputError, ...] = field(default=())
    warnings: tuple[BadInputError, ...] = field(default=())
    updates: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueRead:
    """Words of a column with choices, in how many rows, and the choice they become.

    What was not `understood` becomes "other".
    """

    field: str
    written: str
    chosen: str
    rows: int
    understood: bool


class NoNameColumnError(BadInputError):
    """No column is said to hold names."""

    code = "no-name-column"
    sentence = "Say which column holds the names: one with the whole name, or two."


class TwiceListedError(BadInputError):
    """The same person stands in an earlier row of the list."""

    code = "twice-listed"
    sentence = "The same name and email stand in row {row} already."


class AlreadyExpectedError(BadInputError):
    """The person was imported before, and the row says nothing new."""

    code = "already-expected"
    sentence = "This person is on the roster already."


def read_lines(
    people: ListedPeople, mapped: Mapped, known: Sequence[Expected] = ()
) -> tuple[RosterLine, ...]:
    """Return each row as a person, with everything that is wrong with it.

    Args:
        people: the table.
        mapped: which column holds what.
        known: who is expected already.

    Raises:
        NoNameColumnError: `mapped` names no column with names.
    """
    if "name" not in mapped and not {GIVEN, FAMILY} & mapped.keys():
        raise NoNameColumnError
    roster, seen = _Roster(known), dict[object, int]()
    return tuple(
        _again(_read_row(number, cells, mapped), roster, seen)
        for number, cells in people.rows
    )


def values_read(people: ListedPeople, mapped: Mapped) -> tuple[ValueRead, ...]:
    """Return what every word in the columns with choices becomes, in order of rows."""
    found = []
    for name in CHOICES:
        place = mapped.get(name)
        cells = (row[place] for _, row in people.rows if place is not None)
        for written, rows in Counter(" ".join(c.split()) for c in cells).items():
            if written:
                value = chosen(name, written)
                known = value is not None
                found.append(ValueRead(name, written, value or OTHER, rows, known))
    return tuple(found)


class _Roster:
    """Who is expected already, looked up by a row of the list."""

    def __init__(self, known: Sequence[Expected]) -> None:
        self._same: dict[object, Expected] = {_same(one.person): one for one in known}
        self._named: defaultdict[object, list[Expected]] = defaultdict(list)
        for one in known:
            self._named[words_of(one.person.name)].append(one)

    def of(self, person: Person) -> Expected | None:
        """Return whose row this is: by name and email, else by a name of one alone.

        By the name alone where at least one of the two has no email.
        """
        if same := self._same.get(_same(person)):
            return same
        named = self._named.get(words_of(person.name), [])
        if len(named) != 1 or (person.email and named[0].person.email):
            return None
        return named[0]


def _again(line: RosterLine, roster: _Roster, seen: dict[object, int]) -> RosterLine:
    """Return a row beside those before it and beside the roster."""
    if line.problems:
        return line
    there = roster.of(line.person)
    me = there.id if there else _same(line.person)
    if me in seen:
        return replace(line, problems=(TwiceListedError(row=seen[me]),))
    seen[me] = line.number
    if there is None:
        return line
    news = _news(line, there.person)
    if not news:
        return replace(line, problems=(AlreadyExpectedError(),))
    person = replace(there.person, **news)
    return replace(line, person=person, updates=there.id, changed=tuple(news))


def _news(line: RosterLine, before: Person) -> dict[str, str]:
    """Return what a row tells otherwise; what it leaves empty tells nothing."""
    told = {name: getattr(line.person, name) for name in FIELDS if name != "name"}
    return {
        name: value
        for name, value in told.items()
        if value
        and value.casefold() != getattr(before, name).casefold()
        # What was not understood is worth no more than what is known.
        and not (value == OTHER and name in CHOICES and getattr(before, name))
    }


def _same(person: Person) -> tuple[str, str]:
    return plain(person.name), person.email.casefold()


def _read_row(number: int, cells: Cells, mapped: Mapped) -> RosterLine:
    given = {name: cells[place] for name, place in mapped.items() if place < len(cells)}
    if "name" not in given:
        both = (given.get(GIVEN, ""), given.get(FAMILY, ""))
        given["name"] = " ".join(part.strip() for part in both if part.strip())
    kept: dict[str, str] = {}
    problems: list[BadInputError] = []
    warnings: list[BadInputError] = []
    for name in FIELDS:
        try:
            kept[name] = read_field(_as_chosen(name, given), name)
        except BadInputError as problem:
            # A mistyped address is no reason to lose the person.
            (warnings if name == "email" else problems).append(problem)
    return RosterLine(number, Person(**kept), tuple(problems), tuple(warnings))


def _as_chosen(name: str, given: Mapping[str, str]) -> str:
    written = given.get(name, "")
    if name not in CHOICES or not written.strip():
        return written
    return chosen(name, written) or OTHER
