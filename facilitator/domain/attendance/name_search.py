"""Names found by their first letters, on a screen that anybody may stand at.

Only names that match what was typed are shown, and only a handful at once: nobody
reads the list of who is expected off the kiosk.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.text import plain

FEWEST_LETTERS = 3
MOST_NAMES = 6

Outcome = Literal["found", "more-letters", "too-many", "nobody"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be picked by name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name that matches; `id` is empty where several people have this name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was found; without names unless the outcome is "found"."""

    outcome: Outcome
    matches: tuple[Match, ...] = ()


def find(people: Iterable[Named], typed: str) -> Search:
    """Return whose names begin, word by word, with what was typed.

    Case, accents, apostrophes and the order of the words do not matter. Fewer than
    FEWEST_LETTERS find only whoever's whole name they are. A name that several people
    have cannot be picked: nothing else about them may be shown to tell them apart.
    """
    wanted = _words(typed)
    if not wanted:
        return Search("more-letters")
    everybody = [(one, _words(one.name)) for one in people]
    if sum(map(len, wanted)) < FEWEST_LETTERS:
        found = [(one, words) for one, words in everybody if words == wanted]
        if not found:
            return Search("more-letters")
    else:
        found = [(one, words) for one, words in everybody if _begins(words, wanted)]
    named = Counter(words for _, words in found)
    if len(named) > MOST_NAMES:
        return Search("too-many")
    matches = {
        words: Match(one.id if named[words] == 1 else "", one.name)
        for one, words in reversed(found)
    }
    ordered = tuple(matches[words] for words in sorted(matches))
    return Search("found" if ordered else "nobody", ordered)


def _begins(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether each word that was typed begins a word of the name of its own."""
    left = list(words)
    for part in sorted(wanted, key=len, reverse=True):
        hit = next((word for word in left if word.startswith(part)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name; an apostrophe joins, any other sign parts."""
    kept = []
    for letter in plain(name):
        if unicodedata.category(letter)[0] in "LN":
            kept.append(letter)
        elif letter not in "'’ʼ`´":
            kept.append(" ")
    return tuple("".join(kept).split())
