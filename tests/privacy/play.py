"""The session, played on the running program, and every file that is left of it."""

import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from socket import create_connection
from typing import Any

import requests
from clocked import Clock
from requests.adapters import HTTPAdapter
from running import Console, Held, Server, soon

from facilitator.store.database import FILE_NAME

from .cast import PEOPLE, Member, level, order

START = datetime(2026, 5, 14, 14, tzinfo=UTC)
_PARTS = (("stop", 8), ("observe", 25), ("ask", 25), ("respond", 32), ("wrap_up", 30))
# So many written answers and questions are let through, as they come, and so many take
# a code for the follow-up.
SHOWN = 18
SOME_CLAIM = 14
_WHOLE = {"birth": "0229", "consent": "1"}


class FromOwnAddress(HTTPAdapter):
    """The way to the program from an address of this machine."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__(max_retries=0)

    def init_poolmanager(self, *given: Any, **options: Any) -> None:
        super().init_poolmanager(*given, source_address=(self._address, 0), **options)


class Handset:
    """The phone of one of the cast."""

    def __init__(self, held: Held, who: Member) -> None:
        self.held, self.who = held, who
        self.kind = self.code = ""
        self.web = requests.Session()
        self.web.trust_env = False
        self.web.mount("http://", FromOwnAddress(who.address))
        self.web.headers.update({"User-Agent": who.agent, "Accept": "application/json"})

    def post(self, path: str, json: object = None, **fields: str) -> dict[str, Any]:
        told = self.web.post(self.held.url(path), data=fields or None, json=json)
        assert told.ok, (path, told.text[:500])
        found: dict[str, Any] = told.json()
        return found

    def stammer(self) -> None:
        """Send what is no request, as a phone does that expects another program."""
        program = ("127.0.0.1", self.held.server.port)
        with create_connection(program, 30, (self.who.address, 0)) as sent:
            sent.sendall(b"\x16\x03\x01 /s/ HTTP/9.9\r\n\r\n")
            assert b"400" in sent.recv(100)

    def come(self) -> None:
        """Load the page, and sign in by name."""
        self.web.get(self.held.url()).raise_for_status()
        who = self.who
        said = {"name": who.name, "email": who.email, "organization": "Clinic"}
        said |= {"setting": who.setting, "profession": who.profession}
        assert self.post("/me/sign-in", **said, once=f"{who.number:032x}")["signed_in"]

    def ask_for_credit(self) -> None:
        given, family = self.who.name.split()
        told = {**_WHOLE, "given_name": given, "family_name": family}
        number = f"{7_000_000 + self.who.number}"
        if self.who.profession == "pharmacist":
            self.kind, told["nabp"] = "acpe", number
        else:
            self.kind, told["license_number"] = "ama", number
            told["license_state"] = "TX"
        where = self.held.url(f"/me/credit/{self.kind}")
        page = {"Accept": "text/html"}
        reply = self.web.post(where, told, headers=page, allow_redirects=False)
        assert reply.status_code == 303, reply.text

    def claim(self) -> None:
        self.post(f"/me/claim/{self.kind}", amount="2.00", attestation="1")

    def answer(self, question: str) -> None:
        answer = self.who.said[question]
        if question == "cloud":
            answer = [answer]
        if question == "reason":
            answer = {"other": answer}
        said = {"question": question, "round": 1, "change": 1, "answer": answer}
        assert self.post("/answer", json=said)["ok"]

    def want_more_time(self) -> None:
        assert self.post("/more-time", wanted="yes")["wanted"]

    def ask(self) -> None:
        words, mark = f"Why {self.who.said['asked']}?", random.Random(self.who.number)
        key = mark.randbytes(16).hex()
        self.post("/questions", do="ask", key=key, text=words, change="1")

    def vote(self, question: str) -> None:
        self.post("/questions", do="vote", question=question, change="1")

    def hand_in(self, form: str, **answers: object) -> str:
        told = self.post(f"/{form}", json={"answers": answers})
        return str(told.get("ticket", ""))

    def hand_in_before(self) -> None:
        said = self.who.said
        self.hand_in("pre", counted=said["before"], ready=level(self.who.number // 4))

    def evaluate(self) -> None:
        """Hand in the evaluation and the form after, and say that it is in."""
        said, number = self.who.said, self.who.number
        self.hand_in(
            "post",
            counted=said["after"],
            ready=level(number // 3),
            next_step=f"I will {said['next_step']}",
        )
        ticket = self.hand_in(
            "evaluation",
            years=said["years"],
            size=said["size"],
            sure={"before": level(number // 7), "now": level(number // 5)},
            good=("poor", "fair", "good", "excellent")[number // 9 % 4],
            improve=f"More {said['improve']}",
        )
        assert self.post("/me/evaluated", ticket=ticket)["evaluated"]

    def take_code(self) -> None:
        self.code = self.post("/evaluation/code")["code"]

    def follow_up(self) -> None:
        """Come back months later, from a browser that knows nothing of before."""
        answers = {"months": self.who.said["later"], "good": "fair"}
        there = f"{self.held.server.url}/f/{self.held.code}"
        said = {"code": self.code, "answers": answers}
        told = requests.post(there, json=said, headers=self.web.headers, timeout=30)
        assert told.json() == {"ok": True, "sent": "code"}, told.text

    def plan(self) -> None:
        words = str(self.who.said["plan"])
        self.hand_in("worksheet", table_name=f"Table {words}", plan=f"We {words[::-1]}")

    def leave(self) -> None:
        assert self.post("/me/sign-out")["out_at"]


@dataclass
class Played:
    """What the play knows, and what it left.

    `orders` are those in which people did something; `secrets` is what no file may
    hold; `before` are the files of the data folder before the end.
    """

    cast: tuple[Member, ...]
    data: Path
    orders: dict[str, list[int]] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    printed: str = ""

    def data_files(self) -> dict[str, bytes]:
        """Return every file of the data folder, but for pictures of slides."""
        there = sorted(path for path in self.data.rglob("*") if path.is_file())
        return {str(p.relative_to(self.data)): p.read_bytes() for p in there}


class Play:
    """One session, from the first who comes to the last file that is downloaded."""

    def __init__(self, server: Server, clock: Clock, cast: tuple[Member, ...]) -> None:
        self.server, self.clock, self.chance = server, clock, random.Random(26)
        self.held = server.create_session()
        self.console: Console = self.held.console()
        self.phones = [Handset(self.held, who) for who in cast]
        self.played = Played(cast, server.data)

    def play(self) -> Played:
        self._come()
        for part, minutes in _PARTS:
            self.clock.set(self.clock.now + timedelta(minutes=minutes))
            self.console.move("agenda", item=part)
            getattr(self, f"_{part}")()
        self.played.before = self.played.data_files()
        self._keep_secrets()
        self.console.move("finish")
        some = order(self.chance)[:SOME_CLAIM]
        self._each("claimed", some, lambda phone: phone.claim())
        self._follow_up()
        self._download()
        self.console.close()
        return self.played

    def _each(
        self, name: str, people: Iterable[int], do: Callable[[Handset], None]
    ) -> None:
        """Let everybody do something, one after the other, seconds apart."""
        self.played.orders[name] = list(people)
        for number in self.played.orders[name]:
            self.clock.set(self.clock.now + timedelta(seconds=7))
            do(self.phones[number])

    def _come(self) -> None:
        self._each("came", order(self.chance), lambda phone: phone.come())
        self.console.move("agenda", item="welcome")

    def _stop(self) -> None:
        self._each(
            "asked for credit", order(self.chance), lambda phone: phone.ask_for_credit()
        )
        self.console.move("pre", open=True)
        self._each("pre", self._as_they_came, lambda phone: phone.hand_in_before())
        self.console.move("pre", open=False)

    @property
    def _as_they_came(self) -> list[int]:
        return self.played.orders["came"]

    def _observe(self) -> None:
        for question in ("shade", "amount", "place", "cloud", "reason", "wish"):
            self.console.move("open_poll", poll=question)
            answer = partial(Handset.answer, question=question)
            self._each(question, self._as_they_came, answer)
        self._show_cards()
        self.console.move("close_and_show", poll="wish")

    def _show_cards(self) -> None:
        """Let written answers through as they came in, as a trainer does."""
        told = self.console.wait(
            "results", lambda r: r["poll"] == "wish" and len(r["texts"]) == PEOPLE
        )
        cards = told["texts"]
        ids = {card["text"]: card["id"] for card in cards}
        for number in self._as_they_came[:SHOWN]:
            card = ids[str(self.phones[number].who.said["wish"])]
            self.console.move("show_text", text=card)

    def _ask(self) -> None:
        self.console.move("questions", open=True)
        self._each("asked", self._as_they_came, lambda phone: phone.ask())
        listed = self.console.wait("questions", lambda q: len(q["questions"]) == PEOPLE)
        ids = {one["text"]: one["id"] for one in listed["questions"]}
        asked = [self.phones[number].who.said["asked"] for number in self._as_they_came]
        for words in asked[:SHOWN]:
            question = ids[f"Why {words}?"]
            self.console.move("let_question_through", question=question)
        some = self._as_they_came[: PEOPLE // 2]
        self._each("voted", some, partial(Handset.vote, question=question))

    def _respond(self) -> None:
        some = self._as_they_came[:3]
        self._each("more time", some, lambda phone: phone.want_more_time())
        self._each("stammered", some, lambda phone: phone.stammer())
        self.console.move("worksheet", open=True)
        self._each("worksheet", order(self.chance), lambda phone: phone.plan())
        self.console.move("worksheet", open=False)

    def _wrap_up(self) -> None:
        self.console.move("post", open=True)
        self.console.move("evaluation", open=True)
        self.console.move("sign_out")

        def evaluate_and_leave(phone: Handset) -> None:
            phone.evaluate()
            phone.leave()

        self._each("left", order(self.chance), evaluate_and_leave)
        some = order(self.chance)[:SHOWN]
        self._each("took a code", some, lambda phone: phone.take_code())

    def _follow_up(self) -> None:
        """Let most of them come back after three months."""
        self.clock.set(self.clock.now + timedelta(days=91))
        desk = f"{self.server.url}/desk/sessions/{self.held.id}/follow-up"
        self.server.trainer.post(desk, {"do": "open"}).raise_for_status()
        came = self.played.orders["took a code"]
        back = [number for number in order(self.chance) if number in came]
        self._each("came back", back, lambda phone: phone.follow_up())
        self.server.trainer.post(desk, {"do": "close"}).raise_for_status()

    def _keep_secrets(self) -> None:
        with sqlite3.connect(self.server.data / FILE_NAME) as connection:
            (key,) = connection.execute("SELECT answer_key FROM sessions").fetchone()
        secrets = {"the key": key, "the key as digits": key.hex().encode()}
        for phone in self.phones:
            for cookie in phone.web.cookies:
                if cookie.name in ("participant", "identity"):
                    kept = str(cookie.value).partition(".")[0]
                    secrets[f"{cookie.name} of {phone.who.number}"] = kept.encode()
            if phone.code:
                secrets[f"code of {phone.who.number}"] = phone.code.encode()
            secrets[f"address of {phone.who.number}"] = phone.who.address.encode()
            secrets[f"agent of {phone.who.number}"] = phone.who.agent.encode()
        self.played.secrets = secrets

    def _download(self) -> None:
        desk = f"{self.server.url}/desk/sessions/{self.held.id}"
        web = self.server.trainer
        web.post(f"{desk}/certificates").raise_for_status()
        for name in (
            "attendance.xlsx",
            "evaluation.xlsx",
            "evaluation-csv.zip",
            "polls.xlsx",
            "hand-off.zip",
            "results.pptx",
            "glance",
        ):
            told = web.get(f"{desk}/{name}")
            told.raise_for_status()
            self.played.files[name] = told.content
        soon(lambda: web.get(f"{desk}/certificates").json()["status"] == "ready")
        told = web.get(f"{desk}/certificates.zip")
        told.raise_for_status()
        self.played.files["certificates.zip"] = told.content
        self.played.files |= self.played.data_files()
