"""Phones answer: each known by a keyed hash, never by a person."""

from collections.abc import Mapping
from typing import Any

from facilitator.domain.surveys.answers import (
    check_live_answer,
)
from facilitator.domain.surveys.survey import Answer, FormName, Survey
from facilitator.errors import BadInputError, FacilitatorError, SessionClosedError
from facilitator.live import tokens
from facilitator.live.forms import read_form
from facilitator.live.held import HeldSession
from facilitator.live.poll_timing import check_takes
from facilitator.store.responses import Response

MOST_CHANGES = 1_000_000
# What a phone has that answered nothing, or is not known any more.
NOTHING_YET: Mapping[str, Any] = {
    "answers": {},
    "evaluated": False,
    "sent": [],
    "more_time": False,
}


class FormNotOpenError(FacilitatorError):
    """A form is not open on phones."""

    code = "form-not-open"
    status = 409
    sentence = "This form is not open yet. Wait until the trainer opens it."


class Answering(HeldSession):
    """The answer side of a session."""

    def join(self) -> str:
        """Return a new participant token; empty once the session has ended."""
        return tokens.issue(self._key, "participant") if self._key else ""

    def knows(self, participant: str) -> bool:
        """Whether the token is genuine; any token is as good once it has ended."""
        if self._key is None:
            return True
        return tokens.is_genuine(self._key, "participant", participant)

    def participant(self, token: str) -> str:
        """Return the hash the store knows this phone by."""
        return tokens.participant_hash(self._key, token)

    def order_of(self, token: str) -> str:
        """Return what the order of shuffled choices on this phone is made from.

        Empty once the session has ended, when nothing is answered any more.
        """
        return tokens.order_seed(self._key, token) if self._key and token else ""

    def answer(
        self, participant: str, question: str, round_: int, answer: object, change: int
    ) -> None:
        """Keep one phone's answer; returns once it is on the disk.

        Raises:
            FacilitatorError: forged phone, closed poll, unknown question, bad answer.
        """
        self.answer_as(self._hash(participant), question, round_, answer, change)

    def answer_as(
        self, phone: str, question: str, round_: int, answer: object, change: int
    ) -> None:
        """Keep an answer of a phone whose token was checked when it connected."""
        if self.is_over:
            raise SessionClosedError
        asked = check_takes(self, question, round_, phone)
        if not 1 <= change <= MOST_CHANGES:
            raise BadInputError(what="change")
        kept = Response(phone, check_live_answer(asked, answer), change)
        self.responses.keep(self.session.id, question, round_, kept)
        self.audience.answers_changed(self.session.id)

    def mine(self, participant: str) -> dict[str, Any]:
        """Return a phone's own answers and whether its evaluation is in."""
        if self._key is None or not participant:
            return dict(NOTHING_YET)
        return self.mine_as(self._hash(participant))

    def mine_as(self, phone: str) -> dict[str, Any]:
        """Return the answers of a phone whose token was checked before."""
        session = self.session.id
        sent = self.responses.sent_forms(session, phone)
        return {
            "answers": self.responses.mine(session, phone),
            "evaluated": "evaluation" in sent,
            "sent": list(sent),
            "more_time": self.responses.has_more_time(session, phone),
        }

    def mine_form(self, participant: str, survey: FormName) -> Mapping[str, Answer]:
        """Return what this phone sent of a form; empty where it sent none."""
        if self._key is None or not participant:
            return {}
        phone = self._hash(participant)
        return self.responses.form(self.session.id, survey, phone)

    def submit(
        self, participant: str, survey: FormName, answers: Mapping[str, object]
    ) -> str:
        """Keep a whole form and return a ticket that proves one was handed in.

        The ticket says nothing about which form; the identity side takes it.
        """
        phone = self._hash(participant)
        if self.is_over or self._key is None:
            raise SessionClosedError
        # Before anything is waited for: the session may end, and its key with it.
        ticket = tokens.issue(self._key, "evaluated")
        asked = self._open_form(survey)
        kept: dict[str, Answer] = read_form(asked, answers)
        self.responses.keep_form(self.session.id, survey, phone, kept)
        if survey == "worksheet":
            self.audience.console_changed(self.session.id)
        else:
            self.audience.people_changed(self.session.id)
        return ticket

    def form_counts(self) -> dict[str, int]:
        """Return how many phones handed each form in; 0 for one of nobody."""
        found = self.responses.form_counts(self.session.id)
        return {name: found.get(name, 0) for name in self.forms}

    def _hash(self, participant: str) -> str:
        if self._key is None:
            raise SessionClosedError
        return tokens.participant_hash(self._key, participant)

    def _open_form(self, survey: FormName) -> Survey:
        found = self.form(survey)
        if found is None or not self.takes_form(survey):
            raise FormNotOpenError
        return found
