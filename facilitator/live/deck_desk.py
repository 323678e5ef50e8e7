"""Decks coming in: taken at the door, read in a process of their own."""

import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from threading import Lock, Semaphore, Thread
from time import sleep

from facilitator.documents.deck_worker import read_deck
from facilitator.documents.slide_pictures import DIGEST_LETTERS, drawn_so_far
from facilitator.documents.uploads import check_upload
from facilitator.documents.worker import Halt, HaltedError
from facilitator.domain.decks.deck import MEDIA_ENDINGS, Deck, DeckFacts
from facilitator.errors import FacilitatorError
from facilitator.live import pdf_export
from facilitator.live.click_drawing import Change, ClickDrawings
from facilitator.live.deck_reading import (
    SECONDS_BETWEEN_LOOKS,
    DeckFailedError,
    DeckStoppedError,
    Done,
    Reading,
    failed,
    ready,
    refusal_of,
)
from facilitator.live.deck_versions import with_earlier
from facilitator.store.errors import StorageClosedError, StorageError
from facilitator.store.sessions import SessionStore

log = logging.getLogger(__name__)

# Pictures in two widths, and what plays; their names begin with the digest.
_SHOWN = re.compile(
    rf"[0-9a-f]{{{DIGEST_LETTERS}}}(?:-\d+\.webp|\.(?:{'|'.join(MEDIA_ENDINGS)}))"
)
SECONDS_BETWEEN_TRIES = 2.0
# Phones are served by the same processors.
MOST_AT_ONCE = max(1, min(2, (os.cpu_count() or 1) // 2))


class DeckDesk:
    """Reads decks for every session; what a session shows changes only when done."""

    def __init__(
        self,
        kept: SessionStore,
        data: Path,
        change: Change,
        soffice: str | None = None,
    ) -> None:
        """Take where decks are kept, and how one is changed on the screens, too."""
        self._kept = kept
        self._soffice = soffice
        self.pictures = data / "pictures"
        self.uploads = data / "uploads"
        self.files = data / "decks"
        # Between pictures that lie there and a deck that names them nobody tidies.
        self._shelf = Lock()
        self._easel = Lock()
        self._turns = Semaphore(MOST_AT_ONCE)
        self._readings: dict[str, Reading] = {}
        self.clicks = ClickDrawings(kept, self, change, soffice)
        # What became of decks and could not be written yet.
        self._unwritten: dict[str, DeckFacts] = {}

    def recover(self) -> None:
        """Mark decks whose reading a stop cut off, and drop their leftovers."""
        for facts in self._kept.unfinished_decks():
            self._kept.keep_deck(failed(facts, DeckStoppedError()))
        rmtree(self.uploads, ignore_errors=True)
        self.uploads.mkdir(parents=True, exist_ok=True)

    def resume(self) -> None:
        """Draw in the background the clicks that a stop left undrawn."""
        for session_id, facts in self._kept.decks_without_clicks():
            target = self.clicks.draw
            Thread(target=target, args=(session_id, facts), daemon=True).start()

    def read(
        self, session_id: str, path: Path, filename: str, done: Done, beside: str = ""
    ) -> str:
        """Take a file over and read it in the background; return the deck's id.

        A PDF comes beside the deck whose id is `beside`, else beside the one that it
        is an export of. `done` is called with the facts once it is ready or has
        failed.
        """
        facts = DeckFacts(id=secrets.token_hex(16), filename=filename, beside=beside)
        try:
            self._kept.add_deck(session_id, facts)
        except FacilitatorError:
            path.unlink(missing_ok=True)  # a full disk needs the room
            raise
        reading = Reading(self._kept, session_id, facts, path, done)
        self._readings[facts.id] = reading
        self.clicks.give_way()
        Thread(target=self._run, args=(reading,), daemon=True).start()
        return facts.id

    def told(self, facts: DeckFacts) -> DeckFacts:
        """Return what is known about a deck, also where it could not be written yet."""
        return self.clicks.told(self._unwritten.get(facts.id, facts))

    def file(self, deck_id: str) -> Path:
        """Return where a deck's file lies as it came in, while `DeckFacts.kept`."""
        return self.files / deck_id

    def work(self, deck_id: str) -> Path:
        """Return the folder in which a deck is being read."""
        return self.uploads / deck_id

    def drawn(self, deck_id: str) -> tuple[str, ...]:
        """Return the digests of the pictures drawn so far of a deck being read."""
        return drawn_so_far(self.work(deck_id))

    def forget(self, deck_id: str) -> None:
        """Delete a deck, its file, and the pictures and media of no other deck.

        One that is being read is no longer, nor are its clicks drawn.
        """
        self._kept.remove_deck(deck_id)
        self.clicks.end(deck_id)
        reading = self._readings.get(deck_id)
        if reading:
            reading.halt()
        self.file(deck_id).unlink(missing_ok=True)
        self.tidy_pictures()

    def forget_session(self, session_id: str) -> None:
        """Read nothing more for a session that is gone, and delete what no deck has."""
        for reading in tuple(self._readings.values()):
            if reading.session_id == session_id:
                reading.halt()
        known = self._kept.deck_ids()
        for file in self.files.glob("*"):
            if file.name not in known:
                file.unlink(missing_ok=True)
        self.tidy_pictures()

    def forget_exports(self, session_id: str, deck_id: str, but: str = "") -> None:
        """Delete the PDFs beside a deck, but for one and those being read."""
        for facts in self._kept.decks(session_id):
            is_done = facts.status in ("ready", "failed")
            if facts.beside == deck_id and facts.id != but and is_done:
                self.forget(facts.id)

    def tidy_pictures(self) -> None:
        """Delete pictures, videos and sounds that no deck shows any more."""
        with self._shelf:
            wanted = self._kept.picture_digests()
            for kept in _shown_files(self.pictures):
                if kept.name[:DIGEST_LETTERS] not in wanted:
                    kept.unlink(missing_ok=True)

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
    def shelved(self, folder: Path) -> Iterator[None]:
        """Put a folder's pictures where all can see them; within, keep who names them.

        Until the block ends nobody tidies.
        """
        with self._shelf:
            self.pictures.mkdir(parents=True, exist_ok=True)
            # Their names are digests, so decks may share one.
            for kept in _shown_files(folder):
                kept.replace(self.pictures / kept.name)
            yield

    @contextmanager
    def spare_turn(self, halt: Halt) -> Iterator[None]:
        """Wait for a turn that no deck on its way in needs.

        Raises:
            HaltedError: by `halt`.
        """
        while self._readings or not self._turns.acquire(timeout=SECONDS_BETWEEN_LOOKS):
            halt.check()
            sleep(SECONDS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self._turns.release()

    def _run(self, reading: Reading) -> None:
        facts = self._read_to_end(reading)
        if facts and facts.lacks_clicks:
            self.clicks.draw(reading.session_id, facts)

    def _read_to_end(self, reading: Reading) -> DeckFacts | None:
        """Read a deck; return what became of it, or None where it was taken away."""
        facts: DeckFacts | None = None
        try:
            facts = self._read(reading)
        except HaltedError:
            pass
        except FacilitatorError as refusal:
            facts = failed(reading.facts, refusal)
        except OSError as wrong:
            facts = failed(reading.facts, refusal_of(wrong, reading.facts.filename))
        except Exception:  # a thread's own door: nobody above could tell the trainer
            log.exception("reading a deck failed")
            facts = failed(reading.facts, DeckFailedError())
        rmtree(self.work(reading.facts.id), ignore_errors=True)
        reading.path.unlink(missing_ok=True)
        if facts is None or facts.status == "failed":
            self.file(reading.facts.id).unlink(missing_ok=True)
            self.tidy_pictures()
        reading.over.set()
        if facts and facts.status == "failed":
            self._settle(facts)
        if facts:
            with suppress(StorageError):  # it is there, and can be used by hand
                reading.done(facts)
        del self._readings[reading.facts.id]
        return facts

    def _read(self, reading: Reading) -> DeckFacts:
        facts, path = reading.facts, reading.path
        work = self.work(facts.id)
        work.mkdir(parents=True)
        with self._turn(reading):
            progress, halt = reading.progress, reading.halt
            deck = read_deck(
                path,
                facts.filename,
                work,
                progress,
                soffice=self._soffice,
                halt=halt,
            )
        facts = replace(ready(facts, deck), kept=check_upload(path, facts.filename))
        self.files.mkdir(parents=True, exist_ok=True)
        path.replace(self.file(facts.id))
        if facts.kept == "pdf":
            return self._keep_pdf(reading, facts, deck)
        facts, deck = with_earlier(self._kept, reading.session_id, facts, deck)
        with self.shelved(work):
            self._keep(facts, deck)
        return facts

    def _keep_pdf(self, reading: Reading, facts: DeckFacts, pdf: Deck) -> DeckFacts:
        """Keep a PDF beside the deck that it is the export of, else as a deck."""
        self._wait_for_earlier(reading)
        session_id = reading.session_id
        found = pdf_export.find(self._kept, session_id, facts, pdf, reading.halt)
        facts = replace(facts, beside=found.deck_id if found else "")
        with self.shelved(self.work(facts.id)):
            if not (found and self._kept.keep_pdf(facts, *found.change(pdf), pdf)):
                facts = replace(facts, beside="")
                self._keep(facts, pdf)
        if facts.beside:
            with suppress(StorageError):  # an earlier PDF does no harm
                self.forget_exports(session_id, facts.beside, but=facts.id)
        return facts

    def _keep(self, facts: DeckFacts, deck: Deck) -> None:
        if not self._kept.keep_deck(facts, deck):
            raise HaltedError

    def _wait_for_earlier(self, reading: Reading) -> None:
        """Wait for the decks that came before: this may be the PDF of one."""
        for other in tuple(self._readings.values()):
            if other is reading:
                return
            if other.session_id == reading.session_id:
                reading.wait(other.over.wait)

    @contextmanager
    def _turn(self, reading: Reading) -> Iterator[None]:
        """Wait until few enough others are being read."""
        reading.wait(lambda seconds: self._turns.acquire(timeout=seconds))
        try:
            yield
        finally:
            self._turns.release()

    def _settle(self, facts: DeckFacts) -> None:
        """Keep that a deck failed, as soon as there is room to say so."""
        self._unwritten[facts.id] = facts
        with suppress(StorageClosedError):
            while not self._written(facts):
                sleep(SECONDS_BETWEEN_TRIES)
        del self._unwritten[facts.id]

    def _written(self, facts: DeckFacts) -> bool:
        try:
            self._kept.keep_deck(facts)
        except StorageClosedError:
            raise
        except StorageError:
            return False
        return True


def _shown_files(folder: Path) -> list[Path]:
    """Return the pictures, videos and sounds in a folder."""
    return [path for path in folder.glob("*") if _SHOWN.fullmatch(path.name)]
