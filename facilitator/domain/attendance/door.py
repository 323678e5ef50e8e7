"""The door: codes that change all the time, and tickets that outlast them.

Whoever reads the code of the moment off the projector is in the room. It is kept by
a secret that never leaves the laptop, bound to one session and to one direction. A
code opens a ticket of a few minutes, so that typing a name cannot make it expire.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from facilitator.domain.session import CODE_ALPHABET, CODE_LENGTH
from facilitator.errors import FacilitatorError

Direction = Literal["in", "out"]
DIRECTIONS: tuple[Direction, ...] = ("in", "out")

# Source: attendance practice: 20 to 30 seconds, the current and the previous one.
CODE_SECONDS = 25
TICKET_LIFE = timedelta(minutes=5)
LONGEST_TICKET = 120

_LETTERS = {"in": "I", "out": "O"}


class DoorCodeError(FacilitatorError):
    """The code is not the one on the screen, or no longer."""

    code = "door-code"
    status = 403
    sentence = (
        "That is not the code on the screen now. It changes every {seconds} seconds: "
        "scan it again, or type the six characters that you see."
    )

    def __init__(self) -> None:
        super().__init__(seconds=CODE_SECONDS)


class SignsInError(DoorCodeError):
    """Somebody signs out with the code that signs people in."""

    sentence = (
        "This code signs people in. To sign out, type the code to sign out: it is on "
        "the sign-out screen, which the trainer shows (key S), and near the end in the "
        "corner of the slides."
    )


class SignsOutError(DoorCodeError):
    """Somebody signs in with the code that signs people out."""

    sentence = (
        "This code signs people out. To sign in, type the code to sign in: ask the "
        "trainer to show it or to read it out."
    )


@dataclass(frozen=True, slots=True)
class DoorCode:
    """A code of six characters, and when the screen changes to the next one."""

    direction: Direction
    code: str
    until: datetime


class Door:
    """The codes and tickets of one session.

    Args:
        secret: 32 random bytes that stay with the session.
        session: the session's id, which every code and ticket is bound to.
    """

    def __init__(self, secret: bytes, session: str) -> None:
        self._secret, self._session = secret, session

    def code(self, direction: Direction, at: datetime) -> DoorCode:
        """Return the code that the screen shows at a moment."""
        window = _window(at)
        until = datetime.fromtimestamp((window + 1) * CODE_SECONDS, at.tzinfo)
        return DoorCode(direction, self._letters(direction, window), until)

    def opens(self, direction: Direction, typed: str, at: datetime) -> bool:
        """Whether this is the current or the previous code of the direction."""
        window = _window(at)
        given = typed[: 2 * CODE_LENGTH].strip().upper().encode()
        answers = [
            hmac.compare_digest(given, self._letters(direction, one).encode())
            for one in (window, window - 1)
        ]
        return any(answers)

    def check(self, direction: Direction, typed: str, at: datetime) -> None:
        """See that this is a code of the direction.

        Raises:
            SignsInError: it is one that signs people in, and they leave.
            SignsOutError: it is one that signs people out, and they come.
            DoorCodeError: it is none that the screen shows, or showed before it.
        """
        if self.opens(direction, typed, at):
            return
        if direction == "out" and self.opens("in", typed, at):
            raise SignsInError
        if direction == "in" and self.opens("out", typed, at):
            raise SignsOutError
        raise DoorCodeError

    def ticket(self, direction: Direction, nonce: str, at: datetime) -> str:
        """Return a ticket for one sign-in or sign-out within the next minutes."""
        expires = int((at + TICKET_LIFE).timestamp())
        body = f"{_LETTERS[direction]}.{expires}.{nonce}"
        return f"{body}.{self._mac('ticket', body)[:32]}"

    def nonce_of(self, direction: Direction, ticket: str, at: datetime) -> str:
        """Return the random part of a ticket, by which its one use is known.

        Raises:
            DoorCodeError: it is forged, too old, of another session or direction.
        """
        body, _, mac = ticket[:LONGEST_TICKET].rpartition(".")
        if not hmac.compare_digest(
            mac.encode(), self._mac("ticket", body)[:32].encode()
        ):
            raise DoorCodeError
        letter, expires, nonce = body.split(".")
        if letter != _LETTERS[direction] or int(expires) < at.timestamp():
            raise DoorCodeError
        return nonce

    def _letters(self, direction: Direction, window: int) -> str:
        number = int(self._mac("code", f"{direction}:{window}"), 16)
        letters = []
        for _ in range(CODE_LENGTH):
            number, place = divmod(number, len(CODE_ALPHABET))
            letters.append(CODE_ALPHABET[place])
        return "".join(letters)

    def _mac(self, use: str, what: str) -> str:
        message = f"{use}:{self._session}:{what}".encode()
        return hmac.new(self._secret, message, sha256).hexdigest()


def _window(at: datetime) -> int:
    return int(at.timestamp()) // CODE_SECONDS
