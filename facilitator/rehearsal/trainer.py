"""The trainer's laptop: the desk, the console and the projector, by their doors."""

import asyncio
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from facilitator.rehearsal.browser import JSON_ONLY, Browser
from facilitator.rehearsal.channel import JSON, Channel, Way
from facilitator.rehearsal.errors import TurnedAwayError
from facilitator.rehearsal.exchange import Place, Reply

WORKBOOKS = ("attendance", "evaluation", "polls")
_ZONE = "America/Chicago"
_PATIENCE_SECONDS = 30.0


class Trainer:
    """One trainer with both screens open; the last of each snapshot is kept.

    `steps` are the places that "next" leads through, one for each click; `door` holds
    the codes that the projector shows, while the door is guarded.
    """

    def __init__(self, place: Place) -> None:
        self.console: JSON = {}
        self.projector: JSON = {}
        self.results: JSON = {}
        self.count: JSON = {}
        self.door: JSON = {}
        self.session = ""
        self.steps: list[JSON] = []
        self._seen_both = asyncio.Event()
        self._browser = Browser(place, "en")
        self._channel = Channel(self._browser, "/console", self._hear)
        self._wall = Channel(self._browser, "/projector", self._hear_on_wall)

    async def enter(self, desk_url: str) -> None:
        """Open the desk by the address that holds the key."""
        address = urlsplit(desk_url)
        reply = await self._browser.get(f"{address.path}?{address.query}")
        _allowed(reply, "The desk")

    async def create(self, plan: str, now: datetime) -> None:
        """Create a session of a plan by the desk's form."""
        there = now.astimezone(ZoneInfo(_ZONE))
        fields = [
            ("plan", plan),
            ("date", there.date().isoformat()),
            ("time", there.strftime("%H:%M")),
            ("time_zone", _ZONE),
            ("place", "Rehearsal room"),
            ("host", "Rehearsal"),
            ("trainers", "Trainer One\nCapacitadora Dos"),
            ("languages", "en"),
            ("languages", "es"),
            ("address", self._browser.place.authority),
            # Its phones read no screen.
            ("door", "open"),
        ]
        reply = _allowed(await self._browser.post("/desk/sessions", fields), plan)
        path = urlsplit(reply.header("location")).path
        self.session = path.rpartition("/")[2]
        if not self.session:
            raise TurnedAwayError(what="The session", reason=f"status {reply.status}")

    async def guard_door(self) -> None:
        """Have people sign in and out by the codes on the projector."""
        await self.post("door", [("door", "codes")])

    async def post(self, what: str, fields: list[tuple[str, str]]) -> Reply:
        """Send a form of the session's desk.

        Raises:
            TurnedAwayError: the program refused.
        """
        where = f"/desk/sessions/{self.session}/{what}"
        return _allowed(await self._browser.post(where, fields), what)

    async def page(self, what: str) -> str:
        """Return a page of the session's desk."""
        where = f"/desk/sessions/{self.session}/{what}"
        return _allowed(await self._browser.get(where), what).text

    async def reload_projector(self) -> None:
        """Load the projector's page again, and wait until it shows what is on."""
        self.projector, self.door = {}, {}
        self._seen_both.clear()
        self._wall.cut()
        self._wall = Channel(self._browser, "/projector", self._hear_on_wall)
        await self._open_wall("websocket")

    async def _open_wall(self, way: Way) -> None:
        await self._wall.open({"session": self.session, "language": "en"}, way)
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._seen_both.wait()

    async def open_screens(self) -> None:
        """Connect console and projector."""
        await self._channel.open({"session": self.session, "language": "en"})
        await self._open_wall("upgrade")
        where = f"/console/{self.session}/outline"
        told = _allowed(await self._browser.get(where, JSON_ONLY), "The outline")
        # A slide is one place, and takes a step for each click.
        self.steps = [
            place
            for place in told.json()["places"]
            for _ in range(place.get("clicks", 1))
        ]

    async def move(self, name: str, **given: object) -> int:
        """Make a move and return the room's version after it.

        Raises:
            TurnedAwayError: the program refused.
        """
        reply = await self._channel.ask("move", {"move": name, **given})
        if not reply.get("ok"):
            raise TurnedAwayError(what=f"The move {name}", reason=reply.get("code"))
        return int(reply["v"])

    async def workbooks(self) -> dict[str, bytes]:
        """Download the three workbooks from the desk."""
        made = {}
        for kind in WORKBOOKS:
            where = f"/desk/sessions/{self.session}/{kind}.xlsx"
            reply = _allowed(await self._browser.get(where), f"The {kind} workbook")
            made[kind] = reply.body
        return made

    async def practise(self, phones: int) -> None:
        """Ask for simulated phones, as the desk's button does."""
        await self.post("practice", [("phones", str(phones))])

    async def leave(self) -> None:
        """Close both screens."""
        await self._channel.close()
        await self._wall.close()

    def _hear(self, event: str, payload: JSON) -> None:
        if event == "state":
            self.console = payload
            self._look()
        elif event == "results":
            self.results = payload
        elif event == "count":
            self.count = payload

    def _hear_on_wall(self, event: str, payload: JSON) -> None:
        if event == "state":
            self.projector = payload
        elif event == "door":
            self.door = payload
        self._look()

    def _look(self) -> None:
        guarded = self.projector.get("guarded")
        if self.console and self.projector and (self.door or not guarded):
            self._seen_both.set()


def _allowed(reply: Reply, what: str) -> Reply:
    if reply.refused:
        raise TurnedAwayError(what=what, reason=reply.reason)
    return reply
