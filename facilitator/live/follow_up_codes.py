"""What is derived of a follow-up's code, and the way that it unseals."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import scrypt, sha256

from facilitator.domain.surveys.follow_up import (
    ENDS,
    NoFollowUpCodeError,
    read_follow_up_code,
)

# Source: RFC 7914. 59 random bits need no more; a room of 1,000 asks at one time.
_HALF = 32
_COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 2 * _HALF}


@dataclass(frozen=True, slots=True)
class Way:
    """Where a code leads: under what each form of the end is kept.

    `person` is what their follow-up is kept under, the same by each of their codes.
    """

    phones: Mapping[str, str]
    person: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived of a code: the hash it is found by, and the pad of its way."""

    code_hash: str
    pad: bytes

    def unsealed(self, sealed: str) -> Way:
        """Return the way that was sealed with the pad when the session ended."""
        pairs = zip(bytes.fromhex(sealed), self.pad, strict=True)
        way = bytes(a ^ b for a, b in pairs).hex()
        size = len(way) // len(ENDS)
        names = (way[start : start + size] for start in range(0, len(way), size))
        person = sha256(f"follow-up:{way}".encode()).hexdigest()
        return Way(dict(zip(ENDS, names, strict=True)), person)


def derived(session_id: str, code: str) -> Derived:
    """Return what is derived of a code, slowly; the session's id is the salt."""
    salt = f"follow-up:{session_id}".encode()
    made = scrypt(code.encode(), salt=salt, **_COST)
    return Derived(made[:_HALF].hex(), made[_HALF:])


def all_derived(session_id: str, codes: Sequence[str]) -> dict[str, Derived]:
    """Return what is derived of each code that is one, by how it was typed."""
    made: dict[str, Derived] = {}
    for typed in codes:
        if typed.strip() and typed not in made:
            with suppress(NoFollowUpCodeError):
                made[typed] = derived(session_id, read_follow_up_code(typed))
    return made
