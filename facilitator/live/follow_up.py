"""Follow-ups: a code handed out at the end, and answers months after the session."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from facilitator.domain.session import CODE_ALPHABET
from facilitator.domain.surveys.follow_up import (
    CODE_LENGTH,
    ENDS,
    EndOfSession,
    UnknownFollowUpCodeError,
    due_on,
    read_follow_up_code,
)
from facilitator.domain.surveys.survey import Answer, Survey
from facilitator.errors import FacilitatorError, NotFoundError, SessionClosedError
from facilitator.live import tokens
from facilitator.live.answering import Answering
from facilitator.live.approved_forms import check_opens, may_open, today
from facilitator.live.aside import aside
from facilitator.live.follow_up_codes import Derived, derived
from facilitator.live.forms import read_form
from facilitator.store.follow_up import FollowUpForm, KeptFollowUp

NAME = "follow_up"
# Of a page that was loaded again, each code is good; more are nobody's.
MOST_CODES = 5
# By a code, by one once more, or without any.
Sent = Literal["code", "again", "alone"]


class NothingToFollowError(FacilitatorError):
    """A phone asks for a code and has handed in nothing to come back to."""

    code = "nothing-to-follow"
    status = 409
    sentence = "Hand in the evaluation first: the code leads back to those answers."


class EnoughCodesError(FacilitatorError):
    """A phone asks for code after code."""

    code = "enough-codes"
    status = 409
    sentence = "This phone was given {most} codes already. Each of them is good."


class FollowUpNotOpenError(FacilitatorError):
    """A follow-up is handed in before or after it is taken."""

    code = "follow-up-not-open"
    status = 409
    sentence = "The follow-up is not open now. Nothing was kept."


class FollowUpTooEarlyError(FacilitatorError):
    """A follow-up is opened before its session has ended."""

    code = "follow-up-too-early"
    status = 409
    sentence = "The follow-up can be opened once the session is finished."


class FollowUpErasedError(FacilitatorError):
    """A follow-up is opened of which the earlier answers are erased."""

    code = "follow-up-erased"
    status = 409
    sentence = "The answers of this session are erased: nothing is left to follow up."


@dataclass(frozen=True, slots=True)
class FollowUpNow:
    """How far a follow-up is: `coded` phones were given a code, `paired` came back.

    `alone` are follow-ups without a code. `kept` is None where it was never open;
    `is_due` says that it should be.
    """

    due: date
    is_due: bool
    kept: KeptFollowUp | None
    is_open: bool
    is_erased: bool
    coded: int
    paired: int
    alone: int


class FollowingUp(Answering):
    """What people do months later, and the code that they were given for it."""

    def may_have_code(self, participant: str) -> bool:
        """Whether this phone may be given a code: its forms of the end are in."""
        if self.follow_up is None or self._key is None or not self.knows(participant):
            return False
        sent = self.responses.sent_forms(self.session.id, self._hash(participant))
        return any(name in sent for name in ENDS)

    def make_code(self, participant: str) -> str:
        """Return a new code that leads back to this phone's answers, kept as a hash.

        Raises:
            FacilitatorError: the phone is forged, has handed in nothing or has enough
                codes, or the session has ended.
        """
        if self.follow_up is None:
            raise NotFoundError
        phone = self._hash(participant)
        if not self.may_have_code(participant):
            raise NothingToFollowError
        if self.responses.codes_of(self.session.id, phone) >= MOST_CODES:
            raise EnoughCodesError(most=MOST_CODES)
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        made = aside(derived, self.session.id, code)
        # Meanwhile the session may have ended.
        if self.is_over:
            raise SessionClosedError
        self.responses.keep_code(self.session.id, made.code_hash, phone, made.pad.hex())
        return code

    @property
    def takes_follow_up(self) -> bool:
        """Whether a follow-up may be handed in now."""
        if self.follow_up is None or not may_open(self, self.follow_up):
            return False
        kept = self.responses.follow_up(self.session.id)
        return kept is not None and kept.closed_on is None

    def send_follow_up(
        self, typed: str, once: str, answers: Mapping[str, object]
    ) -> Sent:
        """Keep a follow-up, and return how.

        Without a code it stands alone. Sent again, by the same code or with the same
        random mark `once`, it replaces.

        Raises:
            FacilitatorError: none is taken now, the code is none of this session, or
                an answer does not fit; nothing is kept.
        """
        survey = self.follow_up
        if survey is None or not self.takes_follow_up:
            raise FollowUpNotOpenError
        kept = read_form(survey, answers)
        opened = None
        if typed.strip():
            opened = aside(derived, self.session.id, read_follow_up_code(typed))
        form = self._form(opened, once, kept)
        was_there = form.person in self.responses.followed_up(self.session.id)
        self._keep_follow_ups((form,))
        if opened is None:
            return "alone"
        return "again" if was_there else "code"

    def _keep_follow_ups(self, forms: Sequence[FollowUpForm]) -> None:
        if not self.responses.keep_follow_ups(self.session.id, forms):
            raise FollowUpNotOpenError

    @property
    def end_of_session(self) -> EndOfSession | None:
        """What of the session's end the follow-up asks again; None without one."""
        if self.follow_up is None:
            return None
        return EndOfSession(self.follow_up, tuple(form for _, form in self._ends()))

    def _ends(self) -> list[tuple[str, Survey]]:
        return [(name, form) for name, form in self.forms.items() if name in ENDS]

    def _form(
        self, opened: Derived | None, mark: str, answers: Mapping[str, Answer]
    ) -> FollowUpForm:
        """Return a follow-up, by a code beside what it leads to, else by its mark."""
        if opened is None:
            return FollowUpForm(tokens.typed_hash(mark, NAME), answers)
        session, end = self.session.id, self.end_of_session
        sealed = self.responses.sealed_way(session, opened.code_hash)
        if not sealed or end is None:
            raise UnknownFollowUpCodeError
        way = opened.unsealed(sealed)
        sent = [self.responses.form(session, n, way.phones[n]) for n, _ in self._ends()]
        return FollowUpForm(way.person, answers, end.said(sent))

    def open_follow_up(self) -> None:
        """Take follow-ups from now on.

        Raises:
            FacilitatorError: there is none, the session still goes on, its answers are
                erased, or the approval of the form has expired.
        """
        if self.follow_up is None:
            raise NotFoundError
        if not self.stage.finished:
            raise FollowUpTooEarlyError
        if self._is_erased():
            raise FollowUpErasedError
        check_opens(self, self.follow_up)
        self.responses.open_follow_up(self.session.id, today(self))

    def close_follow_up(self) -> None:
        """Take no more follow-ups; it may be opened again."""
        self.responses.close_follow_up(self.session.id, today(self))

    def follow_up_now(self) -> FollowUpNow | None:
        """Return how far the follow-up is; None where the plan has none."""
        if self.follow_up is None:
            return None
        session = self.session.id
        sent = self.responses.follow_up_forms(session)
        paired = sum(form.at_the_end is not None for form in sent)
        zone = ZoneInfo(self.session.details.time_zone)
        ended = self.stage.ended_at or self.session.details.starts_at
        held = ended.astimezone(zone).date()
        due, kept = due_on(held), self.responses.follow_up(session)
        erased = self._is_erased()
        return FollowUpNow(
            due=due,
            is_due=kept is None and not erased and today(self) >= due,
            kept=kept,
            is_open=self.takes_follow_up,
            is_erased=erased,
            coded=self.stage.coded or self.responses.count_coded(session),
            paired=paired,
            alone=len(sent) - paired,
        )

    def _is_erased(self) -> bool:
        receipts = self.after_kept.receipts(self.session.id)
        return any(receipt.step == "answers" for receipt in receipts)
