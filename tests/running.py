"""A real server process, its trainer and its phones, for tests."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit

import engineio
import requests
import socketio

# Bounds for a loaded machine: what is waited for comes long before.
READY_SECONDS = 60.0
WAIT_SECONDS = 30.0

T = TypeVar("T")


def is_settled(deck: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether a deck was read and, before the session begins, is in use.

    It is in use a moment after it was read. A PDF beside a deck never is.
    """
    is_taken = deck["used"] or deck["beside"] or facts["state"] != "prepared"
    return bool(deck["status"] == "ready" and is_taken)


def soon(look: Callable[[], T], seconds: float = WAIT_SECONDS) -> T:
    """Return what `look` returns once that is true."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, found
        time.sleep(0.02)
    return found


@dataclass
class Server:
    """`facilitator serve` in a process of its own, on a free port."""

    data: Path
    options: tuple[str, ...] = ()
    program: tuple[str, ...] = ("-m", "facilitator")
    port: int = 0
    process: "subprocess.Popen[str] | None" = None
    desk_url: str = ""
    phone_url: str = ""
    trainer: requests.Session = field(default_factory=requests.Session)

    @property
    def url(self) -> str:
        """The address on this machine."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        """Start, or start again on the same port and data after `kill`."""
        ready = self.data.parent / f"{self.data.name}-ready.json"
        ready.unlink(missing_ok=True)
        command = [sys.executable, *self.program, "serve", "--no-browser"]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--data", str(self.data), "--ready-file", str(ready)]
        self.process = subprocess.Popen(
            [*command, *self.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "NO_PROXY": "*"},
        )
        until = time.monotonic() + READY_SECONDS
        while not ready.exists():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(self.said())
            time.sleep(0.02)
        facts = json.loads(ready.read_text())
        self.desk_url, self.phone_url = facts["desk_url"], facts["phone_url"]
        self.port = int(urlsplit(self.desk_url).port or 0)
        self.trainer.trust_env = False
        self.trainer.get(self.desk_url).raise_for_status()
        return self

    @property
    def is_running(self) -> bool:
        """Whether it was started and neither stopped nor killed."""
        return self.process is not None and self.process.poll() is None

    def enter(self) -> None:
        """Let the trainer in anew, in a browser that keeps nothing of before."""
        self.trainer.close()
        self.trainer = requests.Session()
        self.trainer.trust_env = False
        self.trainer.get(self.desk_url).raise_for_status()

    def said(self) -> str:
        """End the process and return what it printed."""
        assert self.process is not None
        self.process.kill()
        return self.process.communicate()[0]

    def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop it as Ctrl+C would."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(WAIT_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        if self.process and self.process.stdout:
            self.process.stdout.close()

    def create_session(self, plan: str = "conference-2h", **details: Any) -> "Held":
        """Make a session at the desk and return it."""
        form: dict[str, Any] = {
            "plan": plan,
            "date": "2026-05-14",
            "time": "09:00",
            "time_zone": "America/Chicago",
            "place": "Room 2",
            "host": "County Health",
            "trainers": "Ana Ruiz",
            "languages": ["en", "es"],
            "address": f"127.0.0.1:{self.port}",
            "door": "open",
            **details,
        }
        answer = self.trainer.post(
            f"{self.url}/desk/sessions", data=form, allow_redirects=False
        )
        assert answer.status_code == 303, answer.text
        found = re.search(r"sessions/([0-9a-f]{32})", answer.headers["Location"])
        assert found
        return Held(self, found[1])


@dataclass
class Held:
    """A session on a running server."""

    server: Server
    id: str
    code: str = ""

    def __post_init__(self) -> None:
        page = self.server.trainer.get(f"{self.server.url}/projector/{self.id}").text
        found = re.search(r'"code": ?"([0-9A-Z]{6})"', page)
        assert found, page[:2000]
        self.code = found[1]

    def url(self, path: str = "") -> str:
        """Return an address of this session's phones."""
        return f"{self.server.url}/s/{self.code}{path}"

    def places(self) -> list[dict[str, Any]]:
        """Return the places of the running order, as the console fetches them."""
        answer = self.server.trainer.get(f"{self.server.url}/console/{self.id}/outline")
        answer.raise_for_status()
        places: list[dict[str, Any]] = answer.json()["places"]
        return places

    def console(self) -> "Console":
        """Connect a console."""
        return Console(self)

    def phone(self, language: str = "en") -> "Phone":
        """Let a new phone load the page."""
        return Phone(self, language)

    def download(self, kind: str) -> bytes:
        """Return a workbook."""
        answer = self.server.trainer.get(
            f"{self.server.url}/desk/sessions/{self.id}/{kind}.xlsx"
        )
        answer.raise_for_status()
        return answer.content


class InOrderEngine(engineio.Client):  # type: ignore[misc]  # it has no types
    """The library takes each message in a thread of its own, in any order."""

    def _trigger_event(self, event: str, *args: Any, **options: Any) -> Any:
        return super()._trigger_event(event, *args, **{**options, "run_async": False})


class InOrder(socketio.Client):  # type: ignore[misc]  # it has no types
    """A Socket.IO client that hears messages in the order they came."""

    def __init__(self, **options: Any) -> None:
        # The codec is the whole process's, and another test may have changed it.
        super().__init__(json=json, **options)

    def _engineio_client_class(self) -> type[InOrderEngine]:
        return InOrderEngine


class Screen:
    """A Socket.IO client that remembers the newest of each message."""

    connected: ClassVar[list["Screen"]] = []

    def __init__(self, url: str, namespace: str) -> None:
        self.url, self.namespace = url, namespace
        self.newest: dict[str, Any] = {}
        self.heard: list[str] = []
        self.patience = WAIT_SECONDS
        self.client = InOrder(reconnection=False)
        for event in ("state", "results", "count", "door", "point", "questions"):
            self.client.on(event, self._keep(event), namespace=namespace)

    def _keep(self, event: str) -> Any:
        def keep(payload: Any) -> None:
            self.newest[event] = payload
            self.heard.append(event)

        return keep

    def connect(
        self,
        auth: Mapping[str, Any],
        cookies: str = "",
        transports: tuple[str, ...] = ("websocket",),
    ) -> None:
        """Connect and wait for the first snapshot."""
        headers = {"Cookie": cookies} if cookies else {}
        self.client.connect(
            self.url,
            headers=headers,
            namespaces=[self.namespace],
            auth=dict(auth),
            transports=list(transports),
        )
        Screen.connected.append(self)
        self.wait("state", lambda _: True)

    def wait(self, event: str, wanted: Any) -> Any:
        """Return the newest `event` once `wanted(payload)` holds."""
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until:
            if event in self.newest and wanted(self.newest[event]):
                return self.newest[event]
            time.sleep(0.01)
        raise AssertionError((event, self.newest.get(event)))

    def call(self, event: str, payload: object = None) -> Any:
        """Send a message and return its acknowledgement.

        Raises:
            ConnectionError: the line is cut.
            TimeoutError: none came.
        """
        told: list[Any] = []
        came = threading.Event()

        def note(*answer: Any) -> None:
            told.extend(answer)
            came.set()

        self.client.emit(event, payload, namespace=self.namespace, callback=note)
        until = time.monotonic() + self.patience
        while not came.wait(0.1):
            if not self.client.connected:
                raise ConnectionError(event)
            if time.monotonic() > until:
                raise TimeoutError(event)
        return told[0] if told else None

    def close(self) -> None:
        """Disconnect."""
        self.client.disconnect()

    @classmethod
    def close_all(cls) -> None:
        """Disconnect those that nobody closed."""
        while cls.connected:
            cls.connected.pop().close()


class Console(Screen):
    """The trainer's console."""

    def __init__(self, held: Held) -> None:
        super().__init__(held.server.url, "/console")
        self.held = held
        self.connect(
            {"session": held.id},
            "trainer=" + held.server.trainer.cookies["trainer"],
        )

    def move(self, name: str, **given: Any) -> Any:
        """Make a move that must succeed; return its acknowledgement once it is told."""
        answer = self.call("move", {"move": name, **given})
        assert answer["ok"], answer
        self.wait("state", lambda state: state["v"] >= answer["v"])
        return answer


class Phone(Screen):
    """An attendee's phone: its page, its cookies, its socket."""

    def __init__(self, held: Held, language: str = "en") -> None:
        super().__init__(held.server.url, "/phone")
        self.held, self.language = held, language
        self.web = requests.Session()
        self.web.trust_env = False
        self.web.headers["Accept-Language"] = language
        self.page = self.web.get(f"{held.server.url}/J/{held.code}")

    @property
    def participant(self) -> str:
        """The token that answers are sent with."""
        return str(self.web.cookies["participant"])

    def join(self, transports: tuple[str, ...] = ("websocket",)) -> "Phone":
        """Connect the socket."""
        auth = {"code": self.held.code, "participant": self.participant}
        self.connect({**auth, "language": self.language}, transports=transports)
        return self

    def post(self, path: str, **data: Any) -> requests.Response:
        """Send a form as a script would, and return the JSON answer."""
        return self.web.post(
            self.held.url(path), data=data, headers={"Accept": "application/json"}
        )

    def answer(self, question: str, answer: object, **given: Any) -> Any:
        """Answer a poll over the socket and return the acknowledgement."""
        payload = {"question": question, "round": 1, "answer": answer, "change": 1}
        return self.call("answer", {**payload, **given})
