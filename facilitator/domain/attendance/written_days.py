"""Days as lists of people write them."""

import re
from datetime import date, datetime

from facilitator.errors import BadInputError

_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T,].*)?")
_SHORT_YEAR, _THIS_CENTURY = 100, 2000
_EARLIEST = date(2000, 1, 1)


class NoDateError(BadInputError):
    """A row without a day."""

    code = "no-date"
    sentence = "There is no day: it was probably not completed."


class BadDateError(BadInputError):
    """What stands in the column of days is none."""

    code = "bad-date"
    sentence = "“{given}” is not a day that can be read. Write it as 2026-05-14."


class DateToComeError(BadInputError):
    """A day after today, or before there were modules."""

    code = "date-to-come"
    sentence = "The day {given} cannot be right. Check day, month and year."


def read_day(given: str, today: date, *, day_first: bool = False) -> date:
    """Return a day as lists write it: 2026-05-14, 5/14/2026, 14.5.26, with a time too.

    Raises:
        BadInputError: there is none, or not one between 2000 and today.
    """
    written = given.strip()
    if not written:
        raise NoDateError
    found = _day(written, day_first=day_first)
    if found is None:
        raise BadDateError(given=written[:40])
    if not _EARLIEST <= found <= today:
        raise DateToComeError(given=found.isoformat())
    return found


def _day(written: str, *, day_first: bool) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    parts = _PARTS.fullmatch(written)
    if parts is None or not written.isascii():
        return None
    one, two, three = (int(part) for part in parts.groups())
    if one > 31:  # noqa: PLR2004 - the year comes first
        year, month, day = one, two, three
    else:
        year = three + (_THIS_CENTURY if three < _SHORT_YEAR else 0)
        month, day = (two, one) if day_first else (one, two)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day(written: str, today: date, *, day_first: bool) -> bool:
    """Whether a day stands there that can be read so."""
    try:
        read_day(written, today, day_first=day_first)
    except BadInputError:
        return False
    return True
