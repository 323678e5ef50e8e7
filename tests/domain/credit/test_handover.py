"""What the provider got, and the days left to report."""

from datetime import UTC, date, datetime, timedelta

import pytest

from facilitator.domain.credit.handover import (
    BadDayError,
    Handover,
    WhyNothingError,
    is_received,
    pharmacy_clock,
    read_handover,
)
from facilitator.errors import BadInputError

HELD, TODAY = date(2026, 5, 14), date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "left", "state"),
    [
        (0, 60, "running"),
        (29, 31, "running"),
        (30, 30, "soon"),
        (60, 0, "soon"),
        (61, -1, "overdue"),
    ],
)
def test_the_clock_warns_from_day_30_and_is_over_after_day_60(
    days: int, left: int, state: str
) -> None:
    clock = pharmacy_clock(HELD, HELD + timedelta(days=days))

    assert (clock.due, clock.left, clock.state) == (date(2026, 7, 13), left, state)


def test_what_was_handed_pauses_the_clock_and_a_receipt_stops_it() -> None:
    handed = Handover("handed", date(2026, 5, 20), "", NOW)
    received = Handover("received", date(2026, 6, 3), "", NOW)
    nothing = Handover("nothing", date(2026, 6, 3), "Nobody asked", NOW)

    def after(days: int, *notes: Handover) -> tuple[str, Handover | None]:
        clock = pharmacy_clock(HELD, HELD + timedelta(days=days), notes)
        return clock.state, clock.noted

    assert after(40, handed) == ("paused", handed)
    assert after(61, handed) == ("overdue", None)
    assert after(90, handed, received, handed) == ("stopped", received)
    assert after(90, nothing) == ("stopped", nothing)


def read(kind: str, day: str, note: str = "") -> Handover:
    return read_handover(kind, day, note, held=HELD, today=TODAY, now=NOW)


def test_a_note_has_its_day_and_words() -> None:
    assert read("handed", "2026-05-20", "  by \t encrypted mail ") == Handover(
        "handed", date(2026, 5, 20), "by encrypted mail", NOW
    )


@pytest.mark.parametrize(
    ("kind", "day", "note", "refusal"),
    [
        ("handed", "2026-05-13", "", BadDayError),
        ("handed", "2026-06-02", "", BadDayError),
        ("handed", "tomorrow", "", BadDayError),
        ("eaten", "2026-05-20", "", BadInputError),
        ("handed", "2026-05-20", "x" * 301, BadInputError),
        ("nothing", "2026-05-20", " ", WhyNothingError),
    ],
)
def test_what_cannot_be_is_refused(
    kind: str, day: str, note: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        read(kind, day, note)


def test_only_a_receipt_or_nothing_to_report_lets_details_go() -> None:
    handed = read("handed", "2026-05-20")

    assert not is_received([handed])
    assert is_received([handed, read("received", "2026-05-22")])
    assert is_received([read("nothing", "2026-05-20", "Nobody earned any")])
