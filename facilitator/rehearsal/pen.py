"""How a phone answers: once, with a change of mind, or with the network failing."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import perf_counter

from facilitator.domain.surveys.survey import Answer
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.channel import JSON, Channel
from facilitator.rehearsal.errors import LineLostError
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.pace import Pace
from facilitator.rehearsal.questions import Asked
from facilitator.rehearsal.script import Script

_NOTICED_SECONDS = 0.05
_CUT_WITHIN_SECONDS = 0.004


class Pen:
    """Writes one phone's answers; `line` waits for its connection."""

    def __init__(
        self,
        browser: Browser,
        code: str,
        script: Script,
        ledger: Ledger,
        pace: Pace,
        line: Callable[[], Awaitable[Channel]],
    ) -> None:
        self._browser, self._code, self._script = browser, code, script
        self._ledger, self._pace, self._line = ledger, pace, line

    async def take_part(self, poll: JSON) -> None:
        """Answer the open question in the way that the script says."""
        key = f"{poll['name']}:{poll['round']}"
        dice, act = self._script.chance("answer", key), self._script.act(key)
        asked = Asked.of(poll["question"])
        answer = self._script.answer(asked, dice)
        other = self._script.other_answer(asked, dice, answer)
        await asyncio.sleep(self._pace.think(dice))
        if act == "sends nonsense first":
            await self._expect_refusal(poll, "no-such-choice" * 20)
        if act == "loses the network":
            await self._answer_and_lose(poll, answer, dice.random())
        else:
            await self._deliver(poll, answer, 1)
        if act == "changes its mind":
            await asyncio.sleep(self._pace.think(dice) / 2)
            await self._deliver(poll, other, 2)
        if act == "opens a second tab":
            await self._answer_in_second_tab(poll, answer, other)

    async def come_too_late(self, poll: JSON) -> None:
        """Answer a question that was closed before; it must be refused."""
        asked = Asked.of(poll["question"])
        dice = self._script.chance("late", poll["name"])
        await self._expect_refusal(poll, self._script.answer(asked, dice))

    async def _deliver(self, poll: JSON, answer: Answer, change: int) -> None:
        """Send an answer until the program has acknowledged it."""
        self._ledger.sent += 1
        while True:
            line = await self._line()
            began = perf_counter()
            try:
                reply = await _ask(line, poll, answer, change)
            except LineLostError:
                self._ledger.resent += 1
                # The end of the line is noticed a moment after what was lost with it.
                await asyncio.sleep(_NOTICED_SECONDS)
                continue
            self._acknowledged(poll, answer, change, reply, perf_counter() - began)
            return

    async def _answer_and_lose(self, poll: JSON, answer: Answer, luck: float) -> None:
        """Lose the connection between an answer and its acknowledgement."""
        line = await self._line()
        sending = asyncio.create_task(_ask(line, poll, answer, 1))
        # With little luck the answer never left; with more, only the word is lost.
        await asyncio.sleep(luck * _CUT_WITHIN_SECONDS)
        line.cut()
        with suppress(LineLostError):
            await sending
        self._ledger.resent += 1
        await asyncio.sleep(_NOTICED_SECONDS)
        await self._deliver(poll, answer, 1)

    async def _answer_in_second_tab(
        self, poll: JSON, answer: Answer, other: Answer
    ) -> None:
        tab = Channel(self._browser, "/phone", lambda *_: None)
        await tab.open({"code": self._code, "language": self._script.language})
        key = f"{poll['name']}:{poll['round']}"
        mine = await tab.ask("mine", {})
        change = mine["answers"].get(key, {}).get("change", 0) + 1
        self._ledger.sent += 1
        began = perf_counter()
        reply = await _ask(tab, poll, other, change)
        self._acknowledged(poll, other, change, reply, perf_counter() - began)
        # The first tab sends its older answer once more, which must change nothing.
        self._ledger.resent += 1
        await _ask(await self._line(), poll, answer, 1)
        await tab.close()

    async def _expect_refusal(self, poll: JSON, answer: Answer) -> None:
        reply = await _ask(await self._line(), poll, answer, 1)
        if reply.get("ok"):
            self._ledger.differs(f"{poll['name']}: {answer!r} was taken")
        else:
            self._ledger.refused[str(reply.get("code"))] += 1

    def _acknowledged(
        self, poll: JSON, answer: Answer, change: int, reply: JSON, took: float
    ) -> None:
        key = f"{poll['name']}:{poll['round']}"
        if reply.get("ok"):
            self._ledger.acknowledge(key, answer, change, took)
        else:
            self._ledger.differs(f"{key}: its answer was refused ({reply.get('code')})")


async def _ask(line: Channel, poll: JSON, answer: Answer, change: int) -> JSON:
    name, round_ = poll["name"], poll["round"]
    sent = {"question": name, "round": round_, "answer": answer, "change": change}
    return await line.ask("answer", sent)
