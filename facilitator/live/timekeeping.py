"""The times of a session put right at the desk, and what they mean for credit."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from facilitator.domain.attendance.item_times import ItemTime, item_times
from facilitator.domain.attendance.times_of_day import (
    BEFORE_THE_START,
    first_moment,
)
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.lint import lint_held
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.live.held import HeldSession


@dataclass(frozen=True, slots=True)
class HeldCredit:
    """A credit type, and what the session as it was held lacks for it."""

    policy: CreditPolicy
    lacks: tuple[CreditFinding, ...]


class Timekeeping(HeldSession):
    """When the parts of the agenda really began."""

    def item_times(self) -> tuple[ItemTime, ...]:
        """Return the parts as they were on, in order of time."""
        times = self.times
        return item_times(times.began, times.end)

    def day_held(self) -> date:
        """Return the day of the session in its time zone: of its first time, if any."""
        zone = ZoneInfo(self.session.details.time_zone)
        return self._first_time().astimezone(zone).date()

    def _first_time(self) -> datetime:
        """Return the first moment noted of the session, else its planned start."""
        stage = self.stage
        moments = [mark.at for mark in stage.agenda]
        moments += [stage.ended_at] if stage.ended_at else []
        return min(moments, default=self.session.details.starts_at)

    def correct_time(
        self, item: str, clock: time | None, *, reason: str, any_order: bool = False
    ) -> None:
        """Append when a part really began or, for THE_END, when the session ended.

        Without a `clock` its mark is struck out. An undo on the console touches none
        of these lines.

        Raises:
            BadInputError: see `Held.corrected`.
        """
        zone = ZoneInfo(self.session.details.time_zone)
        with self.lock:
            begin = self._first_time() - BEFORE_THE_START
            at = first_moment(clock, begin, zone) if clock else None
            line = self.times.corrected(
                item, at, reason=reason, now=self.clock(), any_order=any_order
            )
            self.after_kept.correct_mark(self.session.id, line)

    def credit_held(self) -> tuple[HeldCredit, ...]:
        """Return the credit designated against the times as they were."""
        times = self.item_times()
        return tuple(
            HeldCredit(policy, lint_held(policy, self.plan.agenda, times))
            for policy in self.plan.credit
        )
