"""A Socket.IO conversation in one namespace, over either way of travelling."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal

import orjson

from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.errors import LineLostError, TurnedAwayError
from facilitator.rehearsal.lines import Line, PollingLine, WebSocketLine

JSON = dict[str, Any]
Way = Literal["websocket", "upgrade", "polling"]
ACKNOWLEDGEMENT_SECONDS = 60.0


class Channel:
    """One tab's connection; `hear` is called with each event and its payload."""

    def __init__(
        self,
        browser: Browser,
        namespace: str,
        hear: Callable[[str, JSON], None],
        ended: Callable[["Channel"], None] = lambda _: None,
    ) -> None:
        self.received = 0
        self._browser, self._namespace = browser, namespace
        self._hear, self._ended = hear, ended
        self._line: Line | None = None
        self._asked: dict[int, asyncio.Future[JSON]] = {}
        self._count = 0
        self._welcome: asyncio.Future[None] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self, auth: JSON, way: Way = "websocket") -> None:
        """Connect; "upgrade" begins with polling, as most browsers' clients do.

        Raises:
            LineLostError: the connection could not be made.
            TurnedAwayError: the namespace refused.
        """
        place, cookies = self._browser.place, self._browser.cookies("/socket.io/")
        polling: PollingLine | None = None
        if way == "websocket":
            self._line = await WebSocketLine.open(place, cookies)
        else:
            self._line = polling = await PollingLine.open(place, cookies)
        await self._line.receive()
        self._welcome = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read(self._line))
        await self._line.send(f"40{self._namespace},{orjson.dumps(auth).decode()}")
        try:
            async with asyncio.timeout(ACKNOWLEDGEMENT_SECONDS):
                await self._welcome
                if way == "upgrade" and polling:
                    await polling.upgrade()
        except TimeoutError as wrong:
            self.cut()
            raise LineLostError from wrong

    async def ask(self, event: str, payload: JSON) -> JSON:
        """Send an event and return its acknowledgement.

        Raises:
            LineLostError: the connection ended first.
        """
        if self._line is None or self._reading is None or self._reading.done():
            raise LineLostError
        self._count += 1
        number = self._count
        answer: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        message = orjson.dumps([event, payload]).decode()
        try:
            await self._line.send(f"42{self._namespace},{number}{message}")
            async with asyncio.timeout(ACKNOWLEDGEMENT_SECONDS):
                acknowledgement: JSON = await answer
        except TimeoutError as wrong:
            self.cut()
            raise LineLostError from wrong
        else:
            return acknowledgement
        finally:
            del self._asked[number]

    def cut(self) -> None:
        """Lose the connection, as on a walk out of the Wi-Fi."""
        if self._line:
            self._line.cut()
        if self._reading:
            self._reading.cancel()

    async def close(self) -> None:
        """Say goodbye and leave."""
        if self._line:
            with suppress(LineLostError):
                await self._line.send(f"41{self._namespace},")
        await asyncio.sleep(0)
        self.cut()

    async def _read(self, line: Line) -> None:
        try:
            while True:
                packet = await line.receive()
                if packet == "2":
                    await line.send("3")
                elif packet.startswith("4"):
                    self._take(packet)
                elif packet == "1":
                    break
        except LineLostError:
            line.cut()
        finally:
            self._fail_all()
            self._ended(self)

    def _take(self, packet: str) -> None:
        kind, rest = packet[1], packet[2:]
        if rest.startswith("/"):
            rest = rest.partition(",")[2]
        start = next((i for i, c in enumerate(rest) if c in "[{"), len(rest))
        number, payload = rest[:start], orjson.loads(rest[start:] or "null")
        if kind == "2":
            self.received += 1
            self._hear(payload[0], payload[1] if len(payload) > 1 else {})
        elif kind == "3" and number:
            waiting = self._asked.get(int(number))
            if waiting and not waiting.done():
                waiting.set_result(payload[0] if payload else {})
        elif self._welcome and not self._welcome.done():
            if kind == "0":
                self._welcome.set_result(None)
            elif kind == "4":
                told = payload.get("data") or payload
                reason = told.get("code") or told.get("message")
                refusal = TurnedAwayError(what="The connection", reason=reason)
                self._welcome.set_exception(refusal)

    def _fail_all(self) -> None:
        for waiting in (self._welcome, *self._asked.values()):
            if waiting and not waiting.done():
                waiting.set_exception(LineLostError())
                # Nobody may be waiting any more.
                waiting.exception()
