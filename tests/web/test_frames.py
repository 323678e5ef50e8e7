"""The framing rules of RFC 6455, without a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.web import frames
from facilitator.web.frames import (
    BINARY,
    BROKEN_RULE,
    CLOSE,
    CONTINUATION,
    NOT_UTF8,
    PING,
    TEXT,
    TOO_BIG,
    BrokenFrameError,
    FrameReader,
    close_code,
    frame,
)

MASK = b"\x01\x80\xff\x7e"
LIMIT = 100_000


def reader(sent: bytes, chunk: int = 7) -> FrameReader:
    waiting = [sent[i : i + chunk] for i in range(0, len(sent), chunk)]
    return FrameReader(lambda _size: waiting.pop(0) if waiting else b"", LIMIT)


def part(payload: bytes, opcode: int) -> bytes:
    """Return a frame that is not the last of its message."""
    whole = frame(payload, opcode, MASK)
    return bytes((whole[0] & 0x7F,)) + whole[1:]


@given(
    st.binary(max_size=70_000), st.integers(1, 9000), st.binary(min_size=4, max_size=4)
)
def test_any_message_arrives_whole_however_the_network_cuts_it(
    payload: bytes, chunk: int, mask: bytes
) -> None:
    assert reader(frame(payload, BINARY, mask), chunk).read() == (BINARY, payload)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=8), st.booleans())
def test_fragments_join_to_one_message_with_pings_between(
    parts: list[bytes], pinged: bool
) -> None:
    kinds = [TEXT] + [CONTINUATION] * (len(parts) - 1)
    sent = b""
    for number, (payload, kind) in enumerate(zip(parts, kinds, strict=True)):
        last = number == len(parts) - 1
        sent += frame(b"?", PING, MASK) if pinged else b""
        sent += frame(payload, kind, MASK) if last else part(payload, kind)
    reading = reader(sent)
    for _ in parts if pinged else ():
        assert reading.read() == (PING, b"?")
    assert reading.read() == (TEXT, b"".join(parts))
    with pytest.raises(EOFError):
        reading.read()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        pytest.param(frame(b"4hello", TEXT), BROKEN_RULE, id="not masked"),
        pytest.param(frame(b"", TEXT), BROKEN_RULE, id="empty and not masked"),
        pytest.param(b"\xc1\x80" + MASK, BROKEN_RULE, id="compressed"),
        pytest.param(b"\xa1\x80" + MASK, BROKEN_RULE, id="reserved bit"),
        pytest.param(b"\x83\x80" + MASK, BROKEN_RULE, id="reserved data opcode"),
        pytest.param(b"\x8b\x80" + MASK, BROKEN_RULE, id="reserved control opcode"),
        pytest.param(part(b"?", PING), BROKEN_RULE, id="control in fragments"),
        pytest.param(frame(b"?" * 126, PING, MASK), BROKEN_RULE, id="long control"),
        pytest.param(frame(b"x", CONTINUATION, MASK), BROKEN_RULE, id="lone end"),
        pytest.param(part(b"x", TEXT) * 2, BROKEN_RULE, id="second start"),
        pytest.param(b"\x81\xfe\x00\x05" + MASK, BROKEN_RULE, id="wasteful 16 bits"),
        pytest.param(
            b"\x81\xff" + (9).to_bytes(8, "big"), BROKEN_RULE, id="wasteful 64 bits"
        ),
        pytest.param(b"\x81\xff" + b"\xff" * 8, BROKEN_RULE, id="negative length"),
        pytest.param(
            b"\x82\xff" + (LIMIT + 1).to_bytes(8, "big"), TOO_BIG, id="too big"
        ),
        pytest.param(
            part(b"x" * 60_000, TEXT) + part(b"x" * 60_000, 0), TOO_BIG, id="sum"
        ),
    ],
)
def test_a_broken_frame_is_refused_as_soon_as_it_shows(sent: bytes, code: int) -> None:
    with pytest.raises(BrokenFrameError) as caught:
        reader(sent, 65536).read()
    assert caught.value.code == code


def test_a_frame_that_is_too_long_is_refused_before_any_of_it_is_kept() -> None:
    asked: list[int] = []

    def receive(size: int) -> bytes:
        asked.append(size)
        return b"\x82\xff" + (1 << 40).to_bytes(8, "big") if len(asked) == 1 else b"x"

    with pytest.raises(BrokenFrameError):
        FrameReader(receive, LIMIT).read()
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", 1005),
        (b"\x03\xe8", 1000),
        (b"\x03\xe9going", 1001),
        (b"\x0f\xa0", 4000),
        (b"\x03", BROKEN_RULE),
        (b"\x00\x00", BROKEN_RULE),
        (b"\x03\xed", BROKEN_RULE),  # 1005 is never sent
        (b"\x03\xe8\xff", NOT_UTF8),
    ],
)
def test_a_close_is_answered_with_its_own_code_or_with_what_is_wrong(
    payload: bytes, code: int
) -> None:
    assert close_code(payload) == code


def test_a_server_frame_uses_the_fewest_length_bytes() -> None:
    sizes = [0, 125, 126, 65535, 65536]
    heads = [len(frame(b"x" * size, TEXT)) - size for size in sizes]
    assert heads == [2, 2, 4, 4, 10]
    assert frames.message_frame("é") == b"\x81\x02\xc3\xa9"
    assert frames.message_frame(b"\x00") == b"\x82\x01\x00"
    assert frames.close_frame(1000) == bytes((0x80 | CLOSE, 2)) + b"\x03\xe8"
