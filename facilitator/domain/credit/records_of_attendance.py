"""Numbers of records of attendance, which tell a genuine one from a changed one."""

import hmac
from collections.abc import Iterable

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.session import CODE_ALPHABET

DIGITS = 10
LONGEST_NUMBER = 40


def record_number(secret: bytes, code: str, attendee: Attendee) -> str:
    """Return the number of somebody's record as it stands now.

    It is made from the name and the minutes with the session's own secret: whoever
    changes a record cannot make the number that goes with it. `code` is the session's
    join code, with which every number begins.
    """
    person = attendee.person
    said = f"record:{code}:{attendee.id}:{person.name}:{attendee.minutes}"
    return paper_number(secret, code, said)


def paper_number(secret: bytes, code: str, said: str) -> str:
    """Return the number of a paper that says this; it begins with the join code."""
    number = int.from_bytes(hmac.digest(secret, said.encode(), "sha256"))
    letters = []
    for _ in range(DIGITS):
        number, place = divmod(number, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[place])
    half = DIGITS // 2
    return "-".join((code, "".join(letters[:half]), "".join(letters[half:])))


def find_record(
    secret: bytes, code: str, number: str, attendees: Iterable[Attendee]
) -> Attendee | None:
    """Return whose record has this number, or None where none has."""
    wanted = number[:LONGEST_NUMBER].strip().upper().encode()
    for attendee in attendees:
        own = record_number(secret, code, attendee).encode()
        if hmac.compare_digest(own, wanted):
            return attendee
    return None
