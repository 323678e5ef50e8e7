"""A crowd of simulated phones in one process, cheap enough not to be what is measured.

Raw sockets and hand-made frames, as a browser would send them (compression offered).
Used by the other programs here; alone it measures a server that speaks the events of
`bare_server.py`:

    python bench/load.py http://127.0.0.1:5000 --phones 500 --rounds 20
"""

import argparse
import json
import math
import selectors
import socket
import statistics
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

PATIENCE_SECONDS: Final = 30.0
_MASK: Final = b"\x37\xfa\x21\x3d"
_DEFLATE_END: Final = b"\x00\x00\xff\xff"
_COMPRESSED: Final = 0x40
_TEXT: Final = 1


@dataclass(frozen=True, slots=True)
class Round:
    """When each phone had what it waited for, in milliseconds after the start."""

    milliseconds: tuple[float, ...]
    missing: int

    @property
    def last(self) -> float:
        """When the last phone had it; infinite if one did not get it."""
        return math.inf if self.missing else max(self.milliseconds)

    def percentile(self, share: float) -> float:
        """Return when that share of the phones had it."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def text_frame(text: str) -> bytes:
    """Return the masked frame of a text message."""
    payload = text.encode()
    size = len(payload)
    long = size > 125  # noqa: PLR2004 - the frame format
    if size >= 1 << 16:
        head = bytes((0x81, 0xFF)) + size.to_bytes(8, "big")
    else:
        head = (
            bytes((0x81, 0xFE)) + size.to_bytes(2, "big")
            if long
            else bytes((0x81, 0x80 | size))
        )
    key = (_MASK * (size // 4 + 1))[:size]
    mixed = int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")
    return head + _MASK + mixed.to_bytes(size, "big")


class Phone:
    """One websocket, joined to one namespace."""

    __slots__ = ("_inflate", "buffer", "sock")

    def __init__(
        self, url: str, namespace: str, auth: object, headers: Sequence[str] = ()
    ) -> None:
        address = urlsplit(url)
        self.sock = socket.create_connection(
            (address.hostname or "", address.port or 80), PATIENCE_SECONDS
        )
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self._inflate = None
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {address.netloc}",
            f"Origin: {url.rstrip('/')}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            *headers,
        ]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode(errors="replace"))
        if b"permessage-deflate" in head:
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self.send(f"40{namespace},{json.dumps(auth) if auth is not None else ''}")
        self.wait_for(f"40{namespace},")

    def send(self, text: str) -> None:
        """Send a text message."""
        self.sock.sendall(text_frame(text))

    def wait_for(self, beginning: str) -> str:
        """Return the next message that begins so; others are passed over."""
        while True:
            for text in self.messages():
                if text.startswith(beginning):
                    return text
            self._more()

    def messages(self) -> list[str]:
        """Return the whole messages that have arrived; answers pings on the way."""
        found = []
        buffer = self.buffer
        at = 0
        while len(buffer) - at >= 2:  # noqa: PLR2004 - the frame format
            size, head = buffer[at + 1], at + 2
            if size > 125:  # noqa: PLR2004
                head = at + (4 if size == 126 else 10)  # noqa: PLR2004
                if len(buffer) < head:
                    break
                size = int.from_bytes(buffer[at + 2 : head], "big")
            if len(buffer) < head + size:
                break
            payload = buffer[head : head + size]
            if buffer[at] & _COMPRESSED and self._inflate is not None:
                payload = self._inflate.decompress(payload + _DEFLATE_END)
            if buffer[at] & 15 == _TEXT:
                found.append(payload.decode())
                if payload == b"2":
                    self.send("3")
            at = head + size
        self.buffer = buffer[at:]
        return found

    def _more(self) -> None:
        received = self.sock.recv(65536)
        if not received:
            raise EOFError
        self.buffer += received


class Crowd:
    """Many phones on one namespace; `heard` counts what they got, by its beginning.

    `auth` gives the payload with which phone number n connects, `headers` its further
    HTTP headers (a cookie). While they join, the crowds `beside` answer pings too.
    """

    def __init__(
        self,
        url: str,
        count: int,
        namespace: str,
        auth: Callable[[int], object] = lambda _number: None,
        headers: Callable[[int], Sequence[str]] = lambda _number: (),
        beside: Sequence["Crowd"] = (),
    ) -> None:
        self.namespace = namespace
        self.heard: Counter[str] = Counter()
        self.newest = ""  # what a phone's last wait ended with
        self.lost = 0
        self._selector = selectors.DefaultSelector()
        self.phones = []
        for number in range(count):
            phone = Phone(url, namespace, auth(number), headers(number))
            self.phones.append(phone)
            self.look_after(phone, number)
            if number % 50 == 0:
                # The first ones are asked whether they are there.
                rest_together(0.01, self, *beside)

    def look_after(self, phone: Phone, number: int = -1) -> None:
        """Answer this phone's pings too; without a number it is not measured."""
        phone.sock.setblocking(False)
        self._selector.register(phone.sock, selectors.EVENT_READ, (number, phone))

    def count(self, beginning: str) -> int:
        """Return how many messages that begin so have been heard."""
        return sum(n for b, n in self.heard.items() if b.startswith(beginning))

    def close(self) -> None:
        """Hang up."""
        for phone in self.phones:
            phone.sock.close()
        self._selector.close()

    def rest(self, seconds: float) -> None:
        """Do nothing but answer pings."""
        self._collect("no message begins so", 1, time.perf_counter(), seconds)

    def broadcast(self, trigger: Callable[[], None], event: str) -> Round:
        """Measure from the trigger to each phone's next `event`.

        What came before the trigger is passed over.
        """
        self.rest(0.01)
        start = time.perf_counter()
        trigger()
        beginning = f'42{self.namespace},["{event}"'
        return self._collect(beginning, len(self.phones), start)

    def ask(
        self,
        event: str,
        answer: Callable[[int], object],
        numbers: Sequence[int] | None = None,
    ) -> Round:
        """Send one `event` from every phone at once; measure to each answer.

        `numbers` are the phones that send it, where not all do.
        """
        asking = range(len(self.phones)) if numbers is None else numbers
        frames = [
            text_frame(f"42{self.namespace},1{json.dumps([event, answer(number)])}")
            for number in asking
        ]
        start = time.perf_counter()
        for number, ready in zip(asking, frames, strict=True):
            self.phones[number].sock.send(ready)
        return self._collect(f"43{self.namespace},1[", len(asking), start)

    def _collect(
        self,
        beginning: str,
        count: int,
        start: float,
        patience: float = PATIENCE_SECONDS,
    ) -> Round:
        done: dict[int, float] = {}
        end = start + patience
        while len(done) < count and (left := end - time.perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                number, phone = key.data
                try:
                    received = phone.sock.recv(65536)
                except OSError:
                    received = b""
                if not received:
                    self._selector.unregister(phone.sock)
                    self.lost += 1
                    continue
                phone.buffer += received
                now = (time.perf_counter() - start) * 1_000
                for text in phone.messages():
                    self.heard[text[:24]] += 1
                    if number >= 0 and text.startswith(beginning):
                        done.setdefault(number, now)
                        self.newest = text
        return Round(tuple(done.values()), count - len(done))


def rest_together(seconds: float, *crowds: Crowd) -> None:
    """Do nothing but answer the pings of several crowds."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for crowd in crowds:
            crowd.rest(min(left, 0.5) / len(crowds))


def summary(rounds: Sequence[Round]) -> dict[str, float]:
    """Return the median and the worst of the last phones, and the median of p50s."""
    lasts = sorted(one.last for one in rounds)
    middles = [one.percentile(0.5) for one in rounds if one.milliseconds]
    return {
        "last_median_ms": round(statistics.median(lasts), 2),
        "last_worst_ms": round(lasts[-1], 2),
        "phone_median_ms": round(statistics.median(middles), 2),
        "missing": sum(one.missing for one in rounds),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url")
    options.add_argument("--phones", type=int, default=200)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--namespace", default="/phone")
    chosen = options.parse_args()
    crowd = Crowd(chosen.url, chosen.phones, chosen.namespace)
    presenter = Phone(chosen.url, chosen.namespace, None)
    crowd.look_after(presenter)
    crowd.ask("watch", lambda _number: None)
    payload = {"slide": 1, "words": "x" * 250}
    message = f"42{chosen.namespace},{json.dumps(['trigger', payload])}"
    sent = [
        crowd.broadcast(lambda: presenter.send(message), "state")
        for _ in range(chosen.rounds)
    ]
    asked = [
        crowd.ask("answer", lambda n: {"choice": n % 4}) for _ in range(chosen.rounds)
    ]
    print(json.dumps({"broadcast": summary(sent), "answers": summary(asked)}, indent=1))
    crowd.close()


if __name__ == "__main__":
    main()
