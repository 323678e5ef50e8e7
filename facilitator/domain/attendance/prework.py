"""Work done before the session: a list of who completed what, read with care."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from facilitator.domain.attendance.people import FIELDS, Person, read_field
from facilitator.domain.attendance.roster import (
    FAMILY,
    GIVEN,
    Cells,
    Expected,
    ListedPeople,
    Mapped,
    called_as,
    guessed,
    words_of,
)
from facilitator.domain.attendance.written_days import is_day, read_day
from facilitator.domain.text import Text, is_kept, plain
from facilitator.errors import BadInputError

MODULE, DONE_ON = "module", "done_on"
COLUMNS: Mapping[str, Text] = {
    "name": FIELDS["name"],
    GIVEN: Text("First name", "Nombre de pila"),
    FAMILY: Text("Last name", "Apellido"),
    "email": FIELDS["email"],
    MODULE: Text("Online module", "Módulo en línea"),
    DONE_ON: Text("Done on", "Terminado el"),
}
LONGEST_MODULE = 120
_CALLED = {
    MODULE: called_as(
        "module|course|course name|course title|title|training|activity|lesson",
        "modulo|curso|nombre del curso|titulo|capacitacion|actividad|leccion",
    ),
    DONE_ON: called_as(
        "date|completed|completed on|completion date|date completed|completed at",
        "completion time|finished|finished on|done on|done",
        "fecha|terminado|terminado el|completado|completado el|fecha de finalizacion",
        "fecha de terminacion|finalizado|finalizado el",
    ),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """Somebody completed an online module; `person` as the list calls them."""

    person: Person
    module: str
    done_on: date


@dataclass(frozen=True, slots=True)
class KeptCompletion:
    """A completion that was taken over; `tied` is who it was said to be, else ""."""

    id: str
    completion: Completion
    tied: str = ""


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """One row as it would be taken over; `problems` says why it would not be."""

    number: int
    completion: Completion
    problems: tuple[BadInputError, ...] = field(default=())


class NobodyNamedError(BadInputError):
    """No column tells who completed it."""

    code = "nobody-named"
    sentence = "Say which column holds the names, or the email addresses."


class NoDateColumnError(BadInputError):
    """No column tells when it was completed."""

    code = "no-date-column"
    sentence = "Say which column holds the day on which it was completed."


class ModuleTooLongError(BadInputError):
    """The module's name holds more than fits."""

    code = "module-too-long"
    sentence = "The module’s name is too long. Use at most {longest} characters."


class CompletedTwiceError(BadInputError):
    """The same completion stands in an earlier row."""

    code = "completed-twice"
    sentence = "Row {row} says the same already."


class AlreadyKeptError(BadInputError):
    """The completion was taken over before."""

    code = "already-kept"
    sentence = "This was taken over already."


def guessed_columns(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, as far as the names of the columns tell."""
    found = {n: at for n, at in guessed(header).items() if n in COLUMNS}
    for place, called in enumerate(header):
        for name, ways in _CALLED.items():
            is_free = name not in found and place not in found.values()
            if is_free and plain(called).strip(" :*?") in ways:
                found[name] = place
    return found


def says_day_first(people: ListedPeople, mapped: Mapped, today: date) -> bool:
    """Whether more days of the list can be right if the day comes before the month."""
    place = mapped.get(DONE_ON)
    if place is None:
        return False
    written = [cells[place] for _, cells in people.rows if place < len(cells)]
    day, month = (
        sum(is_day(one, today, day_first=first) for one in written)
        for first in (True, False)
    )
    return day > month


def read_completions(
    people: ListedPeople,
    mapped: Mapped,
    today: date,
    *,
    day_first: bool = False,
    known: Sequence[Completion] = (),
) -> tuple[CompletionLine, ...]:
    """Return each row as a completion, with everything that is wrong with it.

    `day_first` reads 3/4/2026 as April 3. `known` were taken over before.

    Raises:
        NobodyNamedError: no column tells who.
        NoDateColumnError: no column tells when.
    """
    if not {"name", "email", GIVEN, FAMILY} & mapped.keys():
        raise NobodyNamedError
    if DONE_ON not in mapped:
        raise NoDateColumnError
    already = {_same(one) for one in known}
    seen: dict[tuple[str, ...], int] = {}
    lines = []
    for number, cells in people.rows:
        done, problems = _read_row(cells, mapped, today, day_first=day_first)
        me = _same(done)
        if not problems and me in already:
            problems = (AlreadyKeptError(),)
        elif not problems and me in seen:
            problems = (CompletedTwiceError(row=seen[me]),)
        elif not problems:
            seen[me] = number
        lines.append(CompletionLine(number, done, problems))
    return tuple(lines)


def _same(one: Completion) -> tuple[str, ...]:
    person = one.person
    return plain(person.name), person.email.casefold(), plain(one.module)


def _read_row(
    cells: Cells, mapped: Mapped, today: date, *, day_first: bool
) -> tuple[Completion, tuple[BadInputError, ...]]:
    given = {name: cells[place] for name, place in mapped.items() if place < len(cells)}
    both = (given.get(GIVEN, ""), given.get(FAMILY, ""))
    name = given.get("name") or " ".join(part for part in both if part)
    problems: list[BadInputError] = []
    person, module, done_on = Person(), "", today
    try:
        # Whoever is known by an email needs no name.
        email = read_field(given.get("email", ""), "email")
        person = Person(read_field(name, "name") if name or not email else "", email)
    except BadInputError as problem:
        problems.append(problem)
    try:
        module = _module(given.get(MODULE, ""))
    except BadInputError as problem:
        problems.append(problem)
    try:
        done_on = read_day(given.get(DONE_ON, ""), today, day_first=day_first)
    except BadInputError as problem:
        problems.append(problem)
    return Completion(person, module, done_on), tuple(problems)


def _module(given: str) -> str:
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if len(kept) > LONGEST_MODULE:
        raise ModuleTooLongError(longest=LONGEST_MODULE)
    return kept


@dataclass(frozen=True, slots=True)
class Matching:
    """Whose each completion is: by the id of a person, and those of nobody."""

    of: Mapping[str, tuple[Completion, ...]]
    unmatched: tuple[KeptCompletion, ...]


def match(kept: Sequence[KeptCompletion], people: Sequence[Expected]) -> Matching:
    """Return whose the completions are: as tied, by email, or by a name of one alone.

    `people` are those who came and those who are expected; somebody may be in it more
    than once, by each name and email that they are known by.
    """
    known = _Known(people)
    found: defaultdict[str, list[Completion]] = defaultdict(list)
    unmatched = []
    for one in kept:
        if owner := known.owner(one):
            found[owner].append(one.completion)
        else:
            unmatched.append(one)
    return Matching({who: tuple(done) for who, done in found.items()}, tuple(unmatched))


class _Known:
    """People by what a list may call them."""

    def __init__(self, people: Iterable[Expected]) -> None:
        self._by_email: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._emails: defaultdict[str, set[str]] = defaultdict(set)
        for one in people:
            if one.person.email:
                self._by_email[one.person.email.casefold()].add(one.id)
            if one.person.name:
                self._by_name[words_of(one.person.name)].add(one.id)
            self._emails[one.id] |= {one.person.email.casefold()} - {""}

    def owner(self, kept: KeptCompletion) -> str:
        """Return the id of whose a completion is, "" where nobody's is sure."""
        person = kept.completion.person
        email = person.email.casefold()
        if kept.tied in self._emails:
            return kept.tied
        if email and len(found := self._by_email.get(email, set())) == 1:
            return next(iter(found))
        named = self._by_name.get(words_of(person.name), set()) if person.name else ()
        if len(named) != 1:
            return ""
        (owner,) = named
        # Where both have an email and the two differ, it may be somebody else.
        return "" if email and self._emails[owner] - {email} else owner
