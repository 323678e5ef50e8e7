"""The rules of a credit type as data, in whole minutes and whole quarters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.credit.provider import Provider
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

Rounding = Literal["nearest", "down"]

QUARTERS = 4
MOST_QUARTERS = 24 * QUARTERS

CREDIT_TYPES: tuple[tuple[str, Text], ...] = (
    ("ama", Text("AMA PRA Category 1", "AMA PRA Categoría 1")),
    ("ancc", Text("ANCC contact hours", "Horas de contacto ANCC")),
    ("acpe", Text("ACPE contact hours", "Horas de contacto ACPE")),
    ("apa", Text("APA CE credits", "Créditos de educación continua APA")),
    ("aswb", Text("ASWB ACE credits", "Créditos ACE de ASWB")),
    ("nchec", Text("NCHEC contact hours", "Horas de contacto NCHEC")),
)


class BadAmountError(BadInputError):
    """An amount of credit that is not written in quarters."""

    code = "bad-amount"
    sentence = "Write an amount of credit in quarters, such as 1.75."


def amount(quarters: int) -> str:
    """Return quarters as credit is written: 7 is "1.75"."""
    return f"{quarters // QUARTERS}.{quarters % QUARTERS * 25:02d}"


def read_amount(typed: str) -> int:
    """Return the quarters in an amount such as "1.75", "1.5" or "2".

    Raises:
        BadAmountError: it is no amount in quarters, or more than a day of credit.
    """
    found = re.fullmatch(r"([0-9]{1,2})(?:\.(00?|25|50?|75))?", typed.strip())
    if not found:
        raise BadAmountError
    part = {"25": 1, "5": 2, "50": 2, "75": 3}.get(found[2] or "", 0)
    quarters = int(found[1]) * QUARTERS + part
    if quarters > MOST_QUARTERS:
        raise BadAmountError
    return quarters


@dataclass(frozen=True, slots=True)
class CreditPolicy:
    """What one credit type designates and how minutes become credit.

    `designated`, `step` (1 or 4) and `minimum` are quarters of a credit;
    `minutes_per_unit` minutes are a whole one. Where a `partial` amount is not allowed
    a person earns all that is designated or nothing, and may miss `tolerance` minutes.
    `evaluation_counts` says whether parts for the evaluation count. `languages` are
    the delivery languages approved, `professions` those who may earn it. Where
    `evaluation_required` nothing is earned before the evaluation is handed in; where
    `claim_required` a person says how much of it they claim. `provider` is who
    designated it, None where the plan does not say.

    Source: the provider's credit entry in the session plan, on top of the preset.
    """

    type: str
    designated: int = 0
    languages: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    minutes_per_unit: int = 60
    step: int = 1
    rounding: Rounding = "down"
    partial: bool = True
    tolerance: int = 0
    minimum: int = 1
    evaluation_counts: bool = False
    evaluation_required: bool = False
    claim_required: bool = True
    provider: Provider | None = None

    @property
    def label(self) -> Text:
        """What the credit type is called."""
        return dict(CREDIT_TYPES)[self.type]

    @property
    def designated_minutes(self) -> int:
        """The whole minutes that the designated credit stands for."""
        return -(-self.designated * self.minutes_per_unit // QUARTERS)

    @property
    def minutes_needed(self) -> int:
        """The fewest whole minutes that come to the designated credit."""
        step = self.minutes_per_unit * self.step  # four times the minutes of a step
        halves = -(-self.designated // self.step) * 2
        if self.rounding == "nearest":
            halves = max(halves - 1, 0)
        return -(-halves * step // (2 * QUARTERS))

    def rounded(self, minutes: int) -> int:
        """Return the quarters that whole minutes come to, at most those designated.

        Half a step or more is a whole one where rounding is to the nearest.
        """
        step = self.minutes_per_unit * self.step
        if self.rounding == "nearest":
            steps = (2 * QUARTERS * minutes + step) // (2 * step)
        else:
            steps = QUARTERS * minutes // step
        return min(steps * self.step, self.designated)


def provider_names(policies: Iterable[CreditPolicy]) -> tuple[str, ...]:
    """Return who accredits, and with whom together, each once."""
    known = [one.provider for one in policies if one.provider]
    names = (name for one in known for name in (one.name, *one.joint))
    return tuple(dict.fromkeys(name for name in names if name))


# Only what the bodies are known to ask; a provider changes each rule in the plan. A
# type for full attendance rounds to tell whether the session itself was long enough.
PRESETS: dict[str, CreditPolicy] = {
    "ama": CreditPolicy("ama", professions=("physician",), rounding="nearest"),
    "ancc": CreditPolicy("ancc", professions=("nurse",)),
    "acpe": CreditPolicy(
        "acpe",
        professions=("pharmacist", "pharmacy_technician"),
        rounding="nearest",
        partial=False,
        claim_required=False,
    ),
    "apa": CreditPolicy(
        "apa",
        professions=("psychologist",),
        rounding="nearest",
        partial=False,
        evaluation_required=True,
        claim_required=False,
    ),
    "aswb": CreditPolicy(
        "aswb",
        professions=("social_worker",),
        rounding="nearest",
        partial=False,
        evaluation_required=True,
        claim_required=False,
    ),
    "nchec": CreditPolicy("nchec", professions=("health_education_specialist",)),
}
