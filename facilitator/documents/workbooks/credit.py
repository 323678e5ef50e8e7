"""The credit and audit sheets: what presence comes to, and the rules it was counted by.

Amounts are whole quarters; only in their cell they become a number such as 1.75, which
a spreadsheet holds exactly.
"""

from collections.abc import Callable, Iterable, Iterator

from facilitator.documents.workbooks.agenda import NO, YES
from facilitator.documents.workbooks.corrected_times import beside_audit
from facilitator.documents.workbooks.front_page import Line
from facilitator.documents.workbooks.sheets import (
    DECIMAL,
    MOMENT_WITH_SECONDS,
    Column,
    Tables,
    Value,
)
from facilitator.domain.attendance.people import PROFESSIONS, Attendee
from facilitator.domain.credit.engine import (
    Delivery,
    creditable,
    creditable_minutes,
    delivered_in,
)
from facilitator.domain.credit.lines import CreditBook, CreditLine
from facilitator.domain.credit.policy import QUARTERS, CreditPolicy, amount
from facilitator.domain.reports import AttendanceReport
from facilitator.domain.text import LANGUAGE_NAMES, Text

Row = tuple[Value, ...]
Extra = tuple[Column, Callable[[Attendee], Value]]

_CREDIT, _AUDIT = Text("Credit", "Créditos"), Text("Audit", "Auditoría")
_RULE, _PART = Text("Rule", "Regla"), Text("Part", "Parte")
_NO_NAME = Text("No name given", "Sin nombre")
_STATUS: dict[str, Text] = {
    "complete": Text("Complete", "Completo"),
    "incomplete": Text("Incomplete", "Incompleto"),
    "below-minimum": Text("Below the minimum", "Por debajo del mínimo"),
    "no-evaluation": Text("Evaluation missing", "Falta la evaluación"),
    "not-eligible": Text("Not eligible", "No elegible"),
    "language-not-approved": Text("Language not approved", "Idioma no aprobado"),
}
_BY = {
    "person": Text("Person", "Persona"),
    "trainer": Text("Trainer, from paper", "Equipo capacitador, de papel"),
}
_ROUNDING: dict[str, Text] = {
    "nearest": Text("To the nearest step", "Al paso más cercano"),
    "down": Text("Down", "Hacia abajo"),
}


def credit_lines() -> tuple[Line, ...]:
    """Return what the README says about both sheets."""
    return (
        (
            _CREDIT,
            Text(
                "What each person's presence comes to for each credit type of the "
                "plan. The accredited provider decides on credit: this is no "
                "certificate.",
                "A qué equivale la presencia de cada persona para cada tipo de crédito "
                "del plan. La entidad acreditada decide sobre los créditos: esto no es "
                "un certificado.",
            ),
        ),
        (
            Text("How credit is counted", "Cómo se cuentan los créditos"),
            Text(
                "Presence within the creditable parts, as long as they really lasted, "
                "at most the designated credit. Seconds are added up exactly; a minute "
                "counts once it is whole. So it can differ from the minutes present, "
                "which count times as shown.",
                "La presencia dentro de las partes acreditables, por el tiempo que "
                "realmente duraron, hasta el crédito designado. Los segundos se suman "
                "con exactitud; un minuto cuenta cuando está completo. Por eso puede "
                "diferir de los minutos de presencia, que cuentan las horas como se "
                "muestran.",
            ),
        ),
        (
            Text("Claimed", "Solicitado"),
            Text(
                "What the person asks for, at most what is computed, with the version "
                "of the statement they agreed to and when.",
                "Lo que la persona pide, como máximo lo calculado, con la versión de "
                "la declaración que aceptó y cuándo.",
            ),
        ),
        (
            Text("Incomplete records", "Registros incompletos"),
            Text(
                "A record with something missing earns nothing until it is corrected "
                "with a reason; minutes and credit stay empty.",
                "Un registro al que le falta algo no obtiene nada hasta que se corrija "
                "con un motivo; los minutos y los créditos quedan vacíos.",
            ),
        ),
        (
            _AUDIT,
            Text(
                "Every rule that was used, and when each part was on.",
                "Cada regla que se usó y cuándo tuvo lugar cada parte.",
            ),
        ),
    )


def add_credit(
    book: Tables,
    report: AttendanceReport,
    credit: CreditBook,
    numbered: Iterable[tuple[int, Attendee]],
    language: str,
) -> None:
    """Add a row per person and credit type, and the sheet of what was used.

    Args:
        book: the attendance workbook.
        report: who came; its plan has credit policies.
        credit: what everybody's presence comes to.
        numbered: everybody with their number on the roster.
        language: the language of the workbook.
    """
    held, zone = report.held, report.session.details.time_zone
    rows = (
        _row(number, line, held, language)
        for number, who in numbered
        for line in credit[who.id]
    )
    book.table("Credit", _columns(zone, language), rows, _CREDIT[language])
    columns = _audit_columns(zone, language)
    audit: Iterable[Row] = (
        row
        for policy in report.plan.credit
        for row in (*_rules(policy, held, language), *_parts(policy, held, language))
    )
    columns, audit = beside_audit(report, columns, audit, language)
    book.table("Audit", columns, audit, _AUDIT[language])


def roster_extras(
    policies: Iterable[CreditPolicy], credit: CreditBook, language: str
) -> Iterator[Extra]:
    """Yield two more columns of the roster for each credit type, and their cells."""
    computed, claimed = Text("computed", "calculado"), Text("claimed", "solicitado")
    for place, policy in enumerate(policies):
        for head, amount_of in ((computed, _earned), (claimed, _claimed)):
            column = Column(f"{policy.label[language]}: {head[language]}", 15, DECIMAL)
            yield column, _cell_of(credit, place, amount_of)


def _cell_of(
    credit: CreditBook, place: int, amount_of: Callable[[CreditLine], float | None]
) -> Callable[[Attendee], Value]:
    return lambda who: amount_of(credit[who.id][place])


def _earned(line: CreditLine) -> float | None:
    whole = line.result.minutes is not None
    return line.result.earned / QUARTERS if whole else None


def _claimed(line: CreditLine) -> float | None:
    return line.claimed / QUARTERS if line.claim else None


def _columns(zone: str, language: str) -> tuple[Column, ...]:
    attested = Text("Attested", "Aceptada")
    return (
        Column(Text("Number", "Número")[language], 10),
        Column(Text("Name", "Nombre")[language], 28),
        Column(Text("Profession", "Profesión")[language], 29),
        Column(Text("Language of delivery", "Idioma de la sesión")[language], 12),
        Column(Text("Credit type", "Tipo de crédito")[language], 26),
        Column(Text("Creditable minutes", "Minutos acreditables")[language], 14),
        Column(Text("Quarters", "Cuartos")[language], 11),
        Column(_CREDIT[language], 11, DECIMAL),
        Column(Text("Claimed", "Solicitado")[language], 12, DECIMAL),
        Column(Text("Status", "Estado")[language], 24),
        Column(Text("Reasons", "Motivos")[language], 52),
        Column(Text("Attestation", "Declaración aceptada")[language], 13),
        Column(Text("Attested by", "Aceptada por")[language], 14),
        Column(f"{attested[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
    )


def _row(number: int, line: CreditLine, held: Delivery, language: str) -> Row:
    person, result = line.attendee.person, line.result
    spoken = delivered_in(person, held.languages)
    return (
        number,
        person.name or _NO_NAME[language],
        _professions((person.profession,), language) or None,
        LANGUAGE_NAMES.get(spoken, Text(spoken))[language],
        result.policy.label[language],
        result.minutes,
        result.earned if result.minutes is not None else None,
        _earned(line),
        _claimed(line),
        _STATUS[result.status][language],
        " ".join(reason.text[language] for reason in result.reasons) or None,
        line.claim.attestation if line.claim else None,
        _BY.get(line.claim.attested_by, Text())[language] if line.claim else None,
        line.claim.attested_at if line.claim else None,
    )


def _professions(names: Iterable[str], language: str) -> str:
    labels = dict(PROFESSIONS)
    return ", ".join(labels.get(name, Text(name))[language] for name in names)


def _audit_columns(zone: str, language: str) -> tuple[Column, ...]:
    began, ended = Text("Began", "Comenzó"), Text("Ended", "Terminó")
    return (
        Column(Text("Credit type", "Tipo de crédito")[language], 26),
        Column(Text("Kind", "Tipo")[language], 10),
        Column(Text("What", "Qué")[language], 44),
        Column(Text("Value", "Valor")[language], 34, left=True),
        Column(f"{began[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
        Column(f"{ended[language]} ({zone})", 22, MOMENT_WITH_SECONDS),
        Column(Text("Whole minutes", "Minutos enteros")[language], 12),
    )


def _rules(policy: CreditPolicy, held: Delivery, language: str) -> Iterator[Row]:
    spoken = (LANGUAGE_NAMES[name][language] for name in policy.languages)
    rules: tuple[tuple[Text, Value], ...] = (
        (Text("Designated credit", "Crédito designado"), amount(policy.designated)),
        (Text("Minutes per credit", "Minutos por crédito"), policy.minutes_per_unit),
        (Text("Given in steps of", "Se otorga en pasos de"), amount(policy.step)),
        (Text("Rounding", "Redondeo"), _ROUNDING[policy.rounding][language]),
        (
            Text("Part of it allowed", "Se permite una parte"),
            _yes(policy.partial, language),
        ),
        (
            Text("Minutes that may be missed", "Minutos que se pueden perder"),
            None if policy.partial else policy.tolerance,
        ),
        (Text("Least credit", "Crédito mínimo"), amount(policy.minimum)),
        (
            Text("Time for the evaluation counts", "El tiempo de evaluación cuenta"),
            _yes(policy.evaluation_counts, language),
        ),
        (
            Text("Evaluation required", "Se requiere la evaluación"),
            _yes(policy.evaluation_required, language),
        ),
        (
            Text("The person claims the amount", "La persona solicita la cantidad"),
            _yes(policy.claim_required, language),
        ),
        (Text("Approved languages", "Idiomas aprobados"), ", ".join(spoken)),
        (
            Text("Accredited provider", "Entidad acreditada"),
            policy.provider.name if policy.provider else None,
        ),
        (
            Text("Its statement was verified on", "Su declaración se verificó el"),
            _verified(policy),
        ),
        (
            Text("Who may earn it", "Quién puede obtenerlo"),
            _professions(policy.professions, language),
        ),
        (
            Text("Minutes needed for all of it", "Minutos necesarios para el total"),
            policy.minutes_needed,
        ),
        (
            Text("Planned creditable minutes", "Minutos acreditables previstos"),
            creditable_minutes(policy, held.agenda),
        ),
    )
    for rule, value in rules:
        if value is not None:
            label = (policy.label[language], _RULE[language], rule[language])
            yield (*label, value, None, None, None)


def _parts(policy: CreditPolicy, held: Delivery, language: str) -> Iterator[Row]:
    """Yield each part of the agenda; one that never began has no time."""
    for item in held.agenda:
        counts = creditable(policy, item)
        said = (
            Text("Counts", "Cuenta") if counts else Text("Does not count", "No cuenta")
        )
        label = (policy.label[language], _PART[language], item.title[language])
        times = [time for time in held.times if time.item == item.name]
        if not times:
            yield (*label, said[language], None, None, None)
        for time in times:
            yield (*label, said[language], time.began, time.ended, time.minutes)


def _yes(fact: bool, language: str) -> str:
    return (YES if fact else NO)[language]


def _verified(policy: CreditPolicy) -> str | None:
    day = policy.provider.verified if policy.provider else None
    return day.isoformat() if day else None
