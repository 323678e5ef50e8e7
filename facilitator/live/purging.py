"""What was collected, erased for good: rows, file, log and copies, with a receipt."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import RLock

from facilitator import __version__
from facilitator.domain.attendance.head_count import head_count, last_part_began
from facilitator.domain.credit.handover import ReceiptMissingError
from facilitator.domain.purge import (
    STEPS,
    NotFinishedError,
    NothingToEraseError,
    Receipt,
    Step,
    WrongCodeError,
)
from facilitator.domain.session import read_code
from facilitator.errors import FacilitatorError, NotFoundError
from facilitator.live.aside import aside
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.copies import copies, remove_copies
from facilitator.store.errors import StorageError
from facilitator.store.purging import PurgeStore

log = logging.getLogger(__name__)

LONGEST_CODE = 40


class NoSuchReceiptError(NotFoundError):
    """No receipt has this number."""

    code = "no-such-receipt"
    sentence = "There is no receipt with this number."


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as the desk offers it.

    `counts` are the rows that would go, `refusal` why it is not to be had now.
    """

    step: Step
    counts: Mapping[str, int]
    refusal: FacilitatorError | None


class Purging:
    """Erases what sessions collected, and goes on after a stop with what it began."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._store = PurgeStore(rooms.database)
        self._lock = RLock()

    def offers(self, room: Room) -> tuple[Offer, ...]:
        """Return every step for a session, in the order in which they are sensible."""
        return tuple(self.offer(room, step) for step in STEPS)

    def offer(self, room: Room, step: Step) -> Offer:
        """Return one step for a session."""
        counts = self._store.counts(room.session.id, step)
        return Offer(step, counts, self._refusal(room, step, counts))

    def _refusal(
        self, room: Room, step: Step, counts: Mapping[str, int]
    ) -> FacilitatorError | None:
        state = room.session.state
        # A session that was only prepared may go as a whole: nobody was there.
        if state == "live" or (state == "prepared" and step != "session"):
            return NotFinishedError()
        if step != "session" and not counts:
            return NothingToEraseError()
        if step != "answers" and state == "finished" and room.details_needed():
            return ReceiptMissingError()
        return None

    def copies(self, room: Room) -> Mapping[str, int]:
        """Return how many copies of each kind would go along with any step."""
        found = copies(self._rooms.data, room.session.code)
        return dict(Counter(kind for kind, _ in found))

    def purge(self, session_id: str, step: Step, typed: str) -> Receipt:
        """Erase one kind of what a session collected; it cannot be undone.

        Raises:
            WrongCodeError: what was typed is not the session's code.
            FacilitatorError: the step is not to be had now; nothing is erased.
        """
        with self._lock:
            room = self._rooms.room(session_id)
            if read_code(typed[:LONGEST_CODE]) != room.session.code:
                raise WrongCodeError
            refusal = self.offer(room, step).refusal
            if refusal:
                raise refusal
            receipt = self._store.erase(self._blank(room, step))
            # What a room holds in memory is older than what is kept now.
            self._rooms.forget(session_id)
            return self._clean(receipt)

    def _blank(self, room: Room, step: Step) -> Receipt:
        session, people = room.session, None
        if step == "identities":
            details, plan = session.details, room.plan
            began = last_part_began(plan, room.times.began, details.starts_at)
            people = head_count(room.attendance.all(session.id), began)
        return Receipt(
            number=0,
            session=session.id,
            code=session.code,
            title=session.title,
            day=room.day_held(),
            step=step,
            at=self._rooms.clock(),
            removed={},
            digest="",
            version=__version__,
            people=people,
        )

    def resume(self) -> None:
        """Clean what a stop left: the rows are gone, their traces may not be."""
        with self._lock:
            for receipt in self._rooms.after.receipts():
                if receipt.cleaned_at is None:
                    self._clean(receipt)

    def _clean(self, receipt: Receipt) -> Receipt:
        """Clean the file, its log and the copies; what fails is tried again later."""
        try:
            self._rooms.certificate_batches.stop(receipt.session)
            if receipt.step == "session":
                self._rooms.deck_desk.forget_session(receipt.session)
            removed = aside(self._clean_files, receipt.code)
        except (StorageError, OSError):
            log.exception("the data folder could not be cleaned")
            return receipt
        clean = replace(receipt, files=removed, cleaned_at=self._rooms.clock())
        self._rooms.after.keep_cleaned(clean)
        return clean

    def _clean_files(self, code: str) -> Mapping[str, int]:
        removed = remove_copies(self._rooms.data, code)
        self._rooms.database.compact()
        return removed

    def receipts(self, session_id: str = "") -> tuple[Receipt, ...]:
        """Return the receipts of a session or of all, oldest first."""
        return self._rooms.after.receipts(session_id)

    def receipt(self, number: int) -> Receipt:
        """Return one receipt.

        Raises:
            NoSuchReceiptError: no receipt has this number.
        """
        for receipt in self.receipts():
            if receipt.number == number:
                return receipt
        raise NoSuchReceiptError
