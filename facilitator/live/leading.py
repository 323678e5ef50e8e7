"""The trainer leads: moves, details, polls between slides, decks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from facilitator.domain.deck import Deck, DeckFacts
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage import IN_ORDER, Stage, reordered
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.live.held import HeldSession
from facilitator.live.moves import make_move


class AlreadyStartedError(FacilitatorError):
    """A detail cannot change once the session has started."""

    code = "already-started"
    status = 409
    sentence = "The session has started. What was delivered stays as it was."


class NoSuchDeckError(NotFoundError):
    """The deck is not one of the session's, or not read yet."""

    code = "no-such-deck"
    sentence = "There is no such deck in this session."


class DeckInUseError(FacilitatorError):
    """The deck on stage cannot be removed."""

    code = "deck-in-use"
    status = 409
    sentence = "This deck is in use. Choose another deck first."


class Leading(HeldSession):
    """The trainer's side of a session."""

    def move(self, name: str, payload: Mapping[str, object]) -> int:
        """Make one of the trainer's moves and return the stage's new version."""
        with self.lock:
            stage = make_move(self, name, payload)
            state = self.session.state
            if stage.finished:
                state = "finished"
            elif state == "prepared" and stage.screen in IN_ORDER:
                state = "live"
            session = self._with_asked(replace(self.session, state=state), stage)
            if stage.finished and not self.stage.finished:
                self.sessions.finish(session, stage)
                self._key = None
            else:
                self.sessions.keep_stage(session, stage)
            self.session, self.stage = session, stage
        self.audience.stage_changed(self.session.id)
        if self.stage.finished:
            self.audience.remotes_changed(self.session.id)
        return self.stage.version

    def _with_asked(self, session: Session, stage: Stage) -> Session:
        """Keep a deck's own poll with the session from the moment it is asked."""
        asked = stage.open_poll and self.polls.question(stage.open_poll.name)
        frozen = (*self.curriculum.polls.questions, *session.questions)
        if not asked or asked.name in {question.name for question in frozen}:
            return session
        return replace(session, questions=(*session.questions, asked))

    def change_details(self, details: SessionDetails) -> None:
        """Keep new details; after the start only the network may change."""

        def changed(session: Session) -> Session:
            network = replace(
                session.details,
                address=details.address,
                wifi_name=details.wifi_name,
                wifi_password=details.wifi_password,
            )
            if session.state != "prepared" and details != network:
                raise AlreadyStartedError
            return replace(session, details=details)

        self._keep(changed)

    def place_polls(self, places: tuple[tuple[int, str], ...]) -> None:
        """Put polls between slides: pairs of (slide index, poll name)."""
        slides = len(self.deck.slides) if self.deck else 0
        for after, name in places:
            if not -1 <= after < slides or not self.polls.question(name):
                raise BadInputError(what=name or "place")
        self._keep(lambda session: replace(session, places=places))

    def _keep(self, change: Callable[[Session], Session]) -> None:
        """Keep a changed session, work the running order out anew, tell the screens.

        What it changes is the session as it is once every other move is done: one
        that was read before would take back what happened meanwhile.
        """
        with self.lock:
            session = change(self.session)
            self.sessions.keep_session(session)
            before, deck = self.order, self.session.deck
            self.session = session
            self.load_deck()
            stage = replace(self.stage, version=self.stage.version + 1)
            stage = reordered(stage, before, self.order)
            if session.deck != deck:
                stage = replace(stage, zoom=None, playing="")
            self.sessions.keep_stage(session, stage)
            self.stage = stage
        self.audience.stage_changed(session.id)

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
            self._keep(lambda session: replace(session, deck=deck_id, places=()))

    def remove_deck(self, deck_id: str) -> None:
        """Forget a deck that is not in use."""
        if deck_id not in {d.id for d in self.decks()}:
            raise NoSuchDeckError
        if deck_id == self.session.deck:
            raise DeckInUseError
        self._deck_desk.forget(deck_id)

    def change_deck(self, deck_id: str, change: Callable[[Deck], Deck]) -> Deck:
        """Keep a deck as `change` returns it, and show it so where it is in use.

        Raises:
            NoSuchDeckError: it is not one of the session's, or not read yet.
        """
        if deck_id not in {d.id for d in self.decks() if d.status == "ready"}:
            raise NoSuchDeckError
        deck = self.sessions.change_deck(deck_id, change)
        if deck_id == self.session.deck:
            self._keep(lambda session: session)
        return deck
