"""The attendance workbook as the organizer opens it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance.people import Attendee, Person, Scan
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
    no_name = "No name given"

    assert book.sheetnames == [
        *("README", "Roster", "Scans", "Agenda", "Exceptions", "Program summary")
    ]
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
        "Evaluation handed in",
    ]
    assert rows(book, "Roster") == [
        (1, "Ángela Ruiz", *blank, "Spanish", at(9, 1), at(11, 0), 90, complete, "No"),
        (2, "Anton Ito", *blank, "English", at(9, 5), None, None, no_out, "No"),
        (3, "Bea Oh", *blank, "English", None, at(11, 1), None, no_in, "No"),
        (4, *zoe, at(9, 0), at(10, 0), 60, complete, "Yes"),
        (5, no_name, *blank, "English", at(9, 2), None, None, no_name, "Yes"),
    ]


def test_the_scan_log_is_in_order_of_time_and_numbered_as_the_roster(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance, "es"))
    phone = "Teléfono propio"

    assert rows(book, "Registros") == [
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


def test_the_agenda_says_what_was_planned_and_when_it_began(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance, "es"))
    began, ended = datetime(2026, 3, 10, 9, 4, 50), datetime(2026, 3, 10, 9, 31, 10)  # noqa: DTZ001

    assert [cell.value for cell in book["Agenda"][1]][4:] == [
        "Minutos acreditables previstos",
        "Comenzó (America/New_York)",
        "Minutos reales",
    ]
    assert rows(book, "Agenda") == [
        (1, "Parar", 25, "Sí", 25, began, 27),
        (2, "Evaluación", 10, "No", 0, ended, None),
    ]


def test_a_part_that_never_began_has_no_time(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    report = replace(attendance, began=attendance.began[1:])
    book = opened(attendance_workbook(report))

    assert [row[5:] for row in rows(book, "Agenda")] == [
        (None, None),
        (datetime(2026, 3, 10, 9, 31, 10), None),  # noqa: DTZ001
    ]


def test_the_last_part_lasted_until_the_session_was_finished(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    ended = datetime(2026, 3, 10, 13, 45, 5, tzinfo=UTC)
    book = opened(attendance_workbook(replace(attendance, ended_at=ended)))

    assert [row[6] for row in rows(book, "Agenda")] == [27, 14]


def test_a_correction_stays_in_the_log_with_its_reason(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    def moment(hour: int, minute: int) -> datetime:
        return datetime(2026, 3, 10, hour, minute, 30, tzinfo=UTC)

    scans = (
        Scan("a", "in", moment(13, 0), "phone", 1),
        Scan("a", "out", moment(14, 0), "phone", 2),
        Scan(
            "a", "out", moment(15, 0), "trainer", 3, 2, "Only outside", moment(15, 30)
        ),
        Scan("a", "void", moment(15, 0), "trainer", 4, 3, "Mistaken", moment(15, 40)),
        Scan("a", "out", moment(14, 30), "trainer", 5, 0, "Seen", moment(15, 41)),
    )
    ana = Attendee("a", Person("Ana"), scans)
    book = opened(attendance_workbook(replace(attendance, attendees=(ana,))))

    assert [cell.value for cell in book["Scans"][1]][5:] == [
        "Line",
        "In place of line",
        "Reason",
        "Written (America/New_York)",
    ]
    assert rows(book, "Scans") == [
        (1, "Ana", "In", at(9, 0), "Own phone", 1, None, None, None),
        (1, "Ana", "Out", at(10, 0), "Own phone", 2, None, None, None),
        (1, "Ana", "Out", at(10, 30), "Trainer", 5, None, "Seen", at(11, 41)),
        (1, "Ana", "Out", at(11, 0), "Trainer", 3, 2, "Only outside", at(11, 30)),
        (1, "Ana", "Struck out", at(11, 0), "Trainer", 4, 3, "Mistaken", at(11, 40)),
    ]
    assert rows(book, "Roster")[0][7:11] == (
        at(9, 0),
        at(10, 30),
        90,
        "Present, all recorded",
    )


def test_a_clock_set_back_is_told_instead_of_minutes(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    start = datetime(2026, 3, 10, 13, 0, 30, tzinfo=UTC)
    scans = (
        Scan("a", "in", start, "phone", 1),
        Scan("a", "out", start - timedelta(minutes=20), "phone", 2),
    )
    ana = Attendee("a", Person("Ana"), scans)
    book = opened(attendance_workbook(replace(attendance, attendees=(ana,))))

    assert rows(book, "Roster")[0][9:11] == (None, "Incomplete: clock set back")
    said = {row[0]: row[1] for row in rows(book, "README")}
    assert said["Incomplete: clock set back"] == 1


def test_people_read_the_names_of_sheets_and_scripts_those_of_tables(
    attendance: AttendanceReport, opened: Open
) -> None:
    book = opened(attendance_workbook(attendance, "es"))

    assert book.sheetnames == [
        *("LÉAME", "Lista", "Registros", "Agenda"),
        *("Excepciones", "Resumen del programa"),
    ]
    tables = [name for sheet in book for name in sheet.tables]
    assert tables == [
        *("README", "Roster", "Scans", "Agenda", "Exceptions", "ProgramSummary")
    ]


def test_the_roster_prints_one_page_wide_with_its_header_on_every_page(
    attendance: AttendanceReport, opened: Open
) -> None:
    roster = opened(attendance_workbook(attendance))["Roster"]

    assert roster.print_title_rows == "$1:$1"
    assert roster.page_setup.orientation == "landscape"
    assert getattr(roster.sheet_properties.pageSetUpPr, "fitToPage", False) is True
    assert (roster.page_setup.fitToWidth, roster.page_setup.fitToHeight) == (None, 0)


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
    assert said["Planned creditable minutes"] == 25
    assert said["Evaluation handed in"] == 2
    assert "not earned" in str(said["Planned, not earned"])
    assert "It holds no answer." in str(said["About evaluations"])
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

    assert book["Roster"].tables["Roster"].ref == "A1:L2"


def test_a_thousand_people_are_written_at_once(
    attendance: AttendanceReport, ref: Callable[[bytes, str], str]
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
    began = process_time()
    data = attendance_workbook(replace(attendance, attendees=people))
    took = process_time() - began

    assert took < 10
    assert ref(data, "Roster") == "A1:L1001"
    assert ref(data, "Scans") == "A1:E2001"
