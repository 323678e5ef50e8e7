"""One dated delivery of a session plan."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from facilitator.domain.decks.bilingual import Pairing
from facilitator.domain.surveys.survey import Question
from facilitator.domain.text import Text

# No 0/O, 1/I/L: read aloud and typed on a phone without mistakes.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6

# How many minutes before the start sign-in may open, for the trainer to choose.
OPENINGS = (120, 90, 60, 45, 30, 15, 0)

SessionState = Literal["prepared", "live", "finished"]


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """What the trainer fills in: when, where, who, in which languages.

    `address` is the host:port that phones use ("" until chosen). With `door` "codes"
    people sign in and out by the code of the moment; "open" takes everybody's word.
    Sign-in opens `opens_before` minutes before the start; None is at once. The two of
    PARS are the provider's numbers there as written at the desk, "" for none.
    """

    starts_at: datetime
    time_zone: str
    place: str = ""
    host: str = ""
    trainers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en", "es")
    address: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    door: Literal["open", "codes"] = "open"
    opens_before: int | None = None
    pars_organization: str = ""
    pars_module: str = ""

    @property
    def opens_at(self) -> datetime | None:
        """When sign-in opens; None where it is open from the first."""
        if self.opens_before is None:
            return None
        # Minutes of a clock that may be changed on this day: counted as instants.
        before = timedelta(minutes=self.opens_before)
        return self.starts_at.astimezone(UTC) - before


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it is kept; `deck` is the id of the deck in use ("" for none).

    `places` are the polls put between slides at the desk: (slide index, poll name).
    `questions` are polls of its decks' own slides that were asked: what was delivered
    stays when the deck changes. `sections` ties the deck's sections to agenda items:
    (section, item name). `pairings` say which of its decks are one in two languages.
    `books_closed_at` is when claims and details were closed, None while people may
    still claim and put their details right.
    """

    id: str
    code: str
    plan: str
    title: Text
    details: SessionDetails
    state: SessionState = "prepared"
    deck: str = ""
    places: tuple[tuple[int, str], ...] = ()
    questions: tuple[Question, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    pairings: tuple[Pairing, ...] = ()
    books_closed_at: datetime | None = None

    def pairing(self, deck_id: str) -> Pairing | None:
        """Return how a deck gets its other language, or None where it has none."""
        return next((one for one in self.pairings if one.first == deck_id), None)


def read_code(typed: str) -> str:
    """Return a join code as it is kept: upper case, without spaces and hyphens."""
    return "".join(typed.split()).replace("-", "").upper()
