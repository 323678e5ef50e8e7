"""Every session of this laptop, and the one room each is held in."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import RLock

from facilitator.domain.attendance.people import Attendee
from facilitator.domain.credit.hand_off import HandOff
from facilitator.domain.credit.handover import Clock
from facilitator.domain.decks.deck import Deck, DeckFacts
from facilitator.domain.records import as_text
from facilitator.domain.resource import Resource
from facilitator.domain.session import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Session,
    SessionDetails,
    read_code,
)
from facilitator.domain.stage.remote import DeviceKind, InvitationGoneError, Role
from facilitator.domain.stage.stage import Stage
from facilitator.errors import NoSuchSessionError
from facilitator.library import curriculum
from facilitator.library.curriculum import Curriculum, PlanSummary
from facilitator.library.hand_off import hand_off
from facilitator.library.resources import resources
from facilitator.library.slides import read_deck
from facilitator.library.word_files import WordFiles
from facilitator.live import point_pictures
from facilitator.live.audience import Audience, Nobody
from facilitator.live.certificate_batches import CertificateBatches
from facilitator.live.deck_desk import DeckDesk
from facilitator.live.handing_over import REPORTED
from facilitator.live.inviting import invitation_hash, key_hash
from facilitator.live.own_pages import NoSuchOwnPageError, address_hash
from facilitator.live.room import Room
from facilitator.store.after import AfterStore
from facilitator.store.arrivals import ArrivalStore
from facilitator.store.credit import CreditStore
from facilitator.store.database import Database
from facilitator.store.links import LinkStore
from facilitator.store.people import PeopleStores
from facilitator.store.questions import QuestionStore
from facilitator.store.remotes import RemoteStore
from facilitator.store.responses import ResponseStore
from facilitator.store.roster import RosterStore
from facilitator.store.sessions import KeptSession, SessionStore


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as the desk lists it, with the number of people who signed in.

    `clock` is the time left to report pharmacists' credit, where any asked for it.
    """

    session: Session
    attendees: int
    clock: Clock | None = None


class Rooms:
    """The sessions there are; hands out one room per session."""

    def __init__(
        self,
        database: Database,
        data: Path,
        curriculum_folder: Path,
        clock: Callable[[], datetime],
        *,
        soffice: str | None = None,
    ) -> None:
        """Take what every room needs; `soffice` is LibreOffice's program.

        Empty does without it, None looks for it.
        """
        self.database = database
        self.data = data
        self.curriculum_folder = curriculum_folder
        self.clock = clock
        self.audience: Audience = Nobody()
        self.sessions_kept = SessionStore(database)
        self.attendance = ArrivalStore(database)
        self.responses = ResponseStore(database)
        self.roster = RosterStore(database)
        self.remotes = RemoteStore(database)
        self.credit = CreditStore(database)
        self.links = LinkStore(database)
        self.after = AfterStore(database)
        self.people = PeopleStores(database)
        self.questions = QuestionStore(database)
        self.deck_desk = DeckDesk(self.sessions_kept, data, self._change_deck, soffice)
        self.certificate_batches = CertificateBatches(data / "uploads")
        self.words = WordFiles(data / "words", curriculum_folder)
        self._rooms: dict[str, Room] = {}
        self._lock = RLock()

    @property
    def handouts(self) -> Path:
        """Where the templates of printed handouts lie: the trainer's own, else ours."""
        own = self.curriculum_folder / "handouts"
        has_templates = any(own.glob("*.typ"))
        return own if has_templates else curriculum.shipped_folder() / "handouts"

    def template(self, name: str) -> Path:
        """Return the file of one printed handout; an older copy may lack it."""
        own = self.curriculum_folder / "handouts" / name
        return own if own.is_file() else curriculum.shipped_folder() / "handouts" / name

    def plans(self) -> tuple[PlanSummary, ...]:
        """Return every plan, with its problems."""
        return curriculum.plans(
            self.curriculum_folder, self.clock().astimezone().date()
        )

    def resources(self) -> tuple[Resource, ...]:
        """Return the help lines that phones show."""
        return resources(self.curriculum_folder)

    def hand_off(self, room: Room) -> HandOff:
        """Return what the accredited provider of a session wants in its files.

        Raises:
            CurriculumError: the file that says so has mistakes.
        """
        wanted, details = hand_off(self.curriculum_folder), room.session.details
        numbered = wanted.numbered(details.pars_organization, details.pars_module)
        return numbered.completed(room.plan)

    def starter_pictures(self, room: Room, language: str) -> tuple[Path, ...]:
        """Return the files of the pictures in a session's starter deck.

        The deck is kept with the session, its pictures with the curriculum: where that
        has changed since, there are none, and their descriptions stand in for them.
        """
        deck = room.curriculum.deck
        texts = (text for slide in deck.slides for text in slide.texts)
        if not any(block.kind == "picture" for text in texts for block in text.blocks):
            return ()
        reading = read_deck(self.curriculum_folder, room.plan.deck)
        unchanged = reading.sound and reading.deck == deck
        return reading.pictures[language] if unchanged else ()

    def create(
        self, plan: str, details: SessionDetails, answer_key: bytes | None = None
    ) -> Session:
        """Make a session from a plan, with a frozen copy of all the plan names.

        Its phones are known by a key of its own, unless `answer_key` gives one.

        Raises:
            CurriculumError: the plan or what it names is broken.
        """
        starts = details.starts_at
        used_on = max(self.clock().astimezone(starts.tzinfo), starts).date()
        content = curriculum.load(self.curriculum_folder, plan, used_on)
        desk, folder = self.deck_desk, self.curriculum_folder
        with point_pictures.drawn(content, folder, desk) as content, self._lock:
            session = Session(
                id=secrets.token_hex(16),
                code=self._new_code(),
                plan=plan,
                title=content.plan.title,
                details=details,
            )
            language = (*details.languages, "en")[0]
            kept = KeptSession(
                session,
                Stage(language=language),
                frozen(content),
                answer_key=answer_key or secrets.token_bytes(32),
                door_key=secrets.token_bytes(32),
            )
            self.sessions_kept.add(kept, self.clock().isoformat())
        return self._with_starter_deck(session, content.deck)

    def _with_starter_deck(self, session: Session, deck: Deck) -> Session:
        facts = DeckFacts(
            id=secrets.token_hex(16),
            filename=deck.source,
            title=deck.title,
            source="starter",
            way="text",
            status="ready",
            slides=len(deck.slides),
        )
        self.sessions_kept.add_deck(session.id, facts, deck)
        session = replace(session, deck=facts.id)
        self.sessions_kept.keep_session(session)
        return session

    def _new_code(self) -> str:
        taken = self.sessions_kept.codes()
        while True:
            letters = (secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
            code = "".join(letters)
            if code not in taken:
                return code

    def sessions(self) -> tuple[SessionSummary, ...]:
        """Return every session, newest first."""
        asked = self.after.asked_for(REPORTED)
        # Of a purged session the number is kept, and nobody's name.
        kept = {r.session: r.people for r in self.after.receipts() if r.people}
        found = []
        for session, number in self.sessions_kept.all():
            people = kept.get(session.id)
            clock = (
                self.room(session.id).pharmacy_clock() if session.id in asked else None
            )
            shown = people.signed_in if people else number
            found.append(SessionSummary(session, shown, clock))
        return tuple(found)

    def room(self, session_id: str) -> Room:
        """Return the room of a session.

        Raises:
            NoSuchSessionError: no session has this id.
        """
        with self._lock:
            if session_id not in self._rooms:
                kept = self.sessions_kept.find(session_id)
                if kept is None:
                    raise NoSuchSessionError(code=session_id[:40])
                stores = (
                    self.sessions_kept,
                    self.attendance,
                    self.responses,
                    self.roster,
                    self.remotes,
                    self.credit,
                    self.links,
                    self.after,
                    self.people,
                    self.questions,
                )
                parts = (self.clock, self.audience, self.deck_desk, self.words.lists)
                self._rooms[session_id] = Room(kept, stores, *parts)
            return self._rooms[session_id]

    def forget(self, session_id: str) -> None:
        """Let go of a room, so that it is read anew, if it is still kept."""
        with self._lock:
            self._rooms.pop(session_id, None)

    def _change_deck(
        self, session_id: str, deck_id: str, change: Callable[[Deck], Deck]
    ) -> Deck:
        return self.room(session_id).change_deck(deck_id, change)

    def room_by_door_code(self, typed: str) -> Room | None:
        """Return the room whose screen shows this sign-in code now, or None."""
        at = self.clock()
        for room in tuple(self._rooms.values()):
            if room.is_guarded and room.door.opens("in", typed, at):
                return room
        return None

    def room_by_code(self, code: str) -> Room:
        """Return the room that phones know by `code`, typed in either case.

        Raises:
            NoSuchSessionError: no session has this code.
        """
        kept = read_code(code)
        for room in tuple(self._rooms.values()):
            if room.session.code == kept:
                return room
        session_id = self.sessions_kept.id_of(kept[:CODE_LENGTH])
        if session_id is None or len(kept) != CODE_LENGTH:
            raise NoSuchSessionError(code=code[:40])
        return self.room(session_id)

    def own_page(self, token: str) -> tuple[Room, Attendee]:
        """Return whose own page a private address leads to, and in which room.

        Raises:
            NoSuchOwnPageError: it leads nowhere, or no more.
        """
        whose = self.links.whose(address_hash(token))
        if whose is None:
            raise NoSuchOwnPageError
        room = self.room(whose[0])
        return room, room.listed(whose[1]).attendee

    def invited_as(self, token: str) -> Role:
        """Return what an invitation is for.

        Raises:
            InvitationGoneError: it cannot be taken.
        """
        role = self.remotes.role_of(invitation_hash(token), self.clock())
        if role is None:
            raise InvitationGoneError
        return role

    def join_by_invitation(
        self, token: str, key: str, kind: DeviceKind
    ) -> tuple[Room, Role]:
        """Let the device with this key take an invitation; return its room and role.

        Raises:
            InvitationGoneError: another device took it, or its time is over.
        """
        invitation = invitation_hash(token)
        joined = self.remotes.join(invitation, key_hash(key), kind, self.clock())
        if joined is None:
            raise InvitationGoneError
        session_id, role = joined
        if role == "remote":
            self.audience.remotes_changed(session_id)
        return self.room(session_id), role


def frozen(content: Curriculum) -> str:
    """Return a plan and all that it names as a session keeps them."""
    return as_text(content)
