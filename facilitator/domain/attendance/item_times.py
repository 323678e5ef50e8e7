"""When each part of the agenda was really on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from facilitator.domain.attendance.presence import Interval
from facilitator.domain.stage.stage import AgendaMark


@dataclass(frozen=True, slots=True)
class ItemTime:
    """An agenda item with its actual time; `ended` is None while it is not known."""

    item: str
    began: datetime
    ended: datetime | None

    @property
    def interval(self) -> Interval | None:
        """The time as instants, or None without an end."""
        if self.ended is None:
            return None
        return Interval(self.began.astimezone(UTC), self.ended.astimezone(UTC))

    @property
    def minutes(self) -> int | None:
        """How long it was on in whole minutes, or None without an end."""
        part = self.interval
        return (part.end - part.begin) // timedelta(minutes=1) if part else None


def item_times(
    marks: Iterable[AgendaMark], ended_at: datetime | None
) -> tuple[ItemTime, ...]:
    """Return the items that began, in order of time.

    The next one ends an item, and the end of the session the last; an end before
    its beginning, from a clock set back, leaves it without length. Items that never
    began are not here.
    """
    began = sorted(marks, key=lambda mark: mark.at.astimezone(UTC))
    ends: list[datetime | None] = [mark.at for mark in began[1:]]
    if ended_at and began and ended_at.astimezone(UTC) < began[-1].at.astimezone(UTC):
        ended_at = began[-1].at
    return tuple(
        ItemTime(mark.item, mark.at, end)
        for mark, end in zip(began, [*ends, ended_at], strict=False)
    )
