"""How a request for credit stands: what is earned now, and whether the claim holds."""

from dataclasses import dataclass

from facilitator.domain.credit.engine import CreditResult
from facilitator.domain.credit.fields import ASKED
from facilitator.domain.credit.findings import CreditFinding
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.credit.request import CreditRequest


@dataclass(frozen=True, slots=True)
class CreditStanding:
    """A request beside what the person's presence comes to now."""

    request: CreditRequest
    result: CreditResult

    @property
    def policy(self) -> CreditPolicy:
        """The rules of the type asked for."""
        return self.result.policy

    @property
    def exceeds(self) -> bool:
        """Whether more is claimed than is earned since a correction.

        With something missing in the record, such as while somebody is back in the
        room, nobody can tell yet.
        """
        claim, whole = self.request.claim, self.result.minutes is not None
        return claim is not None and whole and claim.quarters > self.result.earned

    @property
    def claimed(self) -> int | None:
        """The quarters that are validly claimed, None where none are, or not yet."""
        claim = self.request.claim
        stands = claim and claim.quarters <= self.result.earned
        return claim.quarters if claim and stands else None

    @property
    def findings(self) -> tuple[CreditFinding, ...]:
        """All there is to know: what keeps the credit back, and a claim too large."""
        claim = self.request.claim
        if claim is None or not self.exceeds:
            return self.result.reasons
        facts = (
            ("claimed", amount(claim.quarters)),
            ("earned", amount(self.result.earned)),
        )
        return (CreditFinding("claim-exceeds", facts), *self.result.reasons)

    @property
    def waits(self) -> bool:
        """Whether only the end of a part is missing, as while a session goes on."""
        kinds = {reason.kind for reason in self.result.reasons}
        return bool(kinds) and kinds <= {"no-end", "no-part", "no-sign-out"}

    @property
    def needs_details(self) -> bool:
        """Whether something is missing without which the credit is not reported."""
        asked, request = ASKED[self.policy.type], self.request
        if not asked.fields:
            return False
        named = bool(request.given_name and request.family_name)
        return not self.reported or (asked.named and not named)

    @property
    def reported(self) -> bool:
        """Whether the person agreed that their credit is reported."""
        return self.request.fields.consented_at is not None
