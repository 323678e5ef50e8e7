"""A real server process, and a phone that speaks raw frames to it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from credited import Credited
from visiting import Visitor

from facilitator.live.room import Room
from facilitator.web.frames import CLOSE, TEXT, frame

SERVER = Path(__file__).with_name("transport_server.py")
ROOT = Path(__file__).parents[2]
MASK = b"\x11\x22\x33\x44"


class RawPhone:
    """A websocket client that sends exactly the bytes it is told to."""

    def __init__(self, port: int, segment: int = 0, receive_buffer: int = 0) -> None:
        self.sock = socket.socket()
        self.sock.settimeout(30)
        if segment:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, segment)
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.connect(("127.0.0.1", port))
        self.received = b""
        self.handshake = b""

    def upgrade(self, *headers: str, query: str = "EIO=4&transport=websocket") -> str:
        """Ask for a websocket; return the status line."""
        lines = [
            f"GET /socket.io/?{query} HTTP/1.1",
            "Host: test",
            "Connection: Upgrade",
            "Upgrade: websocket",
            *headers,
        ]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self.received:
            self._more()
        self.handshake, _, self.received = self.received.partition(b"\r\n\r\n")
        return self.handshake.split(b"\r\n")[0].decode()

    def join(self) -> "RawPhone":
        """Shake hands and connect to the test namespace."""
        status = self.upgrade(
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate",
        )
        assert status == "HTTP/1.1 101 Switching Protocols"
        assert self.text().startswith("0{")
        self.say("40/room,")
        assert self.text().startswith("40/room,{")
        return self

    def say(self, text: str) -> None:
        self.sock.sendall(frame(text.encode(), TEXT, MASK))

    def read(self) -> tuple[int, bytes]:
        """Return the next frame's opcode and payload.

        Raises:
            EOFError: the server has closed.
        """
        self._need(2)
        size, head = self.received[1], 2
        if size > 125:
            head = 4 if size == 126 else 10
            self._need(head)
            size = int.from_bytes(self.received[2:head], "big")
        self._need(head + size)
        opcode = self.received[0]
        payload = self.received[head : head + size]
        self.received = self.received[head + size :]
        assert opcode & 0xF0 == 0x80, "a whole, uncompressed frame"
        return opcode & 15, payload

    def text(self) -> str:
        opcode, payload = self.read()
        assert opcode == TEXT
        return payload.decode()

    def end(self) -> int | None:
        """Read to the end; return the close code, if the server said one."""
        code = None
        try:
            while True:
                opcode, payload = self.read()
                if opcode == CLOSE:
                    code = int.from_bytes(payload, "big") if payload else 1005
        except (EOFError, ConnectionResetError):
            return code

    def close(self) -> None:
        self.sock.close()

    def _need(self, size: int) -> None:
        while len(self.received) < size:
            self._more()

    def _more(self) -> None:
        received = self.sock.recv(65536)
        if not received:
            raise EOFError
        self.received += received


@contextmanager
def serving(*flags: str) -> Iterator[int]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(SERVER), *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["port"]
        finally:
            process.terminate()
            assert process.wait(60) == 0, "the server stops cleanly when told to"


@pytest.fixture(scope="module")
def transport_port() -> Iterator[int]:
    with serving() as port:
        yield port


@pytest.fixture(scope="module")
def stock_port() -> Iterator[int]:
    with serving("--stock") as port:
        yield port


@pytest.fixture
def raw_phone(transport_port: int) -> Iterator[Callable[..., RawPhone]]:
    phones: list[RawPhone] = []

    def made(port: int = transport_port, **options: int) -> RawPhone:
        phones.append(RawPhone(port, **options))
        return phones[-1]

    yield made
    for phone in phones:
        phone.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Credited]:
    """The program with a plan that earns credit, and a clock that tests turn."""
    made = Credited(tmp_path_factory.mktemp("credit"))
    yield made
    made.close()


@pytest.fixture
def room(program: Credited) -> Room:
    """A new session for credit."""
    return program.hold()


@pytest.fixture
def rosa(program: Credited, room: Room) -> Visitor:
    """A physician who has signed in."""
    visitor = Visitor(program, room)
    assert visitor.sign_in().status_code == 303
    return visitor
