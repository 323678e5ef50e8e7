"""What is kept for a report, as somebody else may see it."""

from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.hiding import hidden_details
from facilitator.domain.credit.request import CreditRequest


def test_only_the_end_of_what_is_long_is_told() -> None:
    fields = CreditFields(
        birth="0229", npi="1234567893", license_state="TX", license_number="K1234"
    )

    hidden = hidden_details(CreditRequest("a", "ama", fields))

    assert [(one.field, one.ending) for one in hidden] == [
        ("birth", ""),
        ("npi", "93"),
        ("license_state", ""),
        ("license_number", ""),
    ]


def test_nothing_is_told_of_what_the_type_does_not_ask_for() -> None:
    fields = CreditFields(birth="0229", npi="1234567893")

    assert hidden_details(CreditRequest("a", "ancc", fields)) == ()
    assert hidden_details(CreditRequest("a", "acpe")) == ()
