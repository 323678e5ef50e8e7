"""What is asked to report credit, and how each field may be written."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance.people import MissingFieldError
from facilitator.domain.credit.fields import (
    ASKED,
    FIELDS,
    READERS,
    ConsentNeededError,
    CreditFields,
    IdentifierNeededError,
    missing,
    read_credit_fields,
    wrong_credit_fields,
)
from facilitator.domain.credit.identifiers import (
    STATES,
    BadBirthError,
    BadNpiError,
    read_birth,
    read_board,
    read_board_id,
    read_license,
    read_nabp,
    read_npi,
    read_state,
)
from facilitator.domain.credit.policy import PRESETS
from facilitator.errors import BadInputError

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
NPI = "1234567893"
Reader = Callable[[str], str]


def test_every_day_of_a_leap_year_is_a_birthday_and_no_other() -> None:
    first = date(2024, 1, 1)
    days = {f"{first + timedelta(days=n):%m%d}" for n in range(366)}
    read = set()
    for number in range(10_000):
        typed = f"{number:04}"
        if typed in days:
            read.add(read_birth(typed))
        else:
            with pytest.raises(BadBirthError):
                read_birth(typed)

    assert read == days
    assert {"0101", "0229", "1231"} <= read


@pytest.mark.parametrize("typed", ["0229", "02/29", "02-29", " 02 29\n"])
def test_a_birthday_keeps_its_zero(typed: str) -> None:
    assert read_birth(typed) == "0229"


@pytest.mark.parametrize(
    "typed", ["", "229", "2/29", "29/02", "02292000", "0٢29", "0229.0", "--", "02--29"]
)
def test_what_is_no_month_and_day_is_refused(typed: str) -> None:
    with pytest.raises(BadBirthError, match="such as 0229"):
        read_birth(typed)


def test_an_npi_has_a_right_check_digit() -> None:
    # The example of the standard itself.
    assert read_npi(NPI) == NPI
    assert read_npi(" 1234 567 893 ") == NPI
    for digit in "012456789":
        with pytest.raises(BadNpiError):
            read_npi(NPI[:-1] + digit)


def test_one_wrong_digit_or_two_swapped_neighbours_are_noticed() -> None:
    wrong = {
        NPI[:place] + digit + NPI[place + 1 :]
        for place in range(len(NPI))
        for digit in "0123456789"
    }
    swapped = {
        NPI[:n] + NPI[n + 1] + NPI[n] + NPI[n + 2 :] for n in range(len(NPI) - 1)
    }
    for typed in (wrong | swapped) - {NPI}:
        with pytest.raises(BadNpiError):
            read_npi(typed)


@pytest.mark.parametrize(
    ("read", "typed", "kept"),
    [
        (read_npi, "2234567891", "2234567891"),
        (read_nabp, "012345", "012345"),
        (read_nabp, " 1234 5678", "12345678"),
        (read_state, "tx", "TX"),
        (read_state, " pr ", "PR"),
        (read_license, "ab-0123", "AB-0123"),
        (read_license, "0 12 3", "0123"),
        (read_board, "abim", "ABIM"),
        (read_board_id, "00421", "00421"),
    ],
)
def test_a_field_is_kept_in_one_form(read: Reader, typed: str, kept: str) -> None:
    assert read(typed) == kept
    assert read(kept) == kept


@pytest.mark.parametrize(
    ("read", "typed", "code"),
    [
        (read_npi, "3234567890", "bad-npi"),
        (read_npi, "123456789", "bad-npi"),
        (read_npi, "808401234567893", "bad-npi"),
        (read_nabp, "12345", "bad-nabp"),
        (read_nabp, "123456789", "bad-nabp"),
        (read_nabp, "12345x", "bad-nabp"),
        (read_state, "XX", "bad-state"),
        (read_state, "Texas", "bad-state"),
        (read_state, "ﬂ", "bad-state"),
        (read_license, "", "bad-license"),
        (read_license, "-1", "bad-license"),
        (read_license, "x" * 21, "bad-license"),
        (read_license, "=1+1", "bad-license"),
        (read_board, "A", "bad-board"),
        (read_board, "ß", "bad-board"),
        (read_board, "ABCDEFGHIJK", "bad-board"),
        (read_board_id, "1;2", "bad-board-id"),
    ],
)
def test_what_is_none_is_refused_with_its_own_sentence(
    read: Reader, typed: str, code: str
) -> None:
    with pytest.raises(BadInputError) as refusal:
        read(typed)

    assert refusal.value.code == code
    assert str(refusal.value) == refusal.value.sentence


def test_there_are_fifty_states_the_district_and_five_territories() -> None:
    assert len(STATES) == 56
    assert {"DC", "PR", "GU", "VI", "AS", "MP"} <= STATES


@pytest.mark.parametrize("field", READERS)
@given(typed=st.text() | st.from_regex(r"\s?[0-9A-Za-z/-]{2,12}\s?", fullmatch=True))
def test_any_text_is_canonical_or_a_sentence(field: str, typed: str) -> None:
    read = READERS[field]
    try:
        kept = read(typed)
    except BadInputError as refusal:
        kept = ""
        told = str(refusal)
        assert told.endswith(".")  # either way is right
    if kept:
        assert read(kept) == kept
        assert kept.isascii()


def test_each_type_asks_only_for_what_it_is_reported_by() -> None:
    assert {name: asked.fields for name, asked in ASKED.items()} == {
        "ama": (
            "birth",
            "npi",
            "license_state",
            "license_number",
            "board",
            "board_id",
        ),
        "ancc": (),
        "acpe": ("nabp", "birth"),
        "apa": (),
        "aswb": (),
        "nchec": (),
    }
    assert list(ASKED) == list(PRESETS)
    assert list(READERS) == list(FIELDS)
    assert all(label.en and label.es for label in FIELDS.values())


def test_a_pharmacist_is_reported_by_profile_and_birthday() -> None:
    given = {"nabp": "0123456", "birth": "02/29", "npi": NPI, "shoe": "44"}

    fields = read_credit_fields(given, "acpe", consent=True, now=NOW)

    assert fields == CreditFields(birth="0229", nabp="0123456", consented_at=NOW)
    assert missing(fields, "acpe") == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"npi": NPI}, {"npi": NPI}),
        (
            {"license_state": "tx", "license_number": "k 12"},
            {"license_state": "TX", "license_number": "K12"},
        ),
        ({"board": "abim", "board_id": "7"}, {"board": "ABIM", "board_id": "7"}),
        ({"npi": NPI, "license_state": "TX"}, {"npi": NPI}),
    ],
)
def test_a_physician_is_reported_by_a_birthday_and_one_whole_identifier(
    given: dict[str, str], kept: dict[str, str]
) -> None:
    fields = read_credit_fields(
        {"birth": "1231", **given}, "ama", consent=True, now=NOW
    )

    assert fields == CreditFields(birth="1231", consented_at=NOW, **kept)


def test_half_an_identifier_is_none() -> None:
    given = {"birth": "1231", "license_state": "TX"}

    with pytest.raises(IdentifierNeededError, match="Give one number"):
        read_credit_fields(given, "ama", consent=True, now=NOW)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(MissingFieldError, match="Month and day of birth"):
        read_credit_fields({"nabp": "123456"}, "acpe", consent=True, now=NOW)

    assert [problem.code for problem in missing(CreditFields(), "ama")] == [
        "missing-field",
        "identifier-needed",
    ]
    assert missing(CreditFields(), "ancc") == ()


def test_without_consent_nothing_is_kept() -> None:
    given = {"nabp": "0123456", "birth": "0229"}

    with pytest.raises(ConsentNeededError):
        read_credit_fields(given, "acpe", consent=False, now=NOW)
    nothing = read_credit_fields({"nabp": "  "}, "acpe", consent=False, now=NOW)
    assert nothing == CreditFields()


def test_consent_keeps_its_time_also_where_nothing_is_asked() -> None:
    fields = read_credit_fields({"npi": NPI}, "ancc", consent=True, now=NOW)

    assert fields == CreditFields(consented_at=NOW)


def test_everything_wrong_with_a_form_is_told_at_once() -> None:
    given = {"birth": "0230", "npi": "1", "license_state": "TX", "board": "?"}

    found = wrong_credit_fields(given, "ama")

    assert {field: problem.code for field, problem in found.items()} == {
        "birth": "bad-birth",
        "npi": "bad-npi",
        "board": "bad-board",
    }
    assert wrong_credit_fields({"npi": "1"}, "ancc") == {}
