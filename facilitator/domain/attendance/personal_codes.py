"""Codes on the sign-in sheet: each stands for one expected person of one session.

A code is made with the secret of the door, so nobody can make one for somebody else,
and it holds no name: read by a stranger's phone it says nothing.
"""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256

from facilitator.domain.session import CODE_ALPHABET
from facilitator.errors import FacilitatorError

# 79 bits. With the prefix it fits the smallest QR code, whose modules are largest.
LETTERS = 16
PREFIX = "P:"
# Typed where there is no camera: a code of its own length is far from any other.
SHORT_LETTERS = 6


class UnknownPersonalCodeError(FacilitatorError):
    """The code is forged, misread, of another session or of an earlier roster."""

    code = "unknown-code"
    status = 404
    sentence = (
        "This is no code of this session's sign-in sheet. Check the letters, or use "
        "the list of people."
    )


class PersonalCodes:
    """The codes of one session.

    Args:
        secret: 32 random bytes that stay with the session.
        session: the session's id.
    """

    def __init__(self, secret: bytes, session: str) -> None:
        self._secret, self._session = secret, session

    def code(self, expected_id: str) -> str:
        """Return the code of somebody of the roster, LETTERS letters."""
        said = f"person:{self._session}:{expected_id}".encode()
        number = int(hmac.new(self._secret, said, sha256).hexdigest(), 16)
        letters = []
        for _ in range(LETTERS):
            number, place = divmod(number, len(CODE_ALPHABET))
            letters.append(CODE_ALPHABET[place])
        return "".join(letters)

    def codes(self, expected_ids: Iterable[str]) -> Mapping[str, str]:
        """Return everybody's code by the id of the roster."""
        return {one: self.code(one) for one in expected_ids}

    def whose(self, given: str, expected_ids: Iterable[str]) -> str:
        """Return the id of whose code was scanned, or typed in its short form.

        Raises:
            UnknownPersonalCodeError: nobody's, or the short form of two people's.
        """
        read = read_code(given)
        found = [
            one
            for one, code in self.codes(expected_ids).items()
            if read and hmac.compare_digest(code[: len(read)].encode(), read.encode())
        ]
        if len(found) != 1:
            raise UnknownPersonalCodeError
        return found[0]


def scanned(code: str) -> str:
    """Return what the QR code of a personal code holds."""
    return f"{PREFIX}{code}"


def short(code: str) -> str:
    """Return the letters that are typed, in two groups as they are printed."""
    half = SHORT_LETTERS // 2
    return f"{code[:half]} {code[half:SHORT_LETTERS]}"


def read_code(given: str) -> str:
    """Return a whole or a short code without what people put between, or ""."""
    kept = given[: 4 * LETTERS].strip().upper().removeprefix(PREFIX)
    kept = "".join(letter for letter in kept if letter not in " -·")
    is_code = len(kept) in (LETTERS, SHORT_LETTERS) and set(kept) <= set(CODE_ALPHABET)
    return kept if is_code else ""
