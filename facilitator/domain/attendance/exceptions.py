"""What is out of the ordinary in a session's attendance, and what was done about it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal

from facilitator.domain.attendance.people import Attendee, Scan, standing
from facilitator.domain.attendance.presence import Gap, presence
from facilitator.domain.attendance.settling import Left
from facilitator.domain.credit.engine import creditable
from facilitator.domain.credit.findings import told
from facilitator.domain.credit.lines import CreditBook, CreditLine
from facilitator.domain.credit.policy import amount
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import Text, plain

State = Literal["open", "settled", "note"]
Facts = tuple[tuple[str, Text | str | int], ...]


@dataclass(frozen=True, slots=True)
class AttendanceException:
    """One thing about one person, or about everybody where `attendee` is None.

    `kind` is a key of `SENTENCES`. A "note" needs nothing done; a settled one has the
    `correction` that settled it, or was `left` as it is.
    """

    kind: str
    attendee: Attendee | None
    state: State = "open"
    correction: Scan | None = None
    facts: Facts = ()
    left: Left | None = None

    @property
    def what(self) -> Text:
        """What is missing or odd."""
        return told(SENTENCES[self.kind][0], self.facts)

    @property
    def to_do(self) -> Text:
        """What is to be done about it while it is open."""
        return told(SENTENCES[self.kind][1], self.facts)


# What is odd, and what to do: side by side in both languages.
_CORRECT = Text(
    "Add the missing time with its reason in the person's log. Without it the record "
    "earns no credit.",
    "Agregue la hora que falta, con su motivo, en el registro de la persona. Sin ella "
    "no se obtienen créditos.",
)
_NOTHING = Text("Nothing to do.", "No hay que hacer nada.")
_MARK = Text(
    "Credit stays incomplete for everybody until the times of the agenda are known.",
    "Los créditos quedan incompletos para todas las personas hasta que se conozcan las "
    "horas de la agenda.",
)
SENTENCES: dict[str, tuple[Text, Text]] = {
    "no-sign-in": (
        Text("The sign-in is missing.", "Falta el registro de entrada."),
        _CORRECT,
    ),
    "no-sign-out": (
        Text("The sign-out is missing.", "Falta el registro de salida."),
        _CORRECT,
    ),
    "clock-set-back": (
        Text(
            "The laptop's clock was set back between two scans.",
            "El reloj de la laptop se atrasó entre dos registros.",
        ),
        Text(
            "Write the right times over the wrong ones, with the reason, in the "
            "person's log.",
            "Escriba las horas correctas en lugar de las incorrectas, con el motivo, "
            "en el registro de la persona.",
        ),
    ),
    "no-line": (
        Text(
            "No line of the log stands: every one was struck out.",
            "No queda ninguna línea del registro: todas se anularon.",
        ),
        Text(
            "Nothing to do if the person was not here. Else add the times with the "
            "reason.",
            "No hay que hacer nada si la persona no estuvo. De lo contrario, agregue "
            "las horas con el motivo.",
        ),
    ),
    "corrected": (
        Text("A line of the log was corrected.", "Se corrigió una línea del registro."),
        _NOTHING,
    ),
    "no-name": (
        Text("No name was given.", "No se dio un nombre."),
        Text(
            "Nothing to do: attending without a name is allowed. It earns no credit.",
            "No hay que hacer nada: se puede asistir sin dar un nombre. Así no se "
            "obtienen créditos.",
        ),
    ),
    "no-profession": (
        Text("No profession was given.", "No se indicó una profesión."),
        Text(
            "Ask the person, if they want credit: it depends on the profession.",
            "Pregunte a la persona, si desea créditos: dependen de la profesión.",
        ),
    ),
    "same-name": (
        Text(
            "Somebody else of this session has the same name.",
            "Otra persona de esta sesión tiene el mismo nombre.",
        ),
        Text(
            "See whether it is one person who signed in twice.",
            "Vea si es una sola persona que registró su entrada dos veces.",
        ),
    ),
    "past-midnight": (
        Text(
            "The record goes past midnight: {first} to {last}.",
            "El registro pasa de medianoche: {first} a {last}.",
        ),
        Text(
            "See whether every line belongs to this session.",
            "Vea si cada línea corresponde a esta sesión.",
        ),
    ),
    "clocks-changed": (
        Text(
            "The clocks were changed (daylight saving) while the person was here. "
            "Minutes are counted as they really passed.",
            "Hubo un cambio de hora (horario de verano) mientras la persona estaba "
            "aquí. Los minutos se cuentan como realmente pasaron.",
        ),
        _NOTHING,
    ),
    "claims-too-much": (
        Text(
            "{type}: {claimed} claimed, but the record now comes to {earned}.",
            "{type}: se solicitaron {claimed}, pero el registro equivale ahora a "
            "{earned}.",
        ),
        Text(
            "Ask the person to claim again. Until then this credit is not reported.",
            "Pida a la persona que haga la solicitud de nuevo. Hasta entonces estos "
            "créditos no se informan.",
        ),
    ),
    "not-claimed": (
        Text(
            "{type}: asked for, but no amount is claimed yet.",
            "{type}: pedido, pero todavía no se solicitó una cantidad.",
        ),
        Text(
            "Ask the person to claim it on their phone.",
            "Pida a la persona que lo solicite en su teléfono.",
        ),
    ),
    "no-end": (
        Text(
            "The end of “{item}” is not recorded.",
            "No está registrado el final de “{item}”.",
        ),
        _MARK,
    ),
    "marks-set-back": (
        Text(
            "The laptop's clock was set back while the agenda was marked.",
            "El reloj de la laptop se atrasó mientras se marcaba la agenda.",
        ),
        _MARK,
    ),
    "no-part": (
        Text(
            "No creditable part of the agenda was marked as begun.",
            "No se marcó el comienzo de ninguna parte acreditable de la agenda.",
        ),
        _MARK,
    ),
}


def attendance_exceptions(
    report: AttendanceReport, credit: CreditBook, zone: tzinfo
) -> Iterator[AttendanceException]:
    """Yield what concerns everybody, then person by person, in the report's order.

    Args:
        report: who came.
        credit: its credit, from `credit_book`; empty lines where there is none.
        zone: the session's time zone, in which a day ends at midnight.
    """
    yield from _of_the_session(report)
    names = Counter(plain(who.person.name) for who in report.attendees)
    for who in report.attendees:
        yield from _of_the_log(who, report.left.get(who.id))
        yield from _of_the_person(who, names, asks=bool(report.plan.credit))
        yield from _of_the_clock(who, zone)
        for line in credit[who.id]:
            yield from _of_the_claim(line)


def _of_the_session(report: AttendanceReport) -> Iterator[AttendanceException]:
    held, policies = report.held, report.plan.credit
    counted = {
        item.name: item.title
        for item in held.agenda
        if any(creditable(policy, item) for policy in policies)
    }
    times = [time for time in held.times if time.item in counted]
    if counted and not times:
        yield AttendanceException("no-part", None)
    if counted and held.ran_back:
        yield AttendanceException("marks-set-back", None)
    for time in times:
        if time.ended is None:
            facts: Facts = (("item", counted[time.item]),)
            yield AttendanceException("no-end", None, facts=facts)


def _of_the_log(who: Attendee, left: Left | None) -> Iterator[AttendanceException]:
    corrections = sorted((s for s in who.scans if s.reason), key=lambda s: s.number)
    original = tuple(scan for scan in who.scans if not scan.reason)
    before: tuple[Gap, ...] = presence(original).gaps
    settled: dict[Gap, Scan] = {}
    used: set[int] = set()
    log = original
    for line in corrections:
        log = (*log, line)
        now = presence(log).gaps
        gone = set(before) - set(now)
        settled |= dict.fromkeys(gone, line)
        used |= {line.number} if gone else set()
        before = now
    for gap in before:
        yield AttendanceException(gap, who, "settled" if left else "open", left=left)
    for gap, line in sorted(settled.items()):
        if gap not in before:
            yield AttendanceException(gap, who, "settled", line)
    for line in corrections:
        if line.number not in used:
            yield AttendanceException("corrected", who, "settled", line)
    if not standing(who.scans):
        yield AttendanceException("no-line", who, "note")


def _of_the_person(
    who: Attendee, names: Counter[str], *, asks: bool
) -> Iterator[AttendanceException]:
    person = who.person
    if not person.name:
        yield AttendanceException("no-name", who, "note")
        return
    if asks and not person.profession:
        yield AttendanceException("no-profession", who)
    if names[plain(person.name)] > 1:
        yield AttendanceException("same-name", who)


def _of_the_clock(who: Attendee, zone: tzinfo) -> Iterator[AttendanceException]:
    moments = [scan.at.astimezone(zone) for scan in standing(who.scans)]
    days = sorted({moment.date() for moment in moments})
    if len(days) > 1:
        facts: Facts = (("first", str(days[0])), ("last", str(days[-1])))
        yield AttendanceException("past-midnight", who, "note", facts=facts)
    if len({moment.utcoffset() for moment in moments}) > 1:
        yield AttendanceException("clocks-changed", who, "note")


def _of_the_claim(line: CreditLine) -> Iterator[AttendanceException]:
    facts: Facts = (
        ("type", line.result.policy.label),
        ("claimed", amount(line.claimed)),
        ("earned", amount(line.result.earned)),
    )
    if line.claims_too_much:
        yield AttendanceException("claims-too-much", line.attendee, facts=facts)
    elif line.awaits_claim:
        yield AttendanceException("not-claimed", line.attendee, facts=facts)
