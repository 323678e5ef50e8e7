"""JSON as strangers send it: read fast, and with whole characters only."""

import json

import orjson


def parse(text: str | bytes) -> object:
    """Return what JSON says; half a character is left out.

    A phone that cuts a text within an emoji sends the half of it, and would send it
    again for ever if it heard nothing.

    Raises:
        ValueError: it is not JSON, nested too deep, or a number is none.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return orjson.loads(_whole_characters(text))


def _whole_characters(text: str | bytes) -> bytes:
    try:
        given = json.dumps(json.loads(text), ensure_ascii=False)
    except RecursionError as deep:
        too_deep = "nested too deep"
        raise ValueError(too_deep) from deep
    return given.encode(errors="ignore")
