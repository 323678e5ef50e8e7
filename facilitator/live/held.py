"""A session as it is being held: its stage, its words, and where it is kept.

Nothing here matters in memory: session, stage and answers are rows before anybody is
told, and a session taken up again after a crash is the same session.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import Any

from facilitator.domain.attendance.agenda_corrections import Held
from facilitator.domain.attendance.door import Door
from facilitator.domain.decks.bilingual import joined
from facilitator.domain.decks.deck import Deck
from facilitator.domain.decks.running_order import Order, running_order
from facilitator.domain.plan import SessionPlan
from facilitator.domain.records import from_record
from facilitator.domain.session import Session
from facilitator.domain.stage.pace import PaceMeter
from facilitator.domain.stage.stage import Stage
from facilitator.domain.surveys.survey import FORMS, FormName, Survey
from facilitator.domain.surveys.word_lists import WordLists
from facilitator.library.curriculum import Curriculum
from facilitator.live import outline
from facilitator.live.audience import Audience
from facilitator.live.deck_desk import DeckDesk
from facilitator.live.questions import Board
from facilitator.store.after import AfterStore
from facilitator.store.arrivals import ArrivalStore
from facilitator.store.credit import CreditStore
from facilitator.store.links import LinkStore
from facilitator.store.people import PeopleStores
from facilitator.store.questions import QuestionStore
from facilitator.store.remotes import RemoteStore
from facilitator.store.responses import ResponseStore
from facilitator.store.roster import RosterStore
from facilitator.store.sessions import KeptSession, SessionStore


class HeldSession:
    """What every use case of a session stands on."""

    def __init__(
        self,
        kept: KeptSession,
        stores: tuple[
            SessionStore,
            ArrivalStore,
            ResponseStore,
            RosterStore,
            RemoteStore,
            CreditStore,
            LinkStore,
            AfterStore,
            PeopleStores,
            QuestionStore,
        ],
        clock: Callable[[], datetime],
        audience: Audience,
        deck_desk: DeckDesk,
        word_lists: Callable[[], WordLists],
    ) -> None:
        self.session: Session = kept.session
        self.stage: Stage = kept.stage
        self.curriculum = from_record(Curriculum, json.loads(kept.curriculum))
        self._key = kept.answer_key
        self.kept_door_key = kept.door_key
        self.door = Door(kept.door_key, kept.session.id)
        self.sessions, self.attendance, self.responses = stores[:3]
        self.roster, self.remotes_kept = stores[3:5]
        self.credit_kept, self.links_kept = stores[5:7]
        self.after_kept, self.people_kept = stores[7:9]
        self.questions_kept = stores[9]
        self.clock = clock
        self.word_lists = word_lists
        self.audience = audience
        self._deck_desk = deck_desk
        self.lock = RLock()
        self._is_ending = False
        # The deck in use: as it is shown, and in its own language alone.
        self.deck: Deck | None = None
        self.stored_deck: Deck | None = None
        self.order: Order = ()
        self.polls: Survey = self.curriculum.polls
        self.pace = PaceMeter()
        # Read anew once something was asked or voted for.
        self.question_board: Board | None = None
        self._outline: dict[str, Any] = {}
        self._phone: tuple[int, dict[str, Any]] = (-1, {})
        self.load_deck()

    # What the session is made of

    @property
    def plan(self) -> SessionPlan:
        """The frozen plan."""
        return self.curriculum.plan

    @property
    def evaluation(self) -> Survey:
        """The frozen evaluation."""
        return self.curriculum.evaluation

    @property
    def worksheet(self) -> Survey | None:
        """The frozen worksheet, where the plan has one."""
        return self.curriculum.worksheet

    def form(self, name: FormName) -> Survey | None:
        """Return a frozen form by its name, None where the plan has none."""
        found: Survey | None = getattr(self.curriculum, name)
        return found

    @property
    def follow_up(self) -> Survey | None:
        """The frozen form of months later, where the plan has one."""
        return self.curriculum.follow_up

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """Every frozen survey: the plan's polls, its forms, and the follow-up."""
        later = (self.follow_up,) if self.follow_up else ()
        return (self.curriculum.polls, *self.forms.values(), *later)

    @property
    def forms(self) -> dict[FormName, Survey]:
        """The frozen forms that the plan has, in the order of FORMS."""
        found = {name: self.form(name) for name in FORMS}
        return {name: survey for name, survey in found.items() if survey}

    @property
    def is_over(self) -> bool:
        """Whether nothing of a phone is kept any more.

        So it is from the moment the end is being written: what came behind it would
        stand there under the hash that the phone had before.
        """
        return self.stage.finished or self._is_ending

    def takes_form(self, name: FormName) -> bool:
        """Whether phones may hand this form in now."""
        is_open: bool = getattr(self.stage, f"{name}_open")
        return is_open and name in self.forms and not self.is_over

    @property
    def is_guarded(self) -> bool:
        """Whether people sign in and out by the code of the moment."""
        return self.session.details.door == "codes"

    @property
    def times(self) -> Held:
        """When the parts really began, and the end: marks with their corrections."""
        lines = self.after_kept.mark_corrections(self.session.id)
        agenda, stage = self.plan.agenda, self.stage
        return Held(agenda, stage.agenda, stage.ended_at, lines)

    def load_deck(self) -> None:
        """Read the deck in use; gather the polls and work out the running order."""
        in_use = self.session.deck
        self.stored_deck = self.sessions.deck(in_use) if in_use else None
        self.deck = self._in_both_languages(self.stored_deck)
        self.polls = self._polls_there_are()
        known = frozenset(question.name for question in self.polls.questions)
        self.order = running_order(self.deck, self.session.places, known)
        self._outline = {}

    def outline(self) -> dict[str, Any]:
        """Return the places of the running order and their version; made once."""
        self._outline = self._outline or outline.of(self)
        return self._outline

    def _in_both_languages(self, deck: Deck | None) -> Deck | None:
        """Return the deck in use with the one that it is paired with, if any."""
        pairing = self.session.pairing(self.session.deck)
        other = self.sessions.deck(pairing.second) if pairing else None
        return joined(deck, other, pairing) if deck and other and pairing else deck

    def _polls_there_are(self) -> Survey:
        """Return the frozen polls, those asked from a deck, and the deck's own."""
        frozen = self.curriculum.polls
        own = self.deck.questions if self.deck else ()
        found = {q.name: q for q in (*own, *self.session.questions, *frozen.questions)}
        order = (*frozen.questions, *self.session.questions, *own)
        names = dict.fromkeys(question.name for question in order)
        return replace(frozen, questions=tuple(found[name] for name in names))
