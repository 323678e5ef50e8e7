"""Entries that may be one person, and the reasons in words; a person decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.roster import words_of
from facilitator.domain.text import Text, plain

# Who wrote an entry: the person on a phone or kiosk, a trainer, or a list.
Source = Literal["phone", "trainer", "list"]
Reason = Literal[
    "same-email", "same-name", "one-letter", "part-of-name", "by-trainer", "two-emails"
]

REASONS: dict[Reason, Text] = {
    "same-email": Text(
        "The email address is the same.", "El correo electrónico es el mismo."
    ),
    "same-name": Text(
        "The name is the same but for order, accents or capitals.",
        "El nombre es el mismo, salvo el orden, los acentos o las mayúsculas.",
    ),
    "one-letter": Text(
        "The names are one letter apart.", "Los nombres difieren en una letra."
    ),
    "part-of-name": Text(
        "One name is a part of the other.", "Un nombre es parte del otro."
    ),
    "by-trainer": Text(
        "One signed in themselves, one was entered by a trainer.",
        "Una persona registró su entrada; la otra la anotó el equipo capacitador.",
    ),
    "two-emails": Text(
        "But the email addresses are two.", "Pero los correos electrónicos son dos."
    ),
}

_BY_A_TRAINER = frozenset({"trainer", "paper", "camera"})

# A room of a thousand people called Test must not become half a million pairs.
_MOST_ALIKE = 8
# An address that more people give is their office's.
_MOST_OF_AN_ADDRESS = 3
_MOST_OF_A_WORD = 60
_MOST_WORDS = 6
_MISSPELT = range(6, 61)  # how long a name is that is looked for with a slip in it
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody as they stand in a list; `source` says who wrote it."""

    id: str
    person: Person
    source: Source = "phone"


@dataclass(frozen=True, slots=True)
class Likely:
    """Two entries that may be one person, and why; the surest reason comes first."""

    one: str
    other: str
    reasons: tuple[Reason, ...]


def entry_of(attendee: Attendee) -> Entry:
    """Return somebody who came as an entry, by how they came first."""
    by_hand = any(scan.method in _BY_A_TRAINER for scan in attendee.scans[:1])
    return Entry(attendee.id, attendee.person, "trainer" if by_hand else "phone")


def likely_same(entries: Sequence[Entry]) -> tuple[Likely, ...]:
    """Return pairs of entries that may be one person, the surest first.

    It takes time in step with the number of entries, not with its square.
    """
    return _pairs(entries, entries)


def likely_expected(
    strays: Sequence[Entry], expected: Sequence[Entry]
) -> tuple[Likely, ...]:
    """Return who of the roster people may be who were not found on it.

    `one` is who came, `other` who is expected.
    """
    return _pairs(strays, expected)


def _pairs(left: Sequence[Entry], right: Sequence[Entry]) -> tuple[Likely, ...]:
    known = _Index([_read(entry) for entry in right if entry.person.name])
    found: dict[frozenset[str], Likely | None] = {}
    for one in [_read(entry) for entry in left if entry.person.name]:
        for other in known.near(one):
            both = frozenset((one.id, other.id))
            if len(both) == 1 or both in found:
                continue
            reasons = _reasons(one, other)
            found[both] = Likely(one.id, other.id, reasons) if reasons else None
    order: dict[Reason, int] = {reason: n for n, reason in enumerate(REASONS)}
    likely = (pair for pair in found.values() if pair)
    return tuple(sorted(likely, key=lambda pair: order[pair.reasons[0]]))


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry as it is compared: everything plain, worked out once."""

    id: str
    source: Source
    name: str
    words: frozenset[str]
    email: str
    organization: str


def _read(entry: Entry) -> _Read:
    person, words = entry.person, words_of(entry.person.name)
    return _Read(
        entry.id,
        entry.source,
        " ".join(words),
        frozenset(words),
        person.email.casefold(),
        plain(person.organization),
    )


class _Index:
    """Entries by whatever two that may be one person share."""

    def __init__(self, entries: Iterable[_Read]) -> None:
        self._shared: defaultdict[tuple[str, str], list[_Read]] = defaultdict(list)
        self._words: defaultdict[str, list[_Read]] = defaultdict(list)
        for entry in entries:
            for key in _keys(entry):
                self._shared[key].append(entry)
            for word in entry.words:
                self._words[word].append(entry)

    def near(self, one: _Read) -> Iterator[_Read]:
        """Yield who shares an email, a name, or one but for a letter or a part."""
        for key in _keys(one):
            found = self._shared.get(key, ())
            if key[0] != "email" or len(found) <= _MOST_OF_AN_ADDRESS:
                yield from found[:_MOST_ALIKE]
        # A word that very many have says little, and would be long to look through.
        lists = [self._words[word] for word in one.words if word in self._words]
        for found in sorted(lists, key=len)[:_MOST_WORDS]:
            if len(found) <= _MOST_OF_A_WORD:
                yield from found


def _keys(one: _Read) -> Iterator[tuple[str, str]]:
    if one.email:
        yield "email", one.email
    name = one.name
    yield "name", name
    if len(name) in _MISSPELT:
        # Two names one letter apart become one where a letter is left out of either.
        yield from {("near", name[:n] + name[n + 1 :]) for n in range(len(name))}
        yield "near", name


def _reasons(one: _Read, other: _Read) -> tuple[Reason, ...]:
    two_emails = bool(one.email and other.email) and one.email != other.email
    first: Reason
    if one.email and one.email == other.email:
        first = "same-email"
    elif one.name == other.name:
        first = "same-name"
    elif two_emails or not _may_be_one(one, other):
        return ()
    elif _one_letter_apart(one.name, other.name):
        first = "one-letter"
    elif _is_part(one.words, other.words):
        first = "part-of-name"
    else:
        return ()
    more: list[Reason] = [first]
    if {one.source, other.source} == {"phone", "trainer"}:
        more.append("by-trainer")
    if two_emails:
        more.append("two-emails")
    return tuple(more)


def _may_be_one(one: _Read, other: _Read) -> bool:
    """Whether something else speaks for two names that are only alike.

    The same organization; or, where only one says theirs, that the two were written
    by different hands.
    """
    if one.organization and other.organization:
        return one.organization == other.organization
    return one.source != other.source


def _one_letter_apart(mine: str, theirs: str) -> bool:
    one, other = sorted((mine, theirs), key=len)
    if len(one) not in _MISSPELT or len(other) - len(one) > 1:
        return False
    place = next((n for n, c in enumerate(one) if c != other[n]), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    swapped = other[place + 1 : place + 2] + other[place : place + 1]
    is_swap = (
        one[place : place + 2] == swapped and one[place + 2 :] == other[place + 2 :]
    )
    return is_swap or one[place + 1 :] == other[place + 1 :]


def _is_part(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    one, other = sorted((mine, theirs), key=len)
    return len(one) >= _FEWEST_WORDS and one < other
