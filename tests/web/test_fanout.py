"""Broadcasts and acknowledgements to ordinary Socket.IO clients."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import engineio
import gevent
import pytest
import socketio
from flask import Flask
from flask_socketio import SocketIO
from running import InOrder

from facilitator.web import fanout, stock_websocket
from facilitator.web.fanout import Fanout, Outgoing, install, take_over
from facilitator.web.fanout_check import converses
from facilitator.web.websocket import WebSocket

ROOT = Path(__file__).parents[2]
ROOM = "/room"
# The Python client refuses more than 16 messages in one answer; a browser does not.
engineio.payload.Payload.max_decode_packets = 100
Phones = Callable[..., Any]


class Listener:
    """A Socket.IO client that remembers the numbers it was sent."""

    def __init__(self, port: int, *transports: str) -> None:
        self.client = InOrder()
        self.numbers: list[int] = []
        self.client.on("numbered", self._note, namespace=ROOM)
        self.client.connect(
            f"http://127.0.0.1:{port}", namespaces=[ROOM], transports=list(transports)
        )

    def _note(self, message: list[Any]) -> None:
        self.numbers.append(message[0])

    def call(self, event: str, data: object) -> object:
        return self.client.call(event, data, namespace=ROOM, timeout=60)

    def heard(self, count: int) -> list[int]:
        """Return the numbers once there are `count`, or what came in half a minute."""
        deadline = time.monotonic() + 30
        while len(self.numbers) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.numbers


@pytest.fixture
def listener() -> Iterator[Callable[..., Listener]]:
    made: list[Listener] = []

    def make(port: int, *transports: str) -> Listener:
        made.append(Listener(port, *transports))
        return made[-1]

    yield make
    for one in made:
        one.client.disconnect()


@pytest.mark.parametrize("port", ["transport_port", "stock_port"])
@pytest.mark.parametrize(
    "transports", [["websocket"], ["polling"], ["polling", "websocket"]]
)
def test_broadcasts_and_acknowledgements_keep_their_order(
    listener: Callable[..., Listener],
    transports: list[str],
    port: str,
    request: pytest.FixtureRequest,
) -> None:
    phone = listener(request.getfixturevalue(port), *transports)
    for size in (3, 300, 3_000):
        assert phone.call("burst", {"count": 20, "size": size, "all": 1}) == 20
    assert phone.heard(60) == list(range(20)) * 3
    assert phone.call("echo", "¿todo bien?") == "¿todo bien?"


def test_a_client_that_changes_to_websocket_misses_and_reorders_nothing(
    listener: Callable[..., Listener], transport_port: int
) -> None:
    speaker = listener(transport_port, "websocket")
    stop = threading.Event()

    def speak() -> None:
        while not stop.is_set():
            speaker.call("burst", {"count": 10, "size": 500, "all": 1})

    speaking = threading.Thread(target=speak)
    speaking.start()
    try:
        changing = [listener(transport_port, "polling", "websocket") for _ in range(10)]
        for phone in changing:
            phone.heard(60)
    finally:
        stop.set()
        speaking.join()
    for phone in changing:
        assert phone.client.transport() == "websocket"
        first = phone.numbers[0]
        expected = [(first + step) % 10 for step in range(len(phone.numbers))]
        assert phone.numbers == expected
        assert len(phone.numbers) >= 60


def test_two_hundred_phones_get_the_same_bytes(raw_phone: Phones) -> None:
    phones = [raw_phone().join() for _ in range(200)]
    phones[0].say('42/room,["burst",{"count":3,"size":300,"all":1}]')
    heard = {tuple(phone.text() for _ in range(3)) for phone in phones}
    assert len(heard) == 1
    assert [text[:24] for text in heard.pop()] == [
        f'42/room,["numbered",[{number},"' for number in range(3)
    ]


def test_a_thousand_answers_are_each_acknowledged_once(raw_phone: Phones) -> None:
    phones = [raw_phone().join() for _ in range(50)]
    for phone in phones:
        for number in range(20):
            phone.say(f'42/room,{number}["echo",{number}]')
    for phone in phones:
        heard = sorted(phone.text() for _ in range(20))
        assert heard == sorted(f"43/room,{number}[{number}]" for number in range(20))


def socket_io() -> SocketIO:
    return SocketIO(Flask(__name__), async_mode="gevent")


def test_the_libraries_are_as_the_fan_out_expects_them() -> None:
    """When this fails after an update, read `fanout.py` beside the new release."""
    assert converses(take_over)


def test_installed_the_queue_the_websocket_and_the_manager_are_ours() -> None:
    made = socket_io()
    assert install(made)
    assert isinstance(made.server.eio.create_queue(), Outgoing)
    assert made.server.eio._async["websocket"] is WebSocket  # noqa: SLF001
    assert isinstance(made.server.manager, Fanout)
    assert made.server.manager.server is made.server


def test_a_manager_with_a_message_queue_stays() -> None:
    made = SocketIO(Flask(__name__), async_mode="gevent")
    made.server.manager = socketio.PubSubManager(write_only=True)
    assert install(made)
    assert type(made.server.manager) is socketio.PubSubManager


def with_another_queue_name(server: Any) -> None:
    """Leave the queue as it is, as if engineio had renamed its place."""
    take_over(server)
    server.eio._async["queue"] = gevent.queue.JoinableQueue  # noqa: SLF001


def losing_messages(server: Any) -> None:
    take_over(server)
    server.manager.emit = lambda *_args, **_named: None


@pytest.mark.parametrize("changed", [with_another_queue_name, losing_messages])
def test_the_self_test_notices_a_change(changed: Callable[[Any], None]) -> None:
    assert not converses(changed)


def test_where_the_libraries_changed_the_stock_path_stays_and_is_protected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(engineio.socket.Socket, "_websocket_handler")
    made = socket_io()
    stock = made.server.eio._async["websocket"]  # noqa: SLF001
    manager = made.server.manager
    assert not install(made)
    assert made.server.manager is manager
    assert made.server.eio._async["websocket"] is not stock  # noqa: SLF001


class ShortSocket:
    """A socket that takes ten bytes at a time, and all of them when it must."""

    def __init__(self) -> None:
        self.taken = b""

    def send(self, data: bytes) -> int:
        self.taken += data[:10]
        return 10

    def sendall(self, data: bytes) -> None:
        self.taken += data

    def recv(self, size: int) -> bytes:
        return b"r" * size


def test_the_protected_socket_sends_all_and_is_otherwise_the_same() -> None:
    short = ShortSocket()
    whole = stock_websocket.WholeSocket(short)
    assert whole.send(b"x" * 25) == 25
    assert short.taken == b"x" * 25
    assert whole.recv(3) == b"rrr"  # type: ignore[operator]


def test_no_offer_to_compress_reaches_the_app() -> None:
    seen: list[dict[str, Any]] = []

    def app(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.append(environ)
        return [b"ok"]

    environ = {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate", "PATH_INFO": "/"}
    plain = stock_websocket.without_deflate(app)
    assert list(plain(environ, lambda *_: None)) == [b"ok"]
    assert seen == [{"PATH_INFO": "/"}]


def test_what_gathered_before_the_websocket_goes_first() -> None:
    class Line:
        def __init__(self) -> None:
            self.frames: list[bytes] = []

        def post(self, frame: bytes) -> None:
            self.frames.append(frame)

    queue, line = Outgoing(), Line()
    queue.put(engineio.packet.Packet(engineio.packet.MESSAGE, "one"))
    queue.put(engineio.packet.Packet(engineio.packet.MESSAGE, "two"))
    queue.attach(line)  # type: ignore[arg-type]
    queue.put(engineio.packet.Packet(engineio.packet.MESSAGE, "three"))
    assert line.frames == [b"\x81\x044one", b"\x81\x044two", b"\x81\x064three"]
    queue.put(None)
    assert queue.get(timeout=0) is None
    queue.task_done()
    queue.join()


def test_a_client_that_stops_polling_is_let_go() -> None:
    made = socket_io()
    assert install(made)
    server = made.server
    engine_socket = engineio.socket.Socket(server.eio, "engine-sid")
    server.eio.sockets["engine-sid"] = engine_socket
    sid = server.manager.connect("engine-sid", ROOM)
    for _ in range(fanout.POLLING_BACKLOG + 2):
        server.emit("numbered", 1, namespace=ROOM, to=sid)
    assert engine_socket.closed


def test_importing_the_transport_patches_nothing() -> None:
    program = (
        "import facilitator.web.fanout, gevent.monkey, sys;"
        "sys.exit(gevent.monkey.is_module_patched('socket'))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
