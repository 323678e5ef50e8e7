"""A cast at the doors of the running program, one made-up moment after the other."""

import asyncio
import csv
import io
import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from clocked import Clock
from running import Server

from facilitator.rehearsal.browser import JSON_ONLY, PAGE, Browser
from facilitator.rehearsal.exchange import Place, Reply
from facilitator.rehearsal.pages import forms_of
from facilitator.rehearsal.trainer import Trainer

from .attendance_story import END, OTHER_EMAIL, Act, Story, acts_in_order

ZONE = ZoneInfo("America/Chicago")
LISTED = ("name", "email", "organization", "profession")
FORGED = "I.9999999999.0123456789abcdef.0123456789abcdef0123456789abcdef"
Fields = list[tuple[str, str]]


class Play:
    """One session: who does what, at which second after its start."""

    def __init__(
        self,
        server: Server,
        clock: Clock,
        start: datetime,
        trainer: Trainer,
        cast: tuple[Story, ...],
    ) -> None:
        self._server, self._clock, self._start = server, clock, start
        self._trainer = trainer
        self._cast = cast
        self._place = Place.of(server.desk_url)
        self._code = trainer.console["join"]["code"]
        self._phones: dict[int, Browser] = {}
        self._ids: dict[str, str] = {}
        self._old_codes: list[str] = []
        self._used_tickets = [FORGED]
        self.differences: list[str] = []

    async def perform(self, moves: dict[int, Fields]) -> None:
        """Play every moment; `moves` are the trainer's, by their second."""
        self._old_codes.append(self._trainer.door["in"]["code"])
        acts = dict(acts_in_order(self._cast))
        for at in sorted({*acts, *moves}):
            await self._turn_clock(at)
            for name, item in moves.get(at, ()):
                await self._trainer.move(name, **({"item": item} if item else {}))
            await asyncio.gather(*(self._do(*one) for one in acts.get(at, ())))

    async def _turn_clock(self, at: int) -> None:
        """Make it so late; the projector then shows the codes of that time."""
        self._clock.set(self._start + timedelta(seconds=at))
        until = self._trainer.door.get("until")
        if not until or datetime.fromisoformat(until) <= self._clock.now:
            await self._trainer.reload_projector()

    async def _do(self, story: Story, acts: list[Act]) -> None:
        for act in acts:
            if act.by == "kiosk":
                self._at_the_kiosk(story, act)
            elif act.by in ("trainer", "roster", "paper") or act.what == "correct":
                await self._at_the_desk(story, act)
            else:
                await self._on_a_phone(story, act)

    # Phones

    async def _on_a_phone(self, story: Story, act: Act) -> None:
        phone = self._phone(story, act)
        if act.what == "in":
            came_before = story.number in self._phones and "identity" in phone.cookies(
                f"/s/{self._code}/me"
            )
            await self._sign_in(phone, story, act, again=came_before)
        elif act.what == "out":
            await self._scan(phone, story, "out")
            await self._send(phone, story, "sign-out", act)
        elif act.what == "name":
            await self._scan(phone, story, "in")
            await self._send(phone, story, "sign-in", act, _said(story, story.renamed))
        elif act.what == "evaluate":
            await self._evaluate(phone, story)
        elif act.what == "claim":
            await self._claim(phone, story, act.of)
        else:
            await self._try_a_trick(phone, story, act)

    def _phone(self, story: Story, act: Act) -> Browser:
        if act.by == "shared":  # in a window of its own, that is closed afterwards
            return Browser(self._place, story.language)
        if story.number not in self._phones:
            self._phones[story.number] = Browser(self._place, story.language)
        return self._phones[story.number]

    async def _sign_in(
        self, phone: Browser, story: Story, act: Act, *, again: bool
    ) -> None:
        nameless = not story.name
        if not (nameless and not again):
            await self._scan(phone, story, "in")
        said = [] if again else _said(story, story.name)
        await self._send(phone, story, "sign-in", act, said)

    async def _scan(self, phone: Browser, story: Story, direction: str) -> None:
        """Scan what the projector shows; the ticket stays on the phone."""
        letter, code = direction[0].upper(), self._trainer.door[direction]["code"]
        reply = await phone.get(f"/{letter}/{self._code}/{code}")
        if reply.refused:
            self._differs(story, f"scanning {direction}", reply)

    async def _send(
        self,
        phone: Browser,
        story: Story,
        door: str,
        act: Act,
        fields: Fields | None = None,
    ) -> None:
        where = f"/s/{self._code}/me/{door}"
        ticket = _ticket(phone, where)
        accept = PAGE if act.by == "form" else JSON_ONLY
        reply = await phone.post(where, fields or [], accept)
        if reply.refused:
            self._differs(story, door, reply)
        elif ticket:
            self._used_tickets.append(ticket)

    async def _evaluate(self, phone: Browser, story: Story) -> None:
        where = f"/s/{self._code}/evaluation"
        page = await phone.get(where)
        form = max(forms_of(page.text), key=lambda form: len(form.fields))
        answered = next(asked for asked in form.fields if asked.choices)
        reply = await phone.post(where, [(answered.name, answered.choices[0])])
        ticket = [("ticket", str(reply.json().get("ticket", "")))]
        reply = await phone.post(f"/s/{self._code}/me/evaluated", ticket)
        if reply.refused:
            self._differs(story, "evaluated", reply)

    async def _claim(self, phone: Browser, story: Story, quarters: int) -> None:
        """Ask for credit, claim too much of it, then an amount: twice, as in doubt."""
        me = f"/s/{self._code}/me"
        replies = [await phone.post(f"{me}/credit/ama")]
        attested = ("attestation", "1")
        most = await phone.post(f"{me}/claim/ama", [("amount", "2.25"), attested])
        if most.json().get("code") != "claim":
            self._differs(story, "more than is computed was claimed", most)
        said = [("amount", f"{quarters / 4:.2f}"), attested]
        replies += [await phone.post(f"{me}/claim/ama", said) for _ in range(2)]
        for reply in replies:
            if reply.refused:
                self._differs(story, "credit", reply)

    async def _try_a_trick(self, phone: Browser, story: Story, act: Act) -> None:
        """Do what must not work; what is refused leaves no trace."""
        me = f"/s/{self._code}/me"
        said = _said(story, story.name)
        if act.what == "photo":
            old = self._old_codes[0]
            await phone.get(f"/I/{self._code}/{old}")
            wrong = [await phone.post(f"{me}/sign-in", [*said, ("door", old)])]
        elif act.what == "copy":
            copies = [Browser(self._place, "en") for _ in range(2)]
            tickets = (FORGED, self._used_tickets[-1])
            for copy, ticket in zip(copies, tickets, strict=True):
                copy.keep(f"ticket_in={ticket}; Path={me}")
            wrong = [await copy.post(f"{me}/sign-in", said) for copy in copies]
        else:
            await phone.post(f"{me}/sign-out")
            back = [await phone.post(f"{me}/sign-in")]
            # After the end nobody comes in again, and nobody is told off for trying.
            wrong = [] if act.at > END else back
        for reply in wrong:
            if reply.json().get("code") != "door-code":
                self._differs(story, f"{act.what} was not refused", reply)

    # The desk

    async def _at_the_desk(self, story: Story, act: Act) -> None:
        if act.what == "correct":
            await self._correct(story, act)
        elif act.what == "sheet":
            await self._type_in(story)
        elif act.what == "out":
            await self._tap_out(story)
        elif act.by == "roster":
            page = await self._trainer.page(
                f"people?show=awaited&q={quote(story.name)}"
            )
            waiting = re.findall(r"awaited/([0-9a-f]{32})[^>]*>.*?: (.*?)</span>", page)
            ids = {unescape(name): person for person, name in waiting}
            await self._trainer.post(f"awaited/{ids[story.name]}", [])
        else:
            await self._trainer.post("people", _said(story, story.name))

    def _at_the_kiosk(self, story: Story, act: Act) -> None:
        """Type a name into the kiosk that stands in the room."""
        if act.what == "in":
            self._kiosk(story, "sign-in", **dict(_said(story, story.name)))
            return
        found = self._kiosk(story, "find", letters=story.name, direction="out")
        [one] = [one for one in found["people"] if one["name"] == story.name]
        self._kiosk(story, "sign-out", person=one["id"])

    def _kiosk(self, story: Story, door: str, **given: str) -> dict[str, Any]:
        where = f"{self._server.url}/kiosk/{self._trainer.session}/{door}"
        body = {"language": story.language, **given}
        reply = self._server.trainer.post(where, json=body)
        reply.raise_for_status()
        return dict(reply.json())

    async def _type_in(self, story: Story) -> None:
        came, left = (
            (self._start + timedelta(seconds=at)).astimezone(ZONE).strftime("%H:%M")
            for at in story.visits[0]
        )
        fields = [*_said(story, story.name), ("came", came), ("left", left)]
        await self._trainer.post("paper/unlisted", fields)

    async def _tap_out(self, story: Story) -> None:
        person = await self._find(story)
        await self._trainer.post(f"people/{person}/tap", [("direction", "out")])

    async def _correct(self, story: Story, act: Act) -> None:
        where = f"people/{await self._find(story)}"
        log = (await self._trainer.page(where)).partition('id="log-title"')[2]
        lines = re.findall(r'<th scope="row">(\d+)</th>', log)
        when = (self._start + timedelta(seconds=act.when)).astimezone(ZONE)
        fields = [
            ("supersedes", lines[act.of - 1] if act.of else "0"),
            ("kind", act.kind),
            ("date", when.date().isoformat()),
            ("time", when.strftime("%H:%M")),
            ("reason", act.reason),
        ]
        await self._trainer.post(where, fields)

    async def _find(self, story: Story) -> str:
        """Return the person's id, from the list at the desk."""
        if story.called not in self._ids:
            page = await self._trainer.page("people")
            for person, name in re.findall(r'/people/([0-9a-f]{32})">(.*?)</a>', page):
                self._ids.setdefault(unescape(name), person)
        return self._ids[story.called]

    def _differs(self, story: Story, what: str, reply: Reply) -> None:
        told = f"{story.number} {story.called}: {what}: {reply.status} {reply.reason}"
        self.differences.append(told)


def _said(story: Story, name: str) -> Fields:
    if not name:
        return [("anonymous", "1")]
    fields = [
        ("name", name),
        ("email", story.email),
        ("organization", story.organization),
        ("profession", story.profession),
    ]
    return [*fields, ("once", f"{story.number:032x}")]


def _ticket(phone: Browser, path: str) -> str:
    kept = phone.cookies(path).split("; ")
    found = (one.partition("=")[2] for one in kept if one.startswith("ticket_"))
    return next(found, "")


def expected_people(cast: tuple[Story, ...]) -> tuple[bytes, int, int]:
    """Return the list of who registered, how many, and how many of them come."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(LISTED)
    listed = came = 0
    for story in cast:
        if not story.expected:
            continue
        words = story.name.split()
        name = {
            "email": story.name,
            "name": " ".join(words[1:] + words[:1]).upper(),
            "other": story.name,
        }[story.expected]
        email = {"email": story.email, "name": "", "other": OTHER_EMAIL}
        said = (name, email[story.expected], story.organization, story.profession)
        rows.writerow(said)
        listed += 1
        # The same name with another email is somebody else.
        came += not (story.expected == "other" and story.email)
    return file.getvalue().encode(), listed, came
