"""One session being held: every use case of its screens.

A room keeps nothing that matters in memory: session, stage and answers are rows
before anybody is told, and a room made anew after a crash is the same room.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, Literal

from facilitator.domain.attendance import (
    Attendee,
    Method,
    NotSignedInError,
    Person,
    Scan,
    SignOutNotOpenError,
    read_person,
)
from facilitator.domain.deck import Deck, DeckFacts
from facilitator.domain.plan import SessionPlan
from facilitator.domain.records import from_record
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage import (
    PollNotOpenError,
    Stage,
    Step,
    running_order,
)
from facilitator.domain.survey import Answer, Survey, check_answer
from facilitator.errors import (
    BadInputError,
    FacilitatorError,
    NotFoundError,
    SessionClosedError,
)
from facilitator.library.curriculum import Curriculum
from facilitator.live import snapshots, tokens
from facilitator.live.audience import Audience
from facilitator.live.deck_desk import DeckDesk
from facilitator.live.forms import read_form
from facilitator.live.moves import make_move
from facilitator.store.attendance import AttendanceStore
from facilitator.store.responses import Response, ResponseStore
from facilitator.store.sessions import KeptSession, SessionStore

MOST_CHANGES = 1_000_000
FormName = Literal["evaluation", "worksheet"]


class AlreadyStartedError(FacilitatorError):
    """A detail cannot change once the session has started."""

    code = "already-started"
    status = 409
    sentence = "The session has started. What was delivered stays as it was."


class FormNotOpenError(FacilitatorError):
    """The evaluation or worksheet is not open on phones."""

    code = "form-not-open"
    status = 409
    sentence = "This form is not open yet. Wait until the trainer opens it."


class NoSuchDeckError(NotFoundError):
    """The deck is not one of the session's, or not read yet."""

    code = "no-such-deck"
    sentence = "There is no such deck in this session."


class DeckInUseError(FacilitatorError):
    """The deck on stage cannot be removed."""

    code = "deck-in-use"
    status = 409
    sentence = "This deck is in use. Choose another deck first."


class Room:
    """Everything that can be done in one session."""

    def __init__(
        self,
        kept: KeptSession,
        stores: tuple[SessionStore, AttendanceStore, ResponseStore],
        clock: Callable[[], datetime],
        audience: Audience,
        deck_desk: DeckDesk,
    ) -> None:
        self.session: Session = kept.session
        self.stage: Stage = kept.stage
        self.curriculum = from_record(Curriculum, json.loads(kept.curriculum))
        self._key = kept.answer_key
        self.sessions, self.attendance, self.responses = stores
        self.clock = clock
        self.audience = audience
        self._deck_desk = deck_desk
        self.lock = RLock()
        self.deck: Deck | None = None
        self.order: tuple[Step, ...] = ()
        self._phone: tuple[int, dict[str, Any]] = (-1, {})
        self.load_deck()

    # What the session is made of

    @property
    def plan(self) -> SessionPlan:
        """The frozen plan."""
        return self.curriculum.plan

    @property
    def polls(self) -> Survey:
        """The frozen polls."""
        return self.curriculum.polls

    @property
    def evaluation(self) -> Survey:
        """The frozen evaluation."""
        return self.curriculum.evaluation

    @property
    def worksheet(self) -> Survey | None:
        """The frozen worksheet, where the plan has one."""
        return self.curriculum.worksheet

    def load_deck(self) -> None:
        """Read the deck in use and work out the running order."""
        self.deck = self.sessions.deck(self.session.deck) if self.session.deck else None
        order = running_order(self.deck, self.session.places)
        # A deck may name polls that this plan does not have.
        self.order = tuple(
            s for s in order if s.kind == "slide" or self.polls.question(s.poll)
        )

    # What screens are drawn from

    def phone_snapshot(self) -> dict[str, Any]:
        """Return what every phone is drawn from; made once per version."""
        version, made = self._phone
        if version != self.stage.version:
            made = snapshots.for_phones(self)
            self._phone = (made["v"], made)
        return made

    def projector_snapshot(self) -> dict[str, Any]:
        """Return what the projector is drawn from."""
        return snapshots.for_projector(self)

    def console_snapshot(self) -> dict[str, Any]:
        """Return what the console is drawn from."""
        return snapshots.for_console(self)

    def results(self, *, everything: bool) -> dict[str, Any] | None:
        """Return the counts of the poll on stage, with held texts for the console."""
        return snapshots.results(self, everything=everything)

    def counts(self) -> dict[str, int]:
        """Return how many are connected, signed in, inside, answered, evaluated."""
        return snapshots.counts(self)

    # Answers: a phone is known by a keyed hash alone

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
        if self.stage.finished:
            raise SessionClosedError
        poll = self.stage.open_poll
        asked = self.polls.question(question)
        if not poll or not asked or (poll.name, poll.round) != (question, round_):
            raise PollNotOpenError
        if not 1 <= change <= MOST_CHANGES:
            raise BadInputError(what="change")
        kept = Response(phone, check_answer(asked, answer), change)
        self.responses.keep(self.session.id, question, round_, kept)
        self.audience.answers_changed(self.session.id)

    def mine(self, participant: str) -> dict[str, Any]:
        """Return a phone's own answers and whether its evaluation is in."""
        if self._key is None or not participant:
            return {"answers": {}, "evaluated": False}
        return self.mine_as(self._hash(participant))

    def mine_as(self, phone: str) -> dict[str, Any]:
        """Return the answers of a phone whose token was checked before."""
        session = self.session.id
        return {
            "answers": self.responses.mine(session, phone),
            "evaluated": self.responses.has_form(session, "evaluation", phone),
        }

    def submit(
        self, participant: str, survey: FormName, answers: Mapping[str, object]
    ) -> str:
        """Keep a whole form and return a ticket that proves one was handed in.

        The ticket says nothing about which form; the identity side takes it.
        """
        phone = self._hash(participant)
        if self.stage.finished or self._key is None:
            raise SessionClosedError
        asked = self._open_form(survey)
        kept: dict[str, Answer] = read_form(asked, answers)
        self.responses.keep_form(self.session.id, survey, phone, kept)
        if survey == "worksheet":
            self.audience.console_changed(self.session.id)
        else:
            self.audience.people_changed(self.session.id)
        return tokens.issue(self._key, "evaluated")

    def _hash(self, participant: str) -> str:
        if self._key is None:
            raise SessionClosedError
        return tokens.participant_hash(self._key, participant)

    def _open_form(self, survey: FormName) -> Survey:
        if survey == "evaluation" and self.stage.evaluation_open:
            return self.evaluation
        if survey == "worksheet" and self.worksheet and self.stage.worksheet_open:
            return self.worksheet
        raise FormNotOpenError

    # Attendance: a person is known by a cookie that answers never travel with

    def sign_in(self, given: Mapping[str, str], language: str, method: Method) -> str:
        """Keep a person's sign-in and return the token of their identity cookie."""
        if self.stage.finished:
            raise SessionClosedError
        if given.get("anonymous"):
            person = Person(language=language)
        else:
            person = read_person(given, self.plan.sign_in, language)
        identity = secrets.token_hex(16)
        scan = Scan(secrets.token_hex(16), "in", self.clock(), method)
        self.attendance.sign_in(
            self.session.id, tokens.identity_hash(identity), person, scan
        )
        self.audience.people_changed(self.session.id)
        return identity

    def attendee(self, identity: str) -> Attendee | None:
        """Return the person with this cookie, or None."""
        if not identity:
            return None
        return self.attendance.find(self.session.id, tokens.identity_hash(identity))

    def sign_back_in(self, identity: str, method: Method) -> Attendee:
        """Come in again after signing out; a person who is in stays in."""
        person = self._signed_in(identity)
        if person.left is not None and not self.stage.finished:
            self._scan(Scan(person.id, "re-entry", self.clock(), method))
        return self._signed_in(identity)

    def sign_out(self, identity: str, method: Method) -> Attendee:
        """Note that a person left; a second press changes nothing."""
        person = self._signed_in(identity)
        if not self.stage.sign_out_open:
            raise SignOutNotOpenError
        if person.left is None:
            self._scan(Scan(person.id, "out", self.clock(), method))
        return self._signed_in(identity)

    def evaluated(self, identity: str, ticket: str) -> Attendee:
        """Note that a person handed an evaluation in."""
        person = self._signed_in(identity)
        if self._key and tokens.is_genuine(self._key, "evaluated", ticket):
            self.attendance.mark_evaluated(person.id)
            self.audience.people_changed(self.session.id)
        return self._signed_in(identity)

    def _signed_in(self, identity: str) -> Attendee:
        person = self.attendee(identity)
        if person is None:
            raise NotSignedInError
        return person

    def _scan(self, scan: Scan) -> None:
        self.attendance.scan(self.session.id, scan)
        self.audience.people_changed(self.session.id)

    # The trainer

    def move(self, name: str, payload: Mapping[str, object]) -> int:
        """Make one of the trainer's moves and return the stage's new version."""
        with self.lock:
            stage = make_move(self, name, payload)
            state = self.session.state
            if stage.finished:
                state = "finished"
            elif state == "prepared" and stage.screen in ("slide", "poll"):
                state = "live"
            session = replace(self.session, state=state)
            if stage.finished and not self.stage.finished:
                self.sessions.finish(session, stage)
                self._key = None
            else:
                self.sessions.keep_stage(session, stage)
            self.session, self.stage = session, stage
        self.audience.stage_changed(self.session.id)
        return self.stage.version

    def change_details(self, details: SessionDetails) -> None:
        """Keep new details; after the start only the network may change."""
        before = self.session.details
        network = replace(
            before,
            address=details.address,
            wifi_name=details.wifi_name,
            wifi_password=details.wifi_password,
        )
        if self.session.state != "prepared" and details != network:
            raise AlreadyStartedError
        self.keep_session(replace(self.session, details=details))

    def place_polls(self, places: tuple[tuple[int, str], ...]) -> None:
        """Put polls between slides: pairs of (slide index, poll name)."""
        slides = len(self.deck.slides) if self.deck else 0
        for after, name in places:
            if not -1 <= after < slides or not self.polls.question(name):
                raise BadInputError(what=name or "place")
        self.keep_session(replace(self.session, places=places))

    def keep_session(self, session: Session) -> None:
        """Keep changed details, work the running order out anew, tell the screens."""
        with self.lock:
            self.sessions.keep_session(session)
            self.session = session
            self.load_deck()
            stage = replace(self.stage, version=self.stage.version + 1)
            last = max(0, len(self.order) - 1)
            stage = replace(stage, step=min(stage.step, last))
            self.sessions.keep_stage(session, stage)
            self.stage = stage
        self.audience.stage_changed(session.id)

    # Decks

    def decks(self) -> tuple[DeckFacts, ...]:
        """Return every deck of the session, with how far it is read."""
        return self.sessions.decks(self.session.id)

    def add_deck(self, path: Path, filename: str) -> str:
        """Take a file over, read it in the background, and use it once it is ready."""
        return self._deck_desk.read(self.session.id, path, filename, self._deck_done)

    def _deck_done(self, facts: DeckFacts) -> None:
        # A deck that comes in during the session waits until the trainer takes it.
        if facts.status == "ready" and self.session.state == "prepared":
            self.use_deck(facts.id)

    def use_deck(self, deck_id: str) -> None:
        """Show this deck from now on; polls placed in another deck go back."""
        if deck_id not in {d.id for d in self.decks() if d.status == "ready"}:
            raise NoSuchDeckError
        if deck_id != self.session.deck:
            self.keep_session(replace(self.session, deck=deck_id, places=()))

    def remove_deck(self, deck_id: str) -> None:
        """Forget a deck that is not in use."""
        if deck_id not in {d.id for d in self.decks()}:
            raise NoSuchDeckError
        if deck_id == self.session.deck:
            raise DeckInUseError
        self.sessions.remove_deck(deck_id)
        self._deck_desk.tidy_pictures()
