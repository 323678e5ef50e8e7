"""The phones that are there: on a line, or on one of the pages that have no line."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

# About as long as a form takes; not every browser tells when such a page was closed.
SECONDS_ON_A_PAGE = 600.0


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The page that a phone opened last, by its random mark; it counts `until` then."""

    mark: str
    until: float


class PresentPhones:
    """Each phone once, by the hash that its answers are kept by; in memory alone.

    A phone has a line while the page of the session is open. Forms, the room's
    questions and a person's own pages have none, nor has a phone without scripts:
    it counts for a while after it opened one, or until it has a line again, or left.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lines: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._pages: defaultdict[str, dict[str, OpenPage]] = defaultdict(dict)

    def line_opened(self, session_id: str, phone: str) -> None:
        """A phone connected; from now on its line says whether it is there."""
        self._lines[session_id][phone] += 1
        self._pages[session_id].pop(phone, None)

    def line_ended(self, session_id: str, phone: str) -> None:
        """A phone's connection ended; it may have opened another page before that."""
        lines = self._lines[session_id]
        lines[phone] -= 1
        if lines[phone] <= 0:
            del lines[phone]

    def page_opened(self, session_id: str, phone: str, mark: str = "") -> bool:
        """A phone opened a page; returns whether the number may be another now."""
        pages = self._pages[session_id]
        is_known = phone in pages or phone in self._lines[session_id]
        pages[phone] = OpenPage(mark, self._clock() + SECONDS_ON_A_PAGE)
        return not is_known

    def page_left(self, session_id: str, phone: str, mark: str = "") -> bool:
        """A phone left its page; returns whether the number may be another now.

        With a `mark` it left that page alone: a browser tells of the page before once
        the next one is there.
        """
        pages = self._pages[session_id]
        if phone not in pages or (mark and pages[phone].mark != mark):
            return False
        del pages[phone]
        return phone not in self._lines[session_id]

    def forget_pages(self, session_id: str) -> None:
        """Forget who opened a page: the session has ended."""
        self._pages.pop(session_id, None)

    def number(self, session_id: str) -> int:
        """Return how many different phones are there."""
        pages = self._still(session_id)
        return len(pages.keys() | self._lines[session_id].keys())

    def turns_in(self, session_id: str) -> float | None:
        """Return in how many seconds the next one counts no more; None: none does."""
        pages = self._still(session_id)
        if not pages:
            return None
        return min(page.until for page in pages.values()) - self._clock()

    def _still(self, session_id: str) -> dict[str, OpenPage]:
        now, pages = self._clock(), self._pages[session_id]
        kept = {phone: page for phone, page in pages.items() if page.until > now}
        self._pages[session_id] = kept
        return kept
