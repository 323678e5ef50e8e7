"""The papers that everybody of a session gets, with the numbers of certificates."""

import hmac
from collections.abc import Iterable, Iterator

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.engine import Delivery, credit_of
from facilitator.domain.credit.papers import (
    Certificate,
    Issue,
    Making,
    Paper,
    Participation,
    paper_for,
)
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.credit.records_of_attendance import LONGEST_NUMBER, paper_number
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.reports import AttendanceReport


def papers(secret: bytes, report: AttendanceReport) -> tuple[Issue, ...]:
    """Return what each person of a report gets for each credit type of its plan.

    `secret` is the session's own, with which numbers are made.
    """
    held = report.held
    return tuple(
        _issue(secret, report, attendee, policy, held)
        for attendee in report.attendees
        for policy in report.plan.credit
    )


def certificate_number(
    secret: bytes, code: str, attendee: Attendee, paper: Certificate | Participation
) -> str:
    """Return the number of a certificate as it stands now.

    As with records of attendance, whoever changes the name, the type or the amount
    cannot make the number that goes with it.
    """
    quarters = paper.quarters if isinstance(paper, Certificate) else 0
    return _number(secret, code, attendee, paper.policy.type, quarters)


def find_certificate(
    secret: bytes, number: str, report: AttendanceReport
) -> Issue | None:
    """Return the certificate that has this number now, or None where none has."""
    wanted = number[:LONGEST_NUMBER].strip().upper().encode()
    for attendee, policy in _candidates(secret, wanted, report):
        issue = _issue(secret, report, attendee, policy, report.held)
        if hmac.compare_digest(issue.number.encode(), wanted):
            return issue
    return None


def _candidates(
    secret: bytes, wanted: bytes, report: AttendanceReport
) -> Iterator[tuple[Attendee, CreditPolicy]]:
    """Yield whose number it would be, had they an amount that they may have.

    To hash is much quicker than to count everybody's credit.
    """
    code = report.session.code
    for attendee in report.attendees:
        asked = {one.type: one for one in report.requests.get(attendee.id, ())}
        for policy in report.plan.credit:
            for quarters in _amounts(policy, asked.get(policy.type)):
                own = _number(secret, code, attendee, policy.type, quarters).encode()
                if hmac.compare_digest(own, wanted):
                    yield attendee, policy


def _amounts(policy: CreditPolicy, request: CreditRequest | None) -> Iterable[int]:
    """Return the quarters that there may be a certificate of; 0 is participation."""
    if request is None:
        return (0,)
    if request.claim and request.claim.quarters:
        return (0, request.claim.quarters)
    return range(policy.designated + 1)


def _number(
    secret: bytes, code: str, attendee: Attendee, credit_type: str, quarters: int
) -> str:
    name = attendee.person.name
    said = f"certificate:{code}:{attendee.id}:{credit_type}:{quarters}:{name}"
    return paper_number(secret, code, said)


def _issue(
    secret: bytes,
    report: AttendanceReport,
    attendee: Attendee,
    policy: CreditPolicy,
    held: Delivery,
) -> Issue:
    result = credit_of(attendee, policy, held)
    asked = report.requests.get(attendee.id, ())
    request = next((one for one in asked if one.type == policy.type), None)
    making = Making(held.languages, report.day)
    paper: Paper = paper_for(attendee, policy, result, request, making)
    if not isinstance(paper, (Certificate, Participation)):
        return Issue(attendee, paper)
    number = certificate_number(secret, report.session.code, attendee, paper)
    return Issue(attendee, paper, number)
