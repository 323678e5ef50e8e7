"""The attendance workbook: who came, when, and for how many minutes."""

import unicodedata
from collections.abc import Iterator, Mapping

from facilitator.documents.workbooks.agenda import NO, YES, add_agenda
from facilitator.documents.workbooks.credit import add_credit, credit_lines
from facilitator.documents.workbooks.front_page import (
    Line,
    add_front_page,
    session_lines,
)
from facilitator.documents.workbooks.head_counts import add_head_counts
from facilitator.documents.workbooks.prework import prework_columns
from facilitator.documents.workbooks.put_right import put_right_lines
from facilitator.documents.workbooks.sheets import (
    MOMENT_WITH_SECONDS,
    Book,
    Column,
    Value,
)
from facilitator.domain.attendance import PROFESSIONS, SETTINGS, Attendee, Scan
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import LANGUAGE_NAMES, Text

Row = tuple[Value, ...]

_TITLE = Text("Attendance", "Asistencia")
_ROSTER, _SCANS = Text("Roster", "Lista"), Text("Scans", "Registros")
_NO_NAME = Text("No name given", "Sin nombre")
_COMPLETE = Text("Present, all recorded", "Presente, todo registrado")
_NO_SIGN_OUT = Text("Incomplete: no sign-out", "Incompleto: sin registro de salida")
_CLOCK = Text("Incomplete: clock set back", "Incompleto: reloj atrasado")
_NO_SIGN_IN = Text("Incomplete: no sign-in", "Incompleto: sin registro de entrada")
_KINDS: Mapping[str, Text] = {
    "in": Text("In", "Entrada"),
    "out": Text("Out", "Salida"),
    "re-entry": Text("Back in", "Reingreso"),
    "void": Text("Struck out", "Anulado"),
}
_METHODS: Mapping[str, Text] = {
    "phone": Text("Own phone", "Teléfono propio"),
    "form": Text("Page without scripts", "Página sin scripts"),
    "trainer": Text("Trainer", "Capacitador"),
}


def attendance_workbook(report: AttendanceReport, language: str = "en") -> bytes:
    """Return the .xlsx file: README, Roster, Scans, Agenda, all in `language`.

    Head counts are there only where some were settled, Credit and Audit only where the
    plan designates credit.
    """
    zone = report.session.details.time_zone
    title = f"{_TITLE[language]}: {report.session.title[language]}"
    numbered = tuple(enumerate(sorted(report.attendees, key=_by_name), start=1))
    book = Book(title, language, zone, report.made_at)
    add_front_page(book, _front_page(report, language), language)
    columns = _roster_columns(zone, language)
    done, days = prework_columns(report, language)
    roster = (
        (*_roster_row(number, who, language), *days(who.id)) for number, who in numbered
    )
    columns += done
    if report.numbers:
        columns += (Column(_RECORD[language], 22),)
        numbers = [report.numbers.get(who.id) for _, who in numbered]
        roster = ((*row, mine) for row, mine in zip(roster, numbers, strict=True))
    book.table("Roster", columns, roster, _ROSTER[language])
    _add_scans(book, numbered, zone, language)
    add_agenda(book, report, language)
    add_head_counts(book, report, language)
    if report.plan.credit:
        add_credit(book, report, numbered, language)
    return book.as_bytes()


def _by_name(attendee: Attendee) -> tuple[bool, str, str]:
    # Ángela belongs beside Angela, as on a paper list; people without a name last.
    name = attendee.person.name
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return (not name, letters, attendee.id)


def _status(attendee: Attendee) -> Text:
    if not attendee.person.name:
        return _NO_NAME
    if attendee.came is None:
        return _NO_SIGN_IN
    if attendee.left is None:
        return _NO_SIGN_OUT
    return _CLOCK if attendee.minutes is None else _COMPLETE


def _front_page(report: AttendanceReport, language: str) -> list[Line]:
    people, plan = report.attendees, report.plan
    statuses = [_status(attendee) for attendee in people]
    return [
        (
            Text("What this is", "Qué es esto"),
            Text(
                "A record of attendance: who was in the room, and for how long. "
                "It is not a certificate of credit.",
                "Un registro de asistencia: quién estuvo en la sala y cuánto tiempo. "
                "No es un certificado de créditos.",
            ),
        ),
        *session_lines(report.session, plan, report.made_at, language),
        (Text("People recorded", "Personas registradas"), len(people)),
        (_COMPLETE, statuses.count(_COMPLETE)),
        (_NO_SIGN_OUT, statuses.count(_NO_SIGN_OUT)),
        (_NO_SIGN_IN, statuses.count(_NO_SIGN_IN)),
        *([(_CLOCK, statuses.count(_CLOCK))] if _CLOCK in statuses else ()),
        (_NO_NAME, statuses.count(_NO_NAME)),
        (_HANDED_IN, sum(attendee.evaluated for attendee in people)),
        (Text("Planned minutes", "Minutos previstos"), plan.minutes),
        (
            Text("Planned creditable minutes", "Minutos acreditables previstos"),
            plan.creditable_minutes,
        ),
        *_RULES,
        *put_right_lines(report),
        *(credit_lines() if plan.credit else ()),
    ]


_RECORD = Text("Record number", "Número de constancia")
_HANDED_IN = Text("Evaluation handed in", "Evaluación entregada")
_RULES: tuple[Line, ...] = (
    (
        Text("Minutes present", "Minutos de presencia"),
        Text(
            "Whole minutes between coming in and going out, added up over every "
            "return. Times count as shown, without seconds.",
            "Minutos enteros entre la entrada y la salida, sumados en cada regreso. "
            "Las horas cuentan como se muestran, sin segundos.",
        ),
    ),
    (
        Text("Planned, not earned", "Previstos, no obtenidos"),
        Text(
            "What the session plan provides for. Planned minutes are not earned ones: "
            "the organizer decides on credit.",
            "Lo que prevé el plan de la sesión. Los minutos previstos no son minutos "
            "obtenidos: la organización decide sobre los créditos.",
        ),
    ),
    (
        Text("Missing sign-in or sign-out", "Falta la entrada o la salida"),
        Text(
            "The record is incomplete and its minutes stay empty. "
            "No time is ever made up.",
            "El registro queda incompleto y sus minutos quedan vacíos. "
            "Nunca se inventa una hora.",
        ),
    ),
    (
        Text("Sheets", "Hojas"),
        Text(
            "Roster: one row per person. Scans: every coming and going in order of "
            "time. Number is the same person in both. Agenda: the planned parts, when "
            "each one began, and the minutes until the next one, or for the last until "
            "the session was finished.",
            "Lista: una fila por persona. Registros: cada entrada y salida en orden de "
            "hora. El número es la misma persona en ambas. Programa: las partes "
            "previstas, cuándo comenzó cada una y los minutos hasta la siguiente o, en "
            "la última, hasta que terminó la sesión.",
        ),
    ),
    (
        Text("About evaluations", "Sobre las evaluaciones"),
        Text(
            "Whether the person handed an evaluation in: yes or no, and nothing else. "
            "It holds no answer. Where very few people say yes, keep this file apart "
            "from the evaluation workbook.",
            "Si la persona entregó una evaluación: sí o no, y nada más. No contiene "
            "ninguna respuesta. Si muy pocas personas dicen sí, guarde este archivo "
            "aparte del libro de la evaluación.",
        ),
    ),
    (
        Text("Privacy", "Privacidad"),
        Text(
            "This file names people. It holds no answer to any poll or evaluation, "
            "and nothing in it leads to one.",
            "Este archivo nombra a personas. No contiene respuestas a encuestas ni a "
            "la evaluación, y nada en él conduce a ellas.",
        ),
    ),
)


def _number_column(language: str) -> Column:
    return Column(Text("Number", "Número")[language], 10)


def _roster_columns(zone: str, language: str) -> tuple[Column, ...]:
    return (
        _number_column(language),
        Column(Text("Name", "Nombre")[language], 28),
        Column(Text("Email", "Correo electrónico")[language], 27),
        Column(Text("Organization", "Organización")[language], 27),
        Column(Text("Setting", "Ámbito")[language], 20),
        Column(Text("Profession", "Profesión")[language], 29),
        Column(Text("Language", "Idioma")[language], 11),
        Column(f"{Text('In', 'Entrada')[language]} ({zone})", 18),
        Column(f"{Text('Out', 'Salida')[language]} ({zone})", 18),
        Column(Text("Minutes present", "Minutos de presencia")[language], 12),
        Column(Text("Status", "Estado")[language], 33),
        Column(_HANDED_IN[language], 14),
    )


def _roster_row(number: int, attendee: Attendee, language: str) -> Row:
    person = attendee.person
    return (
        number,
        person.name or _NO_NAME[language],
        person.email or None,
        person.organization or None,
        _label(dict(SETTINGS), person.setting, language),
        _label(dict(PROFESSIONS), person.profession, language),
        _label(LANGUAGE_NAMES, person.language, language),
        attendee.came,
        attendee.left,
        attendee.minutes,
        _status(attendee)[language],
        (YES if attendee.evaluated else NO)[language],
    )


def _label(labels: Mapping[str, Text], name: str, language: str) -> str | None:
    return labels[name][language] if name in labels else name or None


def _add_scans(
    book: Book, numbered: tuple[tuple[int, Attendee], ...], zone: str, language: str
) -> None:
    """Add the log; what was corrected has more columns, and stays in it."""
    log = [(scan, number, who) for number, who in numbered for scan in who.scans]
    log.sort(key=lambda line: (line[0].at, line[0].number, line[1]))
    corrected = any(scan.reason for scan, _, _ in log)
    columns = _scan_columns(zone, language)
    rows: Iterator[Row] = (_scan_row(*line, language) for line in log)
    if corrected:
        columns += _correction_columns(zone, language)
        rows = ((*_scan_row(*line, language), *_correction(line[0])) for line in log)
    book.table("Scans", columns, rows, _SCANS[language])


def _scan_columns(zone: str, language: str) -> tuple[Column, ...]:
    return (
        _number_column(language),
        Column(Text("Name", "Nombre")[language], 30),
        Column(Text("Kind", "Tipo")[language], 12),
        Column(f"{Text('Time', 'Hora')[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
        Column(Text("Method", "Medio")[language], 22),
    )


def _scan_row(scan: Scan, number: int, who: Attendee, language: str) -> Row:
    name = who.person.name or _NO_NAME[language]
    kind, method = _KINDS[scan.kind][language], _METHODS[scan.method][language]
    return number, name, kind, scan.at, method


def _correction_columns(zone: str, language: str) -> tuple[Column, ...]:
    written = Text("Written", "Escrito")
    return (
        Column(Text("Line", "Línea")[language], 9),
        Column(Text("In place of line", "En lugar de la línea")[language], 13),
        Column(Text("Reason", "Motivo")[language], 44),
        Column(f"{written[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
    )


def _correction(scan: Scan) -> Row:
    return (
        scan.number,
        scan.supersedes or None,
        scan.reason or None,
        scan.written_at,
    )
