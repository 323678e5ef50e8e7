"""The websocket endpoint against clients good and bad, over real sockets."""

import json
import random
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import pytest
from running import soon

from facilitator.web.frames import (
    BINARY,
    BROKEN_RULE,
    CLOSE,
    CONTINUATION,
    NOT_UTF8,
    PING,
    PONG,
    REFUSED,
    TEXT,
    TOO_BIG,
    frame,
)

MASK = b"\x11\x22\x33\x44"
AT_ONCE = 10.0  # seconds, on a loaded machine
WIFI_SEGMENT = 1448  # what a network takes at once; loopback takes 64 kB
Phones = Callable[..., Any]


def numbered(text: str) -> tuple[int, int]:
    """Return the number and the size of the filler of a test message."""
    event, (number, filler) = json.loads(text.removeprefix("42/room,"))
    assert event == "numbered"
    return number, len(filler)


def burst(count: int, size: int, ack: int | str = "") -> str:
    """Return the wish for `count` numbered messages of `size` letters each."""
    wish = json.dumps(["burst", {"count": count, "size": size}])
    return f"42/room,{ack}{wish}"


def sockets(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/state") as answer:
        return int(json.load(answer)["sockets"])


def wait_for_sockets(port: int, count: int) -> None:
    soon(lambda: sockets(port) == count)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        pytest.param(frame(b"42/room,[]", TEXT), BROKEN_RULE, id="not masked"),
        pytest.param(b"\xc1\x85" + MASK + b"hello", BROKEN_RULE, id="compressed"),
        pytest.param(frame(b"x", CONTINUATION, MASK), BROKEN_RULE, id="lone end"),
        pytest.param(frame(b"?" * 126, PING, MASK), BROKEN_RULE, id="long ping"),
        pytest.param(frame(b"4\xff\xfe", TEXT, MASK), NOT_UTF8, id="not UTF-8"),
        pytest.param(frame(b"9what", TEXT, MASK), REFUSED, id="no such packet"),
        pytest.param(frame(b"b!!", TEXT, MASK), REFUSED, id="base64"),
        pytest.param(frame(b"", TEXT, MASK), REFUSED, id="empty"),
        pytest.param(frame(b"hello", TEXT, MASK), REFUSED, id="plain words"),
        pytest.param(
            b"\x81\xff" + (100_000_000).to_bytes(8, "big"), TOO_BIG, id="100 MB"
        ),
        pytest.param(frame(b"\x03", CLOSE, MASK), BROKEN_RULE, id="half a close code"),
    ],
)
def test_a_bad_frame_ends_the_line_at_once_and_says_why(
    raw_phone: Phones, sent: bytes, code: int
) -> None:
    phone = raw_phone().join()
    started = time.monotonic()
    phone.sock.sendall(sent)
    assert phone.end() == code
    # A line that is forgotten ends after twenty seconds by itself.
    assert time.monotonic() - started < AT_ONCE


def test_a_packet_that_engineio_cannot_read_ends_only_that_line(
    raw_phone: Phones, transport_port: int
) -> None:
    other = raw_phone().join()
    phone = raw_phone().join()
    phone.say("4" + "[" * 100_000)
    phone.say("3" + "[" * 100_000)
    phone.close()
    other.say('42/room,1["echo","still here"]')
    assert other.text() == '43/room,1["still here"]'
    assert sockets(transport_port) >= 1


def test_random_bytes_never_hurt_anybody_else(
    raw_phone: Phones, transport_port: int
) -> None:
    wait_for_sockets(transport_port, 0)
    chance = random.Random(7)
    other = raw_phone().join()
    for _ in range(60):
        phone = raw_phone().join()
        phone.sock.sendall(chance.randbytes(chance.randrange(1, 400)))
        phone.sock.shutdown(1)
        phone.end()
        phone.close()
    other.say('42/room,2["echo","unhurt"]')
    assert other.text() == '43/room,2["unhurt"]'
    wait_for_sockets(transport_port, 1)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (
            ["Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
            426,
        ),
        (["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="], 426),
        (["Sec-WebSocket-Version: 13"], 400),
        (["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: c2hvcnQ="], 400),
    ],
)
def test_a_bad_handshake_is_refused(
    raw_phone: Phones, headers: list[str], status: int
) -> None:
    assert raw_phone().upgrade(*headers).split()[1] == str(status)


def test_the_handshake_answers_the_key_and_takes_no_extension(
    raw_phone: Phones,
) -> None:
    phone = raw_phone().join()
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in phone.handshake
    assert b"xtensions" not in phone.handshake


def test_a_ping_is_answered_with_its_own_words(raw_phone: Phones) -> None:
    phone = raw_phone().join()
    phone.sock.sendall(frame(b"are you there", PING, MASK))
    assert phone.read() == (PONG, b"are you there")


def test_a_close_is_echoed_and_the_line_ends(raw_phone: Phones) -> None:
    phone = raw_phone().join()
    phone.sock.sendall(frame(b"\x0f\xa1bye", CLOSE, MASK))
    assert phone.end() == 4001


def test_a_message_may_come_in_fragments_with_pings_between(raw_phone: Phones) -> None:
    phone = raw_phone().join()
    first = frame(b'42/room,5["ec', TEXT, MASK)
    phone.sock.sendall(bytes((first[0] & 0x7F,)) + first[1:])
    phone.sock.sendall(frame(b"", PING, MASK))
    phone.sock.sendall(frame(b'ho","joined"]', CONTINUATION, MASK))
    assert phone.read() == (PONG, b"")
    assert phone.text() == '43/room,5["joined"]'


def test_a_hasty_client_may_speak_together_with_its_handshake(
    raw_phone: Phones,
) -> None:
    phone = raw_phone()
    words = frame(b"40/room,", TEXT, MASK) + frame(
        b'42/room,8["echo","hasty"]', TEXT, MASK
    )
    phone.sock.sendall(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: test\r\n"
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" + words
    )
    while b'43/room,8["hasty"]' not in phone.received:
        phone.received += phone.sock.recv(4096)


@pytest.mark.parametrize("port", ["transport_port", "stock_port"])
@pytest.mark.parametrize("size", [50_000, 100_000, 400_000])
def test_a_long_message_arrives_whole_through_small_segments(
    raw_phone: Phones, port: str, size: int, request: pytest.FixtureRequest
) -> None:
    number = request.getfixturevalue(port)
    for _ in range(5):
        phone = raw_phone(number, segment=WIFI_SEGMENT).join()
        phone.say(burst(1, size))
        assert numbered(phone.text()) == (0, size)
        phone.close()


@pytest.mark.parametrize(("count", "size"), [(20, 20_000), (60, 2_000), (60, 15_000)])
def test_many_messages_to_a_phone_that_reads_late_stay_whole_and_in_order(
    raw_phone: Phones, count: int, size: int
) -> None:
    phone = raw_phone(segment=WIFI_SEGMENT, receive_buffer=4096).join()
    phone.say(burst(count, size, ack=9))
    time.sleep(0.5)
    for number in range(count):
        assert numbered(phone.text()) == (number, size)
    assert phone.text() == f"43/room,9[{count}]"


def test_what_is_sent_while_the_phone_is_busy_does_not_overtake(
    raw_phone: Phones,
) -> None:
    phone = raw_phone(segment=WIFI_SEGMENT, receive_buffer=4096).join()
    for turn in range(8):
        phone.say(burst(4, 30_000))
        phone.say(f'42/room,{turn}["echo","after"]')
        phone.sock.sendall(frame(b"%d" % turn, PING, MASK))
    heard = [phone.read() for _ in range(8 * 6)]
    assert {opcode for opcode, _ in heard} == {TEXT, PONG}
    texts = [payload.decode() for opcode, payload in heard if opcode == TEXT]
    bursts = [numbered(text) for text in texts if text.startswith("42")]
    assert len(bursts) == 32
    assert {size for _, size in bursts} == {30_000}
    assert sorted(number for number, _ in bursts) == sorted([0, 1, 2, 3] * 8)
    pongs = [payload for opcode, payload in heard if opcode == PONG]
    assert pongs == [b"%d" % turn for turn in range(8)]


def test_a_phone_that_never_reads_is_dropped_and_the_others_are_unhurt(
    raw_phone: Phones, transport_port: int
) -> None:
    wait_for_sockets(transport_port, 0)
    sleeper = raw_phone(segment=WIFI_SEGMENT, receive_buffer=4096).join()
    others = [raw_phone().join() for _ in range(5)]
    rounds = 0
    while sockets(transport_port) > 5:
        rounds += 1
        assert rounds < 200, "a client that does not read is dropped in the end"
        others[0].say('42/room,["burst",{"count":4,"size":20000,"all":1}]')
        for other in others:
            assert [numbered(other.text()) for _ in range(4)] == [
                (number, 20_000) for number in range(4)
            ]
    assert sockets(transport_port) == 5
    assert sleeper.end() is None


def test_a_client_that_never_stops_talking_does_not_silence_the_others(
    raw_phone: Phones,
) -> None:
    talker, other = raw_phone().join(), raw_phone().join()
    words = frame(b'42/room,["unheard"]', TEXT, MASK) * 2000
    quiet = Event()

    def talk() -> None:
        with suppress(OSError):
            while not quiet.is_set():
                talker.sock.sendall(words)

    talking = Thread(target=talk)
    talking.start()
    try:
        time.sleep(0.3)
        for turn in range(5):
            other.say(f'42/room,{turn}["echo","hello"]')
            assert other.text() == f'43/room,{turn}["hello"]'
    finally:
        quiet.set()
        talker.close()
        talking.join()


def test_a_binary_message_is_two_frames_in_place(raw_phone: Phones) -> None:
    phone = raw_phone().join()
    phone.say('42/room,3["mixed"]')
    assert [phone.read() for _ in range(6)] == [
        (TEXT, b'42/room,["numbered",[0,""]]'),
        (TEXT, b'451-/room,["numbered",{"blob":{"_placeholder":true,"num":0}}]'),
        (BINARY, b"\x00\x01"),
        (TEXT, b'42/room,["numbered",[2,""]]'),
        (TEXT, b'42/room,["message","plain"]'),
        (TEXT, b'43/room,3["done"]'),
    ]
