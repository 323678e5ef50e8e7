"""Whoever is early counts from the opening, and the log keeps when they were there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from facilitator.domain.attendance.opening import (
    SignOutClosedError,
    check_sign_out,
    counted,
    reopened,
)
from facilitator.domain.attendance.people import Attendee, Person, Scan, standing
from facilitator.domain.attendance.presence import presence

EIGHT = datetime(2026, 5, 14, 8, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


def line(kind: str, minutes: int, number: int = 0) -> Scan:
    return Scan("a", kind, at(minutes), "phone", number)  # type: ignore[arg-type]


def numbered(*scans: Scan) -> tuple[Scan, ...]:
    return tuple(replace(scan, number=n) for n, scan in enumerate(scans, 1))


def test_a_parked_line_stands_at_the_opening_and_keeps_its_own_time() -> None:
    assert counted(line("in", -30), EIGHT) == Scan(
        "a", "in", EIGHT, "phone", written_at=at(-30)
    )
    assert counted(line("in", 0), EIGHT) == line("in", 0)
    assert counted(line("in", -30), None) == line("in", -30)


def test_the_opening_is_an_instant_whatever_zone_it_is_written_in() -> None:
    chicago = EIGHT.astimezone(timezone(timedelta(hours=-5)))

    assert counted(line("in", -1), chicago).at == EIGHT
    assert counted(line("in", 1), chicago) == line("in", 1)


def test_early_and_gone_again_is_no_time_at_all_and_no_gap() -> None:
    early = (counted(line("in", -40), EIGHT), counted(line("out", -10), EIGHT))
    log = numbered(*early)

    assert Attendee("a", Person("Ana"), log).minutes == 0
    assert presence(log).gaps == ()


def test_a_moved_opening_moves_whoever_was_early_and_nobody_else() -> None:
    log = numbered(counted(line("in", -40), EIGHT), line("out", 60))

    later = reopened(log, at(20))
    assert [(s.at, s.supersedes, s.kind, s.written_at) for s in later] == [
        (at(20), 1, "in", at(-40))
    ]
    log = (*log, replace(later[0], number=3))
    assert Attendee("a", Person("Ana"), log).minutes == 40
    assert reopened(log, at(20)) == ()
    at_once = reopened(log, None)
    assert [(s.at, s.supersedes) for s in at_once] == [(at(-40), 3)]
    log = (*log, replace(at_once[0], number=4))
    assert [s.at for s in standing(log)] == [at(-40), at(60)]


def test_what_a_person_wrote_does_not_move() -> None:
    paper = replace(line("in", -40, 1), method="paper", written_at=at(500))
    told = replace(line("in", -40, 2), reason="Was here")

    assert reopened((paper, told), EIGHT) == ()


def test_sign_out_closes_half_an_hour_after_the_end() -> None:
    check_sign_out(None, at(10_000))
    check_sign_out(EIGHT, at(30))
    with pytest.raises(SignOutClosedError):
        check_sign_out(EIGHT, at(31))
