"""What is left to do after a session, as the session's page lists it."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.domain.attendance.head_count import HeadCount
from facilitator.domain.credit.handover import KINDS, Clock, Handover
from facilitator.domain.purge import Receipt, Step
from facilitator.domain.text import Text
from facilitator.live.erased import erased
from facilitator.live.follow_up import FollowUpNow
from facilitator.live.room import Room
from facilitator.live.timekeeping import HeldCredit


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is left to close, look at, settle, time, report and erase.

    `gone` are the receipts of what was erased. `people` are the numbers kept where
    the names were; `evaluated` is how many evaluations came in; `follow_up` is None
    where the plan has none.
    """

    books_open: bool
    to_review: int
    unsettled: int
    unmarked: int
    lacking: tuple[HeldCredit, ...]
    clock: Clock | None
    handovers: tuple[Handover, ...]
    gone: Mapping[Step, Receipt]
    evaluated: int
    people: HeadCount | None
    follow_up: FollowUpNow | None

    @property
    def handed(self) -> Text | None:
        """What was noted last of the provider, None where nothing was."""
        return KINDS[self.handovers[-1].kind] if self.handovers else None


def to_do(room: Room) -> ToDo:
    """Return what is left to do; before the end that is little."""
    over = room.stage.finished
    marked = {time.item for time in room.item_times()}
    receipts = room.after_kept.receipts(room.session.id)
    kept = [receipt.people for receipt in receipts if receipt.people]
    lacking = tuple(one for one in room.credit_held() if one.lacks) if over else ()
    return ToDo(
        books_open=bool(room.plan.credit) and not room.session.books_closed_at,
        to_review=room.to_review() if over else 0,
        unsettled=len(room.unsettled()) if over else 0,
        unmarked=sum(item.name not in marked for item in room.plan.agenda),
        lacking=lacking,
        clock=room.pharmacy_clock(),
        handovers=room.handovers(),
        gone=erased(room),
        evaluated=_evaluated(room),
        people=kept[-1] if kept else None,
        follow_up=room.follow_up_now(),
    )


def _evaluated(room: Room) -> int:
    """Return how many evaluations came in: those kept, else what people are noted by.

    The mark of who handed one in goes with the names, the evaluation with the answers.
    """
    kept = len(room.responses.forms(room.session.id, "evaluation"))
    return kept or room.counts()["evaluated"]
