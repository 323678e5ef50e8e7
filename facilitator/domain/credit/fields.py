"""What is asked of a person so that credit can be reported, and only that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.attendance.people import MissingFieldError
from facilitator.domain.credit.identifiers import (
    read_birth,
    read_board,
    read_board_id,
    read_license,
    read_nabp,
    read_npi,
    read_state,
)
from facilitator.domain.text import Text
from facilitator.errors import BadInputError

# A text once used is never changed: a new wording is a new version.
CONSENTS: dict[str, Text] = {
    "1": Text(
        "I agree that these details are kept with my attendance and given to the "
        "accredited provider, only to report my credit.",
        "Acepto que estos datos se guarden con mi asistencia y se entreguen al "
        "proveedor acreditado, solo para informar mis créditos.",
    ),
}

FIELDS: dict[str, Text] = {
    "birth": Text("Month and day of birth", "Mes y día de nacimiento"),
    "npi": Text("NPI", "NPI"),
    "nabp": Text("NABP e-Profile ID", "Número de perfil electrónico NABP"),
    "license_state": Text("State of the license", "Estado de la licencia"),
    "license_number": Text("License number", "Número de licencia"),
    "board": Text("Certifying board", "Consejo de certificación"),
    "board_id": Text("Board ID", "Número del consejo"),
}


class IdentifierNeededError(BadInputError):
    """None of the numbers by which credit is reported was given whole."""

    code = "identifier-needed"
    sentence = (
        "Give one number to report the credit by: the NPI, a license number with its "
        "state, or a board ID with its board."
    )


class ConsentNeededError(BadInputError):
    """Details were given without consent to report them."""

    code = "consent-needed"
    sentence = (
        "To report your credit we need your agreement. Agree to it, or leave these "
        "fields empty."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a credit type is reported by: every field of one, and one of the groups.

    `named` says that the report wants given and family name apart.
    """

    every: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    named: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that a form shows."""
        return (*self.every, *(field for group in self.one_of for field in group))


# Nothing is asked for a credit that is not reported by person.
ASKED: dict[str, Asked] = {
    "ama": Asked(
        ("birth",),
        (("npi",), ("license_state", "license_number"), ("board", "board_id")),
        named=True,
    ),
    "ancc": Asked(),
    "acpe": Asked(("nabp", "birth"), named=True),
    "apa": Asked(),
    "aswb": Asked(),
    "nchec": Asked(),
}


@dataclass(frozen=True, slots=True)
class CreditFields:
    """What a person gave so that credit can be reported, and when they agreed to it.

    All are text in canonical form, zeros in front included; `birth` is MMDD. `consent`
    is the version of the text agreed to, a key of `CONSENTS`; `agreed_by` is "person"
    where the person ticked it, "trainer" where they told the trainer so.
    """

    birth: str = ""
    npi: str = ""
    nabp: str = ""
    license_state: str = ""
    license_number: str = ""
    board: str = ""
    board_id: str = ""
    consented_at: datetime | None = None
    consent: str = ""
    agreed_by: str = "person"


READERS: dict[str, Callable[[str], str]] = {
    "birth": read_birth,
    "npi": read_npi,
    "nabp": read_nabp,
    "license_state": read_state,
    "license_number": read_license,
    "board": read_board,
    "board_id": read_board_id,
}


def read_credit_fields(
    given: Mapping[str, str], credit_type: str, *, consent: bool, now: datetime
) -> CreditFields:
    """Return what a form says, keeping only what the credit type needs.

    Left empty altogether, credit is not reported and nothing is kept.

    Raises:
        BadInputError: a field is missing or wrong, or there is no consent.
    """
    asked = ASKED[credit_type]
    typed = {f: given.get(f, "") for f in asked.fields if given.get(f, "").strip()}
    if not consent and typed:
        raise ConsentNeededError
    if not consent:
        return CreditFields()
    kept = {field: READERS[field](words) for field, words in typed.items()}
    # Half an identifier, such as a state without its number, reports nothing.
    halves = {f for g in asked.one_of if not kept.keys() >= set(g) for f in g}
    whole = {field: kept.get(field, "") for field in set(asked.fields) - halves}
    fields = CreditFields(**whole, consented_at=now)
    for problem in missing(fields, credit_type):
        raise problem
    return fields


def wrong_credit_fields(
    given: Mapping[str, str], credit_type: str
) -> dict[str, BadInputError]:
    """Return what is wrong with the fields of a form, so that all can be shown."""
    found: dict[str, BadInputError] = {}
    for field in ASKED[credit_type].fields:
        try:
            if given.get(field, "").strip():
                READERS[field](given[field])
        except BadInputError as problem:
            found[field] = problem
    return found


def missing(fields: CreditFields, credit_type: str) -> tuple[BadInputError, ...]:
    """Return what keeps a person's credit from being reported, in the form's order."""
    asked = ASKED[credit_type]
    found: list[BadInputError] = [
        MissingFieldError(field=FIELDS[name], name=name)
        for name in asked.every
        if not getattr(fields, name)
    ]
    whole = (all(getattr(fields, name) for name in group) for group in asked.one_of)
    if asked.one_of and not any(whole):
        found.append(IdentifierNeededError())
    return tuple(found)
