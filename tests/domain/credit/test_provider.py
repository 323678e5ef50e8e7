"""What a plan must say of its provider before there are certificates."""

from dataclasses import replace
from datetime import date

import pytest

from facilitator.domain.credit.provider import ProfessionStatement, Provider, lacking
from facilitator.domain.text import Text

TODAY = date(2026, 3, 10)
WHOLE = Provider(
    name="Example Provider",
    address="100 Example Street",
    contact="ce@provider.example",
    statement=Text("Its words.", "Sus palabras."),
    verified=TODAY,
    number="EX-1",
    event_number="EX-1-2",
)


def kinds(provider: Provider, credit_type: str = "nchec") -> list[str]:
    found = lacking(provider, credit_type, ("en", "es"), TODAY)
    return [finding.kind for finding in found]


def test_nothing_is_lacking_where_all_is_said() -> None:
    assert kinds(WHOLE) == []


@pytest.mark.parametrize(
    ("without", "kind"),
    [
        (replace(WHOLE, name=" "), "provider-no-name"),
        (replace(WHOLE, address=""), "provider-no-address"),
        (replace(WHOLE, contact=""), "provider-no-contact"),
        (replace(WHOLE, number=""), "provider-no-number"),
        (replace(WHOLE, event_number=""), "no-event-number"),
    ],
)
def test_what_was_left_empty_is_told(without: Provider, kind: str) -> None:
    assert kinds(without) == [kind]


def test_only_one_body_asks_for_numbers() -> None:
    assert kinds(replace(WHOLE, number="", event_number=""), "ancc") == []


def test_a_statement_is_verified_on_a_day_that_has_come() -> None:
    assert kinds(replace(WHOLE, verified=None)) == ["not-verified"]
    assert kinds(replace(WHOLE, verified=date(2026, 3, 11))) == ["verified-later"]


def test_words_in_one_language_are_no_words_in_the_other() -> None:
    english = replace(WHOLE, statement=Text("Its words."))

    (found,) = lacking(english, "ama", ("en", "es"), TODAY)

    assert found.text["en"] == (
        "The provider's statement is not given in this language: Spanish."
    )
    assert lacking(english, "ama", ("en",), TODAY) == ()
    assert english.statement_for("nurse", "es") == ""


def test_a_profession_may_have_words_of_its_own() -> None:
    own = ProfessionStatement(("nurse",), Text("For nurses."))
    provider = replace(WHOLE, profession_statements=(own,))

    assert provider.statement_for("nurse", "en") == "For nurses."
    assert provider.statement_for("nurse", "es") == ""
    assert provider.statement_for("physician", "es") == "Sus palabras."
