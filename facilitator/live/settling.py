"""Records with gaps, settled by the trainer, with a reason: never by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.corrections import read_reason
from facilitator.domain.attendance.people import Attendee, Scan, ScanKind
from facilitator.domain.attendance.settling import (
    Doubt,
    Left,
    NothingChosenError,
    NothingToSettleError,
    doubts,
    is_left,
    moment_of,
    newest_line,
    settling_line,
)
from facilitator.live.listing import Listing, owned

MOST_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Somebody whose record is not whole, and what it lacks."""

    attendee: Attendee
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class SettledLine:
    """One line by which a record was settled; `scan` is None where it was left."""

    attendee: Attendee
    reason: str
    written_at: datetime
    scan: Scan | None = None


class Settling(Listing):
    """The exceptions of a session, at the desk."""

    def unsettled(self) -> tuple[Unsettled, ...]:
        """Return everybody whose record is not whole and was not left so, by name."""
        lefts = self.after_kept.lefts(self.session.id)
        return tuple(
            Unsettled(one.attendee, found)
            for one in self.people()
            if (found := doubts(one.attendee.scans, over=self.stage.finished))
            and not is_left(one.attendee, lefts)
        )

    def settled_lines(self) -> tuple[SettledLine, ...]:
        """Return the lines with a reason, newest first."""
        people = {one.attendee.id: one.attendee for one in self.people()}
        lines = [
            SettledLine(people[left.attendee], left.reason, left.written_at)
            for left in self.after_kept.lefts(self.session.id)
            if left.attendee in people
        ]
        lines += [
            SettledLine(who, scan.reason, scan.written_at or scan.at, scan)
            for who in people.values()
            for scan in who.scans
            if scan.reason
        ]
        return tuple(sorted(lines, key=lambda line: line.written_at, reverse=True))

    def settle(
        self,
        attendee_ids: Sequence[str],
        kind: ScanKind,
        clock: time,
        *,
        reason: str,
        supersedes: int = 0,
    ) -> None:
        """Append a line for each of these people: one time, one reason, all or none.

        The time of day is the one near each person's own lines.

        Raises:
            NothingToSettleError: somebody's record is whole or was left as it is.
            BadInputError: nobody was chosen, there is no reason, the time is to come
                or would not make somebody's record whole; nothing is written.
        """
        zone, now = ZoneInfo(self.session.details.time_zone), self.clock()
        with self.lock:
            lines = [
                owned(
                    attendee,
                    settling_line(
                        attendee,
                        kind,
                        moment_of(attendee, kind, clock, zone),
                        supersedes=supersedes,
                        reason=reason,
                        now=now,
                    ),
                )
                for attendee in self._chosen(attendee_ids)
            ]
            self.attendance.scan_all(self.session.id, lines)
        self.audience.people_changed(self.session.id)

    def leave_incomplete(self, attendee_ids: Sequence[str], reason: str) -> None:
        """Note that these records stay as they are, and why: all or none.

        Raises:
            NothingToSettleError: somebody's record is whole or was left before.
            BadInputError: nobody was chosen, or there is no reason.
        """
        kept, now = read_reason(reason), self.clock()
        with self.lock:
            lines = tuple(
                Left(attendee.id, newest_line(attendee.scans), kept, now)
                for attendee in self._chosen(attendee_ids)
            )
            self.after_kept.leave(self.session.id, lines)

    def _chosen(self, attendee_ids: Sequence[str]) -> tuple[Attendee, ...]:
        wanted = tuple(dict.fromkeys(attendee_ids[:MOST_AT_ONCE]))
        if not wanted:
            raise NothingChosenError
        open_ = {one.attendee.id: one.attendee for one in self.unsettled()}
        for one in wanted:
            if one not in open_:
                name = self.listed(one).attendee.person.name
                raise NothingToSettleError(name=name or "–")
        return tuple(open_[one] for one in wanted)
