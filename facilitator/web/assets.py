"""Scripts, styles and their words: compressed once, and kept by browsers."""

import gzip
import mimetypes
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue

from facilitator.domain.text import LANGUAGES
from facilitator.errors import NotFoundError
from facilitator.web.locale import script_strings

STATIC = Path(__file__).parent / "static"
TEXTS = frozenset({".js", ".css", ".svg", ".json", ".txt"})
SCREENS = ("all", "phone", "first")
MOST_COMPRESSED = 9


@cache
def _names() -> frozenset[str]:
    """Return the one spelling of each file; others would each be kept in memory."""
    files = (path for path in STATIC.rglob("*") if path.is_file())
    return frozenset(path.relative_to(STATIC).as_posix() for path in files)


@cache
def _file(name: str) -> tuple[bytes, str]:
    """Return a file's bytes and the tag that changes with them."""
    if name not in _names():
        raise NotFoundError
    return _tagged((STATIC / name).read_bytes())


def _tagged(content: bytes) -> tuple[bytes, str]:
    return content, sha256(content).hexdigest()[:16]


@cache
def _small(content: bytes) -> bytes:
    return gzip.compress(content, MOST_COMPRESSED)


def static_url(name: str) -> str:
    """Return the address of a static file, which changes when the file does."""
    return f"/static/{name}?v={_file(name)[1]}"


def _answer(content: bytes, tag: str, kind: str, *, text: bool) -> Response:
    if request.if_none_match.contains(tag):
        response = Response(status=304)
    elif text and request.accept_encodings["gzip"]:
        response = Response(_small(content), mimetype=kind)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(content, mimetype=kind)
    response.set_etag(tag)
    response.vary.add("Accept-Encoding")
    # Modules import each other without a version, so those are asked for again.
    kept = request.args.get("v") == tag
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if kept else "no-cache"
    )
    return response


def create_assets() -> Blueprint:
    """Return the doors to static files and to the scripts' strings."""
    assets = Blueprint("assets", __name__)

    @assets.get("/static/<path:name>")
    def static(name: str) -> ResponseReturnValue:
        content, tag = _file(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return _answer(content, tag, kind, text=Path(name).suffix in TEXTS)

    @assets.get("/strings/<screens>/<language>.json")
    def strings(screens: str, language: str) -> ResponseReturnValue:
        if language not in LANGUAGES or screens not in SCREENS:
            raise NotFoundError
        content, tag = _tagged(script_strings(language, screens).encode())
        return _answer(content, tag, "application/json", text=True)

    return assets


def install(app: Flask) -> None:
    """Give templates the addresses of static files, and pages compression."""
    app.jinja_env.globals["static_url"] = static_url

    @app.after_request
    def compress(response: Response) -> Response:
        small = (
            response.mimetype in ("text/html", "application/json")
            and not response.is_streamed
            and request.accept_encodings["gzip"]
            and "Content-Encoding" not in response.headers
            and len(response.get_data()) > 1000  # noqa: PLR2004  # less gains nothing
        )
        if small:
            response.set_data(gzip.compress(response.get_data(), 5))
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
        return response
