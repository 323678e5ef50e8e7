"""A claim beside what is earned now."""

from dataclasses import replace

from credit_delivery import held, minute, present, rules

from facilitator.domain.attendance.people import Scan
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.engine import credit_of
from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.credit.standing import CreditStanding


def standing(quarters: int | None, minutes: int) -> CreditStanding:
    """Return somebody's claim, who was there for so many minutes."""
    claim = Claim("ama", quarters, "1", minute(150)) if quarters else None
    result = credit_of(present((minute(0), minute(minutes))), rules(), held())
    return CreditStanding(CreditRequest("a", "ama", claim=claim), result)


def test_a_claim_of_no_more_than_is_earned_stands() -> None:
    for quarters in (1, 4):
        one = standing(quarters, 60)
        assert (one.claimed, one.exceeds, one.findings) == (quarters, False, ())


def test_a_claim_of_more_than_is_earned_since_stands_no_more() -> None:
    one = standing(4, 50)

    assert one.result.earned == 3
    assert (one.claimed, one.exceeds) == (None, True)
    (finding,) = one.findings
    assert finding.text.en == (
        "1.00 was claimed, and 0.75 is earned now: the claim no longer counts until "
        "the person claims again."
    )


def test_a_claim_counts_no_more_and_no_less_while_the_record_has_a_gap() -> None:
    back = present((minute(0), minute(60)))
    scan = Scan("a", "re-entry", minute(70), "phone", 3)
    inside = replace(back, scans=(*back.scans, scan))

    one = CreditStanding(
        standing(4, 60).request, credit_of(inside, rules(), held(end=None))
    )

    assert (one.claimed, one.exceeds) == (None, False)
    assert [finding.kind for finding in one.findings] == ["no-sign-out"]


def test_nothing_claimed_is_nothing_exceeded() -> None:
    one = standing(None, 60)

    assert (one.claimed, one.exceeds) == (None, False)


def test_a_request_waits_while_only_an_end_is_missing() -> None:
    request = CreditRequest("a", "ama")
    there, goes_on = present((minute(0), minute(60))), held({"stop": 0}, end=None)
    still = credit_of(there, rules(), goes_on)
    nurse = credit_of(there, rules(professions=("nurse",)), goes_on)

    assert CreditStanding(request, still).waits
    assert not CreditStanding(request, nurse).waits
    assert not standing(None, 60).waits


def test_credit_is_reported_once_somebody_agreed() -> None:
    one = standing(None, 60)
    agreed = CreditRequest("a", "ama", CreditFields(consented_at=minute(0)))

    assert not one.reported
    assert CreditStanding(agreed, one.result).reported
