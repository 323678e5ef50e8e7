"""Polls with a countdown, closed when it is over by a light thread of their own."""

import logging
from time import monotonic

import gevent

from facilitator.errors import FacilitatorError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

log = logging.getLogger(__name__)

# The clock is looked at often rather than waited for once: a laptop that slept, or
# whose clock was put right, wakes in the middle of a wait.
SECONDS_BETWEEN_LOOKS = 0.25
# What phones may be wrong by: they count by the hour that they were told last.
SECONDS_OF_DRIFT = 1.0


class Closing:
    """Watches the open polls that close by themselves, one thread for a session."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._watched: dict[str, gevent.Greenlet] = {}

    def watch(self, session_id: str) -> None:
        """Close the session's open poll in time, if it has a countdown."""
        running = self._watched.get(session_id)
        if running is not None and not running.dead:
            return
        if self._rooms.room(session_id).closes_at is not None:
            self._watched[session_id] = gevent.spawn(self._close_in_time, session_id)

    def resume(self) -> None:
        """Go on after a restart; what ended meanwhile is closed at once."""
        for session_id in self._rooms.sessions_kept.with_open_poll():
            self._rooms.room(session_id).close_when_over()
            self.watch(session_id)

    def _close_in_time(self, session_id: str) -> None:
        told = _drift(self._rooms.room(session_id))
        try:
            while (room := self._rooms.room(session_id)).closes_at is not None:
                room.close_when_over()
                if abs(_drift(room) - told) > SECONDS_OF_DRIFT:
                    told = _drift(room)
                    room.count_anew()
                gevent.sleep(SECONDS_BETWEEN_LOOKS)
        except FacilitatorError:
            log.exception("a poll could not be closed in time")


def _drift(room: Room) -> float:
    """Return how far the laptop's clock is before one that nobody puts right."""
    return room.clock().timestamp() - monotonic()
