"""All that goes to the accredited provider, in one .zip file with its manifest."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

from facilitator import __version__
from facilitator.documents.close_out import close_out_card
from facilitator.documents.paper_batch import REGISTER, csv_table
from facilitator.documents.pars import DRAFT, learner_report
from facilitator.documents.workbooks.attendance import (
    attendance_files,
    attendance_workbook,
)
from facilitator.documents.workbooks.hand_off import held_on
from facilitator.domain.credit.hand_off import HandOff, submit_by
from facilitator.domain.credit.lines import credit_book
from facilitator.domain.credit.register import HEAD, register_rows
from facilitator.domain.credit.reporting import (
    PARS,
    Reporting,
    credit_reporting,
    missing_ids,
    ready_for,
)
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

MANIFEST = "manifest.json"
_LINE = 78
# Tables that are files of their own, under the name that their readers look for.
_NAMES = {
    "PARS": "pars.csv",
    "CPEMonitor": "cpe-monitor.csv",
    "NotReported": "pre-validation.csv",
}

_PARTS: Mapping[str, Text] = {
    "attendance.xlsx": Text(
        "The attendance workbook. Its first sheet says what is in it.",
        "El libro de asistencia. Su primera hoja dice qué contiene.",
    ),
    "csv/": Text(
        "The same tables for other programs: UTF-8, times with their offset. An "
        "apostrophe stands before text that a spreadsheet could take for a formula. "
        "Import ids and birthdays as text: a program that takes 0229 for a number "
        "drops its zero.",
        "Las mismas tablas para otros programas: UTF-8, horas con su diferencia "
        "horaria. Hay un apóstrofo antes de un texto que una hoja de cálculo podría "
        "tomar por una fórmula. Importe los números y las fechas de nacimiento como "
        "texto: un programa que toma 0229 por un número le quita el cero.",
    ),
    "pre-validation.csv": Text(
        "Who asked for credit that cannot be reported yet, and what is missing.",
        "Quién pidió créditos que todavía no se pueden informar, y qué falta.",
    ),
    "pars.csv": Text(
        "Physicians whose credit can be reported, for PARS.",
        "Médicas y médicos cuyos créditos se pueden informar, para PARS.",
    ),
    "pars-learners.json": Text(
        f"The same people by the DRAFT of the format of PARS, version {DRAFT}. The "
        "draft may change: check it against what PARS takes before sending it. It "
        "takes a birthday only with its year, which is not asked, so there is none in "
        "it.",
        f"Las mismas personas según el BORRADOR del formato de PARS, versión {DRAFT}. "
        "El borrador puede cambiar: compárelo con lo que PARS acepta antes de "
        "enviarlo. Solo admite la fecha de nacimiento con el año, que no se pregunta; "
        "por eso no la contiene.",
    ),
    "cpe-monitor.csv": Text(
        "Pharmacists and technicians for CPE Monitor, to be submitted by {day}, 60 "
        "days after the session.",
        "Personal de farmacia para CPE Monitor; fecha límite de envío: {day}, 60 días "
        "después de la sesión.",
    ),
    "close-out-card.pdf": Text(
        "What PARS asks when the activity is closed, on one page.",
        "Lo que PARS pregunta al cerrar la actividad, en una página.",
    ),
    "register.csv": Text(
        "The numbers of all records and certificates, without names: `facilitator "
        "verify` checks a paper against it, years later and without the session.",
        "Los números de todas las constancias y certificados, sin nombres: "
        "`facilitator verify` verifica un documento con él, años después y sin la "
        "sesión.",
    ),
    MANIFEST: Text(
        "Name, size and SHA-256 of every other file here.",
        "Nombre, tamaño y SHA-256 de cada uno de los demás archivos.",
    ),
}
_TITLE = Text("Hand-off for the accredited provider", "Entrega a la entidad acreditada")
_PRIVACY = Text(
    "These files name people. License numbers, NPIs and birthdays are only in the "
    "sheets and files for PARS and CPE Monitor, and only of people who agreed to it. "
    "Send the files over a channel that is meant for personal data, and delete them "
    "once they are not needed. They hold no answer to any poll or evaluation.",
    "Estos archivos nombran a personas. Los números de licencia, los NPI y las fechas "
    "de nacimiento están solo en las hojas y archivos para PARS y CPE Monitor, y solo "
    "de personas que dieron su consentimiento. Envíe los archivos por un medio pensado "
    "para datos personales y bórrelos cuando ya no hagan falta. No contienen "
    "respuestas a encuestas ni a la evaluación.",
)
_NO_CERTIFICATE = Text(
    "Nothing here is a certificate of credit.",
    "Nada de esto es un certificado de créditos.",
)
_LEFT_OUT = Text("Left out", "No incluido")
_NOBODY = Text(
    "Nobody can be reported yet.",
    "Todavía no se pueden informar los créditos de nadie.",
)
_READY = Text(
    "{type}: {ready} can be reported, {held} cannot yet.",
    "{type}: se pueden informar {ready}; {held}, todavía no.",
)


@dataclass(frozen=True, slots=True)
class _Parcel:
    report: AttendanceReport
    hand_off: HandOff
    found: tuple[Reporting, ...]
    language: str

    @property
    def left_out(self) -> tuple[Text, ...]:
        """Why there is no learner report for PARS; nothing where there is one."""
        if PARS not in {one.policy.type for one in self.found}:
            return ()
        lacking = missing_ids(self.hand_off, self.report.session.code)
        return lacking or (() if ready_for(self.found, PARS) else (_NOBODY,))


def hand_off_archive(
    template: Path, report: AttendanceReport, hand_off: HandOff, language: str
) -> bytes:
    """Return the .zip file, its parts always in the same order.

    Args:
        template: that of the close-out card.
        report: who came, and what they asked for and claim.
        hand_off: what the provider wants.
        language: of everything in it.
    """
    found = credit_reporting(report, credit_book(report))
    parcel = _Parcel(report, hand_off, found, language)
    parts = dict(_parts(template, parcel))
    parts = {"README.txt": _read_me(parcel, parts), **parts}
    parts[MANIFEST] = _manifest(parcel, parts)
    made_at = report.made_at.timetuple()[:6]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, made_at)
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def _parts(template: Path, parcel: _Parcel) -> Iterator[tuple[str, bytes]]:
    report, hand_off, language = parcel.report, parcel.hand_off, parcel.language
    yield "attendance.xlsx", attendance_workbook(report, language, hand_off)
    tables = attendance_files(report, language, hand_off)
    for table in sorted(tables.keys() - _NAMES.keys()):
        yield f"csv/{table}.csv", tables[table]
    for table, name in sorted(_NAMES.items()):
        if table in tables:
            yield name, tables[table]
    ready = ready_for(parcel.found, PARS)
    if ready and not parcel.left_out:
        yield "pars-learners.json", learner_report(report, ready, hand_off)
    if report.plan.credit:
        card = close_out_card(template, report, hand_off, language)
        yield "close-out-card.pdf", card
    register = register_rows(report)
    if register:
        yield REGISTER, csv_table((HEAD, *(row.cells for row in register)))


def _read_me(parcel: _Parcel, parts: Mapping[str, bytes]) -> bytes:
    language, session = parcel.language, parcel.report.session
    day = str(submit_by(held_on(parcel.report)))
    title = f"{_TITLE[language]}: {session.title[language]} ({session.code})"
    lines = [title, "=" * min(len(title), _LINE), "", _NO_CERTIFICATE[language]]
    lines += [*wrap(_PRIVACY[language], _LINE), ""]
    for name, said in _PARTS.items():
        if name == MANIFEST or any(part.startswith(name) for part in parts):
            lines += [name, *_indented(said[language].replace("{day}", day))]
    told = [_count(one, language) for one in parcel.found]
    lines += ["", *told] if told else []
    if parcel.left_out:
        lines += ["", f"{_LEFT_OUT[language]}: pars-learners.json"]
        for reason in parcel.left_out:
            lines += _indented(reason[language])
    return ("\r\n".join(lines) + "\r\n").encode()


def _indented(words: str) -> list[str]:
    return wrap(words, _LINE, initial_indent="    ", subsequent_indent="    ")


def _count(one: Reporting, language: str) -> str:
    return _READY[language].format(
        type=one.policy.label[language],
        ready=len(one.ready),
        held=len(one.held_back),
    )


def _manifest(parcel: _Parcel, parts: Mapping[str, bytes]) -> bytes:
    said = {
        "session": parcel.report.session.code,
        "made_at": parcel.report.made_at.isoformat(timespec="seconds"),
        "program": "facilitator-toolkit",
        "version": __version__,
        "language": parcel.language,
        "files": [
            {
                "name": name,
                "size": len(content),
                "sha256": sha256(content).hexdigest(),
            }
            for name, content in parts.items()
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
