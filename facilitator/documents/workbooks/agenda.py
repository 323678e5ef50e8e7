"""The agenda sheet: what was planned, and when each part really began."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from facilitator.documents.workbooks.corrected_times import beside_agenda
from facilitator.documents.workbooks.sheets import Column, Tables, Value
from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

YES, NO = Text("Yes", "Sí"), Text("No", "No")

_SHEET = Text("Agenda", "Agenda")


def add_agenda(book: Tables, report: AttendanceReport, language: str) -> None:
    """Add a row per part of the plan.

    A part lasted until the next one began, the last until the session was finished.
    An end that is not recorded is not made up.
    """
    columns = _columns(report.session.details.time_zone, language)
    columns, rows = beside_agenda(report, columns, _rows(report, language), language)
    book.table("Agenda", columns, rows, _SHEET[language])


def _columns(zone: str, language: str) -> tuple[Column, ...]:
    return (
        Column(Text("Part", "Parte")[language], 8),
        Column(Text("Title", "Título")[language], 48),
        Column(Text("Planned minutes", "Minutos previstos")[language], 12),
        Column(Text("Creditable", "Acreditable")[language], 14),
        Column(
            Text("Planned creditable minutes", "Minutos acreditables previstos")[
                language
            ],
            16,
        ),
        Column(f"{Text('Began', 'Comenzó')[language]} ({zone})", 22),
        Column(Text("Actual minutes", "Minutos reales")[language], 12),
    )


def _rows(report: AttendanceReport, language: str) -> Iterator[tuple[Value, ...]]:
    times = item_times(report.began, report.ended_at)
    began = {time.item: time.began for time in times}
    lasted = {t.item: _minutes(t.began, t.ended) for t in times if t.ended}
    for number, item in enumerate(report.plan.agenda, start=1):
        yield (
            number,
            item.title[language],
            item.minutes,
            (YES if item.creditable else NO)[language],
            item.minutes if item.creditable else 0,
            began.get(item.name),
            lasted.get(item.name),
        )


def _minutes(since: datetime, until: datetime) -> int:
    # As on the sheet, where times are without their seconds.
    begin, end = (at.astimezone(UTC).replace(second=0) for at in (since, until))
    return round((end - begin) / timedelta(minutes=1))
