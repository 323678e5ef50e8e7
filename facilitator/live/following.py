"""Slides that the room has seen, for phones that look back."""

from typing import TYPE_CHECKING, Any

from facilitator.domain.stage.seen import numbered, ranges, step_seen
from facilitator.errors import NotFoundError
from facilitator.live.snapshots import slide_at

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


class NotFollowingError(NotFoundError):
    """The trainer keeps the slides off the phones."""

    code = "not-following"
    sentence = "The slides are shown in the room only. The trainer decides about it."


class NotSeenError(NotFoundError):
    """The room has not come to this slide, or the deck has none of this number."""

    code = "not-seen"
    sentence = "The room has not seen this slide yet. Go back to the session."


def seen(room: "HeldSession") -> list[list[int]]:
    """Return the slides that phones may look at again: first and last of each run.

    Slides go by the number that the screens show; none are there while following is
    off.
    """
    if not room.stage.follow:
        return []
    known = frozenset(room.stage.seen)
    numbers = enumerate(numbered(room.order), start=1)
    runs = ranges(number for number, slide in numbers if slide in known)
    return [list(run) for run in runs]


def earlier_slide(room: "HeldSession", number: int) -> JSON:
    """Return a slide as the snapshots have it, with as much as the room has seen.

    `note` is what people should know before they see it; there is no `next`.

    Raises:
        NotFollowingError: phones do not show slides now.
        NotSeenError: the room has not seen it.
    """
    if not room.stage.follow:
        raise NotFollowingError
    shown = numbered(room.order)
    index = shown[number - 1] if 1 <= number <= len(shown) else -1
    if room.deck is None or index not in room.stage.seen:
        raise NotSeenError
    place = step_seen(room.order, room.stage.part_seen, index)
    texts = room.deck.slides[index].texts
    notes = {text.language: text.content_note for text in texts if text.content_note}
    return {**(slide_at(room, place) or {}), "next": {}, "note": notes}
