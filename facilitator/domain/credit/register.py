"""The register of papers: what was handed out under which number, naming nobody.

It lets a paper be checked when the session's own program no longer runs.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from facilitator.domain.credit.papers import Certificate
from facilitator.domain.credit.policy import amount
from facilitator.domain.credit.records_of_attendance import LONGEST_NUMBER
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import plain

Kind = Literal["attendance", "certificate", "participation"]

HEAD = ("number", "kind", "type", "amount", "date", "name_mark")
# Slow enough that a list of names takes hours to try on everybody, and quick enough
# that a thousand papers take some two seconds to write.
_ROUNDS = 2_000
_MARK_BYTES = 10


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One paper: its number and what it says.

    `type` is a credit type, "" for a record of attendance; `amount` minutes of
    attendance or an amount of credit such as "1.75", "" where there is none; `date`
    the day of the session, year-month-day; `name_mark` what a name is checked by.
    """

    number: str
    kind: Kind
    type: str
    amount: str
    date: str
    name_mark: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, in the order of `HEAD`."""
        return tuple(str(getattr(self, name)) for name in HEAD)


def register_rows(report: AttendanceReport) -> tuple[RegisterRow, ...]:
    """Return a row for each paper that a session's people have now.

    Takes a millisecond or two for each: marks of names are slow to make on purpose.
    """
    details = report.session.details
    local = details.starts_at.astimezone(ZoneInfo(details.time_zone))
    day = local.date().isoformat()
    rows = []
    for attendee in report.attendees:
        number = report.numbers.get(attendee.id, "")
        if number:
            mark = name_mark(number, attendee.person.name)
            minutes = str(attendee.minutes)
            rows.append(RegisterRow(number, "attendance", "", minutes, day, mark))
    for issue in report.issues:
        if issue.number:
            kind, credit = _told(issue.paper)
            mark = name_mark(issue.number, issue.attendee.person.name)
            row = (issue.number, kind, issue.paper.policy.type, credit, day, mark)
            rows.append(RegisterRow(*row))
    return tuple(sorted(rows, key=lambda row: row.number))


def _told(paper: object) -> tuple[Kind, str]:
    if isinstance(paper, Certificate):
        return "certificate", amount(paper.quarters)
    return "participation", ""


def name_mark(number: str, name: str) -> str:
    """Return what a name on the paper of this number is checked by.

    Case and accents do not count. The mark hides a name from who reads the register,
    not from who already suspects whose paper it is.
    """
    made = hashlib.pbkdf2_hmac(
        "sha256", plain(name).encode(), number.encode(), _ROUNDS, _MARK_BYTES
    )
    return made.hex()


def find_row(rows: Iterable[RegisterRow], number: str) -> RegisterRow | None:
    """Return the paper of this number, or None where the register has none."""
    wanted = number[:LONGEST_NUMBER].strip().upper()
    return next((row for row in rows if row.number == wanted), None)


def has_name(row: RegisterRow, name: str) -> bool:
    """Whether the paper of this row was made for this name."""
    return hmac.compare_digest(name_mark(row.number, name), row.name_mark)
