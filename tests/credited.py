"""A program whose two-hour plan designates credit, and whose clock a test turns."""

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from facilitator.app import create_app
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.live.audience import Nobody
from facilitator.live.practice import Practice
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import COOKIE, Access

START = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
CREDIT = """
credit:
  - {type: ancc, designated: 2.00, languages: [en]}
  - {type: acpe, designated: 2.00, languages: [en, es]}
  - {type: ama, designated: 2.00, languages: [en, es]}
"""


class Quiet(WSGIRequestHandler):
    """Serves, and says nothing of it."""

    def log_request(self, *_: object, **__: object) -> None:
        """Print no line for each request."""


class Credited:
    """The program put together in this process, with one session at a guarded door."""

    def __init__(self, folder: Path) -> None:
        curriculum = folder / "curriculum"
        for name in DATA_FOLDERS:
            shutil.copytree(shipped_folder() / name, curriculum / name)
        plan = curriculum / "sessions" / "conference-2h.yaml"
        plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
        self.now = START
        self._server: BaseWSGIServer | None = None
        self.database = open_database(folder)
        self.rooms = Rooms(
            self.database, folder, curriculum, lambda: self.now, soffice=""
        )
        self.access = Access(b"x" * 32)
        practice = Practice("http://127.0.0.1")
        made = create_app(self.rooms, self.access, practice, language="en", port=1)
        self.app = made.app
        self.rooms.audience = Nobody()

    def hold(self, address: str = "127.0.0.1:8765") -> Room:
        """Make a session that people sign in to by the code at the door."""
        details = SessionDetails(
            self.now, "America/Chicago", address=address, door="codes"
        )
        room = self.rooms.room(self.rooms.create("conference-2h", details).id)
        room.move("agenda", {"item": "stop"})
        return room

    def pass_minutes(self, minutes: int) -> None:
        """Turn the clock on; every code at the door is another one then."""
        self.now += timedelta(minutes=minutes)

    def finish(self, room: Room) -> None:
        """End a session, as the trainer does."""
        room.move("finish", {})

    def phone(self, language: str = "en") -> FlaskClient:
        """Return a phone's browser, without scripts."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        client.environ_base["HTTP_ACCEPT"] = "text/html"
        return client

    def desk(self) -> FlaskClient:
        """Return the trainer's browser."""
        client = self.phone()
        client.set_cookie(COOKIE, self.access.let_in(self.access.key))
        return client

    def serve(self) -> str:
        """Serve pages on a free port until `close`; return host and port."""
        self._server = make_server(
            "127.0.0.1", 0, self.app, threaded=True, request_handler=Quiet
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"127.0.0.1:{self._server.port}"

    @property
    def address(self) -> str:
        """The address that `serve` serves on."""
        assert self._server
        return f"http://127.0.0.1:{self._server.port}"

    def close(self) -> None:
        """Stop serving and let go of the database."""
        if self._server:
            self._server.shutdown()
        self.database.close()
