"""What a person claims of the credit computed, and what they attest with it."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.credit import CreditResult
from facilitator.domain.credit_policy import amount
from facilitator.domain.text import Text
from facilitator.errors import BadInputError, FacilitatorError

# A text once used is never changed: a new wording is a new version.
ATTESTATIONS: dict[str, Text] = {
    "1": Text(
        "I took part in this session in person, and I claim no more credit than the "
        "time I took part.",
        "Participé en esta sesión en persona y no solicito más créditos de los que "
        "corresponden al tiempo en que participé.",
    ),
}


class NothingToClaimError(FacilitatorError):
    """The record earns no credit of this type."""

    code = "nothing-to-claim"
    status = 409
    sentence = "There is no credit to claim on this record. Ask the trainer."


class ClaimError(BadInputError):
    """The amount claimed is not one that can be claimed."""

    code = "claim"
    sentence = "The credit to claim here is from {least} to {most}, in steps of {step}."


class UnknownAttestationError(BadInputError):
    """The attestation is not a text of ours."""

    code = "unknown-attestation"
    sentence = "The statement to agree to has changed. Load the page and read it again."


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount claimed, in quarters, with the attestation's version and time."""

    type: str
    quarters: int
    attestation: str
    attested_at: datetime


def claimed(
    result: CreditResult, quarters: int, attestation: str, now: datetime
) -> Claim:
    """Return the claim of some or all of the credit that a person earned.

    Args:
        result: what the person's presence comes to.
        quarters: the amount claimed.
        attestation: the version of the text agreed to, a key of `ATTESTATIONS`.
        now: when it was agreed to.

    Raises:
        NothingToClaimError: nothing is earned.
        BadInputError: more than is earned, not in the policy's steps, or an
            attestation that there is not.
    """
    policy = result.policy
    if not result.earned:
        raise NothingToClaimError
    if attestation not in ATTESTATIONS:
        raise UnknownAttestationError
    least = max(policy.minimum, policy.step) if policy.partial else result.earned
    if not least <= quarters <= result.earned or quarters % policy.step:
        raise ClaimError(
            least=amount(least),
            most=amount(result.earned),
            step=amount(policy.step),
        )
    return Claim(policy.type, quarters, attestation, now)
