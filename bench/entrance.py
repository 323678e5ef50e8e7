"""A guarded door with its screens, and the phones that come through it."""

import json
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, Final

from bench.children import Child
from bench.held import Held
from bench.load import Phone
from bench.web_crowd import Answer, Browser, WebCrowd, request

EXPECTED_SHARE: Final = 0.7  # of those who come; as many more are awaited
_BOUNDARY: Final = "part-of-a-list"
_ONCE: Final = re.compile(rb'name="once" value="([0-9a-f]{32})"')
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class Entrance(Held):
    """A session whose door shows codes, with its roster, console and projector."""

    def __init__(self, child: Child, crowd: WebCrowd, people: int) -> None:
        super().__init__(child)
        self.people, self.browsers = people, crowd
        self.door: dict[str, Any] = {}
        self.counts: list[tuple[float, int]] = []
        self._bring_roster()
        self._desk("door", "door=codes", _FORM)
        cookie = [f"Cookie: {self._trainer}"]
        self.screens = [
            Phone(child.url, namespace, {"session": self.id}, cookie)
            for namespace in ("/console", "/projector")
        ]
        for screen in self.screens:
            crowd.look_after(screen, self._heard)
        while not self.door:
            crowd.rest(0.05)
        self.desk = crowd.browser(child.url)

    def _bring_roster(self) -> None:
        rows = ["name,email,organization,profession"]
        rows += [
            f"{_name(n)},person{n}@example.org,County Health,nurse"
            for n in range(int(self.people * (1 - EXPECTED_SHARE)), 2 * self.people)
        ]
        lines = [
            f"--{_BOUNDARY}",
            'Content-Disposition: form-data; name="list"; filename="people.csv"',
            "Content-Type: text/csv",
            "",
            *rows,
            f"--{_BOUNDARY}--",
            "",
        ]
        kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        self._desk("roster", "\r\n".join(lines), kind)
        columns = "&".join(
            f"column-{n}={name}"
            for n, name in enumerate(("name", "email", "organization", "profession"))
        )
        self._desk("roster/list", f"do=import&{columns}", _FORM)

    def _desk(self, what: str, body: str, headers: dict[str, str]) -> None:
        told = {"Cookie": self._trainer, "Accept": "application/json", **headers}
        where = f"/desk/sessions/{self.id}/{what}"
        self._web.request("POST", where, body.encode(), told)
        answer = self._web.getresponse()
        said = answer.read()
        assert answer.status < 400, (what, answer.status, said[:300])  # noqa: PLR2004

    def _heard(self, text: str, now: float) -> None:
        beginning, _, payload = text.partition(",")
        if beginning == "42/console" and payload.startswith('["count"'):
            self.counts.append((now, json.loads(payload)[1]["signed_in"]))
        elif payload.startswith('["door"'):
            self.door = json.loads(payload)[1]

    def look_at_the_list(self, then: Callable[[Answer], None]) -> None:
        """Load the people's list at the desk, unless it is loading."""
        if self.desk.then:
            return
        where = f"/desk/sessions/{self.id}/people"
        url, cookie = self.child.url, self._trainer
        asked = request(url, where, cookies=cookie, accept="text/html")
        self.browsers.ask(self.desk, asked, then)

    def stored(self) -> tuple[int, int, int]:
        """Return how many people, scans and used tickets the file holds."""
        assert self.child.data is not None
        path = self.child.data / "facilitator.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            counts = [
                connection.execute(
                    f"SELECT count(*) FROM {table} WHERE session_id = ?",  # noqa: S608
                    (self.id,),
                ).fetchone()[0]
                for table in ("attendees", "scans", "tickets")
            ]
        return counts[0], counts[1], counts[2]

    def leave(self) -> None:
        """Close the screens."""
        self.browsers.close(self.desk)
        for screen in self.screens:
            self.browsers.let_go(screen)


class Visitor:
    """One phone: it scans the code on the screen, loads the form, and sends it."""

    def __init__(self, entrance: Entrance, number: int) -> None:
        self._entrance, self._number = entrance, number
        self._url, self._path = entrance.child.url, f"/s/{entrance.code}"
        self._browser: Browser | None = None
        self._cookies: dict[str, str] = {}
        self._once = ""
        self.answers: dict[str, Answer] = {}

    def scan(self, then: Callable[[], None]) -> None:
        """Scan what the screen shows; `then` the form is there."""
        self._then = then
        self._browser = self._entrance.browsers.browser(self._url)
        code = self._entrance.door["in"]["code"]
        self._ask("scan", f"/I/{self._entrance.code}/{code}", self._scanned)

    def _scanned(self) -> None:
        assert "ticket_in" in self._cookies, self.answers["scan"].head
        self._ask("page", f"{self._path}?step=sign-in&lang=en", self._loaded)

    def _loaded(self) -> None:
        found = _ONCE.search(self.answers["page"].body)
        assert found, self.answers["page"].body[:2_000]
        self._once = found[1].decode()
        self._then()

    def send(self) -> None:
        """Send the form."""
        number = self._number
        form = [
            ("once", self._once),
            ("name", _name(number)),
            ("email", f"person{number}@example.org"),
            ("organization", "County Health"),
            ("profession", "nurse"),
        ]
        self._ask("form", f"{self._path}/me/sign-in", self._leave, form)

    def _leave(self) -> None:
        if self._browser:
            self._entrance.browsers.close(self._browser)

    def _ask(
        self,
        what: str,
        path: str,
        then: Callable[[], None],
        form: list[tuple[str, str]] | None = None,
    ) -> None:
        assert self._browser is not None
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        accept = "text/html" if what == "page" else "application/json"
        asked = request(self._url, path, form, cookies, accept)

        def answered(answer: Answer) -> None:
            self.answers[what] = answer
            self._cookies |= answer.cookies()
            then()

        self._entrance.browsers.ask(self._browser, asked, answered)


class PlainVisitor:
    """One phone at the reference: it sends a form, and a row is stored."""

    def __init__(self, child: Child, crowd: WebCrowd, number: int) -> None:
        self._child, self._crowd, self._number = child, crowd, number
        self._browser: Browser | None = None
        self.answers: dict[str, Answer] = {}

    def come(self) -> None:
        """Connect."""
        self._browser = self._crowd.browser(self._child.url)

    def send(self) -> None:
        """Send the form."""
        assert self._browser is not None
        form = [("name", _name(self._number))]
        asked = request(self._child.url, "/row", form)
        self._crowd.ask(self._browser, asked, self._answered)

    def _answered(self, answer: Answer) -> None:
        assert self._browser is not None
        self.answers["form"] = answer
        self._crowd.close(self._browser)


def _name(number: int) -> str:
    return f"Ana Ruiz {number}"


def wait_until(crowd: WebCrowd, true: Callable[[], bool], seconds: float) -> bool:
    """Look after everybody until something is true; False where it took too long."""
    end = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > end:
            return False
        crowd.rest(0.02)
    return True
