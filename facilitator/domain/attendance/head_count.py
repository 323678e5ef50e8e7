"""How many came and how many stayed: numbers that say nothing of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.plan import SessionPlan
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.surveys.results import FEWEST_SHOWN


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many signed in, and where they were at the end.

    `stayed` signed out once the last part had begun, `left_early` before it, and of
    `no_sign_out` nobody knows (while the session goes on, they are in the room).
    `minutes` is the median of the minutes of all whose record is complete; None where
    they are too few to be shown.
    """

    signed_in: int
    stayed: int
    left_early: int
    no_sign_out: int
    minutes: int | None


def head_count(attendees: Sequence[Attendee], last_part: datetime) -> HeadCount:
    """Count the people of a session whose last part began at `last_part`."""
    left = [attendee.left for attendee in attendees]
    times = [a.minutes for a in attendees if a.minutes is not None]
    return HeadCount(
        signed_in=len(attendees),
        stayed=sum(at is not None and at >= last_part for at in left),
        left_early=sum(at is not None and at < last_part for at in left),
        no_sign_out=left.count(None),
        minutes=round(median(times)) if len(times) >= FEWEST_SHOWN else None,
    )


def last_part_began(
    plan: SessionPlan, began: Sequence[AgendaMark], starts_at: datetime
) -> datetime:
    """Return when the last part of the agenda began, else when it was to begin."""
    last = plan.agenda[-1:]
    for mark in began:
        if last and mark.item == last[0].name:
            return mark.at
    before = sum(item.minutes for item in plan.agenda[:-1])
    return starts_at + timedelta(minutes=before)
