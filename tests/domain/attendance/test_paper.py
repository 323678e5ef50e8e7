"""A row of the signed sheet: what it adds to the log, and when it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from facilitator.domain.attendance.corrections import ReasonNeededError, TimeToComeError
from facilitator.domain.attendance.paper import (
    AfterTheEndError,
    BeforeTheOpeningError,
    Limits,
    OutBeforeInError,
    SheetTimes,
    TimeMissingError,
    sheet_lines,
)
from facilitator.domain.attendance.people import Attendee, Person, Scan

NINE = datetime(2026, 5, 14, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


LIMITS = Limits(now=at(600))
SCANNED = Attendee(
    "a",
    Person("Ana"),
    (Scan("a", "in", at(0), "phone", 1), Scan("a", "out", at(60), "phone", 2)),
)


def lines(
    row: SheetTimes, attendee: Attendee | None = None, limits: Limits = LIMITS
) -> list[tuple[str, datetime, int, str]]:
    made = sheet_lines("a", attendee, row, limits)
    assert all(s.method == "paper" and s.written_at == limits.now for s in made)
    return [(s.kind, s.at, s.supersedes, s.reason) for s in made]


def test_a_row_of_somebody_new_is_two_lines_or_one() -> None:
    both = lines(SheetTimes(at(5), at(90)))

    assert both == [("in", at(5), 0, ""), ("out", at(90), 0, "")]
    assert lines(SheetTimes(at(5), None)) == [("in", at(5), 0, "")]
    assert lines(SheetTimes(None, None)) == []


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (SheetTimes(None, at(90)), TimeMissingError),
        (SheetTimes(at(90), at(5)), OutBeforeInError),
        (SheetTimes(at(5), at(601)), TimeToComeError),
        (SheetTimes(at(601), None), TimeToComeError),
        (SheetTimes(at(5), at(151)), AfterTheEndError),
        (SheetTimes(at(-61), at(90)), BeforeTheOpeningError),
    ],
)
def test_times_that_cannot_be_are_refused(
    row: SheetTimes, refusal: type[Exception]
) -> None:
    limits = replace(LIMITS, opens=at(-60), ended_at=at(120))

    with pytest.raises(refusal):
        lines(row, limits=limits)


def test_a_row_with_scans_is_a_correction_with_a_reason() -> None:
    row = SheetTimes(at(0), at(75), "Signed 10:15")

    assert lines(row, SCANNED) == [("out", at(75), 2, "Signed 10:15")]
    assert lines(SheetTimes(at(0), at(60)), SCANNED) == []
    with pytest.raises(ReasonNeededError):
        lines(replace(row, reason=" "), SCANNED)
    with pytest.raises(TimeMissingError):
        lines(SheetTimes(at(0), None, "gone"), SCANNED)
    with pytest.raises(TimeMissingError):
        lines(SheetTimes(None, at(60), "gone"), SCANNED)


def test_a_missing_sign_out_is_added_with_a_reason() -> None:
    inside = replace(SCANNED, scans=SCANNED.scans[:1])

    assert lines(SheetTimes(at(0), at(75), "Paper"), inside) == [
        ("out", at(75), 0, "Paper")
    ]


def test_what_only_completes_a_row_needs_no_reason_of_ones_own() -> None:
    inside = replace(SCANNED, scans=SCANNED.scans[:1])
    row = SheetTimes(at(0), at(75), " ", "From the sheet")

    assert lines(row, inside) == [("out", at(75), 0, "From the sheet")]
    for came in (at(5), at(0)):
        with pytest.raises(ReasonNeededError):
            lines(replace(row, came=came), SCANNED)


def test_times_may_not_cross_what_happened_between_them() -> None:
    again = (
        *SCANNED.scans,
        Scan("a", "re-entry", at(80), "phone", 3),
        Scan("a", "out", at(120), "phone", 4),
    )
    back = replace(SCANNED, scans=again)

    with pytest.raises(OutBeforeInError):
        lines(SheetTimes(at(70), at(120), "x"), back)
    with pytest.raises(OutBeforeInError):
        lines(SheetTimes(at(0), at(79), "x"), back)
    assert lines(SheetTimes(at(10), at(120), "x"), back) == [("in", at(10), 1, "x")]
