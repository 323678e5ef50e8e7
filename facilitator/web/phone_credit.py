"""The doors of credit on the phone: asked for, given up, claimed."""

from flask import Blueprint, redirect, request, url_for

from facilitator.domain.attendance import (
    PROFESSIONS,
    NotSignedInError,
    read_field,
)
from facilitator.domain.credit_asking import (
    NAMES,
    Told,
    newest_consent,
    parts_of,
    wrong_request,
)
from facilitator.domain.credit_claim import (
    ATTESTATIONS,
    AttestationNeededError,
    UnknownAttestationError,
    amounts,
    newest_attestation,
)
from facilitator.domain.credit_fields import ASKED, CONSENTS, FIELDS
from facilitator.domain.credit_policy import CreditPolicy, amount
from facilitator.domain.credit_standing import CreditStanding
from facilitator.errors import BadInputError, FacilitatorError
from facilitator.live.rooms import Rooms
from facilitator.web.locale import sentence_of
from facilitator.web.own import Answer, Own, counted, given_fields, own_of
from facilitator.web.phone_forms import wants_page

_LONGEST_VERSION = 12
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
        standings = own.room.credit(own.attendee)
        asked = {standing.policy.type for standing in standings}
        offers = own.room.credit_offered(own.attendee)
        return own.page(
            "credit",
            standings=standings,
            offers=[policy for policy in offers if policy.type not in asked],
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
        room, who = own.room, own.attendee.id
        try:
            if given.get("do") == "disagree":
                room.no_longer_agree(who, policy.type)
            elif given.get("do") == "none":
                room.no_credit(who, policy.type)
            else:
                profession = read_field(given.get("profession", ""), "profession")
                room.ask_for_credit(own.entry, policy.type, told)
                self._profession(own, profession)
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
        wrong = _wrong(policy, told, problem) if told else {}
        return own.page(
            "credit_type",
            problem.status if problem else 200,
            policy=policy,
            standing=standing,
            asked=ASKED[policy.type],
            professions=PROFESSIONS,
            labels={**FIELDS, **NAMES},
            typed=told.given if told else _kept(own, standing),
            agreed=bool(
                told.consent
                if told
                else standing and standing.request.fields.consented_at
            ),
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
            return self._claim(own, policy, problem)
        return redirect(own.to("me", done="claimed"), 303)

    def _claim(
        self, own: Own, policy: CreditPolicy, problem: FacilitatorError | None = None
    ) -> Answer:
        standing = _standing(own, policy)
        if standing is None:
            return redirect(own.to("credit_type", credit_type=policy.type), 303)
        chosen = standing.claimed or standing.result.earned
        about = isinstance(problem, BadInputError)
        where = "attestation" if isinstance(problem, _ATTESTATION) else "amount"
        said = sentence_of(problem) if problem else ""
        return own.page(
            "claim",
            problem.status if problem else 200,
            policy=policy,
            standing=standing,
            parts=counted(own, standing.result),
            amounts=[(amount(q), q == chosen) for q in amounts(standing.result)],
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


def _kept(own: Own, standing: CreditStanding | None) -> dict[str, str]:
    """Return what the form shows: what was given before, and a guess at the name."""
    given, family = parts_of(own.attendee.person)
    kept = {"given_name": given, "family_name": family}
    if standing is None:
        return kept
    request = standing.request
    kept |= {field: getattr(request.fields, field) for field in FIELDS}
    if request.given_name or request.family_name:
        kept |= {n: getattr(request, n) for n in NAMES}
    return kept
