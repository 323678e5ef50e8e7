"""Lines of the README about people who were put right, each where there is one."""

from collections.abc import Iterator

from facilitator.documents.workbooks.front_page import Line
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

_MERGED: Line = (
    Text("Two entries, one person", "Dos entradas, una persona"),
    Text(
        "Entries that the trainer said to be one person are one row. Scans has the "
        "lines of both, under one number.",
        "Las entradas que el equipo capacitador indicó como una sola son una fila. "
        "Registros tiene las líneas de ambas, con un mismo número.",
    ),
)
_COUNTS: Line = (
    Text("Head counts", "Conteos"),
    Text(
        "Heads counted in the room, beside the people in it by the list at that "
        "moment. Nobody is signed in or out by a count.",
        "Personas contadas en la sala, junto a las que había según la lista en ese "
        "momento. Ningún conteo registra la entrada ni la salida de nadie.",
    ),
)
_PREWORK: Line = (
    Text("Online module done", "Módulo en línea terminado"),
    Text(
        "The day that a list of the learning site gives. It was found by email or by a "
        "name that only one person has, or tied by the trainer.",
        "La fecha que indica una lista de la plataforma. Se encontró por correo, por "
        "un nombre que solo tiene una persona, o la asignó el equipo capacitador.",
    ),
)


def put_right_lines(report: AttendanceReport) -> Iterator[Line]:
    """Yield what the sheets hold of it; nothing where nothing was put right."""
    if any(scan.attendee != who.id for who in report.attendees for scan in who.scans):
        yield _MERGED
    if report.head_counts:
        yield _COUNTS
    if report.prework:
        yield _PREWORK
