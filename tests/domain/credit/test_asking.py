"""What a form of one credit type says, and all that is wrong with it."""

from datetime import UTC, datetime

import pytest

from facilitator.domain.attendance.people import (
    FieldTooLongError,
    MissingFieldError,
    Person,
)
from facilitator.domain.credit.asking import (
    ConsentChangedError,
    Told,
    newest_consent,
    offered,
    parts_of,
    read_request,
    without_consent,
    wrong_request,
)
from facilitator.domain.credit.fields import (
    CONSENTS,
    ConsentNeededError,
    CreditFields,
    IdentifierNeededError,
)
from facilitator.domain.credit.identifiers import BadBirthError, BadNpiError
from facilitator.domain.credit.policy import PRESETS
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

NOW = datetime(2026, 5, 14, 16, tzinfo=UTC)
NPI = "1234567893"
NAMES = {"given_name": "Rosa", "family_name": "Peña"}
WHOLE = {**NAMES, "birth": "0229", "npi": NPI}


def kinds(credit_type: str, told: Told) -> dict[str, type[BadInputError]]:
    """Return the class of what is wrong, by field."""
    return {f: type(wrong) for f, wrong in wrong_request(credit_type, told).items()}


def test_a_whole_form_keeps_details_with_consent_and_its_time() -> None:
    told = Told({**WHOLE, "nabp": "123456", "extra": "x"}, "1", "trainer")

    assert read_request("a", "ama", told, NOW) == CreditRequest(
        "a",
        "ama",
        CreditFields(
            birth="0229",
            npi=NPI,
            consented_at=NOW,
            consent="1",
            agreed_by="trainer",
        ),
        given_name="Rosa",
        family_name="Peña",
    )


def test_left_empty_nothing_is_kept_and_credit_is_asked_for() -> None:
    for told in (Told({}), Told({**NAMES, "birth": "  ", "npi": ""})):
        assert read_request("a", "ama", told, NOW) == CreditRequest("a", "ama")


def test_a_type_that_asks_for_nothing_keeps_nothing() -> None:
    told = Told({**WHOLE, "license_number": "1"}, "1")

    assert read_request("a", "ancc", told, NOW) == CreditRequest("a", "ancc")


def test_all_that_is_wrong_is_found_at_its_field_at_once() -> None:
    told = Told({"given_name": " ", "family_name": "P", "birth": "0230", "npi": "1"})

    assert kinds("ama", told) == {
        "given_name": MissingFieldError,
        "birth": BadBirthError,
        "npi": BadNpiError,
        "consent": ConsentNeededError,
    }
    with pytest.raises(MissingFieldError):
        read_request("a", "ama", told, NOW)


def test_what_is_missing_is_found_beside_what_is_wrong() -> None:
    assert kinds("ama", Told(NAMES, "1")) == {
        "birth": MissingFieldError,
        "identifier": IdentifierNeededError,
    }
    assert kinds("acpe", Told({**NAMES, "birth": "1301"}, "1")) == {
        "birth": BadBirthError,
        "nabp": MissingFieldError,
    }
    half = {**NAMES, "birth": "0229", "license_state": "TX"}
    assert kinds("ama", Told(half, "1")) == {"identifier": IdentifierNeededError}


def test_an_older_text_is_agreed_to_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert newest_consent() == "1"
    assert kinds("ama", Told(WHOLE, "0")) == {"consent": ConsentChangedError}

    monkeypatch.setitem(CONSENTS, "2", Text("Newer", "Más nuevo"))

    assert kinds("ama", Told(WHOLE, "1")) == {"consent": ConsentChangedError}
    assert read_request("a", "ama", Told(WHOLE, "2"), NOW).fields.consent == "2"


@pytest.mark.parametrize("field", ["birth", "npi", "license_number", "board"])
@pytest.mark.parametrize(
    "typed",
    ["1" * 10_000, "12\x0034", "\u202e1234", "😀😀", "١٢٣٤", "'; DROP TABLE x"],
    ids=["long", "null", "rtl", "emoji", "arabic", "sql"],
)
def test_what_is_no_identifier_is_refused_and_not_kept(field: str, typed: str) -> None:
    assert field in wrong_request("ama", Told({**WHOLE, field: typed}, "1"))


def test_names_lose_what_would_turn_the_words_around_them_around() -> None:
    odd = {**WHOLE, "given_name": "Ro\u202esa\x07", "family_name": " Peña \n López "}

    read = read_request("a", "ama", Told(odd, "1"), NOW)

    assert (read.given_name, read.family_name) == ("Ro sa", "Peña López")
    long = {**WHOLE, "given_name": "n" * 10_000}
    assert kinds("ama", Told(long, "1")) == {"given_name": FieldTooLongError}


@pytest.mark.parametrize(
    ("name", "language", "parts"),
    [
        ("Rosa María Peña López", "es", ("Rosa María", "Peña López")),
        ("Rosa Peña", "es", ("Rosa", "Peña")),
        ("Mary Ann Smith", "en", ("Mary Ann", "Smith")),
        ("Sukarno", "en", ("Sukarno", "")),
    ],
)
def test_the_name_is_a_guess_to_put_right(
    name: str, language: str, parts: tuple[str, str]
) -> None:
    assert parts_of(Person(name, language=language)) == parts


def test_the_types_of_ones_own_profession_come_first() -> None:
    plan = [PRESETS[name] for name in ("ancc", "acpe", "ama")]

    assert [p.type for p in offered(plan, "physician")] == ["ama", "ancc", "acpe"]
    assert [p.type for p in offered(plan, "")] == ["ancc", "acpe", "ama"]


def test_without_consent_no_detail_is_left() -> None:
    given = read_request("a", "ama", Told(WHOLE, "1"), NOW)

    assert without_consent(given) == CreditRequest("a", "ama")
