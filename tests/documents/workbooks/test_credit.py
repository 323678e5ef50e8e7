"""The credit and audit sheets of the attendance workbook."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance.people import Attendee, Person, Scan
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.policy import CREDIT_TYPES, PRESETS
from facilitator.domain.credit.provider import Provider
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.stage.stage import AgendaMark

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def at(hour: int, minute: int, second: int = 0) -> datetime:
    """Return a moment of the session in UTC."""
    return datetime(2026, 3, 10, hour, minute, second, tzinfo=UTC)


def shown(hour: int, minute: int, second: int = 0) -> datetime:
    """Return a moment of the session as a sheet shows it, in New York."""
    return at(hour - 4, minute, second).replace(tzinfo=None)


@pytest.fixture
def credited(attendance: AttendanceReport) -> AttendanceReport:
    """Two credit types; three physicians, one of them unsettled, and a nurse.

    The one creditable part was on from 9:04:50 to 9:31:10 New York time: 26:20.
    """
    ama = replace(PRESETS["ama"], designated=2, languages=("en",))
    ancc = replace(PRESETS["ancc"], designated=1, languages=("en", "es"))
    claim = Claim("ama", 1, "1", at(13, 50))
    people = tuple(
        Attendee(
            name,
            Person(name, profession=profession, language=language),
            tuple(
                Scan(name, "out" if n % 2 else "in", moment, "phone", n + 1)
                for n, moment in enumerate(scans)
            ),
        )
        for name, profession, language, scans in (
            ("Ana", "physician", "en", (at(13, 0), at(13, 40))),
            ("Ben", "physician", "en", (at(13, 0),)),
            ("Celia", "physician", "es", (at(13, 0), at(13, 40))),
            ("Dora", "nurse", "es", (at(13, 10), at(13, 26, 59))),
        )
    )
    return replace(
        attendance,
        plan=replace(attendance.plan, credit=(ama, ancc)),
        attendees=people,
        ended_at=at(13, 45),
        requests={"Ana": (CreditRequest("Ana", "ama", claim=claim),)},
    )


def test_without_designated_credit_there_is_no_such_sheet(
    attendance: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(attendance))

    assert book.sheetnames == [
        *("README", "Roster", "Scans", "Agenda", "Exceptions", "Program summary")
    ]
    said = [row[0] for row in rows(book, "README")]
    assert not {"Credit", "PARS", "CPE Monitor"} & set(said)


def test_each_person_has_a_row_for_each_credit_type(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(credited))
    ama, ancc = "AMA PRA Category 1", "ANCC contact hours"
    not_for = "This credit is not for the profession given."
    spanish = "Language of delivery: Spanish. It is not approved for this credit."
    no_out = "A sign-out is missing."
    no = "Not eligible"

    assert book.sheetnames[6:8] == ["Credit", "Audit"]
    assert [cell.value for cell in book["Credit"][1]] == [
        "Number",
        "Name",
        "Profession",
        "Language of delivery",
        "Credit type",
        "Creditable minutes",
        "Quarters",
        "Credit",
        "Claimed",
        "Status",
        "Reasons",
        "Attestation",
        "Attested by",
        "Attested (America/New_York)",
    ]
    ana = (1, "Ana", "Physician", "English")
    ben = (2, "Ben", "Physician", "English")
    celia = (3, "Celia", "Physician", "Spanish")
    dora = (4, "Dora", "Nurse", "Spanish")
    none = (None, None, None)
    blank, attested = (None, None, None), ("1", "Person", shown(13, 50))
    assert rows(book, "Credit") == [
        (*ana, ama, 26, 2, 0.5, 0.25, "Complete", None, *attested),
        (*ana, ancc, 15, 0, 0, None, no, not_for, *blank),
        (*ben, ama, *none, None, "Incomplete", no_out, *blank),
        (*ben, ancc, *none, None, no, f"{not_for} {no_out}", *blank),
        (*celia, ama, 26, 0, 0, None, "Language not approved", spanish, *blank),
        (*celia, ancc, 15, 0, 0, None, no, not_for, *blank),
        (*dora, ama, 16, 0, 0, None, no, f"{not_for} {spanish}", *blank),
        (*dora, ancc, 15, 1, 0.25, None, "Complete", None, *blank),
    ]
    assert [cell.value for cell in book["Roster"][1]][-4:] == [
        "AMA PRA Category 1: computed",
        "AMA PRA Category 1: claimed",
        "ANCC contact hours: computed",
        "ANCC contact hours: claimed",
    ]
    assert [row[-4:] for row in rows(book, "Roster")] == [
        (0.5, 0.25, 0, None),
        (None, None, None, None),
        (0, None, 0, None),
        (0, None, 0.25, None),
    ]
    assert book["Credit"]["H2"].number_format == "0.00"


def test_the_audit_tells_every_rule_and_when_each_part_was_on(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(credited))

    audit = [row[1:] for row in rows(book, "Audit") if row[0] == "ANCC contact hours"]

    assert [cell.value for cell in book["Audit"][1]] == [
        "Credit type",
        "Kind",
        "What",
        "Value",
        "Began (America/New_York)",
        "Ended (America/New_York)",
        "Whole minutes",
    ]
    none = (None, None, None)
    assert audit == [
        ("Rule", "Designated credit", "0.25", *none),
        ("Rule", "Minutes per credit", 60, *none),
        ("Rule", "Given in steps of", "0.25", *none),
        ("Rule", "Rounding", "Down", *none),
        ("Rule", "Part of it allowed", "Yes", *none),
        ("Rule", "Least credit", "0.25", *none),
        ("Rule", "Time for the evaluation counts", "No", *none),
        ("Rule", "Evaluation required", "No", *none),
        ("Rule", "The person claims the amount", "Yes", *none),
        ("Rule", "Approved languages", "English, Spanish", *none),
        ("Rule", "Who may earn it", "Nurse", *none),
        ("Rule", "Minutes needed for all of it", 15, *none),
        ("Rule", "Planned creditable minutes", 25, *none),
        ("Part", "Stop", "Counts", shown(13, 4, 50), shown(13, 31, 10), 26),
        (
            "Part",
            "Evaluation",
            "Does not count",
            shown(13, 31, 10),
            shown(13, 45),
            13,
        ),
    ]


def test_full_attendance_tells_what_may_be_missed(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    full = replace(PRESETS["aswb"], designated=2, languages=("en",), tolerance=3)
    report = replace(credited, plan=replace(credited.plan, credit=(full,)))

    audit = {
        row[2]: row[3] for row in rows(opened(attendance_workbook(report)), "Audit")
    }

    assert audit["Part of it allowed"] == "No"
    assert audit["Minutes that may be missed"] == 3


def test_a_part_that_never_began_is_in_the_audit_without_a_time(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    began = (AgendaMark("wrap_up", at(13, 31)),)
    book = opened(attendance_workbook(replace(credited, began=began)))

    assert rows(book, "Audit")[13][1:] == (
        "Part",
        "Stop",
        "Counts",
        None,
        None,
        None,
    )
    assert {row[9] for row in rows(book, "Credit")} == {
        "Incomplete",
        "Language not approved",
        "Not eligible",
    }


def test_both_sheets_are_in_the_language_of_the_workbook_and_tables_are_not(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(credited, "es"))

    assert book.sheetnames[6:] == [
        *("Créditos", "Auditoría", "Aún no se puede informar", "PARS")
    ]
    assert list(book["Créditos"].tables) == ["Credit"]
    assert list(book["Auditoría"].tables) == ["Audit"]
    assert rows(book, "Créditos")[2][2:] == (
        "Médica o médico",
        "Inglés",
        "AMA PRA Categoría 1",
        *(None,) * 4,
        "Incompleto",
        "Falta un registro de salida.",
        *(None,) * 3,
    )
    english = {
        cell
        for name in ("Credit", "Audit")
        for row in rows(opened(attendance_workbook(credited)), name)
        for cell in row
        if isinstance(cell, str)
    }
    both = {
        cell
        for name in ("Créditos", "Auditoría")
        for row in rows(book, name)
        for cell in row
        if isinstance(cell, str)
    } & english
    assert both == {"Ana", "Ben", "Celia", "Dora", "No", "0.25", "0.50", "1"}


def test_the_readme_says_what_the_numbers_are_and_are_not(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(credited))
    said = {row[0]: row[1] for row in rows(book, "README")}

    assert "no certificate" in str(said["Credit"])
    assert "once it is whole" in str(said["How credit is counted"])
    assert "Every rule" in str(said["Audit"])


def test_a_thousand_people_and_all_types_are_written(
    credited: AttendanceReport, ref: Callable[[bytes, str], str]
) -> None:
    policies = tuple(
        replace(PRESETS[name], designated=1, languages=("en", "es"))
        for name, _ in CREDIT_TYPES
    )
    [ana, *_] = credited.attendees
    report = replace(
        credited,
        plan=replace(credited.plan, credit=policies),
        attendees=tuple(replace(ana, id=str(n)) for n in range(1_000)),
    )

    assert ref(attendance_workbook(report), "Credit") == "A1:N6001"


def test_the_audit_names_the_provider_and_the_day_of_its_statement(
    credited: AttendanceReport, opened: Open, rows: Rows
) -> None:
    provider = Provider(name="Example Provider", verified=date(2026, 1, 15))
    ancc = replace(credited.plan.credit[1], provider=provider)
    report = replace(credited, plan=replace(credited.plan, credit=(ancc,)))

    audit = {
        row[2]: row[3] for row in rows(opened(attendance_workbook(report)), "Audit")
    }

    assert audit["Accredited provider"] == "Example Provider"
    assert audit["Its statement was verified on"] == "2026-01-15"
