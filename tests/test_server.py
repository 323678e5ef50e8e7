"""The serving process: how it listens, what it refuses, how it stops.

Importing `facilitator.server` patches the process, so each test runs it in another.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WAIT_SECONDS = 30


PATCHED = "from facilitator import server\nfrom facilitator.web import http_server\n"


def result(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", PATCHED + program]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, check=True, timeout=90
    )
    return done.stdout.decode().strip()


REFUSAL = """
import sys
from facilitator.errors import FacilitatorError
try:
    server.open_listener(sys.argv[1], int(sys.argv[2]))
except FacilitatorError as error:
    sys.stdout.write(f"{error.code}: {error}")
"""


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert result(REFUSAL, "127.0.0.1", str(port)) == (
            f"port-taken: Port {port} is already in use on this laptop, perhaps by "
            "this program in another window. Close that one, or choose another number "
            "with --port."
        )


@pytest.mark.parametrize("host", ["192.0.2.7", "no such host", "256.1.1.1"])
def test_an_address_that_is_not_ours_is_named(host: str) -> None:
    said = result(REFUSAL, host, "0")
    assert said.startswith(f"bad-address: This laptop has no network address {host} (")
    assert said.endswith("or leave out --host to use every address.")


def test_a_port_that_is_no_port_is_refused() -> None:
    assert result(REFUSAL, "127.0.0.1", "70000").startswith("bad-port: ")


LOWEST_FREE_PORT = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")


@pytest.mark.skipif(
    not LOWEST_FREE_PORT.exists() or int(LOWEST_FREE_PORT.read_text()) <= 80,
    reason="needs a Linux that keeps port 80 for administrators",
)
def test_a_port_for_administrators_is_refused() -> None:
    as_nobody = """
import os
server.open_listener("127.0.0.1", 0).close()  # with all that it imports
if os.geteuid() == 0:
    os.seteuid(65534)
"""
    said = result(as_nobody + REFUSAL, "127.0.0.1", "80")
    assert said.startswith("port-forbidden: ")


def test_small_messages_leave_at_once_on_every_connection() -> None:
    program = """
import socket, sys
listener = server.open_listener("127.0.0.1", 0)
with socket.create_connection(listener.getsockname()):
    accepted, _ = listener.accept()
    sys.stdout.write(str(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
"""
    assert int(result(program)) != 0


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such limit")
def test_the_limit_of_connections_is_raised_as_far_as_it_goes() -> None:
    program = """
import resource, sys
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
most = server.raise_descriptor_limit()
now = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
sys.stdout.write(f"{most == now} {now > 256} {server.raise_descriptor_limit() == now}")
"""
    assert result(program) == "True True True"


SERVE = """
import json, sys, gevent
http_server.HEADER_SECONDS = 0.4
http_server.IDLE_SECONDS = 0.8
listener = server.open_listener("127.0.0.1", 0)

def app(environ, start_response):
    if environ["PATH_INFO"] == "/broken":
        raise ValueError("broken on purpose")
    if environ["PATH_INFO"] == "/slow":
        sys.stdout.write("slow\\n"); sys.stdout.flush()
        gevent.sleep(0.5)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]

def ready():
    sys.stdout.write(json.dumps(listener.getsockname()) + "\\n"); sys.stdout.flush()

server.run(app, listener, ready)
sys.stdout.write("stopped\\n")
"""


@contextmanager
def running() -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    command = [sys.executable, "-c", PATCHED + SERVE]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())[1]
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_answers_what_is_under_way_first(number: int) -> None:
    with running() as (process, port):
        asking = socket.create_connection(("127.0.0.1", port))
        asking.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        assert process.stdout is not None
        assert process.stdout.readline() == b"slow\n"
        process.send_signal(number)
        assert asking.makefile("rb").read().endswith(b"done")
        assert process.wait(WAIT_SECONDS) == 0
        assert process.stdout.read() == b"stopped\n"
        asking.close()


def test_a_client_that_dribbles_its_request_is_sent_away() -> None:
    with running() as (_, port):
        asking = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
        asking.sendall(b"GET / HTTP/1.1\r\n")
        started = time.monotonic()
        heard = b""
        while time.monotonic() - started < WAIT_SECONDS:
            try:
                asking.sendall(b"X-More: yes\r\n")
            except OSError:
                break
            time.sleep(0.1)
            asking.settimeout(0.05)
            try:
                heard = asking.recv(4096)
                break
            except TimeoutError:
                continue
        assert heard.startswith(b"HTTP/1.1 400 ")
        asking.close()


def test_a_silent_connection_is_closed() -> None:
    with running() as (_, port):
        asking = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
        assert asking.recv(1) == b""
        asking.close()


def test_a_request_that_fails_is_logged_and_the_next_one_is_answered() -> None:
    with running() as (process, port):
        asking = socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS)
        asking.sendall(b"GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")
        assert asking.recv(4096).startswith(b"HTTP/1.1 500 ")
        asking.close()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.read() == b"done"
        process.terminate()
        assert process.stderr is not None
        logged = process.stderr.read().decode()
        assert logged.count("broken on purpose") == 1


def test_the_collector_is_calm_and_freezes_again_once_the_room_has_settled() -> None:
    program = """
import gc, sys, gevent
from gevent.queue import Queue
from types import SimpleNamespace
quiet = Queue()
http_server.gevent = SimpleNamespace(sleep=lambda seconds: quiet.get())
def let_some_time_pass():
    quiet.put(None)
    gevent.sleep(0.01)
server.calm_garbage_collector()
first = gc.get_freeze_count()
made = server.Server(server.open_listener("127.0.0.1", 0), lambda *_: [])
watching = gevent.spawn(made.keep_garbage_collector_calm)
kept = [[] for _ in range(10_000)]
made.opened = 200
let_some_time_pass()
unsettled = gc.get_freeze_count() - first
let_some_time_pass()
settled = gc.get_freeze_count() - first
cycles = []
for _ in range(20_000):
    cycle = []; cycle.append(cycle); cycles.append(cycle)
made.opened = 900
let_some_time_pass()
let_some_time_pass()
del cycle, cycles
made.ended = 600
grown = gc.get_freeze_count()
let_some_time_pass()
let_some_time_pass()
collected = grown - gc.get_freeze_count()
watching.kill()
sys.stdout.write(f"{gc.get_threshold()} {unsettled > 9_000} {settled > 9_000} "
                 f"{collected > 19_000}")
"""
    assert result(program) == "(5000, 20, 1000) False True True"
