"""The certificates of a session being made, while phones are served."""

import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from facilitator.documents.errors import NO_ROOM, NoRoomError
from facilitator.documents.paper_batch import BatchStoppedError
from facilitator.documents.worker import Halt, HaltedError
from facilitator.errors import FacilitatorError
from facilitator.live.certificates_zip import certificates_zip
from facilitator.live.room import Room

log = logging.getLogger(__name__)


class NoBatchError(FacilitatorError):
    """There is no zip file of this session's certificates."""

    code = "no-batch"
    status = 409
    sentence = "The certificates have not been made yet, or are being made. Try again."


@dataclass(frozen=True, slots=True)
class BatchState:
    """How far a batch is; `made` of the papers `of` are in the file once it is ready.

    `refusal` says why a batch failed.
    """

    status: Literal["none", "working", "ready", "failed"] = "none"
    done: int = 0
    of: int = 0
    made: int = 0
    refusal: FacilitatorError | None = None


@dataclass(eq=False, slots=True)
class _Work:
    """One batch: its file, how far it is, and what ends it."""

    file: Path
    state: BatchState = field(default_factory=lambda: BatchState("working"))
    halt: Halt = field(default_factory=Halt)

    def tell(self, done: int, of: int) -> None:
        self.state = replace(self.state, done=done, of=of)

    def drop(self) -> None:
        """End it, and delete what it made; one that is being sent is, later."""
        self.halt()
        with suppress(OSError):
            self.file.unlink(missing_ok=True)


class CertificateBatches:
    """One zip file for each session, made again whenever the trainer asks."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in `folder`, which is emptied at each start."""
        self._folder = folder
        self._works: dict[str, _Work] = {}
        self._lock = Lock()

    def start(self, room: Room, template: Path, language: str) -> None:
        """Begin to make a session's certificates; what is being made goes on."""
        session = room.session.id
        with self._lock:
            if self.state(session).status == "working":
                return
            earlier = self._works.get(session)
            name = f"certificates-{secrets.token_hex(8)}.zip"
            work = self._works[session] = _Work(self._folder / name)
        if earlier:
            earlier.drop()
        made = (work, room, template, language)
        Thread(target=self._run, args=made, daemon=True).start()

    def state(self, session_id: str) -> BatchState:
        """Return how far a session's batch is."""
        work = self._works.get(session_id)
        return work.state if work else BatchState()

    def stop(self, session_id: str) -> None:
        """End a session's batch, and delete what was made of it."""
        with self._lock:
            work = self._works.pop(session_id, None)
        if work:
            work.drop()

    def file(self, session_id: str) -> Path:
        """Return the zip file of a session.

        Raises:
            NoBatchError: there is none.
        """
        work = self._works.get(session_id)
        if work is None or work.state.status != "ready" or not work.file.is_file():
            raise NoBatchError
        return work.file

    def _run(self, work: _Work, room: Room, template: Path, language: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            made = certificates_zip(
                room, template, work.file, language, work.tell, work.halt
            )
            work.state = replace(work.state, status="ready", made=made)
            if work.halt.is_called:
                work.drop()
        except HaltedError:
            work.state = BatchState()
        except FacilitatorError as refusal:
            work.state = BatchState("failed", refusal=refusal)
        except OSError as wrong:
            work.state = BatchState("failed", refusal=_refusal_of(wrong))


def _refusal_of(wrong: OSError) -> FacilitatorError:
    if wrong.errno in NO_ROOM:
        return NoRoomError(filename="certificates.zip")
    log.error("making certificates failed", exc_info=wrong)
    return BatchStoppedError()
