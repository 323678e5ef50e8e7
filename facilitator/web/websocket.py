"""One phone's websocket: one greenlet that reads, one descriptor, whole frames only.

It takes the place of simple-websocket under python-engineio on gevent.pywsgi, which
ignores short writes (messages of 80 kB arrive cut on a network), compresses each
message anew for each client, and buffers a frame of any length.
"""

import base64
import binascii
import hashlib
import logging
from collections import deque
from collections.abc import Callable
from typing import Any, Final

import gevent
from gevent.event import Event

from facilitator.web.frames import (
    BINARY,
    BROKEN_RULE,
    CLOSE,
    NORMAL,
    NOT_UTF8,
    PING,
    PONG,
    REFUSED,
    TEXT,
    BrokenFrameError,
    FrameReader,
    close_code,
    close_frame,
    frame,
    message_frame,
)

log = logging.getLogger(__name__)

BACKLOG_BYTES: Final = 1_000_000
BACKLOG_MESSAGES: Final = 64
LINGER_SECONDS: Final = 1.0
MESSAGES_IN_A_ROW: Final = 8

_ACCEPT_SALT: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
_KEY_SIZE: Final = 16
_ENGINE_PACKETS: Final = frozenset(b"123456")  # what a client may begin a text with

StartResponse = Callable[[str, list[tuple[str, str]]], object]


class WebSocket:
    """A client's line, made by python-engineio for each request that upgrades.

    All methods belong to the thread of the gevent hub. `post` never waits: what the
    network does not take at once waits in a bounded outbox, in order. A client that
    lets the outbox overflow is dropped; it comes back and gets a snapshot.
    """

    __slots__ = (
        "_attached",
        "_closing",
        "_ended",
        "_engine",
        "_handler",
        "_open",
        "_outbox",
        "_outbox_bytes",
        "_patience",
        "_reader",
        "_size_limit",
        "_sock",
        "_taken",
    )

    def __init__(self, handler: Callable[["WebSocket"], object], server: Any) -> None:  # noqa: ANN401 - engineio has no types
        self._handler = handler
        self._engine: Any = handler.__self__  # type: ignore[attr-defined]
        self._size_limit: int = server.max_http_buffer_size
        self._patience: float = server.ping_interval + server.ping_timeout
        self._outbox: deque[bytes | memoryview] = deque()
        self._outbox_bytes = 0
        self._ended = Event()
        self._open = self._closing = self._attached = False
        self._taken = 0

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> list[bytes]:
        """Shake hands, let engineio read until the end, and close (WSGI)."""
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        refusal = ""
        if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            refusal = "426 Upgrade Required"
        elif not _is_key(key):
            refusal = "400 Bad Request"
        if refusal:
            if not self._engine.connected:  # else it goes on polling
                self._engine.close(wait=False, abort=True)
            headers = [("Content-Type", "text/plain"), ("Sec-WebSocket-Version", "13")]
            start_response(refusal, headers)
            return [b"not a websocket handshake"]
        self._open_line(environ["wsgi.input"], key)
        try:
            self._handler(self)
        except Exception:
            log.info("a client sent what could not be read", exc_info=True)
            self._say_goodbye(BROKEN_RULE)
            reason = self._engine.server.reason.TRANSPORT_ERROR
            self._engine.close(wait=False, abort=True, reason=reason)
            self._engine.queue.put(None)  # lets engineio's writer end
        finally:
            self._hang_up()
        return []

    # ---- what engineio calls

    def wait(self) -> str | bytes | None:
        """Wait for the client's next message; `None` when there will be no more."""
        if not self._attached and self._engine.upgraded:
            # The first read after the upgrade: engineio's queue is ours from here on.
            self._attached = True
            self._engine.queue.attach(self)
        self._taken += 1
        if not self._taken % MESSAGES_IN_A_ROW:
            gevent.sleep(0)  # reading what is there already gives way to nobody
        message = None
        try:
            message = self._next_message()
        except BrokenFrameError as error:
            self._say_goodbye(error.code)
        except (EOFError, OSError):
            self._open = False
        if message is None:
            self._ended.set()
        return message

    def send(self, message: str | bytes) -> None:
        """Send a message in turn.

        Raises:
            OSError: the line is closed.
        """
        if not self._open:
            message_lost = "the websocket is closed"
            raise OSError(message_lost)
        self.post(message_frame(message))

    def close(self) -> None:
        """Say goodbye and wait a moment for the client to do so too."""
        self._say_goodbye(NORMAL)
        if not self._ended.wait(LINGER_SECONDS):
            self._shut_down()

    # ---- what the fan-out calls

    def post(self, whole_frame: bytes) -> None:
        """Send a whole frame now where the line is free, else after what waits."""
        if not self._open or self._closing:
            return
        if self._outbox:
            self._keep(whole_frame)
            return
        try:
            # A timeout of zero makes gevent's `send` return at once.
            sent = self._sock.send(whole_frame, 0, 0.0)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._open = False  # the reader sees the end too, and cleans up
            return
        if sent < len(whole_frame):
            rest = memoryview(whole_frame)[sent:]
            self._outbox.append(rest)
            self._outbox_bytes = len(rest)
            gevent.spawn(self._empty_outbox)

    # ---- inside

    def _open_line(self, stream: Any, key: str) -> None:  # noqa: ANN401 - pywsgi has no types
        stream = getattr(stream, "rfile", stream)
        self._sock = stream.raw._sock  # noqa: SLF001 - the only way to pywsgi's socket
        # What a hasty client sent along with its request is in pywsgi's buffer.
        self._sock.settimeout(0.0)
        early = stream.peek()
        stream.read1(len(early))
        self._sock.settimeout(self._patience)  # engineio's pings come more often
        self._reader = FrameReader(self._sock.recv, self._size_limit, early)
        salted = hashlib.sha1(key.encode() + _ACCEPT_SALT).digest()  # noqa: S324 - as the RFC says
        self._sock.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + base64.b64encode(salted) + b"\r\n\r\n"
        )
        self._open = True

    def _next_message(self) -> str | bytes | None:
        while True:
            opcode, payload = self._reader.read()
            if opcode == TEXT:
                if not payload or payload[0] not in _ENGINE_PACKETS:
                    raise BrokenFrameError(REFUSED)
                try:
                    return payload.decode()
                except UnicodeDecodeError:
                    raise BrokenFrameError(NOT_UTF8) from None
            if opcode == BINARY:
                return payload
            if opcode == CLOSE:
                self._say_goodbye(close_code(payload))
                return None
            if opcode == PING:
                self.post(frame(payload, PONG))

    def _keep(self, whole_frame: bytes) -> None:
        full = len(self._outbox) >= BACKLOG_MESSAGES
        if full or self._outbox_bytes + len(whole_frame) > BACKLOG_BYTES:
            log.info("a client does not read; it is dropped and may come back")
            self._shut_down()
            return
        self._outbox.append(whole_frame)
        self._outbox_bytes += len(whole_frame)

    def _empty_outbox(self) -> None:
        # The head stays in the outbox until all of it has gone: `post` sees by that
        # that the line is not free, and no frame gets between two halves of another.
        try:
            while self._outbox:
                self._sock.sendall(self._outbox[0])
                if self._outbox:
                    self._outbox_bytes -= len(self._outbox.popleft())
        except OSError:
            self._shut_down()

    def _say_goodbye(self, code: int) -> None:
        if self._open and not self._closing:
            self.post(close_frame(code))
            self._closing = True

    def _shut_down(self) -> None:
        self._open = False
        self._outbox.clear()
        try:
            self._sock.shutdown(2)  # wakes the reader
        except OSError:
            log.debug("the client was gone already")

    def _hang_up(self) -> None:
        # Closing while the client's bytes are unread would reset the connection and
        # may destroy our last frames on their way: half-close, and read to the end.
        self._say_goodbye(NORMAL)
        self._ended.set()
        if self._attached:
            self._engine.queue.detach()
        try:
            with gevent.Timeout(LINGER_SECONDS, exception=False):
                while self._open and self._outbox:
                    gevent.sleep(LINGER_SECONDS / 50)
                self._sock.shutdown(1)
                while self._sock.recv(4096):
                    pass
        except OSError:
            log.debug("the client was gone already")
        finally:
            self._open = False
            self._outbox.clear()
            self._sock.close()


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == _KEY_SIZE
    except (binascii.Error, ValueError):
        return False
