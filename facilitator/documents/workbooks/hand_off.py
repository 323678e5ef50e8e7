"""Sheets that a provider passes on, under its own headings, and what keeps people out.

They hold only people who asked for their credit to be reported and agreed to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from facilitator.documents.workbooks.front_page import Line
from facilitator.documents.workbooks.sheets import DAY, DECIMAL, Column, Tables, Value
from facilitator.domain.attendance.people import PROFESSIONS, Attendee
from facilitator.domain.credit.hand_off import (
    CPE_FIELDS,
    PARS_FIELDS,
    HandOff,
    MappedColumn,
    own_columns,
    submit_by,
)
from facilitator.domain.credit.lines import CreditLine
from facilitator.domain.credit.policy import QUARTERS
from facilitator.domain.credit.reporting import CPE, PARS, Reporting, ready_for
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_NOT_YET = Text("Cannot be reported yet", "Aún no se puede informar")
_PARS, _CPE = Text("PARS", "PARS"), Text("CPE Monitor", "CPE Monitor")
_OWN_HEADINGS = Text(
    "The headings are our own field names, as no mapping file says which ones the "
    "provider wants.",
    "Los encabezados son nuestros propios nombres de campo, porque ningún archivo de "
    "correspondencias indica los que la entidad acreditada desea.",
)
_THEIR_HEADINGS = Text(
    "The headings are the provider's, from hand-off.yaml.",
    "Los encabezados son los de la entidad acreditada, de hand-off.yaml.",
)
_ONLY = Text(
    "Only people who asked, agreed, claimed their credit and gave every detail. "
    "Numbers and MMDD are text and keep their zeros.",
    "Solo personas que lo pidieron, dieron su consentimiento, solicitaron sus créditos "
    "y dieron cada dato. Los números y MMDD son texto y conservan sus ceros.",
)
_MISTAKES = Text("The provider's mapping file", "El archivo de la entidad")


def hand_off_lines(report: AttendanceReport, hand_off: HandOff) -> Iterator[Line]:
    """Yield what the README says about the sheets that there are."""
    types = {policy.type for policy in report.plan.credit}
    for credit_type, sheet, columns in (
        (PARS, _PARS, hand_off.pars),
        (CPE, _CPE, hand_off.cpe),
    ):
        if credit_type in types:
            headings = _THEIR_HEADINGS if columns else _OWN_HEADINGS
            said = (f"{_ONLY[one]} {headings[one]}" for one in ("en", "es"))
            yield sheet, Text(*said)
    if types:
        yield (
            _NOT_YET,
            Text(
                "Who asked for credit that cannot be reported yet, and what is "
                "missing.",
                "Quién pidió créditos que todavía no se pueden informar, y qué falta.",
            ),
        )
    if hand_off.mistakes:
        yield _MISTAKES, hand_off.mistakes


def held_on(report: AttendanceReport) -> date:
    """Return the day of a session in its own time zone."""
    details = report.session.details
    return details.starts_at.astimezone(ZoneInfo(details.time_zone)).date()


def add_not_reported(
    book: Tables,
    found: Iterable[Reporting],
    numbered: Iterable[tuple[int, Attendee]],
    language: str,
) -> None:
    """Add a row for each reason that keeps somebody's credit from being reported."""
    numbers = {who.id: number for number, who in numbered}
    rows = (
        (
            one.policy.label[language],
            numbers[held.line.attendee.id],
            held.line.attendee.person.name or None,
            reason[language],
        )
        for one in found
        for held in one.held_back
        for reason in held.reasons
    )
    columns = (
        Column(Text("Credit type", "Tipo de crédito")[language], 26),
        Column(Text("Number", "Número")[language], 10),
        Column(Text("Name", "Nombre")[language], 28),
        Column(Text("What is missing", "Qué falta")[language], 80),
    )
    book.table("NotReported", columns, rows, _NOT_YET[language])


def add_provider_sheets(
    book: Tables,
    report: AttendanceReport,
    found: Iterable[Reporting],
    hand_off: HandOff,
    language: str,
) -> None:
    """Add the sheets for PARS and CPE Monitor, each where the plan has its credit."""
    found = tuple(found)
    for reporting in found:
        ready = ready_for(found, reporting.policy.type)
        if reporting.policy.type == PARS:
            columns = hand_off.pars or own_columns(PARS_FIELDS)
            _add(book, "PARS", _PARS, columns, report, ready, hand_off, language)
        if reporting.policy.type == CPE:
            columns = hand_off.cpe or own_columns(CPE_FIELDS)
            _add(book, "CPEMonitor", _CPE, columns, report, ready, hand_off, language)


def _add(
    book: Tables,
    name: str,
    sheet: Text,
    mapped: tuple[MappedColumn, ...],
    report: AttendanceReport,
    ready: Iterable[CreditLine],
    hand_off: HandOff,
    language: str,
) -> None:
    forms = {"credits": DECIMAL, "completed_on": DAY, "submit_by": DAY}
    columns = tuple(
        Column(one.column, max(14, len(one.column) + 3), forms.get(one.field, ""))
        for one in mapped
    )
    shared = _shared(report, hand_off)
    rows = (_row(line, mapped, shared) for line in ready)
    book.table(name, columns, rows, sheet[language])


def _shared(report: AttendanceReport, hand_off: HandOff) -> Mapping[str, Value]:
    """Return the fields that are the same for everybody."""
    session, day = report.session, held_on(report)
    activity = hand_off.activity(session.code, session.title["en"])
    accreditor = hand_off.accreditor
    return {
        "completed_on": day,
        "submit_by": submit_by(day),
        "activity_name": activity.activity_name,
        "activity_number": activity.activity_number,
        "module_id": activity.module_id,
        "organization_id": accreditor.organization_id,
        "reporting_organization": accreditor.reporting_organization,
    }


def _row(
    line: CreditLine,
    mapped: Iterable[MappedColumn],
    shared: Mapping[str, Value],
) -> tuple[Value, ...]:
    request = line.request or CreditRequest(line.attendee.id, line.type)
    labels = dict(PROFESSIONS)
    profession = line.attendee.person.profession
    own: dict[str, Value] = {
        "given_name": request.given_name,
        "family_name": request.family_name,
        "credits": line.reported / QUARTERS,
        # In English whatever the workbook's language: PARS and CPE Monitor are.
        "credit_type": line.result.policy.label["en"],
        "profession": labels.get(profession, Text(profession))["en"],
    }
    return tuple(
        one.fixed
        or own.get(one.field)
        or shared.get(one.field)
        or _detail(request, one)
        for one in mapped
    )


def _detail(request: CreditRequest, column: MappedColumn) -> Value:
    return getattr(request.fields, column.field, None) or None
