"""What is claimed of the credit that somebody earned."""

import pytest
from credit_delivery import held, minute, present, rules

from facilitator.domain.credit.claim import (
    ATTESTATIONS,
    AttestationNeededError,
    Claim,
    ClaimError,
    NothingToClaimError,
    UnknownAttestationError,
    amounts,
    claimed,
    newest_attestation,
)
from facilitator.domain.credit.engine import credit_of
from facilitator.domain.text import Text

NOW = minute(150)
HALF = present((minute(0), minute(60)))
ALL = present((minute(0), minute(140)))


def test_a_claim_keeps_amount_attestation_and_time() -> None:
    result = credit_of(ALL, rules(), held())

    assert claimed(result, 7, "1", NOW) == Claim("ama", 7, "1", NOW)


def test_up_to_what_is_earned_can_be_claimed() -> None:
    result = credit_of(HALF, rules(), held())

    assert [claimed(result, q, "1", NOW).quarters for q in (1, 2, 3, 4)] == [1, 2, 3, 4]
    for quarters in (-1, 0, 5, 8):
        with pytest.raises(ClaimError, match=r"from 0\.25 to 1\.00, in steps of 0\.25"):
            claimed(result, quarters, "1", NOW)


def test_a_claim_is_in_the_steps_of_its_type_and_not_below_its_minimum() -> None:
    whole = credit_of(ALL, rules(step=4), held())
    least = credit_of(ALL, rules(minimum=6), held())

    assert claimed(whole, 4, "1", NOW).quarters == 4
    for quarters in (1, 6):
        with pytest.raises(ClaimError, match=r"from 1\.00 to 2\.00, in steps of 1\.00"):
            claimed(whole, quarters, "1", NOW)
    with pytest.raises(ClaimError, match=r"from 1\.50 to 2\.00"):
        claimed(least, 5, "1", NOW)


def test_where_no_part_is_allowed_all_or_nothing_is_claimed() -> None:
    result = credit_of(ALL, rules(partial=False), held())

    assert claimed(result, 8, "1", NOW).quarters == 8
    with pytest.raises(ClaimError):
        claimed(result, 4, "1", NOW)


def test_nothing_is_claimed_of_a_record_that_earns_nothing() -> None:
    result = credit_of(ALL, rules(professions=("nurse",)), held())

    assert (result.quarters, result.earned) == (8, 0)
    with pytest.raises(NothingToClaimError):
        claimed(result, 1, "1", NOW)


def test_only_a_text_of_ours_is_attested() -> None:
    result = credit_of(ALL, rules(), held())

    with pytest.raises(AttestationNeededError):
        claimed(result, 8, "", NOW)
    for version in ("0", "2"):
        with pytest.raises(UnknownAttestationError):
            claimed(result, 8, version, NOW)
    assert all(text.en and text.es for text in ATTESTATIONS.values())


def test_an_older_text_is_attested_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    result = credit_of(ALL, rules(), held())
    assert newest_attestation() == "1"

    monkeypatch.setitem(ATTESTATIONS, "2", Text("Newer", "Más nuevo"))

    assert claimed(result, 8, "2", NOW).attestation == "2"
    with pytest.raises(UnknownAttestationError, match="has changed"):
        claimed(result, 8, "1", NOW)


def test_the_amounts_to_choose_from_are_those_that_can_be_claimed() -> None:
    half, whole = (credit_of(who, rules(), held()) for who in (HALF, ALL))
    steps = credit_of(ALL, rules(step=4, minimum=2), held())
    full = credit_of(ALL, rules(partial=False), held())
    none = credit_of(ALL, rules(professions=("nurse",)), held())

    assert amounts(half) == (4, 3, 2, 1)
    assert amounts(whole) == (8, 7, 6, 5, 4, 3, 2, 1)
    assert amounts(steps) == (8, 4)
    assert amounts(full) == (8,)
    assert amounts(none) == ()
    for result in (half, whole, steps, full):
        for quarters in amounts(result):
            assert claimed(result, quarters, "1", NOW).quarters == quarters
