"""A simulated phone: it comes in, follows, answers, loses the network, leaves."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from facilitator.rehearsal.browser import JSON_ONLY, Browser
from facilitator.rehearsal.channel import JSON, Channel
from facilitator.rehearsal.errors import LineLostError, TurnedAwayError
from facilitator.rehearsal.exchange import Place
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.pace import Pace
from facilitator.rehearsal.paper import Paper, Wall, nothing_shown
from facilitator.rehearsal.pen import Pen
from facilitator.rehearsal.script import SILENT, Script

_MOST_RECONNECTS = 40
_FIRST_RETRY_SECONDS, _LAST_RETRY_SECONDS = 0.05, 5.0
_GREETING_SECONDS = 60.0

Act = Callable[..., Coroutine[Any, Any, None]]


class Phone:
    """One phone with one page open, told what to do by its script alone.

    At a guarded door it scans what the `wall` shows.
    """

    def __init__(
        self,
        place: Place,
        code: str,
        script: Script,
        pace: Pace,
        wall: Wall = nothing_shown,
    ) -> None:
        self.script, self.pace = script, pace
        self.ledger = Ledger(script.number)
        self.state: JSON = {}
        self.gone = asyncio.Event()
        self._browser = Browser(place, script.language)
        self.paper = Paper(self._browser, code, script, self.ledger, pace, wall)
        self.pen = Pen(self._browser, code, script, self.ledger, pace, self._line)
        self._code = code
        self._channel: Channel | None = None
        self._online, self._greeted = asyncio.Event(), asyncio.Event()
        self._asleep = True
        self._settled: dict[str, asyncio.Event] = {}
        self._doing: dict[str, asyncio.Task[None]] = {}

    # Coming and going

    async def arrive(self) -> None:
        """Scan the code, read the note, sign in, and connect."""
        await self.paper.sign_in()
        await self.wake()

    async def wake(self) -> None:
        """Load the page again, as after sleep, and follow from where the room is."""
        self._asleep = False
        page = await self._browser.get(f"/s/{self._code}")
        if page.refused:
            raise TurnedAwayError(what="The phone page", reason=page.reason)
        if not self.script.scripts:
            return
        await self.check_own_answers()
        self.state = {}
        self._greeted.clear()
        await self._connect()

    def sleep(self) -> None:
        """Lose the connection without a word, until it wakes."""
        self._asleep = True
        self._online.clear()
        if self._channel:
            self._channel.cut()

    def vanish(self) -> None:
        """Leave for good; nobody is told."""
        self.sleep()
        for task in self._doing.values():
            task.cancel()
        self.gone.set()

    async def check_own_answers(self) -> None:
        """Compare what the program keeps of this phone with what it acknowledged."""
        reply = await self._browser.get(f"/s/{self._code}/mine", JSON_ONLY)
        mine = reply.json()
        kept, sent = mine.get("answers"), set(mine.get("sent", ()))
        if kept != self.ledger.own():
            self.ledger.differs(f"its own answers are {kept}, not {self.ledger.own()}")
        if sent != self.ledger.sent_forms:
            known, wanted = sorted(sent), sorted(self.ledger.sent_forms)
            self.ledger.differs(f"its forms are {known}, not {wanted}")

    @property
    def version(self) -> int:
        """The version of the last snapshot heard."""
        return int(self.state.get("v", -1))

    @property
    def awake(self) -> bool:
        """Whether its page is to follow the room."""
        return self.script.scripts and not self._asleep

    @property
    def connected(self) -> bool:
        """Whether the page is connected now."""
        return self._online.is_set()

    def settled(self, key: str) -> asyncio.Event:
        """Return what is set once the phone has done its part in `poll:round`."""
        return self._settled.setdefault(key, asyncio.Event())

    def received(self) -> tuple[int, int]:
        """Return how often it connected, and how many messages came since."""
        heard = self._channel.received if self._channel else 0
        return self.ledger.reconnected, heard

    async def idle(self) -> None:
        """Wait until nothing that the phone began is under way."""
        while running := [t for t in self._doing.values() if not t.done()]:
            await asyncio.wait(running)

    # The connection

    async def _connect(self, version: int | None = None) -> None:
        auth: JSON = {"code": self._code, "language": self.script.language}
        if version is not None:
            auth |= {"v": version}
        channel = Channel(self._browser, "/phone", self._hear, self._line_ended)
        self._channel = channel
        await channel.open(auth, self.script.way)
        # Where the room is follows the connection; only then is the page in use.
        try:
            async with asyncio.timeout(_GREETING_SECONDS):
                await self._greeted.wait()
        except TimeoutError as wrong:
            channel.cut()
            raise LineLostError from wrong
        self._online.set()

    async def _line(self) -> Channel:
        """Return the connection, once there is one."""
        await self._online.wait()
        if self._channel is None:
            raise LineLostError
        return self._channel

    def _line_ended(self, channel: Channel) -> None:
        if channel is self._channel and self._online.is_set():
            self._online.clear()
            if not self._asleep:
                self._do("reconnect", self._reconnect)

    async def _reconnect(self) -> None:
        """Come back as the page's script does: soon, then more and more patiently."""
        dice, wait = self.script.chance("reconnect"), _FIRST_RETRY_SECONDS
        for _ in range(_MOST_RECONNECTS):
            await asyncio.sleep(wait * dice.uniform(0.5, 1.5))
            wait = min(wait * 2, _LAST_RETRY_SECONDS)
            if self._asleep:
                return
            with suppress(LineLostError):
                self.ledger.reconnected += 1
                await self._connect(self.version)
                return
        self.ledger.differs("it could not come back")
        self.vanish()

    def _hear(self, event: str, payload: JSON) -> None:
        if event != "state" or payload["v"] <= self.version:
            return
        self.state = payload
        self._greeted.set()
        self._react()

    def _react(self) -> None:
        poll = self.state["poll"]
        if poll and poll["phase"] == "open":
            key = f"{poll['name']}:{poll['round']}"
            if self.script.act(key) not in SILENT:
                self._once(key, self.pen.take_part, poll)
        for form in self.script.fills_in:
            if self.state[form]:
                self._once(form, self.paper.fill_in, form)
        if self.state["worksheet"] and self.script.table:
            self._once("worksheet", self.paper.plan)
        if self.state["evaluation"] and self.script.evaluates:
            self._once("evaluation", self.paper.evaluate)
        if self.state["sign_out"] and not self.state["finished"]:
            self._once("sign-out", self._sign_out)
        if self.state["finished"]:
            self.gone.set()

    def _once(self, name: str, act: Act, *given: object) -> None:
        if name not in self._doing:
            self._do(name, act, *given)

    def _do(self, name: str, act: Act, *given: object) -> None:
        self._doing[name] = asyncio.create_task(self._tried(name, act, *given))

    async def _tried(self, name: str, act: Act, *given: object) -> None:
        try:
            await act(*given)
        except (TurnedAwayError, LineLostError) as wrong:
            self.ledger.differs(f"{name}: {wrong}")
        finally:
            self.settled(name).set()

    async def _sign_out(self) -> None:
        await asyncio.sleep(self.pace.think(self.script.chance("leave")))
        with suppress(KeyError):
            await self._doing["evaluation"]
        await self.check_own_answers()
        if self.script.signs_out:
            await self.paper.sign_out()
