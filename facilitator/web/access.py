"""The one place that decides who is the trainer."""

import hmac
import os
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.http import parse_cookie

from facilitator.errors import FacilitatorError, NotAllowedError

COOKIE = "trainer"
KEY_FILE = "trainer.key"
# What only the trainer opens; everything else is for everybody in the room.
TRAINER_BLUEPRINTS = frozenset({"desk", "console", "downloads", "deck_downloads"})
A_MONTH = 30 * 24 * 3600
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class ForeignPageError(FacilitatorError):
    """A page of another site tried to send something here."""

    code = "foreign-page"
    status = 403
    sentence = "Another site tried to send this. Open the page here and try again."


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
        self._cookie = hmac.new(secret, b"trainer", sha256).hexdigest()

    def is_trainer(self, cookies: Mapping[str, str]) -> bool:
        """Whether these cookies hold the trainer's."""
        given = cookies.get(COOKIE, "")
        return hmac.compare_digest(given.encode(), self._cookie.encode())

    def is_trainer_environ(self, environ: Mapping[str, str]) -> bool:
        """Whether a socket's request holds the trainer's cookie, from our own page."""
        cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
        host, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN", "")
        ours = not origin or _is_page_of(host, origin)
        return ours and self.is_trainer(cookies)

    def let_in(self, key: str) -> str:
        """Return the trainer's cookie for the key of this start.

        Raises:
            NotAllowedError: it is not the key.
        """
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            raise NotAllowedError
        return self._cookie


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


def protect(app: Flask, access: Access) -> None:
    """Refuse what only the trainer may open to everybody else."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        _check_origin()
        if request.blueprint not in TRAINER_BLUEPRINTS:
            return None
        key = request.args.get("key")
        if key and request.method == "GET" and request.blueprint == "desk":
            return _entered(access.let_in(key))
        if not access.is_trainer(request.cookies):
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
