"""Which paper a person gets for one credit type, and why it is that one."""

from dataclasses import dataclass
from datetime import date

from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.attendance.presence import presence
from facilitator.domain.credit.engine import CreditResult, delivered_in
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.credit.provider import Provider, lacking
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.credit.standing import CreditStanding
from facilitator.domain.text import LANGUAGE_NAMES, Text, is_blank

# Source: only what is reported to CPE Monitor by the provider is a statement of credit.
REPORTED_ELSEWHERE = ("acpe",)
# Source: others at an activity of this type are told of participation, never of credit.
PHYSICIANS_ONLY = ("ama",)
_PHARMACY = ("pharmacist", "pharmacy_technician")

Findings = tuple[CreditFinding, ...]

_NO_CREDIT: Findings = (CreditFinding("physicians-only"),)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of credit: `quarters` of it, in the language of delivery.

    `statement` is the provider's own.
    """

    policy: CreditPolicy
    provider: Provider
    language: str
    statement: str
    quarters: int
    reasons: Findings = ()


@dataclass(frozen=True, slots=True)
class Participation:
    """A confirmation of participation for whom the credit is not; it tells of none.

    `statement` is what the provider says to the person's profession, "" for nothing.
    """

    policy: CreditPolicy
    provider: Provider
    language: str
    statement: str
    reasons: Findings = ()


@dataclass(frozen=True, slots=True)
class Note:
    """No paper, and the words that say where the credit will be found."""

    policy: CreditPolicy
    reasons: Findings


@dataclass(frozen=True, slots=True)
class RecordOnly:
    """The record of attendance alone, which says that it is no certificate."""

    policy: CreditPolicy
    reasons: Findings


@dataclass(frozen=True, slots=True)
class Nothing:
    """No paper at all, as there is no name or the record has a gap."""

    policy: CreditPolicy
    reasons: Findings


Paper = Certificate | Participation | Note | RecordOnly | Nothing


@dataclass(frozen=True, slots=True)
class Making:
    """The languages that a session is held in, and the day papers are made on."""

    languages: tuple[str, ...]
    today: date


def paper_for(
    attendee: Attendee,
    policy: CreditPolicy,
    result: CreditResult,
    request: CreditRequest | None,
    making: Making,
) -> Paper:
    """Return what a person gets for one credit type.

    Args:
        attendee: the person, with every scan.
        policy: the credit type as the provider designated it.
        result: what the person's presence comes to by this policy.
        request: what the person asked of this type, None for nothing.
        making: how the session was held, and today.
    """
    missing = _gaps(attendee, result)
    if missing:
        return Nothing(policy, missing)
    if policy.type in REPORTED_ELSEWHERE:
        return _reported(policy, result, request)
    # Whoever is in pharmacy has a record, so that nothing can be taken for a statement
    # of credit.
    if policy.type in PHYSICIANS_ONLY and attendee.person.profession in _PHARMACY:
        return RecordOnly(policy, _NO_CREDIT)
    return _from_provider(attendee.person, result, request, making)


def _from_provider(
    person: Person,
    result: CreditResult,
    request: CreditRequest | None,
    making: Making,
) -> Certificate | Participation | RecordOnly:
    policy, profession = result.policy, person.profession
    partakes = policy.type in PHYSICIANS_ONLY and profession not in ("", "physician")
    if result.status == "not-eligible" and not partakes:
        return RecordOnly(policy, result.reasons)
    language = delivered_in(person, making.languages)
    provider, unready = _provider(policy, language, making.today)
    if provider is None or unready:
        return RecordOnly(policy, unready)
    if partakes:
        return _participation(provider, result, profession, language)
    if result.status != "complete":
        return RecordOnly(policy, result.reasons)
    return _certificate(provider, result, request, profession, language)


def _gaps(attendee: Attendee, result: CreditResult) -> Findings:
    """Return why there is not even a record."""
    if is_blank(attendee.person.name):
        return (CreditFinding("no-name"),)
    gaps = presence(attendee.scans).gaps
    if gaps:
        return tuple(map(CreditFinding, gaps))
    return result.reasons if attendee.minutes is None else ()


def _reported(
    policy: CreditPolicy, result: CreditResult, request: CreditRequest | None
) -> Note | RecordOnly:
    if result.status != "complete":
        return RecordOnly(policy, result.reasons)
    asked = () if request else (CreditFinding("not-asked"),)
    return Note(policy, (CreditFinding("cpe-monitor"), *asked))


def _provider(
    policy: CreditPolicy, language: str, today: date
) -> tuple[Provider | None, Findings]:
    """Return who certifies, and what keeps that from being done in this language."""
    if policy.provider is None:
        return None, (CreditFinding("no-provider"),)
    if language not in policy.languages:
        return policy.provider, (_in_language("language", language),)
    unready = lacking(policy.provider, policy.type, (language,), today)
    return policy.provider, unready


def _in_language(kind: str, language: str) -> CreditFinding:
    name = LANGUAGE_NAMES.get(language, Text(language))
    return CreditFinding(kind, (("language", name),))


def _participation(
    provider: Provider, result: CreditResult, profession: str, language: str
) -> Participation | RecordOnly:
    policy = result.policy
    if result.minutes is None:
        return RecordOnly(policy, result.reasons)
    if not result.minutes:
        return RecordOnly(policy, (CreditFinding("no-time"),))
    # Its statement to physicians speaks of credit, and is none for anybody else.
    own = any(profession in one.professions for one in provider.profession_statements)
    statement = provider.statement_for(profession, language) if own else ""
    return Participation(policy, provider, language, statement, _NO_CREDIT)


def _certificate(
    provider: Provider,
    result: CreditResult,
    request: CreditRequest | None,
    profession: str,
    language: str,
) -> Certificate | RecordOnly:
    policy = result.policy
    if request is None:
        return RecordOnly(policy, (CreditFinding("not-asked"),))
    standing = CreditStanding(request, result)
    if standing.exceeds:
        return RecordOnly(policy, standing.findings)
    # A claim taken back is one of nothing.
    if policy.claim_required and not standing.claimed:
        return RecordOnly(policy, (CreditFinding("not-claimed"),))
    statement = provider.statement_for(profession, language)
    if not statement.strip():
        return RecordOnly(policy, (_in_language("no-statement", language),))
    quarters = standing.claimed or result.earned
    return Certificate(policy, provider, language, statement, quarters)


# Who came without a name or in another profession waits for no certificate.
_NOT_AWAITED = frozenset({"no-name", "no-profession", "other-profession"})


def is_awaited(paper: Paper, *, asked: bool) -> bool:
    """Whether somebody may wonder where their paper is: they asked, or could have."""
    return asked or not {reason.kind for reason in paper.reasons} & _NOT_AWAITED


@dataclass(frozen=True, slots=True)
class Issue:
    """What one person gets for one credit type; `number` is "" for what has none."""

    attendee: Attendee
    paper: Paper
    number: str = ""
