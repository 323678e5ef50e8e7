"""One HTTP/1.1 request and its reply, over a connection of its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

from facilitator.rehearsal.errors import BadUrlError, LineLostError

PATIENCE_SECONDS = 90.0
_LONGEST_HEAD = 256 * 1024
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program answers."""

    host: str
    port: int
    secure: bool = False

    @classmethod
    def of(cls, url: str) -> "Place":
        """Return the place that an address names.

        Raises:
            BadUrlError: it is no http address.
        """
        try:
            parts = urlsplit(url if "//" in url else f"http://{url}")
            secure, port = parts.scheme == "https", parts.port
        except ValueError as wrong:
            raise BadUrlError(url=url) from wrong
        if not parts.hostname or parts.scheme not in ("http", "https"):
            raise BadUrlError(url=url)
        return cls(parts.hostname, port or (443 if secure else 80), secure)

    @property
    def authority(self) -> str:
        """Return host and port as a Host header holds them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return what a page from here sends as its origin."""
        return f"http{'s' if self.secure else ''}://{self.authority}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a door answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def refused(self) -> bool:
        """Whether it is a refusal."""
        return self.status >= _REFUSED

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        """Return the header's value, or ""."""
        return next((value for key, value in self.headers if key == name), "")

    def json(self) -> dict[str, Any]:
        """Return the JSON object in the body; empty where there is none."""
        try:
            value = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def reason(self) -> str:
        """Return why it is a refusal, to stand before a full stop."""
        said = self.json()
        told = said.get("message") or said.get("code")
        return str(told or f"the answer was {self.status}").removesuffix(".")


async def connect(place: Place) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a connection.

    Raises:
        LineLostError: nobody listens there.
    """
    try:
        return await asyncio.open_connection(
            place.host, place.port, ssl=place.secure or None, limit=_LONGEST_HEAD
        )
    except OSError as wrong:
        raise LineLostError(str(wrong)) from wrong


def request_head(
    place: Place, method: str, target: str, headers: Mapping[str, str]
) -> bytes:
    """Return the bytes of a request up to its body."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {place.authority}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


async def exchange(
    place: Place,
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: bytes = b"",
) -> Reply:
    """Send one request and return the reply.

    Raises:
        LineLostError: the connection ended before the whole reply was there.
    """
    reader, writer = await connect(place)
    sent = {**headers, "Connection": "close"}
    if method == "POST":
        sent["Content-Length"] = str(len(body))
    try:
        writer.write(request_head(place, method, target, sent) + body)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await _read_reply(reader)
    except (OSError, EOFError, TimeoutError, ValueError) as wrong:
        told = f"{method} {target.partition('?')[0]}: {wrong or type(wrong).__name__}"
        raise LineLostError(told) from wrong
    finally:
        writer.close()


async def read_head(
    reader: asyncio.StreamReader,
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the status and the headers of a reply."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
    return int(first.split()[1]), headers


async def _read_reply(reader: asyncio.StreamReader) -> Reply:
    status, headers = await read_head(reader)
    reply = Reply(status, headers, b"")
    if reply.header("transfer-encoding") == "chunked":
        body = await _read_chunks(reader)
    elif length := reply.header("content-length"):
        body = await reader.readexactly(int(length))
    else:
        body = await reader.read()
    return Reply(status, headers, body)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readline()).partition(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    return bytes(body)
