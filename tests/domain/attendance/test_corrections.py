"""The log is corrected by later lines with a reason; nothing is overwritten."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from facilitator.domain.attendance.corrections import (
    LONGEST_REASON,
    NoSuchScanError,
    NothingToVoidError,
    ReasonNeededError,
    ReasonTooLongError,
    TimeToComeError,
    correction,
)
from facilitator.domain.attendance.people import Attendee, Person, Scan, ScanKind
from facilitator.domain.attendance.presence import Interval, Presence, presence

NOW = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    """Return a moment of one afternoon."""
    return datetime(2026, 3, 10, hour, minute, tzinfo=UTC)


def somebody(*lines: tuple[ScanKind, datetime]) -> Attendee:
    """Return a person with a log of these lines."""
    scans = tuple(
        Scan("a", kind, when, "phone", number)
        for number, (kind, when) in enumerate(lines, start=1)
    )
    return Attendee("a", Person("Ana"), scans)


def corrected(
    ana: Attendee,
    kind: ScanKind,
    when: datetime,
    *,
    supersedes: int,
    reason: str = "Said so",
) -> Attendee:
    """Return the person once the correction is the last line of their log."""
    line = correction(ana, kind, when, supersedes=supersedes, reason=reason, now=NOW)
    numbered = replace(line, number=len(ana.scans) + 1)
    return replace(ana, scans=(*ana.scans, numbered))


def test_a_correction_tells_what_it_replaces_why_and_when_it_was_written() -> None:
    ana = somebody(("in", at(13)), ("out", at(15)))

    line = correction(
        ana, "out", at(14), supersedes=2, reason=" Left \x00 at two ", now=NOW
    )

    assert line == Scan("a", "out", at(14), "trainer", 0, 2, "Left at two", NOW)


def test_a_missing_sign_out_counts_once_it_is_settled() -> None:
    ana = corrected(somebody(("in", at(13))), "out", at(15), supersedes=0)

    assert presence(ana.scans) == Presence((Interval(at(13), at(15)),))
    assert (ana.came, ana.left, ana.minutes) == (at(13), at(15), 120)


def test_a_missing_sign_in_counts_once_it_is_settled() -> None:
    ana = corrected(somebody(("out", at(15))), "in", at(13, 30), supersedes=0)

    assert presence(ana.scans) == Presence((Interval(at(13, 30), at(15)),))
    assert (ana.came, ana.left, ana.minutes) == (at(13, 30), at(15), 90)


def test_a_correction_stands_for_the_line_it_supersedes() -> None:
    ana = corrected(
        somebody(("in", at(13)), ("out", at(13, 30))), "out", at(15), supersedes=2
    )

    assert presence(ana.scans) == Presence((Interval(at(13), at(15)),))
    assert [scan.number for scan in ana.scans] == [1, 2, 3]


def test_the_last_of_several_corrections_counts() -> None:
    ana = somebody(("in", at(13)), ("out", at(13, 30)))
    ana = corrected(ana, "out", at(15), supersedes=2)
    ana = corrected(ana, "out", at(14), supersedes=3)

    assert presence(ana.scans) == Presence((Interval(at(13), at(14)),))


def test_a_line_that_never_was_is_struck_out() -> None:
    ana = somebody(("in", at(13)), ("out", at(14)), ("out", at(15)))
    assert presence(ana.scans).gaps == ("no-sign-in",)

    ana = corrected(ana, "void", at(15), supersedes=3, reason="Scanned for a friend")

    assert presence(ana.scans) == Presence((Interval(at(13), at(14)),))
    assert (ana.left, ana.minutes) == (at(14), 60)


def test_a_clock_set_back_is_settled_by_correcting_the_line() -> None:
    ana = somebody(("in", at(13)), ("out", at(12, 30)))

    ana = corrected(ana, "out", at(14, 30), supersedes=2, reason="Clock set back")

    assert presence(ana.scans) == Presence((Interval(at(13), at(14, 30)),))
    assert ana.minutes == 90


def test_the_order_of_lines_and_corrections_does_not_matter() -> None:
    ana = somebody(("in", at(13)), ("out", at(13, 30)))
    ana = corrected(ana, "out", at(15), supersedes=2)

    assert presence(ana.scans[::-1]) == presence(ana.scans)


def test_a_line_cannot_make_itself_or_a_later_one_go_away() -> None:
    scans = (
        Scan("a", "in", at(13), "phone", 1, supersedes=2, reason="x"),
        Scan("a", "out", at(14), "phone", 2, supersedes=2, reason="x"),
    )

    assert presence(scans) == Presence((Interval(at(13), at(14)),))


@pytest.mark.parametrize("reason", ["", "  ", "\x00\u200d"])
def test_a_correction_needs_a_reason(reason: str) -> None:
    with pytest.raises(ReasonNeededError):
        corrected(somebody(), "in", at(13), supersedes=0, reason=reason)


def test_a_reason_has_an_end() -> None:
    ana = corrected(somebody(), "in", at(13), supersedes=0, reason="x" * LONGEST_REASON)
    assert len(ana.scans[-1].reason) == LONGEST_REASON

    with pytest.raises(ReasonTooLongError, match="at most 300 characters"):
        corrected(somebody(), "in", at(13), supersedes=0, reason="x" * 301)


def test_only_a_line_that_stands_can_be_corrected() -> None:
    ana = corrected(somebody(("in", at(13))), "in", at(12), supersedes=1)

    for number in (1, 7, -1):
        with pytest.raises(NoSuchScanError):
            corrected(ana, "out", at(14), supersedes=number)


def test_what_is_not_there_cannot_be_struck_out() -> None:
    with pytest.raises(NothingToVoidError):
        corrected(somebody(("in", at(13))), "void", at(13), supersedes=0)


def test_nothing_is_corrected_to_a_time_to_come() -> None:
    with pytest.raises(TimeToComeError):
        corrected(somebody(("in", at(13))), "out", at(16, 1), supersedes=0)
