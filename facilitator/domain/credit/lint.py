"""What a session as it was held lacks for the credit that was designated."""

from collections.abc import Iterable, Sequence

from facilitator.domain.attendance.item_times import ItemTime
from facilitator.domain.credit.engine import creditable
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.plan import AgendaItem


def lint_held(
    policy: CreditPolicy, agenda: Iterable[AgendaItem], times: Sequence[ItemTime]
) -> tuple[CreditFinding, ...]:
    """Return what the actual times lack, nothing where they are enough.

    A creditable part that was never marked counts for nobody; it is named whether or
    not the others are enough, as its mark may only have been forgotten.
    """
    found: list[CreditFinding] = []
    seconds = 0.0
    for item in agenda:
        if not creditable(policy, item):
            continue
        there = [time for time in times if time.item == item.name]
        if not there:
            found.append(CreditFinding("no-mark", (("item", item.title),)))
        for time in there:
            part = time.interval
            if part is None:
                found.append(CreditFinding("no-end", (("item", item.title),)))
            else:
                seconds += (part.end - part.begin).total_seconds()
    minutes = int(seconds // 60)
    if minutes < policy.minutes_needed:
        facts = (
            ("minutes", minutes),
            ("credits", amount(policy.designated)),
            ("needed", policy.minutes_needed),
        )
        found.append(CreditFinding("session-short", facts))
    return tuple(found)
