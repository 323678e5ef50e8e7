"""What was handed to the provider of credit, and the days left to report pharmacists.

Source: the accredited provider submits to CPE Monitor within 60 days of the activity.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from facilitator.domain.attendance.corrections import LONGEST_REASON, ReasonTooLongError
from facilitator.domain.credit.hand_off import DAYS_TO_SUBMIT
from facilitator.domain.text import Text, is_blank, is_kept
from facilitator.errors import BadInputError, FacilitatorError

HandoverKind = Literal["handed", "received", "nothing"]
ClockState = Literal["running", "soon", "overdue", "paused", "stopped"]

WARNED_FROM = 30

KINDS: dict[HandoverKind, Text] = {
    "handed": Text("Handed to the provider", "Entregado a la entidad"),
    "received": Text(
        "The provider confirmed receipt", "La entidad confirmó la recepción"
    ),
    "nothing": Text(
        "Nothing will be reported for this session",
        "No se informará nada de esta sesión",
    ),
}


class BadDayError(BadInputError):
    """The day of a hand-over is no day, has not come, or is before the session."""

    code = "bad-day"
    sentence = "Give a day from the day of the session until today."


class WhyNothingError(BadInputError):
    """It is said that nothing will be reported, and not why."""

    code = "why-nothing"
    sentence = "Write why nothing will be reported. It stays in the record."


class ReceiptMissingError(FacilitatorError):
    """License details are still needed: the provider has not confirmed receipt."""

    code = "receipt-missing"
    status = 409
    sentence = (
        "The provider has not confirmed receipt yet. Note it first, or note that "
        "nothing will be reported; without these details no credit can be reported."
    )


@dataclass(frozen=True, slots=True)
class Handover:
    """One line of the append-only log of what passed between us and the provider."""

    kind: HandoverKind
    day: date
    note: str
    written_at: datetime


def read_handover(
    kind: str, typed_day: str, note: str, *, held: date, today: date, now: datetime
) -> Handover:
    """Return what a form says, ready to be appended.

    Raises:
        BadInputError: no such kind, a day that cannot be, or no reason where nothing
            is to be reported.
    """
    found = next((known for known in KINDS if known == kind), None)
    if found is None:
        raise BadInputError(what="kind")
    try:
        day = date.fromisoformat(typed_day)
    except ValueError as wrong:
        raise BadDayError from wrong
    if not held <= day <= today:
        raise BadDayError
    kept = " ".join("".join(c if is_kept(c) else " " for c in note).split())
    if len(kept) > LONGEST_REASON:
        raise ReasonTooLongError(longest=LONGEST_REASON)
    if found == "nothing" and is_blank(kept):
        raise WhyNothingError
    return Handover(found, day, kept, now)


def is_received(handovers: Iterable[Handover]) -> bool:
    """Whether nothing more is needed to report credit."""
    return any(line.kind in ("received", "nothing") for line in handovers)


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the provider has to report the credit of pharmacists.

    `due` is the last day. `left` counts the days until it, negative once it is over.
    `noted` is the newest note that stops or pauses it.
    """

    due: date
    left: int
    state: ClockState
    noted: Handover | None = None


def pharmacy_clock(
    held: date, today: date, handovers: Sequence[Handover] = ()
) -> Clock:
    """Return the clock of a session `held` on this day in its own time zone.

    From day 30 on it warns. It is paused while the provider has the records and has
    not confirmed them, and stopped once they did, or nothing is to be reported. Once
    the day is over nothing pauses it.
    """
    due = held + timedelta(days=DAYS_TO_SUBMIT)
    left = (due - today).days
    ended = [line for line in handovers if is_received((line,))]
    if ended:
        return Clock(due, left, "stopped", ended[-1])
    if handovers and left >= 0:
        return Clock(due, left, "paused", handovers[-1])
    if left < 0:
        return Clock(due, left, "overdue")
    soon = (today - held).days >= WARNED_FROM
    return Clock(due, left, "soon" if soon else "running")
