"""The one place that decides who may: who leads, which device, whose own page it is.

The trainer does everything; a remote leads one session; a kiosk signs people in and
out of one session, and nothing else.
"""

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from werkzeug.http import parse_cookie

from facilitator.domain.attendance.people import Attendee, NotSignedInError
from facilitator.domain.stage.remote import KioskGoneError, RemoteGoneError, Role
from facilitator.errors import FacilitatorError, NotAllowedError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms

COOKIE = "trainer"
KEY_FILE = "trainer.key"
# What only the trainer opens; everything else is for everybody in the room.
TRAINER_BLUEPRINTS = frozenset(
    {"desk", "console", "downloads", "deck_downloads", "hand_off", "media", "gallery"}
)
# Of these, where the key of this start lets its owner in.
_ENTRANCES = frozenset({"desk", "gallery"})
# Of these, what a remote of the session opens too.
REMOTE_ENDPOINTS = frozenset(
    {"console.console_page", "console.outline", "console.make_poll"}
)
# What a kiosk of the session opens, and the trainer for whoever stands at the laptop.
KIOSK_BLUEPRINT = "kiosk"
# Where each device's cookie travels to, and to nothing else.
_PATHS: Mapping[Role, tuple[str, ...]] = {
    "remote": ("/console/{session}", "/socket.io"),
    "kiosk": ("/kiosk/{session}",),
}
# What cannot be undone is the trainer's own, at the laptop.
TRAINER_MOVES = frozenset({"finish"})
LONGEST_REMOTE_COOKIE = 120
A_MONTH = 30 * 24 * 3600
A_WEEK = 7 * 24 * 3600
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ForeignPageError(FacilitatorError):
    """A page of another site tried to send something here."""

    code = "foreign-page"
    status = 403
    sentence = "Another site tried to send this. Open the page here and try again."


class OnlyAtTheLaptopError(FacilitatorError):
    """A remote asked for what only the trainer's laptop does."""

    code = "only-at-the-laptop"
    status = 403
    sentence = "Finish the session at the trainer's laptop; a remote cannot."


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads a session; `remote` is the device's id, "" the trainer."""

    remote: str = ""


TRAINER = Leader()


def read_secret(folder: Path) -> bytes:
    """Return the secret of this data folder, made at the first start.

    It outlives a restart, so that an open console comes back by itself.
    """
    path = folder / KEY_FILE
    if not path.exists():
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


class Access:
    """Knows the trainer by a cookie, given out for the key of this start."""

    def __init__(self, secret: bytes) -> None:
        self.key = secrets.token_urlsafe(24)
        self._secret = secret
        self._cookie = hmac.new(secret, b"trainer", sha256).hexdigest()

    def is_trainer(self, cookies: Mapping[str, str]) -> bool:
        """Whether these cookies hold the trainer's."""
        given = cookies.get(COOKIE, "")
        return hmac.compare_digest(given.encode(), self._cookie.encode())

    def is_trainer_environ(self, environ: Mapping[str, str]) -> bool:
        """Whether a socket's request holds the trainer's cookie, from our own page."""
        return _is_ours(environ) and self.is_trainer(_cookies(environ))

    def leader(self, cookies: Mapping[str, str], rooms: Rooms, session: str) -> Leader:
        """Return who these cookies lead the session as.

        Raises:
            NotAllowedError: they are nobody's who may.
            RemoteGoneError: they are those of a device that was removed.
        """
        if self.is_trainer(cookies):
            return TRAINER
        key = self._device_key(cookies, session, "remote")
        if key is None:
            raise NotAllowedError
        remote = rooms.room(session).remote(key)
        if remote is None:
            raise RemoteGoneError
        return Leader(remote.id)

    def leader_environ(
        self, environ: Mapping[str, str], rooms: Rooms, session: str
    ) -> Leader:
        """Return who a socket's request, from our own page, leads the session as.

        Raises:
            NotAllowedError: nobody who may.
            RemoteGoneError: a device that was removed.
        """
        if not _is_ours(environ):
            raise NotAllowedError
        return self.leader(_cookies(environ), rooms, session)

    @staticmethod
    def check_move(leader: Leader, room: Room, move: str) -> None:
        """See that somebody who leads may make this move, now.

        Raises:
            OnlyAtTheLaptopError: it is the trainer's alone.
            RemoteGoneError: the device was removed since it connected.
        """
        if not leader.remote:
            return
        if move in TRAINER_MOVES:
            raise OnlyAtTheLaptopError
        if leader.remote not in {remote.id for remote in room.remotes()}:
            raise RemoteGoneError

    def check_kiosk(
        self, cookies: Mapping[str, str], rooms: Rooms, session: str
    ) -> None:
        """See that these cookies are the trainer's or those of the session's kiosk.

        Raises:
            NotAllowedError: they are nobody's who may.
            KioskGoneError: they are those of a device that was removed.
        """
        if self.is_trainer(cookies):
            return
        key = self._device_key(cookies, session, "kiosk")
        if key is None:
            raise NotAllowedError
        if rooms.room(session).kiosk(key) is None:
            raise KioskGoneError

    def device_cookie(self, session: str, key: str, role: Role) -> tuple[str, str]:
        """Return name and value of the cookie by which an invited device is known.

        The name holds the session, so that one device may be a remote of two.
        """
        return f"{role}-{session[:8]}", f"{key}.{self._mac(session, key, role)}"

    def _mac(self, session: str, key: str, role: Role) -> str:
        said = f"{role}:{session}:{key}".encode()
        return hmac.new(self._secret, said, sha256).hexdigest()

    def _device_key(
        self, cookies: Mapping[str, str], session: str, role: Role
    ) -> str | None:
        name, _ = self.device_cookie(session, "", role)
        given = cookies.get(name, "")[:LONGEST_REMOTE_COOKIE]
        key, _, mac = given.partition(".")
        right = self._mac(session, key, role)
        return key if hmac.compare_digest(mac.encode(), right.encode()) else None

    def let_in(self, key: str) -> str:
        """Return the trainer's cookie for the key of this start.

        Raises:
            NotAllowedError: it is not the key.
        """
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            raise NotAllowedError
        return self._cookie


def owner(
    rooms: Rooms, *, code: str = "", identity: str = "", address: str = ""
) -> tuple[Room, Attendee]:
    """Return whose own pages a visitor opens, and in which room.

    That is the phone that signed in, by its cookie, or whoever has the person's private
    address.

    Raises:
        NotSignedInError: the phone holds nobody's cookie.
        NoSuchOwnPageError: the address leads nowhere.
    """
    if not code:
        return rooms.own_page(address)
    room = rooms.room_by_code(code)
    attendee = room.attendee(identity)
    if attendee is None:
        raise NotSignedInError
    return room, attendee


def let_device_in(
    response: Response, access: Access, room: Room, key: str, role: Role
) -> None:
    """Give a device the cookie of its role in this one session.

    A remote's travels to the console's page and to its socket alone, a kiosk's to the
    kiosk: nowhere where people sign in by themselves or answer.
    """
    name, value = access.device_cookie(room.session.id, key, role)
    for path in _PATHS[role]:
        response.set_cookie(
            name,
            value,
            httponly=True,
            samesite="Strict",
            path=path.format(session=room.session.id),
            max_age=A_WEEK,
        )


def _is_ours(environ: Mapping[str, str]) -> bool:
    host, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN", "")
    return not origin or _is_page_of(host, origin)


def _cookies(environ: Mapping[str, str]) -> Mapping[str, str]:
    return parse_cookie(environ.get("HTTP_COOKIE", ""))


def _is_page_of(host: str, origin: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:  # such as half an IPv6 address
        return False


def _check_origin() -> None:
    """Refuse what a page of another site sends with this visitor's cookies."""
    if request.method not in CHANGING:
        return
    origin = request.headers.get("Origin", "")
    if origin and not _is_page_of(request.host, origin):
        raise ForeignPageError
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise ForeignPageError


def protect(app: Flask, access: Access, rooms: Rooms) -> None:
    """Refuse what only the trainer, or a remote, may open to everybody else."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        _check_origin()
        if request.blueprint == KIOSK_BLUEPRINT:
            session = str((request.view_args or {}).get("session_id", ""))
            access.check_kiosk(request.cookies, rooms, session)
            return None
        if request.blueprint not in TRAINER_BLUEPRINTS:
            return None
        key = request.args.get("key")
        if key and request.method == "GET" and request.blueprint in _ENTRANCES:
            return _entered(access.let_in(key))
        if request.endpoint in REMOTE_ENDPOINTS:
            session = str((request.view_args or {})["session_id"])
            g.leader = access.leader(request.cookies, rooms, session)
        elif not access.is_trainer(request.cookies):
            raise NotAllowedError
        return None


def _entered(cookie: str) -> ResponseReturnValue:
    response = redirect(request.path)
    response.set_cookie(
        COOKIE, cookie, httponly=True, samesite="Strict", max_age=A_MONTH
    )
    # The key must not travel on in a Referer.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
