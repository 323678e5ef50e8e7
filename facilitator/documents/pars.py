"""The learner report for PARS, by a public draft of its format (version 0.5).

Nothing else in the program knows the format: when it changes, this module does.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.credit.lines import CreditLine
from facilitator.domain.credit.policy import QUARTERS
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.reports import AttendanceReport

DRAFT = "0.5"


def learner_report(
    report: AttendanceReport, ready: Iterable[CreditLine], hand_off: HandOff
) -> bytes:
    """Return the report as JSON, a record for each person.

    The draft takes a day of birth with its year alone. The year is not asked, so no
    birthday is in it: month and day are on the sheet for PARS.

    Args:
        report: the session.
        ready: who can be reported, at least one.
        hand_off: the provider's ids, all of them filled in.
    """
    made = {
        "ACCMELearnerReports": {
            "ActivityReports": {
                "DateTimeCreated": report.made_at.isoformat(timespec="seconds"),
                "ActivityReport": [_record(report, one, hand_off) for one in ready],
            }
        }
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _record(
    report: AttendanceReport, line: CreditLine, hand_off: HandOff
) -> Mapping[str, Any]:
    request = line.request or CreditRequest(line.attendee.id, line.type)
    session, accreditor = report.session, hand_off.accreditor
    activity = hand_off.activity(session.code, session.title["en"])
    left = line.attendee.left or report.made_at
    completed = left.astimezone(ZoneInfo(session.details.time_zone))
    return {
        "ReportingOrganization": accreditor.reporting_organization,
        "Member": {
            "Name": {
                "GivenName": request.given_name,
                "FamilyName": request.family_name,
            }
        },
        "Activity": {
            "ProviderOrganization": accreditor.organization_id,
            "Module": {
                "ModuleName": {
                    "value": activity.activity_name,
                    "moduleID": activity.module_id,
                },
                "Status": "Completed",
                "CompletedDateTime": completed.isoformat(timespec="seconds"),
                "CreditCertificate": [
                    {
                        "UniqueID": _identifier(request.fields),
                        "CreditReceived": {
                            "activityCertification": accreditor.certification,
                            "creditUnit": "Point",
                            "numberOfCredits": line.reported / QUARTERS,
                        },
                        "CreditID": _credit_id(report, line, hand_off),
                    }
                ],
            },
        },
        "XtensibleInfo": {
            "ProviderID": accreditor.organization_id,
            "LearnerRecordAction": "add",
        },
    }


def _identifier(fields: CreditFields) -> Mapping[str, str]:
    """Return the one number to report by; its domain says whose number it is."""
    for value, domain in (
        (fields.npi, "NPI"),
        (fields.license_number, fields.license_state),
        (fields.board_id, fields.board),
    ):
        if value and domain:
            return {"value": value, "domain": domain}
    raise AssertionError  # who has none of them is not ready


def _credit_id(report: AttendanceReport, line: CreditLine, hand_off: HandOff) -> str:
    # The same in every export, so that a record sent again is known again.
    said = f"{report.session.id}\n{line.attendee.id}\n{line.type}"
    digest = sha256(said.encode()).hexdigest()[:20]
    return f"ccid:{hand_off.accreditor.organization_id}:{report.session.code}-{digest}"
