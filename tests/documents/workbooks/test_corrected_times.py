"""Times that were put right, beside those that were marked, in the workbook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance.agenda_corrections import (
    THE_END,
    Held,
    MarkCorrection,
)
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.reports import AttendanceReport

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]

WRITTEN = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)


def utc(hour: int, minute: int) -> datetime:
    return datetime(2026, 3, 10, hour, minute, tzinfo=UTC)


def shown(hour: int, minute: int, second: int = 0, day: int = 10) -> datetime:
    """Return a moment as a sheet shows it, in New York."""
    return datetime(2026, 3, day, hour, minute, second)  # noqa: DTZ001


def put_right(report: AttendanceReport) -> AttendanceReport:
    """Return the report with the first part and the end corrected."""
    lines = (
        MarkCorrection("stop", utc(13, 0), "=Marked late", WRITTEN),
        MarkCorrection(THE_END, utc(13, 45), "Finished at home", WRITTEN),
    )
    held = Held(report.plan.agenda, report.began, utc(22, 0), lines)
    policy = CreditPolicy("ama", designated=2, languages=("en",))
    plan = replace(report.plan, credit=(policy,))
    return replace(report, plan=plan, began=held.began, ended_at=held.end, times=held)


def test_the_agenda_has_what_was_marked_and_why_it_changed(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(put_right(attendance)))

    assert [cell.value for cell in book["Agenda"][1]][-2:] == [
        "Marked (America/New_York)",
        "Reason",
    ]
    stop, wrap_up, end = (row[5:] for row in rows(book, "Agenda"))
    assert stop == (shown(9, 0), 31, shown(9, 4, 50), "=Marked late")
    assert wrap_up == (shown(9, 31, 10), 14, shown(9, 31, 10), None)
    assert end == (shown(9, 45), None, shown(18, 0), "Finished at home")


def test_the_audit_has_a_row_for_each_line(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(put_right(attendance), "es"))
    written = shown(9, 0, day=11)

    found = [row for row in rows(book, "Auditoría") if row[1] == "Corrección"]

    blank = (None, None)
    assert [row[2:] for row in found] == [
        ("Parar", "=Marked late", shown(9, 0), *blank, shown(9, 4, 50), written),
        (
            "Terminó la sesión",
            "Finished at home",
            shown(9, 45),
            *blank,
            shown(18, 0),
            written,
        ),
    ]
