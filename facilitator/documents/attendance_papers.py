"""Papers about attendance: the sign-in sheet, and a person's record of attendance."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.documents import qr
from facilitator.documents.errors import UnprintableError
from facilitator.documents.paper_batch import NOT_MADE, csv_table
from facilitator.documents.paper_words import (
    day,
    day_of,
    file_name,
    hour,
    printable_name,
    spoken,
)
from facilitator.documents.sheet_rows import printed_rows, sheet_row
from facilitator.documents.typeset import typeset
from facilitator.domain.attendance import personal_codes
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.attendance.roster import Expected
from facilitator.domain.reports import RecordOfAttendance
from facilitator.domain.session import Session
from facilitator.domain.text import Text

SHEET, RECORD = "sign-in-sheet.typ", "record-of-attendance.typ"
# Room for people who come without having registered.
BLANK_ROWS = 15

_TITLE = Text("Record of attendance", "Constancia de asistencia")
_NOT_A_CERTIFICATE = Text(
    "This is a record of attendance. It is not a certificate of continuing-education "
    "credit.",
    "Esta es una constancia de asistencia. No es un certificado de créditos de "
    "educación continua.",
)
_WAS_HERE = Text("was present at", "estuvo presente en")
_DATE, _PLACE = Text("Date", "Fecha"), Text("Place", "Lugar")
_HOST = Text("Host organization", "Organización anfitriona")
_TIMES = Text("From and until", "Desde y hasta")
_PRESENT = Text("Time present", "Tiempo de presencia")
_MINUTES = Text("{minutes} minutes", "{minutes} minutos")
_NUMBER = Text("Number", "Número")
_CHECK = Text(
    "The organizer can check this number in the register of the session.",
    "La organización puede verificar este número en el registro de la sesión.",
)
_QR = Text(
    "QR code with the address where this number is checked",
    "Código QR con la dirección donde se verifica este número",
)
_MADE = Text("Made on {day}", "Emitida el {day}")


def record_of_attendance(
    templates: Path, record: RecordOfAttendance, language: str
) -> bytes:
    """Return one person's record as PDF, in `language`."""
    report, attendee = record.report, record.attendee
    session = report.session
    facts = [
        (_DATE, day_of(session, language)),
        (_TIMES, _from_until(session, attendee, language)),
        (_PRESENT, _MINUTES[language].format(minutes=attendee.minutes)),
        (_PLACE, session.details.place),
        (_HOST, session.details.host),
    ]
    made = day(report.made_at, session, language)
    data = {
        "title": _TITLE[language],
        "language": language,
        "not_a_certificate": _NOT_A_CERTIFICATE[language],
        "name": printable_name(attendee.person.name),
        "was_here": _WAS_HERE[language],
        "session": session.title[language],
        "facts": [
            {"label": label[language], "value": value}
            for label, value in facts
            if value
        ],
        "number_label": _NUMBER[language],
        "number": record.number,
        "check": _CHECK[language],
        "qr": qr.svg(record.check_at.upper()) if record.check_at else "",
        "qr_alt": _QR[language],
        "made": _MADE[language].format(day=made),
    }
    return typeset(templates / RECORD, data)


def records_of_attendance(
    templates: Path,
    records: tuple[RecordOfAttendance, ...],
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> bytes:
    """Return a zip file of records, each in its person's own language.

    A table names those whose letters no font can print, where there are any. `tell`
    hears how many are made, of how many.
    """
    target = io.BytesIO()
    refused: list[tuple[str, ...]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, record in enumerate(records, 1):
            name = record.attendee.person.name
            language = spoken(record.attendee.person.language)
            try:
                pdf = record_of_attendance(templates, record, language)
                archive.writestr(f"{done:03} {file_name(name)}.pdf", pdf)
            except UnprintableError as refusal:
                refused.append((name, str(refusal.facts["letters"])))
            tell(done, len(records))
        if refused:
            archive.writestr(NOT_MADE, csv_table((_NOT_MADE_HEAD, *refused)))
    return target.getvalue()


_NOT_MADE_HEAD = (
    "Name / Nombre",
    "Letters that no font has / Letras que ninguna fuente tiene",
)
_SHEET_TITLE = Text("Sign-in sheet", "Hoja de registro")
_NOTE = Text(
    "Sign when you come in and when you leave. Attending without credit needs no name.",
    "Firme al entrar y al salir. Para asistir sin créditos no hace falta un nombre.",
)
_HEAD = (
    Text("No.", "N.º"),
    Text("Name", "Nombre"),
    Text("Organization", "Organización"),
    Text("In", "Entrada"),
    Text("Signature", "Firma"),
    Text("Out", "Salida"),
)
_CODE = Text("Code", "Código")
_CODE_NOTE = Text(
    "The code beside your name signs you in and out at the camera of the laptop.",
    "El código junto a su nombre registra su entrada y su salida en la cámara de la "
    "laptop.",
)
_CODE_ALT = Text("QR code {short}", "Código QR {short}")
_PAGE = Text("Page", "Página")


def sign_in_sheet(
    templates: Path,
    session: Session,
    expected: tuple[Expected, ...],
    language: str,
    codes: Mapping[str, str] | None = None,
) -> bytes:
    """Return the sheet to sign on paper: who is expected, and empty rows.

    `codes` are personal codes by the ids of the roster, each drawn beside its person.
    A name that no font can print whole is printed as far as it can be, and the sheet
    says in which rows.
    """
    details = session.details
    people = [
        {
            **sheet_row(one, language),
            **_code(codes[one.id] if codes else "", language),
        }
        for one in expected
    ]
    blank = {"name": "", "organization": "", "qr": "", "short": "", "alt": ""}
    starts = hour(details.starts_at, session, language)
    when = f"{day_of(session, language)}, {starts}"
    meta = [when, " · ".join(part for part in (details.place, details.host) if part)]
    data: dict[str, Any] = {
        "title": _SHEET_TITLE[language],
        "language": language,
        "session": session.title[language],
        "meta": [line for line in meta if line],
        "note": _NOTE[language],
        "code_note": _CODE_NOTE[language] if codes else "",
        "code": _CODE[language],
        "head": [word[language] for word in _HEAD],
        "rows": [*people, *(blank for _ in range(BLANK_ROWS))],
        "page": _PAGE[language],
    }

    def setting(rows: Sequence[dict[str, str]], note: str = "") -> bytes:
        told = " ".join(words for words in (data["note"], note) if words)
        return typeset(templates / SHEET, {**data, "rows": rows, "note": told})

    try:
        return setting(data["rows"])
    except UnprintableError:
        kept, note = printed_rows(data["rows"], setting, language)
        return setting(kept, note)


def _code(code: str, language: str) -> dict[str, str]:
    """Return a personal code as the sheet draws it; all empty without one."""
    if not code:
        return {"qr": "", "short": "", "alt": ""}
    spelled = personal_codes.short(code)
    alt = _CODE_ALT[language].format(short=spelled)
    drawn = qr.svg(personal_codes.scanned(code))
    return {"qr": drawn, "short": spelled, "alt": alt}


def _from_until(session: Session, attendee: Attendee, language: str) -> str:
    moments = [at for at in (attendee.came, attendee.left) if at]
    return " – ".join(hour(at, session, language) for at in moments)
