"""Heads counted in the room beside the list: the difference, and what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.text import is_kept
from facilitator.errors import BadInputError

MOST_PEOPLE = 9_999
LONGEST_NOTE = 300
_DIGITS = len(str(MOST_PEOPLE))


class NotACountError(BadInputError):
    """What was typed is no number of people."""

    code = "not-a-count"
    sentence = "Type how many people you count, as a number from 0 to 9999."


class NoteTooLongError(BadInputError):
    """The note holds more than fits."""

    code = "note-too-long"
    sentence = "The note is too long. Use at most {longest} characters."


@dataclass(frozen=True, slots=True)
class RoomCount:
    """A count that was settled: heads, and people in the room by the list, then.

    Nothing else follows from it: nobody is signed in or out by a number.
    """

    at: datetime
    counted: int
    listed: int
    note: str = ""

    @property
    def difference(self) -> int:
        """How many more heads than names; below zero where names are more."""
        return self.counted - self.listed


def read_count(given: str) -> int:
    """Return the number of people that was typed.

    Raises:
        NotACountError: it is none, or more than any room holds.
    """
    typed = given.strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS):
        raise NotACountError
    return int(typed)


def read_note(given: str) -> str:
    """Return a note, tidied; it may be empty.

    Raises:
        NoteTooLongError: it is longer than `LONGEST_NOTE`.
    """
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if len(kept) > LONGEST_NOTE:
        raise NoteTooLongError(longest=LONGEST_NOTE)
    return kept


def last(counts: Sequence[RoomCount]) -> RoomCount | None:
    """Return the newest of the counts, which are in order of time."""
    return counts[-1] if counts else None
