"""People ask for credit and claim it; the trainer writes it down for who cannot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from facilitator.domain.attendance.item_times import item_times
from facilitator.domain.attendance.people import Attendee, Person
from facilitator.domain.credit.asking import (
    NameNeededError,
    NoSuchCreditError,
    Told,
    is_named,
    offered,
    read_request,
    without_consent,
)
from facilitator.domain.credit.claim import claimed
from facilitator.domain.credit.engine import Delivery, credit_of
from facilitator.domain.credit.policy import CreditPolicy, read_amount
from facilitator.domain.credit.request import CreditRequest, one_of_each
from facilitator.domain.credit.standing import CreditStanding
from facilitator.errors import FacilitatorError
from facilitator.live.listing import Listing


class BooksClosedError(FacilitatorError):
    """Claims and details of the session are closed."""

    code = "books-closed"
    status = 409
    sentence = "The credit of this session is closed. Ask the organizer to change it."


class DetailsErasedError(FacilitatorError):
    """The details by which the session's credit is reported were erased for good."""

    code = "details-erased"
    status = 409
    sentence = (
        "Credit of this session has been reported, and the details for it were erased. "
        "None can be given here any more: ask the organizer."
    )


class NotAskedError(FacilitatorError):
    """Credit is claimed that was not asked for."""

    code = "not-asked"
    status = 409
    sentence = "Ask for this credit first, then claim it."


class Crediting(Listing):
    """The credit side of attendance; every line says who wrote it."""

    def credit_policy(self, credit_type: str) -> CreditPolicy:
        """Return the plan's rules for a credit type.

        Raises:
            NoSuchCreditError: the plan designates none.
        """
        for policy in self.plan.credit:
            if policy.type == credit_type:
                return policy
        raise NoSuchCreditError

    def credit_offered(self, attendee: Attendee) -> tuple[CreditPolicy, ...]:
        """Return what may be asked for, that of the person's profession first."""
        return offered(self.plan.credit, attendee.person.profession)

    def delivery(self) -> Delivery:
        """Return how the session was held, as far as it has been."""
        held = self.times
        times = item_times(held.began, held.end)
        languages = self.session.details.languages
        return Delivery(self.plan.agenda, times, languages, self.times.ran_back)

    def credit(self, attendee: Attendee) -> tuple[CreditStanding, ...]:
        """Return how everything that a person asked for stands, in the plan's order."""
        return self._standings(attendee, self.asked_by(attendee.id), self.delivery())

    def everybodys_credit(self) -> Mapping[str, tuple[CreditStanding, ...]]:
        """Return how everything stands that anybody asked for, by attendee's id."""
        requests, held = self.credit_requests(), self.delivery()
        return {
            one.id: self._standings(one, requests[one.id], held)
            for one in self.attendance.all(self.session.id)
            if one.id in requests
        }

    def _standings(
        self, attendee: Attendee, asked: tuple[CreditRequest, ...], held: Delivery
    ) -> tuple[CreditStanding, ...]:
        by_type = {request.type: request for request in asked}
        return tuple(
            CreditStanding(by_type[policy.type], credit_of(attendee, policy, held))
            for policy in self.plan.credit
            if policy.type in by_type
        )

    def ask_for_credit(self, attendee_id: str, credit_type: str, told: Told) -> None:
        """Keep what somebody asks for and gives; sent again it changes nothing.

        Raises:
            NoSuchCreditError: the plan designates none of this type.
            NameNeededError: the person came without a name.
            BooksClosedError: nothing can be asked for any more.
            DetailsErasedError: what credit is reported by was erased, with a receipt.
            BadInputError: a field is wrong, or there is no consent.
        """
        self.credit_policy(credit_type)
        self.check_books()
        attendee = self.listed(attendee_id).attendee
        if not attendee.person.name:
            raise NameNeededError
        now = self.clock()
        earlier = self._asked(attendee_id, credit_type)
        # Asked for with another entry of the person, it is kept there.
        asker = earlier.attendee if earlier else attendee_id
        request = read_request(asker, credit_type, told, now)
        if earlier and _same(request, earlier, now):
            return
        receipts = self.after_kept.receipts(self.session.id)
        if told.consent and any(one.step == "licenses" for one in receipts):
            raise DetailsErasedError
        self.credit_kept.keep(self.session.id, request, now, told.agreed_by)

    def credit_requests(self) -> Mapping[str, tuple[CreditRequest, ...]]:
        """Return what everybody asked for, by the person's id, each type once."""
        kept, merges = self.credit_kept.all(self.session.id), self.merges()
        people = dict.fromkeys(merges.person_of(entry) for entry in kept)
        return {
            who: one_of_each(kept.get(entry, ()) for entry in merges.entries_of(who))
            for who in people
        }

    def asked_by(self, attendee_id: str) -> tuple[CreditRequest, ...]:
        """Return what one person asked for with all their entries, each type once."""
        return one_of_each(
            self.credit_kept.of(self.session.id, entry)
            for entry in self.entries_of(attendee_id)
        )

    def _asked(self, attendee_id: str, credit_type: str) -> CreditRequest | None:
        asked = self.asked_by(attendee_id)
        return next((one for one in asked if one.type == credit_type), None)

    def no_longer_agree(
        self, attendee_id: str, credit_type: str, who: str = "person"
    ) -> None:
        """Remove at once what somebody gave to be reported; the request stays.

        That is possible at any time, also when the books are closed.
        """
        here, now = self.session.id, self.clock()
        for entry in self.entries_of(attendee_id):
            for request in self.credit_kept.of(here, entry):
                bare = without_consent(request)
                if request.type == credit_type and request != bare:
                    self.credit_kept.keep(here, bare, now, who)

    def no_credit(
        self, attendee_id: str, credit_type: str, who: str = "person"
    ) -> None:
        """Forget that somebody asked for a credit, and their claim with it.

        Raises:
            BooksClosedError: nothing can be changed any more.
        """
        self.check_books()
        now = self.clock()
        for entry in self.entries_of(attendee_id):
            self.credit_kept.withdraw(self.session.id, entry, credit_type, now, who)

    def claim_credit(
        self,
        attendee_id: str,
        credit_type: str,
        typed: str,
        attestation: str,
        attested_by: str = "person",
    ) -> None:
        """Append a claim of `typed` credits; sent again it is the same claim.

        No code of the door is needed: a claim is made when it has long rotated.

        Raises:
            NotAskedError: this credit was not asked for.
            NothingToClaimError: nothing is earned, or not yet.
            BooksClosedError: nothing can be claimed any more.
            BadInputError: the amount, or the text agreed to, is not one to claim by.
        """
        policy = self.credit_policy(credit_type)
        self.check_books()
        attendee = self.listed(attendee_id).attendee
        asked = self._asked(attendee_id, credit_type)
        if asked is None:
            raise NotAskedError
        result = credit_of(attendee, policy, self.delivery())
        claim = claimed(result, read_amount(typed), attestation, self.clock())
        claim = replace(claim, attested_by=attested_by)
        self.credit_kept.claim(self.session.id, asked.attendee, claim)

    def keep_details(
        self, attendee_id: str, before: Person, after: Person, who: str
    ) -> None:
        """Keep changed details; a report that named the person as before asks again."""
        super().keep_details(attendee_id, before, after, who)
        here, now = self.session.id, self.clock()
        for entry in self.entries_of(attendee_id):
            for request in self.credit_kept.of(here, entry):
                if is_named(request, before) and not is_named(request, after):
                    unnamed = replace(request, given_name="", family_name="")
                    self.credit_kept.keep(here, unnamed, now, who)

    def check_books(self) -> None:
        """See that people may still claim and put their details right.

        Raises:
            BooksClosedError: the books of the session are closed.
        """
        if self.session.books_closed_at:
            raise BooksClosedError

    def close_books(self, *, closed: bool) -> None:
        """Close claims and details, or open them again."""
        at: datetime | None = self.clock() if closed else None
        with self.lock:
            if (self.session.books_closed_at is None) == (at is None):
                return
            session = replace(self.session, books_closed_at=at)
            self.sessions.keep_session(session)
            self.session = session


def _same(one: CreditRequest, other: CreditRequest, at: datetime) -> bool:
    """Whether two requests say the same, whenever they were agreed to."""
    fields = other.fields
    if fields.consented_at:
        fields = replace(fields, consented_at=at)
    return one == replace(other, fields=fields, claim=None)
