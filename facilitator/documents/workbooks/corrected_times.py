"""Times of the agenda as they were marked, beside those that count, in workbooks."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from facilitator.documents.workbooks.sheets import MOMENT_WITH_SECONDS, Column, Value
from facilitator.domain.attendance.agenda_corrections import THE_END, MarkCorrection
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

Row = tuple[Value, ...]

_MARKED, _WRITTEN = Text("Marked", "Marcado"), Text("Written", "Escrito")
_REASON, _CORRECTION = Text("Reason", "Motivo"), Text("Correction", "Corrección")
_FINISHED = Text("The session finished", "Terminó la sesión")


def _lines(report: AttendanceReport) -> tuple[MarkCorrection, ...]:
    return report.times.corrections if report.times else ()


def _marked(report: AttendanceReport, item: str) -> datetime | None:
    if report.times is None:
        return None
    if item == THE_END:
        return report.times.ended_at
    marks = report.times.marks
    return next((mark.at for mark in marks if mark.item == item), None)


def beside_agenda(
    report: AttendanceReport,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    language: str,
) -> tuple[tuple[Column, ...], Iterable[Row]]:
    """Return the agenda's columns and rows with what was marked, and why it changed.

    Rows are those of the plan's agenda, in its order. Where nothing was put right
    they stay as they are.
    """
    if not _lines(report):
        return columns, rows
    zone = report.session.details.time_zone
    columns += (
        Column(f"{_MARKED[language]} ({zone})", 22),
        Column(_REASON[language], 44),
    )
    return columns, _with_marks(report, rows, language, len(columns) - 2)


def _with_marks(
    report: AttendanceReport, rows: Iterable[Row], language: str, width: int
) -> Iterator[Row]:
    newest = {line.item: line for line in _lines(report)}
    for item, row in zip(report.plan.agenda, rows, strict=True):
        line = newest.get(item.name)
        yield (*row, _marked(report, item.name), line.reason if line else None)
    end = newest.get(THE_END)
    if end:
        told = (None, _FINISHED[language], *[None] * (width - 4), end.at, None)
        yield (*told, _marked(report, THE_END), end.reason)


def beside_audit(
    report: AttendanceReport,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    language: str,
) -> tuple[tuple[Column, ...], Iterable[Row]]:
    """Return the audit's columns and rows with a row for each line of correction.

    It has the reason as its value, and when the part began as it counts since.
    """
    if not _lines(report):
        return columns, rows
    zone = report.session.details.time_zone
    columns += (
        Column(f"{_MARKED[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
        Column(f"{_WRITTEN[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
    )
    return columns, _with_corrections(report, rows, language)


def _with_corrections(
    report: AttendanceReport, rows: Iterable[Row], language: str
) -> Iterator[Row]:
    titles = {item.name: item.title for item in report.plan.agenda}
    for row in rows:
        yield (*row, None, None)
    for line in _lines(report):
        title = titles.get(line.item, _FINISHED)[language]
        told = (None, _CORRECTION[language], title, line.reason, line.at, None, None)
        yield (*told, _marked(report, line.item), line.written_at)
