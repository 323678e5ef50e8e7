"""A whole session as its trainer leads it, from the lobby to the workbooks."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from time import monotonic

from facilitator.domain.surveys.survey import FormName
from facilitator.rehearsal.channel import JSON
from facilitator.rehearsal.crowd import PATIENCE_SECONDS, Crowd
from facilitator.rehearsal.trainer import Trainer

TEXTS_SHOWN = 3
WORKSHEETS_SHOWN = 2
_LOOK_SECONDS = 0.01
_ASKED_TWICE = 1  # the second question is asked again, after the room has talked


@dataclass(frozen=True, slots=True)
class Asking:
    """One question put to the room: `number` counts from 1, `key` is "poll:round"."""

    number: int
    poll: str
    round: int

    @property
    def key(self) -> str:
        """What phones know it by."""
        return f"{self.poll}:{self.round}"


def askings(steps: list[JSON]) -> tuple[Asking, ...]:
    """Return every question of the running order; one of them is asked twice."""
    asked: list[Asking] = []
    polls = [step["poll"] for step in steps if step["kind"] == "poll"]
    for place, poll in enumerate(polls):
        asked.append(Asking(len(asked) + 1, poll, 1))
        if place == min(_ASKED_TWICE, len(polls) - 1):
            asked.append(Asking(len(asked) + 1, poll, 2))
    return tuple(asked)


class Performance:
    """Leads the session step by step, never faster than the phones can follow."""

    def __init__(self, trainer: Trainer, crowd: Crowd, pause: float) -> None:
        self._trainer, self._crowd, self._pause = trainer, crowd, pause
        self.questions: dict[str, JSON] = {}
        self.differences: list[str] = []
        self.told: dict[str, Counter[str]] = {}

    async def play(self) -> None:
        """Lead from the lobby to the end."""
        await self._move("lobby")
        await self._crowd.arrive(0)
        await self._form("pre")
        steps = self._trainer.steps
        asked = iter(askings(steps))
        for place, step in enumerate(steps):
            await self._move("next")
            if step["kind"] == "poll":
                await self._ask(next(asked))
                if step["poll"] == self._asked_twice(steps):
                    await self._ask(next(asked))
            else:
                await self._show(place, len(steps))
            await asyncio.sleep(self._pause)
        await self._form("post")
        await self._evaluate_and_sign_out()

    def _asked_twice(self, steps: list[JSON]) -> str:
        return next((a.poll for a in askings(steps) if a.round > 1), "")

    async def _show(self, place: int, of: int) -> None:
        """Show a slide; at some of them do what trainers do besides."""
        if place == of // 4:
            await self._move("calm")
            await self._move("uncover")
        elif place == of // 2:
            await self._move("black")
            await self._move("next")
        elif place == of * 2 // 3:
            step = self._trainer.console["step"]
            await self._move("previous")
            await self._move("undo")
            if self._trainer.console["step"] != step:
                self._differs("undo did not bring the slide back")
        elif place == of - 1 and self._trainer.console["worksheet_name"]:
            await self._plan()

    async def _ask(self, asking: Asking) -> None:
        key, poll = asking.key, asking.poll
        if asking.number > 1:
            await self._crowd.arrive(asking.number - 1)
        await self._crowd.before(asking.number, key)
        steady = self._crowd.steady()
        await self._move("open_poll" if asking.round == 1 else "ask_again", poll=poll)
        self.questions[key] = self._trainer.console["poll"]["question"]
        await self._crowd.answer(asking.number, key)
        await self._move("close_and_show", poll=poll)
        self._crowd.count_messages(steady)
        shown = self._trainer.console
        self._note_results(key, shown["results"])
        if self.questions[key]["kind"] == "text":
            await self._show_texts(key)
        await self._crowd.after(asking.number, key, shown["poll"])
        if asking.number % 2:
            await self._move("hide_results", poll=poll)
            await self._move("show_results", poll=poll)

    def _note_results(self, key: str, results: JSON) -> None:
        told = Counter({c["name"]: c["count"] for c in results["counts"]})
        self.told[key] = told + Counter({"answered": results["answered"]})
        wall = self._trainer.projector["results"]
        if wall != results:
            self._differs(f"{key}: the projector shows {wall}, the console {results}")

    async def _show_texts(self, key: str) -> None:
        """Let a few written answers through; phones see those and no others."""
        end = monotonic() + PATIENCE_SECONDS
        answered = self.told[key]["answered"]
        while len(self._trainer.results.get("texts", ())) != answered:
            if monotonic() > end:
                self._differs(f"{key}: the console never had {answered} texts")
                return
            await asyncio.sleep(_LOOK_SECONDS)
        held = [text["id"] for text in self._trainer.results["texts"]]
        chosen = held[:TEXTS_SHOWN]
        for text in chosen:
            await self._move("show_text", text=text)
        shown = [t["id"] for t in self._trainer.projector["results"]["texts"]]
        if sorted(shown) != sorted(chosen):
            self._differs(f"{key}: {len(shown)} texts are shown, not {len(chosen)}")

    async def _plan(self) -> None:
        """Open the worksheet, show what a few tables wrote, and go back."""
        await self._move("worksheet", open=True)
        await self._crowd.plan()
        await self._move("worksheet", open=False)
        for sheet in self._trainer.console["worksheets"][:WORKSHEETS_SHOWN]:
            await self._move("show_worksheet", worksheet=sheet["id"])
            shown = self._trainer.projector["worksheet_shown"]
            if not shown or shown["table"] != sheet["table"]:
                self._differs(f"{sheet['table']}: its worksheet was not shown")
        await self._move("hide_worksheet")

    async def _form(self, form: FormName) -> None:
        """Open the form before or after, where the plan has it, until all are in."""
        if form not in self._trainer.console["forms"]:
            return
        await self._move(form, open=True)
        sent = await self._crowd.fill_in(form)
        end = monotonic() + PATIENCE_SECONDS
        while (told := self._trainer.count.get("forms", {}).get(form)) != sent:
            if monotonic() > end:
                self._differs(f"{form}: the console counts {told}, not {sent}")
                break
            await asyncio.sleep(_LOOK_SECONDS)
        await self._move(form, open=False)

    async def _evaluate_and_sign_out(self) -> None:
        await self._move("evaluation", open=True)
        await self._move("sign_out")
        await self._crowd.go_home()
        await self._move("finish")

    async def _move(self, name: str, **given: object) -> None:
        version = await self._trainer.move(name, **given)
        end = monotonic() + PATIENCE_SECONDS
        while min(
            _version(self._trainer.console), _version(self._trainer.projector)
        ) < (version):
            if monotonic() > end:
                self._differs(f"{name}: the screens never heard of it")
                return
            await asyncio.sleep(_LOOK_SECONDS)
        await self._crowd.follow(version)

    def _differs(self, what: str) -> None:
        self.differences.append(f"The trainer: {what}.")


def _version(snapshot: JSON) -> int:
    return int(snapshot.get("v", -1))
