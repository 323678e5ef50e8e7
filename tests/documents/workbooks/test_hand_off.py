"""The sheets that a provider passes on, and the ones that say what is missing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from made_attendance import IDS, awkward, report, somebody, whole
from openpyxl import Workbook

from facilitator.documents.workbooks.attendance import attendance_workbook
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.credit.hand_off import (
    CPE_FIELDS,
    PARS_FIELDS,
    HandOff,
    MappedColumn,
)

Open = Callable[[bytes], Workbook]
Rows = Callable[[Workbook, str], list[tuple[object, ...]]]


def headers(book: Workbook, name: str) -> list[object]:
    return [cell.value for cell in book[name][1]]


def test_without_a_mapping_the_headings_are_our_own_field_names(
    opened: Open, rows: Rows
) -> None:
    book = opened(attendance_workbook(awkward()))
    said = {row[0]: str(row[1]) for row in rows(book, "README")}

    assert headers(book, "PARS") == list(PARS_FIELDS)
    assert headers(book, "CPE Monitor") == list(CPE_FIELDS)
    assert "our own field names" in said["PARS"]
    assert "our own field names" in said["CPE Monitor"]


def test_a_mapping_gives_the_providers_headings_in_its_order(
    opened: Open, rows: Rows
) -> None:
    wanted = replace(
        IDS,
        pars=(
            MappedColumn("Activity", "module_id"),
            MappedColumn("Last", "family_name"),
            MappedColumn("Format", fixed="0001"),
            MappedColumn("MMDD", "birth"),
            MappedColumn("State", "license_state"),
            MappedColumn("Credit", "credits"),
        ),
    )
    book = opened(attendance_workbook(awkward(), "en", wanted))
    said = {row[0]: str(row[1]) for row in rows(book, "README")}

    assert headers(book, "PARS") == [
        *("Activity", "Last", "Format", "MMDD", "State", "Credit")
    ]
    assert rows(book, "PARS") == [
        ("200099999", "+Cheng", "0001", "0101", "TX", 0.75),
        ("200099999", "Ruiz", "0001", "0229", None, 1),
        ("200099999", "Family", "0001", "0704", None, 1),
    ]
    assert "hand-off.yaml" in said["PARS"]
    assert "our own" in said["CPE Monitor"]


def test_ids_are_text_that_keeps_its_zeros_and_is_no_formula(opened: Open) -> None:
    book = opened(attendance_workbook(awkward(), "en", IDS))
    pars, cpe = book["PARS"], book["CPE Monitor"]
    bo = dict(zip((cell.value for cell in pars[1]), pars[2], strict=True))

    told = {name: cell.value for name, cell in bo.items() if cell.data_type == "s"}
    assert (told["birth"], told["license_number"]) == ("0101", "00123")
    assert told["given_name"] == "=Bo"
    assert bo["given_name"].quotePrefix
    assert [cell.value for cell in cpe[2]][:6] == [
        *("001234", "0229", "Given", "Family"),
        *(1, datetime(2026, 3, 10)),  # noqa: DTZ001
    ]
    assert cpe.freeze_panes == pars.freeze_panes == "A2"
    assert list(pars.tables) == ["PARS"]
    assert list(cpe.tables) == ["CPEMonitor"]


def test_a_sheet_is_there_only_where_the_plan_has_its_credit(opened: Open) -> None:
    def sheets(*types: str) -> list[str]:
        made = report([whole("Ana", "physician")], types=types)
        return opened(attendance_workbook(made)).sheetnames[6:]

    assert sheets() == []
    assert sheets("ancc") == ["Credit", "Audit", "Cannot be reported yet"]
    assert sheets("acpe")[3:] == ["CPE Monitor"]
    assert sheets("ama", "acpe")[3:] == ["PARS", "CPE Monitor"]


def test_what_is_missing_has_the_number_of_the_roster(opened: Open, rows: Rows) -> None:
    book = opened(attendance_workbook(awkward()))
    numbers = {row[1]: row[0] for row in rows(book, "Roster")}
    found = rows(book, "Cannot be reported yet")

    assert [(row[0], row[2]) for row in found] == [
        ("AMA PRA Category 1", "Dan"),
        *[("AMA PRA Category 1", "Eva")] * 3,
        ("ACPE contact hours", "Gus"),
    ]
    assert all(numbers[row[2]] == row[1] for row in found)


def test_mistakes_in_the_providers_file_are_told_and_hold_nothing_up(
    opened: Open, rows: Rows
) -> None:
    broken = HandOff(mistakes="hand-off.yaml, line 3: write 7 digits.")
    book = opened(attendance_workbook(awkward(), "en", broken))

    assert rows(book, "README")[-1] == (
        "The provider's mapping file",
        "hand-off.yaml, line 3: write 7 digits.",
    )


def test_the_exceptions_have_a_row_for_each_matter_by_number(
    opened: Open, rows: Rows
) -> None:
    made = report(
        [
            somebody("Zoe", "physician", ("in", 0)),
            somebody("Ana", "physician", ("out", 60)),
            whole("", "", of="x"),
        ],
        ended=None,
    )
    book = opened(attendance_workbook(replace(made, began=made.began[:1])))

    assert headers(book, "Exceptions") == [
        *("Number", "Name", "What", "State", "What to do"),
        *("Corrected by line", "Reason", "Written (America/New_York)"),
    ]
    found = rows(book, "Exceptions")
    assert [row[:4] for row in found] == [
        (None, "Everybody", "The end of “Stop” is not recorded.", "To settle"),
        (1, "Ana", "The sign-in is missing.", "To settle"),
        (2, "Zoe", "The sign-out is missing.", "To settle"),
        (3, "No name given", "No name was given.", "To know"),
    ]


def test_the_program_summary_hides_few_and_says_so(opened: Open, rows: Rows) -> None:
    professions = ["nurse"] * 3 + ["physician"] * 8 + ["other"] * 9
    people = [
        Attendee(str(n), Person("p", setting="housing", profession=profession))
        for n, profession in enumerate(professions)
    ]
    book = opened(attendance_workbook(report(people, types=())))
    shown = {row[:2]: row[2:] for row in rows(book, "Program summary")}
    hidden = (
        None,
        "Hidden: fewer than 5 people, or it would give such a number away",
    )

    assert shown["Everybody", "Everybody"] == (20, None)
    assert shown["Setting", "Housing"] == (20, None)
    assert shown["Profession", "Nurse"] == hidden
    assert shown["Profession", "Physician"] == hidden
    assert shown["Profession", "Other"] == (9, None)
    assert shown["Category of PARS", "Nurse"] == hidden
    assert shown["Category of PARS", "Other learners"] == (9, None)


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+Ana", "-Ana", "@ana", "\tAna", "007", "x" * 200, "שרה כהן", "محمد علي"],
)
def test_a_name_is_the_same_on_every_sheet(name: str, opened: Open, rows: Rows) -> None:
    made = report([somebody(name, "physician", ("in", 0), of="a")])
    book = opened(attendance_workbook(made, "es"))

    for sheet in ("Lista", "Registros", "Excepciones", "Créditos"):
        assert rows(book, sheet)[0][1] == name
        assert book[sheet]["B2"].data_type == "s"


def test_what_goes_to_pars_is_in_english_in_a_spanish_workbook_too(
    opened: Open, rows: Rows
) -> None:
    wanted = replace(
        IDS,
        pars=(
            MappedColumn("A", "profession"),
            MappedColumn("B", "credit_type"),
            MappedColumn("C", "activity_name"),
        ),
    )
    book = opened(attendance_workbook(awkward(), "es", wanted))

    assert set(rows(book, "PARS")) == {
        ("Physician", "AMA PRA Category 1", "Stop, Observe, Ask, Respond")
    }
