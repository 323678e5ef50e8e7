"""The README sheet: what a workbook holds, and which session it is about."""

from collections.abc import Iterable
from datetime import datetime

from facilitator.documents.workbooks.sheets import Column, Tables, Value
from facilitator.domain.plan import SessionPlan
from facilitator.domain.session import Session
from facilitator.domain.text import LANGUAGE_NAMES, Text

Line = tuple[Text, Value | Text]

_SHEET = Text("README", "LÉAME")


def add_front_page(book: Tables, lines: Iterable[Line], language: str) -> None:
    """Add the README: a table of what is said, and of what."""
    columns = (
        Column(Text("Item", "Dato")[language], 34),
        Column(Text("Content", "Contenido")[language], 96, left=True),
    )
    rows = [
        (item[language], said[language] if isinstance(said, Text) else said)
        for item, said in lines
    ]
    book.table("README", columns, rows, _SHEET[language])


def session_lines(
    session: Session, plan: SessionPlan, made_at: datetime, language: str
) -> list[Line]:
    """Return the lines that say which session this is; facts not given are left out."""
    details = session.details
    spoken = [LANGUAGE_NAMES[code][language] for code in details.languages]
    said: list[Line] = [
        (Text("Session", "Sesión"), session.title),
        (Text("Begins", "Comienza"), details.starts_at),
        (
            Text("Time zone of all times", "Zona horaria de todas las horas"),
            details.time_zone,
        ),
        (Text("Place", "Lugar"), details.place),
        (Text("Host organization", "Organización anfitriona"), details.host),
        (Text("Trainers", "Equipo capacitador"), ", ".join(details.trainers)),
        (Text("Languages", "Idiomas"), ", ".join(spoken)),
        (Text("Session plan", "Plan de la sesión"), plan.title),
        (
            Text("Plan name and version", "Nombre y versión del plan"),
            f"{plan.name} {plan.version}",
        ),
        (Text("File made", "Archivo creado"), made_at),
    ]
    return [(item, fact) for item, fact in said if fact != ""]
