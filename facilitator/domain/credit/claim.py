"""What a person claims of the credit computed, and what they attest with it."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.credit.engine import CreditResult
from facilitator.domain.credit.policy import amount
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
    """The attestation is not the text of today."""

    code = "unknown-attestation"
    sentence = "The statement to agree to has changed. Load the page and read it again."


class AttestationNeededError(BadInputError):
    """Credit is claimed without agreeing to the statement."""

    code = "attestation-needed"
    sentence = "Read the statement and agree to it, then claim."


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount claimed, in quarters, with the attestation's version and time.

    `attested_by` is "person" where the person agreed to it on a screen, "trainer" where
    they signed it on paper and the trainer wrote it down.
    """

    type: str
    quarters: int
    attestation: str
    attested_at: datetime
    attested_by: str = "person"


def newest_attestation() -> str:
    """Return the version of the text to agree to now."""
    return next(reversed(ATTESTATIONS))


def least_claim(result: CreditResult) -> int:
    """Return the fewest quarters that can be claimed of what is earned."""
    policy = result.policy
    return max(policy.minimum, policy.step) if policy.partial else result.earned


def amounts(result: CreditResult) -> tuple[int, ...]:
    """Return the quarters that can be claimed, most first."""
    step = result.policy.step
    least = -(-least_claim(result) // step) * step
    return tuple(reversed(range(least, result.earned + 1, step)))


def claimed(
    result: CreditResult, quarters: int, attestation: str, now: datetime
) -> Claim:
    """Return the claim of some or all of the credit that a person earned.

    Args:
        result: what the person's presence comes to.
        quarters: the amount claimed.
        attestation: the version of the text agreed to, the newest of `ATTESTATIONS`.
        now: when it was agreed to.

    Raises:
        NothingToClaimError: nothing is earned.
        BadInputError: more than is earned, not in the policy's steps, or an
            attestation that is not the newest.
    """
    policy = result.policy
    if not result.earned:
        raise NothingToClaimError
    if not attestation:
        raise AttestationNeededError
    if attestation != newest_attestation():
        raise UnknownAttestationError
    least = least_claim(result)
    if not least <= quarters <= result.earned or quarters % policy.step:
        raise ClaimError(
            least=amount(least),
            most=amount(result.earned),
            step=amount(policy.step),
        )
    return Claim(policy.type, quarters, attestation, now)
