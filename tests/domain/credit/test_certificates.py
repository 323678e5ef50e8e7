"""Numbers of certificates, and the register that they are checked against."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from credit_delivery import AGENDA, END, PLANNED, minute, present

from facilitator.domain.attendance.people import Person
from facilitator.domain.credit.certificates import find_certificate, papers
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.papers import Certificate
from facilitator.domain.credit.policy import PRESETS
from facilitator.domain.credit.provider import Provider
from facilitator.domain.credit.records_of_attendance import record_number
from facilitator.domain.credit.register import find_row, has_name, register_rows
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.plan import SessionPlan
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.stage import AgendaMark
from facilitator.domain.text import Text

Report = Callable[..., AttendanceReport]
SECRET = b"k" * 32


@pytest.fixture
def report() -> Report:
    """Return the session's report: a physician who claimed, and a nurse."""

    def made(name: str = "Ana Ruiz", quarters: int = 8) -> AttendanceReport:
        no = Text()
        provider = Provider(
            "Example Provider",
            "100 Example Street",
            "ce@provider.example",
            statement=Text("Its words.", "Sus palabras."),
            verified=date(2026, 1, 15),
        )
        rules = replace(PRESETS["ama"], designated=8, languages=("en",))
        policy = replace(rules, provider=provider)
        plan = SessionPlan("p", no, no, no, (), AGENDA, "", "", "", credit=(policy,))
        whole = (minute(0), minute(END))
        doctor = present(whole, person=Person(name, profession="physician"))
        nurse = present(whole, person=Person("Bo Li", profession="nurse"))
        nurse = replace(nurse, id="b")
        claim = Claim("ama", quarters, "1", minute(END))
        return AttendanceReport(
            Session("a" * 32, "ABC234", "p", no, SessionDetails(minute(0), "UTC")),
            plan,
            (doctor, nurse),
            datetime(2026, 3, 10, 20, tzinfo=UTC),
            tuple(AgendaMark(item, minute(m)) for item, m in PLANNED.items()),
            minute(END),
            requests={"a": (CreditRequest("a", "ama", claim=claim),)},
        )

    return made


def numbers(report: AttendanceReport) -> list[str]:
    return [issue.number for issue in papers(SECRET, report)]


def test_a_certificate_is_found_by_its_number(report: Report) -> None:
    session = report()
    doctor, nurse = numbers(session)

    found = find_certificate(SECRET, f" {doctor.lower()} ", session)

    assert found is not None
    assert found.attendee.person.name == "Ana Ruiz"
    assert isinstance(found.paper, Certificate)
    assert found.number == doctor
    assert doctor.startswith("ABC234-")
    assert len({doctor, nurse, record_number(SECRET, "ABC234", found.attendee)}) == 3
    assert find_certificate(SECRET, nurse, session) is not None


def test_another_name_amount_or_secret_has_another_number(report: Report) -> None:
    doctor, _ = numbers(report())

    assert doctor not in numbers(report(name="Ana Ruis"))
    assert doctor not in numbers(report(quarters=7))
    assert find_certificate(b"x" * 32, doctor, report()) is None
    assert find_certificate(SECRET, "ABC234-" + "9" * 5_000, report()) is None
    assert find_certificate(SECRET, "", report()) is None


def test_the_number_of_an_amount_nobody_claimed_is_not_genuine(report: Report) -> None:
    lower, _ = numbers(report(quarters=4))

    assert find_certificate(SECRET, lower, report(quarters=8)) is None


def test_a_register_tells_what_was_handed_out_and_names_nobody(report: Report) -> None:
    session = report()
    doctor, nurse = numbers(session)
    session = replace(
        session, issues=papers(SECRET, session), numbers={"a": "ABC234-1-1"}
    )

    rows = {row.number: row for row in register_rows(session)}

    assert rows[doctor].cells[1:5] == ("certificate", "ama", "2.00", "2026-03-10")
    assert rows[nurse].cells[1:5] == ("participation", "ama", "", "2026-03-10")
    assert rows["ABC234-1-1"].cells[1:5] == ("attendance", "", "145", "2026-03-10")
    told = " ".join(cell for row in rows.values() for cell in row.cells)
    assert "Ana" not in told
    assert len({row.name_mark for row in rows.values()}) == 3


def test_a_register_checks_a_name_without_having_it(report: Report) -> None:
    session = report(name="María Ñúñez")
    issues = papers(SECRET, session)
    rows = register_rows(replace(session, issues=issues))

    row = find_row(rows, issues[0].number.lower())

    assert row is not None
    assert has_name(row, "maria  ñúñez")
    assert not has_name(row, "Mario Núñez")
    assert find_row(rows, "ABC234-22222-22222") is None
