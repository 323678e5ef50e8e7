"""What is out of the ordinary in attendance, person by person."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from made_attendance import ZONE, asking, minute, report, somebody, whole

from facilitator.domain.attendance.exceptions import (
    SENTENCES,
    AttendanceException,
    attendance_exceptions,
)
from facilitator.domain.attendance.people import Attendee, Scan, ScanKind
from facilitator.domain.credit.lines import credit_book
from facilitator.domain.reports import AttendanceReport

Row = tuple[str, str, str, int]


def found(made: AttendanceReport) -> list[Row]:
    """Return kind, person, state and the correction's line of each exception."""
    zone = ZoneInfo(made.session.details.time_zone)
    return [
        (
            one.kind,
            one.attendee.id if one.attendee else "everybody",
            one.state,
            one.correction.number if one.correction else 0,
        )
        for one in attendance_exceptions(made, credit_book(made), zone)
    ]


def corrected(who: Attendee, *lines: tuple[ScanKind, float, int]) -> Attendee:
    """Return somebody whose log has corrections: kind, minute, line superseded."""
    number = len(who.scans)
    later = tuple(
        Scan(who.id, kind, minute(at), "trainer", number + n, instead, "Seen")
        for n, (kind, at, instead) in enumerate(lines, start=1)
    )
    return replace(who, scans=who.scans + later)


def test_whoever_has_a_whole_record_is_no_exception() -> None:
    assert found(report([whole("Ana", "physician")])) == []


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (somebody("Ana", "nurse", ("in", 0)), "no-sign-out"),
        (somebody("Ana", "nurse", ("out", 60)), "no-sign-in"),
        (somebody("Ana", "nurse", ("in", 30), ("out", 10)), "clock-set-back"),
    ],
)
def test_a_gap_is_to_be_settled(who: Attendee, kind: str) -> None:
    assert (kind, "Ana", "open", 0) in found(report([who]))


def test_a_clock_set_back_is_one_matter_with_what_it_hides() -> None:
    who = somebody("Ana", "nurse", ("in", 30), ("out", 10))

    kinds = [row[0] for row in found(report([who]))]

    assert kinds == ["clock-set-back", "no-sign-in", "no-sign-out"]


def test_what_was_settled_stays_with_the_line_that_settled_it() -> None:
    gone = corrected(somebody("Ana", "nurse", ("in", 0)), ("out", 60, 0))
    back = corrected(
        somebody("Bo", "nurse", ("in", 30), ("out", 10)), ("in", 0, 1), ("out", 50, 2)
    )

    assert found(report([gone, back])) == [
        ("no-sign-out", "Ana", "settled", 2),
        ("clock-set-back", "Bo", "settled", 3),
        ("no-sign-in", "Bo", "settled", 3),
        ("no-sign-out", "Bo", "settled", 3),
        ("corrected", "Bo", "settled", 4),
    ]


def test_a_gap_that_a_correction_opens_again_is_open() -> None:
    who = corrected(
        somebody("Ana", "nurse", ("in", 0)), ("out", 60, 0), ("void", 60, 2)
    )

    assert found(report([who])) == [
        ("no-sign-out", "Ana", "open", 0),
        ("corrected", "Ana", "settled", 3),
    ]


def test_a_correction_without_a_gap_is_told_too() -> None:
    who = corrected(whole("Ana", "physician"), ("out", 50, 2))

    assert found(report([who])) == [("corrected", "Ana", "settled", 3)]


def test_a_log_with_every_line_struck_out_is_told() -> None:
    who = corrected(somebody("Ana", "nurse", ("in", 0)), ("void", 0, 1))

    assert found(report([who])) == [
        ("no-sign-out", "Ana", "settled", 2),
        ("no-line", "Ana", "note", 0),
    ]


def test_attending_without_a_name_needs_nothing() -> None:
    [row] = found(report([whole("", "", of="x")]))

    assert row == ("no-name", "x", "note", 0)


def test_a_profession_is_missed_only_where_there_is_credit() -> None:
    who = whole("Ana", "")

    assert found(report([who])) == [("no-profession", "Ana", "open", 0)]
    assert found(report([who], types=())) == []


def test_two_of_one_name_are_pointed_out_whatever_its_accents() -> None:
    people = [whole("Ana Ruiz", "nurse", "1"), whole("ana  RUÍZ", "nurse", "2")]

    assert found(report([*people, whole("Bo", "nurse")])) == [
        ("same-name", "1", "open", 0),
        ("same-name", "2", "open", 0),
    ]


def test_a_record_past_midnight_is_told_with_both_days() -> None:
    # 11:50 p.m. to 12:50 a.m. in New York.
    late = somebody("Ana", "physician", ("in", 890), ("out", 950))
    made = report([late])
    [one] = attendance_exceptions(made, credit_book(made), ZoneInfo(ZONE))

    assert (one.kind, one.state) == ("past-midnight", "note")
    assert one.what.en == "The record goes past midnight: 2026-03-10 to 2026-03-11."
    assert list(attendance_exceptions(made, credit_book(made), UTC)) == []


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        (datetime(2026, 3, 8, 6, 30, tzinfo=UTC), 60),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), 60),
    ],
)
def test_a_change_of_the_clocks_is_told_and_minutes_are_real(
    day: datetime, minutes: int
) -> None:
    scans = (
        Scan("a", "in", day.astimezone(ZoneInfo(ZONE)), "phone", 1),
        Scan(
            "a",
            "out",
            day.replace(hour=day.hour + 1).astimezone(ZoneInfo(ZONE)),
            "phone",
            2,
        ),
    )
    who = replace(whole("Ana", "physician"), scans=scans)

    assert who.minutes == minutes
    assert found(report([who])) == [("clocks-changed", "Ana", "note", 0)]


def test_a_claim_that_the_record_no_longer_bears_is_to_be_made_again() -> None:
    who = corrected(whole("Ana", "physician"), ("out", 30, 2))
    made = report([who], [asking(who, "ama", npi="1")])
    exceptions = list(attendance_exceptions(made, credit_book(made), UTC))

    assert [one.kind for one in exceptions] == ["corrected", "claims-too-much"]
    assert exceptions[1].what.en == (
        "AMA PRA Category 1: 1.00 claimed, but the record now comes to 0.50."
    )


def test_while_something_is_missing_nobody_can_tell_whether_a_claim_is_too_much() -> (
    None
):
    who = somebody("Ana", "physician", ("in", 0))

    made = report([who], [asking(who, "ama")])

    assert [row[0] for row in found(made)] == ["no-sign-out"]


def test_who_asked_and_did_not_claim_is_told_where_it_has_to_be_claimed() -> None:
    ana, fay = whole("Ana", "physician"), whole("Fay", "pharmacist")
    requests = [asking(ana, "ama", quarters=0), asking(fay, "acpe", quarters=0)]

    assert found(report([ana, fay], requests)) == [("not-claimed", "Ana", "open", 0)]


def test_what_is_missing_of_the_agenda_concerns_everybody() -> None:
    made = report([whole("Ana", "physician")])

    assert found(replace(made, began=())) == [("no-part", "everybody", "open", 0)]
    unended = replace(made, began=made.began[:1], ended_at=None)
    assert found(unended) == [("no-end", "everybody", "open", 0)]
    no_credit = report([whole("Ana", "physician")], types=())
    assert found(replace(no_credit, began=())) == []


@pytest.mark.parametrize("kind", SENTENCES)
def test_each_kind_says_what_and_what_to_do_in_both_languages(kind: str) -> None:
    facts = tuple(
        (name, "x") for name in ("first", "last", "type", "claimed", "earned", "item")
    )
    one = AttendanceException(kind, None, facts=facts)

    for words in (one.what, one.to_do):
        assert words.en.endswith(".")
        assert words.es.endswith(".")
        assert words.en != words.es
