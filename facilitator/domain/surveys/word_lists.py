"""Words that a cloud leaves out, and words that a trainer looks at before they show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from facilitator.domain.surveys.words import folded

COMMENT = "#"
# An entry that ends so is the beginning of words.
AND_MORE = "*"

_DISGUISES = str.maketrans("013457@$!", "oieastasi")
_RUN = re.compile(r"(.)\1{2,}")
_ADDRESS = re.compile(r"@\w|https?:|www\.|\.(com|org|net|edu|gov)\b")
# Fewer digits are a year, an hour or an amount.
_PHONE_DIGITS = 7


# Looked up thousands of times a second: one by itself, not by its words.
@dataclass(frozen=True, slots=True, eq=False)
class WordLists:
    """The lists in both languages, each word folded; `beginnings` are flagged too."""

    left_out: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    def leaves_out(self, word: str) -> bool:
        """Whether a cloud does without a word."""
        return folded(word) in self.left_out

    def flags(self, text: str) -> bool:
        """Whether a trainer had better look at a text by itself.

        It holds a word of the list, also in a thin disguise, or what looks like a
        telephone number or an address, which may be somebody's.
        """
        return _flags(self, text)

    def _has(self, word: str) -> bool:
        return word in self.flagged or word.startswith(self.beginnings)


def entries(lines: str) -> tuple[str, ...]:
    """Return the entries of a list as they are written: one a line, comments apart."""
    written = (line.partition(COMMENT)[0].strip() for line in lines.splitlines())
    return tuple(line for line in written if line)


def word_lists(left_out: Iterable[str], flagged: Iterable[str]) -> WordLists:
    """Return the lists of these entries."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for entry in flagged:
        word = folded(entry)
        if word:
            (beginnings if entry.endswith(AND_MORE) else whole).add(word)
    kept = frozenset(filter(None, map(folded, left_out)))
    return WordLists(kept, frozenset(whole), tuple(sorted(beginnings)))


@lru_cache(maxsize=20_000)
def _flags(lists: WordLists, text: str) -> bool:
    if sum(one.isdigit() for one in text) >= _PHONE_DIGITS:
        return True
    if _ADDRESS.search(text.casefold()):
        return True
    return any(lists._has(word) for word in _readings(text))  # noqa: SLF001  # its own


def _readings(text: str) -> Iterator[str]:
    """Yield a text's words as they stand, and as they may be meant."""
    whole = " ".join(folded(part) for part in text.split())
    yield whole
    for part in text.split():
        for word in (folded(part), _bared(part)):
            yield word
            yield _RUN.sub(r"\1", word)
    for word in re.split(r"[\W_]+", whole):
        yield word
    letters = [part for part in whole.split() if len(part) == 1]
    if len(letters) == len(whole.split()):
        yield "".join(letters)


def _bared(part: str) -> str:
    """Return a word without signs between its letters and digits for some of them."""
    meant = folded(part.casefold().translate(_DISGUISES))
    return "".join(one for one in meant if one.isalpha() or one == "\u0303")
