"""Decks coming in: taken at the door, read in a process of their own."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread
from time import monotonic

from facilitator.documents.deck_worker import read_deck
from facilitator.documents.slide_pictures import DIGEST_LETTERS
from facilitator.documents.uploads import check_upload
from facilitator.domain.deck import MEDIA_ENDINGS, Deck, DeckFacts, DeckStatus
from facilitator.domain.versions import is_version, moved_slides, with_earlier_mends
from facilitator.errors import FacilitatorError
from facilitator.store.sessions import SessionStore

log = logging.getLogger(__name__)

# The desk asks for progress about once a second; keeping more would be wasted writes.
SECONDS_BETWEEN_PROGRESS = 0.5

# Pictures in two widths, and what plays; their names begin with the digest.
_SHOWN = re.compile(
    rf"[0-9a-f]{{{DIGEST_LETTERS}}}(?:-\d+\.webp|\.(?:{'|'.join(MEDIA_ENDINGS)}))"
)

# A trainer's deck goes from session to session; the last few are enough.
MOST_ELSEWHERE = 5

STATUSES: dict[str, DeckStatus] = {"converting": "converting", "pictures": "pictures"}


class DeckStoppedError(FacilitatorError):
    """The program stopped while the deck was being read."""

    code = "deck-stopped"
    sentence = "The program stopped while it read this deck. Add the deck again."


class DeckFailedError(FacilitatorError):
    """Reading the deck hit something nobody foresaw."""

    code = "deck-failed"
    sentence = (
        "This deck could not be read. Save it again in PowerPoint, or add its PDF."
    )


class DeckRemovedError(Exception):
    """The deck was taken away while it was being read; nobody is told."""


class DeckDesk:
    """Reads decks for every session; what a session shows changes only when done."""

    def __init__(
        self, kept: SessionStore, data: Path, soffice: str | None = None
    ) -> None:
        self._kept = kept
        self._soffice = soffice
        self.pictures = data / "pictures"
        self.uploads = data / "uploads"
        self.files = data / "decks"
        # Between pictures that lie there and a deck that names them nobody tidies.
        self._shelf = Lock()
        self._easel = Lock()

    def recover(self) -> None:
        """Mark decks whose reading a stop cut off, and drop their leftovers."""
        for facts in self._kept.unfinished_decks():
            stopped = replace(
                facts, status="failed", sentence=DeckStoppedError.sentence
            )
            self._kept.keep_deck(stopped)
        rmtree(self.uploads, ignore_errors=True)
        self.uploads.mkdir(parents=True, exist_ok=True)

    def read(
        self,
        session_id: str,
        path: Path,
        filename: str,
        done: Callable[[DeckFacts], None],
    ) -> str:
        """Take a file over and read it in the background; return the deck's id.

        `done` is called with the facts once the deck is ready or has failed.
        """
        facts = DeckFacts(id=secrets.token_hex(16), filename=filename)
        try:
            self._kept.add_deck(session_id, facts)
        except FacilitatorError:
            path.unlink(missing_ok=True)  # a full disk needs the room
            raise
        Thread(
            target=self._read, args=(session_id, facts, path, done), daemon=True
        ).start()
        return facts.id

    def _read(
        self,
        session_id: str,
        facts: DeckFacts,
        path: Path,
        done: Callable[[DeckFacts], None],
    ) -> None:
        latest = facts
        last = monotonic()

        def progress(stage: str, count: int, of: int) -> None:
            nonlocal latest, last
            status = STATUSES.get(stage, "reading")
            if (
                status == latest.status
                and monotonic() - last < SECONDS_BETWEEN_PROGRESS
            ):
                return
            latest = replace(latest, status=status, done=count, of=of)
            last = monotonic()
            if not self._kept.keep_deck(latest):
                raise DeckRemovedError  # which ends the reading

        work = self.uploads / facts.id
        try:
            work.mkdir(parents=True)
            deck = read_deck(
                path, facts.filename, work, progress, soffice=self._soffice
            )
            kind = check_upload(path, facts.filename)
            latest = replace(_ready(facts, deck), kept=kind)
            latest, deck = self._with_earlier(session_id, latest, deck)
            self.files.mkdir(parents=True, exist_ok=True)
            path.replace(self.file(facts.id))
            self._keep_with_pictures(latest, deck, work)
        except DeckRemovedError:
            self.file(facts.id).unlink(missing_ok=True)
            self.tidy_pictures()
            return
        except FacilitatorError as refusal:
            latest = replace(
                facts,
                status="failed",
                sentence=refusal.sentence,
                facts=tuple((k, str(v)) for k, v in refusal.facts.items()),
            )
            self._kept.keep_deck(latest)
        except Exception:  # a thread's own door: nobody above could tell the trainer
            log.exception("reading a deck failed")
            latest = replace(facts, status="failed", sentence=DeckFailedError.sentence)
            self._kept.keep_deck(latest)
        finally:
            rmtree(work, ignore_errors=True)
            path.unlink(missing_ok=True)
        done(latest)

    def _with_earlier(
        self, session_id: str, facts: DeckFacts, deck: Deck
    ) -> tuple[DeckFacts, Deck]:
        """Return the deck with what was put right in an earlier version of it."""
        for deck_id in self._earlier(session_id, facts):
            earlier = self._kept.deck(deck_id)
            if earlier is None:
                continue
            moved = moved_slides(earlier, deck)
            if is_version(earlier, deck, moved):
                deck, taken = with_earlier_mends(earlier, deck, moved)
                titles, descriptions = taken.titles, taken.descriptions
                facts = replace(
                    facts,
                    title=deck.title,
                    version_of=deck_id,
                    titles=titles,
                    descriptions=descriptions,
                )
                break
        return facts, deck

    def _earlier(self, session_id: str, facts: DeckFacts) -> tuple[str, ...]:
        """Return the decks this may be a version of, likeliest first.

        The session's own, the one in use before the others, then decks of the same
        name in other sessions.
        """
        held = self._kept.find(session_id)
        used = held.session.deck if held else ""
        own = [
            one.id
            for one in self._kept.decks(session_id)
            if one.status == "ready" and one.source == "file" and one.id != facts.id
        ]
        own.sort(key=lambda one: one != used)
        elsewhere = self._kept.decks_called(facts.filename, but=session_id)
        return (*own, *elsewhere[:MOST_ELSEWHERE])

    def file(self, deck_id: str) -> Path:
        """Return where a deck's file lies as it came in, while `DeckFacts.kept`."""
        return self.files / deck_id

    def _keep_with_pictures(self, facts: DeckFacts, deck: Deck, work: Path) -> None:
        with self.shelved(work):
            if not self._kept.keep_deck(facts, deck):
                raise DeckRemovedError

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """Give a folder to make one picture in: each takes much memory meanwhile."""
        work = self.uploads / secrets.token_hex(16)
        with self._easel:
            work.mkdir(parents=True)
            try:
                yield work
            finally:
                rmtree(work, ignore_errors=True)

    @contextmanager
    def shelved(self, work: Path) -> Iterator[None]:
        """Put the pictures in `work` with the others; nobody tidies within the block.

        By its end a deck must name them.
        """
        with self._shelf:
            self.pictures.mkdir(parents=True, exist_ok=True)
            # Their names are digests, so decks may share one.
            for kept in _shown_files(work):
                kept.replace(self.pictures / kept.name)
            yield

    def forget(self, deck_id: str) -> None:
        """Delete a deck, its file, and the pictures and media of no other deck."""
        self._kept.remove_deck(deck_id)
        self.file(deck_id).unlink(missing_ok=True)
        self.tidy_pictures()

    def tidy_pictures(self) -> None:
        """Delete pictures, videos and sounds that no deck shows any more."""
        with self._shelf:
            wanted = self._kept.picture_digests()
            for kept in _shown_files(self.pictures):
                if kept.name[:DIGEST_LETTERS] not in wanted:
                    kept.unlink(missing_ok=True)


def _shown_files(folder: Path) -> list[Path]:
    """Return the pictures, videos and sounds in a folder."""
    return [path for path in folder.glob("*") if _SHOWN.fullmatch(path.name)]


def _ready(facts: DeckFacts, deck: Deck) -> DeckFacts:
    return replace(
        facts,
        title=deck.title,
        way=deck.way,
        status="ready",
        done=len(deck.slides),
        of=len(deck.slides),
        slides=len(deck.slides),
    )
