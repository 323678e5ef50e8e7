"""Whose credit can be reported, and what is missing for the others."""

from dataclasses import replace
from datetime import date

from made_attendance import IDS, NPI, asking, awkward, report, somebody, whole

from facilitator.domain.credit.hand_off import Activity, HandOff
from facilitator.domain.credit.lines import credit_book
from facilitator.domain.credit.provider import Provider
from facilitator.domain.credit.reporting import (
    Reporting,
    credit_reporting,
    missing_ids,
    ready_for,
)
from facilitator.domain.reports import AttendanceReport, DetailsErased

NO_NUMBER = (
    "Missing: one number to report by (NPI, license number with its state, or board ID "
    "with its board)."
)


def types(made: AttendanceReport) -> dict[str, Reporting]:
    found = credit_reporting(made, credit_book(made))
    return {one.policy.type: one for one in found}


def lacks(one: Reporting) -> dict[str, list[str]]:
    """Return the reasons in English, by name."""
    return {
        held.line.attendee.person.name: [reason.en for reason in held.reasons]
        for held in one.held_back
    }


def test_only_who_asked_agreed_and_claimed_with_every_detail_is_ready() -> None:
    found = types(awkward())

    ready = {
        name: [line.attendee.id for line in one.ready] for name, one in found.items()
    }
    assert ready == {"ama": ["=Bo", "Ana Ruiz", "Cara Díaz"], "acpe": ["Fay"]}
    assert lacks(found["ama"]) == {
        "Dan": ["A sign-out is missing."],
        "Eva": [
            "Agreement to have the credit reported is missing.",
            "Missing: Month and day of birth.",
            NO_NUMBER,
        ],
    }
    assert lacks(found["acpe"]) == {"Gus": ["Missing: Month and day of birth."]}
    assert len(found["ama"].silent) == 1


def test_what_is_claimed_is_reported_else_what_is_earned() -> None:
    found = types(awkward())
    reported = {line.attendee.id: line.reported for line in found["ama"].ready}

    assert reported == {"Ana Ruiz": 4, "=Bo": 3, "Cara Díaz": 4}
    assert [line.reported for line in found["acpe"].ready] == [4]


def test_a_name_that_is_not_split_a_missing_claim_and_too_high_a_one_hold_back() -> (
    None
):
    ana, bo = (
        whole("Ana", "physician"),
        somebody("Bo", "physician", ("in", 0), ("out", 30)),
    )
    made = report(
        [ana, bo],
        [
            asking(ana, "ama", quarters=0, names=("", "Ruiz"), birth="0229", npi=NPI),
            asking(bo, "ama", birth="0229", npi=NPI),
        ],
    )

    assert lacks(types(made)["ama"]) == {
        "Ana": [
            "No amount of credit is claimed yet.",
            "Missing: the name as given name and family name.",
        ],
        "Bo": ["The claim (1.00) is more than the record now comes to (0.50)."],
    }


def test_a_credit_that_nobody_reports_by_person_needs_no_consent() -> None:
    nurse = whole("Nia", "nurse")
    made = report([nurse], [asking(nurse, "ancc", consent=False)], types=("ancc",))

    assert [line.attendee.id for line in types(made)["ancc"].ready] == ["Nia"]


def test_a_type_that_the_plan_lacks_has_nobody() -> None:
    assert ready_for(types(report([], types=("ancc",))).values(), "ama") == ()


def test_the_providers_missing_ids_are_named_by_their_keys() -> None:
    said = [one.en for one in missing_ids(HandOff(), "ABC234")]
    assert [one.rpartition(" as ")[2] for one in said] == [
        "provider.organization_id.",
        "provider.module_id.",
        "provider.reporting_organization.",
    ]
    assert said[0].startswith(
        "The provider's PARS organization number (7 digits) is not known yet."
    )
    assert missing_ids(IDS, "ABC234") == ()


def test_a_sessions_own_id_is_enough() -> None:
    without = replace(IDS.accreditor, module_id="")
    own = replace(IDS, accreditor=without, activities=(Activity("ABC234", "1" * 9),))

    assert missing_ids(own, "ABC234") == ()
    assert len(missing_ids(own, "XYZ234")) == 1


def test_the_plan_fills_what_the_file_leaves_open_and_nothing_else() -> None:
    plan = awkward().plan
    provider = Provider(name="Society", joint=("Clinic", "County"), event_number="9-P")
    credit = tuple(replace(policy, provider=provider) for policy in plan.credit)

    filled = HandOff().completed(replace(plan, credit=credit)).accreditor
    kept = IDS.completed(replace(plan, credit=credit)).accreditor

    assert (filled.reporting_organization, filled.joint_provider) == (
        "Society",
        "Clinic, County",
    )
    assert filled.activity_number == "9-P"
    assert kept.reporting_organization == "Example Society"
    assert HandOff().completed(plan) == HandOff()


def test_erased_details_are_not_missing_ones() -> None:
    ana, bo = whole("Ana", "physician"), whole("Bo", "physician")
    made = report([ana, bo], [asking(ana, "ama", quarters=4), asking(bo, "acpe")])
    erased = DetailsErased(date(2026, 6, 1), is_reported=True)

    (held,) = types(replace(made, details_erased=erased))["ama"].held_back

    assert held.is_past
    assert [reason.en for reason in held.reasons] == [
        "Reported to the provider; the details were erased on 2026-06-01."
    ]
