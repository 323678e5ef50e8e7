"""The doors of credit on the phone: asked for, given up, claimed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import Blueprint, redirect, request, url_for

from facilitator.domain.attendance.people import (
    PROFESSIONS,
    NotSignedInError,
    read_field,
)
from facilitator.domain.credit.asking import (
    NAMES,
    Told,
    newest_consent,
    parts_of,
    with_kept,
    wrong_request,
)
from facilitator.domain.credit.claim import (
    ATTESTATIONS,
    AttestationNeededError,
    UnknownAttestationError,
    amounts,
    newest_attestation,
)
from facilitator.domain.credit.fields import ASKED, CONSENTS, FIELDS
from facilitator.domain.credit.hiding import hidden_details
from facilitator.domain.credit.policy import CreditPolicy, amount
from facilitator.domain.credit.request import CreditRequest
from facilitator.domain.credit.standing import CreditStanding
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.rooms import Rooms
from facilitator.web.locale import sentence_of
from facilitator.web.phone.forms import wants_page
from facilitator.web.phone.own import Answer, Own, counted, given_fields, own_of

_LONGEST_VERSION = 12
NOTHING: Mapping[str, str] = MappingProxyType({})
_ATTESTATION = (AttestationNeededError, UnknownAttestationError)


class CreditDoors:
    """The routes of one person's credit, on their phone or by their address."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def add_to(self, phone: Blueprint) -> None:
        """Open the doors, each at both places."""
        for base, prefix in (("/s/<code>/me", ""), ("/p/<token>", "own_")):
            for rule, name, see, send in (
                ("credit", "credit", self.choose, self.chosen),
                ("credit/<credit_type>", "credit_type", self.ask, self.asked),
                ("claim/<credit_type>", "claim", self.claim, self.claimed),
            ):
                there = f"{base}/{rule}"
                phone.add_url_rule(there, f"{prefix}{name}", see)
                phone.add_url_rule(
                    there, f"{prefix}send_{name}", send, methods=["POST"]
                )

    def choose(self, code: str = "", token: str = "") -> Answer:
        """Show which credit there is; none is needed by default."""
        try:
            own = own_of(self.rooms, code, token)
        except NotSignedInError:
            return redirect(url_for("phone.session", code=code))
        return self._choice(own)

    def chosen(self, code: str = "", token: str = "") -> Answer:
        """Lead to the fields of the credit that was chosen, or back."""
        own = own_of(self.rooms, code, token)
        kind = given_fields().get("type", "")
        if not kind:
            there = "me" if own.token else "session"
            return redirect(own.to(there), 303)
        own.room.credit_policy(kind)
        return redirect(own.to("credit_type", credit_type=kind), 303)

    def _choice(self, own: Own) -> Answer:
        return own.page(
            "credit",
            standings=own.room.credit(own.attendee),
            offers=own.offers,
            language_page=own.to("credit"),
        )

    def ask(self, credit_type: str, code: str = "", token: str = "") -> Answer:
        """Show the fields of one credit type."""
        own = own_of(self.rooms, code, token)
        return self._fields(own, own.room.credit_policy(credit_type))

    def asked(self, credit_type: str, code: str = "", token: str = "") -> Answer:
        """Keep what was given, remove it again, or forget the request."""
        own = own_of(self.rooms, code, token)
        policy, given = own.room.credit_policy(credit_type), given_fields()
        told = Told(given, given.get("consent", "")[:_LONGEST_VERSION])
        whole = replace(told, given=with_kept(given, _request(own, policy)))
        room, who = own.room, own.attendee.id
        try:
            if given.get("do") == "disagree":
                room.no_longer_agree(who, policy.type)
            elif given.get("do") == "none":
                room.no_credit(who, policy.type)
            else:
                profession = read_field(given.get("profession", ""), "profession")
                room.ask_for_credit(own.entry, policy.type, whole)
                self._profession(own, profession)
                return redirect(own.to("me", done="asked"), 303)
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._fields(own, policy, problem, told)
        return redirect(own.to("me"), 303)

    @staticmethod
    def _profession(own: Own, given: str) -> None:
        """Keep the profession where credit is the first to ask for it."""
        person = own.attendee.person
        if given and person.name and not person.profession:
            own.room.put_right(own.attendee.id, {"profession": given})

    def _fields(
        self,
        own: Own,
        policy: CreditPolicy,
        problem: FacilitatorError | None = None,
        told: Told | None = None,
    ) -> Answer:
        standing = _standing(own, policy)
        asked = standing.request if standing else None
        whole = told and replace(told, given=with_kept(told.given, asked))
        wrong = _wrong(policy, whole, problem) if whole else {}
        kept = hidden_details(asked) if asked else ()
        named = asked and asked.given_name and asked.family_name
        return own.page(
            "credit_type",
            problem.status if problem else 200,
            policy=policy,
            standing=standing,
            asked=ASKED[policy.type],
            professions=PROFESSIONS,
            labels={**FIELDS, **NAMES},
            kept=kept,
            asks=bool(told) or not (kept and named) or "change" in request.args,
            typed=told.given if told else _names(own, standing),
            agreed=bool(told and told.consent),
            consent=(newest_consent(), CONSENTS[newest_consent()]),
            wrong={field: sentence_of(each) for field, each in wrong.items()},
            message=sentence_of(problem) if problem and not wrong else "",
            language_page=own.to("credit_type", credit_type=policy.type),
        )

    def claim(self, credit_type: str, code: str = "", token: str = "") -> Answer:
        """Show what somebody earned, why, and what they can claim of it."""
        own = own_of(self.rooms, code, token)
        return self._claim(own, own.room.credit_policy(credit_type))

    def claimed(self, credit_type: str, code: str = "", token: str = "") -> Answer:
        """Append a claim; the door's code is not asked for."""
        own = own_of(self.rooms, code, token)
        policy, given = own.room.credit_policy(credit_type), given_fields()
        agreed = given.get("attestation", "")[:_LONGEST_VERSION]
        try:
            own.room.claim_credit(
                own.attendee.id, policy.type, given.get("amount", ""), agreed
            )
        except FacilitatorError as problem:
            if not wants_page(request):
                raise
            return self._claim(own, policy, problem, given)
        return redirect(own.to("me", done="claimed"), 303)

    def _claim(
        self,
        own: Own,
        policy: CreditPolicy,
        problem: FacilitatorError | None = None,
        given: Mapping[str, str] = NOTHING,
    ) -> Answer:
        standing = _standing(own, policy)
        if standing is None:
            return redirect(own.to("credit_type", credit_type=policy.type), 303)
        can = {amount(quarters): quarters for quarters in amounts(standing.result)}
        whole = standing.claimed or standing.result.earned
        chosen = can.get(given.get("amount", ""), whole)
        about = isinstance(problem, BadInputError)
        where = "attestation" if isinstance(problem, _ATTESTATION) else "amount"
        said = sentence_of(problem) if problem else ""
        return own.page(
            "claim",
            problem.status if problem else 200,
            policy=policy,
            standing=standing,
            parts=counted(own, standing.result),
            amounts=[(words, quarters == chosen) for words, quarters in can.items()],
            attested=given.get("attestation") == newest_attestation(),
            attestation=(newest_attestation(), ATTESTATIONS[newest_attestation()]),
            closed=own.room.session.books_closed_at,
            wrong={where: said} if about else {},
            message="" if about else said,
            language_page=own.to("claim", credit_type=policy.type),
        )


def _wrong(
    policy: CreditPolicy, told: Told, problem: FacilitatorError | None
) -> dict[str, BadInputError]:
    """Return all that is wrong with the form by field; nothing where it is not that."""
    if not isinstance(problem, BadInputError):
        return {}
    found = wrong_request(policy.type, told)
    if problem.facts.get("name") == "profession":
        return {"profession": problem, **found}
    return found


def _standing(own: Own, policy: CreditPolicy) -> CreditStanding | None:
    standings = own.room.credit(own.attendee)
    return next((one for one in standings if one.policy.type == policy.type), None)


def _request(own: Own, policy: CreditPolicy) -> CreditRequest | None:
    standing = _standing(own, policy)
    return standing.request if standing else None


def _names(own: Own, standing: CreditStanding | None) -> dict[str, str]:
    """Return the name that the form shows: as given before, or a guess.

    No detail that is kept is ever filled in: several people may use one phone.
    """
    given, family = parts_of(own.attendee.person)
    request = standing.request if standing else None
    if request and (request.given_name or request.family_name):
        return {name: getattr(request, name) for name in NAMES}
    return {"given_name": given, "family_name": family}
