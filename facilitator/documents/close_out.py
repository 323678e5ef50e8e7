"""The close-out card: what a provider tells PARS of an activity, on one page."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date

from facilitator.documents.typeset import typeset
from facilitator.domain.credit.hand_off import MEASURED, OUTCOMES, HandOff
from facilitator.domain.credit.learner_categories import CATEGORIES, PHYSICIAN, category
from facilitator.domain.credit.policy import amount
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text

CARD = "close-out-card.typ"
_FORMATS = {"en": "en_US", "es": "es_US"}

_TITLE = Text("Close-out card", "Tarjeta de cierre")
_INTRO = Text(
    "What PARS asks when the activity is closed. An empty line is for the provider to "
    "fill in.",
    "Lo que PARS pregunta al cerrar la actividad. Una línea vacía es para que la "
    "entidad acreditada la complete.",
)
_NOTE = Text(
    "For the accredited provider alone: PARS wants exact numbers, also where they are "
    "small. To publish numbers, take the program summary of the attendance workbook. "
    "Everybody who was recorded counts once, with or without a name.",
    "Solo para la entidad acreditada: PARS pide números exactos, también cuando "
    "son pequeños. Para publicar números, tome el resumen del programa del libro de "
    "asistencia. Cada persona registrada cuenta una vez, con o sin nombre.",
)
_COUNTED = Text("Learners", "Participantes")
_HEAD = (Text("Learners", "Participantes"), Text("Number", "Número"))
_PHYSICIANS = Text("Physicians", "Médicas y médicos")
_OTHERS = Text("Other learners", "Otras personas")
_OF_THEM = Text("of these: {category}", "de ellas: {category}")
_EVERYBODY = Text("Everybody", "Todas las personas")
_FACTS = {
    "activity": Text("Activity", "Actividad"),
    "code": Text("Session code", "Código de la sesión"),
    "date": Text("Date", "Fecha"),
    "place": Text("Place", "Lugar"),
    "organization_id": Text("Provider organization", "Entidad acreditada"),
    "module_id": Text("Activity ID in PARS", "Número de actividad en PARS"),
    "credit": Text("Credit designated", "Créditos designados"),
    "joint": Text("Joint provider", "Copatrocinio"),
    "outcome": Text("Outcome measured", "Resultado medido"),
    "measured": Text("Objective or subjective", "Objetiva o subjetiva"),
    "support": Text("Commercial support", "Apoyo comercial"),
}
_YES_OR_NO = {"yes": Text("Yes", "Sí"), "no": Text("No", "No")}


def close_out_card(
    template: Path, report: AttendanceReport, hand_off: HandOff, language: str
) -> bytes:
    """Return the card as PDF."""
    data = {
        "title": _TITLE[language],
        "language": language,
        "session": report.session.title[language],
        "intro": _INTRO[language],
        "facts": [
            {"label": _FACTS[name][language], "value": value}
            for name, value in _facts(report, hand_off, language)
        ],
        "counted": _COUNTED[language],
        "head": [word[language] for word in _HEAD],
        "counts": list(_counts(report, language)),
        "note": _NOTE[language],
    }
    return typeset(template, data)


def _facts(
    report: AttendanceReport, hand_off: HandOff, language: str
) -> Iterator[tuple[str, str]]:
    session, details = report.session, report.session.details
    accreditor = hand_off.accreditor
    activity = hand_off.activity(session.code, session.title[language])
    day = details.starts_at.astimezone(ZoneInfo(details.time_zone))
    yield "activity", activity.activity_name
    yield "code", session.code
    yield "date", format_date(day, "long", locale=_FORMATS[language])
    if details.place:
        yield "place", details.place
    yield "organization_id", accreditor.organization_id
    yield "module_id", activity.module_id
    for policy in report.plan.credit:
        yield "credit", f"{policy.label[language]}: {amount(policy.designated)}"
    yield "joint", accreditor.joint_provider
    yield "outcome", OUTCOMES.get(accreditor.outcome, Text())[language]
    yield "measured", MEASURED.get(accreditor.measured, Text())[language]
    yield "support", _YES_OR_NO.get(accreditor.commercial_support, Text())[language]


def _counts(report: AttendanceReport, language: str) -> Iterator[dict[str, object]]:
    counts = Counter(category(who.person.profession) for who in report.attendees)
    physicians, everybody = counts[PHYSICIAN], counts.total()
    yield _row(_PHYSICIANS[language], physicians, strong=True)
    yield _row(_OTHERS[language], everybody - physicians, strong=True)
    for name, label in CATEGORIES.items():
        if name != PHYSICIAN and counts[name]:
            said = _OF_THEM[language].format(category=label[language])
            yield _row(said, counts[name])
    yield _row(_EVERYBODY[language], everybody, strong=True)


def _row(label: str, count: int, *, strong: bool = False) -> dict[str, object]:
    return {"label": label, "count": str(count), "strong": strong}
