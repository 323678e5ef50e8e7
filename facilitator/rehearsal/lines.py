"""The two ways Engine.IO packets travel: a websocket, and long polling."""

import asyncio
import base64
import os
from collections import deque
from typing import Protocol

import orjson

from facilitator.rehearsal.errors import LineLostError
from facilitator.rehearsal.exchange import (
    PATIENCE_SECONDS,
    Place,
    connect,
    exchange,
    read_head,
    request_head,
)

TARGET = "/socket.io/?EIO=4&transport="
SWITCHED = 101
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_SHORT, _MEDIUM = 126, 1 << 16
_SEPARATOR = "\x1e"


class Line(Protocol):
    """Packets out and in, in order."""

    async def send(self, packet: str) -> None:
        """Send a packet."""

    async def receive(self) -> str:
        """Wait for the next packet."""

    def cut(self) -> None:
        """End the connection at once, without a word."""


class WebSocketLine:
    """One websocket, as a browser speaks it (RFC 6455)."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, place: Place, cookies: str, sid: str = "") -> "WebSocketLine":
        """Shake hands; with `sid` to go on with what began as polling.

        Raises:
            LineLostError: the program is gone or refuses.
        """
        target = f"{TARGET}websocket" + (f"&sid={sid}" if sid else "")
        headers = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Origin": place.origin,
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Cookie": cookies,
        }
        reader, writer = await connect(place)
        try:
            writer.write(request_head(place, "GET", target, headers))
            async with asyncio.timeout(PATIENCE_SECONDS):
                status, _ = await read_head(reader)
        except (OSError, EOFError, TimeoutError) as wrong:
            writer.transport.abort()
            raise LineLostError(str(wrong)) from wrong
        if status != SWITCHED:
            writer.transport.abort()
            raise LineLostError(str(status))
        return cls(reader, writer)

    async def send(self, packet: str) -> None:
        """Send a packet."""
        self._write(_TEXT, packet.encode())

    async def receive(self) -> str:
        """Wait for the next packet.

        Raises:
            LineLostError: there will be none.
        """
        try:
            while True:
                opcode, payload = await self._frame()
                if opcode == _TEXT:
                    return payload.decode()
                if opcode == _PING:
                    self._write(_PONG, payload)
                if opcode == _CLOSE:
                    self.cut()
                    raise LineLostError
        except (OSError, EOFError) as wrong:
            raise LineLostError(str(wrong)) from wrong

    def cut(self) -> None:
        """End the connection at once: the other side sees a reset."""
        self._writer.transport.abort()

    async def _frame(self) -> tuple[int, bytes]:
        first, size = await self._reader.readexactly(2)
        if size == _SHORT:
            size = int.from_bytes(await self._reader.readexactly(2))
        elif size > _SHORT:
            size = int.from_bytes(await self._reader.readexactly(8))
        return first & 15, await self._reader.readexactly(size)

    def _write(self, opcode: int, payload: bytes) -> None:
        size, mask = len(payload), os.urandom(4)
        head = bytes([0x80 | opcode])
        if size < _SHORT:
            head += bytes([0x80 | size])
        elif size < _MEDIUM:
            head += bytes([0x80 | _SHORT]) + size.to_bytes(2)
        else:
            head += bytes([0x80 | _SHORT + 1]) + size.to_bytes(8)
        key = int.from_bytes((mask * (size // 4 + 1))[:size])
        masked = (int.from_bytes(payload) ^ key).to_bytes(size)
        self._writer.write(head + mask + masked)


class PollingLine:
    """Long polling: a request that waits for packets, a request for each one sent."""

    def __init__(self, place: Place, cookies: str) -> None:
        self._place = place
        self._headers = {"Cookie": cookies, "Origin": place.origin}
        self._sid = ""
        self._packets: deque[str] = deque()
        self._requests: set[asyncio.Task[str]] = set()
        self._websocket: WebSocketLine | None = None
        self._pausing = False
        self._idle, self._resumed = asyncio.Event(), asyncio.Event()

    @classmethod
    async def open(cls, place: Place, cookies: str) -> "PollingLine":
        """Begin a conversation."""
        line = cls(place, cookies)
        opening = await line._ask("GET")
        line._packets.extend(opening.split(_SEPARATOR))
        line._sid = str(orjson.loads(line._packets[0][1:])["sid"])
        return line

    async def send(self, packet: str) -> None:
        """Send a packet."""
        if self._websocket:
            await self._websocket.send(packet)
        else:
            await self._ask("POST", packet)

    async def receive(self) -> str:
        """Wait for the next packet."""
        while not self._packets:
            if self._websocket:
                return await self._websocket.receive()
            if self._pausing:
                self._idle.set()
                await self._resumed.wait()
            else:
                self._packets.extend((await self._ask("GET")).split(_SEPARATOR))
        return self._packets.popleft()

    async def upgrade(self) -> None:
        """Go on over a websocket, while somebody waits in `receive`."""
        # The server answers the waiting request once the websocket is probed; the
        # next packets come by websocket, so no other request may follow.
        self._pausing = True
        cookies = self._headers["Cookie"]
        websocket = await WebSocketLine.open(self._place, cookies, self._sid)
        await websocket.send("2probe")
        if await websocket.receive() != "3probe":
            raise LineLostError
        await self._idle.wait()
        await websocket.send("5")
        self._websocket = websocket
        self._resumed.set()

    def cut(self) -> None:
        """End every connection at once."""
        for request in self._requests:
            request.cancel()
        if self._websocket:
            self._websocket.cut()

    async def _ask(self, method: str, packet: str = "") -> str:
        request = asyncio.create_task(self._exchange(method, packet))
        self._requests.add(request)
        try:
            return await request
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task and task.cancelling():  # it is the caller who was told to stop
                raise
            raise LineLostError from None
        finally:
            self._requests.discard(request)

    async def _exchange(self, method: str, packet: str) -> str:
        target = f"{TARGET}polling" + (f"&sid={self._sid}" if self._sid else "")
        body = packet.encode()
        reply = await exchange(self._place, method, target, self._headers, body)
        if reply.refused:
            raise LineLostError(reply.text[:200])
        return reply.text
