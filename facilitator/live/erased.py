"""What of a session was erased, so that nothing is made of what is gone."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from facilitator.domain.purge import ErasedError, Receipt, Step
from facilitator.domain.reports import DetailsErased
from facilitator.live.room import Room

# What each file is made from; a file that is not here holds what is never erased alone.
_MADE_FROM: dict[str, Step] = {
    "attendance": "identities",
    "records": "identities",
    "hand-off": "identities",
    "certificates": "identities",
    "evaluation": "answers",
    "polls": "answers",
    "results": "answers",
}


def erased(room: Room) -> Mapping[Step, Receipt]:
    """Return the first receipt of each step that was done in a session."""
    receipts = room.after_kept.receipts(room.session.id)
    return {receipt.step: receipt for receipt in reversed(receipts)}


def check_kept(room: Room, kind: str) -> None:
    """See that a file of this kind can be made from more than nothing.

    Raises:
        ErasedError: what it would hold was erased.
    """
    step = _MADE_FROM.get(kind)
    receipt = erased(room).get(step) if step else None
    if receipt:
        raise ErasedError(day=_day(room, receipt), number=receipt.number)


def details_erased(room: Room) -> DetailsErased | None:
    """Return when people's license details were erased, None while they are kept."""
    receipt = erased(room).get("licenses")
    if receipt is None:
        return None
    reported = any(one.kind == "received" for one in room.handovers())
    return DetailsErased(_day(room, receipt), reported)


def _day(room: Room, receipt: Receipt) -> date:
    return receipt.at.astimezone(ZoneInfo(room.session.details.time_zone)).date()
