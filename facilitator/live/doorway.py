"""What the screens show at the door: the codes of the moment, each as a QR too."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from facilitator.documents import qr
from facilitator.domain.attendance.door import DIRECTIONS, Direction

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

LETTERS: dict[Direction, str] = {"in": "I", "out": "O"}

# A code is drawn once for all screens of its time.
_drawn = lru_cache(maxsize=32)(qr.svg)


def now(room: "HeldSession") -> dict[str, Any] | None:
    """Return both codes and when they change, or None where the door is open."""
    if not room.is_guarded:
        return None
    at = room.clock()
    shown: dict[str, Any] = {}
    for direction in DIRECTIONS:
        door = room.door.code(direction, at)
        address, letter = room.session.details.address, LETTERS[direction]
        text = qr.door_text(address, room.session.code, letter, door.code)
        shown[direction] = {"code": door.code, "qr": _drawn(text) if address else ""}
        shown["until"] = door.until.isoformat()
    return {**shown, "now": at.isoformat()}
