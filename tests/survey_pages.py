"""The pages of a survey's editor, as a browser without scripts uses them."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

EDITOR = "/desk/surveys/evaluation"


def send(desk: FlaskClient, do: str, path: str = EDITOR, **typed: Any) -> TestResponse:
    """Press a button of the open form, as a browser without scripts does."""
    part = typed.pop("part", "q0")
    page = desk.get(f"{path}?part={part}").text
    found = re.search(r'name="revision" value="([^"]*)"', page)
    assert found, page[:500]
    data = {"do": do, "part": part, "revision": found[1], **typed}
    return desk.post(path, data=data)


def follow(desk: FlaskClient, answer: TestResponse) -> TestResponse:
    assert answer.status_code == 303, answer.text
    return desk.get(answer.location)
