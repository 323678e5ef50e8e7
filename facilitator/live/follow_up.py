"""Follow-ups: a code handed out at the end, and answers months after the session."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import scrypt
from zoneinfo import ZoneInfo

from facilitator.domain.session import CODE_ALPHABET
from facilitator.domain.surveys.follow_up import (
    CODE_LENGTH,
    UnknownFollowUpCodeError,
    due_on,
    read_follow_up_code,
)
from facilitator.errors import FacilitatorError, NotFoundError, SessionClosedError
from facilitator.live import tokens
from facilitator.live.answering import Answering
from facilitator.live.approved_forms import check_opens, may_open, today
from facilitator.live.aside import aside
from facilitator.live.forms import read_form
from facilitator.store.follow_up import KeptFollowUp

NAME = "follow_up"
# What a code leads back to: the forms of the session's end.
ENDS = ("post", "evaluation")
# Of a page that was loaded again, each code is good; more are nobody's.
MOST_CODES = 5
# Source: RFC 7914. 59 random bits need no more; a room of 1,000 asks at one time.
_COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 32}


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
    """How far a follow-up is: `codes` phones were given one, `paired` came back by it.

    `alone` are follow-ups without a code. `kept` is None where it was never open;
    `is_due` says that it should be.
    """

    due: date
    is_due: bool
    kept: KeptFollowUp | None
    is_open: bool
    is_erased: bool
    codes: int
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
        hashed = aside(code_hash, self.session.id, code)
        with self.lock:
            # Meanwhile the session may have ended, and its key with it.
            if self._key is None:
                raise SessionClosedError
            self.responses.keep_code(self.session.id, hashed, phone)
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
    ) -> bool:
        """Keep a follow-up; return whether a code led back to earlier answers.

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
        phone = self._whose(typed) or tokens.typed_hash(once, NAME)
        self.responses.keep_form(self.session.id, NAME, phone, kept)
        return bool(typed.strip())

    def _whose(self, typed: str) -> str:
        """Return whose answers a code leads to; "" where none was typed."""
        if not typed.strip():
            return ""
        hashed = aside(code_hash, self.session.id, read_follow_up_code(typed))
        phone = self.responses.whose_code(self.session.id, hashed)
        if not phone:
            raise UnknownFollowUpCodeError
        return phone

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
        coded = self.responses.with_code(session)
        sent = {phone for phone, _ in self.responses.forms(session, NAME)}
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
            codes=len(coded),
            paired=len(sent & coded),
            alone=len(sent - coded),
        )

    def _is_erased(self) -> bool:
        receipts = self.after_kept.receipts(self.session.id)
        return any(receipt.step == "answers" for receipt in receipts)


def code_hash(session_id: str, code: str) -> str:
    """Return the slow hash that a code is kept by; the session's id is the salt."""
    salt = f"follow-up:{session_id}".encode()
    return scrypt(code.encode(), salt=salt, **_COST).hex()
