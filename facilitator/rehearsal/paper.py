"""What a phone does on pages and forms: sign in, fill in, plan, sign out."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from facilitator.domain.surveys.relevance import holds
from facilitator.domain.surveys.survey import (
    DECLINED,
    Answer,
    FormName,
    is_declined,
    other_text,
)
from facilitator.errors import NoSuchSessionError
from facilitator.rehearsal.browser import JSON_ONLY, PAGE, Browser
from facilitator.rehearsal.channel import JSON
from facilitator.rehearsal.coding import coded_form
from facilitator.rehearsal.errors import TurnedAwayError
from facilitator.rehearsal.exchange import Reply
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.pace import Pace
from facilitator.rehearsal.pages import DECLINED_BOX, OTHER_WORDS, Form, forms_of
from facilitator.rehearsal.ranked import is_place, placed, rankings
from facilitator.rehearsal.script import Script

Fields = list[tuple[str, str]]
# What the projector shows at the door: the codes of the moment, {} where it is open.
Wall = Callable[[], JSON]
_FILLED_SHARE, _DECLINED_SHARE, _CHANGED_SHARE = 0.8, 0.05, 0.2
_LOOK_AGAIN_SECONDS = 0.3
_MOST_LOOKS = 100
_NOT_FOUND = 404


def nothing_shown() -> JSON:
    """Return what a wall shows where the door is open, or out of sight."""
    return {}


class Paper:
    """A phone's forms; a phone whose browser runs no scripts has nothing else."""

    def __init__(
        self,
        browser: Browser,
        code: str,
        script: Script,
        ledger: Ledger,
        pace: Pace,
        wall: Wall = nothing_shown,
    ) -> None:
        self._browser, self._code, self._script = browser, code, script
        self._ledger, self._pace = ledger, pace
        self._accept = JSON_ONLY if script.scripts else PAGE
        self._inside = f"/s/{code}"
        self._wall = wall

    def _scanned(self, direction: str, otherwise: str) -> str:
        """Return where the QR code leads that the wall shows for this way."""
        shown = self._wall().get(direction)
        if not shown:
            return otherwise
        return f"/{direction[0].upper()}/{self._code}/{shown['code']}"

    async def sign_in(self) -> None:
        """Scan the code, choose a language, read the note, and sign in.

        Raises:
            NoSuchSessionError: no session has this code.
            TurnedAwayError: the program refused.
        """
        scanned = self._scanned("in", f"/J/{self._code}")
        first = await self._browser.get(scanned)
        if first.status == _NOT_FOUND:
            raise NoSuchSessionError(code=self._code)
        language = self._script.language
        await self._browser.get(f"{self._inside}?step=note&lang={language}")
        page = await self._browser.get(f"{self._inside}?step=sign-in")
        where = f"{self._inside}/me/sign-in"
        fields = self._person(_longest_form(page, where))
        for _ in range(2 if self._script.presses_twice else 1):
            _allowed(await self._browser.post(where, fields, self._accept), "Sign-in")
        me = await self._browser.get(f"{self._inside}/me", JSON_ONLY)
        self._ledger.signed_in = bool(me.json().get("signed_in"))
        if not self._ledger.signed_in:
            raise TurnedAwayError(what="Sign-in", reason="the phone is not signed in")

    async def sign_out(self) -> None:
        """Sign out; a second press changes nothing."""
        await self._browser.get(self._scanned("out", f"{self._inside}/me"))
        where = f"{self._inside}/me/sign-out"
        for _ in range(2 if self._script.presses_twice else 1):
            _allowed(await self._browser.post(where, (), self._accept), "Sign-out")
        me = (await self._browser.get(f"{self._inside}/me", JSON_ONLY)).json()
        self._ledger.signed_out = me.get("out_at") is not None
        if bool(me.get("evaluated")) != (self._ledger.evaluation is not None):
            raise TurnedAwayError(what="The ticket", reason=f"it was not noted: {me}")

    async def evaluate(self) -> None:
        """Fill the evaluation in, some of it left blank, and show the ticket."""
        await asyncio.sleep(self._pace.think(self._script.chance("evaluate")))
        where = f"{self._inside}/evaluation"
        page = _allowed(await self._browser.get(where), "The evaluation")
        form = _longest_form(page)
        answers = self._fill(form, "evaluation")
        reply = await self._browser.post(where, _fields(answers))
        sent = _allowed(reply, "The evaluation")
        self._ledger.evaluation = coded_form(form, answers)
        ticket = [("ticket", str(sent.json()["ticket"]))]
        there = f"{self._inside}/me/evaluated"
        _allowed(await self._browser.post(there, ticket), "The ticket")

    async def fill_in(self, name: FormName) -> None:
        """Fill in the form before or after; some send it again, and the last counts."""
        dice = self._script.chance("fill in", name)
        await asyncio.sleep(self._pace.think(dice))
        where = f"{self._inside}/{name}"
        for time in range(1, 3 if dice.random() < _CHANGED_SHARE else 2):
            page = _allowed(await self._browser.get(where), f"The form {name}")
            form = _longest_form(page)
            answers = self._fill(form, f"{name}:{time}")
            reply = await self._browser.post(where, _fields(answers), self._accept)
            _allowed(reply, f"The form {name}")
            self._ledger.forms[name] = coded_form(form, answers)

    async def plan(self) -> None:
        """Fill in the worksheet of the table."""
        await asyncio.sleep(self._pace.think(self._script.chance("plan")))
        where = f"{self._inside}/worksheet"
        page = _allowed(await self._browser.get(where), "The worksheet")
        form = _longest_form(page)
        answers = self._fill(form, "worksheet")
        answers[form.fields[0].name] = self._script.table
        reply = await self._browser.post(where, _fields(answers), self._accept)
        _allowed(reply, "The worksheet")
        self._ledger.worksheet = tuple(
            str(answers.get(a.name, "")) for a in form.fields
        )

    async def answer(self, key: str) -> None:
        """Answer the question `poll:round` by its form, without scripts."""
        name, _, round_ = key.partition(":")
        where = f"{self._inside}/answer"
        for _ in range(_MOST_LOOKS):
            page = await self._browser.get(self._inside)
            asking = (f for f in forms_of(page.text) if f.action == where)
            form = next((f for f in asking if f.fields), None)
            hidden = dict(form.hidden) if form else {}
            if form and (hidden.get("question"), hidden.get("round")) == (name, round_):
                await self._send_answer(key, form, where)
                return
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        raise TurnedAwayError(what=f"The form of {key}", reason="it was never shown")

    async def _send_answer(self, key: str, form: Form, where: str) -> None:
        dice = self._script.chance("answer", key)
        answer, given = self._answer_by_form(form, dice)
        fields = [*form.hidden, *_fields(given)]
        self._ledger.sent += 1
        began = perf_counter()
        _allowed(await self._browser.post(where, fields, PAGE), "An answer")
        change = int(dict(form.hidden)["change"])
        self._ledger.acknowledge(key, answer, change, perf_counter() - began)

    def _answer_by_form(
        self, form: Form, dice: random.Random
    ) -> tuple[Answer, dict[str, Answer]]:
        """Return an answer as it is kept, and the fields that say it."""
        first = form.fields[0]
        for options in rankings(form.fields).values():
            places = placed(options, dice)
            order = sorted(places, key=lambda name: int(places[name]))
            return [name.partition(".")[2] for name in order], {**places}
        if "." in first.name:
            rows = {a.name: self._script.answer(a, dice) for a in form.fields}
            kept = {n.partition(".")[2]: str(given) for n, given in rows.items()}
            return kept, rows
        answer = self._script.answer(replace(first, most=max(1, first.fewest)), dice)
        return answer, {first.name: answer}

    def _person(self, form: Form) -> Fields:
        person = self._script.person
        if person is None:
            return [("anonymous", "1")]
        fields = [(name, value) for name, value in person.items() if form.asked(name)]
        for asked in form.fields:
            if asked.choices:
                dice = self._script.chance("sign-in", asked.name)
                fields.append((asked.name, dice.choice(asked.choices)))
        return fields

    def _fill(self, form: Form, name: str) -> dict[str, Answer]:
        dice = self._script.chance(name)
        answers: dict[str, Answer] = {}
        for asked in form.fields:
            is_wanted = dice.random() < _FILLED_SHARE or asked.required
            if is_wanted and not is_place(asked) and holds(asked.relevant, answers):
                is_left = asked.decline and dice.random() < _DECLINED_SHARE
                given = dict(DECLINED) if is_left else self._script.answer(asked, dice)
                answers[asked.name] = given
        for options in rankings(form.fields).values():
            if dice.random() < _FILLED_SHARE:
                answers |= placed(options, dice)
        first = form.fields[0]
        return answers or {first.name: self._script.answer(first, dice)}


def _allowed(reply: Reply, what: str) -> Reply:
    if reply.refused:
        raise TurnedAwayError(what=what, reason=reply.reason)
    return reply


def _longest_form(page: Reply, action: str | None = None) -> Form:
    """Return the form that asks the most, among those that go to `action`."""
    forms = [f for f in forms_of(page.text) if action in (None, f.action)]
    if not forms:
        raise TurnedAwayError(what="A form", reason="the page has none")
    return max(forms, key=lambda form: len(form.fields))


def _fields(answers: dict[str, Answer]) -> Fields:
    fields: Fields = []
    for name, answer in answers.items():
        if is_declined(answer):
            fields.append((f"{name}{DECLINED_BOX}", "yes"))
            continue
        if isinstance(answer, dict):
            fields += [(name, one) for one in answer]
            fields.append((f"{name}{OTHER_WORDS}", other_text(answer)))
            continue
        values = answer if isinstance(answer, list) else [str(answer)]
        fields += [(name, value) for value in values]
    return fields
