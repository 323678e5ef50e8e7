"""What papers people get for their credit, and the certificates among them."""

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.certificates import find_certificate, papers
from facilitator.domain.credit.papers import (
    Certificate,
    Issue,
    Participation,
    is_awaited,
)
from facilitator.domain.reports import AttendanceReport, CertificateOfCredit
from facilitator.domain.text import plain
from facilitator.errors import FacilitatorError
from facilitator.live import reports
from facilitator.live.room import Room


class NoCertificateError(FacilitatorError):
    """Somebody has no certificate of this credit type, or not yet."""

    code = "no-certificate"
    status = 409
    sentence = "There is no certificate to hand out. {reason}"


def papers_of(room: Room, attendee: Attendee) -> tuple[Issue, ...]:
    """Return what one person gets for each credit type of the plan, with reasons."""
    if not room.plan.credit:
        return ()
    return papers(room.kept_door_key, reports.roll(room, attendee))


def own_papers(room: Room, attendee: Attendee) -> tuple[Issue, ...]:
    """Return those of one person's papers that the person may wonder about."""
    asked = {one.type for one in room.asked_by(attendee.id)}
    return tuple(
        issue
        for issue in papers_of(room, attendee)
        if is_awaited(issue.paper, asked=issue.paper.policy.type in asked)
    )


def certificate_of(
    room: Room, attendee: Attendee, credit_type: str
) -> CertificateOfCredit:
    """Return one person's certificate or confirmation for a credit type.

    Raises:
        NoCertificateError: there is none, for a reason that it tells.
    """
    report = reports.roll(room, attendee)
    for issue in papers(room.kept_door_key, report):
        if issue.paper.policy.type == credit_type:
            made = as_certificate(room, report, issue)
            if made:
                return made
            raise NoCertificateError(reason=issue.paper.reasons[0].text)
    raise NoCertificateError(reason="")


def as_certificate(
    room: Room, report: AttendanceReport, issue: Issue
) -> CertificateOfCredit | None:
    """Return what a certificate is set from, None where the paper is another."""
    if not isinstance(issue.paper, (Certificate, Participation)):
        return None
    where = reports.check_at(room, issue.number)
    return CertificateOfCredit(report, issue.attendee, issue.paper, issue.number, where)


def find(room: Room, number: str) -> Issue | None:
    """Return the certificate that has this number now, or None."""
    if not room.plan.credit:
        return None
    return find_certificate(room.kept_door_key, number, reports.roll(room))


def by_name(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Return papers in the order of names, each person's types as in the plan."""
    return tuple(
        sorted(
            issues, key=lambda one: (plain(one.attendee.person.name), one.attendee.id)
        )
    )
