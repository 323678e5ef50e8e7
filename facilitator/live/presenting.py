"""Moves of presenting: the countdown, a break, a closer look, a video."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from facilitator.domain.decks.deck import Media
from facilitator.domain.stage import countdown
from facilitator.domain.stage.stage import NoSuchStepError, Region, Stage, moved
from facilitator.errors import BadInputError

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

Given = Mapping[str, object]

# A smaller part of a picture 1,920 pixels wide has nothing more to show.
SMALLEST_SIDE = 0.08
SIDES = 4
# What a hand draws may end a hair outside.
SLACK = 1e-6


def _minutes(given: Given) -> int:
    minutes = given.get("minutes")
    if not isinstance(minutes, int) or isinstance(minutes, bool):
        raise BadInputError(what="minutes")
    if not 1 <= minutes <= countdown.MOST_MINUTES:
        raise BadInputError(what="minutes")
    return minutes


def start_timer(room: "HeldSession", given: Given) -> Stage:
    """Count down from some minutes."""
    return countdown.start_timer(room.stage, room.clock(), _minutes(given))


def add_minutes(room: "HeldSession", given: Given) -> Stage:
    """Give some minutes more."""
    return countdown.add_minutes(room.stage, room.clock(), _minutes(given))


def stop_timer(room: "HeldSession", _: Given) -> Stage:
    """Take the countdown away."""
    return countdown.stop_timer(room.stage)


def take_break(room: "HeldSession", given: Given) -> Stage:
    """Take a break of some minutes, wherever the room is."""
    return countdown.take_break(room.stage, room.clock(), _minutes(given))


def zoom(room: "HeldSession", given: Given) -> Stage:
    """Fill the wall with a part of the slide; without a part, with all of it."""
    if room.stage.screen != "slide":
        raise NoSuchStepError(what="slide")
    return moved(room.stage, zoom=_region(given.get("part")))


def _region(part: object) -> Region | None:
    """Return a part of the slide: left, top, width and height as shares of it."""
    if part is None:
        return None
    if not isinstance(part, list) or len(part) != SIDES:
        raise BadInputError(what="part")
    left, top, width, height = (_share(number) for number in part)
    if min(width, height) < SMALLEST_SIDE:
        raise BadInputError(what="part")
    if max(left + width, top + height) > 1 + SLACK:
        raise BadInputError(what="part")
    return left, top, width, height


def _share(number: object) -> float:
    if not isinstance(number, (int, float)) or isinstance(number, bool):
        raise BadInputError(what="part")
    if not 0 <= number <= 1:  # which no infinity and no NaN is
        raise BadInputError(what="part")
    return float(number)


def point(at: object) -> list[float] | None:
    """Return a place on the slide as two shares of it, or None for no place.

    Raises:
        BadInputError: it is neither.
    """
    if at is None:
        return None
    if not isinstance(at, list) or len(at) != len(("x", "y")):
        raise BadInputError(what="point")
    return [_share(number) for number in at]


def media_on(room: "HeldSession") -> tuple[Media, ...]:
    """Return the videos and sounds of the slide that is on."""
    stage = room.stage
    if stage.screen != "slide" or room.deck is None or not room.order:
        return ()
    return room.deck.slides[room.order[stage.step].slide].media


def play(room: "HeldSession", given: Given) -> Stage:
    """Play a video or a sound of the slide that is on."""
    wanted = given.get("media")
    if wanted not in [one.digest for one in media_on(room)]:
        raise NoSuchStepError(what="such video or sound")
    return moved(room.stage, playing=wanted)


def pause(room: "HeldSession", _: Given) -> Stage:
    """Stop what plays where it is."""
    return moved(room.stage, playing="")
