"""Who is expected: lists that are brought, looked at, and taken over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.domain.attendance import Person
from facilitator.domain.roster import (
    Directory,
    ListedPeople,
    NoNameColumnError,
    RosterLine,
    guessed,
    matched,
    read_lines,
)
from facilitator.errors import NotFoundError
from facilitator.live.held import HeldSession
from facilitator.store.roster import KeptList


class NoListError(NotFoundError):
    """There is no list to take over: it was taken over or dropped elsewhere."""

    code = "no-list"
    sentence = "There is no list waiting any more. Add the file again."


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
        return tuple(line.person for line in self.lines if not line.problems)

    @property
    def wrong(self) -> tuple[RosterLine, ...]:
        """The rows that would be left out."""
        return tuple(line for line in self.lines if line.problems)


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
        known = [one.person for one in self.roster.all(self.session.id)]
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

    def take_over_list(self, mapped: Mapping[str, int]) -> int:
        """Expect the people of the list whose rows are right; return how many.

        Raises:
            NoListError: no list waits.
            NoNameColumnError: no column holds names.
        """
        self.map_list(mapped)
        preview = self.preview()
        if preview is None:
            raise NoListError
        header = preview.brought.people.header
        self.roster.take_over(self.session.id, preview.good, header, mapped)
        self._directory = None
        self.audience.people_changed(self.session.id)
        return len(preview.good)

    def drop_list(self) -> None:
        """Forget the list that waits."""
        self.roster.drop_list(self.session.id)

    def expect_nobody(self) -> None:
        """Empty the roster; whoever has come stays."""
        self.roster.forget(self.session.id)
        self._directory = None
        self.audience.people_changed(self.session.id)

    def directory(self) -> Directory:
        """Return everybody who is expected; read once, until the roster changes."""
        if self._directory is None:
            self._directory = Directory(self.roster.all(self.session.id))
        return self._directory

    def who_is(self, person: Person) -> str:
        """Return the id of who of the expected this is ("": nobody, or unsure)."""
        candidates = self.directory().candidates(person)
        if not candidates:
            return ""
        # Of these alone: whoever came is a long list once the room has filled.
        ids = [one.id for one in candidates]
        arrived = self.roster.arrived(self.session.id, ids)
        found = matched(person, [one for one in candidates if one.id not in arrived])
        return found.id if found else ""
