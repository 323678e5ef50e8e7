"""Who is expected: lists that are brought, looked at, and taken over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from facilitator.domain.attendance.details import CHANGEABLE, DetailsChange, filled
from facilitator.domain.attendance.people import FIELDS, Person, Scan, read_person
from facilitator.domain.attendance.roster import (
    Directory,
    Expected,
    ListedPeople,
    guessed,
    matched,
)
from facilitator.domain.attendance.roster_lines import (
    NoNameColumnError,
    RosterLine,
    ValueRead,
    read_lines,
    values_read,
)
from facilitator.domain.text import LANGUAGES
from facilitator.errors import BadInputError, NotFoundError
from facilitator.live.held import HeldSession
from facilitator.store.attendance import Arrival
from facilitator.store.roster import KeptList


class NoListError(NotFoundError):
    """There is no list to take over: it was taken over or dropped elsewhere."""

    code = "no-list"
    sentence = "There is no list waiting any more. Add the file again."


class NotExpectedError(NotFoundError):
    """Nobody of the roster has this id."""

    code = "not-expected"
    sentence = "This person is on the roster no longer. Load the page again."


@dataclass(frozen=True, slots=True)
class Preview:
    """A list as it would be taken over with its columns as they are mapped.

    `lines` is empty while no column is said to hold names.
    """

    brought: KeptList
    lines: tuple[RosterLine, ...]

    @property
    def good(self) -> tuple[Person, ...]:
        """The people who would be taken over."""
        return tuple(
            line.person for line in self.lines if not (line.problems or line.updates)
        )

    @property
    def updates(self) -> tuple[RosterLine, ...]:
        """The rows that tell something else of people who are on the roster."""
        return tuple(line for line in self.lines if line.updates)

    @property
    def warned(self) -> tuple[RosterLine, ...]:
        """The rows that would be taken over without a part of theirs."""
        return tuple(line for line in self.lines if line.warnings and not line.problems)

    @property
    def values(self) -> tuple[ValueRead, ...]:
        """What the words in the columns with choices become."""
        return values_read(self.brought.people, self.brought.mapped)

    @property
    def wrong(self) -> tuple[RosterLine, ...]:
        """The rows that would be left out."""
        return tuple(line for line in self.lines if line.problems)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who comes, as they are kept; `expected` is their id on the roster.

    It is empty for nobody of the roster. `told` says what was filled from there.
    """

    person: Person
    expected: str = ""
    told: tuple[DetailsChange, ...] = ()


class Expecting(HeldSession):
    """The roster's side of a session."""

    _directory: Directory | None = None

    def bring_list(self, filename: str, people: ListedPeople) -> None:
        """Keep a list to be looked at; nobody is expected by it yet.

        Its columns hold what those of an equal list held, else what they are called.
        """
        known = self.roster.remembered(people.header)
        mapped = known if known is not None else guessed(people.header)
        self.roster.keep_list(self.session.id, KeptList(filename, people, mapped))

    def preview(self) -> Preview | None:
        """Return the list that waits, as it would be taken over."""
        brought = self.roster.list(self.session.id)
        if brought is None:
            return None
        known = self.roster.all(self.session.id)
        try:
            lines = read_lines(brought.people, brought.mapped, known)
        except NoNameColumnError:
            lines = ()
        return Preview(brought, lines)

    def map_list(self, mapped: Mapping[str, int]) -> None:
        """Say what the columns of the list hold.

        Raises:
            NoListError: no list waits.
            NoNameColumnError: none holds names; nothing is kept.
        """
        brought = self.roster.list(self.session.id)
        if brought is None:
            raise NoListError
        read_lines(ListedPeople(brought.people.header, ()), mapped)
        self.roster.keep_list(self.session.id, replace(brought, mapped=mapped))

    def take_over_list(self, mapped: Mapping[str, int], *, update: bool = False) -> int:
        """Expect the people of the list whose rows are right; return how many.

        With `update` it changes those who are on the roster already, too.

        Raises:
            NoListError: no list waits.
            NoNameColumnError: no column holds names.
        """
        self.map_list(mapped)
        preview = self.preview()
        if preview is None:
            raise NoListError
        header = preview.brought.people.header
        told = {line.updates: line.person for line in preview.updates if update}
        self.roster.take_over(self.session.id, preview.good, header, mapped, told)
        self._roster_changed()
        self._fill_arrived(told)
        return len(preview.good)

    def drop_list(self) -> None:
        """Forget the list that waits."""
        self.roster.drop_list(self.session.id)

    def expect_nobody(self) -> None:
        """Empty the roster; whoever has come stays."""
        self.roster.forget(self.session.id)
        self._roster_changed()

    def expected_one(self, expected_id: str) -> Expected:
        """Return one person of the roster.

        Raises:
            NotExpectedError: nobody of the roster has this id.
        """
        for one in self.directory().expected:
            if one.id == expected_id:
                return one
        raise NotExpectedError

    def change_expected(self, expected_id: str, given: Mapping[str, str]) -> Person:
        """Keep what the trainer puts right about one person of the roster.

        Raises:
            NotExpectedError: nobody of the roster has this id.
            BadInputError: a field is missing, too long, or not among its choices.
        """
        before = self.expected_one(expected_id).person
        told = {name: given.get(name, getattr(before, name)) for name in FIELDS}
        language = given.get("language", before.language)
        if language not in LANGUAGES:
            raise BadInputError(what=CHANGEABLE["language"], name="language")
        person = read_person(told, tuple(FIELDS), language)
        self.roster.change(self.session.id, expected_id, person)
        self._roster_changed()
        self._fill_arrived((expected_id,))
        return person

    def expect_no_longer(self, expected_id: str) -> None:
        """Take one person off the roster; who has come stays.

        Raises:
            NotExpectedError: nobody of the roster has this id.
        """
        self.expected_one(expected_id)
        self.roster.remove(self.session.id, expected_id)
        self._roster_changed()

    def _roster_changed(self) -> None:
        self._directory = None
        self.audience.people_changed(self.session.id)

    def directory(self) -> Directory:
        """Return everybody who is expected; read once, until the roster changes."""
        if self._directory is None:
            self._directory = Directory(self.roster.all(self.session.id))
        return self._directory

    def known_as(self, person: Person) -> Known:
        """Return who of the expected this is, with what they left empty filled."""
        found = self._found(person)
        if found is None:
            return Known(person)
        whole, told = filled(person, found.person, self.clock())
        return Known(whole, found.id, told)

    def keep_arrival(
        self, identity: str, person: Person, scan: Scan, nonce: str = ""
    ) -> bool:
        """Keep somebody who comes; False where somebody has this identity's hash.

        Who of the expected it is was read before the writer's turn. Where another
        device was first, it is asked again, as a moment later.

        Raises:
            DoorCodeError: the door's ticket was used before; nothing is kept.
        """
        became: Arrival = "taken"
        while became == "taken":
            known = self.known_as(person)
            became = self.attendance.sign_in(
                self.session.id,
                identity,
                known.person,
                scan,
                nonce,
                known.expected,
                known.told,
            )
        return became == "kept"

    def _fill_arrived(self, ids: Collection[str]) -> None:
        """Fill what those of the roster left empty who have come already."""
        entries = self.roster.found(self.session.id)
        for one in self.attendance.entries(self.session.id) if ids else ():
            listed = entries.get(one.id, "")
            if listed in ids:
                whole, told = filled(
                    one.person, self.expected_one(listed).person, self.clock()
                )
                if told:
                    self.attendance.change_person(
                        self.session.id, one.id, whole, self.clock(), who="roster"
                    )

    def _found(self, person: Person) -> Expected | None:
        candidates = self.directory().candidates(person)
        if not candidates:
            return None
        # Of these alone: whoever came is a long list once the room has filled.
        ids = [one.id for one in candidates]
        arrived = self.roster.arrived(self.session.id, ids)
        return matched(person, [one for one in candidates if one.id not in arrived])
