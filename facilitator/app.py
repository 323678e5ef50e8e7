"""Who needs what: the one place that puts the program together."""

from dataclasses import dataclass

import flask_socketio
import orjson
import socketio
from flask import Flask, Response

from facilitator.live.practice import Practice
from facilitator.live.rooms import Rooms
from facilitator.web import (
    access,
    assets,
    fanout,
    json_text,
    locale,
    packets,
    policy,
    problems,
)
from facilitator.web.access import Access
from facilitator.web.console.console import create_console
from facilitator.web.deck_downloads import create_deck_downloads
from facilitator.web.desk.desk import create_desk
from facilitator.web.downloads import create_downloads, create_media, create_pictures
from facilitator.web.events import Events
from facilitator.web.hand_off import create_hand_off
from facilitator.web.phone.kiosk import create_kiosk
from facilitator.web.phone.phone import create_phone
from facilitator.web.remotes import create_remotes
from facilitator.web.wire import Wire

# An answer, a sign-in or a form is small; the desk's upload has a door of its own.
LARGEST_REQUEST = 256 * 1024
LARGEST_MESSAGE = 64 * 1024
FILE_HEADERS = {"X-Content-Type-Options": "nosniff"}
PAGE_HEADERS = {
    **FILE_HEADERS,
    policy.HEADER: policy.PAGE,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
    # What is erased later must not lie in a browser's cache: names, license numbers.
    "Cache-Control": "no-store",
}


class FastJson:
    """The JSON that Socket.IO speaks."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """Return compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: object) -> object:
        """Return what JSON says."""
        return json_text.parse(text)


@dataclass(frozen=True, slots=True)
class Program:
    """A program put together; `wsgi` is what a server serves."""

    app: Flask
    sockets: flask_socketio.SocketIO
    server: socketio.Server


def create_app(
    rooms: Rooms, entrance: Access, practice: Practice, *, language: str, port: int
) -> Program:
    """Return the program for these rooms; it listens nowhere yet."""
    app = Flask("facilitator.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["PORT"] = port
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    locale.install(app, language)
    assets.install(app)
    problems.install(app)
    access.protect(app, entrance, rooms)
    for blueprint in (
        create_phone(rooms),
        create_desk(rooms, practice),
        create_console(rooms),
        create_remotes(rooms, entrance),
        create_kiosk(rooms),
        create_downloads(rooms),
        create_deck_downloads(rooms),
        create_hand_off(rooms),
        create_pictures(rooms.deck_desk.pictures),
        create_media(rooms.deck_desk.pictures),
        assets.create_assets(),
    ):
        app.register_blueprint(blueprint)

    @app.after_request
    def secure(response: Response) -> Response:
        # A phone's first load is some thirty files; only pages need a policy.
        headers = PAGE_HEADERS if response.mimetype == "text/html" else FILE_HEADERS
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    sockets = flask_socketio.SocketIO(
        app,
        async_mode="gevent",
        # Each screen's messages one after the other, in its own greenlet: one phone
        # has one message in flight, a slow commit holds up nobody else, and a
        # thousand answers take a tenth less time.
        async_handlers=False,
        json=FastJson,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=10,
        ping_timeout=20,
        manage_session=False,
        cors_allowed_origins=None,
    )
    server: socketio.Server = sockets.server
    fanout.install(sockets)
    packets.install(server)
    wire = Wire(server, rooms)
    rooms.audience = wire
    Events(server, rooms, wire, entrance)
    wire.closing.resume()
    return Program(app, sockets, server)
