"""Many browsers in one process that send requests at their time and note the answer."""

import heapq
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode, urlsplit

from bench.load import Phone

PATIENCE_SECONDS: Final = 120.0
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: when it was asked for and whole, in seconds, and what it says."""

    asked: float
    whole: float
    status: int
    head: str
    body: bytes

    @property
    def milliseconds(self) -> float:
        """How long it took."""
        return (self.whole - self.asked) * 1_000

    def cookies(self) -> dict[str, str]:
        """Return the cookies it sets."""
        lines = self.head.split("\r\n")
        told = [
            line.partition(":")[2].strip()
            for line in lines
            if line.lower().startswith("set-cookie:")
        ]
        pairs = (one.partition(";")[0].partition("=") for one in told)
        return {name: value for name, _, value in pairs}


@dataclass(slots=True)
class Browser:
    """One connection, kept open, with what is waited for on it."""

    sock: socket.socket
    then: Callable[[Answer], None] | None = None
    asked: float = 0.0
    buffer: bytearray = field(default_factory=bytearray)


class WebCrowd:
    """Browsers and screens, looked after together; a browser asks one thing at a time.

    `heard` gets each message of a screen with the time at which it came.
    """

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = 0
        self.waiting = 0
        self.lost = 0

    def look_after(self, screen: Phone, heard: Callable[[str, float], None]) -> None:
        """Answer a screen's pings, and hand on what it hears."""
        screen.sock.setblocking(False)
        self._selector.register(screen.sock, selectors.EVENT_READ, (screen, heard))

    def let_go(self, screen: Phone) -> None:
        """Close a screen."""
        self._selector.unregister(screen.sock)
        screen.sock.close()

    def browser(self, url: str) -> Browser:
        """Open a connection."""
        address = urlsplit(url)
        where = (address.hostname or "", address.port or 80)
        sock = socket.create_connection(where, PATIENCE_SECONDS)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)
        browser = Browser(sock)
        self._selector.register(sock, selectors.EVENT_READ, browser)
        return browser

    def close(self, browser: Browser) -> None:
        """Hang up."""
        self._selector.unregister(browser.sock)
        browser.sock.close()

    def at(self, when: float, what: Callable[[], None]) -> None:
        """Do something at a time of `time.perf_counter`."""
        self._order += 1
        heapq.heappush(self._due, (when, self._order, what))

    def ask(
        self, browser: Browser, request: bytes, then: Callable[[Answer], None]
    ) -> None:
        """Send a request now; `then` gets the answer."""
        browser.then, browser.asked = then, time.perf_counter()
        self.waiting += 1
        browser.sock.sendall(request)

    def run(self, patience: float = PATIENCE_SECONDS) -> None:
        """Look after everybody until nothing is due and nobody waits."""
        end = time.perf_counter() + patience
        while self._due or self.waiting:
            now = time.perf_counter()
            assert now < end, f"{self.waiting} still wait"
            while self._due and self._due[0][0] <= now:
                heapq.heappop(self._due)[2]()
            left = self._due[0][0] - now if self._due else 0.5
            self._read(min(max(left, 0), 0.5))

    def rest(self, seconds: float) -> None:
        """Do nothing but listen."""
        self.at(time.perf_counter() + seconds, lambda: None)
        self.run(seconds + PATIENCE_SECONDS)

    def _read(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            if isinstance(key.data, Browser):
                self._hear(key.data)
            else:
                screen, heard = key.data
                received = screen.sock.recv(1 << 18)
                now = time.perf_counter()
                assert received, "a screen was hung up on"
                screen.buffer += received
                for text in screen.messages():
                    heard(text, now)

    def _hear(self, browser: Browser) -> None:
        received = browser.sock.recv(1 << 18)
        if not received:
            self._selector.unregister(browser.sock)
            if browser.then:
                self.lost += 1
                self.waiting -= 1
            return
        browser.buffer += received
        head, found, body = bytes(browser.buffer).partition(b"\r\n\r\n")
        if not found:
            return
        told = head.decode("latin-1")
        size = next(
            int(line.partition(":")[2])
            for line in told.split("\r\n")
            if line.lower().startswith("content-length:")
        )
        if len(body) < size:
            return
        answer = Answer(
            browser.asked, time.perf_counter(), int(told.split()[1]), told, body
        )
        browser.buffer.clear()
        then, browser.then = browser.then, None
        self.waiting -= 1
        if then:
            then(answer)


def request(
    url: str,
    path: str,
    form: Sequence[tuple[str, str]] | None = None,
    cookies: str = "",
    accept: str = "application/json",
) -> bytes:
    """Return a request, a POST where there is a form, as a phone's browser sends it."""
    address = urlsplit(url)
    body = urlencode(form).encode() if form is not None else b""
    lines = [
        f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
        f"Host: {address.netloc}",
        f"Accept: {accept}",
        "Accept-Language: en",
    ]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if form is not None:
        lines += [f"Origin: {url}", f"Content-Type: {_FORM}"]
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body
