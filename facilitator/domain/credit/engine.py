"""Credit: what the time that a person was present comes to.

Seconds are counted exactly and a minute once it is whole: the sum over all parts is
rounded down, never each part by itself. Amounts are whole quarters of a credit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from facilitator.domain.attendance.item_times import ItemTime
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.presence import Interval, overlap, presence
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.plan import AgendaItem
from facilitator.domain.text import LANGUAGE_NAMES, Text

Status = Literal[
    "complete",
    "incomplete",
    "below-minimum",
    "no-evaluation",
    "not-eligible",
    "language-not-approved",
]

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a session was held: its agenda, its actual times, its languages.

    `ran_back` says that the clock was set back while they were marked.
    """

    agenda: tuple[AgendaItem, ...]
    times: tuple[ItemTime, ...]
    languages: tuple[str, ...]
    ran_back: bool = False


@dataclass(frozen=True, slots=True)
class CreditResult:
    """What one person's presence comes to for one credit type, and why.

    `minutes` are whole creditable minutes, at most those designated; `quarters` what
    they come to by the rules, before it is asked who may earn it. Where the record is
    not whole, there are neither: None and 0. `policy`, `times` (the creditable parts)
    and `intervals` are all that was used.
    """

    status: Status
    minutes: int | None
    quarters: int
    reasons: tuple[CreditFinding, ...]
    policy: CreditPolicy
    times: tuple[ItemTime, ...]
    intervals: tuple[Interval, ...]

    @property
    def earned(self) -> int:
        """The quarters that may be claimed: none unless the status is complete."""
        return self.quarters if self.status == "complete" else 0


def creditable(policy: CreditPolicy, item: AgendaItem) -> bool:
    """Whether a part of the agenda counts for a credit type."""
    return item.creditable or (item.evaluation and policy.evaluation_counts)


def creditable_minutes(policy: CreditPolicy, agenda: Iterable[AgendaItem]) -> int:
    """Return the planned minutes that count for a credit type."""
    return sum(item.minutes for item in agenda if creditable(policy, item))


def lint(policy: CreditPolicy, agenda: Iterable[AgendaItem]) -> CreditFinding | None:
    """Return what the agenda lacks for the credit designated, or None."""
    minutes = creditable_minutes(policy, agenda)
    if minutes >= policy.minutes_needed:
        return None
    return CreditFinding("too-few-minutes", _needed(policy, minutes))


def credit_of(
    attendee: Attendee, policy: CreditPolicy, delivery: Delivery
) -> CreditResult:
    """Return what a person's presence comes to for one credit type.

    A part of the agenda counts for as long as it really lasted, also beyond its plan;
    the sum is capped at what is designated. Source: credit is designated in advance,
    and 60 minutes of participation are 1.00; breaks and what never began are no
    participation.
    """
    present = presence(attendee.scans)
    counted = _count(policy, delivery, present.intervals)
    unsettled = [*map(CreditFinding, present.gaps), *counted.unknown]
    barred = _barred(attendee.person, policy, delivery.languages)
    minutes = min(counted.present // _MINUTE, policy.designated_minutes)
    quarters, short = (0, []) if unsettled else _quarters(policy, counted)
    awaited = _awaited(attendee, policy)
    return CreditResult(
        status=_status(barred, unsettled, short, awaited),
        minutes=None if unsettled else minutes,
        quarters=quarters,
        reasons=(*barred.values(), *unsettled, *short, *awaited),
        policy=policy,
        times=counted.times,
        intervals=present.intervals,
    )


def _status(
    barred: dict[Status, CreditFinding],
    unsettled: list[CreditFinding],
    short: list[CreditFinding],
    awaited: list[CreditFinding],
) -> Status:
    # Settling a record would not help whom the credit is not for.
    if barred:
        return next(iter(barred))
    if unsettled:
        return "incomplete"
    if short:
        return "below-minimum"
    return "no-evaluation" if awaited else "complete"


def _awaited(attendee: Attendee, policy: CreditPolicy) -> list[CreditFinding]:
    """Return what a person still has to do for the credit."""
    missing = policy.evaluation_required and not attendee.evaluated
    return [CreditFinding("no-evaluation")] if missing else []


def _barred(
    person: Person, policy: CreditPolicy, languages: tuple[str, ...]
) -> dict[Status, CreditFinding]:
    """Return why a person cannot earn the credit, however long they were there."""
    found: dict[Status, CreditFinding] = {}
    if not person.name:
        found["not-eligible"] = CreditFinding("no-name")
    elif not person.profession:
        found["not-eligible"] = CreditFinding("no-profession")
    elif person.profession not in policy.professions:
        found["not-eligible"] = CreditFinding("other-profession")
    language = delivered_in(person, languages)
    if language not in policy.languages:
        name = LANGUAGE_NAMES.get(language, Text(language))
        finding = CreditFinding("language", (("language", name),))
        found["language-not-approved"] = finding
    return found


def delivered_in(person: Person, languages: tuple[str, ...]) -> str:
    """Return the language that a person followed a session in.

    That is the person's own where the session is held in it, else the session's first.
    """
    own = person.language
    return own if own in languages or not languages else languages[0]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Time present in creditable parts, time held, and time missed of them."""

    present: timedelta
    held: timedelta
    missed: timedelta
    times: tuple[ItemTime, ...]
    unknown: tuple[CreditFinding, ...]


def _count(
    policy: CreditPolicy, delivery: Delivery, intervals: tuple[Interval, ...]
) -> _Counted:
    present = held = missed = timedelta()
    used: list[ItemTime] = []
    unknown: list[CreditFinding] = []
    for item in delivery.agenda:
        times = [time for time in delivery.times if time.item == item.name]
        if not creditable(policy, item) or not times:
            continue
        used += times
        whole = [time.interval for time in times if time.interval]
        if len(whole) < len(times):
            unknown.append(CreditFinding("no-end", (("item", item.title),)))
        there = sum((overlap(intervals, part) for part in whole), timedelta())
        lasted = sum((part.end - part.begin for part in whole), timedelta())
        # Nobody misses what a part took beyond its plan: it may only have been the
        # next one that was marked late.
        due = min(lasted, item.minutes * _MINUTE)
        present, held = present + there, held + lasted
        missed += max(due - there, timedelta())
    if not used:
        unknown.append(CreditFinding("no-part"))
    if delivery.ran_back:
        unknown.append(CreditFinding("marks-set-back"))
    return _Counted(present, held, missed, tuple(used), tuple(unknown))


def _quarters(
    policy: CreditPolicy, counted: _Counted
) -> tuple[int, list[CreditFinding]]:
    """Return the quarters that the time comes to, and why they earn nothing."""
    minutes = counted.present // _MINUTE
    short = [] if policy.partial else _not_full(policy, counted)
    if short:
        return 0, short
    quarters = policy.rounded(minutes) if policy.partial else policy.designated
    least = max(policy.minimum, 1)
    if quarters < least:
        facts = ("minutes", minutes), ("credits", amount(quarters))
        short = [CreditFinding("below-minimum", (*facts, ("minimum", amount(least))))]
    return quarters, short


def _not_full(policy: CreditPolicy, counted: _Counted) -> list[CreditFinding]:
    """Return why this was no full attendance, or nothing."""
    short: list[CreditFinding] = []
    held, missed = counted.held // _MINUTE, counted.missed // _MINUTE
    if policy.rounded(held) < policy.designated:
        short.append(CreditFinding("session-short", _needed(policy, held)))
    if missed > policy.tolerance:
        facts = ("missed", missed), ("tolerance", policy.tolerance)
        short.append(CreditFinding("missed", facts))
    return short


def _needed(policy: CreditPolicy, minutes: int) -> tuple[tuple[str, str | int], ...]:
    return (
        ("minutes", minutes),
        ("credits", amount(policy.designated)),
        ("needed", policy.minutes_needed),
    )
