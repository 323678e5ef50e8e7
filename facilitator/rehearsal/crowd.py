"""All the phones of a rehearsal: who is there, who is waited for, who sleeps."""

import asyncio
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from time import monotonic
from typing import Any

from facilitator.domain.surveys.survey import FormName
from facilitator.errors import FacilitatorError
from facilitator.rehearsal.channel import JSON
from facilitator.rehearsal.errors import LineLostError
from facilitator.rehearsal.phone import Phone
from facilitator.rehearsal.script import ABSENT, SILENT

# Nobody in a room waits longer for one phone; what is missing then is a difference.
PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.01


class Crowd:
    """The phones in their places, moved on by whoever leads the session."""

    def __init__(self, phones: Iterable[Phone]) -> None:
        self.phones = tuple(phones)
        self.messages: list[int] = []
        self._inside: list[Phone] = []

    async def arrive(self, asked: int) -> None:
        """Let in who comes after `asked` questions; 0 is the lobby."""
        coming = [p for p in self.phones if p.script.arrives == asked]
        await self._all((p, self._arrive(p)) for p in coming)
        self._inside += coming

    async def before(self, asked: int, key: str) -> None:
        """Let those fall asleep who will miss the opening of a question."""
        for phone in self._there(asked):
            if phone.script.act(key) in ABSENT:
                phone.sleep()

    async def answer(self, asked: int, key: str) -> None:
        """Wait until everybody who is to answer the open question has done so."""
        there = self._there(asked)
        waking = [p for p in there if p.script.act(key) == "wakes late"]
        await self._all((p, p.wake()) for p in waking)
        answering = [p for p in there if p.script.act(key) not in SILENT]
        forms = [p for p in answering if not p.script.scripts]
        scripts = [p for p in answering if p.script.scripts]
        await self._all(
            [
                *((p, p.paper.answer(key)) for p in forms),
                *((p, _until(p.settled(key))) for p in scripts),
            ]
        )

    async def after(self, asked: int, key: str, poll: JSON) -> None:
        """Let latecomers try, sleepers wake, and those leave who leave early."""
        there = self._there(asked)
        late = [
            p
            for p in there
            if p.script.act(key) == "comes too late" and p.script.scripts
        ]
        await self._all((p, p.pen.come_too_late(poll)) for p in late)
        asleep = [p for p in there if p.script.act(key) == "sleeps through"]
        await self._all((p, p.wake()) for p in asleep)
        for phone in there:
            if phone.script.leaves == asked:
                phone.vanish()
                self._inside.remove(phone)

    def steady(self) -> dict[Phone, tuple[int, int]]:
        """Return who is connected now, and what each has received so far."""
        return {p: p.received() for p in self._inside if p.connected}

    def count_messages(self, before: dict[Phone, tuple[int, int]]) -> None:
        """Note how many messages came to each phone that stayed connected."""
        for phone, (connection, received) in before.items():
            now, heard = phone.received()
            if now == connection and phone.connected:
                self.messages.append(heard - received)

    async def follow(self, version: int) -> None:
        """Wait until every connected phone has heard of a version of the room."""
        end = monotonic() + PATIENCE_SECONDS
        while behind := [p for p in self._inside if _is_behind(p, version)]:
            if monotonic() > end:
                for phone in behind:
                    phone.ledger.differs(f"it never heard of version {version}")
                return
            await asyncio.sleep(_LOOK_SECONDS)

    async def fill_in(self, form: FormName) -> int:
        """Wait until everybody has filled in a form who is to; return how many are."""
        filling = [p for p in self._inside if form in p.script.fills_in]
        await self._all(
            (p, _until(p.settled(form)) if p.script.scripts else p.paper.fill_in(form))
            for p in filling
        )
        return len(filling)

    async def plan(self) -> None:
        """Wait until every table has filled in its worksheet."""
        tables = [p for p in self._inside if p.script.table]
        await self._all(
            (p, _until(p.settled("worksheet")) if p.script.scripts else p.paper.plan())
            for p in tables
        )

    async def go_home(self) -> None:
        """Wait until everybody has evaluated and signed out who is to do so."""
        await self._all(
            (p, _until(p.settled("sign-out")) if p.script.scripts else _leave(p))
            for p in self._inside
        )

    async def end(self) -> None:
        """Close every page."""
        for phone in self.phones:
            phone.vanish()
        await asyncio.sleep(0)

    async def _arrive(self, phone: Phone) -> None:
        await asyncio.sleep(phone.pace.think(phone.script.chance("arrive")))
        await phone.arrive()

    def _there(self, asked: int) -> list[Phone]:
        return [p for p in self._inside if p.script.there(asked)]

    async def _all(
        self, acts: Iterable[tuple[Phone, Coroutine[Any, Any, Any]]]
    ) -> None:
        await asyncio.gather(*(self._tried(phone, act) for phone, act in acts))

    async def _tried(self, phone: Phone, act: Coroutine[Any, Any, Any]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await act
        except (FacilitatorError, LineLostError) as wrong:
            phone.ledger.differs(str(wrong))
        except TimeoutError:
            phone.ledger.differs(f"it was not done with {act} in time")


def _is_behind(phone: Phone, version: int) -> bool:
    return phone.awake and not phone.gone.is_set() and phone.version < version


async def _until(event: asyncio.Event) -> None:
    await event.wait()


async def _leave(phone: Phone) -> None:
    """Evaluate and sign out without scripts."""
    if phone.script.evaluates:
        await phone.paper.evaluate()
    with suppress(LineLostError):
        await phone.check_own_answers()
    if phone.script.signs_out:
        await phone.paper.sign_out()
