"""JSON from strangers."""

import pytest

from facilitator.web.json_text import parse


@pytest.mark.parametrize("sent", ['{"a": ["\\u00f1", 1]}', b'{"a": ["\xc3\xb1", 1]}'])
def test_json_is_read_from_text_and_bytes(sent: str | bytes) -> None:
    assert parse(sent) == {"a": ["ñ", 1]}


def test_half_a_character_is_left_out() -> None:
    assert parse('{"a\\ud800": "x\\ud83d", "b": "\\ud83d\\ude00"}') == {
        "a": "x",
        "b": "\U0001f600",
    }


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "NaN",
        "[Infinity]",
        "[1e400]",
        "[" * 50_000,
        "[" * 5_000 + "]" * 5_000,
        "9" * 5_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_json_is_refused(sent: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(sent)
