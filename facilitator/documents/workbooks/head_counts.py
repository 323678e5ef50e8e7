"""The sheet of head counts: heads in the room beside the list, as they were settled."""

from facilitator.documents.workbooks.sheets import Column, Tables
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_SHEET = Text("Head counts", "Conteos")
_TIME = Text("Time", "Hora")
_COUNTED = Text("Heads counted", "Personas contadas")
_LISTED = Text("In the room by the list", "En la sala según la lista")
_DIFFERENCE = Text("Difference", "Diferencia")
_NOTE = Text("Note", "Nota")


def add_head_counts(book: Tables, report: AttendanceReport, language: str) -> None:
    """Add the sheet, one row for each count; where none was settled there is none."""
    if not report.head_counts:
        return
    zone = report.session.details.time_zone
    columns = (
        Column(f"{_TIME[language]} ({zone})", 22),
        Column(_COUNTED[language], 16),
        Column(_LISTED[language], 24),
        Column(_DIFFERENCE[language], 13),
        Column(_NOTE[language], 60),
    )
    rows = (
        (count.at, count.counted, count.listed, count.difference, count.note or None)
        for count in report.head_counts
    )
    book.table("HeadCounts", columns, rows, _SHEET[language])
