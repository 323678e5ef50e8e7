"""Asking for credit: the types on offer, and what a form of one of them says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from facilitator.domain.attendance.people import (
    FieldTooLongError,
    MissingFieldError,
    Person,
)
from facilitator.domain.credit.fields import (
    ASKED,
    CONSENTS,
    READERS,
    ConsentNeededError,
    CreditFields,
    missing,
    read_credit_fields,
    wrong_credit_fields,
)
from facilitator.domain.credit.policy import CreditPolicy
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.text import Text, is_blank, is_kept, plain
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError

NAMES: dict[str, Text] = {
    "given_name": Text("Given name", "Nombre"),
    "family_name": Text("Family name", "Apellidos"),
}
LONGEST_NAME = 80
_TWO_FAMILY_NAMES = 3  # words, of which the last two are family names in Spanish


class NoSuchCreditError(NotFoundError):
    """The plan designates no credit of this type."""

    code = "no-such-credit"
    sentence = "This session gives no credit of this kind."


class NameNeededError(FacilitatorError):
    """Somebody without a name asks for credit."""

    code = "name-needed"
    status = 409
    sentence = "Credit needs a name. Give your name first; your time here stays yours."


class ConsentChangedError(BadInputError):
    """What was agreed to is not the text of today."""

    code = "consent-changed"
    sentence = "The text to agree to has changed. Read it again, then agree to it."


@dataclass(frozen=True, slots=True)
class Told:
    """What a form of one credit type says.

    `consent` is the version of the text that was agreed to, "" for none; `agreed_by`
    as in `CreditFields`.
    """

    given: Mapping[str, str]
    consent: str = ""
    agreed_by: str = "person"


def newest_consent() -> str:
    """Return the version of the text to agree to now."""
    return next(reversed(CONSENTS))


def offered(
    policies: Iterable[CreditPolicy], profession: str
) -> tuple[CreditPolicy, ...]:
    """Return the credit types of a plan, those of the profession first."""
    return tuple(sorted(policies, key=lambda one: profession not in one.professions))


def earnable(
    policies: Iterable[CreditPolicy], profession: str
) -> tuple[CreditPolicy, ...]:
    """Return the credit types that a profession may earn; all where it is not known."""
    return tuple(p for p in policies if not profession or profession in p.professions)


def parts_of(person: Person) -> tuple[str, str]:
    """Return a guess at given and family name, for the person to put right.

    In Spanish people have two family names, in English one.
    """
    words = person.name.split()
    two = person.language == "es" and len(words) >= _TWO_FAMILY_NAMES
    family = 2 if two else 1
    if len(words) < 2:  # noqa: PLR2004  # one word is no given and family name
        return person.name, ""
    return " ".join(words[:-family]), " ".join(words[-family:])


def read_request(
    attendee: str, credit_type: str, told: Told, now: datetime
) -> CreditRequest:
    """Return the request that a form makes.

    Left empty altogether, credit is asked for and not reported: no detail is kept.

    Raises:
        BadInputError: the first of what `wrong_request` finds.
    """
    for problem in wrong_request(credit_type, told).values():
        raise problem
    if not told.consent or not ASKED[credit_type].fields:
        return CreditRequest(attendee, credit_type)
    fields = read_credit_fields(told.given, credit_type, consent=True, now=now)
    fields = replace(fields, consent=told.consent, agreed_by=told.agreed_by)
    request = CreditRequest(attendee, credit_type, fields)
    if not ASKED[credit_type].named:
        return request
    given, family = (_name(told.given.get(name, ""), name) for name in NAMES)
    return replace(request, given_name=given, family_name=family)


def wrong_request(credit_type: str, told: Told) -> dict[str, BadInputError]:
    """Return all that is wrong with a form, by field, in the form's order.

    What belongs to no field of its own is at "identifier" and at "consent".
    """
    asked = ASKED[credit_type]
    typed = [f for f in asked.fields if told.given.get(f, "").strip()]
    if not asked.fields or not (typed or told.consent):
        return {}
    found: dict[str, BadInputError] = {}
    if asked.named:
        found |= _wrong_names(told.given)
    wrong = wrong_credit_fields(told.given, credit_type)
    found |= wrong | _lacking(told.given, credit_type, wrong)
    if not told.consent:
        found["consent"] = ConsentNeededError()
    elif told.consent != newest_consent():
        found["consent"] = ConsentChangedError()
    return found


def _lacking(
    given: Mapping[str, str], credit_type: str, wrong: Mapping[str, BadInputError]
) -> dict[str, BadInputError]:
    """Return what is missing beside what is wrong."""
    fields = ASKED[credit_type].fields
    sound: dict[str, Any] = {
        field: READERS[field](given[field])
        for field in fields
        if given.get(field, "").strip() and field not in wrong
    }
    found: dict[str, BadInputError] = {}
    for problem in missing(replace(CreditFields(), **sound), credit_type):
        place = str(problem.facts.get("name", "identifier"))
        groups = {f for group in ASKED[credit_type].one_of for f in group}
        # Somebody who mistyped the one number they gave is told of that alone.
        if place not in wrong and not (place == "identifier" and groups & set(wrong)):
            found[place] = problem
    return found


def _wrong_names(given: Mapping[str, str]) -> dict[str, BadInputError]:
    found: dict[str, BadInputError] = {}
    for field in NAMES:
        try:
            _name(given.get(field, ""), field)
        except BadInputError as problem:
            found[field] = problem
    return found


def with_kept(
    given: Mapping[str, str], request: CreditRequest | None
) -> Mapping[str, str]:
    """Return a form in which what was left empty is what was given before.

    A form that shows nothing of what is kept is sent with its fields empty.
    """
    if request is None or not request.fields.consented_at:
        return given
    kept = {f: getattr(request.fields, f) for f in ASKED[request.type].fields}
    typed = {field: words for field, words in given.items() if words.strip()}
    return {**given, **{f: typed.get(f, words) for f, words in kept.items()}}


def _name(typed: str, field: str) -> str:
    kept = " ".join("".join(c if is_kept(c) else " " for c in typed).split())
    if is_blank(kept):
        raise MissingFieldError(field=NAMES[field], name=field)
    if len(kept) > LONGEST_NAME:
        raise FieldTooLongError(field=NAMES[field], longest=LONGEST_NAME, name=field)
    return kept


def is_named(request: CreditRequest, person: Person) -> bool:
    """Whether a report would name the person as the list does, in whatever parts."""
    split = f"{request.given_name} {request.family_name}"
    return plain(split).split() == plain(person.name).split()


def without_consent(request: CreditRequest) -> CreditRequest:
    """Return a request as it stands when the person no longer agrees."""
    return replace(request, fields=CreditFields(), given_name="", family_name="")
