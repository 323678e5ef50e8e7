"""The credit of one person as the desk draws it, with what was wrong with a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.attendance.details import CHANGEABLE
from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.asking import (
    NAMES,
    Told,
    newest_consent,
    parts_of,
    wrong_request,
)
from facilitator.domain.credit.claim import (
    ATTESTATIONS,
    amounts,
    newest_attestation,
)
from facilitator.domain.credit.fields import ASKED, CONSENTS, FIELDS, Asked
from facilitator.domain.credit.policy import CREDIT_TYPES, CreditPolicy, amount
from facilitator.domain.credit.standing import CreditStanding
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.room import Room
from facilitator.web.locale import sentence_of

LONGEST_VERSION = 12


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One credit type of somebody, with the form that the trainer fills in for them."""

    policy: CreditPolicy
    standing: CreditStanding | None
    asked: Asked
    typed: Mapping[str, str]
    wrong: Mapping[str, str]
    amounts: tuple[str, ...]
    for_them: bool


def person_facts(
    room: Room,
    attendee: Attendee,
    refusal: FacilitatorError | None = None,
    credit_type: str = "",
    given: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what the credit of one person is drawn from; nothing without a plan's."""
    standings = {one.policy.type: one for one in room.credit(attendee)}
    rows = [
        _row(
            policy,
            attendee,
            standings.get(policy.type),
            refusal if policy.type == credit_type else None,
            given if policy.type == credit_type else None,
        )
        for policy in room.credit_offered(attendee)
    ]
    return {
        "credit": rows,
        "credit_labels": {**FIELDS, **NAMES},
        "consent": (newest_consent(), CONSENTS[newest_consent()]),
        "attestation": (newest_attestation(), ATTESTATIONS[newest_attestation()]),
        "changes": tuple(reversed(room.details_log(attendee.id))),
        "change_names": {**CHANGEABLE, **dict(CREDIT_TYPES)},
        "fields_known": CHANGEABLE,
    }


def _row(
    policy: CreditPolicy,
    attendee: Attendee,
    standing: CreditStanding | None,
    refusal: FacilitatorError | None,
    given: Mapping[str, str] | None,
) -> CreditRow:
    first, family = parts_of(attendee.person)
    typed = {"given_name": first, "family_name": family}
    if standing:
        kept = standing.request
        typed |= {name: getattr(kept.fields, name) for name in FIELDS}
        typed |= {n: getattr(kept, n) for n in NAMES if getattr(kept, n)}
    wrong: dict[str, BadInputError] = {}
    if given and isinstance(refusal, BadInputError) and given.get("do") == "keep":
        typed = {**typed, **given}
        told = Told(given, given.get("consent", "")[:LONGEST_VERSION])
        wrong = wrong_request(policy.type, told)
    return CreditRow(
        policy,
        standing,
        ASKED[policy.type],
        typed,
        {field: sentence_of(each) for field, each in wrong.items()},
        tuple(map(amount, amounts(standing.result))) if standing else (),
        attendee.person.profession in policy.professions,
    )
