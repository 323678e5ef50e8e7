"""What a refusal says to a person."""

import pytest

from facilitator.rehearsal.errors import TurnedAwayError
from facilitator.rehearsal.exchange import Reply


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            b'{"code": "bad-input", "message": "The name is too long."}',
            "Sign-in was refused: The name is too long.",
        ),
        (b'{"code": "bad-input"}', "Sign-in was refused: bad-input."),
        (b"<html>", "Sign-in was refused: the answer was 500."),
    ],
)
def test_a_refusal_is_one_clean_sentence(body: bytes, sentence: str) -> None:
    reason = Reply(500, (), body).reason

    assert str(TurnedAwayError(what="Sign-in", reason=reason)) == sentence
