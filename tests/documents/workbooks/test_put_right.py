"""Head counts, pre-work and merged entries as the organizer finds them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance.people import Person
from facilitator.domain.attendance.prework import Completion
from facilitator.domain.attendance.room_count import RoomCount
from facilitator.domain.reports import AttendanceReport

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def items(book: Workbook, sheet: str) -> set[object]:
    """Return what the README has lines about."""
    return {row[0] for row in book[sheet].iter_rows(values_only=True)}


@pytest.mark.parametrize(
    ("language", "sheet", "header"),
    [
        ("en", "Head counts", "Heads counted"),
        ("es", "Conteos", "Personas contadas"),
    ],
)
def test_counts_are_a_sheet_in_the_sessions_own_time(
    attendance: AttendanceReport,
    opened: Open,
    rows: Rows,
    language: str,
    sheet: str,
    header: str,
) -> None:
    at = datetime(2026, 3, 10, 13, 30, tzinfo=UTC)
    counts = (RoomCount(at, 3, 5, "=Two smoke"), RoomCount(at, 5, 5))

    report = replace(attendance, head_counts=counts)
    book = opened(attendance_workbook(report, language))

    assert book[sheet]["B1"].value == header
    there = datetime(2026, 3, 10, 9, 30)  # noqa: DTZ001
    assert rows(book, sheet) == [
        (there, 3, 5, -2, "=Two smoke"),
        (there, 5, 5, 0, None),
    ]
    assert book[sheet]["E2"].data_type == "s"
    assert sheet in items(book, book.sheetnames[0])


def test_each_module_is_a_column_where_a_list_was_taken_over(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    zoe, ana = attendance.attendees[0].id, "nobody who came"
    done = (
        Completion(Person("Zoe"), "HT 101", date(2026, 3, 4)),
        Completion(Person("Zoe"), "HT 101", date(2026, 3, 2)),
        Completion(Person("Zoe"), "", date(2026, 3, 5)),
    )
    other = (Completion(Person("Ana"), "HT 201", date(2026, 3, 1)),)

    report = replace(attendance, prework={zoe: done, ana: other})
    book = opened(attendance_workbook(report))

    headers = [cell.value for cell in book["Roster"][1]]
    assert headers[12:] == [
        "Online module done",
        "Online module done: HT 101",
        "Online module done: HT 201",
    ]
    with_days = [row[12:] for row in rows(book, "Roster") if row[13]]
    first, again = datetime(2026, 3, 5), datetime(2026, 3, 2)  # noqa: DTZ001
    assert with_days == [(first, again, None)]
    assert "Online module done" in items(book, "README")
    plain = opened(attendance_workbook(attendance))
    assert len(plain["Roster"][1]) == 12
    assert "Online module done" not in items(plain, "README")


def test_entries_that_are_one_person_are_one_row_with_all_lines(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    kept, other, *rest = attendance.attendees
    one = replace(kept, scans=(*kept.scans, *other.scans))

    book = opened(attendance_workbook(replace(attendance, attendees=(one, *rest))))

    assert "Two entries, one person" in items(book, "README")
    numbers = [row[0] for row in rows(book, "Scans") if row[1] == kept.person.name]
    assert len(numbers) == len(one.scans)
    assert len(set(numbers)) == 1
    plain = opened(attendance_workbook(attendance))
    assert "Two entries, one person" not in items(plain, "README")
