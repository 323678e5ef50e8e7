"""Numbers of papers that were tried, so that nobody tries them by the thousand."""

from collections.abc import Callable
from time import monotonic

from facilitator.errors import FacilitatorError

# A whole room may stand behind one address: some mistype, and some have a paper that
# was replaced. A number that is genuine costs nothing.
MOST_AT_ONCE = 60
SECONDS_EACH = 2.0
MOST_ADDRESSES = 4_096


class TooManyNumbersError(FacilitatorError):
    """From one address came too many numbers that no paper has."""

    code = "too-many-numbers"
    status = 429
    sentence = (
        "Many numbers that no paper has were checked from this network, so checking "
        "is slower now. Wait a few seconds and check yours again."
    )


class NumberTries:
    """How many wrong numbers each address may still try; in memory alone.

    MOST_AT_ONCE at first, and one more every SECONDS_EACH.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        # When an address has all its tries again; none is kept of one that has.
        self._whole_at: dict[str, float] = {}

    def take(self, address: str) -> None:
        """Count a try before it is made: many sent at one moment are as many.

        Raises:
            TooManyNumbersError: the address has none left now.
        """
        now = self._clock()
        whole_at = max(self._whole_at.get(address, now), now) + SECONDS_EACH
        if whole_at - now > MOST_AT_ONCE * SECONDS_EACH:
            raise TooManyNumbersError
        if len(self._whole_at) >= MOST_ADDRESSES:
            self._forget(now)
        self._whole_at[address] = whole_at

    def give_back(self, address: str) -> None:
        """Count it no more: the number is genuine."""
        if address in self._whole_at:
            self._whole_at[address] -= SECONDS_EACH

    def _forget(self, now: float) -> None:
        """Forget who has all tries again, else whoever has the most left."""
        kept = {one: at for one, at in self._whole_at.items() if at > now}
        if len(kept) >= MOST_ADDRESSES:
            kept.pop(min(kept, key=kept.__getitem__))
        self._whole_at = kept
