"""What is left to do after a session, as the session's page lists it."""

from dataclasses import dataclass

from facilitator.domain.handover import Clock
from facilitator.domain.head_count import HeadCount
from facilitator.live.room import Room
from facilitator.live.timekeeping import HeldCredit


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is left: records to settle, parts without a time, credit, days, purges.

    `people` are the numbers kept where the names were erased.
    """

    unsettled: int
    unmarked: int
    lacking: tuple[HeldCredit, ...]
    clock: Clock | None
    erased: int
    people: HeadCount | None


def to_do(room: Room) -> ToDo:
    """Return what is left to do; before the end that is little."""
    over = room.stage.finished
    marked = {time.item for time in room.item_times()}
    receipts = room.after_kept.receipts(room.session.id)
    kept = [receipt.people for receipt in receipts if receipt.people]
    lacking = tuple(one for one in room.credit_held() if one.lacks) if over else ()
    return ToDo(
        unsettled=len(room.unsettled()) if over else 0,
        unmarked=sum(item.name not in marked for item in room.plan.agenda),
        lacking=lacking,
        clock=room.pharmacy_clock(),
        erased=len(receipts),
        people=kept[-1] if kept else None,
    )
