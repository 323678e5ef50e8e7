"""What an accredited provider wants in its files: its headings, ids and limits.

The columns of the files that providers send on are theirs, and not public: a provider
says which of our fields goes into which of its columns.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from facilitator.domain.plan import SessionPlan
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

Measured = Literal["", "objective", "subjective"]

# A provider sends pharmacists' credit to CPE Monitor within 60 days of the session.
DAYS_TO_SUBMIT = 60
# What PARS numbers organizations and activities by.
ORGANIZATION_DIGITS, MODULE_DIGITS = 7, 9

OUTCOMES: dict[str, Text] = {
    "learner_knowledge": Text("Learner knowledge", "Conocimientos"),
    "learner_competence": Text("Learner competence", "Competencia"),
    "learner_performance": Text("Learner performance", "Desempeño"),
    "patient_health": Text("Patient health", "Salud de pacientes"),
    "community_health": Text("Community health", "Salud de la comunidad"),
}
MEASURED: dict[str, Text] = {
    "objective": Text("Objective", "Objetiva"),
    "subjective": Text("Subjective", "Subjetiva"),
}

_SHARED = ("credits", "completed_on", "activity_name", "profession", "credit_type")
# What each file may hold, and in which order unless the provider says another one:
# only what people are asked for that credit.
PARS_FIELDS = (
    "given_name",
    "family_name",
    "birth",
    "npi",
    "license_state",
    "license_number",
    "board",
    "board_id",
    *_SHARED,
    "module_id",
    "organization_id",
    "reporting_organization",
)
CPE_FIELDS = (
    "nabp",
    "birth",
    "given_name",
    "family_name",
    *_SHARED,
    "activity_number",
    "submit_by",
)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a provider's file: its heading, and our field or fixed words."""

    column: str
    field: str = ""
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """How the provider knows one session: ids that differ from session to session."""

    session: str
    module_id: str = ""
    activity_name: str = ""
    activity_number: str = ""


@dataclass(frozen=True, slots=True)
class Accreditor:
    """The accredited provider's ids and facts for its reports; "" is not known yet.

    `organization_id` has 7 digits, `module_id` 9, zeros in front included.
    `certification` is how the provider's system calls the credit of physicians.
    """

    organization_id: str = ""
    module_id: str = ""
    reporting_organization: str = ""
    activity_name: str = ""
    activity_number: str = ""
    certification: str = "AMA PRA Category 1"
    joint_provider: str = ""
    outcome: str = ""
    measured: Measured = ""
    commercial_support: Literal["", "yes", "no"] = ""


@dataclass(frozen=True, slots=True)
class HandOff:
    """What files for the provider are made by.

    Without columns a file has our own field names. `least` is the smallest number of
    people that a count shows. `mistakes` says why the provider's own could not be used.
    """

    accreditor: Accreditor = Accreditor()
    pars: tuple[MappedColumn, ...] = ()
    cpe: tuple[MappedColumn, ...] = ()
    activities: tuple[Activity, ...] = ()
    least: int = 5
    mistakes: str = ""

    def activity(self, code: str, title: str) -> Activity:
        """Return how the provider knows the session of a join code and title."""
        kept = self.accreditor
        own = next((a for a in self.activities if a.session == code), Activity(code))
        return Activity(
            code,
            own.module_id or kept.module_id,
            own.activity_name or kept.activity_name or title,
            own.activity_number or kept.activity_number,
        )

    def completed(self, plan: SessionPlan) -> "HandOff":
        """Return this with what a plan says of its providers, where it is silent."""
        said = {one.type: one.provider for one in plan.credit if one.provider}
        physicians, pharmacists = said.get("ama"), said.get("acpe")
        kept = self.accreditor
        if physicians:
            name, joint = physicians.name, ", ".join(physicians.joint)
            kept = replace(
                kept,
                reporting_organization=kept.reporting_organization or name,
                joint_provider=kept.joint_provider or joint,
            )
        if pharmacists and not kept.activity_number:
            kept = replace(kept, activity_number=pharmacists.event_number)
        return replace(self, accreditor=kept)

    def numbered(self, organization: str, module: str) -> "HandOff":
        """Return this with the numbers written at the desk, where it is silent."""
        kept = self.accreditor
        given = replace(
            kept,
            organization_id=kept.organization_id or organization,
            module_id=kept.module_id or module,
        )
        return replace(self, accreditor=given)


class NoSuchNumberError(BadInputError):
    """A number of the provider in PARS has not the digits that it must have."""

    code = "pars-number"
    sentence = (
        "The organization number has {organization} digits and the activity number "
        "{module}, zeros in front included. Leave a field empty if it is not known."
    )


def read_pars_numbers(organization: str, module: str) -> tuple[str, str]:
    """Return the numbers as typed, without spaces.

    Raises:
        NoSuchNumberError: one is neither empty nor has its digits.
    """
    typed = "".join(organization.split()), "".join(module.split())
    lengths = ORGANIZATION_DIGITS, MODULE_DIGITS
    for number, length in zip(typed, lengths, strict=True):
        if number and not re.fullmatch(rf"[0-9]{{{length}}}", number):
            raise NoSuchNumberError(organization=lengths[0], module=lengths[1])
    return typed


def own_columns(fields: tuple[str, ...]) -> tuple[MappedColumn, ...]:
    """Return columns that are headed by our own field names."""
    return tuple(MappedColumn(field, field) for field in fields)


def submit_by(held_on: date) -> date:
    """Return the last day on which pharmacists' credit can be submitted."""
    return held_on + timedelta(days=DAYS_TO_SUBMIT)
