"""The exceptions sheet: what is missing or odd, what to do, and what settled it."""

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from facilitator.documents.workbooks.front_page import Line
from facilitator.documents.workbooks.sheets import (
    MOMENT_WITH_SECONDS,
    Column,
    Tables,
    Value,
)
from facilitator.domain.attendance.exceptions import (
    AttendanceException,
    attendance_exceptions,
)
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.lines import CreditBook
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_SHEET = Text("Exceptions", "Excepciones")
_NO_NAME = Text("No name given", "Sin nombre")
_EVERYBODY = Text("Everybody", "Todas las personas")
_STATES = {
    "open": Text("To settle", "Por aclarar"),
    "settled": Text("Settled", "Aclarado"),
    "note": Text("To know", "Para saber"),
}
LINES: tuple[Line, ...] = (
    (
        _SHEET,
        Text(
            "One row for each person and each thing that is missing or odd, with what "
            "to do. What was settled stays here, with the correction and its reason.",
            "Una fila por cada persona y cada cosa que falta o llama la atención, con "
            "lo que hay que hacer. Lo aclarado queda aquí, con la corrección y su "
            "motivo.",
        ),
    ),
)


def add_exceptions(
    book: Tables,
    report: AttendanceReport,
    credit: CreditBook,
    numbered: Iterable[tuple[int, Attendee]],
    language: str,
) -> None:
    """Add a row for each exception, those of everybody first, then by number."""
    zone = report.session.details.time_zone
    numbers = {who.id: number for number, who in numbered}
    found = attendance_exceptions(report, credit, ZoneInfo(zone))
    ordered = sorted(found, key=lambda one: _number(one, numbers) or 0)
    rows = (_row(one, numbers, language) for one in ordered)
    book.table("Exceptions", _columns(zone, language), rows, _SHEET[language])


def _number(one: AttendanceException, numbers: Mapping[str, int]) -> int | None:
    return numbers[one.attendee.id] if one.attendee else None


def _columns(zone: str, language: str) -> tuple[Column, ...]:
    written = Text("Written", "Escrito")
    return (
        Column(Text("Number", "Número")[language], 10),
        Column(Text("Name", "Nombre")[language], 28),
        Column(Text("What", "Qué")[language], 44),
        Column(Text("State", "Estado")[language], 14),
        Column(Text("What to do", "Qué hacer")[language], 46),
        Column(Text("Corrected by line", "Corregido por la línea")[language], 13),
        Column(Text("Reason", "Motivo")[language], 40),
        Column(f"{written[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
    )


def _row(
    one: AttendanceException, numbers: Mapping[str, int], language: str
) -> tuple[Value, ...]:
    return (
        _number(one, numbers),
        _name(one.attendee)[language],
        one.what[language],
        _STATES[one.state][language],
        None if one.state == "settled" else one.to_do[language],
        *_correction(one),
    )


def _name(who: Attendee | None) -> Text:
    if who is None:
        return _EVERYBODY
    return Text(who.person.name) if who.person.name else _NO_NAME


def _correction(one: AttendanceException) -> Iterator[Value]:
    line = one.correction or one.left
    yield (one.correction.number or None) if one.correction else None
    yield line.reason if line else None
    yield line.written_at if line else None
