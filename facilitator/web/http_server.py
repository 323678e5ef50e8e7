"""HTTP connections, none of which may wait for ever, and how many there are."""

import gc
import logging
from types import TracebackType
from typing import Final

import gevent
from gevent import pywsgi

log = logging.getLogger(__name__)

HEADER_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 75.0
STALLED_SECONDS: Final = 120.0
FINISH_SECONDS: Final = 2.0
SETTLED_SECONDS: Final = 4.0
JOINS_WORTH_FREEZING: Final = 25
ENDS_WORTH_COLLECTING: Final = 500


class Handler(pywsgi.WSGIHandler):  # type: ignore[misc]  # gevent has no types
    """A connection; it does not wait forever for a client that sends no request."""

    def handle(self) -> None:
        """Answer the connection's requests until it ends."""
        self.socket.settimeout(STALLED_SECONDS)
        self.server.opened += 1
        try:
            super().handle()
        finally:
            self.server.ended += 1

    def read_requestline(self) -> str:
        """Return the next request's first line, or nothing after a long silence."""
        with gevent.Timeout(IDLE_SECONDS, exception=False):
            return str(super().read_requestline())
        return ""

    def read_request(self, raw_requestline: str) -> bool:
        """Read the headers; `False` (a bad request) when they come too slowly."""
        with gevent.Timeout(HEADER_SECONDS, exception=False):
            return bool(super().read_request(raw_requestline))
        return False

    def handle_one_response(self) -> None:
        """Answer one request, counted so that stopping may wait for it."""
        brief = "/socket.io/" not in self.path  # those last as long as the phone stays
        self.server.answering += brief
        try:
            super().handle_one_response()
        finally:
            self.server.answering -= brief

    def log_error(self, *_: object) -> None:
        """Note that nonsense came: not from which address, nor what it was."""
        log.warning("what came in is no request that can be read")

    def _log_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType
    ) -> None:
        if not issubclass(kind, gevent.GreenletExit):
            log.error("a request failed", exc_info=(kind, error, trace))


class Server(pywsgi.WSGIServer):  # type: ignore[misc]  # gevent has no types
    """The WSGI server, with a count of its connections."""

    handler_class = Handler
    opened = 0
    ended = 0
    answering = 0

    def keep_garbage_collector_calm(self) -> None:
        """Freeze again whenever many have joined and the room has settled.

        Runs until it is killed. What a frozen connection leaves behind when it ends
        can only be collected unfrozen, so after many ends everything is looked at
        once, in a quiet moment.
        """
        frozen = collected = seen = 0
        while True:
            gevent.sleep(SETTLED_SECONDS)
            if self.opened + self.ended != seen:
                seen = self.opened + self.ended
            elif self.ended - collected >= ENDS_WORTH_COLLECTING:
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                collected, frozen = self.ended, self.opened
            elif self.opened - frozen >= JOINS_WORTH_FREEZING:
                gc.collect(1)
                gc.freeze()
                frozen = self.opened

    def finish(self) -> None:
        """Take no more connections and give requests under way a moment to end."""
        self.close()
        with gevent.Timeout(FINISH_SECONDS, exception=False):
            while self.answering:
                gevent.sleep(0.02)
