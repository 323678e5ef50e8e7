"""The room beside the list: who is in, out and awaited, and heads that were counted."""

from dataclasses import dataclass

from facilitator.domain.attendance.room_count import RoomCount, read_count, read_note
from facilitator.domain.attendance.roster import Expected
from facilitator.live.listing import Listed, Listing


@dataclass(frozen=True, slots=True)
class Present:
    """The room now, by name: who is in, who left, and who is expected and not in.

    `expected` is the whole roster; `counts` are those settled so far.
    """

    inside: tuple[Listed, ...]
    out: tuple[Listed, ...]
    awaited: tuple[Expected, ...]
    expected: tuple[Expected, ...]
    counts: tuple[RoomCount, ...]


class Reconciling(Listing):
    """Heads counted in the room, and what the list says."""

    def present(self) -> Present:
        """Return the room now, by name."""
        people = self.people()
        awaited = self.awaited()
        return Present(
            inside=tuple(one for one in people if one.inside),
            out=tuple(one for one in people if not one.inside),
            awaited=awaited,
            expected=self.roster.all(self.session.id),
            counts=self.head_counts(),
        )

    def head_counts(self) -> tuple[RoomCount, ...]:
        """Return every count that was settled, oldest first."""
        return self.people_kept.head_counts.all(self.session.id)

    def settle_count(self, counted: str, note: str) -> RoomCount:
        """Keep a count of heads beside the number by the list, as they are now.

        Raises:
            NotACountError: what was typed is no number of people.
            NoteTooLongError: the note holds more than fits.
        """
        heads, kept = read_count(counted), read_note(note)
        _, inside, _ = self.attendance.counts(self.session.id)
        count = RoomCount(self.clock(), heads, inside, kept)
        self.people_kept.head_counts.add(self.session.id, count)
        return count
