"""The attendance workbook: who came, when, and for how many minutes."""

import unicodedata
from collections.abc import Iterator, Mapping

from facilitator.documents.workbooks.agenda import NO, YES, add_agenda
from facilitator.documents.workbooks.attendance_words import (
    HANDED_IN,
    NO_NAME,
    front_page,
    status,
)
from facilitator.documents.workbooks.credit import (
    Extra,
    add_credit,
    roster_extras,
)
from facilitator.documents.workbooks.csv_tables import CsvTables
from facilitator.documents.workbooks.exceptions import add_exceptions
from facilitator.documents.workbooks.front_page import add_front_page
from facilitator.documents.workbooks.hand_off import (
    add_not_reported,
    add_provider_sheets,
)
from facilitator.documents.workbooks.head_counts import add_head_counts
from facilitator.documents.workbooks.prework import prework_columns
from facilitator.documents.workbooks.program_summary import add_program_summary
from facilitator.documents.workbooks.sheets import (
    MOMENT_WITH_SECONDS,
    Book,
    Column,
    Tables,
    Value,
)
from facilitator.domain.attendance.people import PROFESSIONS, SETTINGS, Attendee, Scan
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.credit.lines import CreditBook, credit_book
from facilitator.domain.credit.reporting import credit_reporting
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import LANGUAGE_NAMES, Text

Row = tuple[Value, ...]

_TITLE = Text("Attendance", "Asistencia")
_ROSTER, _SCANS = Text("Roster", "Lista"), Text("Scans", "Registros")
_RECORD = Text("Record number", "Número de constancia")
_KINDS: Mapping[str, Text] = {
    "in": Text("In", "Entrada"),
    "out": Text("Out", "Salida"),
    "re-entry": Text("Back in", "Reingreso"),
    "void": Text("Struck out", "Anulado"),
}
_METHODS: Mapping[str, Text] = {
    "phone": Text("Own phone", "Teléfono propio"),
    "form": Text("Own phone", "Teléfono propio"),
    "trainer": Text("Trainer", "Equipo capacitador"),
    "kiosk": Text("Kiosk at the door", "Quiosco en la entrada"),
    "paper": Text("Sheet on paper", "Hoja en papel"),
    "camera": Text("Code on the sheet", "Código de la hoja"),
}
_NOTHING_OF_THEIRS = HandOff()


def attendance_workbook(
    report: AttendanceReport,
    language: str = "en",
    hand_off: HandOff = _NOTHING_OF_THEIRS,
) -> bytes:
    """Return the .xlsx file, all in `language`.

    README, Roster, Scans, Agenda, Exceptions and Program summary are always there;
    Head counts only where some were settled; Credit, Audit and what is reported of it
    only where the plan designates credit.
    """
    title = f"{_TITLE[language]}: {report.session.title[language]}"
    zone = report.session.details.time_zone
    book = Book(title, language, zone, report.made_at)
    add_attendance(book, report, language, hand_off)
    return book.as_bytes()


def attendance_files(
    report: AttendanceReport, language: str, hand_off: HandOff
) -> Mapping[str, bytes]:
    """Return the same tables as .csv files, by the tables' names."""
    files = CsvTables(report.session.details.time_zone)
    add_attendance(files, report, language, hand_off)
    return files.files


def add_attendance(
    book: Tables, report: AttendanceReport, language: str, hand_off: HandOff
) -> None:
    """Add every table of a session's attendance."""
    numbered = tuple(enumerate(sorted(report.attendees, key=_by_name), start=1))
    credit, zone = credit_book(report), report.session.details.time_zone
    add_front_page(book, front_page(report, hand_off, language), language)
    _add_roster(book, report, credit, numbered, language)
    _add_scans(book, numbered, zone, language)
    add_agenda(book, report, language)
    add_exceptions(book, report, credit, numbered, language)
    add_head_counts(book, report, language)
    add_program_summary(book, report, hand_off.least, language)
    if report.plan.credit:
        add_credit(book, report, credit, numbered, language)
        found = credit_reporting(report, credit)
        add_not_reported(book, found, numbered, language)
        add_provider_sheets(book, report, found, hand_off, language)


def _by_name(attendee: Attendee) -> tuple[bool, str, str]:
    # Ángela belongs beside Angela, as on a paper list; people without a name last.
    name = attendee.person.name
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return (not name, letters, attendee.id)


def _number_column(language: str) -> Column:
    return Column(Text("Number", "Número")[language], 10)


def _add_roster(
    book: Tables,
    report: AttendanceReport,
    credit: CreditBook,
    numbered: tuple[tuple[int, Attendee], ...],
    language: str,
) -> None:
    extras = tuple(_extras(report, credit, language))
    columns = _roster_columns(report.session.details.time_zone, language)
    rows = (
        (*_roster_row(number, who, language), *(cell(who) for _, cell in extras))
        for number, who in numbered
    )
    heads = (*columns, *(column for column, _ in extras))
    book.table("Roster", heads, rows, _ROSTER[language])


def _extras(
    report: AttendanceReport, credit: CreditBook, language: str
) -> Iterator[Extra]:
    """Yield the columns that only some sessions have, each with a person's cell."""
    yield from roster_extras(report.plan.credit, credit, language)
    yield from prework_columns(report, language)
    if report.numbers:
        yield Column(_RECORD[language], 22), lambda who: report.numbers.get(who.id)


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
        Column(HANDED_IN[language], 14),
    )


def _roster_row(number: int, attendee: Attendee, language: str) -> Row:
    person = attendee.person
    return (
        number,
        person.name or NO_NAME[language],
        person.email or None,
        person.organization or None,
        _label(dict(SETTINGS), person.setting, language),
        _label(dict(PROFESSIONS), person.profession, language),
        _label(LANGUAGE_NAMES, person.language, language),
        attendee.came,
        attendee.left,
        attendee.minutes,
        status(attendee)[language],
        (YES if attendee.evaluated else NO)[language],
    )


def _label(labels: Mapping[str, Text], name: str, language: str) -> str | None:
    return labels[name][language] if name in labels else name or None


def _add_scans(
    book: Tables, numbered: tuple[tuple[int, Attendee], ...], zone: str, language: str
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
    name = who.person.name or NO_NAME[language]
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
