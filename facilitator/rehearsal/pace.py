"""How long people think, and how fast a rehearsal goes by."""

import random
from dataclasses import dataclass

_QUICK_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Pace:
    """People wait between `least` and `most` seconds before they do something."""

    least: float
    most: float

    def think(self, chance: random.Random) -> float:
        """Return how long one person thinks, in seconds."""
        return chance.uniform(self.least, self.most)


HUMAN = Pace(1.0, 15.0)


def rehearsed(pause: float) -> Pace:
    """Return the pace of phones where a step of the session takes `pause` seconds."""
    return Pace(0.0, min(HUMAN.most, pause * _QUICK_SHARE))
