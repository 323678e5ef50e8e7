"""What the attendance workbook says of itself, and of each person's record."""

from facilitator.documents.workbooks import exceptions
from facilitator.documents.workbooks.credit import credit_lines
from facilitator.documents.workbooks.front_page import Line, session_lines
from facilitator.documents.workbooks.hand_off import hand_off_lines
from facilitator.documents.workbooks.program_summary import summary_lines
from facilitator.documents.workbooks.put_right import put_right_lines
from facilitator.domain.attendance.people import Attendee, standing
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

NO_NAME = Text("No name given", "Sin nombre")
_COMPLETE = Text("Present, all recorded", "Presente, todo registrado")
_NO_SIGN_OUT = Text("Incomplete: no sign-out", "Incompleto: sin registro de salida")
_CLOCK = Text("Incomplete: clock set back", "Incompleto: reloj atrasado")
_NO_SIGN_IN = Text("Incomplete: no sign-in", "Incompleto: sin registro de entrada")
_STRUCK_OUT = Text("Struck out: was not there", "Anulado: no estuvo")
HANDED_IN = Text("Evaluation handed in", "Evaluación entregada")


def status(attendee: Attendee) -> Text:
    """Return whether a person's record is whole, or what it lacks."""
    if not attendee.person.name:
        return NO_NAME
    if any(scan.kind == "void" for scan in attendee.scans) and not standing(
        attendee.scans
    ):
        return _STRUCK_OUT
    if attendee.came is None:
        return _NO_SIGN_IN
    if attendee.left is None:
        return _NO_SIGN_OUT
    return _CLOCK if attendee.minutes is None else _COMPLETE


def front_page(
    report: AttendanceReport, hand_off: HandOff, language: str
) -> list[Line]:
    """Return the lines of the README."""
    people, plan = report.attendees, report.plan
    statuses = [status(attendee) for attendee in people]
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
        *(
            (rare, statuses.count(rare))
            for rare in (_CLOCK, _STRUCK_OUT)
            if rare in statuses
        ),
        (NO_NAME, statuses.count(NO_NAME)),
        (HANDED_IN, sum(attendee.evaluated for attendee in people)),
        (Text("Planned minutes", "Minutos previstos"), plan.minutes),
        (
            Text("Planned creditable minutes", "Minutos acreditables previstos"),
            plan.creditable_minutes,
        ),
        *_RULES,
        *put_right_lines(report),
        *exceptions.LINES,
        *summary_lines(hand_off.least),
        *(credit_lines() if plan.credit else ()),
        *hand_off_lines(report, hand_off),
    ]


_RULES: tuple[Line, ...] = (
    (
        Text("Minutes present", "Minutos de presencia"),
        Text(
            "Whole minutes between coming in and going out, added up over every "
            "return. Times count as shown, without seconds.",
            "Minutos enteros entre la entrada y la salida, sumados con cada regreso. "
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
        Text("Early sign-in", "Entrada temprana"),
        Text(
            "Whoever came before sign-in opened counts from the opening. The column "
            "Written says when they were there.",
            "Quien llegó antes de que se abriera la entrada cuenta desde la apertura. "
            "La columna Escrito dice a qué hora llegó.",
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
            "hora. El número es la misma persona en ambas. Agenda: las partes "
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
