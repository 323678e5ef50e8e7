"""A server process for the transport tests: the real one, with a few test events."""

import facilitator.server  # isort: skip  # replaces the blocking parts first

import json
import sys
from typing import Any

import flask
import flask_socketio

from facilitator.web import fanout, stock_websocket

ROOM = "/room"


def main() -> None:
    app = flask.Flask(__name__)
    socket_io = flask_socketio.SocketIO(
        app, async_mode="gevent", max_http_buffer_size=256_000
    )
    if "--stock" in sys.argv:
        stock_websocket.protect(socket_io.server)
    elif not fanout.install(socket_io):
        sys.exit("the fan-out refused to be installed")
    add_events(socket_io.server)

    @app.get("/state")
    def state() -> dict[str, int]:
        return {"sockets": len(socket_io.server.eio.sockets)}

    listener = facilitator.server.open_listener("127.0.0.1", 0)

    def ready() -> None:
        port = listener.getsockname()[1]
        sys.stdout.write(json.dumps({"port": port}) + "\n")
        sys.stdout.flush()

    facilitator.server.run(app, listener, ready)


def add_events(server: Any) -> None:
    def burst(sid: str, wish: dict[str, Any]) -> int:
        room = None if wish.get("all") else sid
        for number in range(wish["count"]):
            filler = "x" * wish["size"]
            server.emit("numbered", [number, filler], namespace=ROOM, to=room)
        return int(wish["count"])

    def mixed(sid: str) -> str:
        server.emit("numbered", [0, ""], namespace=ROOM, to=sid)
        server.emit("numbered", {"blob": b"\x00\x01"}, namespace=ROOM, to=sid)
        server.emit("numbered", [2, ""], namespace=ROOM, to=sid)
        server.send("plain", namespace=ROOM, to=sid)
        return "done"

    server.on("connect", lambda *_: None, namespace=ROOM)
    server.on("echo", lambda _sid, word: word, namespace=ROOM)
    server.on("burst", burst, namespace=ROOM)
    server.on("mixed", mixed, namespace=ROOM)


if __name__ == "__main__":
    main()
