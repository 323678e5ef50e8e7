"""A session on the running program, held over its real doors by trainer and phones."""

import json
import re
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from bench.children import Child
from bench.load import Crowd, Phone, Round

PHONES: Final = "/phone"
POLL: Final = "under_18"
CHOICES: Final = ("must_be_shown", "need_not_be_shown", "not_sure")
ACCEPTED: Final = f'43{PHONES},1[{{"ok":true'
_FORM: Final = {
    "plan": "conference-2h",
    "date": "2026-05-14",
    "time": "09:00",
    "time_zone": "America/Chicago",
    "place": "Room 2",
    "host": "County Health",
    "trainers": "Ana Ruiz",
    "languages": ("en", "es"),
    "address": "127.0.0.1:8765",
}


class Held:
    """One session: its console and so many phones, each with a token of its own."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.round = 0
        self._web = HTTPConnection(urlsplit(child.url).netloc)
        self._trainer = self._cookie("trainer", child.desk_url.replace(child.url, ""))
        self.id = self._create()
        page = self._get(f"/projector/{self.id}", self._trainer)
        found = re.search(r'"code": ?"([0-9A-Z]{6})"', page)
        assert found, page[:500]
        self.code = found[1]

    def join(self, count: int, beside: Sequence[Crowd] = ()) -> None:
        """Let so many phones and the console join."""
        self._web.close()  # it opens again by itself; the server lets go of idle ones
        tokens = [
            self._cookie("participant", f"/s/{self.code}/mine").partition("=")[2]
            for _ in range(count)
        ]
        self.crowd = Crowd(
            self.child.url,
            count,
            PHONES,
            lambda number: {"code": self.code, "participant": tokens[number]},
            beside=beside,
        )
        self._console = Phone(
            self.child.url,
            "/console",
            {"session": self.id},
            [f"Cookie: {self._trainer}"],
        )
        self.crowd.look_after(self._console)

    def leave(self) -> None:
        """Close the phones and the console."""
        self.crowd.close()
        self._console.sock.close()

    def move(self, name: str, **given: object) -> Round:
        """Make a move; measure until each phone has the new state."""
        asked = json.dumps(["move", {"move": name, **given}])
        return self.crowd.broadcast(
            lambda: self._console.send(f"42/console,7{asked}"), "state"
        )

    def state(self) -> dict[str, Any]:
        """Return what the phones were last told."""
        return dict(json.loads(self.crowd.newest.partition(",")[2])[1])

    def ask(self, **given: object) -> None:
        """Open the poll for another round, and let the room settle."""
        self.move("ask_again" if self.round else "open_poll", poll=POLL, **given)
        self.round = self.state()["poll"]["round"]
        self.crowd.rest(0.3)

    def answer(self, numbers: Sequence[int] | None = None) -> Round:
        """Have phones answer at once, all or these; measure to the acknowledgement."""
        before = self.crowd.count(ACCEPTED)
        answered = self.crowd.ask("answer", self._answer, numbers)
        accepted = self.crowd.count(ACCEPTED) - before
        asked = len(self.crowd.phones if numbers is None else numbers)
        assert accepted == asked, f"only {accepted} of {asked} accepted"
        return answered

    def _answer(self, number: int) -> dict[str, object]:
        return {
            "question": POLL,
            "round": self.round,
            "answer": CHOICES[number % len(CHOICES)],
            "change": 1,
        }

    def _create(self) -> str:
        headers = {
            "Cookie": self._trainer,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._web.request("POST", "/desk/sessions", urlencode(_FORM, True), headers)
        answer = self._web.getresponse()
        answer.read()
        found = re.search("[0-9a-f]{32}", answer.headers["Location"] or "")
        assert found, answer.status
        return found[0]

    def _cookie(self, name: str, path: str) -> str:
        self._web.request("GET", path)
        answer = self._web.getresponse()
        answer.read()
        for told in answer.headers.get_all("Set-Cookie", []):
            if told.startswith(f"{name}="):
                return str(told.partition(";")[0])
        raise AssertionError((path, answer.status))

    def _get(self, path: str, cookie: str) -> str:
        self._web.request("GET", path, headers={"Cookie": cookie})
        return self._web.getresponse().read().decode()
