"""Who was there, in numbers; nobody is named."""

from facilitator.documents.decks.layouts import LEAST_POINTS
from facilitator.documents.decks.outgoing import OutgoingDeck
from facilitator.documents.decks.words import Paragraph, write
from facilitator.domain.reports import ResultsReport
from facilitator.domain.text import Text

_FIRST_NUMBER, _BELOW = 21, 16  # placeholders of the layout for numbers

_ATTENDANCE = Text("Attendance", "Asistencia")
_SIGNED_IN = Text("Signed in", "Registraron su entrada")
_STAYED = Text("Stayed to the end", "Se quedaron hasta el final")
_LEFT_EARLY = Text("Signed out earlier", "Registraron su salida antes")
_NO_SIGN_OUT = Text("No sign-out recorded", "Sin registro de salida")
_IN_THE_ROOM = Text("In the room now", "En la sala ahora")
_MINUTES = Text("Minutes present, median", "Minutos de presencia, mediana")
_PLANNED = Text("Minutes planned", "Minutos previstos")
_HANDED_IN = Text("Evaluations handed in", "Evaluaciones entregadas")
_HOW = Text(
    "Stayed to the end: signed out once the last part had begun. Minutes: of people "
    "with a sign-in and a sign-out. Nobody is named, and nothing leads from a person "
    "to an answer.",
    "Se quedaron hasta el final: registraron su salida después de que comenzó la "
    "última parte. Minutos: de quienes tienen entrada y salida. No se nombra a nadie, "
    "y nada conduce de una persona a una respuesta.",
)
_TOO_FEW = Text("too few to show", "muy pocas para mostrarlas")


def add_attendance(deck: OutgoingDeck, report: ResultsReport) -> None:
    """Add the slide: three numbers in large type, the others below."""
    language, counted = deck.language, report.attendance
    unknown = _NO_SIGN_OUT if report.session.state == "finished" else _IN_THE_ROOM
    large = [
        (counted.signed_in, _SIGNED_IN),
        (counted.stayed, _STAYED),
        (report.handed_in, _HANDED_IN),
    ]
    minutes = _TOO_FEW[language] if counted.minutes is None else counted.minutes
    others: list[tuple[int | str, Text]] = [
        (counted.left_early, _LEFT_EARLY),
        (counted.no_sign_out, unknown),
        (minutes, _MINUTES),
        (report.plan.minutes, _PLANNED),
    ]
    said = [f"{name[language]}: {number}" for number, name in (*large, *others)]
    page = deck.add(
        "numbers", _ATTENDANCE[language], "\n".join([*said, _HOW[language]])
    )
    for index, (number, name) in enumerate(large, start=_FIRST_NUMBER):
        words = [Paragraph(str(number)), Paragraph(name[language], level=1)]
        write(page.placeholders[index], words, language)
    below = [Paragraph(line) for line in said[len(large) :]]
    deck.fill(page.placeholders[_BELOW], below, (LEAST_POINTS,))
