"""Words for a cloud: as they are kept, and which of them are the same word."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from facilitator.domain.text import cleaned

LONGEST_WORD = 30
WORDS_ASKED, MOST_WORDS = 3, 10

_TILDE = "\u0303"
# An emoji, or a letter, or a digit: what is left without it says nothing.
_TELLING = ("L", "N", "S")
# Modifiers and joiners of emoji have no shape of their own.
_SHAPELESS = frozenset("\u200c\u200d\ufe0e\ufe0f")


def as_word(typed: str) -> str:
    """Return a word or short phrase as it is kept; "" where it says nothing.

    Spaces and the marks around it are no part of a word, and no letter carries more
    marks than the languages that are written here need.
    """
    kept = " ".join(cleaned(typed).split())
    whole = "".join(_bare(unicodedata.normalize("NFC", kept)))
    return _inside(whole)


def _bare(words: str) -> Sequence[str]:
    """Leave out marks that stand on a Latin letter, a digit, or nothing.

    Those of Spanish and English are one with their letter by now; the rest piles up.
    """
    found: list[str] = []
    base = ""
    for one in words:
        is_mark = unicodedata.category(one).startswith("M") and one not in _SHAPELESS
        if not is_mark:
            base = one
        elif not base.isalpha() or unicodedata.name(base, "").startswith("LATIN"):
            continue
        found.append(one)
    return found


def _inside(words: str) -> str:
    told = [at for at, one in enumerate(words) if _is_telling(one)]
    if not told:
        return ""
    end = told[-1] + 1
    while end < len(words) and _belongs_to_last(words[end]):
        end += 1
    return words[told[0] : end]


def _is_telling(one: str) -> bool:
    return unicodedata.category(one)[0] in _TELLING and one not in _SHAPELESS


def _belongs_to_last(one: str) -> bool:
    return one in _SHAPELESS or unicodedata.category(one).startswith("M")


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return what is the same for every spelling of a word.

    Case, accents and the marks around it do not count. A Spanish ñ is a letter of its
    own: *año* is not *ano*. A plural is a word of its own too: *gracias* is not
    *gracia*, nor *customs* *custom*.
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    letters: list[str] = []
    for one in apart:
        is_ene = one == _TILDE and letters[-1:] == ["n"]
        if is_ene or not (unicodedata.combining(one) or one in _SHAPELESS):
            letters.append(one)
    inner = _inside("".join(letters))
    return " ".join(inner.split())
