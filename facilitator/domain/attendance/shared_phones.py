"""Phones on which several people signed in: allowed, and looked at by somebody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.text import is_blank, is_kept
from facilitator.errors import BadInputError, FacilitatorError

MOST_ON_A_PHONE = 20
LONGEST_LOOKER = 80


class FullPhoneError(FacilitatorError):
    """More people than a phone remembers."""

    code = "full-phone"
    status = 409
    sentence = (
        "{most} people have signed in on this phone, which is as many as it remembers. "
        "Please ask the trainer to sign you in."
    )


class LookerNeededError(BadInputError):
    """Nobody says who looked."""

    code = "looker-needed"
    sentence = "Write who looked at it, in at most {longest} characters."


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a shared phone while it had so many `people`."""

    mark: str
    people: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharedPhone:
    """The people who signed in on one phone, and who looked at it last.

    `seen` is None where nobody did since the last of them signed in.
    """

    mark: str
    people: tuple[Attendee, ...]
    seen: Look | None = None


def shared_phones(
    marks: Iterable[tuple[str, str]], looks: Sequence[Look], people: Sequence[Attendee]
) -> tuple[SharedPhone, ...]:
    """Return the phones that more than one person signed in on, not looked at first.

    Args:
        marks: ids of people, each with the mark of a phone.
        looks: who looked at which, oldest first.
        people: everybody, two entries of one person as one.
    """
    on_phones: defaultdict[str, set[str]] = defaultdict(set)
    for person_id, mark in marks:
        on_phones[mark].add(person_id)
    groups = {
        mark: [person for person in people if person.id in ids]
        for mark, ids in on_phones.items()
    }
    seen = {look.mark: look for look in looks}
    phones = [
        SharedPhone(mark, tuple(group), _newest(seen.get(mark), len(group)))
        for mark, group in groups.items()
        if len(group) > 1
    ]
    return tuple(sorted(phones, key=lambda phone: phone.seen is not None))


def _newest(look: Look | None, people: int) -> Look | None:
    return look if look and look.people >= people else None


def read_looker(given: str) -> str:
    """Return who looked.

    Raises:
        LookerNeededError: nobody, or more than a name.
    """
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if is_blank(kept) or len(kept) > LONGEST_LOOKER:
        raise LookerNeededError(longest=LONGEST_LOOKER)
    return kept
