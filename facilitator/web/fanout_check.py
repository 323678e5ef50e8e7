"""A short conversation with python-socketio, held before its parts are replaced."""

import logging
from collections.abc import Callable
from contextlib import closing
from typing import Any, Final

import gevent
import socketio
from gevent import socket

from facilitator.web.frames import CLOSE, TEXT, frame

log = logging.getLogger(__name__)

_PATIENCE_SECONDS: Final = 2.0
_MASK: Final = b"\x0f\xa5\x5a\xf0"
_ENVIRON: Final = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "QUERY_STRING": "EIO=4&transport=websocket",
    "HTTP_HOST": "self-test",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",  # of RFC 6455, 1.3
    "wsgi.url_scheme": "http",
}
_EXPECTED: Final = (
    b"HTTP/1.1 101 ",
    b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",  # the answer to that key
    b'0{"sid":',
    b'40/test,{"sid":',
    # What is sent is received whole and in order, whichever way it was sent.
    b'42/test,["first",1]',
    b'42/test,["second",2]',
    b'43/test,7["said"]',
)


def converses(take_over: Callable[[socketio.Server], None]) -> bool:
    """Return whether a server that `take_over` has changed still talks properly.

    A server of its own answers one client over a pair of sockets: handshake,
    connection, two broadcasts in order, an acknowledgement, a clean end.
    """
    try:
        with gevent.Timeout(_PATIENCE_SECONDS):
            heard, left = _conversation(take_over)
    except (Exception, gevent.Timeout):
        log.info("the conversation with the socket libraries failed", exc_info=True)
        return False
    position = 0
    for expected in _EXPECTED:
        position = heard.find(expected, position)
        if position < 0:
            log.info("the socket libraries did not say %r in %r", expected, heard)
            return False
    return left == 0


def _conversation(take_over: Callable[[socketio.Server], None]) -> tuple[bytes, int]:
    """Return all that the client received, and how many clients the server kept."""
    server = socketio.Server(async_mode="gevent", monitor_clients=False)
    take_over(server)

    def speak(_sid: str, word: str) -> str:
        server.emit("first", 1, namespace="/test")
        server.emit("second", 2, namespace="/test")
        return word

    server.on("connect", lambda *_: None, namespace="/test")
    server.on("speak", speak, namespace="/test")
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        environ: dict[str, Any] = {**_ENVIRON, "wsgi.input": theirs.makefile("rb", -1)}
        serving = gevent.spawn(server.eio.handle_request, environ, lambda *_: None)
        _say(ours, b"40/test,")
        _say(ours, b'42/test,7["speak","said"]')
        heard = _hear(ours, _EXPECTED[-1])
        ours.sendall(frame(b"\x03\xe8", CLOSE, _MASK))
        ours.shutdown(1)
        heard += _hear(ours, b"")
        serving.get()
    return heard, len(server.eio.sockets) + len(server.manager.rooms)


def _say(ours: Any, text: bytes) -> None:  # noqa: ANN401 - gevent has no types
    ours.sendall(frame(text, TEXT, _MASK))


def _hear(ours: Any, until: bytes) -> bytes:  # noqa: ANN401 - gevent has no types
    """Read until `until` has come or, where that is empty, the server has closed."""
    heard = b""
    while not until or until not in heard:
        received = ours.recv(65536)
        if not received:
            break
        heard += received
    return heard
