"""What somebody's presence comes to, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from credit_delivery import AGENDA, DOCTOR, START, TWO, held, minute, present, rules

from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.attendance.people import Attendee, Person, Scan
from facilitator.domain.attendance.presence import Interval
from facilitator.domain.credit.engine import (
    CreditResult,
    Delivery,
    credit_of,
    creditable_minutes,
    delivered_in,
    lint,
)
from facilitator.domain.credit.findings import SENTENCES, CreditFinding
from facilitator.domain.credit.policy import PRESETS, Rounding
from facilitator.domain.plan import AgendaItem
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.text import Text

ALL = present((minute(-10), minute(140)))


def said(result: CreditResult) -> list[str]:
    """Return the reasons in English."""
    return [reason.text.en for reason in result.reasons]


def test_who_was_there_for_all_of_it_earns_all_of_it_and_the_audit_tells_how() -> None:
    result = credit_of(ALL, TWO, held())

    assert result == CreditResult(
        status="complete",
        minutes=120,
        quarters=8,
        reasons=(),
        policy=TWO,
        times=tuple(t for t in held().times if t.item in ("stop", "ask")),
        intervals=(Interval(minute(-10), minute(140)),),
    )
    assert result.earned == 8


@pytest.mark.parametrize(
    ("minutes", "nearest", "down"),
    [
        (120, 8, 8),
        (118, 8, 7),
        (113, 8, 7),
        (112, 7, 7),
        (97, 6, 6),
        (53, 4, 3),
        (52, 3, 3),
        (8, 1, 0),
        (7, 0, 0),
    ],
)
def test_minutes_in_the_room_come_to_credit(
    minutes: int, nearest: int, down: int
) -> None:
    agenda = (replace(AGENDA[0], minutes=120),)
    times = item_times([AgendaMark("stop", START)], minute(120))
    room = Delivery(agenda, times, ("en",))
    ana = present((minute(0), minute(minutes)))

    assert credit_of(ana, rules("nearest"), room).earned == nearest
    assert credit_of(ana, rules("down"), room).earned == down


def test_time_before_the_parts_and_in_the_break_does_not_count() -> None:
    early = present((minute(-60), minute(0)), (minute(60), minute(70)))

    result = credit_of(early, TWO, held())

    assert (result.minutes, result.quarters) == (0, 0)


def test_a_part_counts_for_as_long_as_it_really_lasted() -> None:
    room = held({"stop": 0, "break": 50, "ask": 60, "wrap_up": 100}, 110)

    assert credit_of(ALL, TWO, room).minutes == 50 + 40


def test_a_part_that_never_began_counts_nothing() -> None:
    room = held({"stop": 0, "break": 60, "wrap_up": 70})

    result = credit_of(ALL, TWO, room)

    assert (result.minutes, result.quarters, result.status) == (60, 4, "complete")


def test_a_part_that_took_longer_makes_up_for_a_short_one() -> None:
    room = held({"stop": 0, "break": 75, "ask": 85, "wrap_up": 130})

    assert credit_of(ALL, TWO, room).minutes == 75 + 45


def test_all_parts_together_give_no_more_than_is_designated() -> None:
    room = held({"stop": 0, "break": 90, "ask": 100, "wrap_up": 190}, 200)

    result = credit_of(present((minute(0), minute(200))), TWO, room)

    assert (result.minutes, result.quarters) == (120, 8)


def test_seconds_of_several_visits_are_added_before_they_are_rounded_down() -> None:
    visits = [(minute(m, 0), minute(m, 50)) for m in (1, 10, 20, 30, 40, 75)]

    result = credit_of(present(*visits), TWO, held())

    assert result.minutes == 5


def test_a_missing_sign_out_earns_nothing_until_it_is_settled() -> None:
    scans = (Scan("a", "in", minute(0), "phone", 1),)
    ana = Attendee("a", DOCTOR, scans)

    result = credit_of(ana, TWO, held())

    assert (result.status, result.minutes, result.earned) == ("incomplete", None, 0)
    assert said(result) == ["A sign-out is missing."]
    settled = Scan(
        "a", "out", minute(140), "trainer", 2, reason="Seen", written_at=minute(150)
    )
    whole = credit_of(replace(ana, scans=(*scans, settled)), TWO, held())
    assert (whole.status, whole.earned) == ("complete", 8)


def test_a_visit_in_the_record_does_not_help_while_something_is_missing() -> None:
    visit = present((minute(0), minute(120)))
    ana = replace(
        visit, scans=(*visit.scans, Scan("a", "re-entry", minute(121), "phone", 3))
    )

    result = credit_of(ana, TWO, held())

    assert (result.status, result.quarters, result.earned) == ("incomplete", 0, 0)


def test_while_the_last_creditable_part_is_on_nothing_is_final() -> None:
    result = credit_of(ALL, TWO, held({"stop": 0, "break": 60, "ask": 70}, None))

    assert (result.status, result.earned) == ("incomplete", 0)
    assert said(result) == ["The end of “Ask” is not recorded."]


def test_the_end_of_a_part_that_does_not_count_is_not_needed() -> None:
    assert credit_of(ALL, TWO, held(end=None)).status == "complete"


def test_where_no_part_was_marked_nothing_can_be_counted() -> None:
    result = credit_of(ALL, TWO, held({}))

    assert (result.status, result.minutes) == ("incomplete", None)
    assert said(result) == ["No creditable part of the agenda was marked as begun."]


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Person("Bea", profession="nurse"), "This credit is not for the profession"),
        (Person("Bea"), "No profession was given."),
        (Person(), "No name was given."),
    ],
)
def test_who_may_not_earn_it_is_told_why_and_what_it_came_to(
    person: Person, reason: str
) -> None:
    result = credit_of(replace(ALL, person=person), TWO, held())

    assert (result.status, result.quarters, result.earned) == ("not-eligible", 8, 0)
    assert said(result)[0].startswith(reason)


def test_only_an_approved_language_of_delivery_earns() -> None:
    english = rules(languages=("en",))
    luis = replace(ALL, person=replace(DOCTOR, language="es"))

    result = credit_of(luis, english, held())

    assert (result.status, result.earned) == ("language-not-approved", 0)
    assert [reason.text for reason in result.reasons] == [
        Text(
            "Language of delivery: Spanish. It is not approved for this credit.",
            "Idioma de la sesión: Español. No está aprobado para este crédito.",
        )
    ]
    assert credit_of(ALL, english, held()).earned == 8


def test_a_session_in_one_language_is_delivered_in_it_whatever_the_phone_speaks() -> (
    None
):
    luis = Person("Luis", profession="physician", language="es")

    assert delivered_in(luis, ("en",)) == "en"
    assert delivered_in(luis, ("en", "es")) == "es"
    english = rules(languages=("en",))
    there = replace(ALL, person=luis)
    assert credit_of(there, english, held(languages=("en",))).earned == 8
    spanish = held(languages=("es",))
    assert credit_of(ALL, english, spanish).status == "language-not-approved"


def test_every_reason_is_told_and_the_one_nobody_can_settle_is_the_status() -> None:
    ana = Attendee(
        "a",
        Person("Bea", profession="nurse", language="es"),
        (Scan("a", "in", minute(0), "phone", 1),),
    )

    result = credit_of(ana, rules(languages=("en",)), held())

    assert result.status == "not-eligible"
    assert [reason.kind for reason in result.reasons] == [
        "other-profession",
        "language",
        "no-sign-out",
    ]


def test_too_little_is_below_the_minimum() -> None:
    short = present((minute(0), minute(28)))

    enough = credit_of(short, rules(minimum=2), held())
    result = credit_of(short, rules(minimum=4), held())

    assert (enough.status, enough.earned) == ("complete", 2)
    assert (result.status, result.quarters, result.earned) == ("below-minimum", 2, 0)
    assert said(result) == [
        "Time that counts: 28 min, which is 0.50; the least is 1.00."
    ]
    never = credit_of(Attendee("b", DOCTOR), rules(minimum=0), held())
    assert (never.status, said(never)) == (
        "below-minimum",
        ["Time that counts: 0 min, which is 0.00; the least is 0.25."],
    )


class TestFullAttendance:
    FULL = rules(partial=False)

    def test_all_of_it_or_nothing(self) -> None:
        late = present((minute(4), minute(140)))

        result = credit_of(late, self.FULL, held())

        assert credit_of(ALL, self.FULL, held()).earned == 8
        assert (result.status, result.minutes, result.quarters) == (
            "below-minimum",
            116,
            0,
        )
        assert said(result) == ["Minutes missed: 4. Allowed: 0."]

    def test_a_tolerance_is_for_all_parts_together(self) -> None:
        four = present((minute(2), minute(60)), (minute(72), minute(140)))
        tolerant, strict = (
            rules(partial=False, tolerance=4),
            rules(partial=False, tolerance=3),
        )

        assert credit_of(four, tolerant, held()).earned == 8
        assert credit_of(four, strict, held()).earned == 0

    def test_less_than_a_minute_is_not_missed(self) -> None:
        late = present((minute(0, 59), minute(140)))
        later = present((minute(1), minute(140)))

        assert credit_of(late, self.FULL, held()).earned == 8
        assert credit_of(later, self.FULL, held()).earned == 0

    def test_nobody_misses_what_a_part_took_beyond_its_plan(self) -> None:
        room = held({"stop": 0, "break": 60, "ask": 70, "wrap_up": 160}, 170)
        on_time = present((minute(0), minute(130)))

        assert credit_of(on_time, self.FULL, room).earned == 8

    def test_a_longer_part_does_not_make_up_for_a_missed_beginning(self) -> None:
        room = held({"stop": 0, "break": 60, "ask": 70, "wrap_up": 160}, 170)
        late = present((minute(10), minute(165)))

        assert said(credit_of(late, self.FULL, room)) == [
            "Minutes missed: 10. Allowed: 0."
        ]

    def test_a_session_that_was_too_short_earns_nobody_anything(self) -> None:
        room = held({"stop": 0, "break": 60, "ask": 70, "wrap_up": 122})

        result = credit_of(ALL, self.FULL, room)

        assert (result.status, result.earned) == ("below-minimum", 0)
        assert said(result) == [
            "Creditable time of the session: 112 min. 2.00 credits need 113."
        ]

    def test_a_part_left_out_is_missing_to_everybody(self) -> None:
        room = held({"stop": 0, "break": 60, "wrap_up": 70})

        assert [r.kind for r in credit_of(ALL, self.FULL, room).reasons] == [
            "session-short"
        ]


def test_time_for_the_evaluation_counts_where_the_policy_says_so() -> None:
    agenda = (AGENDA[0], AGENDA[3])
    counting = rules(evaluation_counts=True, designated=5)
    times = item_times(
        [AgendaMark("stop", START), AgendaMark("wrap_up", minute(60))], minute(75)
    )
    room = Delivery(agenda, times, ("en",))

    assert creditable_minutes(counting, agenda) == 75
    assert credit_of(ALL, counting, room).minutes == 75
    assert creditable_minutes(rules(designated=5), agenda) == 60
    assert credit_of(ALL, rules(designated=5), room).minutes == 60


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (datetime(2026, 3, 8, 1, 15), "America/New_York"),  # noqa: DTZ001
        (datetime(2026, 11, 1, 0, 30), "America/New_York"),  # noqa: DTZ001
        (datetime(2026, 3, 10, 23, 0), "America/Chicago"),  # noqa: DTZ001
    ],
    ids=["clocks forward", "clocks back", "midnight"],
)
def test_two_hours_are_two_hours_when_clocks_change_and_over_midnight(
    start: datetime, zone: str
) -> None:
    local = ZoneInfo(zone)
    begin = start.replace(tzinfo=local)
    end = (begin.astimezone(UTC) + timedelta(hours=2)).astimezone(local)
    room = Delivery(
        (replace(AGENDA[0], minutes=120),),
        item_times([AgendaMark("stop", begin)], end),
        ("en",),
    )

    result = credit_of(present((begin, end)), TWO, room)

    assert (result.minutes, result.earned) == (120, 8)


class TestLint:
    def test_too_few_minutes_are_told_with_the_number_needed(self) -> None:
        agenda = (AgendaItem("stop", Text("Stop"), 110, creditable=True),)

        found = lint(TWO, agenda)

        assert found == CreditFinding(
            "too-few-minutes", (("minutes", 110), ("credits", "2.00"), ("needed", 113))
        )
        assert found.text == Text(
            "110 creditable minutes: 2.00 credits need 113.",
            "110 minutos acreditables: 2.00 créditos requieren 113.",
        )

    @pytest.mark.parametrize(
        ("rounding", "minutes", "enough"),
        [
            ("nearest", 112, False),
            ("nearest", 113, True),
            ("down", 119, False),
            ("down", 120, True),
        ],
    )
    def test_enough_is_enough(
        self, rounding: Rounding, minutes: int, *, enough: bool
    ) -> None:
        agenda = (AgendaItem("stop", Text("Stop"), minutes, creditable=True),)

        assert (lint(rules(rounding), agenda) is None) is enough

    def test_breaks_do_not_count(self) -> None:
        slot = (
            AgendaItem("stop", Text("Stop"), 110, creditable=True),
            AgendaItem("break", Text("Break"), 10, creditable=False),
        )

        assert lint(TWO, slot) == lint(TWO, slot[:1])

    def test_nothing_designated_needs_nothing(self) -> None:
        assert [lint(preset, ()) for preset in PRESETS.values()] == [None] * 6


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_sentence_has_both_languages_with_the_same_places(kind: str) -> None:
    places = ("language", "item", "missed", "tolerance", "minutes", "credits")
    names = (*places, "needed", "minimum", "claimed", "earned")
    finding = CreditFinding(kind, tuple((name, f"<{name}>") for name in names))

    english, spanish = finding.text.en, finding.text.es

    assert english != spanish
    assert [n for n in names if f"<{n}>" in english] == [
        n for n in names if f"<{n}>" in spanish
    ]
