"""Messages that are sent now, and then again only after a while: many become few."""

import logging
from collections.abc import Callable

import gevent

from facilitator.errors import FacilitatorError

log = logging.getLogger(__name__)


class Coalesced:
    """Sends for a session now, and once more after `seconds` if more happened."""

    def __init__(self, send: Callable[[str], None], seconds: float) -> None:
        self._send, self._seconds = send, seconds
        self._running: dict[str, gevent.Greenlet] = {}
        self._behind: set[str] = set()

    def soon(self, session_id: str) -> None:
        """Send soon; what is asked for meanwhile is sent together."""
        running = self._running.get(session_id)
        if running is not None and not running.dead:
            self._behind.add(session_id)
            return
        self._running[session_id] = gevent.spawn(self._keep_sending, session_id)

    def _keep_sending(self, session_id: str) -> None:
        while True:
            self._behind.discard(session_id)
            try:
                self._send(session_id)
            except FacilitatorError:
                log.exception("what changed could not be read")
            gevent.sleep(self._seconds)
            if session_id not in self._behind:
                return
