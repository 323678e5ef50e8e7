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
from typing import Any, Final

import gevent
from gevent.event import Event

from facilitator.errors import FacilitatorError
from facilitator.web.http_server import Server

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)

BACKLOG: Final = 1024  # a whole room scans the code in the same minute
ENOUGH_DESCRIPTORS: Final = 65_536

WsgiApp = Callable[..., Any]


class PortTakenError(FacilitatorError):
    """Something else listens there already."""

    code = "port-taken"
    sentence = (
        "Port {port} is already in use on this laptop, perhaps by this program in "
        "another window. Close that one, or choose another number with --port."
    )


class PortForbiddenError(FacilitatorError):
    """The operating system keeps this port for administrators."""

    code = "port-forbidden"
    sentence = (
        "This laptop does not let you use port {port}. "
        "Choose a number above 1023 with --port."
    )


class BadPortError(FacilitatorError):
    """No port has this number."""

    code = "bad-port"
    sentence = (
        "A port is a number from 0 to 65535, and {port} is not. "
        "Choose another with --port."
    )


class BadAddressError(FacilitatorError):
    """The computer has no such network address."""

    code = "bad-address"
    sentence = (
        "This laptop has no network address {host} ({reason}). "
        "Check the network connection, or leave out --host to use every address."
    )


def open_listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port` (0: any free port).

    Raises:
        PortTakenError: another program listens there.
        PortForbiddenError: the port needs rights that the user does not have.
        BadAddressError: `host` is no address of this computer.
        BadPortError: there is no such port.
    """
    if port not in range(1 << 16):
        raise BadPortError(port=port)  # the system would silently take another
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise BadAddressError(host=host, reason=error) from error
    try:
        if os.name == "posix":  # on Windows this would share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Accepted sockets inherit it. Without it the second of two quick messages
        # waits some 40 ms for the phone's delayed acknowledgement of the first.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _refusal(error, host, port) from error
    return listener


def _refusal(error: OSError, host: str, port: int) -> FacilitatorError:
    if error.errno == errno.EADDRINUSE:
        return PortTakenError(port=port)
    if error.errno in {errno.EACCES, errno.EPERM}:
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
