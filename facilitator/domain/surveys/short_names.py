"""Short names made of the words that tell a statement from those beside it."""

import re
from collections import Counter
from collections.abc import Sequence

from facilitator.domain.text import plain

MOST_WORDS = 3
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’")
# They hold a sentence together and say little alone; "not" and "where" say much.
_SMALL = re.compile(
    r"(?:"
    r"a|about|also|am|an|and|any|are|as|at|be|been|being|by|can|could|did|do|"
    r"does|far|for|from|had|has|have|he|her|here|his|how|i|if|in|into|is|it|"
    r"its|many|may|me|might|much|must|my|of|on|or|our|said|say|says|she|"
    r"should|so|some|than|that|the|their|them|then|there|these|they|this|"
    r"those|to|up|us|very|was|we|were|what|which|will|with|would|you|your"
    r")\Z"
)


def short_name(
    words: str,
    longest: int,
    kind: str = "row",
    beside: Sequence[str] = (),
    most: int = MOST_WORDS,
) -> str:
    """Return a name of a few whole words of a sentence, in snake_case.

    Args:
        words: the sentence, in English.
        longest: the characters that the name may have.
        kind: begins the name of a sentence that begins with no letter.
        beside: the sentences that it must be told from. Words that fewer of them have
            come first where there is no room for all.
        most: the words that the name may have.

    Returns:
        A name that is never empty; its first word is cut where not even one fits.
    """
    there = _telling(words) or [kind]
    if not there[0][0].isalpha():
        there = [kind, *there]
    common = Counter(word for other in beside for word in set(_telling(other)))
    ranked = sorted(range(len(there)), key=lambda at: (common[there[at]], at))
    kept: list[int] = []
    for at in ranked:
        with_it = sorted([*kept, at])
        if len(kept) < most and len(_joined(there, with_it)) <= longest:
            kept = with_it
    name = _joined(there, kept)
    return name if name[:1].isalpha() else there[0][:longest]


def _joined(words: Sequence[str], places: Sequence[int]) -> str:
    return "_".join(words[at] for at in places)


def _telling(words: str) -> list[str]:
    """Return the words of a sentence without the small ones; all if it has no other."""
    found = list(dict.fromkeys(_WORD.findall(plain(words).translate(_APOSTROPHES))))
    return [word for word in found if not _SMALL.match(word)] or found
