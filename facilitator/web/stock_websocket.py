"""The libraries' own websocket, without its two dangers: cut messages, compression."""

from collections.abc import Callable, Iterable
from typing import Any

import socketio
from gevent.lock import Semaphore

WsgiApp = Callable[..., Iterable[bytes]]


class WholeSocket:
    """A socket whose `send` sends all of it, one sender after another.

    simple-websocket calls `send` once and ignores that it may take only a part.
    """

    def __init__(self, sock: Any) -> None:  # noqa: ANN401 - gevent has no types
        self._sock = sock
        self._turn = Semaphore(1)

    def send(self, data: bytes) -> int:
        """Send all of `data` and return its length."""
        with self._turn:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._sock, name)


def protect(server: socketio.Server) -> None:
    """Make the stock websocket send whole plain frames, where it can be reached."""
    parts: Any = getattr(server.eio, "_async", None)
    stock: Any = parts.get("websocket") if isinstance(parts, dict) else None
    if stock is None:
        return

    def whole_frames(handler: Callable[[Any], object], engine: object) -> WsgiApp:
        def guarded(websocket: Any) -> object:  # noqa: ANN401 - engineio has no types
            inner: Any = getattr(websocket, "ws", None)
            if hasattr(inner, "sock"):
                inner.sock = WholeSocket(inner.sock)
            return handler(websocket)

        return without_deflate(stock(guarded, engine))

    server.eio._async = {**parts, "websocket": whole_frames}  # noqa: SLF001 - see above


def without_deflate(app: WsgiApp) -> WsgiApp:
    """Wrap a WSGI app so that no client's offer to compress messages reaches it.

    simple-websocket accepts every offer, and compressing a short message for each of
    1,000 phones costs more than all the rest of sending it.
    """

    def wrapped(
        environ: dict[str, Any], start_response: Callable[..., object]
    ) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return app(environ, start_response)

    return wrapped
