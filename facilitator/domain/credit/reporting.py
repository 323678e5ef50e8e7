"""Whose credit can be reported, whose cannot, and what is missing for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.domain.attendance.people import MissingFieldError
from facilitator.domain.credit.asking import is_named
from facilitator.domain.credit.fields import ASKED, CreditFields, missing
from facilitator.domain.credit.findings import told
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.credit.lines import CreditBook, CreditLine
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.reports import AttendanceReport, DetailsErased
from facilitator.domain.text import Text, plain

# Credit that goes person by person into a national system, by its file.
PARS, CPE = "ama", "acpe"

_NO_CONSENT = Text(
    "Agreement to have the credit reported is missing.",
    "Falta el consentimiento para informar los créditos.",
)
_NO_FIELD = Text("Missing: {field}.", "Falta: {field}.")
_NO_IDENTIFIER = Text(
    "Missing: one number to report by (NPI, license number with its state, or board "
    "ID with its board).",
    "Falta: un número para informar (NPI, número de licencia con su estado, o número "
    "del consejo con su consejo).",
)
_NO_SPLIT_NAME = Text(
    "Missing: the name as given name and family name.",
    "Falta: el nombre separado en nombre y apellido.",
)
_NO_CLAIM = Text(
    "No amount of credit is claimed yet.",
    "Todavía no se solicitó una cantidad de créditos.",
)
_TOO_MUCH = Text(
    "The claim ({claimed}) is more than the record now comes to ({earned}).",
    "Lo solicitado ({claimed}) supera lo que ahora da el registro ({earned}).",
)
_REPORTED = Text(
    "Reported to the provider; the details were erased on {day}.",
    "Entregado a la entidad; los datos se borraron el {day}.",
)
_NOT_REPORTED = Text(
    "Not reported, as it was noted; the details were erased on {day}.",
    "No se informó, según lo anotado; los datos se borraron el {day}.",
)
_FILE = Text(
    " It goes into handouts/hand-off.yaml of your curriculum as {key}.",
    " Va en handouts/hand-off.yaml de su currículo como {key}.",
)
_NO_IDS = {
    "provider.organization_id": Text(
        "The provider's PARS organization number (7 digits) is not known yet.",
        "Aún no se conoce el número de organización de la entidad en PARS (7 dígitos).",
    ),
    "provider.module_id": Text(
        "The PARS number of this activity (module number, 9 digits) is not known yet.",
        "Aún no se conoce el número de esta actividad en PARS (número de módulo, 9 "
        "dígitos).",
    ),
    "provider.reporting_organization": Text(
        "The name of the organization that reports to PARS is not known yet.",
        "Aún no se conoce el nombre de la organización que informa a PARS.",
    ),
}


_OTHER_NAME = Text(
    "The name for the report, {reported}, differs from the name.",
    "El nombre para el informe, {reported}, es distinto del nombre.",
)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Somebody who asked for a credit that cannot be reported, and why.

    `is_past` says that nothing is missing: their details were erased afterwards.
    """

    line: CreditLine
    reasons: tuple[Text, ...]
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """One credit type: who is ready to be reported, and who is not.

    `silent` people earned it and did not ask for it: they are reported nowhere. Who is
    in `doubted` is ready, and somebody should look at it before it is sent.
    """

    policy: CreditPolicy
    ready: tuple[CreditLine, ...]
    held_back: tuple[HeldBack, ...]
    silent: tuple[CreditLine, ...] = ()
    doubted: tuple[HeldBack, ...] = ()


def credit_reporting(
    report: AttendanceReport, credit: CreditBook
) -> tuple[Reporting, ...]:
    """Return who can be reported for each credit type of the plan, people by name."""
    people = sorted(report.attendees, key=lambda who: (plain(who.person.name), who.id))
    lines = [line for who in people for line in credit[who.id]]
    return tuple(
        _reporting(
            policy,
            [line for line in lines if line.type == policy.type],
            report.details_erased,
        )
        for policy in report.plan.credit
    )


def ready_for(found: Iterable[Reporting], credit_type: str) -> tuple[CreditLine, ...]:
    """Return who is ready to be reported for a credit type; nobody if there is none."""
    return next((r.ready for r in found if r.policy.type == credit_type), ())


def _reporting(
    policy: CreditPolicy, lines: list[CreditLine], erased: DetailsErased | None
) -> Reporting:
    past = [line for line in lines if erased and _is_bare(line)]
    present = [line for line in lines if line.request and line not in past]
    asked = [(line, tuple(_lacks(line))) for line in present]
    ready = tuple(line for line, reasons in asked if not reasons)
    gone = (_gone(erased),) if erased else ()
    return Reporting(
        policy,
        ready,
        (
            *(HeldBack(line, reasons) for line, reasons in asked if reasons),
            *(HeldBack(line, gone, is_past=True) for line in past),
        ),
        tuple(one for one in lines if not one.request and one.result.earned > 0),
        tuple(HeldBack(line, (doubt,)) for line in ready for doubt in _doubts(line)),
    )


def _is_bare(line: CreditLine) -> bool:
    """Whether somebody agreed to be reported, and no detail of theirs is kept."""
    if not (line.request and line.request.fields.consented_at):
        return False
    asked = ASKED[line.type].fields
    return bool(asked) and not any(getattr(line.request.fields, f) for f in asked)


def _gone(erased: DetailsErased) -> Text:
    said = _REPORTED if erased.is_reported else _NOT_REPORTED
    return told(said, (("day", erased.day.isoformat()),))


def _doubts(line: CreditLine) -> Iterator[Text]:
    """Yield what is odd about somebody who is ready to be reported."""
    request, person = line.request, line.attendee.person
    if request and ASKED[line.type].named and not is_named(request, person):
        name = f"{request.given_name} {request.family_name}"
        yield told(_OTHER_NAME, (("reported", name),))


def _lacks(line: CreditLine) -> Iterator[Text]:
    """Yield what keeps somebody who asked from being reported."""
    request, result = line.request, line.result
    fields = request.fields if request else CreditFields()
    if not result.earned:
        yield from (reason.text for reason in result.reasons)
    elif line.awaits_claim:
        yield _NO_CLAIM
    if line.claims_too_much and result.earned:
        facts = ("claimed", amount(line.claimed)), ("earned", amount(result.earned))
        yield told(_TOO_MUCH, facts)
    if not ASKED[line.type].fields:
        return
    if not fields.consented_at:
        yield _NO_CONSENT
    if not (request and request.given_name and request.family_name):
        yield _NO_SPLIT_NAME
    for problem in missing(fields, line.type):
        if isinstance(problem, MissingFieldError):
            yield told(_NO_FIELD, (("field", _label(problem)),))
        else:
            yield _NO_IDENTIFIER


def _label(problem: MissingFieldError) -> Text:
    field = problem.facts["field"]
    return field if isinstance(field, Text) else Text(str(field))


def missing_ids(hand_off: HandOff, code: str) -> tuple[Text, ...]:
    """Return what the provider has yet to fill in for the PARS learner report.

    `code` is the session's, which may have ids of its own.
    """
    accreditor = hand_off.accreditor
    ids = {
        "provider.organization_id": accreditor.organization_id,
        "provider.module_id": hand_off.activity(code, "").module_id,
        "provider.reporting_organization": accreditor.reporting_organization,
    }
    return tuple(
        told(_unknown(key), (("key", key),)) for key, value in ids.items() if not value
    )


def _unknown(key: str) -> Text:
    said = _NO_IDS[key]
    return Text(said.en + _FILE.en, said.es + _FILE.es)
