"""How fast it goes for the room, as phones say it: counted, and gone by itself."""

from collections import Counter
from datetime import datetime
from typing import Literal, TypeGuard, get_args

Pace = Literal["fast", "right", "lost"]
PACES: tuple[Pace, ...] = get_args(Pace)
FEWEST_SHOWN = 5
# What is said counts until the end of the next stretch: three to six minutes.
STRETCH_SECONDS = 180


def is_pace(given: object) -> TypeGuard[Pace]:
    """Whether this is one of the three things that a phone can say."""
    return isinstance(given, str) and given in PACES


class PaceMeter:
    """Two stretches of time, in memory: no phone has a time beside it.

    When a stretch ends, all that was said in the one before is forgotten together.
    """

    def __init__(self) -> None:
        self._stretch = 0
        self._said: dict[str, Pace] = {}
        self._before: dict[str, Pace] = {}

    def say(self, phone: str, pace: Pace | None, now: datetime) -> int:
        """Note what a phone says, or take it back; return for how many seconds."""
        self._turn(now)
        self.forget(phone)
        if pace is None:
            return 0
        self._said[phone] = pace
        return STRETCH_SECONDS + self._left(now)

    def forget(self, phone: str = "") -> None:
        """Forget what a phone said, or what all did."""
        for said in (self._said, self._before):
            if phone:
                said.pop(phone, None)
            else:
                said.clear()

    def told(self, now: datetime) -> dict[str, int] | None:
        """Return how many phones say what; None where fewer than FEWEST_SHOWN do."""
        self._turn(now)
        if len(self._said) + len(self._before) < FEWEST_SHOWN:
            return None
        counted = Counter((*self._said.values(), *self._before.values()))
        return {pace: counted[pace] for pace in PACES}

    def turns_in(self, now: datetime) -> int | None:
        """Return in how many seconds the stretch ends; None where nothing is said."""
        self._turn(now)
        return self._left(now) if self._said or self._before else None

    def _turn(self, now: datetime) -> None:
        stretch = int(now.timestamp()) // STRETCH_SECONDS
        if stretch == self._stretch:
            return
        self._before = self._said if stretch == self._stretch + 1 else {}
        self._said, self._stretch = {}, stretch

    @staticmethod
    def _left(now: datetime) -> int:
        return STRETCH_SECONDS - int(now.timestamp()) % STRETCH_SECONDS
