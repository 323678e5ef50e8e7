"""The trainer leads: moves, details, polls between slides, decks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from facilitator.domain.decks.bilingual import in_version, without
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.decks.mending import with_description, with_title
from facilitator.domain.decks.versions import (
    Moved,
    is_version,
    moved_order,
    moved_places,
    moved_slides,
)
from facilitator.domain.session import Session, SessionDetails
from facilitator.domain.stage.restaging import reordered, with_new_deck
from facilitator.domain.stage.stage import IN_ORDER, Stage
from facilitator.errors import BadInputError, FacilitatorError, NotFoundError
from facilitator.live.held import HeldSession
from facilitator.live.moderating import QUIET
from facilitator.live.moves import make_move
from facilitator.live.parting import parted


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


class DeckLendsError(FacilitatorError):
    """The deck on stage gets its other language from this one."""

    code = "deck-lends"
    status = 409
    sentence = (
        "This deck gives the deck in use its other language. Separate the two first."
    )


class DeckFileGoneError(NotFoundError):
    """The file that a deck came in as is not kept."""

    code = "deck-file-gone"
    sentence = (
        "The PowerPoint file of this deck is not here. Add the deck again as .pptx."
    )


class Leading(HeldSession):
    """The trainer's side of a session."""

    def move(self, name: str, payload: Mapping[str, object]) -> int:
        """Make one of the trainer's moves and return the stage's new version."""
        with self.lock:
            screen = self.stage.screen
            stage = make_move(self, name, payload)
            state = self.session.state
            if stage.finished:
                state = "finished"
            elif state == "prepared" and (stage.agenda or stage.screen in IN_ORDER):
                state = "live"
            session = self._with_asked(replace(self.session, state=state), stage)
            if stage.finished and not self.stage.finished:
                stage = self._end(session, stage)
            else:
                self.sessions.keep_stage(session, stage)
            self.session, self.stage = session, stage
        if name in QUIET and stage.screen == screen:
            self.audience.questions_moderated(self.session.id)
        else:
            self.audience.stage_changed(self.session.id)
        if self.stage.finished:
            self.audience.remotes_changed(self.session.id)
        return self.stage.version

    def _end(self, session: Session, stage: Stage) -> Stage:
        """Keep the last stage, with the answers parted; return it."""
        self._is_ending = True
        try:
            last, parting = parted(self, stage)
            self.sessions.finish(session, last, parting)
        finally:
            self._is_ending = False
        self._key = self.question_board = None
        self.pace.forget()
        return last

    def _with_asked(self, session: Session, stage: Stage) -> Session:
        """Keep a deck's own poll with the session from the moment it is asked."""
        asked = stage.open_poll and self.polls.question(stage.open_poll.name)
        frozen = (*self.curriculum.polls.questions, *session.questions)
        if not asked or asked.name in {question.name for question in frozen}:
            return session
        return replace(session, questions=(*session.questions, asked))

    def change_details(self, details: SessionDetails) -> None:
        """Keep new details; what is no more to change after the start stays.

        Network, door and the provider's numbers may change at any time.
        """

        def changed(session: Session) -> Session:
            network = replace(
                session.details,
                address=details.address,
                wifi_name=details.wifi_name,
                wifi_password=details.wifi_password,
                door=details.door,
                opens_before=details.opens_before,
                pars_organization=details.pars_organization,
                pars_module=details.pars_module,
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

    def _keep(
        self, change: Callable[[Session], Session], moved: Moved | None = None
    ) -> None:
        """Keep a changed session, work the running order out anew, tell the screens.

        `moved` says where the slides are in a newer version of the deck.

        What it changes is the session as it is once every other move is done: one
        that was read before would take back what happened meanwhile.
        """
        with self.lock:
            session = change(self.session)
            self.sessions.keep_session(session)
            before, shown = self.order, self.session.deck
            self.session = session
            self.load_deck()
            stage = replace(self.stage, version=self.stage.version + 1)
            if moved is not None:
                before = moved_order(before, moved)
            if session.deck == shown:
                stage = reordered(stage, before, self.order)
            else:
                moved = moved or {}
                stage = reordered(stage, before, self.order, moved)
                stage = with_new_deck(stage, self.order, moved)
            self.sessions.keep_stage(session, stage)
            self.stage = stage
        self.audience.stage_changed(session.id)

    def decks(self) -> tuple[DeckFacts, ...]:
        """Return every deck of the session, with how far it is read."""
        return tuple(map(self._deck_desk.told, self.sessions.decks(self.session.id)))

    def add_deck(self, path: Path, filename: str) -> str:
        """Take a file over, read it in the background, and use it once it is ready."""
        return self._deck_desk.read(self.session.id, path, filename, self._deck_done)

    def _deck_done(self, facts: DeckFacts) -> None:
        if not facts.is_ready:
            return
        if facts.beside:
            self._show_anew(facts.beside)
        # A deck that comes in during the session waits until the trainer takes it.
        elif self.session.state == "prepared":
            self.use_deck(facts.id)

    def use_deck(self, deck_id: str) -> None:
        """Show this deck from now on.

        In a version of the deck in use, polls and the room keep their places; those
        placed in any other deck go back.
        """
        if deck_id not in {d.id for d in self.decks() if d.is_ready and not d.beside}:
            raise NoSuchDeckError
        if deck_id == self.session.deck:
            return
        moved = self._moved_to(deck_id)
        if moved is None:
            self._keep(lambda session: replace(session, deck=deck_id, places=()))
        else:
            slides = self._slides_of(deck_id)
            self._keep(
                lambda session: _in_version(session, deck_id, moved, slides), moved
            )

    def _slides_of(self, deck_id: str) -> int:
        return next(deck.slides for deck in self.decks() if deck.id == deck_id)

    def _moved_to(self, deck_id: str) -> Moved | None:
        """Return where the slides in use are in a version of this deck, else None."""
        earlier, newer = self.stored_deck, self.sessions.deck(deck_id)
        if earlier is None or newer is None:
            return None
        moved = moved_slides(earlier, newer)
        return moved if is_version(earlier, newer, moved) else None

    def mend_title(
        self, deck_id: str, index: int, title: str, language: str = ""
    ) -> None:
        """Keep the title that the trainer wrote for a slide without one."""
        self.change_deck(deck_id, lambda deck: with_title(deck, index, title, language))

    def mend_description(
        self, deck_id: str, index: int, key: str, text: str, *, decorative: bool
    ) -> None:
        """Keep what the trainer wrote about a picture without a description."""
        self.change_deck(
            deck_id,
            lambda deck: with_description(
                deck, index, key, text, decorative=decorative
            ),
        )

    def tie_section(self, section: str, item: str) -> None:
        """Tie a section of the deck to an item of the agenda ("": to none).

        Raises:
            BadInputError: the deck has no such section, or the agenda no such item.
        """
        sections = {slide.section for slide in self.deck.slides} if self.deck else set()
        known = {one.name for one in self.plan.agenda}
        if not section or section not in sections or (item and item not in known):
            raise BadInputError(what="section")

        def tied(session: Session) -> Session:
            others = [pair for pair in session.sections if pair[0] != section]
            return replace(session, sections=(*others, (section, item)))

        self._keep(tied)

    def remove_deck(self, deck_id: str) -> None:
        """Forget a deck that is not in use."""
        if deck_id not in {d.id for d in self.decks()}:
            raise NoSuchDeckError
        if deck_id == self.session.deck:
            raise DeckInUseError
        if self._lends(deck_id):
            raise DeckLendsError
        left = without(self.session.pairings, deck_id)
        if left != self.session.pairings:
            self._keep(lambda session: replace(session, pairings=left))
        self._deck_desk.forget(deck_id)

    def _lends(self, deck_id: str) -> bool:
        """Whether the deck in use gets its other language from this one."""
        pairing = self.session.pairing(self.session.deck)
        return pairing is not None and pairing.second == deck_id

    def deck_file(self, deck_id: str) -> tuple[DeckFacts, Path]:
        """Return a deck that came in as PowerPoint, and where its file lies.

        Raises:
            NoSuchDeckError: it is not one of the session's, or not read yet.
            DeckFileGoneError: its file is not kept, or it was something else.
        """
        ready = {deck.id: deck for deck in self.decks() if deck.status == "ready"}
        if deck_id not in ready:
            raise NoSuchDeckError
        file = self._deck_desk.file(deck_id)
        if ready[deck_id].kept != "presentation" or not file.is_file():
            raise DeckFileGoneError
        return ready[deck_id], file

    def change_deck(self, deck_id: str, change: Callable[[Deck], Deck]) -> Deck:
        """Keep a deck as `change` returns it, and show it so where it is in use.

        Raises:
            NoSuchDeckError: it is not one of the session's, or not read yet.
        """
        if deck_id not in {d.id for d in self.decks() if d.is_ready}:
            raise NoSuchDeckError
        deck = self.sessions.change_deck(deck_id, change)
        if deck is None:
            raise NoSuchDeckError
        self._show_anew(deck_id)
        return deck

    def _show_anew(self, deck_id: str) -> None:
        """Show a deck that was changed, where it is on the screens."""
        if deck_id == self.session.deck or self._lends(deck_id):
            self._keep(lambda session: session)


def _in_version(session: Session, deck_id: str, moved: Moved, slides: int) -> Session:
    """Return the session with a newer version of its deck, of so many slides."""
    paired = session.pairing(session.deck)
    pairings = session.pairings
    if paired and paired.second != deck_id and session.pairing(deck_id) is None:
        kept = without(pairings, paired.first)
        pairings = (*kept, in_version(paired, deck_id, moved, slides))
    return replace(
        session,
        deck=deck_id,
        places=moved_places(session.places, moved),
        pairings=pairings,
    )
