"""A session of two hours as it was held, and people who were there for some of it."""

from datetime import UTC, datetime, timedelta

from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.attendance.people import Attendee, Person, Scan
from facilitator.domain.credit.engine import Delivery
from facilitator.domain.credit.policy import CreditPolicy, Rounding
from facilitator.domain.plan import AgendaItem
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.text import Text

START = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
DOCTOR = Person("Ana Ruiz", profession="physician")

# 60 minutes that count, a break, 60 that count, the evaluation.
AGENDA = (
    AgendaItem("stop", Text("Stop", "Deténgase"), 60, creditable=True),
    AgendaItem("break", Text("Break", "Descanso"), 10, creditable=False),
    AgendaItem("ask", Text("Ask", "Pregunte"), 60, creditable=True),
    AgendaItem("wrap_up", Text("Evaluation", "Evaluación"), 15, False, evaluation=True),
)
PLANNED = {"stop": 0, "break": 60, "ask": 70, "wrap_up": 130}
END = 145
TWO = CreditPolicy(
    "ama",
    designated=8,
    languages=("en", "es"),
    professions=("physician",),
    rounding="nearest",
)


def minute(minutes: int, seconds: int = 0) -> datetime:
    """Return the moment so many minutes after the start."""
    return START + timedelta(minutes=minutes, seconds=seconds)


def held(
    began: dict[str, int] | None = None,
    end: int | None = END,
    languages: tuple[str, ...] = ("en", "es"),
) -> Delivery:
    """Return the session as held: parts by the minute they began; planned times."""
    marks = [
        AgendaMark(item, minute(m))
        for item, m in (PLANNED if began is None else began).items()
    ]
    times = item_times(marks, None if end is None else minute(end))
    return Delivery(AGENDA, times, languages)


def present(*visits: tuple[datetime, datetime], person: Person = DOCTOR) -> Attendee:
    """Return somebody who came and left at these moments."""
    lines = [
        line for visit in visits for line in zip(("in", "out"), visit, strict=True)
    ]
    scans = tuple(
        Scan("a", "in" if kind == "in" else "out", at, "phone", number)
        for number, (kind, at) in enumerate(lines, start=1)
    )
    return Attendee("a", person, scans)


def rules(rounding: Rounding = "nearest", **changes: object) -> CreditPolicy:
    """Return two designated credits with some rules changed."""
    kept = {f: getattr(TWO, f) for f in TWO.__slots__}
    return CreditPolicy(**{**kept, "rounding": rounding, **changes})
