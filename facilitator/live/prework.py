"""Work done before the session: lists are looked at, taken over, and matched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.prework import (
    Completion,
    CompletionLine,
    KeptCompletion,
    Matching,
    NobodyNamedError,
    NoDateColumnError,
    guessed_columns,
    match,
    read_completions,
    says_day_first,
)
from facilitator.domain.attendance.roster import Expected, ListedPeople
from facilitator.errors import NotFoundError
from facilitator.live.expecting import NoListError
from facilitator.live.merging import Merging
from facilitator.store.prework import KeptCompletionList


class NoSuchCompletionError(NotFoundError):
    """No completion of this session has this id."""

    code = "no-such-completion"
    sentence = "This row is not there any more. Load the page again."


@dataclass(frozen=True, slots=True)
class CompletionPreview:
    """A list as it would be taken over with its columns as they are mapped.

    `lines` is empty while no column is said to hold people or days.
    """

    brought: KeptCompletionList
    lines: tuple[CompletionLine, ...]

    @property
    def good(self) -> tuple[CompletionLine, ...]:
        """The rows that would be taken over."""
        return tuple(line for line in self.lines if not line.problems)

    @property
    def wrong(self) -> tuple[CompletionLine, ...]:
        """The rows that would be left out."""
        return tuple(line for line in self.lines if line.problems)


class Prework(Merging):
    """The pre-work of a session's people; nobody sees that of others."""

    def bring_completions(self, filename: str, people: ListedPeople) -> None:
        """Keep a list to be looked at; nothing is taken over by it yet."""
        known = self.people_kept.prework.remembered(people.header)
        mapped = known if known is not None else guessed_columns(people.header)
        brought = KeptCompletionList(
            filename, people, mapped, says_day_first(people, mapped, self._today())
        )
        self.people_kept.prework.keep_list(self.session.id, brought)

    def completion_preview(self) -> CompletionPreview | None:
        """Return the list that waits, as it would be taken over."""
        brought = self.people_kept.prework.list(self.session.id)
        if brought is None:
            return None
        try:
            lines = self._completion_lines(brought)
        except (NobodyNamedError, NoDateColumnError):
            lines = ()
        return CompletionPreview(brought, lines)

    def _completion_lines(
        self, brought: KeptCompletionList
    ) -> tuple[CompletionLine, ...]:
        return read_completions(
            brought.people,
            brought.mapped,
            self._today(),
            day_first=brought.day_first,
            known=[one.completion for one in self.completions()],
        )

    def _today(self) -> date:
        zone = ZoneInfo(self.session.details.time_zone)
        return self.clock().astimezone(zone).date()

    def map_completions(self, mapped: Mapping[str, int], *, day_first: bool) -> None:
        """Say what the columns of the list hold.

        Raises:
            NoListError: no list waits.
            NobodyNamedError: no column tells who; nothing is kept.
            NoDateColumnError: no column tells when; nothing is kept.
        """
        brought = self.people_kept.prework.list(self.session.id)
        if brought is None:
            raise NoListError
        changed = replace(brought, mapped=mapped, day_first=day_first)
        nobody = ListedPeople(brought.people.header, ())
        self._completion_lines(replace(changed, people=nobody))
        self.people_kept.prework.keep_list(self.session.id, changed)

    def take_over_completions(
        self, mapped: Mapping[str, int], *, day_first: bool
    ) -> int:
        """Keep the rows of the list that are right; return how many.

        Raises:
            NoListError: no list waits.
            NobodyNamedError: no column tells who.
            NoDateColumnError: no column tells when.
        """
        self.map_completions(mapped, day_first=day_first)
        preview = self.completion_preview()
        if preview is None:
            raise NoListError
        done = [line.completion for line in preview.good]
        header = preview.brought.people.header
        self.people_kept.prework.take_over(self.session.id, done, header, mapped)
        return len(done)

    def drop_completions(self) -> None:
        """Forget the list that waits."""
        self.people_kept.prework.drop_list(self.session.id)

    def forget_completions(self) -> None:
        """Keep no completion any more."""
        self.people_kept.prework.forget(self.session.id)

    def completions(self) -> tuple[KeptCompletion, ...]:
        """Return every completion that was taken over."""
        return self.people_kept.prework.all(self.session.id)

    def tie_completion(self, completion_id: str, person_id: str) -> None:
        """Say whose a completion is; with "" whoever is found by email or name.

        Raises:
            NoSuchCompletionError: there is no such completion.
            NoSuchPersonError: nobody who came has this id.
        """
        if person_id:
            self.listed(person_id)
        kept = self.people_kept.prework
        if not kept.tie(self.session.id, completion_id, person_id):
            raise NoSuchCompletionError

    def prework(self) -> Matching:
        """Return whose each completion is, among who came and who is awaited."""
        kept = self.completions()
        if not kept:
            return Matching({}, ())
        merges = self.merges()
        tied = [replace(one, tied=merges.person_of(one.tied)) for one in kept]
        came = self.attendance.all(self.session.id)
        people = [Expected(one.id, one.person) for one in came]
        # They may have registered with another email, which the list has too.
        listed = {one.id: one.person for one in self.roster.all(self.session.id)}
        for entry, expected in self.roster.found(self.session.id).items():
            people.append(Expected(merges.person_of(entry), listed[expected]))
        return match(tied, (*people, *self.awaited()))

    def done_by(self, person_id: str) -> tuple[Completion, ...]:
        """Return what one person completed."""
        return self.prework().of.get(person_id, ())
