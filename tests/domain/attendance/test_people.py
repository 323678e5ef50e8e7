"""Minutes in the room, and what a sign-in form may say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from facilitator.domain.attendance.people import (
    FIELDS,
    PROFESSIONS,
    SETTINGS,
    Attendee,
    BadEmailError,
    FieldTooLongError,
    MissingFieldError,
    Person,
    Scan,
    ScanKind,
    read_person,
    wrong_fields,
)
from facilitator.domain.plan import SIGN_IN_FIELDS
from facilitator.errors import BadInputError


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of one afternoon."""
    return datetime(2026, 3, 10, hour, minute, second, tzinfo=UTC)


def attendee(*scans: tuple[ScanKind, datetime]) -> Attendee:
    """Return somebody with these scans."""
    log = tuple(Scan("a", kind, when, "phone") for kind, when in scans)
    return Attendee("a", Person("Ana"), log)


def test_minutes_run_from_coming_in_to_going_out() -> None:
    ana = attendee(("in", at(13)), ("out", at(15)))

    assert (ana.came, ana.left, ana.minutes) == (at(13), at(15), 120)


def test_minutes_agree_with_the_times_as_they_are_shown() -> None:
    assert attendee(("in", at(13, 10, 40)), ("out", at(13, 18, 5))).minutes == 8
    assert attendee(("in", at(13, 10, 5)), ("out", at(13, 18, 40))).minutes == 8
    assert attendee(("in", at(13, 10, 5)), ("out", at(13, 10, 59))).minutes == 0


def test_time_outside_between_two_visits_is_not_counted() -> None:
    ana = attendee(
        ("in", at(13)), ("out", at(13, 30)), ("re-entry", at(14)), ("out", at(14, 45))
    )

    assert (ana.came, ana.left, ana.minutes) == (at(13), at(14, 45), 75)


def test_every_visit_counts_by_the_times_as_they_are_shown() -> None:
    ana = attendee(
        ("in", at(13, 0, 50)),
        ("out", at(13, 5, 10)),
        ("re-entry", at(14, 0, 10)),
        ("out", at(14, 3, 50)),
    )

    assert ana.minutes == 5 + 3


def test_without_a_sign_out_no_end_is_made_up() -> None:
    ana = attendee(("in", at(13)))

    assert (ana.came, ana.left, ana.minutes) == (at(13), None, None)


def test_coming_back_without_leaving_again_is_incomplete() -> None:
    ana = attendee(("in", at(13)), ("out", at(14)), ("re-entry", at(14, 5)))

    assert (ana.left, ana.minutes) == (None, None)


def test_a_sign_out_without_a_sign_in_is_incomplete_too() -> None:
    ana = attendee(("out", at(15)))

    assert (ana.came, ana.left, ana.minutes) == (None, at(15), None)


def test_signing_in_twice_counts_from_the_first_time() -> None:
    assert attendee(("in", at(13)), ("in", at(14)), ("out", at(15))).minutes == 120


def test_nobody_has_minutes_without_a_scan() -> None:
    assert (attendee().came, attendee().left, attendee().minutes) == (None,) * 3


def test_an_hour_is_an_hour_where_the_clocks_change() -> None:
    zone = ZoneInfo("America/New_York")
    before = datetime(2026, 3, 8, 1, 30, tzinfo=zone)
    after = datetime(2026, 3, 8, 3, 30, tzinfo=zone)

    assert attendee(("in", before), ("out", after)).minutes == 60


def test_a_form_keeps_only_what_is_asked() -> None:
    given = {
        "name": "  Ana \t María\u00a0Ruiz ",
        "email": "ana@example.org",
        "organization": "Harbor",
        "setting": "housing",
        "profession": "nurse",
        "birthday": "1990-01-01",
    }

    assert read_person(given, SIGN_IN_FIELDS, "es") == Person(
        "Ana María Ruiz", "ana@example.org", "Harbor", "housing", "nurse", "es"
    )
    assert read_person(given, ("name",), "en") == Person("Ana María Ruiz")


def test_only_the_name_must_be_given() -> None:
    assert read_person({"name": "Ana"}, SIGN_IN_FIELDS, "en") == Person("Ana")
    with pytest.raises(MissingFieldError, match="Please fill in: Name"):
        read_person({"name": " \x00 "}, SIGN_IN_FIELDS, "en")
    with pytest.raises(MissingFieldError, match="Please fill in: Name"):
        read_person({"name": "\u200d \u200c"}, SIGN_IN_FIELDS, "en")


def test_a_name_keeps_its_joiners_and_nothing_turns_it_around() -> None:
    given = {"name": "\u0645\u06cc\u200c\u0631\u0648 \u202eRuiz\x07"}

    kept = read_person(given, SIGN_IN_FIELDS, "en").name

    assert kept == "\u0645\u06cc\u200c\u0631\u0648 Ruiz"


@pytest.mark.parametrize(
    "email", ["ana", "ana@", "@example.org", "a@b@c.org", "ana@example", "a b@c.org"]
)
def test_an_incomplete_email_is_refused(email: str) -> None:
    with pytest.raises(BadEmailError):
        read_person({"name": "Ana", "email": email}, SIGN_IN_FIELDS, "en")


@pytest.mark.parametrize(
    ("field", "longest"), [("name", 120), ("organization", 160), ("setting", 80)]
)
def test_a_field_that_is_too_long_says_how_long_it_may_be(
    field: str, longest: int
) -> None:
    with pytest.raises(FieldTooLongError, match=f"at most {longest} characters"):
        read_person({"name": "Ana", field: "x" * (longest + 1)}, SIGN_IN_FIELDS, "en")


@pytest.mark.parametrize("field", ["setting", "profession"])
def test_a_choice_that_is_not_on_the_list_is_refused(field: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_person({"name": "Ana", field: "astronaut"}, SIGN_IN_FIELDS, "en")

    assert refusal.value.facts == {"what": FIELDS[field], "name": field}


@pytest.mark.parametrize("choices", [SETTINGS, PROFESSIONS])
def test_every_choice_has_its_own_name_and_both_languages(choices: object) -> None:
    assert isinstance(choices, tuple)
    assert len(dict(choices)) == len(choices)
    assert [name for name, label in choices if not (label.en and label.es)] == []


def test_everything_wrong_with_a_form_is_told_at_once() -> None:
    given = {"name": " \t ", "email": "ana@nowhere", "setting": "housing"}

    found = wrong_fields(given, SIGN_IN_FIELDS)

    assert {field: problem.code for field, problem in found.items()} == {
        "name": "missing-field",
        "email": "bad-email",
    }
    assert wrong_fields({"name": "Ana"}, SIGN_IN_FIELDS) == {}
