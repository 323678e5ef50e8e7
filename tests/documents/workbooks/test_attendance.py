"""The attendance workbook as the organizer opens it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance import Attendee, Person, Scan
from facilitator.domain.reports import AttendanceReport

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def at(hour: int, minute: int) -> datetime:
    """Return a moment of the session as the sheet shows it."""
    return datetime(2026, 3, 10, hour, minute, 30)  # noqa: DTZ001


def test_the_roster_has_a_row_per_person_by_name(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance))
    blank = (None,) * 4
    zoe = ("Zoe Hart", "zoe@example.org", "Harbor", "Health care", "Nurse", "English")
    complete = "Present, all recorded"
    no_out, no_in = "Incomplete: no sign-out", "Incomplete: no sign-in"

    assert book.sheetnames == ["README", "Roster", "Scans", "Agenda"]
    assert [cell.value for cell in book["Roster"][1]] == [
        "Number",
        "Name",
        "Email",
        "Organization",
        "Setting",
        "Profession",
        "Language",
        "In (America/New_York)",
        "Out (America/New_York)",
        "Minutes present",
        "Status",
    ]
    assert rows(book, "Roster") == [
        (1, "Ángela Ruiz", *blank, "Spanish", at(9, 1), at(11, 0), 90, complete),
        (2, "Anton Ito", *blank, "English", at(9, 5), None, None, no_out),
        (3, "Bea Oh", *blank, "English", None, at(11, 1), None, no_in),
        (4, *zoe, at(9, 0), at(10, 0), 60, complete),
        (5, "No name given", *blank, "English", at(9, 2), None, None, "No name given"),
    ]


def test_the_scan_log_is_in_order_of_time_and_numbered_as_the_roster(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance, "es"))
    phone = "Teléfono propio"

    assert rows(book, "Scans") == [
        (4, "Zoe Hart", "Entrada", at(9, 0), phone),
        (1, "Ángela Ruiz", "Entrada", at(9, 1), phone),
        (5, "Sin nombre", "Entrada", at(9, 2), phone),
        (2, "Anton Ito", "Entrada", at(9, 5), phone),
        (1, "Ángela Ruiz", "Salida", at(9, 31), phone),
        (1, "Ángela Ruiz", "Reingreso", at(10, 0), phone),
        (4, "Zoe Hart", "Salida", at(10, 0), phone),
        (1, "Ángela Ruiz", "Salida", at(11, 0), phone),
        (3, "Bea Oh", "Salida", at(11, 1), phone),
    ]


def test_the_agenda_says_what_was_planned(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance, "es"))

    assert rows(book, "Agenda") == [
        (1, "Parar", 25, "Sí", 25),
        (2, "Evaluación", 10, "No", 0),
    ]


def test_the_readme_says_which_session_and_how_many(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance))
    said = {row[0]: row[1] for row in rows(book, "README")}

    assert said["Session"] == "Stop, Observe, Ask, Respond"
    assert said["Begins"] == datetime(2026, 3, 10, 9, 0)  # noqa: DTZ001
    assert said["Time zone of all times"] == "America/New_York"
    assert said["Host organization"] == "=Harbor Clinic"
    assert said["Plan name and version"] == "conference-2h 1"
    assert said["People recorded"] == 5
    assert said["Present, all recorded"] == 2
    assert said["Incomplete: no sign-out"] == 1
    assert said["Incomplete: no sign-in"] == 1
    assert said["No name given"] == 1
    assert said["Creditable minutes"] == 25
    assert "No time is ever made up." in str(said["Missing sign-in or sign-out"])


def test_a_name_that_looks_like_a_formula_stays_a_name(
    attendance: AttendanceReport, opened: Open
) -> None:
    trick = Attendee("t", Person("=1+1", "", "@org"))
    book = opened(attendance_workbook(replace(attendance, attendees=(trick,))))
    name, organization = book["Roster"]["B2"], book["Roster"]["D2"]

    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)
    assert (organization.value, organization.quotePrefix) == ("@org", True)


def test_a_session_nobody_came_to_still_opens(
    attendance: AttendanceReport, opened: Open
) -> None:
    book = opened(attendance_workbook(replace(attendance, attendees=())))

    assert book["Roster"].tables["Roster"].ref == "A1:K2"


def test_a_thousand_people_are_written_at_once(
    attendance: AttendanceReport, opened: Open
) -> None:
    start = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
    people = tuple(
        Attendee(
            f"{n:04}",
            Person(f"Person {n:04}", f"p{n}@example.org", "Harbor"),
            (
                Scan(f"{n:04}", "in", start, "phone"),
                Scan(f"{n:04}", "out", start + timedelta(hours=2), "phone"),
            ),
        )
        for n in range(1_000)
    )
    began = perf_counter()
    data = attendance_workbook(replace(attendance, attendees=people))
    took = perf_counter() - began
    book = opened(data)

    assert took < 10
    assert book["Roster"].tables["Roster"].ref == "A1:K1001"
    assert book["Scans"].tables["Scans"].ref == "A1:E2001"
