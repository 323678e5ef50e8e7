"""The learner report for PARS has the structure of the public draft, version 0.5."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from made_attendance import BOARD_ID, IDS, LICENSE, NPI, awkward

from facilitator.documents.pars import learner_report
from facilitator.domain.credit.lines import credit_book
from facilitator.domain.credit.reporting import credit_reporting, ready_for


def text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def digits(count: int) -> Any:
    return lambda value: text(value) and bool(re.fullmatch(rf"[0-9]{{{count}}}", value))


def moment(value: object) -> bool:
    """A date and time with its offset, in seconds."""
    return text(value) and datetime.fromisoformat(str(value)).utcoffset() is not None


def credits_(value: object) -> bool:
    return isinstance(value, float) and value > 0 and value % 0.25 == 0


# As in the draft: every key it demands, and none that it does not know.
RECORD: Mapping[str, Any] = {
    "ReportingOrganization": text,
    "Member": {"Name": {"GivenName": text, "FamilyName": text}},
    "Activity": {
        "ProviderOrganization": digits(7),
        "Module": {
            "ModuleName": {"value": text, "moduleID": digits(9)},
            "Status": lambda value: value == "Completed",
            "CompletedDateTime": moment,
            "CreditCertificate": [
                {
                    "UniqueID": {"value": text, "domain": text},
                    "CreditReceived": {
                        "activityCertification": text,
                        "creditUnit": lambda value: value == "Point",
                        "numberOfCredits": credits_,
                    },
                    "CreditID": lambda value: bool(
                        re.fullmatch(r"ccid:[^:]+:[^:]+", value) and len(value) <= 300
                    ),
                }
            ],
        },
    },
    "XtensibleInfo": {
        "ProviderID": text,
        "LearnerRecordAction": lambda value: value in ("add", "delete"),
    },
}
FILE: Mapping[str, Any] = {
    "ACCMELearnerReports": {
        "ActivityReports": {"DateTimeCreated": moment, "ActivityReport": [RECORD]}
    }
}


def wrong(value: Any, shape: Any, path: str = "") -> list[str]:
    """Return where a value is not as its shape says; a list has at least one item."""
    if isinstance(shape, Mapping):
        if not isinstance(value, Mapping) or value.keys() != shape.keys():
            return [path]
        return [
            p for key in shape for p in wrong(value[key], shape[key], f"{path}/{key}")
        ]
    if isinstance(shape, list):
        if not isinstance(value, list) or not value:
            return [path]
        return [
            p
            for n, item in enumerate(value)
            for p in wrong(item, shape[0], f"{path}/{n}")
        ]
    return [] if shape(value) else [path]


@pytest.fixture
def made() -> dict[str, Any]:
    report = awkward()
    ready = ready_for(credit_reporting(report, credit_book(report)), "ama")
    read: dict[str, Any] = json.loads(learner_report(report, ready, IDS))
    return read


def records(made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made["ACCMELearnerReports"]["ActivityReports"][
        "ActivityReport"
    ]
    return found


def test_the_report_is_as_the_draft_says(made: dict[str, Any]) -> None:
    assert wrong(made, FILE) == []


def test_the_check_finds_what_is_not_as_the_draft_says(made: dict[str, Any]) -> None:
    record = records(made)[0]
    record["Activity"]["Module"]["Status"] = "Done"
    record["Activity"]["ProviderOrganization"] = "123"
    record["Member"]["PersonalInfo"] = {}

    assert wrong(made, FILE) == [
        "/ACCMELearnerReports/ActivityReports/ActivityReport/0" + path
        for path in (
            "/Member",
            "/Activity/ProviderOrganization",
            "/Activity/Module/Status",
        )
    ]


def test_each_person_is_reported_by_one_number_and_what_they_claim(
    made: dict[str, Any],
) -> None:
    told = []
    for record in records(made):
        [certificate] = record["Activity"]["Module"]["CreditCertificate"]
        received = certificate["CreditReceived"]["numberOfCredits"]
        told.append((*certificate["UniqueID"].values(), received))

    assert told == [(LICENSE, "TX", 0.75), (NPI, "NPI", 1.0), (BOARD_ID, "ABIM", 1.0)]


def test_no_birthday_is_made_up_where_the_year_is_not_known(
    made: dict[str, Any],
) -> None:
    assert "Birth" not in json.dumps(made)
    assert "0229" not in json.dumps(made)


def test_a_record_keeps_its_number_from_export_to_export(made: dict[str, Any]) -> None:
    def numbers(read: dict[str, Any]) -> list[str]:
        modules = [record["Activity"]["Module"] for record in records(read)]
        return [module["CreditCertificate"][0]["CreditID"] for module in modules]

    report = awkward()
    ready = ready_for(credit_reporting(report, credit_book(report)), "ama")
    again = json.loads(learner_report(report, ready, IDS))

    assert numbers(made) == numbers(again)
    assert len(set(numbers(made))) == 3
