"""The serving process: one port, one hub, and quiet when it is told to stop.

The only module that replaces the standard library's blocking parts by gevent's, and
before anything else is imported: whoever serves imports this module first.
"""
# ruff: noqa: E402 - the patch comes before every other import

from gevent import monkey

monkey.patch_all()

import errno
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

import gevent
from gevent import pywsgi
from gevent.event import Event

from facilitator.errors import FacilitatorError

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)

BACKLOG: Final = 1024  # a whole room scans the code in the same minute
HEADER_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 75.0
STALLED_SECONDS: Final = 120.0
FINISH_SECONDS: Final = 2.0
ENOUGH_DESCRIPTORS: Final = 65_536
SETTLED_SECONDS: Final = 4.0
JOINS_WORTH_FREEZING: Final = 25
ENDS_WORTH_COLLECTING: Final = 500

WsgiApp = Callable[..., Any]


class PortTakenError(FacilitatorError):
    """Something else listens there already."""

    code = "port-taken"
    sentence = (
        "Port {port} is already in use on this computer, perhaps by this program in "
        "another window. Close that one, or choose another number with --port."
    )


class PortForbiddenError(FacilitatorError):
    """The operating system keeps this port for administrators."""

    code = "port-forbidden"
    sentence = (
        "This computer does not let you use port {port}. "
        "Choose a number above 1023 with --port."
    )


class BadAddressError(FacilitatorError):
    """The computer has no such network address."""

    code = "bad-address"
    sentence = (
        "This computer has no network address {host} ({reason}). "
        "Check the network connection, or leave out --host to use every address."
    )


def open_listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port` (0: any free port).

    Raises:
        PortTakenError: another program listens there.
        PortForbiddenError: the port needs rights that the user does not have.
        BadAddressError: `host` is no address of this computer, or `port` no port.
    """
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError) as error:
        raise BadAddressError(host=host, reason=error) from error
    try:
        if os.name == "posix":  # on Windows this would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Accepted sockets inherit it. Without it the second of two quick messages
        # waits some 40 ms for the phone's delayed acknowledgement of the first.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise _refusal(error, host, port) from error
    return listener


def _refusal(error: Exception, host: str, port: int) -> FacilitatorError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return PortTakenError(port=port)
    if number in {errno.EACCES, errno.EPERM}:
        return PortForbiddenError(port=port)
    return BadAddressError(host=host, reason=error)


def raise_descriptor_limit() -> int:
    """Let this process hold as many connections as the system allows; return that.

    Each phone takes one descriptor, and the usual limit is 1,024 or fewer.
    """
    if sys.platform == "win32":
        return ENOUGH_DESCRIPTORS  # sockets are not counted there
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH_DESCRIPTORS if hard == resource.RLIM_INFINITY else hard
    # macOS says that there is no limit, then refuses more than its own.
    for wanted in (min(most, ENOUGH_DESCRIPTORS), 10_240, 4_096):
        if soft >= wanted:
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            continue
        return wanted
    return soft


def calm_garbage_collector() -> None:
    """Set everything made so far aside, and look for garbage less often.

    With 1,000 phones connected a full collection stops the server for 90 to 200 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 1_000)


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


def run(app: WsgiApp, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve `app` until the process is told to stop (SIGTERM, SIGINT or Ctrl+C).

    Args:
        app: the WSGI application.
        listener: what `open_listener` returned; closed at the end.
        ready: called once connections are accepted.
    """
    server = Server(
        listener,
        app,
        log=None,
        error_log=log,
        # Else gevent asks a name server for it, which may take long without a network.
        environ={"SERVER_NAME": str(listener.getsockname()[0])},
    )
    told = Event()
    signals = [signal.SIGINT, signal.SIGTERM]
    watchers = [gevent.signal_handler(number, told.set) for number in signals]
    calm_garbage_collector()
    calm = gevent.spawn(server.keep_garbage_collector_calm)
    try:
        server.start()
        ready()
        told.wait()
    except KeyboardInterrupt:
        log.info("interrupted")
    finally:
        calm.kill()
        server.finish()
        for watcher in watchers:
            watcher.cancel()
