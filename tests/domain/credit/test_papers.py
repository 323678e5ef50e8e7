"""Which paper a person gets, and the words that say why."""

from dataclasses import replace
from datetime import date

import pytest
from credit_delivery import END, held, minute, present

from facilitator.domain.attendance.people import PROFESSIONS, Attendee, Person
from facilitator.domain.credit.claim import Claim
from facilitator.domain.credit.engine import Delivery, credit_of
from facilitator.domain.credit.papers import (
    Certificate,
    Making,
    Note,
    Nothing,
    Paper,
    Participation,
    RecordOnly,
    is_awaited,
    paper_for,
)
from facilitator.domain.credit.policy import PRESETS, CreditPolicy
from facilitator.domain.credit.provider import ProfessionStatement, Provider
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.text import Text

TODAY = date(2026, 3, 11)
PROVIDER = Provider(
    name="Example Provider",
    address="100 Example Street",
    contact="ce@provider.example",
    statement=Text("Its words.", "Sus palabras."),
    verified=TODAY,
    number="EX-1",
    event_number="EX-1-2",
)
WHOLE = ((minute(0), minute(END)),)
FIRST_HOUR = ((minute(0), minute(60)),)


def policy(credit_type: str, provider: Provider | None = PROVIDER) -> CreditPolicy:
    rules = replace(PRESETS[credit_type], designated=8, languages=("en", "es"))
    return replace(rules, provider=provider)


def claim(credit_type: str, quarters: int) -> CreditRequest:
    stated = Claim(credit_type, quarters, "1", minute(END))
    return CreditRequest("a", credit_type, claim=stated)


def somebody(profession: str, **facts: str) -> Person:
    return Person("Ana Ruiz", profession=profession, **facts)


def paper(
    attendee: Attendee,
    rules: CreditPolicy,
    request: CreditRequest | None = None,
    delivery: Delivery | None = None,
) -> Paper:
    delivery = delivery or held()
    result = credit_of(attendee, rules, delivery)
    making = Making(delivery.languages, TODAY)
    return paper_for(attendee, rules, result, request, making)


def said(made: Paper) -> list[str]:
    return [reason.kind for reason in made.reasons]


@pytest.mark.parametrize(
    ("credit_type", "profession"),
    [
        ("ama", "physician"),
        ("ancc", "nurse"),
        ("nchec", "health_education_specialist"),
    ],
)
def test_a_certificate_shows_what_was_claimed(
    credit_type: str, profession: str
) -> None:
    there = present(*WHOLE, person=somebody(profession, language="es"))

    made = paper(there, policy(credit_type), claim(credit_type, 6))

    assert isinstance(made, Certificate)
    assert (made.quarters, made.language, made.statement) == (6, "es", "Sus palabras.")
    assert made.reasons == ()


def test_no_certificate_before_the_amount_is_claimed() -> None:
    doctor = present(*WHOLE)

    for request in (CreditRequest("a", "ama"), claim("ama", 0)):
        made = paper(doctor, policy("ama"), request)
        assert isinstance(made, RecordOnly)
        assert said(made) == ["not-claimed"]
    assert said(paper(doctor, policy("ama"))) == ["not-asked"]


def test_never_more_than_the_record_comes_to() -> None:
    made = paper(present(*FIRST_HOUR), policy("ama"), claim("ama", 8))
    again = paper(present(*FIRST_HOUR), policy("ama"), claim("ama", 4))

    assert isinstance(made, RecordOnly)
    assert said(made) == ["claim-exceeds"]
    assert isinstance(again, Certificate)
    assert again.quarters == 4


@pytest.mark.parametrize("credit_type", ["apa", "aswb"])
def test_all_or_nothing_and_the_evaluation_first(credit_type: str) -> None:
    rules = policy(credit_type)
    person = somebody(*rules.professions)
    there, asked = present(*WHOLE, person=person), CreditRequest("a", credit_type)

    before = paper(there, rules, asked)
    after = paper(replace(there, evaluated=True), rules, asked)
    late = paper(present(*FIRST_HOUR, person=person), rules, asked)

    assert isinstance(before, RecordOnly)
    assert said(before) == ["no-evaluation"]
    assert isinstance(after, Certificate)
    assert after.quarters == 8
    assert isinstance(late, RecordOnly)
    assert said(late) == ["missed", "no-evaluation"]


@pytest.mark.parametrize("profession", [name for name, _ in PROFESSIONS])
def test_only_physicians_are_told_of_credit_at_an_ama_activity(profession: str) -> None:
    rules = replace(policy("ama"), professions=tuple(dict(PROFESSIONS)))

    made = paper(present(*WHOLE, person=somebody(profession)), rules, claim("ama", 8))

    if profession == "physician":
        assert isinstance(made, Certificate)
    elif profession.startswith("pharmac"):
        assert isinstance(made, RecordOnly)
    else:
        assert isinstance(made, Participation)
        assert made.statement == ""
        assert said(made) == ["physicians-only"]


def test_participation_has_the_providers_words_for_that_profession() -> None:
    own = ProfessionStatement(("nurse",), Text("For nurses."))
    rules = policy("ama", replace(PROVIDER, profession_statements=(own,)))

    nurse = paper(present(*WHOLE, person=somebody("nurse")), rules)
    other = paper(present(*WHOLE, person=somebody("other")), rules)

    assert isinstance(nurse, Participation)
    assert nurse.statement == "For nurses."
    assert isinstance(other, Participation)
    assert other.statement == ""


def test_who_saw_nothing_that_counts_took_no_part() -> None:
    nurse = present((minute(131), minute(END)), person=somebody("nurse"))

    made = paper(nurse, policy("ama"))

    assert isinstance(made, RecordOnly)
    assert said(made) == ["no-time"]


@pytest.mark.parametrize("profession", ["pharmacist", "pharmacy_technician"])
def test_pharmacy_credit_is_found_elsewhere(profession: str) -> None:
    rules = replace(policy("acpe"), claim_required=True)
    there = present(*WHOLE, person=somebody(profession))

    for request in (claim("acpe", 8), CreditRequest("a", "acpe")):
        made = paper(there, rules, request)
        assert isinstance(made, Note)
        assert said(made) == ["cpe-monitor"]
    assert said(paper(there, rules)) == ["cpe-monitor", "not-asked"]


@pytest.mark.parametrize("profession", [name for name, _ in PROFESSIONS])
def test_nobody_gets_a_certificate_of_pharmacy_credit(profession: str) -> None:
    rules = replace(policy("acpe"), professions=tuple(dict(PROFESSIONS)))

    made = paper(present(*WHOLE, person=somebody(profession)), rules, claim("acpe", 8))

    assert not isinstance(made, (Certificate, Participation))


@pytest.mark.parametrize(
    ("provider", "kind"),
    [
        (None, "no-provider"),
        (replace(PROVIDER, verified=None), "not-verified"),
        (replace(PROVIDER, verified=date(2026, 3, 12)), "verified-later"),
        (replace(PROVIDER, statement=Text(es="Sus palabras.")), "no-statement"),
        (replace(PROVIDER, name=""), "provider-no-name"),
    ],
)
def test_without_the_providers_own_words_there_is_the_record_alone(
    provider: Provider | None, kind: str
) -> None:
    for profession in ("physician", "nurse"):
        there = present(*WHOLE, person=somebody(profession))
        made = paper(there, policy("ama", provider), claim("ama", 8))
        assert isinstance(made, RecordOnly)
        assert said(made) == [kind]


def test_another_profession_hears_of_that_before_anything_else() -> None:
    for provider in (None, PROVIDER):
        made = paper(present(*WHOLE), policy("ancc", provider))
        assert isinstance(made, RecordOnly)
        assert said(made) == ["other-profession"]
        assert not is_awaited(made, asked=False)
        assert is_awaited(made, asked=True)


def test_both_numbers_are_needed_where_they_are_printed() -> None:
    rules = policy("nchec", replace(PROVIDER, event_number=""))
    there = present(*WHOLE, person=somebody("health_education_specialist"))

    assert said(paper(there, rules, claim("nchec", 8))) == ["no-event-number"]


@pytest.mark.parametrize("profession", ["physician", "nurse"])
def test_nothing_of_a_type_in_a_language_that_is_not_approved(profession: str) -> None:
    english = replace(policy("ama"), languages=("en",))
    there = present(*WHOLE, person=somebody(profession, language="es"))

    made = paper(there, english, claim("ama", 8))
    in_english = paper(there, english, claim("ama", 8), held(languages=("en",)))

    assert isinstance(made, RecordOnly)
    assert said(made) == ["language"]
    assert isinstance(in_english, (Certificate, Participation))
    assert in_english.language == "en"


def test_a_profession_whose_words_are_missing_gets_no_others() -> None:
    own = ProfessionStatement(("physician",), Text(es="Para médicos."))
    rules = policy("ama", replace(PROVIDER, profession_statements=(own,)))

    assert said(paper(present(*WHOLE), rules, claim("ama", 8))) == ["no-statement"]


@pytest.mark.parametrize("profession", ["physician", "nurse", "pharmacist", ""])
@pytest.mark.parametrize("credit_type", ["ama", "acpe", "ancc"])
def test_nothing_at_all_while_the_record_has_a_gap(
    credit_type: str, profession: str
) -> None:
    whole = present(*WHOLE, person=somebody(profession))
    gap = replace(whole, scans=whole.scans[:1])

    made = paper(gap, policy(credit_type), claim(credit_type, 8))

    assert isinstance(made, Nothing)
    assert said(made) == ["no-sign-out"]


@pytest.mark.parametrize("name", ["", "  ", "\u200d"])
def test_nothing_for_who_gave_no_name(name: str) -> None:
    there = present(*WHOLE, person=Person(name, profession="physician"))

    made = paper(there, policy("ama"), claim("ama", 8))

    assert isinstance(made, Nothing)
    assert said(made) == ["no-name"]


def test_a_session_whose_parts_have_no_end_gives_the_record_alone() -> None:
    delivery = held({"stop": 0}, end=None)

    made = paper(present(*WHOLE), policy("ama"), claim("ama", 8), delivery)

    assert isinstance(made, RecordOnly)
    assert said(made) == ["no-end"]


def test_every_reason_can_be_told_in_both_languages() -> None:
    made = paper(present(*WHOLE, person=somebody("nurse")), policy("ama"))

    (reason,) = made.reasons
    assert reason.text["es"] == (
        "Solo las médicas y los médicos obtienen este crédito; las demás profesiones "
        "participan."
    )
