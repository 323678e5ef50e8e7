"""What holds for credit whatever the visits, the parts and the rules are."""

from dataclasses import replace
from datetime import datetime, timedelta

from credit_delivery import AGENDA, END, PLANNED, held, minute, present
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.attendance.people import Attendee, Scan
from facilitator.domain.attendance.presence import Interval, merged
from facilitator.domain.credit.engine import CreditResult, Delivery, credit_of
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.stage.stage import AgendaMark

SECONDS = st.integers(-1_200, 12_000)
MOMENTS = st.builds(lambda second: minute(0, second), SECONDS)
ITEMS = st.permutations([item.name for item in AGENDA])

policies = st.builds(
    lambda units, step, minimum, **rest: CreditPolicy(
        "ama",
        designated=units * step,
        languages=("en",),
        professions=("physician",),
        step=step,
        minimum=minimum,
        **rest,
    ),
    units=st.integers(1, 3),
    step=st.sampled_from([1, 4]),
    minimum=st.integers(0, 8),
    minutes_per_unit=st.integers(30, 120),
    rounding=st.sampled_from(["nearest", "down"]),
    partial=st.booleans(),
    tolerance=st.integers(0, 30),
    evaluation_counts=st.booleans(),
)
LATE = st.integers(-5, 15)
visit = st.tuples(MOMENTS, MOMENTS).map(lambda pair: (min(pair), max(pair)))
long_visit = st.tuples(LATE, LATE).map(
    lambda pair: (minute(pair[0]), minute(END - pair[1]))
)
visits = st.lists(visit | long_visit, max_size=5)


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """Draw a session: as planned, or some parts at any time in any order."""
    if draw(st.booleans()):
        return held({name: begun + draw(LATE) for name, begun in PLANNED.items()})
    began = draw(ITEMS)[: draw(st.integers(0, len(AGENDA)))]
    marks = [AgendaMark(item, draw(MOMENTS)) for item in began]
    end = draw(st.none() | MOMENTS)
    return Delivery(AGENDA, item_times(marks, end), ("en",))


def somebody(there: list[tuple[datetime, datetime]]) -> Attendee:
    """Return a person who was there from visit to visit, recorded as it was."""
    apart = merged(Interval(*visit) for visit in there)
    return present(*((visit.begin, visit.end) for visit in apart))


def result_of(result: CreditResult) -> tuple[object, ...]:
    """Return a result without what it was counted from."""
    return (
        result.status,
        result.minutes,
        result.quarters,
        [reason.kind for reason in result.reasons],
    )


@given(visits, policies, deliveries())
def test_nobody_earns_more_than_is_designated_nor_out_of_step(
    there: list[tuple[datetime, datetime]], policy: CreditPolicy, room: Delivery
) -> None:
    result = credit_of(somebody(there), policy, room)

    assert 0 <= result.earned <= result.quarters <= policy.designated
    assert result.quarters % policy.step == 0
    assert (result.minutes or 0) <= policy.designated_minutes
    assert result.earned in (0, policy.designated) or policy.partial
    assert result.earned == 0 or result.earned >= policy.minimum
    assert (result.status == "complete") is (result.earned > 0)
    assert (result.status == "complete") is (not result.reasons)


@given(visits, visits, policies, deliveries())
def test_more_presence_never_earns_less(
    some: list[tuple[datetime, datetime]],
    more: list[tuple[datetime, datetime]],
    policy: CreditPolicy,
    room: Delivery,
) -> None:
    less = credit_of(somebody(some), policy, room)
    longer = credit_of(somebody([*some, *more]), policy, room)

    assert longer.earned >= less.earned
    assert (longer.minutes or 0) >= (less.minutes or 0)


@given(visits, policies, deliveries())
def test_visits_that_overlap_add_nothing(
    there: list[tuple[datetime, datetime]], policy: CreditPolicy, room: Delivery
) -> None:
    halves = [(begin, begin + (end - begin) / 2) for begin, end in there]

    assert credit_of(somebody([*there, *there, *halves]), policy, room) == credit_of(
        somebody(there), policy, room
    )


@given(visits, policies, deliveries(), st.data())
def test_going_out_and_in_at_one_instant_changes_nothing(
    there: list[tuple[datetime, datetime]],
    policy: CreditPolicy,
    room: Delivery,
    data: st.DataObject,
) -> None:
    whole = [(i.begin, i.end) for i in merged(Interval(*visit) for visit in there)]
    parts = []
    for begin, end in whole:
        cut = begin + timedelta(
            seconds=data.draw(st.integers(0, (end - begin) // timedelta(seconds=1)))
        )
        parts += [(begin, cut), (cut, end)]

    assert credit_of(present(*parts), policy, room) == credit_of(
        present(*whole), policy, room
    )


@given(visits, policies, deliveries(), st.randoms(use_true_random=False))
def test_the_order_in_which_scans_come_does_not_matter(
    there: list[tuple[datetime, datetime]],
    policy: CreditPolicy,
    room: Delivery,
    chance: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    ana = somebody(there)
    mixed = list(ana.scans)
    chance.shuffle(mixed)

    again = credit_of(replace(ana, scans=tuple(mixed)), policy, room)

    assert again == credit_of(ana, policy, room)


@given(
    visits,
    policies,
    deliveries(),
    st.timedeltas(timedelta(days=-800), timedelta(days=800)),
)
def test_the_same_session_at_another_time_earns_the_same(
    there: list[tuple[datetime, datetime]],
    policy: CreditPolicy,
    room: Delivery,
    by: timedelta,
) -> None:
    ana = somebody(there)
    moved = tuple(replace(scan, at=scan.at + by) for scan in ana.scans)
    times = tuple(
        replace(t, began=t.began + by, ended=t.ended and t.ended + by)
        for t in room.times
    )

    later = credit_of(replace(ana, scans=moved), policy, replace(room, times=times))

    assert result_of(later) == result_of(credit_of(ana, policy, room))


@given(visits, MOMENTS, policies, deliveries())
def test_a_corrected_line_counts_as_if_it_had_been_right_at_once(
    there: list[tuple[datetime, datetime]],
    wrong: datetime,
    policy: CreditPolicy,
    room: Delivery,
) -> None:
    ana = somebody(there)
    for index, right in enumerate(ana.scans):
        mistaken = replace(right, at=wrong)
        line = Scan(
            ana.id,
            right.kind,
            right.at,
            "trainer",
            number=len(ana.scans) + 1,
            supersedes=right.number,
            reason="Read off the paper list",
        )
        scans = (*ana.scans[:index], mistaken, *ana.scans[index + 1 :], line)

        corrected = credit_of(replace(ana, scans=scans), policy, room)

        assert corrected == credit_of(ana, policy, room)


@given(visits, policies, deliveries())
def test_a_missing_sign_out_never_earns_and_settled_it_counts_as_recorded(
    there: list[tuple[datetime, datetime]], policy: CreditPolicy, room: Delivery
) -> None:
    ana = somebody(there)
    if not ana.scans:
        return
    without = replace(ana, scans=ana.scans[:-1])
    last = replace(ana.scans[-1], method="trainer", reason="Seen until the end")

    assert credit_of(without, policy, room).status == "incomplete"
    settled = replace(ana, scans=(*without.scans, last))
    assert credit_of(settled, policy, room) == credit_of(ana, policy, room)
