"""Times of day as somebody wrote them down, as moments: an evening passes midnight."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

# Whoever sets a room up is there before the start, and nobody longer than that.
BEFORE_THE_START = timedelta(hours=8)


def first_moment(clock: time, since: datetime, zone: tzinfo) -> datetime:
    """Return the first moment from `since` on at which a clock in the zone shows this.

    In the night on which clocks go back, a time that comes twice is the first of the
    two that is not before `since`; one that is skipped when they go forward is as far
    behind midnight as it says.
    """
    begin = since.astimezone(UTC)
    day = begin.astimezone(zone).date()
    moments = (
        moment
        for one in (day, day + timedelta(days=1))
        for moment in _moments_on(one, clock.replace(tzinfo=None, fold=0), zone)
    )
    return min(moment for moment in moments if moment >= begin)


def _moments_on(day: date, clock: time, zone: tzinfo) -> Iterator[datetime]:
    """Return the one moment of a time of day, or the two where the hour comes twice."""
    yield datetime.combine(day, clock, zone).astimezone(UTC)
    second = datetime.combine(day, clock.replace(fold=1), zone).astimezone(UTC)
    if second.astimezone(zone).replace(tzinfo=None, fold=0).time() == clock:
        yield second


def times_of_row(
    came: time | None, left: time | None, starts: datetime, zone: tzinfo
) -> tuple[datetime | None, datetime | None]:
    """Return when somebody came and left, by the times in their row of the sheet.

    Each lies within a day that begins BEFORE_THE_START; the sheet itself has no days.
    """
    begin = starts.astimezone(UTC) - BEFORE_THE_START
    arrived = first_moment(came, begin, zone) if came else None
    gone = first_moment(left, begin, zone) if left else None
    if arrived and gone and left and gone < arrived:
        # When clocks go back, an hour comes twice: who left did so in the second.
        again = first_moment(left, arrived, zone)
        gone = again if again - gone <= timedelta(hours=2) else gone
    return arrived, gone
