"""A bare Flask-SocketIO server to measure beside: it broadcasts, it acknowledges.

    python bench/bare_server.py [--port N] [--ours]

As the libraries' documentation shows it, on gevent; with `--ours` the same events on
the product's transport. It stores nothing. The port is printed once it listens.
Namespace `/phone`: `trigger` (a payload, or nothing: the last one again) is broadcast
as `state` to everyone who said `watch`; `answer` (anything) is acknowledged.
"""
# ruff: noqa: E402 - the patch comes before every other import

from gevent import monkey

monkey.patch_all()

import argparse
import sys
from pathlib import Path
from typing import Any

import flask
import flask_socketio
import orjson

sys.path.insert(0, str(Path(__file__).parents[1]))

from facilitator import server
from facilitator.web import fanout

ROOM = "/phone"


class Json:
    """The product's JSON, so that both send the same bytes."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Return compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: object) -> object:
        """Return what JSON says."""
        return orjson.loads(text)


def stock(port: int) -> None:
    app = flask.Flask(__name__)
    socket_io = flask_socketio.SocketIO(app, async_mode="gevent", json=Json)
    newest: list[object] = [None]

    @app.route("/")
    def page() -> str:
        return "here"

    @socket_io.on("keep", namespace=ROOM)  # type: ignore[untyped-decorator]
    def keep(payload: object) -> str:
        newest[0] = payload
        return "kept"

    @socket_io.on("watch", namespace=ROOM)  # type: ignore[untyped-decorator]
    def watch(_nothing: object) -> str:
        flask_socketio.join_room("phones")
        return "watching"

    @socket_io.on("trigger", namespace=ROOM)  # type: ignore[untyped-decorator]
    def trigger(payload: object) -> None:
        socket_io.emit("state", payload or newest[0], namespace=ROOM, to="phones")

    @socket_io.on("answer", namespace=ROOM)  # type: ignore[untyped-decorator]
    def answer(_answer: object) -> dict[str, bool]:
        return {"ok": True}

    server.raise_descriptor_limit()  # stock needs two per phone
    print(port, flush=True)
    socket_io.run(app, host="127.0.0.1", port=port)


def ours(port: int) -> None:
    app = flask.Flask(__name__)
    socket_io = flask_socketio.SocketIO(app, async_mode="gevent", async_handlers=False)
    assert fanout.install(socket_io)
    sio: Any = socket_io.server

    def watch(sid: str, _nothing: object) -> str:
        sio.enter_room(sid, "phones", namespace=ROOM)
        return "watching"

    def trigger(_sid: str, payload: object) -> None:
        sio.emit("state", payload, namespace=ROOM, to="phones")

    sio.on("connect", lambda *_: None, namespace=ROOM)
    sio.on("watch", watch, namespace=ROOM)
    sio.on("trigger", trigger, namespace=ROOM)
    sio.on("answer", lambda _sid, _answer: {"ok": True}, namespace=ROOM)
    server.raise_descriptor_limit()
    listener = server.open_listener("127.0.0.1", port)
    server.run(app, listener, lambda: print(listener.getsockname()[1], flush=True))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--ours", action="store_true")
    chosen = options.parse_args()
    port = chosen.port
    if not port:
        with server.open_listener("127.0.0.1", 0) as probe:
            port = probe.getsockname()[1]
    (ours if chosen.ours else stock)(port)


if __name__ == "__main__":
    main()
