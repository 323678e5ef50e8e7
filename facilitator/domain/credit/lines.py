"""Each person's credit, type by type: what presence comes to, and what is claimed."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.engine import CreditResult, credit_of
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.reports import AttendanceReport

CreditBook = Mapping[str, tuple["CreditLine", ...]]


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One person and one credit type; `request` is None where they did not ask."""

    attendee: Attendee
    result: CreditResult
    request: CreditRequest | None = None

    @property
    def type(self) -> str:
        """The credit type's short name."""
        return self.result.policy.type

    @property
    def claim(self) -> Claim | None:
        """The newest claim, or None."""
        return self.request.claim if self.request else None

    @property
    def claims_too_much(self) -> bool:
        """Whether the log was corrected since, and no longer bears the claim.

        With something missing in it nobody can tell yet.
        """
        whole = self.result.minutes is not None
        return whole and self.claimed > self.result.earned

    @property
    def claimed(self) -> int:
        """The quarters claimed; 0 without a claim."""
        return self.claim.quarters if self.claim else 0

    @property
    def awaits_claim(self) -> bool:
        """Whether somebody asked for what has to be claimed, and did not claim it."""
        asked = self.request is not None and self.result.policy.claim_required
        return asked and not self.claim and self.result.earned > 0

    @property
    def reported(self) -> int:
        """The quarters to report: as claimed, or as earned where nobody claims."""
        if self.claim or self.result.policy.claim_required:
            return self.claimed
        return self.result.earned


def credit_book(report: AttendanceReport) -> CreditBook:
    """Return a line for each policy of the plan, by the attendee's id."""
    held = report.held
    return {
        who.id: tuple(
            CreditLine(
                who, credit_of(who, policy, held), _asked(report, who, policy.type)
            )
            for policy in report.plan.credit
        )
        for who in report.attendees
    }


def _asked(
    report: AttendanceReport, who: Attendee, credit_type: str
) -> CreditRequest | None:
    requests = report.requests.get(who.id, ())
    return next((one for one in requests if one.type == credit_type), None)
