"""Tables as .csv files, for programs that read no workbook."""

from datetime import UTC, date, datetime

import pytest

from facilitator.documents.workbooks.csv_tables import CsvTables
from facilitator.documents.workbooks.sheets import Column, Value


def written(*row: Value, zone: str = "America/New_York") -> str:
    """Return the one line of a table, as text."""
    tables = CsvTables(zone)
    tables.table("T", [Column(f"c{n}") for n in range(len(row))], [row], "Sheet")
    lines = tables.files["T"].decode("utf-8").split("\r\n")
    assert lines[0].startswith('\ufeff"c0"')
    assert lines[-1] == ""
    return "\r\n".join(lines[1:-1])


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", '=cmd|"x"!A1']
)
def test_text_that_could_be_a_formula_has_an_apostrophe(typed: str) -> None:
    quoted = typed.replace('"', '""')

    assert written(typed) == f'"\'{quoted}"'


@pytest.mark.parametrize("typed", ["0229", "007", "Ana", "محمد", "a=1", "x" * 200])
def test_other_text_is_as_it_was_typed(typed: str) -> None:
    assert written(typed) == f'"{typed}"'


def test_numbers_days_and_nothing_are_themselves() -> None:
    assert written(-3, 1.75, date(2026, 5, 9), None) == '-3,1.75,"2026-05-09",""'


def test_the_hour_that_comes_twice_is_told_by_its_offset() -> None:
    first, second = (datetime(2026, 11, 1, hour, 30, 5, 9, UTC) for hour in (5, 6))

    assert written(first, second) == (
        '"2026-11-01T01:30:05-04:00","2026-11-01T01:30:05-05:00"'
    )


def test_a_heading_of_the_providers_own_is_no_formula_either() -> None:
    tables = CsvTables("UTC")
    tables.table("T", [Column("=A1"), Column("Same"), Column("same")], [])

    assert tables.files["T"].decode() == '\ufeff"\'=A1","Same","same (2)"\r\n'
